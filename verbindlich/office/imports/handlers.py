"""What a room brings to have files imported: how its rows are read, planned, applied and undone.

The mechanism here knows no domain. A room registers a `Handler` in its `AppConfig.ready()` under a name of its own
("concepts.catalogue") and writes the pages; issue by issue others may follow (an address list of organisations, say).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from verbindlich.base.readers.source import Source
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.imports.plan import Ledger, Option, Plan

Words = Mapping[str, Sequence[str]]  # property → headers that people said mean it
Answers = Mapping[str, str]  # key of a question → the option's value


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that an import made (`before` None) or changed: its model's label, its version afterwards (0: it has none), and what
    it said before in the handler's own form.

    `now`, `event`: where a later import changed it too and was taken back: the version, and the last event of the trail, with
    which the row counts as untouched.
    """

    model: str
    pk: int
    version: int
    before: dict[str, Any] | None = None
    now: int = 0
    event: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Prepared(Protocol):
    """A plan with what it takes to carry it out."""

    @property
    def plan(self) -> Plan: ...

    def ledger(self, skip: Collection[str]) -> Ledger:
        """Where the cells of the file go when the rows with these keys are left out."""

    def apply(self, *, user: User | None, skip: Collection[str]) -> Sequence[Touched]:
        """Carry it out but for the rows with these keys, inside the caller's transaction: verbs, trail and all."""


class Handler(Protocol):
    """`properties`: what a column can be said to hold, as options in the order of a select."""

    kind: str

    def properties(self) -> Sequence[Option]: ...

    def read(self, source: Source, words: Words) -> Any:
        """What the file says, before anything is looked up: slow perhaps, without a query. Never raises on a file's content."""

    def prepare(self, municipality: Municipality, reading: Any, answers: Answers) -> Prepared:
        """Compare with what is stored. In a transaction it locks the rows that it compares with."""

    def hindrances(self, municipality: Municipality, touched: Sequence[Touched]) -> Sequence[str]:
        """Names of rows that came to depend on what the import made, so that it cannot be undone."""

    def undo(self, *, user: User | None, municipality: Municipality, touched: Sequence[Touched]) -> None:
        """Everything back as it was, inside the caller's transaction."""


_handlers: dict[str, Handler] = {}


def register(handler: Handler) -> None:
    _handlers[handler.kind] = handler


def handler_for(kind: str) -> Handler:
    return _handlers[kind]
