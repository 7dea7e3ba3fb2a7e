"""The office's address list for office/imports."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from verbindlich.base.readers.source import Source
from verbindlich.domain.actors.importing import undoing
from verbindlich.domain.actors.importing.applying import Application
from verbindlich.domain.actors.importing.columns import labels
from verbindlich.domain.actors.importing.planning import Planner
from verbindlich.domain.actors.importing.reading import read
from verbindlich.domain.actors.importing.said import Reading
from verbindlich.domain.actors.importing.stored import load
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.imports.handlers import Answers, Touched, Words
from verbindlich.office.imports.plan import Ledger, Option, Plan

KIND = "actors.contacts"


class ContactImport:
    kind = KIND

    def properties(self) -> list[Option]:
        return [Option(name, label) for name, label in labels().items()]

    def read(self, source: Source, words: Words) -> Reading:
        return read(source, words)

    def prepare(self, municipality: Municipality, reading: Reading, answers: Answers) -> PreparedContacts:
        return PreparedContacts(Planner(load(municipality), reading, answers))

    def hindrances(self, municipality: Municipality, touched: Sequence[Touched]) -> list[str]:
        return undoing.hindrances(municipality, touched)

    def undo(self, *, user: User | None, municipality: Municipality, touched: Sequence[Touched]) -> None:
        undoing.undo(user=user, municipality=municipality, touched=touched)


class PreparedContacts:
    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self.plan = Plan(
            rows=planner.rows(), questions=planner.questions(), problems=planner.reading.problems,
            tables=planner.reading.tables, ledger=planner.ledger(), untouched=planner.untouched(), told=planner.told(),
        )  # fmt: skip

    def ledger(self, skip: Collection[str]) -> Ledger:
        return self._planner.ledger(skip)

    def apply(self, *, user: User | None, skip: Collection[str]) -> list[Touched]:
        return Application(self._planner, user, skip).carry_out()
