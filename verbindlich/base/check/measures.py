"""From the cells that speak of a measure to the measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

from verbindlich.base.calc.catalogue import Measure
from verbindlich.base.calc.values import (
    Bodies,
    Budget,
    Period,
    Status,
    is_placeholder,
    parse_bodies,
    parse_budget,
    parse_period,
    parse_priority,
    parse_status,
)
from verbindlich.base.check.headers import Column
from verbindlich.base.check.ledger import Ledger
from verbindlich.base.check.numbers import TitleNumber, is_number, number_of, part_title, tidy
from verbindlich.base.check.reading import REFERENCE, SKIPPED, UNKNOWN_COLUMN, UNKNOWN_GOAL, Draft, Pair
from verbindlich.base.check.records import id_of

MARKS = frozenset("xX×✓✔✗•●☒☑") | {"ja", "Ja"}  # in a column of its own ("Priorität" over "hoch"): the header is meant
BARE_NUMBER = re.compile(
    r"(?:ca\.?\s*|rd\.?\s*|max\.?\s*|bis\s+)?\d[\d\s.,]*(?:\s*[-–]\s*\d[\d\s.,]*)?(?:,-+)?", re.IGNORECASE
)
LONGEST_TITLE = 250  # characters; of a longer cell the first line is the title, the rest its description
KEPT = (
    "remark",
    "contact",
    "summary",
    "field_number",
    "goal_number",
    REFERENCE,
    "",
)  # properties whose text is kept as a remark
SINGLE = ("priority", "status", "number", "period", "start", "end")  # of which a measure has one statement
CACHED = 8192  # texts; catalogues repeat themselves

_bodies = lru_cache(CACHED)(parse_bodies)
_priority = lru_cache(CACHED)(parse_priority)


@lru_cache(CACHED)
def _period(text: str, end: str, value: date | None, end_value: date | None, divided: bool) -> Period:
    return parse_period(text, end, value=value, end_value=end_value, divided=divided)


@lru_cache(CACHED)
def _budget(text: str, value: float | None) -> Budget:
    return parse_budget(text, value=value)


@lru_cache(CACHED)
def _status(text: str, value: float | None) -> Status:
    return parse_status(text, value=value)


def name_of(draft: Draft) -> TitleNumber:
    """A measure's number ("" where the file gives none) and title, wherever they stand."""
    titles = draft.of("title")
    if draft.record:
        return TitleNumber(_joined(draft.of("number")), _joined(titles))
    written = draft.title or (_title_line(titles[0][1].text) if titles else "")
    numbers = draft.of("number")
    number = draft.number or (number_of(numbers[0][1]) if numbers else "")
    head = part_title(written, lone=draft.lone_numbers)
    if number and (is_number(number) or not is_placeholder(number)):
        return TitleNumber(number, head.title if tidy(head.number) == number else " ".join(written.split()))
    return head


def build(draft: Draft, name: TitleNumber, remarks: Sequence[Pair], *, given: bool) -> Measure:
    """The measure that a draft's cells speak of, under the number it was given."""
    return Measure(
        number=name.number,
        title=name.title,
        number_given=given,
        field=draft.field,
        goal=draft.goals[-1] if draft.goals else "",
        more_goals=draft.goals[:-1],
        bodies=bodies_of(draft),
        period=period_of(draft),
        priority=_priority(_joined(_statement(draft, "priority"))),
        budget=budget_of(draft),
        status=status_of(draft),
        kind=kind_of(draft),
        description=_description(draft),
        indicator=_joined(draft.of("indicator")),
        remarks=tuple(f"{column.header}: {cell.text}" if column.header else cell.text for column, cell in remarks),
        where=draft.where,
    )


def bodies_of(draft: Draft) -> Bodies:
    """Lead and partners. A second column of leads names partners, or the lead where the first is empty."""
    lead = _statement(draft, "lead")
    used = {id(cell) for _, cell in lead}
    others = [pair for name in ("lead", "partners") for pair in draft.of(name) if id(pair[1]) not in used]
    return _bodies(_joined(lead), _joined(others))


def period_of(draft: Draft) -> Period:
    """The period of one column, or of those for beginning and end."""
    pairs = _statement(draft, "period")
    if pairs and (_stated(pairs) or not (draft.of("start") or draft.of("end"))):
        return _period(_joined(pairs, "; "), "", _day(pairs), None, False)
    start, end = _statement(draft, "start"), _statement(draft, "end")
    if not start and not draft.divided:
        return _period(_joined(end), "", _day(end), None, False)
    return _period(_joined(start), _joined(end), _day(start), _day(end), True)


