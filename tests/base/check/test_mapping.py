"""Single traits of catalogues that the shapes do not show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.base.check.grids import cell, left_out, read, read_document, sheet, targets, word_table
from verbindlich.base.readers.source import Cell, Table


def titles(mapping) -> list[str]:
    return [measure.title for measure in mapping.catalogue.measures]


def test_each_cell_says_where_it_went():
    mapping = read(
        sheet([["Nr.", "Maßnahme", "Wer?", "Zielgruppe", "Xyz"], ["1.2", "Kurse", "Sozialamt", "Frauen", "abc"]])
    )
    assert targets(mapping) == {
        "Nr.": "header number",
        "Maßnahme": "header title",
        "Wer?": "header lead",
        "Zielgruppe": "header remark",
        "Xyz": "",
        "1.2": "measure 1.2 number",
        "Kurse": "measure 1.2 title",
        "Sozialamt": "measure 1.2 lead",
        "Frauen": "measure 1.2",
        "abc": "measure 1.2",
    }
    assert mapping.catalogue.measures[0].remarks == ("Zielgruppe: Frauen", "Xyz: abc")
    assert [entry.reason for entry in mapping.ledger if entry.text == "Xyz"] == ["Spalte nicht zugeordnet"]


def test_layout_tells_how_the_table_was_read():
    reading = read(sheet([["Katalog"], ["Nr.", "Maßnahme", "Xyz"], ["1", "Kurse", "abc"]])).layout[0]
    assert (reading.table, reading.kind, reading.header_rows) == ("Tabelle1", "list", (2,))
    assert [(column.column, column.header, column.property) for column in reading.columns] == [
        (1, "Nr.", "number"),
        (2, "Maßnahme", "title"),
        (3, "Xyz", ""),
    ]


def test_layout_of_blocks_tells_their_labels():
    reading = read(sheet([["Maßnahme", "Kurse"], ["Wer?", "Amt"], ["Xyz", "abc"]])).layout[0]
    assert reading.kind == "sheets"
    assert [(column.header, column.property) for column in reading.columns] == [
        ("Maßnahme", "title"),
        ("Wer?", "lead"),
        ("Xyz", ""),
    ]


def test_places_the_source_has():
    mapping = read(
        sheet([["Maßnahme", "Federführung / Beteiligte", "Beginn", "Ende"], ["Kurse", "Amt", "2025", "2026"]])
    )
    assert mapping.catalogue.columns == {"title", "lead", "partners", "period"}


def test_running_numbers_pass_over_those_given():
    mapping = read(
        sheet(
            [
                ["Nr.", "Maßnahme", "Wer?"],
                ["", "Kurse", "A"],
                ["1", "Messe", "B"],
                ["4", "Beirat", ""],
                ["", "Fest", "C"],
            ]
        )
    )
    assert [(m.number, m.number_given) for m in mapping.catalogue.measures] == [
        ("2", False),
        ("1", True),
        ("4", True),
        ("5", False),
    ]


def test_duplicate_numbers_stay():
    mapping = read(sheet([["Nr.", "Maßnahme", "Wer?"], ["1.1.", "Kurse", "A"], ["1.1", "Messe", "B"]]))
    assert [measure.number for measure in mapping.catalogue.measures] == ["1.1", "1.1"]


def test_float_that_may_be_ten_is_reported():
    rows = [["Nr.", "Maßnahme"], *([[number, f"Kurs {number}"] for number in (1.1, 1.8, 1.9, 1.1, 1.11)])]
    mapping = read(sheet(rows))
    assert [m.number for m in mapping.catalogue.measures] == ["1.1", "1.8", "1.9", "1.1", "1.11"]
    assert [(p.where, p.message[:27]) for p in mapping.problems] == [("Tabelle1!A5", "Nummer 1.1 könnte 1.10 heiß")]


def test_text_number_ten_is_kept():
    mapping = read(sheet([["Nr.", "Maßnahme"], ["1.9", "Kurse"], ["1.10", "Messe"]]))
    assert [m.number for m in mapping.catalogue.measures] == ["1.9", "1.10"]
    assert mapping.problems == ()


def test_number_that_became_a_date_is_reported():
    mapping = read(sheet([["Nr.", "Maßnahme"], ["1.1", "Kurse"], [date(2025, 2, 1), "Messe"]]))
    assert [m.number for m in mapping.catalogue.measures] == ["1.1", "1.2"]
    assert "01.02.2025" in mapping.problems[0].message


def test_unit_in_the_header():
    header = ["Maßnahme", "Kosten in T€"]
    assert read(sheet([header, ["Kurse", 45]])).catalogue.measures[0].budget.amount == 45_000
    assert read(sheet([["Maßnahme", "Kosten (EUR)"], ["Kurse", "3.000"]])).catalogue.measures[0].budget.amount == 3_000
    assert read(sheet([header, ["Kurse", "keine"]])).catalogue.measures[0].budget.kind == "none_needed"


def test_columns_for_years_are_one_budget():
    rows = [["Maßnahme", "Kosten", ""], ["", "2025", "2026"], ["Kurse", "5000", "6000"]]
    mapping = read(sheet(rows, spans={(1, 2): (1, 2)}))
    assert mapping.catalogue.measures[0].budget.amount == Decimal(11_000)


def test_crosses_under_a_choice():
    rows = [
        ["Nr.", "Maßnahme", "Priorität", "", ""],
        ["", "", "hoch", "mittel", "niedrig"],
        ["1", "Kurse", "", "x", ""],
    ]
    mapping = read(sheet(rows, spans={(1, 3): (1, 3)}))
    assert mapping.catalogue.measures[0].priority.level == "mittel"


def test_second_column_counts_where_the_first_is_empty():
    rows = [
        ["Maßnahme", "Federführung", "Träger", "Zeitraum", "Frist"],
        ["Kurse", "Amt", "AWO", "2025", "2026"],
        ["Messe", "-", "IHK", "", "2027"],
    ]
    first, second = read(sheet(rows)).catalogue.measures
    assert (first.bodies.lead, first.bodies.partners, first.period.raw) == (("Amt",), ("AWO",), "2025")
    assert first.remarks == ("Frist: 2026",)
    assert (second.bodies.lead, second.period.raw) == (("IHK",), "2027")


def test_one_column_for_two_properties():
    mapping = read(sheet([["Maßnahme", "Wer?", "Priorität / Zeitraum"], ["Kurse", "Amt", "hoch / 2026"]]))
    measure = mapping.catalogue.measures[0]
    assert measure.priority.stated and measure.period.stated


def test_merged_lead_over_several_measures():
    rows = [["Nr.", "Maßnahme", "Wer?"], ["1", "Kurse", "Sozialamt"], ["2", "Messe", ""], ["3", "Fest", ""]]
    mapping = read(sheet(rows, spans={(2, 3): (2, 1)}))
    assert [m.bodies.lead for m in mapping.catalogue.measures] == [("Sozialamt",), ("Sozialamt",), ()]


def test_blank_below_a_merged_goal_is_no_goal():
    rows = [
        ["Handlungsfeld", "Ziel", "Maßnahme"],
        ["Sprache", "Alle lernen", "Kurse"],
        ["", "", "Kita"],
        ["", "", "Fest"],
    ]
    mapping = read(sheet(rows, spans={(2, 1): (3, 1), (2, 2): (2, 1)}))
    assert [m.goal for m in mapping.catalogue.measures] == ["Alle lernen", "Alle lernen", ""]


def test_new_field_ends_the_goal():
    rows = [
        ["Handlungsfeld", "Ziel", "Maßnahme"],
        ["Sprache", "Alle lernen", "Kurse"],
        ["Arbeit", "", "Messe"],
        ["Wohnen", "-", "Rat"],
    ]
    mapping = read(sheet(rows))
    assert [m.goal for m in mapping.catalogue.measures] == ["Alle lernen", "", ""]
    assert [goal.title for goal in mapping.catalogue.goals] == ["Alle lernen"]


def test_goals_of_several_levels():
    rows = [
        ["Handlungsfeld", "Leitziel", "Ziel", "Maßnahme"],
        ["Sprache", "Teilhabe", "Alle lernen", "Kurse"],
        ["", "", "Kitas helfen", "Kita"],
    ]
    catalogue = read(sheet(rows)).catalogue
    assert [(goal.title, goal.level) for goal in catalogue.goals] == [
        ("Teilhabe", "leitziel"),
        ("Alle lernen", ""),
        ("Kitas helfen", ""),
    ]
    assert [(m.goal, m.more_goals) for m in catalogue.measures] == [
        ("Alle lernen", ("Teilhabe",)),
        ("Kitas helfen", ("Teilhabe",)),
    ]


def test_goals_named_together_are_served_together():
    rows = [
        ["Handlungsfeld 1: Sprache"],
        ["Ziel 1: Alle lernen"],
        ["Ziel 2: Kitas helfen"],
        ["Nr.", "Maßnahme"],
        ["1", "Kurse"],
        ["Ziel 3: Noch eins"],
        ["2", "Kita"],
    ]
    first, second = read(sheet(rows)).catalogue.measures
    assert (first.more_goals, first.goal, second.goal) == (("Alle lernen",), "Kitas helfen", "Noch eins")


def test_field_named_twice_is_one():
    rows = [
        ["Handlungsfeld", "Maßnahme"],
        ["3. Arbeit", "Messe"],
        ["ARBEIT", "Börse"],
        ["HF 3", "Rat"],
        ["Arbeit", "Fest"],
    ]
    catalogue = read(sheet(rows)).catalogue
    assert [(field.name, field.number) for field in catalogue.fields] == [("Arbeit", "3")]
    assert {measure.field for measure in catalogue.measures} == {"Arbeit"}


def test_field_without_measures_is_a_field():
    rows = [["Nr.", "Maßnahme"], ["Handlungsfeld 1: Sprache"], ["1.1", "Kurse"], ["Handlungsfeld 2: Gesundheit"]]
    assert [field.name for field in read(sheet(rows)).catalogue.fields] == ["Sprache", "Gesundheit"]


def test_three_levels_of_numbers():
    rows = [
        ["Nr.", "Maßnahme", "Wer?"],
        ["1", "Sprache"],
        ["1.1", "Alle lernen Deutsch"],
        ["1.1.1", "Kurse", "Amt"],
        ["2", "Arbeit"],
        ["2.1", "Alle arbeiten"],
        ["2.1.1", "Messe", ""],
    ]
    catalogue = read(sheet(rows)).catalogue
    assert [(m.number, m.field, m.goal) for m in catalogue.measures] == [
        ("1.1.1", "Sprache", "Alle lernen Deutsch"),
        ("2.1.1", "Arbeit", "Alle arbeiten"),
    ]


def test_measure_without_statements_is_no_heading():
    rows = [["Nr.", "Maßnahme", "Wer?"], ["1.1", "Kurse", "Amt"], ["1.2", "Schulsozialarbeit"], ["1.3", "Messe", "IHK"]]
    assert titles(read(sheet(rows))) == ["Kurse", "Schulsozialarbeit", "Messe"]


def test_lone_line_between_measures_is_asked_about():
    rows = [
        ["Nr.", "Maßnahme", "Wer?"],
        ["Handlungsfeld 1: Sprache"],
        ["Alle sollen es leicht haben"],
        ["1", "Kurse", "Amt"],
    ]
    mapping = read(sheet(rows))
    assert left_out(mapping) == {"Alle sollen es leicht haben": "Zwischenzeile ohne erkennbare Bedeutung"}
    assert mapping.problems[0].where == "Tabelle1!A3"


def test_sub_measures_stay_apart():
    rows = [
        ["Nr.", "Maßnahme", "Wer?"],
        ["1.1", "Kurse", "A"],
        ["1.1.a", "Kurse am Abend", "B"],
        ["1.1.b", "Kurse am Tag", "C"],
    ]
    assert [m.number for m in read(sheet(rows)).catalogue.measures] == ["1.1", "1.1.a", "1.1.b"]


def test_prepared_rows_are_no_measures():
    rows = [["Nr.", "Maßnahme", "Wer?"], ["1", "Kurse", "A"], ["2"], ["3", "-"], ["4", "Messe", "B"]]
    mapping = read(sheet(rows))
    assert titles(mapping) == ["Kurse", "Messe"]
    assert set(left_out(mapping)) == {"2", "3", "-"}


def test_errors_and_formulas_state_nothing():
    table = sheet([["Maßnahme", "Wer?", "Zeitraum"], ["Kurse"]])
    broken = (*table.cells, Cell(2, 2, "#BEZUG!", "error"), Cell(2, 3, "=A1", "formula"))
    mapping = read(replace(table, cells=broken))
    measure = mapping.catalogue.measures[0]
    assert not measure.bodies.stated and not measure.period.stated
    assert left_out(mapping) == {
        "#BEZUG!": "Fehlerwert der Tabellenkalkulation",
        "=A1": "Formel ohne gespeicherten Wert",
    }
    assert {problem.where for problem in mapping.problems} == {"Tabelle1!B2", "Tabelle1!C2"}


def test_sum_rows_and_notes():
    rows = [
        ["Nr.", "Maßnahme", "Kosten"],
        ["1", "Kurse", "5 €"],
        ["", "Gesamtkosten", "5 €"],
        ["Legende:"],
        ["FF", "Federführung"],
        ["* vorbehaltlich"],
        ["Quelle: Amt"],
    ]
    mapping = read(sheet(rows))
    assert titles(mapping) == ["Kurse"]
    assert set(left_out(mapping).values()) == {"Summenzeile", "Legende", "Hinweis"}


def test_list_without_a_header_is_reported():
    rows = [["1.1", "Kurse", "Amt"], ["1.2", "Messe", "IHK"], ["1.3", "Fest", "AWO"]]
    mapping = read(sheet(rows))
    assert mapping.catalogue.measures == ()
    assert [problem.where for problem in mapping.problems] == ["", "Tabelle1"]
    assert "--synonyms" in mapping.problems[0].message
    assert "überschreiben" in mapping.problems[1].message


def test_hidden_sheet_is_not_read_but_reported():
    hidden = replace(sheet([["Nr.", "Maßnahme"], ["1", "Alt"]], "alt"), hidden=True)
    mapping = read(sheet([["Nr.", "Maßnahme"], ["1", "Kurse"]]), hidden)
    assert titles(mapping) == ["Kurse"]
    assert set(left_out(mapping).values()) == {"Verborgenes Blatt"}
    assert [problem.where for problem in mapping.problems] == ["alt"]


def test_list_on_a_sheet_with_a_general_name_is_read_when_it_is_the_only_one():
    assert titles(read(sheet([["Nr.", "Maßnahme"], ["1", "Kurse"]], "Liste"))) == ["Kurse"]


def test_cells_beside_the_table():
    rows = [["Nr.", "Maßnahme", "Wer?"], ["1", "Kurse", "Amt", "Notiz", "", "", "weit weg"]]
    mapping = read(sheet(rows))
    assert mapping.catalogue.measures[0].remarks == ("Notiz",)
    assert left_out(mapping) == {"weit weg": "Steht neben der Tabelle"}


def test_goal_table_with_indicators():
    goals = sheet(
        [["Handlungsfeld", "Ziel", "Indikator"], ["Sprache", "Alle lernen", "B1-Quote"], ["", "Kitas helfen", ""]],
        "Ziele",
    )
    catalogue = read(
        goals, sheet([["Nr.", "Maßnahme", "Handlungsfeld"], ["1", "Kurse", "Sprache"]], "Maßnahmen")
    ).catalogue
    assert [(g.field, g.title, g.indicator) for g in catalogue.goals] == [
        ("Sprache", "Alle lernen", "B1-Quote"),
        ("Sprache", "Kitas helfen", ""),
    ]
    assert len(catalogue.measures) == 1


def test_word_goals_listed_below_a_heading():
    head = ["Maßnahme", "Wer?", "Wann?"]
    mapping = read_document(
        (1, "4 Handlungsfelder"),
        (2, "4.1 Sprache"),
        (3, "Ziele"),
        "• Alle lernen Deutsch.",
        "• Kitas helfen mit.",
        (3, "Maßnahmen"),
        word_table([head, ["Kurse", "Amt", "2025"]]),
        (2, "4.2 Arbeit"),
        "Ziel: Alle finden Arbeit.",
        "Indikator: Beschäftigungsquote",
        word_table([head, ["Messe", "IHK", ""]]),
        (2, "4.3 Gesundheit"),
        (1, "5 Monitoring und Fortschreibung"),
        word_table([["Jahr", "Schritt"], ["2026", "Bericht"]]),
    )
    catalogue = mapping.catalogue
    assert [field.name for field in catalogue.fields] == ["Sprache", "Arbeit", "Gesundheit"]
    assert [goal.title for goal in catalogue.goals] == [
        "Alle lernen Deutsch.",
        "Kitas helfen mit.",
        "Alle finden Arbeit.",
    ]
    assert catalogue.goals[2].indicator == "Beschäftigungsquote"
    assert titles(mapping) == ["Kurse", "Messe"]


def test_word_tables_on_other_things_are_left_out():
    mapping = read_document(
        (1, "2 Bestand"),
        word_table([["Projekt", "Träger"], ["Altes Projekt", "AWO"]]),
        (1, "5 Maßnahmen"),
        word_table([["Maßnahme", "Wer?", "Wann?"], ["Kurse", "Amt", "2025"]]),
    )
    assert titles(mapping) == ["Kurse"]
    assert "Altes Projekt" in left_out(mapping)


def test_block_without_a_measure_is_left_out():
    mapping = read(
        sheet([["Federführung", "zuständige Stelle"], ["Zeitraum", "von bis"], ["Priorität", "hoch"]], "Felder")
    )
    assert mapping.catalogue.measures == ()
    assert set(left_out(mapping).values()) == {"Block ohne Maßnahme"}


def test_huge_merges_cost_nothing():
    cells = (
        cell(1, 1, "Maßnahme", columns=8000),
        cell(1, 8001, "Wer?", columns=8000),
        cell(2, 1, "Kurse", 1_048_576),
        cell(2, 8001, "Amt"),
    )
    mapping = read(Table("T", "sheet", cells))
    assert titles(mapping) == ["Kurse"]
    assert len(mapping.ledger) == 4
