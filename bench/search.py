"""The search over 50,000 objects against asking each list by itself, as one would without an index."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from bench.measure import Figure, median_seconds

PLACES = [
    "Chemnitz",
    "Zwickau",
    "Plauen",
    "Görlitz",
    "Bautzen",
    "Pirna",
    "Meißen",
    "Riesa",
    "Freiberg",
    "Döbeln",
    "Torgau",
    "Oschatz",
    "Borna",
    "Grimma",
    "Aue",
    "Annaberg",
    "Zittau",
    "Löbau",
]
TOPICS = [
    "Sprache",
    "Arbeit",
    "Wohnen",
    "Bildung",
    "Gesundheit",
    "Familie",
    "Jugend",
    "Sport",
    "Kultur",
    "Ehrenamt",
    "Beratung",
    "Begegnung",
    "Ausbildung",
    "Teilhabe",
    "Kita",
    "Schule",
]
KINDS = [
    "Verein",
    "Tafel",
    "Amt",
    "Netzwerk",
    "Werkstatt",
    "Treff",
    "Haus",
    "Büro",
    "Stiftung",
    "Initiative",
    "Zentrum",
    "Kreisverband",
    "Ortsgruppe",
    "Lotsendienst",
]
NAMES = [
    "Müller",
    "Schmidt",
    "Schneider",
    "Fischer",
    "Weber",
    "Meyer",
    "Wagner",
    "Becker",
    "Schulz",
    "Hoffmann",
    "Nowak",
    "Yilmaz",
    "Haddad",
    "Petrov",
    "Nguyen",
    "Kowalski",
    "Öztürk",
    "Großmann",
]
QUESTIONS = {  # what is typed: what it stands for
    "Tafel Zwickau 4711": "ein Treffer", "Gorlitz": "viele Treffer, ohne Umlaut geschrieben", "0371 48 1234": "Telefonnummer",
    "Dafell Swikkau": "klingt nur ähnlich", "er": "fast alles", "xyzzy": "nichts",
}  # fmt: skip


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VERBINDLICH_DATA"] = str(Path(folder))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verbindlich.settings")
        yield from measured()


def fill(home: Any) -> None:
    """1,000 organisations, 19,000 persons, 25,000 measures, 5,000 notes; texts of 30 to 600 characters."""
    from verbindlich.domain.actors.models import Note, Organisation, Person
    from verbindlich.domain.concepts.models import Measure

    r = Random(4)
    one = r.choice
    bodies = [
        Organisation(municipality=home, name=f"{one(KINDS)} {one(PLACES)} {n}", kind="initiative", city=one(PLACES), phone=f"+49 371 48{n:05}")
        for n in range(1_000)
    ]  # fmt: skip
    persons = [
        Person(municipality=home, name=f"{chr(65 + n % 26)}. {one(NAMES)}", function=f"Leitung {one(TOPICS)}", email=f"p{n}@amt.example", phone=f"0375 {n:05}")
        for n in range(19_000)
    ]  # fmt: skip
    measures = [
        Measure(municipality=home, number=f"{n % 9}.{n}", title=f"{one(TOPICS)} und {one(TOPICS)} in {one(PLACES)} ausbauen",
                description=" ".join(one(TOPICS) + " für " + one(PLACES) for _ in range(n % 30)))
        for n in range(25_000)
    ]  # fmt: skip
    for row in (*bodies, *persons, *measures):
        row.arrange()
    Organisation.objects.bulk_create(bodies, 500)
    for person in persons:
        person.organisation = one(bodies)
    Person.objects.bulk_create(persons, 500)
    Measure.objects.bulk_create(measures, 500)
    notes = [
        Note(municipality=home, text=f"Wegen {one(TOPICS)} telefoniert, Rückruf aus {one(PLACES)}", person=one(persons))
        for _ in range(5_000)
    ]
    for note in notes:
        note.arrange()
    Note.objects.bulk_create(notes, 500)


def measured() -> Iterator[Figure]:
    from verbindlich.cli.start import prepare

    prepare()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from verbindlich.office.accounts.models import Municipality, User
    from verbindlich.office.search.actions import rebuild
    from verbindlich.office.search.models import SearchEntry

    settings.ALLOWED_HOSTS = ["*"]
    home = Municipality.objects.get(slug="beispielkreis")
    fill(home)
    begin = time.perf_counter()
    rebuild(home)
    built = time.perf_counter() - begin
    connection.cursor().execute("ANALYZE")
    many = SearchEntry.objects.of(home).count()
    yield Figure(f"Index neu aufbauen, {many} Einträge", built, 1, "Sekunde", "s", "≤ 60 s")

    for who in ("steuerung", "fachamt"):
        client = Client()
        client.force_login(
            User.objects.get(email=f"{who}@beispielkreis.example"),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )

        def page(q: str, client: Client = client) -> Any:
            answer = client.get("/beispielkreis/suche/", {"q": q})
            assert answer.status_code == 200
            return answer

        with CaptureQueriesContext(connection) as idle:
            page("")
            before = len(idle)
        for q, words in QUESTIONS.items():
            with CaptureQueriesContext(connection) as captured:
                page(q)
                asked = len(captured) - before
            spent, plain = median_seconds(lambda q=q: page(q), 9), median_seconds(lambda q=q: each_list(home, q), 5)
            yield Figure(
                f"Suche „{q}“, {words} ({who}, {asked} Abfragen)",
                spent * 1000,
                plain * 1000,
                "jede Liste für sich",
                "ms",
                "≤ 50 ms, 4",
            )


def each_list(home: Any, q: str) -> None:
    """Without an index: the first 50 of every list that has a search of its own."""
    from verbindlich.domain.actors.models import Note, Organisation, Person
    from verbindlich.domain.concepts.models import Goal, Measure, Need

    for model in (Organisation, Person, Note, Measure, Goal, Need):
        list(model.objects.of(home).matching(q).order_by("pk")[:50])