def budget_of(draft: Draft) -> Budget:
    """All columns on money together: "12.000 €" and "Landesmittel" make one statement."""
    pairs = [pair for pair in draft.of("budget") if shown(pair)]
    if len(pairs) == 1:
        column, cell = pairs[0]
        value = cell.value if isinstance(cell.value, float | int) and column.unit in ("", "€") else None
        return _budget(_with_unit(shown(pairs[0]), column.unit), value)
    stated = [pair for pair in pairs if not is_placeholder(shown(pair))] or pairs
    return _budget(
        "; ".join(f"{_year(pair[0])}{_with_unit(shown(pair), pair[0].unit or '€')}" for pair in stated), None
    )


def status_of(draft: Draft) -> Status:
    """The state of implementation, also where a cell holds a fraction shown as percent."""
    pairs = _statement(draft, "status")
    value = pairs[0][1].value if len(pairs) == 1 else None
    return _status(
        _joined(pairs), float(value) if isinstance(value, float | int) and not isinstance(value, bool) else None
    )


def kind_of(draft: Draft) -> Literal["strategisch", "operativ", ""]:
    """Strategic or operative, where a column says so; "" for both at once."""
    text = _joined(draft.of("kind")).casefold()
    if ("strateg" in text) == ("operativ" in text):
        return ""
    return "strategisch" if "strateg" in text else "operativ"


def remarks_of(draft: Draft) -> list[Pair]:
    """The cells whose text no property takes."""
    kept = [pair for name in KEPT for pair in draft.pairs.get(name, ())]
    kept.extend(pair for pair in draft.pairs.get("id", ()) if id_of(pair[1].text) is None)
    for name in SINGLE:
        pairs = draft.pairs.get(name, ())
        if len(pairs) > 1:
            used = {id(cell) for _, cell in _statement(draft, name)}
            kept.extend(pair for pair in pairs if id(pair[1]) not in used)
    return kept + _unused_times(draft)


def _unused_times(draft: Draft) -> list[Pair]:
    """Where a table has a column for the period and others for its beginning or end: those that did not make the statement."""
    whole, parts = draft.pairs.get("period", []), [*draft.pairs.get("start", []), *draft.pairs.get("end", [])]
    if not whole or not parts:
        return []
    return parts if _stated(_statement(draft, "period")) else whole


def record(draft: Draft, number: str, remarks: Sequence[Pair], ledger: Ledger) -> None:
    """Write the fate of a measure's cells into the ledger."""
    target = f"measure {number}"
    for column, cell in remarks:
        ledger.remark(cell, target, _why_remark(column))
    for name, pairs in draft.pairs.items():
        for _, cell in pairs:
            if name == "skip":
                ledger.left_out(cell, SKIPPED)
            else:
                ledger.mapped(cell, f"{target} {name}")


def shown(pair: Pair) -> str:
    """A cell's text; where it only marks a column of choices ("hoch" under "Priorität"), the choice."""
    column, cell = pair
    return column.sub if column.sub and cell.text in MARKS else cell.text


def _why_remark(column: Column) -> str:
    if column.property == "":
        return UNKNOWN_COLUMN
    if column.property == REFERENCE:
        return UNKNOWN_GOAL
    return "Weitere Angabe derselben Art" if column.property not in KEPT else "Als Bemerkung behalten"


def _statement(draft: Draft, name: str) -> list[Pair]:
    """The cells that make the statement: those of the better column, or of the second where the better says nothing."""
    pairs = draft.of(name)
    if not pairs or not pairs[-1][0].second:
        return pairs
    first = [pair for pair in pairs if not pair[0].second]
    return first if _stated(first) else [pair for pair in pairs if pair[0].second]


def _stated(pairs: Iterable[Pair]) -> bool:
    return any(not is_placeholder(cell.text) for _, cell in pairs)


def _joined(pairs: list[Pair], by: str = "\n") -> str:
    return shown(pairs[0]) if len(pairs) == 1 else by.join(map(shown, pairs))


def _day(pairs: list[Pair]) -> date | None:
    value = pairs[0][1].value if len(pairs) == 1 else None
    return value if isinstance(value, date) else None


def _year(column: Column) -> str:
    """ "2026: " before an amount from a column of that year."""
    return f"{column.sub}: " if column.sub.isdigit() else ""


def _with_unit(text: str, unit: str) -> str:
    return f"{text} {unit}" if unit and BARE_NUMBER.fullmatch(text) else text


def _title_line(text: str) -> str:
    return text.split("\n", 1)[0] if len(text) > LONGEST_TITLE else text


def _description(draft: Draft) -> str:
    titles = draft.of("title")
    long = [
        cell.text.partition("\n")[2] for _, cell in titles[:1] if len(cell.text) > LONGEST_TITLE and not draft.record
    ]
    second = [cell.text for _, cell in titles[1:]]
    return "\n".join(filter(None, [*long, *second, *(cell.text for _, cell in draft.of("description"))]))
