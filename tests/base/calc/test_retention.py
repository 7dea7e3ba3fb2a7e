"""Who is asked whether the data are right, who is waited for, whose time is over."""

from __future__ import annotations

from datetime import date

import pytest

from verbindlich.base.calc.retention import Kept, answer_until, due, limit

TODAY = date(2026, 6, 1)
OLD, YOUNG = date(2024, 5, 31), date(2024, 6, 1)


@pytest.mark.parametrize(
    ("entered", "confirmed", "asked", "expected"),
    [
        (OLD, None, None, "ask"),
        (YOUNG, None, None, "fresh"),
        (None, None, None, "ask"),
        (OLD, YOUNG, None, "fresh"),
        (YOUNG, OLD, None, "ask"),
        (OLD, None, date(2026, 4, 2), "waiting"),
        (OLD, None, date(2026, 4, 1), "delete"),
        (OLD, date(2026, 4, 1), date(2026, 4, 1), "fresh"),
        (OLD, date(2026, 3, 31), date(2026, 4, 1), "delete"),
    ],
)
def test_due(entered: date | None, confirmed: date | None, asked: date | None, expected: str) -> None:
    assert due(Kept(entered, confirmed, asked), TODAY) == expected


def test_the_limit_on_a_leap_day() -> None:
    assert limit(date(2028, 2, 29)) == date(2026, 2, 28)


def test_sixty_days_to_answer() -> None:
    assert answer_until(date(2026, 4, 2)) == TODAY
