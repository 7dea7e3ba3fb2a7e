"""The list of measures, whole requests: 50 of 300 and of 3,000, the print view, the export; beside a plain view of the same rows."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.measure import Figure, median_seconds

PLAIN_PAGE = """<!doctype html><title>Liste</title><table>{% for m in rows %}<tr><td>{{ m.number }}</td>
<td><a href="{% url 'concepts:measure-detail' slug m.pk %}">{{ m.title }}</a>{% for f in m.findings.all %}{{ f.rule }} {% endfor %}</td>
<td>{% for b in m.bodies.all %}{{ b.organisation.name }} {% endfor %}</td><td>{{ m.start|date:"m/Y" }} – {{ m.end|date:"m/Y" }}</td>
<td>{{ m.get_priority_display }}</td><td>{{ m.get_state_display }}</td><td>{{ m.amount }}</td></tr>{% endfor %}</table>"""
LIST = "/beispielkreis/massnahmen/"
SIX = ("federfuehrung", "zeitraum", "prioritaet", "stand", "haushalt", "kontakt", "meilensteine")


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VERBINDLICH_DATA"] = str(Path(folder))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verbindlich.settings")
        yield from measured()


def fill(home: Any, first: int, last: int) -> None:
    """Measures with 3 bodies, 2 contacts and 4 milestones each; every third lacks something."""
    from verbindlich.domain.actors.models import Organisation, Person
    from verbindlich.domain.concepts.models import FieldOfAction, Measure, MeasureBody, Milestone

    today, organisations = date.today(), list(Organisation.objects.of(home))
    fields = list(FieldOfAction.objects.of(home))
    persons = list(Person.objects.of(home))
    rows = [
        Measure(
            municipality=home, number=f"{n % 8 + 1}.{n // 8 + 1}", title=f"Angebot {n} für Familien im ländlichen Raum aufbauen und sichern",
            field=fields[n % len(fields)], start=today - timedelta(days=n % 900), end=today + timedelta(days=n % 700 - 90) if n % 3 else None,
            priority=("hoch", "mittel", "niedrig", "")[n % 4], state=("running", "planned", "done", "paused", "")[n % 5],
            budget_kind="amount" if n % 2 else "", amount=Decimal(n * 10 + 500) if n % 2 else None, per_year=bool(n % 4),
            description="Was getan wird, für wen und warum es nötig ist. " * 10, remark="nur intern " * 20,
        )
        for n in range(first, last)
    ]  # fmt: skip
    for row in rows:
        row.arrange()
    rows = Measure.objects.bulk_create(rows, batch_size=500)
    MeasureBody.objects.bulk_create(
        MeasureBody(measure=row, organisation=organisations[(n + i) % len(organisations)], role="partner" if i or not n % 6 else "lead", position=i)
        for n, row in enumerate(rows) for i in range(3)
    )  # fmt: skip
    Milestone.objects.bulk_create(
        Milestone(measure=row, title=f"Schritt {i}", due=today + timedelta(days=100 * i - 20 * (n % 3)), done_on=today if i < 2 else None)
        for n, row in enumerate(rows) for i in range(4)
    )  # fmt: skip
    through = Measure.contacts.through
    through.objects.bulk_create(
        through(measure=row, person=persons[(n + i) % len(persons)]) for n, row in enumerate(rows) for i in range(2)
    )


def measured() -> Iterator[Figure]:
    from verbindlich.cli.start import prepare

    prepare()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import include, path

    import verbindlich.urls as product
    from verbindlich.domain.actors.models import Person
    from verbindlich.domain.concepts import checking
    from verbindlich.domain.concepts.actions import save_field
    from verbindlich.domain.concepts.models import FieldOfAction, Measure
    from verbindlich.office.accounts.models import Municipality, User

    settings.ALLOWED_HOSTS = ["*"]
    home = Municipality.objects.get(slug="beispielkreis")
    Measure.objects.filter(municipality=home).delete()
    for n in range(8):
        save_field(user=None, field=FieldOfAction(municipality=home, name=f"Bereich {n + 1}", number=str(n + 1)))
    for n in range(20):
        Person.objects.create(municipality=home, name=f"P. {n}")
    product.urlpatterns.insert(0, path("<slug:kommune>/", include([path("vergleichswert/", plain_view)])))
    client = Client()
    client.force_login(
        User.objects.get(email="steuerung@beispielkreis.example"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )

    def taken(query: str, times: int = 5, base: str = LIST) -> tuple[float, int, int]:
        """Milliseconds, queries, bytes of a request."""
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(base + query)
            queries = len(captured)
        assert answer.status_code == 200, query
        seconds = median_seconds(lambda: client.get(base + query), 5 * times)
        return seconds * 1000, queries, len(answer.content)

    def figure(name: str, query: str, baseline: float, words: str, budget: str, times: int = 5) -> Figure:
        spent, queries, size = taken(query, times)
        return Figure(f"{name} ({queries} Abfragen, {size // 1000} kB)", spent, baseline, words, "ms", budget)

    columns = "spalten=" + "&spalten=".join(SIX)
    lists = {
        "Liste, 50 von": "", "… mit Kontakten und Meilensteinen, 50 von": f"?{columns}",
        "… mit Befund, nach Stand, 50 von": "?befund=alle&sort=stand",
    }  # fmt: skip
    fill(home, 0, 300)
    checking.recheck(home)
    plain, few = taken("", base="/beispielkreis/vergleichswert/")[0], {}
    for name, query in lists.items():
        made = figure(f"{name} 300", query, plain, "einfache Ansicht derselben Zeilen", "≤ 80 ms, 12, 120 kB")
        few[name] = made.value
        yield made
    whole = taken("?alle=1", 1, "/beispielkreis/vergleichswert/")[0]
    yield figure("Druckansicht, 300", "?als=druck", whole, "einfache Ansicht derselben Zeilen", "≤ 400 ms, 12", 1)
    yield figure("Excel, 300 × 14", "?als=xlsx", whole, "einfache Ansicht derselben Zeilen", "≤ 500 ms, 12", 1)
    fill(home, 300, 3000)
    checking.recheck(home)
    for name, query in lists.items():
        yield figure(f"{name} 3.000", query, few[name], "dieselbe mit 300", "≤ 1,2 ×")


def plain_view(request: Any) -> Any:
    from django.http import HttpResponse
    from django.template import Context, Template

    from verbindlich.domain.concepts.models import Measure

    rows = (
        Measure.objects.of(request.municipality)
        .prefetch_related("bodies__organisation", "findings")
        .order_by("sort_key")
    )
    rows = rows if "alle" in request.GET else rows[:50]
    return HttpResponse(Template(PLAIN_PAGE).render(Context({"rows": rows, "slug": request.municipality.slug})))
