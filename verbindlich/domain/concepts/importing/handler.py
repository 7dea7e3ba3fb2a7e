"""The concept's catalogue of measures for office/imports."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from verbindlich.base.check.mapping import Mapping as FileMapping
from verbindlich.base.check.mapping import Problem, load_synonyms, map_source
from verbindlich.base.readers.source import Source, column_letters
from verbindlich.domain.concepts.importing import asking, undoing
from verbindlich.domain.concepts.importing.applying import Application
from verbindlich.domain.concepts.importing.planning import Planner
from verbindlich.domain.concepts.importing.stored import load
from verbindlich.domain.concepts.importing.whereabouts import ledger
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.imports.handlers import Answers, Touched, Words
from verbindlich.office.imports.plan import Column, Ledger, Notice, Option, Plan, Question, TableRead

KIND = "concepts.catalogue"
CHOICES = (
    "number", "title", "description", "field", "goal", "lead", "partners", "contact", "period", "start", "end", "priority",
    "budget", "status", "kind", "indicator", "field_number", "goal_number", "id", "remark", "skip",
)  # fmt: skip
MANY_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says. `notes`: what the reader had to leave out."""

    mapping: FileMapping
    notes: tuple[str, ...]
    in_letters: frozenset[str]


class CatalogueImport:
    kind = KIND

    def properties(self) -> list[Option]:
        labels = load_synonyms().labels
        return [Option(name, labels[name]) for name in CHOICES]

    def read(self, source: Source, words: Words) -> Reading:
        sheets = frozenset(table.name for table in source.tables if table.kind == "sheet")
        return Reading(map_source(source, load_synonyms(own=words)), source.notes, sheets)

    def prepare(self, municipality: Municipality, reading: Reading, answers: Answers) -> PreparedCatalogue:
        return PreparedCatalogue(Planner(load(municipality), reading.mapping, answers), reading, answers)

    def hindrances(self, municipality: Municipality, touched: Sequence[Touched]) -> list[str]:
        return undoing.hindrances(municipality, touched)

    def undo(self, *, user: User | None, municipality: Municipality, touched: Sequence[Touched]) -> None:
        undoing.undo(user=user, municipality=municipality, touched=touched)


class PreparedCatalogue:
    def __init__(self, planner: Planner, reading: Reading, answers: Answers) -> None:
        self._planner = planner
        self.plan = _plan(planner, reading, answers)

    def ledger(self, skip: Collection[str]) -> Ledger:
        return ledger(self._planner, skip)

    def apply(self, *, user: User | None, skip: Collection[str]) -> list[Touched]:
        return Application(self._planner, user, skip).carry_out()


def _plan(planner: Planner, reading: Reading, answers: Answers) -> Plan:
    return Plan(
        rows=planner.rows() if planner.drafts or reading.mapping.catalogue.goals else (),
        questions=tuple(_questions(planner, answers)),
        problems=(*_problems(reading), *_notices(planner)),
        tables=tuple(_tables(reading)),
        ledger=ledger(planner),
        untouched=planner.untouched(),
    )


def _questions(planner: Planner, answers: Answers) -> list[Question]:
    asked = [draft for draft in planner.drafts if draft.question]
    cleared = planner.cleared()
    return [
        *([asking.about_rest(answers)] if len(asked) > MANY_QUESTIONS else []),
        *([asking.about_empty(cleared, planner.keep_empty)] if cleared else []),
        *planner.directory.questions(),
    ]


def _problems(reading: Reading) -> list[Notice]:
    problems = (problem for problem in reading.mapping.problems if problem.about != "no-title")  # a row of the plan
    said = [Notice(problem.where, _said(problem)) for problem in problems]
    return [*(Notice("", note) for note in reading.notes), *said]


def _notices(planner: Planner) -> Iterator[Notice]:
    """What stays of measures although the file says otherwise."""
    for draft in planner.drafts:
        if draft.taken:
            yield from (Notice(draft.said.where, text) for text in draft.compared.notices)


def _said(problem: Problem) -> str:
    """Where the page has a better way than the sentence names, it says so."""
    if problem.about == "no-measures":
        return _(
            "Keine Maßnahmen gefunden: Keine Spalte wurde als Maßnahme erkannt. Ordnen Sie die Spalten von Hand zu."
        )
    if problem.about == "no-rows":
        return _(
            "Keine Maßnahmen gefunden: Unter der Kopfzeile steht keine Maßnahme. Tragen Sie die Maßnahmen ein oder wählen Sie "
            "eine andere Datei."
        )
    if problem.about == "only-hidden":
        return _(
            "Keine Maßnahmen gefunden: Verborgene Blätter werden nicht gelesen. Blenden Sie in der Datei das Blatt mit den Maßnahmen ein."
        )
    if problem.about == "unknown-columns":
        names = problem.message.partition(" Der Inhalt ")[0]
        advice = _(
            "Der Inhalt steht bei den Maßnahmen als interne Bemerkung. Ist etwas anderes gemeint, ändern Sie die Zuordnung."
        )
        return f"{names} {advice}"
    return problem.message


def _tables(reading: Reading) -> list[TableRead]:
    return [
        TableRead(
            table.table,
            table.reason if table.kind == "none" else "",
            tuple(Column(c.header, c.property, _place(table.table, c.column, reading)) for c in table.columns),
        )
        for table in reading.mapping.layout
    ]


def _place(table: str, column: int, reading: Reading) -> str:
    return column_letters(column) if table in reading.in_letters else str(column)
