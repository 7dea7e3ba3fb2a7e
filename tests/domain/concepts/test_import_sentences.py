"""A file without measures is told what it lacks, in the words of the page."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.base.check.grids import sheet
from tests.domain.concepts.importing_files import HEADER, KURS
from verbindlich.base.readers.source import Source, Table
from verbindlich.domain.concepts.importing.handler import CatalogueImport

pytestmark = pytest.mark.django_db
LIST = sheet([[*HEADER], [*KURS]])


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (sheet([["a", "b"], ["c", "d"]]), "Keine Spalte wurde als Maßnahme erkannt"),
        (sheet([[*HEADER]]), "Unter der Kopfzeile steht keine Maßnahme"),
        (replace(LIST, hidden=True), "Verborgene Blätter werden nicht gelesen"),
    ],
)
def test_without_measures(table: Table, said: str, cast: SimpleNamespace) -> None:
    kind = CatalogueImport()
    plan = kind.prepare(cast.home, kind.read(Source("a.xlsx", "xlsx", (table,)), {}), {}).plan
    assert [said in notice.text for notice in plan.problems if "Keine Maßnahmen gefunden" in notice.text] == [True]
