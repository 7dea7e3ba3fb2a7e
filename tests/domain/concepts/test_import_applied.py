"""What is left of an import: where its cells went, the way back through several of them, and what both cost."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests import factories
from tests.domain.concepts.importing_files import CAFE, KURS, applied, changed, plan_of, started, stored, table
from verbindlich.domain.concepts import actions as concepts
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Measure, Milestone
from verbindlich.office.imports import actions
from verbindlich.office.imports.models import Import

pytestmark = pytest.mark.django_db


def apply(cast: SimpleNamespace, imported: Import) -> Import:
    return actions.apply(user=cast.steuerung, imported=imported, version=imported.version)


def undo(cast: SimpleNamespace, imported: Import) -> None:
    actions.undo(user=cast.steuerung, imported=Import.objects.get(pk=imported.pk))


# where the cells went

PLACES = ["A", "D", "E", "G", "H", "I", "J"]  # field and goal are those of the first row as well


def test_cells_of_rows_that_were_not_taken_count_as_not_taken(cast: SimpleNamespace) -> None:
    same_number = changed(CAFE, number="1.1")  # is asked about, and has the number of the row before it
    untitled = changed(CAFE, number="1.7", title="")
    imported = started(cast, table(KURS, same_number, untitled, changed(CAFE, number="1.9", title="Lesepaten")))
    shown = plan_of(imported).ledger
    assert (shown.mapped, shown.remarks, shown.not_taken) == (45 - 13, 0, 13)
    imported = actions.decide(imported=imported, version=imported.version, answers={}, left_out=["m3"])
    result = apply(cast, imported).result
    assert (result["mapped"], result["remarks"], result["not_taken"]) == (45 - 20, 0, 20)
    assert result["cells"] == [
        *([f"katalog!{letter}3", "Die Frage zu dieser Zeile ist offen."] for letter in PLACES),
        *([f"katalog!{letter}4", "Die Zeile hat keinen Titel."] for letter in PLACES if letter != "D"),
        *([f"katalog!{letter}5", "Die Zeile wurde ausgelassen."] for letter in PLACES),
    ]


def test_a_field_and_a_goal_that_no_taken_row_names_are_not_taken(cast: SimpleNamespace) -> None:
    imported = started(cast, table(changed(KURS, title="")))
    assert apply(cast, imported).result | {"cells": []} == {
        "done": {}, "unchanged": 0, "left_out": 0, "undecided": 1, "mapped": 10, "remarks": 0, "not_taken": 8, "cells": [],
    }  # fmt: skip


def test_remarks_of_a_row_left_out_are_not_kept_either(cast: SimpleNamespace) -> None:
    data = table(("1", "Kurs", "Zimmer 1"), ("1", "Wohnungsbörse", "Zimmer 2"), header=("Nr.", "Maßnahme", "Hut auf"))
    ledger = plan_of(started(cast, data)).ledger
    assert (ledger.cells, ledger.not_taken) == (9, 3)
    assert [notice.where for notice in ledger.remark_cells] == ["katalog!C1", "katalog!C2"]
    assert [notice.where for notice in ledger.not_taken_cells] == ["katalog!A3", "katalog!B3", "katalog!C3"]


# one import after the other, and back


def test_imports_are_taken_back_one_after_the_other(cast: SimpleNamespace) -> None:
    first = applied(cast, table(KURS, CAFE))
    second = applied(cast, table(changed(KURS, priority="mittel"), CAFE))
    third = applied(cast, table(changed(KURS, priority="niedrig"), CAFE))
    with pytest.raises(actions.NotUntouched):
        undo(cast, first)
    with pytest.raises(actions.NotUntouched):
        undo(cast, second)
    for imported, priority in ((third, "mittel"), (second, "hoch")):
        undo(cast, imported)
        assert stored(cast.home).get(number="1.1").priority == priority
    again = applied(cast, table(changed(KURS, priority="niedrig"), CAFE))
    undo(cast, again)
    undo(cast, first)
    assert not Measure.objects.of(cast.home).exists()


@pytest.mark.parametrize("when", ["between", "after"])
def test_work_of_people_is_not_taken_back_through_another_import(when: str, cast: SimpleNamespace) -> None:
    first = applied(cast, table(KURS))

    def work() -> None:
        concepts.save_milestone(user=cast.steuerung, milestone=Milestone(measure=stored(cast.home).get(), title="Los"))

    if when == "between":
        work()
    second = applied(cast, table(changed(KURS, priority="niedrig")))
    undo(cast, second)
    if when == "after":
        work()
    with pytest.raises(actions.NotUntouched):
        undo(cast, first)
    assert stored(cast.home).get().priority == "hoch"


# what it costs


@pytest.mark.parametrize("count", [1, 3])
def test_taking_back_fields_and_goals_takes_the_same_queries(count: int, cast: SimpleNamespace, queries: Any) -> None:
    areas = (("Sprache", "einen Kurs"), ("Arbeit", "eine Stelle"), ("Wohnen", "eine Wohnung"))
    rows = [
        (area, f"Alle finden {what}", f"Beratung über {what}", f"{what} vermitteln", "Sozialamt")
        for area, what in areas[:count]
    ]
    done = applied(cast, table(*rows, header=("Handlungsfeld", "Leitziel", "Teilziel", "Maßnahme", "Wer?")))
    assert Goal.objects.of(cast.home).count() == 2 * count
    assert queries(lambda: undo(cast, done)) == 92  # many of them by the listeners of the trail: the search
    assert not Goal.objects.of(cast.home).exists()
    assert not FieldOfAction.objects.of(cast.home).exists()


def test_a_change_keeps_what_the_file_does_not_speak_of(cast: SimpleNamespace) -> None:
    """Rows are written whole where the database meets them by their id; only what changed may change."""
    group = factories.measure(
        cast.home, "Kurs", number="1", priority="hoch", visibility="intern", duty="pflichtig", remark="x"
    )
    before = Measure.objects.get(pk=group.pk).as_state()
    applied(cast, table(("1", "Kurs", "niedrig"), header=("Nr.", "Maßnahme", "Priorität")))
    after = Measure.objects.get(pk=group.pk)
    assert after.as_state() == {**before, "priority": "niedrig"}
    assert (after.version, after.municipality, after.deleted_at) == (2, cast.home, None)
