"""How the findings went since the adoption."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from verbindlich.domain.concepts.models import CheckDay
from verbindlich.domain.concepts.trend import Point, Trend, trend

TODAY = Point(date(2026, 6, 1), 2, 7, 5)


def days(home: Any, *entries: tuple[date, int, int, int, int]) -> None:
    for day, errors, warnings, notes, internal in entries:
        CheckDay.objects.create(
            municipality=home, day=day, errors=errors, warnings=warnings, notes=notes, internal_errors=internal
        )


def test_from_the_day_of_the_adoption_as_it_stood_then(cast: SimpleNamespace) -> None:
    days(cast.home, (date(2026, 1, 1), 30, 30, 0, 0), (date(2026, 2, 1), 20, 18, 0, 0), (date(2026, 5, 1), 9, 9, 0, 0))
    found = trend(cast.home, TODAY, date(2026, 3, 1), internal=True)
    assert found.sentence == "Seit dem Beschluss am 01.03.2026: 38 → 14 Befunde."
    assert [point.day for point in found.points] == [date(2026, 3, 1), date(2026, 5, 1), date(2026, 6, 1)]


@pytest.mark.parametrize("adopted", [None, date(2022, 1, 1)])
def test_where_nothing_is_known_of_the_adoption(adopted: date | None, cast: SimpleNamespace) -> None:
    days(cast.home, (date(2026, 2, 1), 20, 0, 0, 0))
    found = trend(cast.home, TODAY, adopted, internal=True)
    assert found.sentence == "Seit Beginn der Aufzeichnung am 01.02.2026: 20 → 14 Befunde."


def test_the_first_day(cast: SimpleNamespace) -> None:
    days(cast.home, (TODAY.day, 1, 1, 1, 0), (TODAY.day + timedelta(1), 1, 1, 1, 0))
    found = trend(cast.home, TODAY, None, internal=True)
    assert found.sentence == "Der Verlauf beginnt heute: 14 Befunde."
    assert found.chart is None


def test_a_day_stands_once_even_if_the_concept_was_adopted_on_it(cast: SimpleNamespace) -> None:
    days(cast.home, (date(2026, 2, 1), 20, 0, 0, 0), (TODAY.day, 1, 1, 1, 0))
    found = trend(cast.home, TODAY, TODAY.day, internal=True)
    assert [point.day for point in found.points] == [date(2026, 2, 1), TODAY.day]


def test_what_was_found_on_internal_measures_is_told_to_those_who_may_know(cast: SimpleNamespace) -> None:
    days(cast.home, (date(2026, 2, 1), 20, 0, 0, 8))
    days(cast.neighbour, (date(2026, 2, 2), 99, 0, 0, 0))
    assert trend(cast.home, TODAY, None, internal=True).points[0].errors == 20
    assert trend(cast.home, TODAY, None, internal=False).points[0].errors == 12


def test_a_long_record_is_told_month_by_month() -> None:
    points = tuple(Point(date(2026, 1, 1) + timedelta(n), n, 0, 0) for n in range(100))
    assert [point.day for point in Trend(points, None).rows] == [
        date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 10)
    ]  # fmt: skip
    assert len(Trend(points[:12], None).rows) == 12


def test_the_drawing_says_what_the_sentence_says(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    from django.urls import reverse

    from tests import factories

    factories.measure(cast.home)
    days(cast.home, (date(2026, 1, 1), 20, 0, 0, 0))
    text = clients.lesend.get(reverse("concepts:check", args=[cast.home.slug])).content.decode()
    assert '<title id="line-title">Befunde von Tag zu Tag</title>' in text
    assert "Seit Beginn der Aufzeichnung am 01.01.2026: 20 → " in text
    assert "01.01.2026</th>" in text, "the table stands beside it"
    assert "style=" not in text
