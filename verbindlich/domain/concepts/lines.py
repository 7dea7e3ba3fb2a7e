"""Measures as lines of a short table on another row's page: templates/concepts/plan_measures.html shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from verbindlich.domain.concepts.models import Measure
from verbindlich.domain.concepts.querysets import MeasureQuerySet
from verbindlich.domain.concepts.standing import BY_RANK, Shown
from verbindlich.domain.concepts.wording import period_words

MOST = 50


@dataclass(frozen=True, slots=True)
class Line:
    measure: Measure
    leads: str
    period: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class Lines:
    """At most as many lines as asked for; `more`: there are others."""

    rows: tuple[Line, ...]
    more: bool


def lines(measures: MeasureQuerySet, today: date, most: int = MOST) -> Lines:
    """At most three queries however many measures there are."""
    found = list(measures.for_list(today).prefetch_related("bodies__organisation")[: most + 1])
    return Lines(tuple(_line(measure) for measure in found[:most]), len(found) > most)


def _line(measure: Measure) -> Line:
    leads = ", ".join(map(str, measure.leads)) or measure.lead_note
    return Line(measure, leads, period_words(measure), BY_RANK[measure.standing_rank])  # type: ignore[attr-defined]
