"""The plan: each measure of the file beside the one that is stored, property by property.

Only properties that the file has a column for are compared. A cell that equals what our own export writes for the stored
measure is unchanged, whatever it means; else the fields that it fills are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from verbindlich.base.calc import catalogue as calc
from verbindlich.base.calc.matching import Match, Named, match
from verbindlich.base.check.folding import fold
from verbindlich.base.check.mapping import Mapping as FileMapping
from verbindlich.base.check.mapping import MeasureCells
from verbindlich.domain.concepts.importing import asking
from verbindlich.domain.concepts.importing.bodies import Directory
from verbindlich.domain.concepts.importing.comparing import Compared, compare, describe
from verbindlich.domain.concepts.importing.outline import Outline, Part, goal_key
from verbindlich.domain.concepts.importing.stored import Stored
from verbindlich.domain.concepts.importing.values import LONGEST_NUMBER
from verbindlich.domain.concepts.models import Measure
from verbindlich.office.imports.plan import Action, Question, Row


@dataclass(slots=True)
class Draft:
    """A measure of the file: what is stored of it (`row`, new without a pk), what becomes of it."""

    key: str
    said: calc.Measure
    cells: MeasureCells
    row: Measure
    action: Action
    message: str = ""
    question: Question | None = None
    compared: Compared = field(default_factory=Compared)

    @property
    def taken(self) -> bool:
        return self.action in ("create", "update", "unchanged")

    def plan_row(self) -> Row:
        where = self.said.where
        row = self.row if self.action in ("update", "unchanged") else None
        title = str(row) if row else f"{self.said.number if self.said.number_given else ''} {self.said.title}".strip()
        return Row(
            self.key, "measure", self.action, title, where, row.pk if row else 0, row.version if row else 0,
            tuple(self.compared.changes) if self.action == "update" else (), self.message, self.question,
        )  # fmt: skip


class Planner:
    """Everything that one import would do. `keep_empty`: cells without text leave what is stored."""

    def __init__(self, stored: Stored, said: FileMapping, answers: Mapping[str, str]) -> None:
        self.stored = stored
        self.said = said
        self.answers = answers
        self.outline = Outline(stored, said.catalogue)
        self.directory = Directory(stored, answers)
        self.from_us = any(cells.record for cells in said.cells)
        self.keep_empty = asking.keeps_empty(answers, self.from_us)
        self.drafts = self._drafts()

    def _drafts(self) -> list[Draft]:
        measures = self.said.catalogue.measures
        sought = [self._named(measure, cells) for measure, cells in zip(measures, self.said.cells, strict=True)]
        known = [Named(m.number, m.title, self._place(m.field_id), m.pk) for m in self.stored.measures.values()]
        matches = match(sought, known)
        taken = Counter(found.known for found in matches if found.known)
        return [
            self._draft(f"m{place}", measure, cells, found, taken)
            for place, (measure, cells, found) in enumerate(zip(measures, self.said.cells, matches, strict=True))
        ]

    def _named(self, measure: calc.Measure, cells: MeasureCells) -> Named:
        stored = self.outline.field(measure.field)
        place = measure.field if stored is None else self._place(stored.pk) if stored.pk else stored.name
        own = cells.id if cells.id in self.stored.measures else 0
        return Named(measure.number if measure.number_given else "", measure.title, place, own or 0)

    def _place(self, field_id: int | None) -> str:
        return f"#{field_id}" if field_id else ""

    def _draft(self, key: str, said: calc.Measure, cells: MeasureCells, found: Match, taken: Counter[int]) -> Draft:
        draft = Draft(key, said, cells, Measure(municipality=self.stored.municipality), "create")
        if found.how == "ask":
            found = self._asked(draft, found, taken)
        if found.known:
            draft.row, draft.action = self.stored.measures[found.known], "update"
        if draft.action in ("create", "update"):
            self._compare(draft)
        return draft

    def _asked(self, draft: Draft, found: Match, taken: Counter[int]) -> Match:
        """What people answered; while they have not, the row is left alone."""
        free = [self.stored.measures[pk] for pk in found.among if not taken[pk]]
        draft.question, draft.message = asking.about_row(draft.key, draft.said, found, free, self.answers)
        answer = draft.question.answer
        if answer == asking.NEW:
            return Match("new")
        if answer:
            taken[int(answer)] += 1
            return Match("both", int(answer))
        draft.action = "ask"
        return found

    def _compare(self, draft: Draft) -> None:
        if draft.said.number_given and len(draft.said.number) > LONGEST_NUMBER:
            draft.action, draft.message = "problem", asking.number_too_long(draft.said)
            return
        new = draft.action == "create"
        if new:
            draft.compared = describe(self, draft.said, draft.cells)
        else:
            draft.compared = compare(self, draft.row, draft.said, draft.cells)
        if not draft.said.title and (new or "title" in draft.compared.changed):
            draft.action, draft.message = "problem", asking.without_title(draft.said)
        elif not new and not draft.compared.changes:
            draft.action = "unchanged"

    def needed(self, skip: Collection[str] = ()) -> tuple[list[Part], list[Part]]:
        """Fields and goals: all but those that only rows name which keep theirs, or which are not taken (`skip`: their keys)."""
        fields: dict[str, bool] = {}
        goals: dict[tuple[str, str], bool] = {}
        for draft in self.drafts:
            taken = draft.taken and draft.key not in skip
            goal_needed = taken and not draft.compared.same_goal
            name = fold(draft.said.field)
            fields[name] = fields.get(name, False) or goal_needed or (taken and not draft.compared.same_field)
            for title in (*draft.said.more_goals, draft.said.goal):
                key = goal_key(draft.said.field, title)
                goals[key] = goals.get(key, False) or goal_needed
        return self.outline.needed(
            (name for name, needs in fields.items() if not needs), (key for key, needs in goals.items() if not needs)
        )

    def rows(self) -> tuple[Row, ...]:
        fields, goals = self.needed()
        return (
            *(draft.plan_row() for draft in self.drafts),
            *(part.plan_row("field") for part in fields),
            *(part.plan_row("goal") for part in goals),
        )

    def cleared(self) -> int:
        """How many stated properties have an empty cell in the file."""
        return sum(draft.compared.empty for draft in self.drafts if draft.action in ("update", "unchanged"))

    def untouched(self) -> int:
        named: set[Any] = {draft.row.pk for draft in self.drafts if draft.row.pk}
        return len(self.stored.measures.keys() - named)
