"""An import's page as templates show it: the plan in sections, each question and row with its place in the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.forms.boundfield import BoundField

from verbindlich.office.imports.forms import MOST_ROWS, DecisionForm, MappingForm
from verbindlich.office.imports.models import Import
from verbindlich.office.imports.plan import Action, Column, Notice, Plan, Question, Row, TableRead


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about many rows."""

    question: Question
    field: BoundField


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the plan; `left_out`: people do not want it; `field`: of its question."""

    row: Row
    left_out: bool
    field: BoundField | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one sort. `more`: how many there are beyond those that are listed."""

    lines: tuple[Line, ...] = ()
    more: int = 0

    @property
    def count(self) -> int:
        return len(self.lines) + self.more


@dataclass(frozen=True, slots=True)
class PlanPage:
    """`asked` stand first, `folded` have a plain answer. `taken`: how many rows the button takes over."""

    imported: Import
    plan: Plan
    form: DecisionForm
    asked: tuple[Asked, ...]
    folded: tuple[Asked, ...]
    sections: dict[str, Section] = field(default_factory=dict)
    taken: int = 0

    @property
    def topics(self) -> list[tuple[str, list[Asked]]]:
        """The questions that stand under a heading."""
        found: dict[str, list[Asked]] = {}
        for one in self.asked:
            if one.question.topic:
                found.setdefault(one.question.topic, []).append(one)
        return list(found.items())

    @property
    def more_asked(self) -> int:
        """Questions about many rows beyond those that the form holds."""
        return len(self.plan.questions) - len(self.asked) - len(self.folded)

    @property
    def notices(self) -> tuple[Notice, ...]:
        return self.plan.problems[:MOST_ROWS]

    @property
    def more_notices(self) -> int:
        return len(self.plan.problems) - len(self.notices)

    @property
    def overtaken(self) -> Section:
        lines = [line for section in self.sections.values() for line in section.lines if line.row.overtaken]
        return Section(tuple(lines))


def plan_page(imported: Import, plan: Plan, form: DecisionForm) -> PlanPage:
    left_out = frozenset(imported.left_out)
    fields = {question.key: form[f"frage-{place}"] for place, question in form.questions.items()}
    asked = [Asked(question, fields[question.key]) for question in plan.questions if question.key in fields]
    doing = [row for row in plan.rows if row.action in ("create", "update")]
    actions: tuple[Action, ...] = ("ask", "problem", "update", "create", "unchanged")
    return PlanPage(
        imported, plan, form,
        tuple(one for one in asked if not one.question.folded), tuple(one for one in asked if one.question.folded),
        {action: _section(plan.of(action), left_out, fields) for action in actions},
        sum(row.key not in left_out for row in doing),
    )  # fmt: skip


def _section(rows: Sequence[Row], left_out: frozenset[str], fields: dict[str, BoundField]) -> Section:
    shown = rows[:MOST_ROWS]
    lines = (Line(row, row.key in left_out, fields.get(row.question.key) if row.question else None) for row in shown)
    return Section(tuple(lines), len(rows) - len(shown))


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column with its select; None where its header stands in another table already, or is empty."""

    column: Column
    field: BoundField | None


@dataclass(frozen=True, slots=True)
class MappedTable:
    table: TableRead
    columns: tuple[MappedColumn, ...]


def mapping_page(plan: Plan, form: MappingForm) -> list[MappedTable]:
    """Each header can be corrected once, at its first place."""
    fields = {column.header: form[f"spalte-{place}"] for place, column in form.columns.items()}
    found = []
    for table in plan.tables:
        columns = tuple(MappedColumn(column, fields.pop(column.header, None)) for column in table.columns)
        found.append(MappedTable(table, columns))
    return found
