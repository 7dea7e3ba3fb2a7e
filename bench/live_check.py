"""The check on live data with 3,000 measures: all of it, and after one change to one measure, the whole act of saving."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from bench.measure import Figure, median_seconds
from bench.measures import fill

MEASURES = 3_000


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VERBINDLICH_DATA"] = str(Path(folder))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verbindlich.settings")
        yield from measured()


def measured() -> Iterator[Figure]:
    from verbindlich.cli.start import prepare

    prepare()
    from verbindlich.domain.concepts import checking
    from verbindlich.domain.concepts.models import Measure
    from verbindlich.office.accounts.models import Municipality

    home = Municipality.objects.get(slug="beispielkreis")
    Measure.objects.filter(municipality=home).delete()
    fill(home, 0, MEASURES)
    checking.recheck(home)
    read = median_seconds(lambda: list(Measure.objects.of(home).prefetch_related("bodies__organisation")))
    whole = median_seconds(lambda: checking.check(home))
    yield Figure(
        "Prüfung, 3.000 Maßnahmen, alle Regeln", whole, read, "dieselben Zeilen mit Trägern nur gelesen", "s", "≤ 1,5 s"
    )
    stored = median_seconds(lambda: checking.recheck(home))
    yield Figure(
        "dieselbe, Befunde gespeichert", stored, read, "dieselben Zeilen mit Trägern nur gelesen", "s", "≤ 1,5 s"
    )
    for name, change in changes(home).items():
        act = saving(home, change)
        with_check = median_seconds(act, 15)
        with checking.paused():
            bare = median_seconds(act, 15)
        yield Figure(
            f"eine Maßnahme speichern: {name}", with_check * 1000, bare * 1000, "dasselbe ohne Prüfung", "ms", "≤ 50 ms"
        )


def changes(home: Any) -> dict[str, Callable[[Any, int], None]]:
    """What a save changes: what only this measure's findings read, and what rules compare among all measures."""
    from verbindlich.domain.concepts.models import Goal

    goals = list(Goal.objects.of(home).select_related("field"))

    def serve(measure: Any, n: int) -> None:
        measure.goal = goals[n % len(goals)]
        measure.field = measure.goal.field

    return {
        "Priorität": lambda measure, n: setattr(measure, "priority", ("hoch", "niedrig")[n % 2]),
        "Titel": lambda measure, n: setattr(measure, "title", f"Neues Angebot {n} für Familien"),
        "Nummer": lambda measure, n: setattr(measure, "number", f"99.{n}"),
        "Beschreibung": lambda measure, n: setattr(measure, "description", f"Steuerung und Monitoring, Stand {n}"),
        "Ziel und Handlungsfeld": serve,
    }


def saving(home: Any, change: Callable[[Any, int], None]) -> Callable[[], None]:
    """The verb as the form calls it, each time with another value, on a measure in the middle."""
    from verbindlich.domain.concepts.actions import save_measure
    from verbindlich.domain.concepts.models import Measure
    from verbindlich.office.accounts.models import User

    user, numbers = User.objects.get(email="steuerung@beispielkreis.example"), count()
    pk = Measure.objects.of(home).values_list("pk", flat=True)[MEASURES // 2]

    def act() -> None:
        measure = Measure.objects.select_related("municipality").get(pk=pk)
        change(measure, next(numbers))
        save_measure(user=user, measure=measure, version=measure.version)

    return act
