from __future__ import annotations

from datetime import date, timedelta

import pytest

from verbindlich.front.demo.clock import Clock

DAYS = [date(2026, 11, 25), date(2028, 2, 29), date(2027, 12, 31), date(2028, 1, 1), date(2027, 3, 30)]


def test_months_are_counted_from_today() -> None:
    clock = Clock(date(2028, 2, 29))
    assert (clock.first(0), clock.last(0)) == (date(2028, 2, 1), date(2028, 2, 29))
    assert (clock.first(-2), clock.last(-2)) == (date(2027, 12, 1), date(2027, 12, 31))
    assert clock.last(12) == date(2029, 2, 28)


def test_marks_fall_on_working_days() -> None:
    clock = Clock(date(2026, 11, 25))
    assert clock.day("-1/14") == date(2026, 10, 14)
    assert clock.day("-1/25") == date(2026, 10, 23), "a Sunday goes back to Friday"
    assert clock.day("-9/31") == date(2026, 2, 27), "no 31st in February, and the 28th is a Saturday"
    assert clock.day("2025-12-16") == date(2025, 12, 16)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_council_adopts_on_a_thursday_some_seventeen_months_ago(today: date) -> None:
    adopted = Clock(today).adopted
    assert adopted.weekday() == 3
    assert 8 <= adopted.day <= 14
    assert timedelta(days=500) < today - adopted < timedelta(days=545)


def test_moments_of_a_day_differ_and_are_in_office_hours() -> None:
    clock = Clock(date(2026, 11, 25))
    moments = {clock.moment("-3/11", turn) for turn in range(9)}
    assert len(moments) == 9
    assert all(8 <= moment.hour < 16 for moment in moments)


def test_years_are_told_from_the_adoption() -> None:
    clock = Clock(date(2026, 11, 25))
    assert clock.told({"a": ["Schuljahr {y}/{s+1}", "{y-6}"], "b": 3}) == {"a": ["Schuljahr 2025/26", "2019"], "b": 3}
