"""Lists that the application wrote: each row speaks for itself, whatever is in it."""

from __future__ import annotations

import pytest

from tests.base.check.grids import left_out, read, sheet, targets
from verbindlich.base.check.mapping import MeasureCells, load_synonyms, map_source
from verbindlich.base.readers.source import Source

HEADER = ["Kennung", "Nr.", "Handlungsfeld", "Ziel", "Maßnahme", "Federführung", "Zeitraum"]


def test_ids_beside_numbers_are_read() -> None:
    mapping = read(sheet([HEADER, [7.0, "1.1", "Sprache", "", "Kurse", "Sozialamt", "2026"]]))
    assert mapping.cells == (
        MeasureCells(
            {"id": "7", "number": "1.1", "field": "Sprache", "title": "Kurse", "lead": "Sozialamt", "period": "2026"},
            {"id": "Tabelle1!A2", "number": "Tabelle1!B2", "field": "Tabelle1!C2", "title": "Tabelle1!E2", "lead": "Tabelle1!F2", "period": "Tabelle1!G2"},
            7, True,
        ),
    )  # fmt: skip
    assert targets(mapping)["7"] == "measure 1.1 id"
    assert "id" not in mapping.catalogue.columns


def test_nothing_holds_for_the_rows_below_and_no_row_is_a_heading_or_a_sum() -> None:
    mapping = read(sheet([
        HEADER, [1.0, "1", "Sprache", "Alle lernen", "Kurse"], [2.0, "", "", "", "Handlungsfeld 2: Arbeit"], [3.0, "", "", "", "Summe"],
        [4.0, "", "", "", "dito"], [5.0, "Nr.", "Handlungsfeld", "Ziel", "Maßnahme", "Federführung", "Zeitraum"],
    ]))  # fmt: skip
    assert [m.title for m in mapping.catalogue.measures] == [
        "Kurse",
        "Handlungsfeld 2: Arbeit",
        "Summe",
        "dito",
        "Maßnahme",
    ]
    assert [m.field for m in mapping.catalogue.measures] == ["Sprache", "", "", "", "Handlungsfeld"]
    assert [cells.id for cells in mapping.cells] == [1, 2, 3, 4, 5]
    assert left_out(mapping) == {}


def test_titles_and_numbers_are_literal() -> None:
    mapping = read(sheet([HEADER, [1.0, "", "", "", "1.1 Kurse"], [2.0, "1.", "", "", "x" * 300 + "\ny"]]))
    first, second = mapping.catalogue.measures
    assert (first.title, first.number_given) == ("1.1 Kurse", False)
    assert (second.number, second.title, second.description) == ("1.", "x" * 300 + "\ny", "")


def test_rows_added_by_hand_have_no_id_and_notes_below_are_no_measures() -> None:
    mapping = read(sheet([HEADER, [1.0, "1", "", "", "Kurse"], ["", "2", "", "", "Messe"], ["Stand: Mai 2026"]]))
    assert [cells.id for cells in mapping.cells] == [1, None]
    assert left_out(mapping) == {"Stand: Mai 2026": "Zeile ohne Kennung"}


@pytest.mark.parametrize("odd", ["abc", "M-5", "-3", -3.0, "1.000"])
def test_one_cell_that_is_no_id_does_not_change_how_the_list_is_read(odd: str | float) -> None:
    rows = [[1.0, "1", "Sprache", "", "Kurse"], [odd, "2", "", "", "Messe"], [3.0, "3", "", "", "dito"]]
    mapping = read(sheet([HEADER, *rows, ["Summe", "", "", "", "", "3"]]))
    assert [(m.title, m.field) for m in mapping.catalogue.measures] == [
        ("Kurse", "Sprache"),
        ("Messe", ""),
        ("dito", ""),
    ]
    assert [(cells.id, cells.record) for cells in mapping.cells] == [(1, True), (None, True), (3, True)]
    assert [(p.where, p.message.split("“")[1][:18]) for p in mapping.problems] == [
        ("Tabelle1!A3", " ist keine Kennung")
    ]
    assert mapping.catalogue.measures[1].remarks == ()
    assert list(left_out(mapping).values()) == ["Keine Kennung", *["Zeile ohne Kennung"] * 2]


def test_an_id_with_decimals_is_one() -> None:
    mapping = read(sheet([HEADER, ["1.0", "1", "", "", "Kurse"], ["2,00", "2", "", "", "Messe"]]))
    assert [cells.id for cells in mapping.cells] == [1, 2]
    assert mapping.problems == ()


WITHOUT_IDS = [
    "Nr.",
    "Handlungsfeld",
    "Ziel",
    "Maßnahme",
    "Beschreibung",
    "Federführung",
    "Beteiligte",
    "Zeitraum",
    "Priorität",
    "Stand",
]


