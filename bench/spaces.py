"""The page of a social space with 100 actors and 60 measures, and the list of spaces; beside a plain view of the same rows."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.measure import Figure, median_seconds
from bench.measures import fill

ACTORS, PERSONS, MEASURES, NEEDS, NETWORKS = 100, 150, 60, 20, 8
PLAIN_PAGE = """<!doctype html><title>Raum</title><ul>{% for o in organisations %}<li><a href="{% url 'actors:organisation-detail' slug o.pk %}">
{{ o.name }}</a></li>{% endfor %}</ul><table>{% for m in measures %}<tr><td><a href="{% url 'concepts:measure-detail' slug m.pk %}">
{{ m.title }}</a></td><td>{% for b in m.bodies.all %}{{ b.organisation.name }} {% endfor %}</td></tr>{% endfor %}</table>"""


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VERBINDLICH_DATA"] = str(Path(folder))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verbindlich.settings")
        yield from measured()


def settle(home: Any) -> Any:
    """A member municipality with four spaces below it, and everything spread over the five."""
    from verbindlich.domain.actors.actions import save_space
    from verbindlich.domain.actors.models import Network, Organisation, Person, SocialSpace
    from verbindlich.domain.concepts.models import FieldOfAction, Measure, Need

    town = save_space(user=None, space=SocialSpace(municipality=home, name="Bankstadt", kind="gemeinde"))
    spaces = [town] + [
        save_space(user=None, space=SocialSpace(municipality=home, name=f"Viertel {n}", parent=town)) for n in range(4)
    ]
    kinds = Organisation.Kind.values
    bodies = [Organisation(municipality=home, name=f"Träger {n}", kind=kinds[n % len(kinds)]) for n in range(ACTORS)]
    people = [Person(municipality=home, name=f"P. {n}", email=f"p{n}@b.example") for n in range(PERSONS)]
    networks = [Network(municipality=home, name=f"Runde {n}") for n in range(NETWORKS)]
    needs = [Need(municipality=home, title=f"Bedarf {n}") for n in range(NEEDS)]
    for row in (*bodies, *people, *networks, *needs):
        row.arrange()
    bodies = Organisation.objects.bulk_create(bodies)
    for n, person in enumerate(people):
        person.organisation = bodies[n % ACTORS]
    Person.objects.bulk_create(people)
    FieldOfAction.objects.get_or_create(municipality=home, name="Bank", defaults={"sort_key": "bank", "search": "bank"})
    Measure.objects.filter(municipality=home).delete()
    fill(home, 0, MEASURES)
    rows = {
        Organisation: bodies, Network: Network.objects.bulk_create(networks), Need: Need.objects.bulk_create(needs),
        Measure: list(Measure.objects.of(home)),
    }  # fmt: skip
    for model, every in rows.items():
        through, name = model.spaces.through, model._meta.model_name
        through.objects.bulk_create(
            through(**{name: row, "socialspace": spaces[n % len(spaces)]}) for n, row in enumerate(every)
        )
    return town


def measured() -> Iterator[Figure]:
    from verbindlich.cli.start import prepare

    prepare()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import include, path

    import verbindlich.urls as product
    from verbindlich.office.accounts.models import Municipality, User

    settings.ALLOWED_HOSTS = ["*"]
    town = settle(Municipality.objects.get(slug="beispielkreis"))
    product.urlpatterns.insert(0, path("<slug:kommune>/", include([path("vergleichswert/", plain_view)])))
    client = Client()
    client.force_login(
        User.objects.get(email="steuerung@beispielkreis.example"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )

    def taken(url: str) -> tuple[float, int]:
        """Milliseconds and queries of a request."""
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(url)
            queries = len(captured)
        assert answer.status_code == 200, url
        return median_seconds(lambda: client.get(url), 15) * 1000, queries

    plain = taken("/beispielkreis/vergleichswert/")[0]
    pages = {
        f"Sozialraum, {ACTORS} Akteure, {MEASURES} Maßnahmen": (f"/beispielkreis/sozialraeume/{town.pk}/", "≤ 150 ms, 20"),
        "Liste der Sozialräume": ("/beispielkreis/sozialraeume/", "≤ 80 ms, 10"),
        "Liste der Wörter mit Verwendung": ("/beispielkreis/einstellungen/listen/sozialraeume/", "≤ 80 ms, 12"),
    }  # fmt: skip
    for name, (url, budget) in pages.items():
        spent, queries = taken(url)
        yield Figure(f"{name} ({queries} Abfragen)", spent, plain, "einfache Ansicht eines Raums", "ms", budget)


def plain_view(request: Any) -> Any:
    from django.http import HttpResponse
    from django.template import Context, Template

    from verbindlich.domain.actors.models import Organisation
    from verbindlich.domain.concepts.models import Measure

    organisations = Organisation.objects.of(request.municipality).filter(name__startswith="Träger")
    measures = Measure.objects.of(request.municipality).prefetch_related("bodies__organisation")
    context = {"organisations": organisations, "measures": measures, "slug": request.municipality.slug}
    return HttpResponse(Template(PLAIN_PAGE).render(Context(context)))
