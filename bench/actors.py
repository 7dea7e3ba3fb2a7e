"""The directory of organisations, whole requests: 50 of 1,000, with all filters, the print view, the file, the overview; beside a
plain view of the same rows."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.measure import Figure, median_seconds

PLAIN_PAGE = """<!doctype html><title>Liste</title><table>{% for o in rows %}<tr><td><a href="{% url 'actors:organisation-detail' slug o.pk %}">
{{ o.name }}</a></td><td>{{ o.get_kind_display }}</td><td>{{ o.get_sphere_display }}</td><td>{{ o.parent.name }}</td><td>{{ o.email }}</td>
</tr>{% endfor %}</table>"""
LIST = "/beispielkreis/organisationen/"
MANY = 1000
WORDS = {
    "topics": 30,
    "spaces": 20,
    "groups": 15,
    "languages": 12,
    "communities": 10,
}  # how many there are to choose from


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VERBINDLICH_DATA"] = str(Path(folder))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verbindlich.settings")
        yield from measured()


def fill(home: Any) -> dict[str, list[Any]]:
    """Organisations with two words of each kind, a contact person for two of three, ten roofs. Returns the words."""
    from verbindlich.domain.actors.models import Organisation, Person
    from verbindlich.office.vocab.actions import words

    kinds, roofs = Organisation.Kind.values, list(Organisation.objects.of(home)[:10])
    rows = [
        Organisation(
            municipality=home, name=f"Verein für Nachbarschaft und Sprache Nr. {n}", short_name=f"VNS {n}", kind=kinds[n % len(kinds)],
            sphere=Organisation.USUAL_SPHERE.get(kinds[n % len(kinds)], ""), parent=roofs[n % 10] if n % 4 == 0 else None,
            email=f"post{n}@verein.example" if n % 3 else "", phone=f"0371 {n:05}", city="Musterstadt", street=f"Hauptstraße {n}",
        )
        for n in range(MANY)
    ]  # fmt: skip
    for row in rows:
        row.arrange()
    rows = Organisation.objects.bulk_create(rows, batch_size=500)
    known = {
        field: words(getattr(Organisation, field).field.related_model, home, [f"{field} {n}" for n in range(count)])
        for field, count in WORDS.items()
    }
    for field, found in known.items():
        descriptor = getattr(Organisation, field)
        column = descriptor.field.m2m_reverse_field_name()
        descriptor.through.objects.bulk_create(
            descriptor.through(organisation=row, **{column: found[(n + i) % len(found)]}) for n, row in enumerate(rows) for i in range(2)
        )  # fmt: skip
    persons = [Person(municipality=home, name=f"P. {n}", organisation=row) for n, row in enumerate(rows) if n % 3]
    for person in persons:
        person.arrange()
    Person.objects.bulk_create(persons, batch_size=500)
    return known


def measured() -> Iterator[Figure]:
    from verbindlich.cli.start import prepare

    prepare()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import include, path

    import verbindlich.urls as product
    from verbindlich.domain.actors.models import Organisation
    from verbindlich.office.accounts.models import Municipality, User

    settings.ALLOWED_HOSTS = ["*"]
    home = Municipality.objects.get(slug="beispielkreis")
    known = fill(home)
    product.urlpatterns.insert(0, path("<slug:kommune>/", include([path("vergleichswert/", plain_view)])))
    client = Client()
    client.force_login(
        User.objects.get(email="steuerung@beispielkreis.example"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )

    def taken(address: str, times: int = 25) -> tuple[float, int, int]:
        """Milliseconds, queries, bytes of a request."""
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
            queries = len(captured)
        assert answer.status_code == 200, address
        return median_seconds(lambda: client.get(address), times) * 1000, queries, len(answer.content)

    def figure(name: str, address: str, baseline: float, words: str, budget: str, times: int = 25) -> Figure:
        spent, queries, size = taken(address, times)
        return Figure(f"{name} ({queries} Abfragen, {size // 1000} kB)", spent, baseline, words, "ms", budget)

    row = Organisation.objects.of(home).filter(name__endswith="Nr. 420").get()
    chosen = {
        "thema": "topics",
        "raum": "spaces",
        "gruppe": "groups",
        "sprache": "languages",
        "community": "communities",
    }
    every = "&".join(f"{name}={getattr(row, field).first().pk}" for name, field in chosen.items())
    every = f"q=sprache+verein&art={row.kind}&zu={row.parent_id}&sichtbar=freigegeben&kontakt=alles&{every}"
    assert len(known) == len(chosen)
    plain = taken("/beispielkreis/vergleichswert/")[0]
    same = "einfache Ansicht derselben Zeilen"
    lists = {
        "Verzeichnis, 50 von 1.000": "", "… mit allen Filtern": f"?{every}", "… gesucht, nach Kontaktpersonen": "?q=verein&sort=-personen",
        "… ohne jeden Kontakt": "?kontakt=alles",
    }  # fmt: skip
    for name, query in lists.items():
        yield figure(name, LIST + query, plain, same, "≤ 80 ms, 10")
    whole = taken("/beispielkreis/vergleichswert/?alle=1", 5)[0]
    yield figure("Druckansicht, 1.000", f"{LIST}?als=druck", whole, same, "", 5)
    yield figure("Excel, 1.000 × 18", f"{LIST}?als=xlsx", whole, same, "", 5)
    yield figure("Überblick der Akteure", "/beispielkreis/akteure/", plain, same, "")
    yield figure("Seite einer Organisation", f"{LIST}{row.pk}/", plain, same, "")


def plain_view(request: Any) -> Any:
    from django.http import HttpResponse
    from django.template import Context, Template

    from verbindlich.domain.actors.models import Organisation

    rows = Organisation.objects.of(request.municipality).select_related("parent").order_by("sort_key")
    rows = rows if "alle" in request.GET else rows[:50]
    return HttpResponse(Template(PLAIN_PAGE).render(Context({"rows": rows, "slug": request.municipality.slug})))
