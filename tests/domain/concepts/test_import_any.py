"""Whatever a file holds and whatever people answer: a plan or a clear word, the same file changes nothing more, undo brings all back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.base.check.catalogues import SHAPES
from tests.base.check.test_mapping_any import sources
from tests.domain.concepts.importing_files import plan_of, state
from verbindlich.base.readers.source import Paragraph, Source, Table
from verbindlich.base.readers.texts import clean
from verbindlich.domain.concepts import checking
from verbindlich.domain.concepts.importing.handler import KIND
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Measure
from verbindlich.office.imports import actions
from verbindlich.office.imports.models import Import
from verbindlich.office.imports.uploads import Upload

pytestmark = pytest.mark.django_db


def concept(home: Any) -> None:
    """Rows that the words of the generated files meet."""
    if Measure.objects.of(home).exists():
        return
    office = factories.organisation(home, "Sozialamt")
    field = factories.field(home, "Sprache", number="1")
    goal = factories.goal(home, "Alle lernen", field=field)
    factories.measure(
        home, "Kurse", number="1", field=field, goal=goal, leads=[office], priority="hoch", budget_note="Text:"
    )
    factories.measure(home, "Punkt", number="1.1", partners=[office], start=date(2025, 1, 1), remark="intern")
    factories.measure(home, "a", field=field)
    checking.recheck(home)


def start(cast: SimpleNamespace, source: Source) -> Import:
    upload = Upload("datei.xlsx", "0" * 64, source)
    return actions.start(user=cast.steuerung, municipality=cast.home, kind=KIND, upload=upload)


def answered(imported: Import, choose: Any) -> Import:
    answers = {q.key: choose([o.value for o in q.options]) for q in plan_of(imported).every_question()}
    return actions.decide(imported=imported, version=imported.version, answers=answers, left_out=[])


def there_and_back(cast: SimpleNamespace, source: Source, choose: Any) -> Import:
    """Applied, planned again, taken back. Returns the first import."""
    before = state(cast.home)
    imported = answered(start(cast, source), choose)
    plan = plan_of(imported)
    assert plan.rows or plan.problems
    assert plan.ledger.cells == sum(len(t.cells) for t in source.tables) + len(source.paragraphs)
    actions.apply(user=cast.steuerung, imported=imported, version=imported.version)
    answers = Import.objects.get(pk=imported.pk)
    again = plan_of(start(cast, source))
    assert [row for row in again.rows if row.action in ("create", "update") and not row.question] == []
    if answers.undoable:
        actions.undo(user=cast.steuerung, imported=answers)
    assert state(cast.home) == before
    return imported


QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=15, suppress_health_check=QUIET)
@given(source=sources(), seed=st.integers(0, 2**32))
def test_any_file(source: Source, seed: int, cast: SimpleNamespace) -> None:
    """The answers come from a seed: how many there are depends on rows, whose ids are others in every run."""
    concept(cast.home)
    there_and_back(cast, as_read(source), Random(seed).choice)


def as_read(source: Source) -> Source:
    """Readers clean every text and leave out what is empty then (base/readers/collect.py)."""
    blocks: list[Table | Paragraph] = []
    for block in source.blocks:
        if isinstance(block, Table):
            cells = tuple(replace(c, text=clean(c.text)) for c in block.cells if clean(c.text))
            blocks.append(replace(block, cells=cells))
        elif text := clean(block.text):
            blocks.append(replace(block, text=text))
    return replace(source, blocks=tuple(blocks))


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_a_catalogue_of_any_shape(shape: str, cast: SimpleNamespace) -> None:
    """Rows alone: findings come and go with them in `test_any_file`."""
    invented, source = SHAPES[shape](Random(3))
    with checking.paused():
        imported = there_and_back(cast, source, lambda options: "neu" if "neu" in options else options[0])
    assert plan_of(imported).counts("measure")["create"] == len(invented.items)
    assert not Measure.objects.of(cast.home).exists()
    assert not Goal.objects.of(cast.home).exists()
    assert not FieldOfAction.objects.of(cast.home).exists()
