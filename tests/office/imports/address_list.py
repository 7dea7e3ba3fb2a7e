"""A handler as a room would bring it: names of organisations, one a row. Small, to see what the mechanism does by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbindlich.base.readers.source import Cell, Source, Table
from verbindlich.domain.actors.models import Organisation
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.imports.handlers import Touched
from verbindlich.office.imports.plan import Change, Column, Ledger, Notice, Option, Plan, Question, Row, TableRead
from verbindlich.office.imports.uploads import Upload

KIND = "tests.addresses"


def upload(*names: str, header: str = "Name", sha256: str = "a" * 64) -> Upload:
    cells = tuple(Cell(row, 1, text) for row, text in enumerate((header, *names), 1))
    return Upload("adressen.xlsx", sha256, Source("adressen.xlsx", "xlsx", (Table("Blatt", "sheet", cells),)))


@dataclass(frozen=True)
class Said:
    header: str
    names: tuple[str, ...]


class Addresses:
    kind = KIND

    def properties(self) -> list[Option]:
        return [Option("name", "Name"), Option("remark", "Bemerkung")]

    def read(self, source: Source, words: Mapping[str, Sequence[str]]) -> Said:
        header, *rows = (cell.text for cell in source.tables[0].cells)
        known = header == "Name" or header in words.get("name", ())
        return Said(header, tuple(rows) if known else ())

    def prepare(self, municipality: Municipality, reading: Said, answers: Mapping[str, str]) -> Prepared:
        return Prepared(municipality, reading, answers)

    def hindrances(self, municipality: Municipality, touched: Sequence[Touched]) -> list[str]:
        return []

    def undo(self, *, user: User | None, municipality: Municipality, touched: Sequence[Touched]) -> None:
        for entry in touched:
            row = Organisation.objects.get(pk=entry.pk)
            if entry.before is None:
                row.delete()
            else:
                row.name = entry.before["name"]
                row.version += 1
                row.save()


class Prepared:
    """Matches by the first word: "Amt neu" is a new name of "Amt alt". A name with "?" is asked, one with "!" a problem."""

    def __init__(self, municipality: Municipality, said: Said, answers: Mapping[str, str]) -> None:
        self.municipality, self.said, self.answers = municipality, said, answers
        self.stored = {str(o).split()[0]: o for o in Organisation.objects.of(municipality)}
        self.plan = Plan(
            rows=tuple(self._row(place, name) for place, name in enumerate(said.names)),
            problems=() if said.names else (Notice("Blatt!A1", "Keine Namen gefunden."),),
            tables=(TableRead("Blatt", "", (Column(said.header, "name" if said.names else "", "A"),)),),
            ledger=Ledger(mapped=len(said.names) + 1, not_taken=1, not_taken_cells=(Notice("Blatt!A9", "Summe", "Frau Geheim"),)),
        )  # fmt: skip

    def ledger(self, skip: Collection[str]) -> Ledger:
        return self.plan.ledger

    def _row(self, place: int, name: str) -> Row:
        key = f"r{place}"
        if name.endswith("?"):
            answer = self.answers.get(f"frage:{key}", "")
            question = Question(f"frage:{key}", "Wirklich?", (Option("ja", "ja"),), answer)
            return Row(key, "organisation", "create" if answer else "ask", name, question=question)
        if name.endswith("!"):
            return Row(key, "organisation", "problem", name, message="So nicht.")
        there = self.stored.get(name.split()[0])
        if there is None:
            return Row(key, "organisation", "create", name)
        changes = () if there.name == name else (Change("Name", there.name, name),)
        return Row(
            key, "organisation", "update" if changes else "unchanged", name, "", there.pk, there.version, changes
        )

    def apply(self, *, user: Any, skip: Collection[str]) -> list[Touched]:
        touched = []
        for row in self.plan.rows:
            if row.action not in ("create", "update") or row.key in skip:
                continue
            there = self.stored.get(row.title.split()[0]) or Organisation(
                municipality=self.municipality, kind="sonstige"
            )
            before = {"name": there.name} if there.pk else None
            there.version += bool(there.pk)
            there.name = row.title
            there.save()
            touched.append(Touched("actors.organisation", there.pk, there.version, before))
        return touched
