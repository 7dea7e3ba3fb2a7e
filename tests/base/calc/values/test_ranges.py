"""How dates and the words between them become ranges."""

from __future__ import annotations

from datetime import date

import pytest

from verbindlich.base.calc.values.moments import NoSuchDay
from verbindlich.base.calc.values.phrases import scan
from verbindlich.base.calc.values.ranges import Lone, Range, add_months, read_ranges


def ranges(text: str, lone: Lone = "whole") -> list[Range]:
    return read_ranges(list(scan(text)), text, lone)


def test_each_clause_is_a_range_of_its_own() -> None:
    assert ranges("umsetzung bis 2026; antrag 2028") == [
        Range(None, date(2026, 12, 31), closed=True),
        Range(date(2028, 1, 1), date(2028, 12, 31)),
    ]


def test_bis_closes_what_the_date_before_opened() -> None:
    assert ranges("ab 2025 bis 2026") == [Range(date(2025, 1, 1), date(2026, 12, 31), closed=True)]
    assert ranges("juni 2026 bis mai 2026")[0].reversed


@pytest.mark.parametrize(
    ("lone", "first", "last"),
    [("whole", None, date(2026, 5, 3)), ("start", date(2026, 5, 3), None), ("end", None, date(2026, 5, 3))],
)
def test_what_a_lone_day_means(lone: Lone, first: date | None, last: date | None) -> None:
    assert ranges("3.5.2026", lone) == [Range(first, last)]


def test_a_lone_range_over_years_stays_one_in_any_column() -> None:
    for lone in ("whole", "start", "end"):
        assert ranges("schuljahr 2025/26", lone) == [Range(date(2025, 8, 1), date(2026, 7, 31))]  # type: ignore[arg-type]


def test_a_dash_within_words_is_only_a_dash() -> None:
    assert ranges("2026 - elternarbeit 2027") == [
        Range(date(2026, 1, 1), date(2026, 12, 31)),
        Range(date(2027, 1, 1), date(2027, 12, 31)),
    ]


def test_a_day_that_the_calendar_does_not_have() -> None:
    with pytest.raises(NoSuchDay):
        ranges("2025 - 31.02.2026")


def test_add_months() -> None:
    assert add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert add_months(date(2025, 11, 15), 14) == date(2027, 1, 15)
    with pytest.raises(NoSuchDay):
        add_months(date(2099, 1, 1), 999 * 12)
