from __future__ import annotations

from datetime import date

from tests.base.calc.building import catalogue, findings, measure, outcome
from verbindlich.base.calc.values import Period, Priority, Status


def test_numbers_not_given_are_one_note() -> None:
    unnumbered = catalogue(measure("1", number_given=False), measure("2", number_given=False))
    messages = [f.message for f in findings("number-not-given", unnumbered)]
    assert messages == ["2 Maßnahmen tragen keine eigene Nummer; für diese Prüfung sind sie durchgezählt."]
    assert findings("number-not-given", catalogue(measure())) == ()


def test_period_not_understood() -> None:
    strange = measure("1.2", period=Period(raw="wenn es passt", kind="unknown"))
    assert [f.measure for f in findings("period-not-understood", catalogue(measure(), strange))] == ["1.2"]
    assert outcome("period-not-understood", catalogue(measure(period=Period()))).state == "not_applicable"


def test_period_without_date() -> None:
    vague = measure("1.2", period=Period(raw="kurzfristig", kind="vague"))
    dated = measure("1.3", period=Period(raw="vor der Wahl 2026", kind="vague", end=date(2026, 12, 31)))
    assert [f.measure for f in findings("period-without-date", catalogue(measure(), vague, dated))] == ["1.2"]


def test_priority_not_understood() -> None:
    strange = measure("1.2", priority=Priority(raw="ja", stated=True))
    assert [f.measure for f in findings("priority-not-understood", catalogue(measure(), strange))] == ["1.2"]
    assert outcome("priority-not-understood", catalogue(measure(priority=Priority()))).state == "not_applicable"


def test_overdue_unclear_is_what_ended_with_a_state_nobody_understands() -> None:
    ended = Period(raw="2024", kind="span", end=date(2024, 12, 31))
    unclear = measure("1.2", period=ended, status=Status(raw="Gespräche wurden geführt", stated=True))
    done = measure("1.3", period=ended, status=Status(raw="umgesetzt", state="done", stated=True))
    assert [f.measure for f in findings("overdue-unclear", catalogue(measure(), unclear, done))] == ["1.2"]