def test_our_list_without_its_ids_is_read_row_by_row() -> None:
    rows = [["1", "Sprache", "Alle lernen", "Kurse"], ["2", "", "", "dito"], ["3", "", "", "Handlungsfeld 2: Arbeit"]]
    mapping = read(sheet([WITHOUT_IDS, *rows, ["Stand: Mai 2026"]]))
    assert [(m.title, m.field, m.goal) for m in mapping.catalogue.measures] == [
        ("Kurse", "Sprache", "Alle lernen"), ("dito", "", ""), ("Handlungsfeld 2: Arbeit", "", ""),
    ]  # fmt: skip
    assert [(cells.id, cells.record) for cells in mapping.cells] == [(None, True)] * 3
    assert left_out(mapping) == {"Stand: Mai 2026": "Zeile ohne Kennung"}


def test_an_office_s_list_with_such_headers_is_not_ours_where_cells_are_merged() -> None:
    rows = [["1", "Sprache", "", "Kurse"], ["2", "", "", "Messe"]]
    mapping = read(sheet([WITHOUT_IDS, *rows], spans={(2, 2): (2, 1)}))
    assert [(m.field, cells.record) for m, cells in zip(mapping.catalogue.measures, mapping.cells, strict=True)] == [
        ("Sprache", False), ("Sprache", False),
    ]  # fmt: skip


def test_a_goal_of_ours_is_a_title_although_it_looks_like_a_number() -> None:
    rows = [
        [1.0, "1", "", "Ziel 3", "Kurse"],
        [2.0, "2", "", "2.1", "Messe"],
        [3.0, "3", "", "4. Arbeit finden", "Beirat"],
        [4.0, "4", "", "4.", "Fest"],
    ]
    mapping = read(sheet([HEADER, *rows]))
    assert [measure.goal for measure in mapping.catalogue.measures] == [
        "Ziel 3",
        "2.1",
        "Arbeit finden",
        "Arbeit finden",
    ]


def test_an_office_s_own_kennung_is_a_number() -> None:
    alone = read(sheet([["Kennung", "Maßnahme", "Wer?"], ["M1", "Kurse", "Sozialamt"], ["M2", "Messe", "Jugendamt"]]))
    assert [m.number for m in alone.catalogue.measures] == ["M1", "M2"]
    beside = read(
        sheet(
            [
                ["Nr.", "Maßnahme", "Wer?", "Kennung"],
                ["1", "Kurse", "Sozialamt", "SK-7"],
                ["2", "Messe", "Jugendamt", "5"],
            ]
        )
    )
    assert [m.number for m in beside.catalogue.measures] == ["1", "2"]
    assert beside.catalogue.measures[0].remarks == ("Kennung: SK-7",)
    assert [(cells.id, cells.record) for cells in beside.cells] == [(None, False), (5, False)]


def test_words_as_data_win_and_can_leave_columns_out() -> None:
    own = {"lead": ["Hut auf"], "skip": ["Wer?"], "partners": ["Zeitraum – Ende"]}
    table = sheet([["Nr.", "Maßnahme", "Hut auf", "Wer?"], ["1", "Kurse", "Sozialamt", "Frau Geheim"]])
    mapping = map_source(Source("x", "xlsx", (table,)), load_synonyms(own=own))
    assert mapping.catalogue.measures[0].bodies.lead == ("Sozialamt",)
    assert left_out(mapping) == {"Wer?": "Auf Wunsch nicht übernommen", "Frau Geheim": "Auf Wunsch nicht übernommen"}
    assert load_synonyms(own=own).decided == {"hut auf": "lead", "wer": "skip", "zeitraum ende": "partners"}


def test_a_column_below_a_group_is_decided_by_both_headers() -> None:
    table = sheet(
        [["Nr.", "Maßnahme", "Zeitraum", ""], ["", "", "Beginn", "Ende"], ["1", "Kurse", "2025", "2027"]],
        spans={(1, 3): (1, 2)},
    )
    mapping = map_source(Source("x", "xlsx", (table,)), load_synonyms(own={"skip": ["Zeitraum – Ende"]}))
    assert [column.property for column in mapping.layout[0].columns] == ["number", "title", "start", "skip"]
    assert left_out(mapping)["2027"] == "Auf Wunsch nicht übernommen"


def test_a_table_that_is_left_out_shows_its_first_row_to_be_mapped() -> None:
    mapping = read(sheet([["Verein X"], ["Dies", "Wer so"], ["Kurse", "Sozialamt"]]))
    assert [(c.header, c.property) for c in mapping.layout[0].columns] == [("Dies", ""), ("Wer so", "")]
