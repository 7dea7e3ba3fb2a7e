"""How a measure stands: what SQL computes for lists is what calc says of each (base/calc/standing.py)."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verbindlich.base.calc.standing import ORDER
from verbindlich.domain.concepts.models import Measure, Milestone
from verbindlich.domain.concepts.models.measure import State
from verbindlich.domain.concepts.standing import BY_RANK, standing_of

TODAY = date(2026, 3, 15)
DAYS = st.none() | st.sampled_from([TODAY + timedelta(days=n) for n in (-400, -1, 0, 1, 400)])
MILESTONES = st.lists(st.tuples(DAYS, DAYS), max_size=3)
MEASURES = st.tuples(st.sampled_from(["", *State.values]), DAYS, DAYS, MILESTONES)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MEASURES, min_size=1, max_size=8))
def test_sql_and_calc_agree(
    cast: SimpleNamespace, drawn: list[tuple[str, date | None, date | None, list[tuple[date | None, date | None]]]]
) -> None:
    Measure.objects.all().delete()
    rows = Measure.objects.bulk_create(
        Measure(municipality=cast.home, title=f"M {n}", state=state, start=start, end=end)
        for n, (state, start, end, _milestones) in enumerate(drawn)
    )
    Milestone.objects.bulk_create(
        Milestone(measure=row, title="x", due=due, done_on=done)
        for row, (_state, _start, _end, milestones) in zip(rows, drawn, strict=True)
        for due, done in milestones
    )
    ranked = Measure.objects.of(cast.home).with_standing(TODAY).prefetch_related("milestones")
    assert {m.pk: BY_RANK[m.standing_rank] for m in ranked} == {m.pk: standing_of(m, TODAY) for m in ranked}


@pytest.mark.parametrize("key", ORDER)
def test_every_standing_occurs(key: str, cast: SimpleNamespace) -> None:
    """So that the comparison above is one of all six."""
    past, future = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    examples = {
        "late": {"state": "running", "end": past}, "risk": {"state": "paused"}, "silent": {}, "on": {"state": "running", "end": future},
        "done": {"state": "done", "end": past}, "dropped": {"state": "dropped", "end": past},
    }  # fmt: skip
    Measure.objects.bulk_create([Measure(municipality=cast.home, title="M", **examples[key])])
    assert BY_RANK[Measure.objects.with_standing(TODAY).get().standing_rank].key == key
