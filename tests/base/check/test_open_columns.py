from __future__ import annotations

import pytest

from tests.base.check.grids import read, sheet


@pytest.mark.parametrize(
    ("values", "name"),
    [
        (["2025", "ab 2026"], "period"),
        (["läuft", "abgeschlossen"], "status"),
        (["Sozialamt", "Caritas"], "lead"),
        (["N. N.", "-"], "period"),  # nothing to go by: the word's most frequent meaning
    ],
)
def test_what_stands_in_a_column_settles_what_umsetzung_means(values: list[str], name: str):
    mapping = read(sheet([["Nr.", "Maßnahme", "Umsetzung"], ["1", "Kurse", values[0]], ["2", "Café", values[1]]]))
    assert mapping.catalogue.columns >= {name}
    assert len({"period", "status", "lead"} & mapping.catalogue.columns) == 1


def test_a_plain_column_keeps_the_property():
    rows = [
        ["Nr.", "Maßnahme", "Zeitraum", "Umsetzung"],
        ["1", "Kurse", "2025", "läuft"],
        ["2", "Café", "", "umgesetzt"],
    ]
    first, second = read(sheet(rows)).catalogue.measures
    assert (first.period.raw, first.status.state) == ("2025", "running")
    assert (second.period.stated, second.status.state) == (False, "done")


def test_prose_under_such_a_header_is_kept_as_a_remark():
    text = "Die Volkshochschule lädt alle Träger zu einem Gespräch ein und sammelt, was in den Gemeinden fehlt."
    measure = read(sheet([["Nr.", "Maßnahme", "Umsetzung"], ["1", "Kurse", text]])).catalogue.measures[0]
    assert measure.remarks == (f"Umsetzung: {text}",)
    assert not measure.period.stated
