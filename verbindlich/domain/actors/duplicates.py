"""Entries of the directory that may be one and the same, for people to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verbindlich.base.calc import duplicate_bodies, duplicates
from verbindlich.domain.actors.importing.stored import Stored, load
from verbindlich.domain.actors.models import (
    Organisation,
    OrganisationsApart,
    Person,
    PersonsApart,
)
from verbindlich.office.accounts.models import Municipality

ORGANISATIONS, PERSONS = "organisationen", "personen"
MODELS: dict[str, type[Any]] = {ORGANISATIONS: Organisation, PERSONS: Person}
APART: dict[str, type[Any]] = {ORGANISATIONS: OrganisationsApart, PERSONS: PersonsApart}
REASONS: dict[str, str | Promise] = {
    "same-mail": _("gleiche E-Mail-Adresse"), "same-phone": _("gleiche Telefonnummer"), "same-name": _("gleicher Name"),
    "similar-name": _("ähnlicher Name"), "initial": _("Vorname abgekürzt"), "longer-name": _("Name ist im anderen enthalten"),
    "same-organisation": _("gleiche Organisation"), "same-domain": _("gleiche Domain"), "other-words": _("gleicher Name in anderen Worten"),
    "misspelt": _("fast gleich geschrieben"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A pair by ids, the likeliest first. `certain`: nothing speaks against it."""

    one: int
    other: int
    certain: bool
    reasons: tuple[str, ...]

    @property
    def words(self) -> list[str | Promise]:
        return [REASONS[reason] for reason in self.reasons]


def found(municipality: Municipality, sort: str) -> list[Found]:
    """Pairs that nobody told apart. Nine queries; what was worked out stays at hand while nothing of it changes, because 10,000
    persons take seconds."""
    stored = load(municipality)
    pairs: Sequence[Any] = _persons(stored) if sort == PERSONS else _bodies(stored)
    apart = {
        frozenset(two) for two in APART[sort].objects.filter(municipality=municipality).values_list("one", "other")
    }
    listed = [
        Found(pair.one, pair.other, pair.certain, tuple(pair.reasons))
        for pair in pairs
        if frozenset((pair.one, pair.other)) not in apart
    ]
    return sorted(listed, key=lambda pair: (not pair.certain, -len(pair.reasons), pair.one, pair.other))


def _bodies(stored: Stored) -> list[duplicate_bodies.Pair]:
    return _body_pairs(
        tuple(
            duplicate_bodies.Body(
                pk, (one.name, *filter(None, (one.short_name,)), *stored.spellings.get(pk, ())), one.parent_id or 0,
                one.email, one.phone, one.website,
            )
            for pk, one in stored.organisations.items()
        )
    )  # fmt: skip


def _persons(stored: Stored) -> list[duplicates.Pair]:
    near = duplicates.Groups()
    for pair in _bodies(stored):
        near.join(pair.one, pair.other)
    return _human_pairs(
        tuple(
            duplicates.Human(
                pk, one.name, stored.at[pk], frozenset(near.of(home) + (1 << 40) for home in stored.at[pk]),
                tuple(filter(None, (one.email.lower(), *(alias.email for alias in stored.persons_as.get(pk, ()))))), one.phone,
                tuple(alias.name for alias in stored.persons_as.get(pk, ()) if alias.name),
            )
            for pk, one in stored.persons.items()
        )
    )  # fmt: skip


@lru_cache(2)
def _body_pairs(entries: tuple[duplicate_bodies.Body, ...]) -> list[duplicate_bodies.Pair]:
    return duplicate_bodies.bodies(entries)


@lru_cache(2)
def _human_pairs(entries: tuple[duplicates.Human, ...]) -> list[duplicates.Pair]:
    return duplicates.humans(entries)
