"""What the file says of an organisation or a person beside what is stored, field by field. An empty cell clears nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from verbindlich.base.calc.body_kinds import kind_of_organisation
from verbindlich.base.calc.contacts import name_of, phone_key
from verbindlich.base.common.german import sort_key
from verbindlich.domain.actors.importing import organisations as bodies
from verbindlich.domain.actors.importing import persons as humans
from verbindlich.domain.actors.importing.columns import kind_named
from verbindlich.domain.actors.importing.said import TEXTS, WORDS, Owner, SaidRow
from verbindlich.domain.actors.models import Organisation, Person
from verbindlich.domain.actors.models.entry import TEXT
from verbindlich.office.imports.plan import Change

CELLS = {
    "email": ("email", "central_email"), "phone": ("phone", "central_phone"), "street": ("street", "address"),
    "postal_code": ("postal_code", "place", "address"), "city": ("city", "place", "address"),
}  # fmt: skip


@dataclass(slots=True)
class Compared:
    """`values`: field → new value; `words`: field → words to add; `homes`: organisations to add; `changes` for people to see;
    `refused`: places of cells that are not taken over, with the reason; `emails`, `names`: further ones, kept as spellings."""

    values: dict[str, Any] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    homes: list[bodies.Draft] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    emails: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def set(self, row: models.Model, name: str, value: Any, shown: str = "") -> None:
        """A new row's values are no changes."""
        self.values[name] = value
        if row.pk is None:
            return
        before = getattr(row, f"get_{name}_display", lambda: getattr(row, name))()
        self.changes.append(Change(label(type(row), name), str(before or ""), shown or str(value)))


