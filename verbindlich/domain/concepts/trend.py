"""How the findings went from day to day since the concept was adopted: a sentence, a small drawing, a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.base.calc.findings import SEVERITIES
from verbindlich.base.documents.line import Line, LineChart
from verbindlich.domain.concepts.models import CheckDay
from verbindlich.office.accounts.models import Municipality

FEW = 12  # rows of the table; beyond, the last day of each month


@dataclass(frozen=True, slots=True)
class Point:
    """A day's findings, of each severity."""

    day: date
    errors: int
    warnings: int
    notes: int

    @property
    def total(self) -> int:
        return self.errors + self.warnings + self.notes


@dataclass(frozen=True, slots=True)
class Trend:
    """`adopted`: the day of the resolution, None where there is none or the record begins later. Today comes last."""

    points: tuple[Point, ...]
    adopted: date | None

    @property
    def sentence(self) -> str:
        first, last = self.points[0], self.points[-1]
        if first.day == last.day:
            return ngettext(
                "Der Verlauf beginnt heute: %(n)d Befund.", "Der Verlauf beginnt heute: %(n)d Befunde.", last.total
            ) % {"n": last.total}
        since = _("Seit dem Beschluss am %(day)s") if self.adopted else _("Seit Beginn der Aufzeichnung am %(day)s")
        words = since % {"day": f"{self.adopted or first.day:%d.%m.%Y}"}
        return ngettext(
            "%(since)s: %(before)d → %(now)d Befund.", "%(since)s: %(before)d → %(now)d Befunde.", last.total
        ) % {"since": words, "before": first.total, "now": last.total}

    @property
    def rows(self) -> list[Point]:
        """For the table: every day, or where there are many the first and the last of each month."""
        if len(self.points) <= FEW:
            return list(self.points)
        last_of_month = {(p.day.year, p.day.month): p for p in self.points}
        return list(dict.fromkeys([self.points[0], *last_of_month.values()]))

    @property
    def chart(self) -> LineChart | None:
        """None before there are two days."""
        if len(self.points) < 2:
            return None
        days = tuple(point.day for point in self.points)
        lines = (
            Line(_("alle Befunde"), "ink", tuple(point.total for point in self.points)),
            Line(_("davon Fehler"), "late", tuple(point.errors for point in self.points), dashed=True),
        )
        return LineChart(_("Befunde von Tag zu Tag"), self.sentence, days, lines)


def trend(municipality: Municipality, today: Point, adopted: date | None, *, internal: bool) -> Trend:
    """From the day of the adoption as it stood then, or from the first day on record; one query. Each day once.

    `internal`: with the findings on internal measures.
    """
    days = CheckDay.objects.filter(municipality=municipality, day__lt=today.day)
    points = [_point(day, internal) for day in days]
    then = [point for point in points if adopted and point.day <= adopted]
    if adopted and adopted < today.day and then:
        return Trend((replace(then[-1], day=adopted), *points[len(then) :], today), adopted)
    return Trend((*points, today), None)


def _point(day: CheckDay, internal: bool) -> Point:
    counts = [getattr(day, f"{s}s") - (0 if internal else getattr(day, f"internal_{s}s")) for s in SEVERITIES]
    return Point(day.day, *counts)
