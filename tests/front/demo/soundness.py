"""What holds for the demo on whatever day it is loaded."""

from __future__ import annotations

from datetime import date

from verbindlich.base.calc.retention import limit
from verbindlich.base.calc.standing import ORDER
from verbindlich.domain.actors.models import Agreement, Person, Position, StandardReview
from verbindlich.domain.concepts.models import CheckDay, Finding, Measure, Need, Version
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.trail.models import Event


def is_sound(home: Municipality, today: date) -> None:
    ranks = set(Measure.objects.of(home).with_standing(today).values_list("standing_rank", flat=True))
    assert {ORDER[rank] for rank in ranks} == set(ORDER), "every way to stand occurs"
    dates_make_sense(home, today)
    findings_make_sense(home, today)
    directory_makes_sense(home, today)
    for number, least in {"1.2": 7, "1.1": 7, "2.5": 6}.items():
        history_is_long(Measure.objects.of(home).get(number=number), today, least)


def dates_make_sense(home: Municipality, today: date) -> None:
    for measure in Measure.objects.of(home).prefetch_related("milestones"):
        measure.clean()
        assert measure.state == "done" or measure.progress != 100, measure
        for milestone in measure.milestones.all():
            assert milestone.done_on is None or milestone.done_on <= today, milestone
            assert not (measure.end and milestone.due and milestone.due > measure.end), milestone
            assert not (measure.start and milestone.due and milestone.due < measure.start.replace(day=1)), milestone
    for need in Need.objects.of(home):
        assert need.received_on < (need.answered_on or today) <= today, need
    assert not Event.objects.filter(municipality=home, at__date__gt=today).exists()
    for version in Version.objects.filter(municipality=home):
        assert (version.adopted_on or today) <= today
        assert not version.submitted_on or (version.adopted_on and version.adopted_on < version.submitted_on <= today)


def directory_makes_sense(home: Municipality, today: date) -> None:
    assert Agreement.objects.of(home).ending(today).count() == 2
    assert {a.standing(today) for a in Agreement.objects.of(home)} == {"running", "ending", "ended"}
    assert Position.objects.of(home).ending(today).count() == 3
    assert 8 <= Person.objects.of(home).there().unconfirmed(limit(today)).count() <= 20
    assert all(review.year < today.year for review in StandardReview.objects.all())


def findings_make_sense(home: Municipality, today: date) -> None:
    counts = {s: Finding.objects.filter(municipality=home, severity=s).count() for s in ("error", "warning", "note")}
    assert 4 <= counts["error"] <= 10
    assert 10 <= counts["warning"] <= 30
    assert 1 <= counts["note"] <= 6
    trend = list(CheckDay.objects.filter(municipality=home))
    assert trend[-1].day == today
    assert trend[-1].errors == counts["error"]
    assert trend[-1].measures == 60
    assert len(trend) > 30
    assert trend[0].errors > trend[len(trend) // 2].errors > trend[-1].errors
    assert all(day.errors > counts["error"] and day.warnings > counts["warning"] for day in trend[:-1])


def history_is_long(measure: Measure, today: date, least: int) -> None:
    events = list(Event.objects.about(measure))
    assert len(events) >= least, measure
    assert [e.verb for e in events] == ["edit"] * (len(events) - 1) + ["create"]
    assert (today - events[-1].at.date()).days > 540, "it goes back before the adoption"
    assert len({e.at.date() for e in events}) >= least - 1
