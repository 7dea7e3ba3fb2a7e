"""The concept at a glance: fields of action × goals × measures by how they stand, as a drawing, in a sentence, in a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.base.documents.chart import Bar, BarChart, Series
from verbindlich.domain.concepts import access
from verbindlich.domain.concepts.models import FieldOfAction
from verbindlich.domain.concepts.standing import BY_RANK, SCALE, Shown
from verbindlich.office.accounts.tenancy import TenantRequest

DRAWN: tuple[Shown, ...] = tuple(SCALE[key] for key in ("on", "risk", "late", "silent", "done", "dropped"))
RANKS = tuple(BY_RANK.index(shown) for shown in DRAWN)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of action; None: what belongs to none. `bare`: goals without a measure; `counts`: measures in the order of DRAWN."""

    field: FieldOfAction | None
    goals: int
    bare: int
    counts: tuple[int, ...]

    @property
    def label(self) -> str:
        return str(self.field) if self.field else _("ohne Handlungsfeld")

    @property
    def measures(self) -> int:
        return sum(self.counts)

    @property
    def standings(self) -> list[tuple[Shown, int]]:
        return list(zip(DRAWN, self.counts, strict=True))

    def count(self, key: str) -> int:
        return sum(n for shown, n in self.standings if shown.key == key)


def field_rows(request: TenantRequest, today: date) -> list[FieldRow]:
    """In the concept's order, with the measures that this reader may see; two queries besides those of the access."""
    alive, bare = (
        Q(goals__deleted_at=None),
        Q(goals__findings__in=access.findings_for(request).filter(rule="goal-without-measure")),
    )
    fields = (
        FieldOfAction.objects.of(request.municipality)
        .annotate(
            goal_count=Count("goals", filter=alive, distinct=True),
            bare_count=Count("goals", filter=alive & bare, distinct=True),
        )
        .order_by("sort_key", "pk")
    )
    measures = access.measures_for(request).with_standing(today).order_by()
    counts: dict[int | None, dict[int, int]] = defaultdict(dict)
    for field, rank, n in measures.values_list("field", "standing_rank").annotate(n=Count("pk")):
        counts[field][rank] = n
    rows = [FieldRow(f, f.goal_count, f.bare_count, _in_order(counts.pop(f.pk, {}))) for f in fields]
    loose = _in_order({rank: sum(found.get(rank, 0) for found in counts.values()) for rank in RANKS})
    return [*rows, FieldRow(None, 0, 0, loose)] if any(loose) else rows


def _in_order(found: dict[int, int]) -> tuple[int, ...]:
    return tuple(found.get(rank, 0) for rank in RANKS)


def total(rows: Sequence[FieldRow], key: str = "") -> int:
    """How many measures there are, or how many stand so."""
    return sum(row.count(key) if key else row.measures for row in rows)


def sentence(rows: Sequence[FieldRow]) -> str:
    """What matters of the whole: "41 von 60 Maßnahmen laufen nach Plan, 6 sind verspätet, zu 5 fehlt jede Nachricht."."""
    every = total(rows)
    if not every:
        return _("Noch steht keine Maßnahme im Konzept.")
    on = total(rows, "on")
    parts = [
        ngettext("%(n)d von %(all)d Maßnahmen läuft nach Plan", "%(n)d von %(all)d Maßnahmen laufen nach Plan", on)
        % {"n": on, "all": every}
    ]
    if late := total(rows, "late"):
        parts.append(ngettext("%(n)d ist verspätet", "%(n)d sind verspätet", late) % {"n": late})
    if silent := total(rows, "silent"):
        parts.append(_("zu %(n)d fehlt jede Nachricht") % {"n": silent})
    return f"{', '.join(parts)}."


def comparison(rows: Sequence[FieldRow]) -> str:
    """What the eye sees in the drawing: where most is late, or that nothing is; and where a goal has no measure."""
    worst = max(rows, key=lambda row: row.count("late"), default=None)
    bare = sum(row.bare for row in rows)
    said = []
    if worst and (late := worst.count("late")):
        said.append(_("Am meisten verspätet ist „%(field)s“ (%(n)d).") % {"field": worst.label, "n": late})
    elif total(rows):
        said.append(_("In keinem Handlungsfeld ist eine Maßnahme verspätet."))
    if bare:
        said.append(ngettext("%(n)d Ziel hat keine Maßnahme.", "%(n)d Ziele haben keine Maßnahme.", bare) % {"n": bare})
    return " ".join(said)


def drawing(rows: Sequence[FieldRow]) -> BarChart:
    series = tuple(Series(str(s.word), s.sign, s.tone, hollow=s.key == "dropped") for s in DRAWN)
    bars = tuple(
        Bar(row.label, row.counts, (True,) * (row.goals - row.bare) + (False,) * row.bare, _note(row)) for row in rows
    )
    return BarChart(_("Ziele und Maßnahmen nach Handlungsfeldern"), comparison(rows), series, bars)


def _note(row: FieldRow) -> str:
    goals = ngettext("%(n)d Ziel", "%(n)d Ziele", row.goals) % {"n": row.goals} if row.field else ""
    measures = ngettext("%(n)d Maßnahme", "%(n)d Maßnahmen", row.measures) % {"n": row.measures}
    return " · ".join(part for part in (goals, measures) if part)
