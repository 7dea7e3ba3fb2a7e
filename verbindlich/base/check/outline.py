"""The fields of action and goals of a catalogue as they turn up in a file: each once, however often it is named."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from verbindlich.base.calc.catalogue import FieldOfAction, Goal
from verbindlich.base.calc.values import is_placeholder
from verbindlich.base.check.folding import fold
from verbindlich.base.check.sections import GoalLevel, Section, SectionWords, goal_texts

ONLY_NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,5})\.?")  # a field by its number
BETWEEN = re.compile(r"\s*(?:[;/&+\n]|,(?!\d)|\bund\b)\s*")  # numbers of goals one after the other


@dataclass(frozen=True, slots=True)
class NamedGoal:
    """A goal as a cell or line names it, before it is known whether it is new."""

    title: str
    number: str = ""
    level: GoalLevel = ""


class References(NamedTuple):
    """Titles of goals that were named by their numbers; `all_known`: whether the file has a goal for each number."""

    titles: tuple[str, ...]
    all_known: bool


class Outline:
    """Collects fields and goals. Fields are the same when their names are ("ARBEIT", "3. Arbeit"); goals when their titles are
    within one field. A field that is only numbered ("HF 3") is the field of that number, once it is named."""

    def __init__(self, words: SectionWords) -> None:
        self._words = words
        self._fields: dict[str, FieldOfAction] = {}
        self._numbers: dict[str, str] = {}  # number → key, to find "HF 3" again
        self._goals: dict[tuple[str, str], Goal] = {}
        self._read: dict[str, tuple[str, str]] = {}  # a cell's text → number, title: cells repeat

    def field(self, text: str, where: str, number: str = "") -> str:
        """Enter the field that a cell or line names; its name, or "" for a placeholder."""
        own_number, title = self._name(text)
        number = number or own_number
        if (not title and not number) or (title and is_placeholder(title)):
            return ""
        key = fold(title) if title else self._numbers.get(number, f"# {number}")
        known = self._fields.get(key)
        if known is None:
            return self._enter_field(key, FieldOfAction(title or f"Handlungsfeld {number}", number, where))
        if number and not known.number:
            self._fields[key] = replace(known, number=number)
            self._numbers.setdefault(number, key)
        return known.name

    def goal(self, named: NamedGoal, field: str, where: str) -> str:
        """Enter a goal of a field ("" for none); its title as first written."""
        goal = self._goals.setdefault(
            (fold(field), fold(named.title) or named.title), Goal(named.title, field, named.number, named.level, where)
        )
        return goal.title

    def numbered_goal(self, number: str, field: str) -> str:
        """The title of the goal with this number, one of the field first; "" where no goal is known by it."""
        found = [goal for goal in self._goals.values() if goal.number == number]
        return next((goal.title for goal in sorted(found, key=lambda goal: goal.field != field)), "")

    def referenced(self, text: str, field: str) -> References | None:
        """The goals that a cell only names by their numbers ("Ziel 3", "1.1; 2.4"); None where it says more than numbers."""
        numbers = [self._words.reference(part) for part in BETWEEN.split(text.strip())]
        if not all(numbers):
            return None
        found = [self.numbered_goal(number.replace(",", "."), field) for number in numbers]
        return References(tuple(dict.fromkeys(filter(None, found))), all(found))

    def indicator(self, title: str, field: str, text: str) -> None:
        """Give a goal already entered its indicator; several are joined by line breaks."""
        key = (fold(field), fold(title) or title)
        goal = self._goals[key]
        self._goals[key] = replace(goal, indicator=f"{goal.indicator}\n{text}".strip())

    def goals_in(self, text: str, *, each_line: bool = False, level: GoalLevel = "") -> list[NamedGoal]:
        """The goals a cell names, without placeholders."""
        return [
            goal for line in goal_texts(text, each_line=each_line) if (goal := self._named(line, level)) is not None
        ]

    def goals_of(self, section: Section) -> list[NamedGoal]:
        """The goals of a section; "Ziele: a; b" and lines with bullets hold several."""
        lines = goal_texts(section.title, each_line=section.plural)
        if section.plural and len(lines) == 1:
            lines = [line.strip() for line in section.title.split(";") if line.strip()]
        return [NamedGoal(title, section.number, section.level) for title in lines if not is_placeholder(title)]

    @property
    def fields(self) -> tuple[FieldOfAction, ...]:
        """In the order of the file."""
        return tuple(self._fields.values())

    @property
    def goals(self) -> tuple[Goal, ...]:
        """In the order of the file."""
        return tuple(self._goals.values())

    def _name(self, text: str) -> tuple[str, str]:
        if text not in self._read:
            self._read[text] = (text.rstrip("."), "") if ONLY_NUMBER.fullmatch(text) else self._words.name(text)
        return self._read[text]

    def _enter_field(self, key: str, field: FieldOfAction) -> str:
        self._fields[key] = field
        if field.number:
            self._numbers.setdefault(field.number, key)
        return field.name

    def _named(self, line: str, level: GoalLevel) -> NamedGoal | None:
        section = self._words.read(line)
        number, title = self._name(line)
        if section and section.kind == "goal":
            number, title, level = section.number, section.title, section.level or level
        return None if is_placeholder(title) else NamedGoal(title, number, level)
