"""Measures as a table that comes back: what Excel gets, the import (concepts/importing) reads without a difference.

The words are German whatever language the page has, because the file is read again by the readers of German offices
(base/check/synonyms.toml, base/calc/values). An office's own words (`*_note`) are written where they mean what the fields say,
else the fields in words that parse back to exactly them.

Two promises to the import: a cell that equals what `cells` writes for the stored measure is unchanged, whatever it means; and
cells with names of bodies are parted at "; " first, because names hold commas ("Industrie- und Handelskammer, Geschäftsstelle").
Never in here: internal remarks, contact persons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from verbindlich.base.calc.values import parse_budget, parse_period, parse_priority, parse_status
from verbindlich.base.readers.texts import clean
from verbindlich.domain.concepts.models import Measure
from verbindlich.domain.concepts.models.measure import BudgetKind, State
from verbindlich.domain.concepts.wording import euros

SHEET = "Maßnahmen"
# property of base/check/synonyms.toml ("" for our own id) → header
HEADERS: dict[str, str] = {
    "": "Kennung", "number": "Nr.", "field": "Handlungsfeld", "goal": "Ziel", "title": "Maßnahme", "description": "Beschreibung",
    "lead": "Federführung", "partners": "Beteiligte", "period": "Zeitraum", "priority": "Priorität", "budget": "Haushalt",
    "status": "Stand", "kind": "Art", "indicator": "Indikator",
}  # fmt: skip
BETWEEN = "; "
STATES = {
    State.PLANNED: "geplant", State.RUNNING: "in Umsetzung", State.DONE: "umgesetzt", State.PAUSED: "zurückgestellt",
    State.DROPPED: "eingestellt",
}  # fmt: skip
MONEY = {
    BudgetKind.NONE_NEEDED: "haushaltsneutral", BudgetKind.EXISTING: "im Rahmen vorhandener Mittel",
    BudgetKind.YES: "ja (Betrag offen)",
}  # fmt: skip
CACHED = 4096


def rows(measures: Iterable[Measure]) -> Iterator[list[Any]]:
    """A line per measure, below `HEADERS`. Free of queries where field, goal and bodies were fetched along."""
    for measure in measures:
        yield [measure.pk, *list(cells(measure).values())]


def cells(measure: Measure) -> dict[str, str]:
    """What is written of a measure, by property; "" where nothing is said. The stored half of the import's comparison.

    Without what nobody sees (base/readers/texts.py), which no reader would bring back.
    """
    said = {
        "number": measure.number,
        "field": measure.field.name if measure.field else "",
        "goal": measure.goal.title if measure.goal else "",
        "title": measure.title,
        "description": measure.description,
        "lead": BETWEEN.join(_leads(measure)) or measure.lead_note,
        "partners": BETWEEN.join(organisation.name for organisation in measure.partners),
        "period": period_text(measure),
        "priority": priority_text(measure),
        "budget": budget_text(measure),
        "status": status_text(measure),
        "kind": measure.kind,
        "indicator": measure.indicator,
    }
    return {name: clean(text) for name, text in said.items()}


def _leads(measure: Measure) -> list[str]:
    """Several share the lead only where each is marked; unmarked, the first alone would lead."""
    names = [organisation.name for organisation in measure.leads]
    return names if len(names) < 2 else [f"{name} (FF)" for name in names]


def period_text(measure: Measure) -> str:
    said = (measure.start, measure.end, measure.recurring)
    if not any(said) or _period(measure.period_note) == said:
        return measure.period_note
    start, end = (f"{day:%d.%m.%Y}" if day else "" for day in said[:2])
    span = f"{start} – {end}" if start and end else f"ab {start}" if start else f"bis {end}" if end else ""
    if not measure.recurring:
        return span
    return f"wiederkehrend, {span}" if end else f"laufend {span}".strip()


@lru_cache(CACHED)
def _period(text: str) -> tuple[date | None, date | None, bool]:
    found = parse_period(text)
    return found.start, found.end, found.kind in ("permanent", "recurring")


def priority_text(measure: Measure) -> str:
    note = measure.priority_note
    return note if note and _priority(note) == measure.priority else measure.priority


@lru_cache(CACHED)
def _priority(text: str) -> str:
    return parse_priority(text).level


def budget_text(measure: Measure) -> str:
    """Own words, else kind or sum, posts and source as far as they read back as what is stored."""
    if not (measure.budget_kind or measure.positions):
        return measure.budget_note
    amount = measure.amount if measure.budget_kind == BudgetKind.AMOUNT else None
    said = (measure.budget_kind, amount, amount is not None and measure.per_year, measure.positions)
    if measure.budget_note and _budget(measure.budget_note)[:4] == said:
        return measure.budget_note
    money = MONEY.get(measure.budget_kind, "") if amount is None else euros(amount) + " im Jahr" * said[2]  # type: ignore[call-overload]
    posts = f"{measure.positions.normalize():f} VZÄ".replace(".", ",") if measure.positions else ""
    full = [part for part in (money, posts, measure.budget_source) if part]
    if _budget("; ".join(full)) == (*said, measure.budget_source):
        return "; ".join(full)
    return "; ".join(part for part in (money, posts) if part) if _budget(f"{money}; {posts}")[:4] == said else money


@lru_cache(CACHED)
def _budget(text: str) -> tuple[str, Decimal | None, bool, Decimal | None, str]:
    """Kind, sum, whether yearly, posts, source; kinds that a measure has no place for are ""."""
    found = parse_budget(text)
    kind = found.kind if found.kind in BudgetKind.values else ""
    return kind, found.amount if kind == "amount" else None, found.per_year, found.positions, found.source


def status_text(measure: Measure) -> str:
    """The stated state, not how the measure stands: that is computed."""
    if not measure.state:
        return measure.state_note if _status(measure.state_note)[0] == "" else ""
    word = STATES[State(measure.state)]
    full = word if measure.progress is None else f"{word}, {measure.progress} %"
    return full if _status(full) == (measure.state, measure.progress) else word


@lru_cache(CACHED)
def _status(text: str) -> tuple[str, int | None]:
    found = parse_status(text)
    return found.state, found.progress
