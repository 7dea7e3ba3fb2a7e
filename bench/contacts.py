"""An address list of 10,000 contacts of whom 3,000 stand in it twice: how well they are found, and how long taking it over lasts."""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bench.address_list import Contact, contacts, sheet
from bench.measure import Figure
from verbindlich.base.calc import duplicate_bodies
from verbindlich.base.calc.duplicates import Groups, Human, Pair, humans

ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Judged:
    """Shares of 1: `recall` of the pairs that are one, `wrong` of those that were proposed."""

    recall: float
    wrong: float
    wrong_and_certain: int


def pairs_of(every: Sequence[Contact]) -> list[Pair]:
    """As the search for duplicates in the directory does: organisations first, then persons by their places in the list."""
    numbers = {name: n for n, name in enumerate(dict.fromkeys(contact.organisation for contact in every), 1)}
    near = Groups()
    for pair in duplicate_bodies.bodies([duplicate_bodies.Body(n, (name,)) for name, n in numbers.items()]):
        near.join(pair.one, pair.other)
    entries = []
    for place, contact in enumerate(every):
        home = numbers[contact.organisation]
        mails = (contact.email,) if contact.email else ()
        entries.append(
            Human(place, contact.name, frozenset((home,)), frozenset((-near.of(home),)), mails, contact.phone)
        )
    return humans(entries)


def judged(every: Sequence[Contact]) -> Judged:
    found = pairs_of(every)
    wrong = [pair for pair in found if every[pair.one].person != every[pair.other].person]
    wanted = sum(n * (n - 1) // 2 for n in Counter(contact.person for contact in every).values())
    return Judged((len(found) - len(wrong)) / wanted, len(wrong) / len(found), sum(pair.certain for pair in wrong))


def figures() -> Iterator[Figure]:
    every = contacts(ROWS)
    found = judged(every)
    exact = len({(c.organisation, c.title, c.given, c.family) for c in every})
    yield Figure(
        "Dubletten unter 10.000 Kontakten gefunden",
        found.recall,
        (ROWS - exact) / 3_000,
        "nur gleiche Schreibung",
        "",
        "≥ 0,95",
    )
    yield Figure("davon falsche Vorschläge", found.wrong, 1 - found.recall, "was fehlt", "", "≤ 0,02")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VERBINDLICH_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verbindlich.settings")
        yield from measured(every)


def measured(every: Sequence[Contact]) -> Iterator[Figure]:
    from verbindlich.cli.start import prepare

    prepare()
    from verbindlich.base.readers import read_here
    from verbindlich.domain.actors.importing.handler import KIND
    from verbindlich.office.accounts.models import Municipality, User
    from verbindlich.office.imports import actions
    from verbindlich.office.imports.uploads import Upload

    home = Municipality.objects.get(slug="nachbarkreis")
    user = User.objects.get(email="steuerung@beispielkreis.example")
    data = sheet(every)
    single = seconds_of(lambda: save_one_by_one(home, every))
    kept: list[Any] = []

    def plan() -> Any:
        upload = Upload("adressen.xlsx", "0" * 64, read_here(data, "adressen.xlsx"))
        kept.append(actions.start(user=user, municipality=home, kind=KIND, upload=upload))

    planned = seconds_of(plan)
    applied = seconds_of(lambda: actions.apply(user=user, imported=kept[0], version=kept[0].version))
    name = "10.000 Zeilen einzeln gespeichert"
    yield Figure("10.000 Kontakte geplant, mit Suche nach Dubletten", planned, single, name, "s", "zusammen")
    yield Figure("geplant und übernommen", planned + applied, single, name, "s", "≤ 20 s")
    yield Figure("dieselbe Liste noch einmal: nichts zu tun", seconds_of(plan), single, name, "s", "≤ 20 s")
    assert not kept[1].plan["rows"] or all(row["action"] == "unchanged" for row in kept[1].plan["rows"])


def seconds_of(act: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def save_one_by_one(home: Any, every: Sequence[Contact]) -> None:
    """The baseline: as many persons by the plain ORM, without trail, search and relations, and away again."""
    from django.db import transaction

    from verbindlich.domain.actors.models import Person

    with transaction.atomic():
        rows = [Person.objects.create(municipality=home, name=c.name, email=c.email) for c in every]
    for begin in range(0, len(rows), 500):
        Person.objects.filter(pk__in=[row.pk for row in rows[begin : begin + 500]]).delete()
