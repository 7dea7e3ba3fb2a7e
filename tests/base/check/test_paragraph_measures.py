from __future__ import annotations

from tests.base.check.grids import left_out, read_document, targets, word_table

FIELD = (1, "Handlungsfeld 1: Sprache")


def test_a_heading_names_a_measure_and_the_lines_below_speak_of_it():
    mapping = read_document(
        FIELD,
        "Ziel: Deutsch lernen",
        (2, "Maßnahme 1.1: Kurse"),
        "Verantwortlich: Sozialamt\nZeitraum: 2026",
        "Priorität:",
        "hoch",
        "So wird es gemacht.",
    )
    (measure,) = mapping.catalogue.measures
    assert (measure.number, measure.title, measure.field, measure.goal) == ("1.1", "Kurse", "Sprache", "Deutsch lernen")
    assert (measure.bodies.lead, measure.period.raw, measure.priority.level) == (("Sozialamt",), "2026", "hoch")
    assert measure.description == "So wird es gemacht."


def test_headings_below_massnahmen_are_measures():
    mapping = read_document(
        FIELD, (2, "Maßnahmen"), (3, "Lesepaten"), "Wer? Schulamt", (3, "Kurse"), (2, "Ausblick"), "Text."
    )
    assert [measure.title for measure in mapping.catalogue.measures] == ["Lesepaten", "Kurse"]
    assert "Text." in left_out(mapping)


def test_the_figures_of_a_list_number_no_measures():
    mapping = read_document(
        FIELD, "Maßnahmen:", "1. Kurse", "2. Café", (1, "Handlungsfeld 2: Arbeit"), "Maßnahmen:", "1. Messe"
    )
    assert [(m.number, m.title, m.field) for m in mapping.catalogue.measures] == [
        ("1", "Kurse", "Sprache"),
        ("2", "Café", "Sprache"),
        ("3", "Messe", "Arbeit"),
    ]


def test_a_goal_below_a_measure_is_its_own():
    mapping = read_document(
        FIELD, "Maßnahme 1: Kurse", "Ziel: Deutsch lernen", "Maßnahme 2: Café", "Ziel: Deutsch üben"
    )
    assert [measure.goal for measure in mapping.catalogue.measures] == ["Deutsch lernen", "Deutsch üben"]


def test_beside_a_table_of_measures_lists_only_talk_about_them():
    table = word_table([["Nr.", "Maßnahme", "Wer?"], ["1", "Kurse", "Sozialamt"]])
    mapping = read_document(FIELD, "Maßnahmen:", "– Kurse", table)
    assert [measure.number for measure in mapping.catalogue.measures] == ["1"]


def test_prose_outside_a_field_names_no_measure():
    mapping = read_document(
        (1, "Vorwort"), "Folgende Maßnahmen sind geplant:", "– Kurse", "Maßnahme 3 wurde umgesetzt."
    )
    assert not mapping.catalogue.measures


def test_what_has_no_place_is_kept_as_a_remark():
    mapping = read_document(FIELD, "Maßnahme 1: Kurse", "Zielgruppe: Frauen")
    assert mapping.catalogue.measures[0].remarks == ("Zielgruppe: Frauen",)
    assert targets(mapping)["Zielgruppe: Frauen"] == "measure"