def label(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _alike(name: str) -> Callable[[str, str], bool]:
    if name == "phone":
        return lambda one, other: one == other or phone_key(one) == phone_key(other)
    return lambda one, other: one == other or sort_key(one).rstrip("/") == sort_key(other).rstrip("/")


def _chosen(name: str, stored: str, said: Iterable[str]) -> str:
    """What is stored where the file says it too, else what the file says first."""
    texts = [text for text in said if text]
    alike = _alike(name)
    return next((stored for text in texts if stored and alike(text, stored)), texts[0] if texts else stored)


def _refuse(compared: Compared, row: SaidRow, names: Iterable[str], owner: Owner) -> None:
    wanted = frozenset(names)
    for cell in row.cells:
        if cell.property in wanted and cell.owner == owner:
            compared.refused[cell.where] = _("Eine andere Zeile sagt dazu etwas anderes; es gilt, was zuerst steht.")


# organisations


def organisation(draft: bodies.Draft) -> Compared:
    row, found = draft.row or Organisation(name=draft.name, kind=""), Compared()
    for name in TEXTS:
        _text(found, row, draft, name)
    _kind(found, row, draft)
    _above(found, row, draft)
    _note(found, row, draft)
    for name in WORDS:
        _words(found, row, draft, name)
    return found


def _text(found: Compared, row: Organisation, draft: bodies.Draft, name: str) -> None:
    stored = getattr(row, name)
    value = _chosen(name, stored, (said.texts.get(name, "") for said in draft.rows))
    if value != stored:
        found.set(row, name, value)
    alike = _alike(name)
    for said in draft.rows:
        if (text := said.texts.get(name, "")) and not alike(text, value):
            _refuse(found, said, CELLS.get(name, (name,)), "organisation")


def _kind(found: Compared, row: Organisation, draft: bodies.Draft) -> None:
    kinds = [kind for said in draft.rows if (kind := kind_named(said.kind))]
    for said in draft.rows:
        if said.kind and kind_named(said.kind) != (row.kind if row.kind in kinds else (kinds or [""])[0]):
            reason = _("Eine Gruppe, die hier anders heißt. Bitte wählen Sie sie nach dem Import bei der Organisation.")
            found.refused |= {cell.where: reason for cell in said.cells if cell.property == "kind"}
    if kinds and row.kind not in kinds:
        found.set(row, "kind", kinds[0], str(Organisation.Kind(kinds[0]).label))
    elif not row.kind:
        found.set(row, "kind", kind_of_organisation(draft.name))


def _above(found: Compared, row: Organisation, draft: bodies.Draft) -> None:
    if draft.above is None or row.parent_id is not None:
        return
    above = draft.above.row
    while above is not None:  # no circle
        if above is row or above.pk == row.pk:
            return
        above = above.parent
    found.homes.append(draft.above)
    if row.pk:
        found.changes.append(Change(label(Organisation, "parent"), "", draft.above.name))


def _note(found: Compared, row: Organisation, draft: bodies.Draft) -> None:
    fresh = dict.fromkeys(said.note for said in draft.rows if said.note and said.note not in row.note)
    if fresh:
        found.set(row, "note", "\n".join(filter(None, (row.note, *fresh)))[:TEXT])


def _words(found: Compared, row: Organisation, draft: bodies.Draft, name: str) -> None:
    there = [str(word) for word in getattr(row, name).all()] if row.pk else []
    known = {sort_key(word) for word in there}
    fresh = list(
        dict.fromkeys(word for said in draft.rows for word in said.words.get(name, ()) if sort_key(word) not in known)
    )
    if fresh:
        found.words[name] = fresh
    if fresh and row.pk:
        found.changes.append(Change(label(Organisation, name), ", ".join(there), ", ".join((*there, *fresh))))


# persons


def person(draft: humans.Draft, at: frozenset[int], known: Iterable[tuple[str, str]]) -> Compared:
    """`at`: ids of the organisations where the stored person works; `known`: other names and addresses stored of the person."""
    row, found = draft.row or Person(), Compared()
    names, mails = ({pair[place].casefold() for pair in known} for place in (0, 1))
    if draft.row is None or _fuller(draft.name, row.name):
        found.set(row, "name", draft.name)
    found.names = _others(
        (m.said.name for m in draft.mentions), {*names, found.values.get("name", row.name).casefold()}
    )
    _function_and_phone(found, row, draft)
    stored = row.email.lower()
    fresh = [mail for mail in draft.emails if mail != stored and mail not in mails]
    if fresh and stored not in draft.emails:
        found.set(row, "email", fresh.pop(0))
    found.emails = fresh
    _homes(found, row, draft, at)
    return found


def _fuller(said: str, stored: str) -> bool:
    """Whether the file spells the name out where the directory does not: a given name for an initial, a title."""
    one, other = name_of(said), name_of(stored)
    if one.tokens == other.tokens:
        return len(one.shown.split()) > len(other.shown.split())
    return one.whole and not other.whole


def _others(texts: Iterable[str], known: set[str]) -> list[str]:
    return list({text.casefold(): text for text in texts if text.casefold() not in known}.values())


def _function_and_phone(found: Compared, row: Person, draft: humans.Draft) -> None:
    for name, properties in (("function", ("function",)), ("phone", ("phone",))):
        value = _chosen(name, getattr(row, name), (getattr(mention.said, name) for mention in draft.mentions))
        if value != getattr(row, name):
            found.set(row, name, value)
        alike = _alike(name)
        for mention in draft.mentions:
            if (text := getattr(mention.said, name)) and not alike(text, value):
                _refuse(found, mention.row, properties, "person")


def _homes(found: Compared, row: Person, draft: humans.Draft, at: frozenset[int]) -> None:
    found.homes = [home for home in draft.homes if home.row is None or home.row.pk not in at]
    for place, home in enumerate(found.homes if draft.row else ()):
        first = place == 0 and row.organisation_id is None
        found.changes.append(Change(label(Person, "organisation" if first else "also_in"), "", home.name))


def spellings(found: Compared) -> Iterator[tuple[str, str]]:
    """Name and address of each further spelling."""
    yield from ((name, "") for name in found.names)
    yield from (("", mail) for mail in found.emails)
