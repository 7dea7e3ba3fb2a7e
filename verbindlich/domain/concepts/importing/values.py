"""What a file says of a measure as the model's fields, property by property.

An office's own words are kept in the `*_note` beside the field where they say more (base/calc/own_words.py). What is too
long for its field is cut, and then stands in full in the remark.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from verbindlich.base.calc import catalogue as calc
from verbindlich.base.calc.own_words import (
    more_than_budget,
    more_than_period,
    more_than_priority,
    more_than_status,
)
from verbindlich.base.calc.values import Budget, Period, is_placeholder
from verbindlich.domain.concepts.models import Measure
from verbindlich.domain.concepts.models.measure import BudgetKind

CENT = Decimal("0.01")
MOST_EUROS = Decimal(10) ** 11
LONGEST_NUMBER = 20
# property → the fields that it fills; relations (field, goal, lead, partners) and the remark are worked out elsewhere
PLAIN = ("number", "title", "period", "priority", "budget", "status", "kind", "description", "indicator")


@dataclass(frozen=True, slots=True)
class Said:
    """`values`: field → value; `text`: as the file has it, for people; `rest`: what was cut."""

    values: dict[str, Any]
    text: str
    rest: str = ""


def said(name: str, measure: calc.Measure) -> Said:
    """What the file says of one of `PLAIN`."""
    return _READ[name](measure)


def cut(text: str, longest: int) -> tuple[str, str]:
    """The text as far as it fits, and the whole where it does not."""
    return (text, "") if len(text) <= longest else (text[: longest - 1].rstrip() + "…", text)


def _fitted(name: str, text: str) -> tuple[str, str]:
    return cut(text, Measure._meta.get_field(name).max_length or len(text))  # type: ignore[union-attr]


def _number(measure: calc.Measure) -> Said:
    number = measure.number if measure.number_given else ""
    return Said({"number": number}, number)


def _title(measure: calc.Measure) -> Said:
    title, rest = _fitted("title", measure.title)
    return Said({"title": title}, measure.title, rest)


def _period(measure: calc.Measure) -> Said:
    period = measure.period
    note, rest = _fitted("period_note", period.raw if more_than_period(period) else "")
    start, end = _days(period)
    recurring = period.kind in ("permanent", "recurring")
    return Said({"start": start, "end": end, "recurring": recurring, "period_note": note}, period.raw, rest)


def _days(period: Period) -> tuple[date | None, date | None]:
    """None where the statement contradicts itself: the words say so, two days in the wrong order would not."""
    return (None, None) if period.contradiction else (period.start, period.end)


def _priority(measure: calc.Measure) -> Said:
    note, rest = _fitted("priority_note", measure.priority.raw if more_than_priority(measure.priority) else "")
    return Said({"priority": measure.priority.level, "priority_note": note}, measure.priority.raw, rest)


def _budget(measure: calc.Measure) -> Said:
    budget = measure.budget
    amount = _amount(budget)
    kind = budget.kind if budget.kind in BudgetKind.values and (amount is not None or budget.kind != "amount") else ""
    positions = None if budget.positions is None else budget.positions.quantize(CENT, ROUND_HALF_UP)
    kept = more_than_budget(budget) or (kind == "" and bool(budget.raw.strip(" -–")))
    note, rest = _fitted("budget_note", budget.raw if kept else "")
    values = {
        "budget_kind": kind, "amount": amount, "per_year": amount is not None and budget.per_year, "positions": positions,
        "budget_source": _fitted("budget_source", budget.source)[0], "budget_note": note,
    }  # fmt: skip
    return Said(values, budget.raw, rest)


def _amount(budget: Budget) -> Decimal | None:
    """Euros with cents; None where there is none, or more than any budget."""
    if budget.kind != "amount" or budget.amount is None or not 0 <= budget.amount < MOST_EUROS:
        return None
    return budget.amount.quantize(CENT, ROUND_HALF_UP)


def _status(measure: calc.Measure) -> Said:
    status = measure.status
    values: dict[str, Any] = {"state": status.state, "progress": status.progress}
    if more_than_status(status):
        values["state_note"] = status.raw
    return Said(values, status.raw)


def _kind(measure: calc.Measure) -> Said:
    return Said({"kind": measure.kind}, measure.kind)


def other_kind(measure: calc.Measure, cell: str) -> str:
    """What a cell says of the kind that is none of ours ("investiv"); "" where it says one of them, or nothing."""
    return "" if measure.kind or is_placeholder(cell) else cell


def _description(measure: calc.Measure) -> Said:
    return Said({"description": measure.description}, measure.description)


def _indicator(measure: calc.Measure) -> Said:
    return Said({"indicator": measure.indicator}, measure.indicator)


_READ = {
    "number": _number, "title": _title, "period": _period, "priority": _priority, "budget": _budget, "status": _status,
    "kind": _kind, "description": _description, "indicator": _indicator,
}  # fmt: skip
