"""What an import would do, as people see it before they confirm. Plain data: it is stored and read back as JSON.

A plan says nothing of measures or people; the room that brought its handler fills in kinds, titles and words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

Action = Literal["create", "update", "unchanged", "ask", "problem"]


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what the application says and what the file says. `clears`: the file says nothing there."""

    label: str
    before: str
    after: str

    @property
    def clears(self) -> bool:
        return bool(self.before) and not self.after


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """What only people decide. `answer`: theirs, else what is proposed; "" where nothing is. `folded`: the proposal is plain
    enough not to stand in the way. `topic`: heading under which questions of one sort stand."""

    key: str
    text: str
    options: tuple[Option, ...]
    answer: str = ""
    hint: str = ""
    folded: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that would be made or changed. `key` names it within the plan; `kind` is the handler's ("measure").

    `target`: id of the stored row that is changed, 0 for a new one, and `version` what it was when the plan was made.
    `message`: of a problem or question, what is wrong and how to mend it. `overtaken`: somebody changed the row since.
    """

    key: str
    kind: str
    action: Action
    title: str
    where: str = ""
    target: int = 0
    version: int = 0
    changes: tuple[Change, ...] = ()
    message: str = ""
    question: Question | None = None
    overtaken: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at in the file: where it stands, and what it is or why it was not taken over."""

    where: str
    text: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A header or label as it was read; `property` "" where no word is known; `place`: letter or number of the column.

    `fixed`: why nobody can say that it holds anything else.
    """

    header: str
    property: str
    place: str = ""
    fixed: str = ""


@dataclass(frozen=True, slots=True)
class TableRead:
    """How a table was read; `reason` why it was left out."""

    name: str
    reason: str = ""
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where every filled cell of the file went: `mapped` were taken over, the others are listed (the first of them)."""

    mapped: int = 0
    remarks: int = 0
    not_taken: int = 0
    remark_cells: tuple[Notice, ...] = ()
    not_taken_cells: tuple[Notice, ...] = ()

    @property
    def cells(self) -> int:
        return self.mapped + self.remarks + self.not_taken


@dataclass(frozen=True, slots=True)
class Plan:
    """`untouched`: stored rows that the file does not name; they stay as they are. `told`: what else was done while reading, in
    sentences."""

    rows: tuple[Row, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Notice, ...] = ()
    tables: tuple[TableRead, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    untouched: int = 0
    told: tuple[str, ...] = ()

    def of(self, action: Action, kind: str = "") -> list[Row]:
        return [row for row in self.rows if row.action == action and kind in ("", row.kind)]

    def counts(self, kind: str) -> Counter[Action]:
        return Counter(row.action for row in self.rows if row.kind == kind)

    @property
    def does_something(self) -> bool:
        return any(row.action in ("create", "update") for row in self.rows)

    def every_question(self) -> Iterator[Question]:
        """First those about many rows, then those of single ones."""
        yield from self.questions
        yield from (row.question for row in self.rows if row.question)

    def marked(self, keys: Iterable[str]) -> Plan:
        """With these rows shown as overtaken."""
        wanted = frozenset(keys)
        return replace(self, rows=tuple(replace(row, overtaken=row.key in wanted) for row in self.rows))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def overtaken(seen: Plan, fresh: Plan) -> list[str]:
    """Keys of the rows that would now do something else than people saw: stored rows changed, appeared or went.

    Doing less than was seen is no surprise, and neither is a new row that somebody just asked for.
    """
    before = {row.key: row for row in seen.rows}
    return [row.key for row in fresh.rows if not _expected(row, before.get(row.key))]


def _expected(row: Row, seen: Row | None) -> bool:
    if row.action in ("problem", "ask"):
        return seen is None or seen.action not in ("create", "update")
    if seen is None:
        return False
    if row.action == "create":
        return seen.action in ("create", "ask")
    same = (row.target, row.version) == (seen.target, seen.version)
    if row.action == "unchanged":
        return same or seen.action == "ask"
    return same and seen.action == "update" and set(row.changes) <= set(seen.changes)


def plan_from(data: dict[str, Any]) -> Plan:
    """The plan that `as_json` wrote; an empty one of {}."""
    if not data:
        return Plan()
    return Plan(
        rows=tuple(map(_row, data["rows"])),
        questions=tuple(map(_question, data["questions"])),
        problems=tuple(Notice(**notice) for notice in data["problems"]),
        tables=tuple(
            TableRead(t["name"], t["reason"], tuple(Column(**column) for column in t["columns"]))
            for t in data["tables"]
        ),
        ledger=_ledger(data["ledger"]),
        untouched=data["untouched"],
        told=tuple(data.get("told", ())),
    )


def _row(data: dict[str, Any]) -> Row:
    changes = tuple(Change(**change) for change in data["changes"])
    question = _question(data["question"]) if data["question"] else None
    return Row(**{**data, "changes": changes, "question": question})


def _question(data: dict[str, Any]) -> Question:
    return Question(**{**data, "options": tuple(Option(**option) for option in data["options"])})


def _ledger(data: dict[str, Any]) -> Ledger:
    cells = {name: tuple(Notice(**cell) for cell in data[name]) for name in ("remark_cells", "not_taken_cells")}
    return Ledger(**{**data, **cells})
