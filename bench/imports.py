"""A catalogue of 1,000 measures taken over, and taken over again without a difference, against saving the same rows one by one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

from bench.check import sheet
from bench.measure import Figure, median_seconds

ROWS = 1_000


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VERBINDLICH_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verbindlich.settings")
        yield from measured()


def measured() -> Iterator[Figure]:
    from verbindlich.cli.start import prepare

    prepare()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from verbindlich.base.readers import read_here
    from verbindlich.domain.concepts.importing.handler import KIND
    from verbindlich.office.accounts.models import Municipality, User
    from verbindlich.office.imports import actions
    from verbindlich.office.imports.uploads import Upload

    home = Municipality.objects.get(slug="nachbarkreis")
    user = User.objects.get(email="steuerung@beispielkreis.example")
    data = sheet(ROWS)

    def plan() -> Any:
        upload = Upload("katalog.xlsx", "0" * 64, read_here(data, "katalog.xlsx"))
        return actions.start(user=user, municipality=home, kind=KIND, upload=upload)

    def take_over() -> Any:
        imported = plan()
        return actions.apply(user=user, imported=imported, version=imported.version)

    def there_and_back() -> None:
        actions.undo(user=user, imported=take_over())

    single = median_seconds(lambda: save_one_by_one(home), 3)
    both = median_seconds(there_and_back, 3)
    with CaptureQueriesContext(connection) as captured:
        kept = take_over()
    again = median_seconds(plan, 3)
    back = seconds_of(lambda: actions.undo(user=user, imported=kept))
    name = "1.000 Zeilen einzeln gespeichert"
    yield Figure("Import von 1.000 Maßnahmen, geplant und übernommen", both - back, single, name, "s", "≤ 10 s")
    yield Figure("derselbe Import noch einmal: nichts zu tun", again, single, name, "s", "≤ 10 s")
    yield Figure("derselbe Import zurückgenommen", back, single, name, "s", "≤ 10 s")
    yield Figure("Abfragen je 100 Maßnahmen", len(captured) / ROWS * 100, 100, "eine je Zeile", "", "≤ 60")


def seconds_of(act: Callable[[], Any]) -> float:
    import time

    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def save_one_by_one(home: Any) -> None:
    """The baseline: as many rows by the plain ORM, without trail, relations and check, and away again."""
    from django.db import transaction

    from verbindlich.domain.concepts.models import Measure

    with transaction.atomic():
        rows = [
            Measure.objects.create(municipality=home, title=f"Angebot {n} aufbauen", number=str(n)) for n in range(ROWS)
        ]
    Measure.objects.filter(pk__in=[row.pk for row in rows]).delete()
