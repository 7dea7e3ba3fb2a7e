"""What the directory knows already, for an import to compare with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from verbindlich.base.common.german import sort_key
from verbindlich.domain.actors.models import Organisation, Person, PersonAlias
from verbindlich.office.accounts.models import Municipality

ORGANISATION_WORDS = ("topics", "languages", "spaces")


@dataclass(frozen=True, slots=True)
class Stored:
    """`spellings`, `persons_as`: other names and addresses by organisation and person; `at`: where a person works, ids."""

    municipality: Municipality
    organisations: dict[int, Organisation]
    spellings: dict[int, tuple[str, ...]]
    persons: dict[int, Person]
    persons_as: dict[int, tuple[PersonAlias, ...]]
    at: dict[int, frozenset[int]]


def load(municipality: Municipality) -> Stored:
    """Seven queries; in a transaction two more, which lock what is compared where the database knows locks of rows."""
    if connection.in_atomic_block:
        list(Organisation.objects.of(municipality).order_by("pk").select_for_update().values_list("pk"))
        list(Person.objects.of(municipality).order_by("pk").select_for_update().values_list("pk"))
    every = Organisation.objects.of(municipality).order_by("pk").select_related("parent")
    organisations = {one.pk: one for one in every.prefetch_related(*ORGANISATION_WORDS, "aliases")}
    spellings = {pk: tuple(alias.name for alias in one.aliases.all()) for pk, one in organisations.items()}
    persons = {
        one.pk: one
        for one in Person.objects.of(municipality)
        .order_by("pk")
        .select_related("organisation")
        .prefetch_related("also_in")
    }
    known_as: dict[int, list[PersonAlias]] = defaultdict(list)
    for other in PersonAlias.objects.filter(municipality=municipality).order_by("pk"):
        known_as[other.person_id].append(other)
    at = {
        pk: frozenset({one.organisation_id, *(o.pk for o in one.also_in.all())} - {None}) for pk, one in persons.items()
    }
    return Stored(
        municipality, organisations, spellings, persons,
        {pk: tuple(others) for pk, others in known_as.items()}, at,
    )  # fmt: skip


def key_of(name: str) -> str:
    """Equal for spellings of a name that differ in case, umlauts or blanks only; the key of aliases."""
    return sort_key(" ".join(name.split()))
