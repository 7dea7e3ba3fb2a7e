"""Single traits that the unseen catalogues brought to light."""

from __future__ import annotations

import pytest

from tests.base.check.grids import SYNONYMS, left_out, read, read_document, sheet, word_table


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Ident-Nr.", "number"),
        ("Maßnahmennr.", "number"),
        ("Maßnahme-Nummer", "number"),
        ("Ziel-Nr.", "goal_number"),
        ("Tel.-Nr.", "remark"),
        ("€", "budget"),
        ("in T€", "budget"),
        ("Kosten/Jahr", "budget"),
        ("Maßnahme¹", "title"),
        ("Zuständigkeit 1)", "lead"),
        ("UMSETZUNGS-\nGRAD", "status"),
        ("Verantw.", "lead"),
        ("verantw. Stelle", "lead"),
        ("zeitl. Rahmen", "period"),
        ("Verantwortlickeit", "lead"),  # a letter is missing
        ("Verantwrotlichkeit", "lead"),  # two are swapped
        ("Laufzeit (bis)", "end"),
        ("von / bis", "period"),
        ("Probleme bei der Umsetzung", ""),
        ("Leistung", ""),
    ],
)
def test_the_word_of_a_header(header: str, name: str):
    match = SYNONYMS.match(header)
    assert (match.property if match else "") == name


HEADER = ["Nr.", "Maßnahme", "Zuständig", "Kosten"]
FIRST = ["1", "Kurse", "VHS", "100 €"]


@pytest.mark.parametrize(
    "line",
    [
        ["Zwischensumme HF 1", "", "", "100 €"],
        ["", "Summe Sprache", "", "100 €"],
        ["", "", "", "100 €"],
        ["Gesamtkosten Handlungsfeld Sprache", "", "", "100"],
    ],
)
def test_sums_add_nothing_to_the_measure_above(line: list[str]):
    mapping = read(sheet([HEADER, FIRST, line]))
    assert mapping.catalogue.measures[0].budget.raw == "100 €"
    assert set(left_out(mapping).values()) == {"Summenzeile"}


def test_an_amount_in_a_row_of_the_measure_belongs_to_it():
    spans = {(2, column): (2, 1) for column in (1, 2, 3)}
    mapping = read(sheet([HEADER, FIRST, ["", "", "", "Spenden"]], spans=spans))
    assert "Spenden" in mapping.catalogue.measures[0].budget.raw


def test_a_german_comma_in_a_number_is_a_point_and_a_lost_nought_is_reported():
    rows = [["Nr.", "Maßnahme", "Wer?"], ["1,9", "Kurse", "VHS"], ["1,1", "Café", "VHS"]]
    mapping = read(sheet(rows))
    assert [measure.number for measure in mapping.catalogue.measures] == ["1.9", "1.1"]
    assert ["Nummer 1.1 könnte 1.10 heißen" in problem.message for problem in mapping.problems] == [True]


def test_goals_by_their_number_are_those_of_another_sheet():
    goals = sheet(
        [["Handlungsfeld", "Ziel-Nr.", "Ziel"], ["Sprache", "Z1", "Deutsch lernen"], ["Arbeit", "Z2", "Arbeit finden"]],
        "Ziele",
    )
    measures = sheet([["Nr.", "Handlungsfeld", "Ziel-Nr.", "Maßnahme"], ["1", "Arbeit", "Z2", "Messe"]], "Maßnahmen")
    mapping = read(goals, measures)
    assert [goal.title for goal in mapping.catalogue.goals] == ["Deutsch lernen", "Arbeit finden"]
    assert mapping.catalogue.measures[0].goal == "Arbeit finden"


def test_headings_with_letters_are_numbered_by_them():
    spans = {(2, 1): (1, 3), (4, 1): (1, 3)}
    rows = [["Nr.", "Maßnahme", "Wer?"], ["A Sprache"], ["A1", "Kurse", "VHS"], ["B Arbeit"], ["B1", "Messe", "IHK"]]
    fields = read(sheet(rows, spans=spans)).catalogue.fields
    assert [(field.number, field.name) for field in fields] == [("A", "Sprache"), ("B", "Arbeit")]


def test_times_that_make_no_statement_are_kept():
    rows = [["Nr.", "Maßnahme", "Zeitraum", "Fertigstellung bis"], ["1", "Kurse", "2025", "31.12.2025"]]
    measure = read(sheet(rows)).catalogue.measures[0]
    assert (measure.period.raw, measure.remarks) == ("2025", ("Fertigstellung bis: 31.12.2025",))


def test_unknown_columns_are_named_once():
    mapping = read(sheet([["Nr.", "Maßnahme", "Wer?", "Wetterlage"], ["1", "Kurse", "VHS", "heiter"]]))
    assert [problem.message.split(".")[0] for problem in mapping.problems] == ["Nicht zugeordnet: „Wetterlage“"]


def test_a_list_of_other_things_needs_a_statement_that_measures_make():
    assert not read(sheet([["Nr.", "Bezeichnung", "Amt"], ["1", "Stelle A", "Amt 50"]])).catalogue.measures
    assert read(sheet([["Nr.", "Bezeichnung", "Federführung"], ["1", "Kurse", "Amt 50"]])).catalogue.measures


def test_entries_of_a_table_of_contents_open_no_field():
    table = word_table([["Nr.", "Maßnahme", "Wer?"], ["1", "Kurse", "VHS"]])
    mapping = read_document((1, "Inhalt"), "4.1 Handlungsfeld Arbeit\t42", (1, "4.1 Handlungsfeld Sprache"), table)
    assert [field.name for field in mapping.catalogue.fields] == ["Sprache"]
    assert left_out(mapping)["4.1 Handlungsfeld Arbeit\t42"] == "Inhaltsverzeichnis"
