"""Slips of people and spreadsheets: nothing may get lost without a word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.base.check.grids import left_out, read, sheet
from verbindlich.base.check.mapping import Mapping

HEADER = ["Nr.", "Handlungsfeld", "Maßnahme"]


def remarks(mapping: Mapping) -> dict[str, str]:
    return {entry.text: entry.reason for entry in mapping.ledger if entry.kind == "remark"}


def abouts(mapping: Mapping) -> list[str]:
    return [problem.about for problem in mapping.problems if problem.about]


@pytest.mark.parametrize("count", [4, 9])
@pytest.mark.parametrize("text", [False, True])
def test_a_number_that_a_spreadsheet_turned_into_one_still_numbers(count: int, text: bool) -> None:
    for odd in range(count):
        rows: list[list[str | float]] = [
            [f"1.{i}", "Sprache", f"Projekt {'ABCDEFGHI'[i - 1]}lster"] for i in range(1, count + 1)
        ]
        rows[odd][0] = f"1,{odd + 1}" if text else float(f"1.{odd + 1}")
        mapping = read(sheet([[*HEADER], *rows]))
        assert [measure.number for measure in mapping.catalogue.measures] == [f"1.{i}" for i in range(1, count + 1)]


def test_a_row_with_a_title_that_is_no_measure_is_reported() -> None:
    mapping = read(
        sheet([HEADER, ["1.1", "Sprache", "Kurse"], ["1.2", "", "Messe"], ["ohne", "", "Beirat"], ["1.3", "", "Fest"]])
    )
    assert [measure.title for measure in mapping.catalogue.measures] == ["Kurse", "Messe", "Fest"]
    assert set(left_out(mapping)) == {"ohne", "Beirat"}
    assert [(problem.where, problem.message.split("“")[0]) for problem in mapping.problems] == [
        ("Tabelle1!C4", "Die Zeile „Beirat")
    ]


GOALS = ["Nr.", "Maßnahme", "Ziel", "Wer?"]


def test_a_goal_cell_of_nothing_but_numbers_names_the_goals_of_these_numbers() -> None:
    mapping = read(sheet([
        GOALS, ["1", "Kurse", "Ziel 3: Alle lernen Deutsch", "A"], ["2", "Messe", "2.1 Alle finden Arbeit", "B"],
        ["3", "Beirat", "3.", "C"], ["4", "Fest", "Ziel 3", "D"], ["5", "Chor", 2.1, "E"], ["6", "Kita", "2.1; Ziel 3", "F"],
    ]))  # fmt: skip
    lernen, arbeit = "Alle lernen Deutsch", "Alle finden Arbeit"
    assert [goal.title for goal in mapping.catalogue.goals] == [lernen, arbeit]
    assert [measure.goal for measure in mapping.catalogue.measures] == [lernen, arbeit, lernen, lernen, arbeit, lernen]
    assert mapping.catalogue.measures[-1].more_goals == (arbeit,)
    assert remarks(mapping) == {}


def test_a_goal_cell_that_refers_to_no_goal_of_the_file_is_kept_as_a_remark() -> None:
    mapping = read(
        sheet([GOALS, ["1", "Kurse", "Ziel 3", "A"], ["2", "Messe", "2.1", "B"], ["3", "Beirat", "2.1", "C"]])
    )
    assert mapping.catalogue.goals == ()
    assert [m.remarks for m in mapping.catalogue.measures] == [("Ziel: Ziel 3",), ("Ziel: 2.1",), ("Ziel: 2.1",)]
    assert set(remarks(mapping).values()) == {"Verweis auf ein Ziel, das in der Datei nicht steht"}
    assert all("goal_reference" not in cells.texts for cells in mapping.cells)


def test_so_is_one_of_a_block() -> None:
    mapping = read(sheet([["Maßnahme", "Kurse"], ["Wer?", "Amt"], ["Ziel", "Ziel 3"], ["Zeitraum", "2026"]]))
    assert mapping.catalogue.goals == ()
    assert mapping.catalogue.measures[0].remarks == ("Ziel: Ziel 3",)


LIST = ["Nr.", "Maßnahme", "Wer?"]


def test_without_measures_the_file_is_told_what_it_lacks() -> None:
    hidden = replace(sheet([LIST, ["1", "Kurse", "A"]]), hidden=True)
    assert abouts(read(sheet([["a", "b"], ["c", "d"]]))) == ["no-measures"]
    assert abouts(read(sheet([LIST]))) == abouts(read(sheet([["Katalog"], LIST]))) == ["no-rows"]
    assert abouts(read(hidden)) == ["only-hidden"]
    assert abouts(read(hidden, sheet([["Legende"], ["x", "ja"]], "Legende"))) == ["only-hidden"]
    assert abouts(read(hidden, sheet([LIST, ["2", "Messe", "B"]], "Liste"))) == []


@pytest.mark.parametrize("serial", ["46295", 46295.0])
def test_a_day_as_a_spreadsheet_counts_it_is_named(serial: str | float) -> None:
    mapping = read(sheet([["Maßnahme", "Zeitraum"], ["Kurse", serial]]))
    assert mapping.catalogue.measures[0].period.start is mapping.catalogue.measures[0].period.end is None
    assert [(problem.where, problem.message.split(" sein")[0]) for problem in mapping.problems] == [
        ("Tabelle1!B2", "„46295“ könnte der 30.09.2026")
    ]


def test_money_under_geld_that_cannot_be_meant_is_kept_in_words_with_a_notice() -> None:
    mapping = read(sheet([["Maßnahme", "Geld"], ["Kurse", -500.0], ["Messe", "5.000 €"]]))
    assert [(m.budget.kind, m.budget.amount) for m in mapping.catalogue.measures] == [("text", None), ("amount", 5000)]
    assert [(problem.where, problem.message[:6]) for problem in mapping.problems] == [("Tabelle1!B2", "„-500“")]
