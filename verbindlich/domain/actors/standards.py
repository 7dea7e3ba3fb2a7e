"""Agreed standards over the years, as the table on an agreement's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.domain.actors.models import Judgement, Standard, StandardReview
from verbindlich.domain.actors.pills import JUDGEMENTS, Pill

YEARS = 5  # columns of the table at most; the latest


@dataclass(frozen=True, slots=True)
class Cell:
    """What was said of a year; both None where nothing was."""

    year: int
    review: StandardReview | None
    pill: Pill | None


@dataclass(frozen=True, slots=True)
class Line:
    standard: Standard
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    sentence: str


def table_of(standards: Sequence[Standard], starts: date | None, today: date) -> Table:
    """From the year that the agreement begins, or the first that was looked at, to this one. Reviews are prefetched: no query."""
    said = {(s.pk, review.year): review for s in standards for review in s.reviews.all()}
    first = min([starts.year if starts else today.year - 1, today.year, *(year for _pk, year in said)])
    years = tuple(range(max(first, today.year - YEARS + 1), today.year + 1))
    lines = tuple(Line(s, tuple(_cell(year, said.get((s.pk, year))) for year in years)) for s in standards)
    last = [said.get((s.pk, today.year - 1)) for s in standards]
    return Table(years, lines, _sentence([review.judgement if review else "" for review in last], today.year - 1))


def _cell(year: int, review: StandardReview | None) -> Cell:
    return Cell(year, review, JUDGEMENTS[review.judgement] if review else None)


def _sentence(last: Sequence[str], year: int) -> str:
    """ "3 Standards vereinbart; 2025: 1 erfüllt, 1 nicht erfüllt, 1 nicht bewertet." `last`: what was said of each in `year`."""
    size = ngettext("%(n)d Standard vereinbart", "%(n)d Standards vereinbart", len(last)) % {"n": len(last)}
    labels = [*Judgement.choices, ("", _("nicht bewertet"))]
    parts = [f"{last.count(value)} {label}" for value, label in labels if value in last]
    return f"{size}; {year}: {', '.join(parts)}." if last else ""
