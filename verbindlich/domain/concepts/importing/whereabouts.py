"""Where every filled cell of the file went, once it is known which rows are taken over."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from verbindlich.base.check.folding import fold
from verbindlich.base.check.mapping import Entry
from verbindlich.domain.concepts.importing.outline import goal_key
from verbindlich.domain.concepts.importing.planning import Draft, Planner
from verbindlich.office.imports.plan import Ledger, Notice

MOST_LISTED = 500  # cells that were not taken over, by place
LONGEST_CELL = 200
OUTLINE = ("field", "goal")
COLUMN = re.compile(r"(?<=!)[A-Z]+(?=\d+$)|, Spalte \d+$")  # of a place; what is left names the row


def ledger(planner: Planner, skip: Collection[str] = ()) -> Ledger:
    """Cells of rows that are not taken (open question, problem, left out: `skip`) count as not taken over, each exactly once."""
    entries = list(_judged(planner, skip))
    remarks = [entry for entry in entries if entry.kind == "remark"]
    left = [entry for entry in entries if entry.kind == "not_taken_over"]
    return Ledger(
        len(entries) - len(remarks) - len(left), len(remarks), len(left),
        tuple(Notice(e.where, e.reason, e.text[:LONGEST_CELL]) for e in remarks[:MOST_LISTED]),
        tuple(Notice(e.where, e.reason, e.text[:LONGEST_CELL]) for e in left[:MOST_LISTED]),
    )  # fmt: skip


def _judged(planner: Planner, skip: Collection[str]) -> Iterator[Entry]:
    reasons = {draft.key: _reason(draft, skip) for draft in planner.drafts}
    owners = _Owners(planner) if any(reasons.values()) else None
    named = {
        name for draft in planner.drafts if not reasons[draft.key] for kind in OUTLINE for name in _outline(draft, kind)
    }
    for place, entry in enumerate(planner.said.ledger):
        owner = owners.of(place, entry) if owners and entry.kind != "not_taken_over" else None
        reason = reasons[owner.key] if owner else ""
        if owner and _outline(owner, entry.target) & named:
            reason = ""  # a field or goal that rows have which are taken
        yield entry._replace(kind="not_taken_over", target="", reason=reason) if reason else entry


def _outline(draft: Draft, target: str) -> set[tuple[str, ...]]:
    """The field, or the goals, that a row names, where a cell went to one of them."""
    if target.startswith("field"):
        return {(fold(draft.said.field),)}
    titles = (*draft.said.more_goals, draft.said.goal) if target.startswith("goal") else ()
    return {goal_key(draft.said.field, title) for title in titles if title}


def _reason(draft: Draft, skip: Collection[str]) -> str:
    """Why a row is not taken; "" where it is."""
    if draft.action == "ask":
        return _("Die Frage zu dieser Zeile ist offen.")
    if draft.action == "problem":
        return _("Die Zeile hat keinen Titel.") if not draft.said.title else _("Die Nummer ist zu lang.")
    return _("Die Zeile wurde ausgelassen.") if draft.key in skip else ""


class _Owners:
    """Finds the measure that a cell speaks of: by the number in its target, where several have that by the row."""

    def __init__(self, planner: Planner) -> None:
        self._by_number: dict[str, list[Draft]] = defaultdict(list)
        self._by_place: dict[str, Draft] = {}
        for draft in planner.drafts:
            self._by_number[draft.said.number].append(draft)
            for where in (draft.said.where, *draft.cells.places.values()):
                self._by_place.setdefault(where, draft)
        self._rows: dict[str, dict[str, Draft]] = defaultdict(dict)  # number → row → measure
        for where, draft in self._by_place.items():
            self._rows[draft.said.number].setdefault(COLUMN.sub("", where), draft)
        self._by_row: dict[str, Draft] = {}
        for rows in self._rows.values():
            self._by_row |= rows
        places: dict[str, int] = {}
        for place, entry in enumerate(planner.said.ledger):
            places.setdefault(entry.where, place)
        self._begins = {
            draft.key: min((places[w] for w in draft.cells.places.values() if w in places), default=0)
            for draft in planner.drafts
        }

    def of(self, place: int, entry: Entry) -> Draft | None:
        head, _space, rest = entry.target.partition(" ")
        if head.startswith(OUTLINE):
            return self._by_row.get(COLUMN.sub("", entry.where))
        if head != "measure":
            return None
        number = rest if rest in self._by_number else rest.rpartition(" ")[0]
        candidates = self._by_number.get(number)
        if not candidates:
            return self._by_place.get(entry.where)
        if len(candidates) == 1:
            return candidates[0]
        begun = [draft for draft in candidates if self._begins[draft.key] <= place]
        return self._rows[number].get(COLUMN.sub("", entry.where)) or (begun or candidates)[-1]
