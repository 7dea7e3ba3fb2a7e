"""The plan: each organisation and each person of the file beside the one that is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.domain.actors.importing import asking, comparing
from verbindlich.domain.actors.importing import organisations as bodies
from verbindlich.domain.actors.importing import persons as humans
from verbindlich.domain.actors.importing.comparing import Compared
from verbindlich.domain.actors.importing.said import Reading, SaidPerson, SaidRow
from verbindlich.domain.actors.importing.stored import Stored
from verbindlich.office.imports.plan import Action, Ledger, Notice, Question, Row

MOST_LISTED = 500  # cells that were not taken over, by place
LONGEST_CELL = 200


@dataclass(frozen=True, slots=True)
class Planned:
    """A draft with what becomes of it. `key`: of its row in the plan."""

    key: str
    draft: Any
    compared: Compared
    action: Action


class Planner:
    def __init__(self, stored: Stored, reading: Reading, answers: Mapping[str, str]) -> None:
        self.stored = stored
        self.reading = reading
        self._unclear: list[tuple[SaidRow, Question]] = []
        self._unclear_answer = answers.get("alle-unklaren", "")
        self.said = [self._decided(row, answers) for row in reading.rows]
        self._answers = answers
        self.organisations = bodies.Organisations(stored, self.said, answers)
        self.persons = humans.Persons(stored, self.said, self.organisations, answers)
        self.bodies = [self._body(draft) for draft in self.organisations.drafts]
        self.humans = [self._human(draft) for draft in self.persons.drafts]

    def _decided(self, row: SaidRow, answers: Mapping[str, str]) -> SaidRow:
        """A row whose name may be an organisation's or a person's, as people said."""
        if not row.unclear:
            return row
        question = asking.what_is(row.key, row.unclear, answers)
        answer = question.answer or self._unclear_answer
        self._unclear.append((row, replace(question, answer=answer)))
        if answer == asking.ORGANISATION:
            return replace(row, organisation=row.unclear)
        if answer == asking.PERSON:
            texts = dict(row.texts)
            mail, phone = texts.pop("email", ""), texts.pop("phone", "")
            cells = [
                replace(cell, owner="person") if cell.property in ("email", "phone", "name") else cell
                for cell in row.cells
            ]
            function = " ".join(cell.text for cell in row.cells if cell.property == "function")
            person = SaidPerson(row.unclear, " ".join(function.split()), (mail,) if mail else (), phone)
            return replace(row, texts=texts, persons=[person], cells=cells)
        return row

    def _body(self, draft: bodies.Draft) -> Planned:
        compared = comparing.organisation(draft)
        action: Action = "create" if draft.row is None else "update" if compared.changes else "unchanged"
        return Planned(f"o{draft.key}{'' if draft.above is None else 'a'}", draft, compared, action)

    def _human(self, draft: humans.Draft) -> Planned:
        pk = draft.row.pk if draft.row else 0
        known = [(alias.name, alias.email) for alias in self.stored.persons_as.get(pk, ())]
        compared = comparing.person(draft, self.stored.at.get(pk, frozenset()), known)
        action: Action = "create" if draft.row is None else "update" if compared.changes else "unchanged"
        return Planned(f"p{draft.key}", draft, compared, action)

    # as people see it

    def rows(self) -> tuple[Row, ...]:
        return (
            *(_row(one, "organisation", self._place(one.draft)) for one in self.bodies),
            *(_row(one, "person", one.draft.where) for one in self.humans),
            *self._open(), *self._problems(),
        )  # fmt: skip

    def _place(self, draft: bodies.Draft) -> str:
        """Where it is named first; a parent that only departments name has no row of its own."""
        if draft.rows:
            return draft.rows[0].where
        return next((row.where for row in self.said if row.key == draft.key), "")

    def _open(self) -> Iterator[Row]:
        for row, question in self._unclear:
            if not question.answer:
                message = _(
                    "Neben dem Namen steht nichts, woran zu erkennen wäre, ob er eine Organisation oder eine Person nennt."
                )
                yield Row(f"u{row.key}", "unclear", "ask", row.unclear, row.where, message=message, question=question)

    def _problems(self) -> Iterator[Row]:
        for row in self.said:
            if row.problem:
                yield Row(f"x{row.key}", "person", "problem", row.organisation, row.where, message=row.problem)

    def questions(self) -> tuple[Question, ...]:
        """Those that people have not answered come first: a page shows only so many."""
        found = [*self.organisations.questions, *self.persons.questions]
        rest = [asking.about_unclear(len(self._unclear), self._answers)] if len(self._unclear) > asking.MANY else []
        general = [question for question in found if question.key in (asking.ORGANISATIONS, asking.PERSONS)]
        single = [question for question in found if question not in general]
        return (*rest, *general, *sorted(single, key=lambda question: question.key in self._answers))

    def told(self) -> tuple[str, ...]:
        """What was put together without asking."""
        rows, names = self.persons.joined, self.organisations.joined
        said = (
            (rows, ngettext(
                "%(n)d Zeile nennt eine Person, die schon vorher in der Datei steht, und wurde mit ihr zusammengefasst.",
                "%(n)d Zeilen nennen Personen, die schon vorher in der Datei stehen, und wurden mit ihnen zusammengefasst.", rows,
            )),
            (names, ngettext(
                "%(n)d Schreibweise einer Organisation wurde mit einer anderen zusammengefasst.",
                "%(n)d Schreibweisen von Organisationen wurden mit anderen zusammengefasst.", names,
            )),
        )  # fmt: skip
        return tuple(text % {"n": n} for n, text in said if n)

    def untouched(self) -> int:
        """Persons of the directory that the file does not name."""
        return len(self.stored.persons) - sum(one.draft.row is not None for one in self.humans)

    # where the cells go

    def ledger(self, skip: Collection[str] = ()) -> Ledger:
        """Each cell exactly once: taken over, or not and why."""
        mapped, left = 0, list(self.reading.left)
        reasons = self._reasons(skip)
        refused = {where: why for one in (*self.bodies, *self.humans) for where, why in one.compared.refused.items()}
        for row in self.said:
            for cell in row.cells:
                if why := reasons.get((row.key, cell.owner), "") or refused.get(cell.where, ""):
                    left.append(Notice(cell.where, why, cell.text))
                else:
                    mapped += 1
        listed = tuple(Notice(one.where, one.text, one.cell[:LONGEST_CELL]) for one in left[:MOST_LISTED])
        return Ledger(mapped, 0, len(left), (), listed)

    def _reasons(self, skip: Collection[str]) -> dict[tuple[str, str], str]:
        """Key of a row and whose its cells are → why these are not taken."""
        found: dict[tuple[str, str], str] = {}
        for row in self.said:
            if row.problem:
                found[row.key, "person"] = row.problem
            if row.unclear and not (row.organisation or row.persons):
                found |= {
                    (row.key, owner): _("Die Frage zu dieser Zeile ist offen.") for owner in ("organisation", "person")
                }
            if not row.organisation and row.persons:
                found[row.key, "organisation"] = _("In der Zeile steht keine Organisation, zu der die Angabe gehört.")
            if row.organisation and not (row.persons or row.problem):
                found[row.key, "person"] = _("In der Zeile steht keine Person, zu der die Angabe gehört.")
        said = _("Die Zeile wurde ausgelassen.")
        for one in self.bodies:
            if one.key in skip:
                found |= {(row.key, "organisation"): said for row in one.draft.rows}
        for one in self.humans:
            if one.key in skip:
                found |= {(mention.row.key, "person"): said for mention in one.draft.mentions}
        return found


def _row(planned: Planned, kind: str, where: str) -> Row:
    draft, row = planned.draft, planned.draft.row
    title = str(row) if row is not None else draft.name
    if kind == "person" and draft.homes:
        title = f"{title}, {draft.homes[0].name}"
    changes = tuple(planned.compared.changes) if planned.action == "update" else ()
    target, version = (row.pk, row.version) if row is not None else (0, 0)
    return Row(planned.key, kind, planned.action, title, where, target, version, changes)


def taken(planned: Iterable[Planned], skip: Collection[str]) -> Sequence[Planned]:
    return [one for one in planned if one.action in ("create", "update") and one.key not in skip]
