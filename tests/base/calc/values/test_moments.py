"""Stretches of days, apart from the texts that name them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.calc.values.moments import FIRST_YEAR, LAST_YEAR, READERS, NoSuchDay, Stretch


def test_months_count_on_over_the_turn_of_a_year() -> None:
    assert Stretch(2025, 12, 14).days() == (date(2025, 12, 1), date(2026, 2, 28))
    assert Stretch(2026, 0, 1).days() == (date(2025, 12, 1), date(2026, 1, 31))


def test_the_last_day_of_a_month_is_its_own() -> None:
    assert Stretch(2024, 2, 2).days() == (date(2024, 2, 1), date(2024, 2, 29))
    assert Stretch(2026, 6, 6, 15, 20).days() == (date(2026, 6, 15), date(2026, 6, 20))


@pytest.mark.parametrize(
    "stretch", [Stretch(None), Stretch(2025, 2, 2, 31, 31), Stretch(1989), Stretch(2101), Stretch(2100, 1, 13)]
)
def test_days_that_are_not(stretch: Stretch) -> None:
    with pytest.raises(NoSuchDay):
        stretch.days()


def test_a_whole_year_is_told_from_a_part() -> None:
    assert Stretch(2025).is_year
    assert not Stretch(2025, 1, 24).is_year
    assert not Stretch(2025, 1, 12, 1, 30).is_year


@given(st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 53))
def test_weeks_are_those_of_iso_8601(year: int, week: int) -> None:
    try:
        monday, sunday = date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        with pytest.raises(NoSuchDay):
            READERS["week"]((str(week), None, str(year)))
        return
    if monday.year >= FIRST_YEAR and sunday.year <= LAST_YEAR:
        assert READERS["week"]((str(week), None, str(year))).days() == (monday, sunday)


@pytest.mark.parametrize(("digits", "year"), [("25", 2025), ("2025", 2025), ("90", 1990), ("89", 2089), ("00", 2000)])
def test_years_of_two_digits(digits: str, year: int) -> None:
    assert READERS["year"]((digits,)).year == year


@pytest.mark.parametrize("digits", ["1989", "2101", "202", "20255"])
def test_numbers_that_are_no_years(digits: str) -> None:
    with pytest.raises(NoSuchDay):
        READERS["year"]((digits,))
