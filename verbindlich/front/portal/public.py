"""What anybody may read of a municipality's actors, without an account: this list of fields, and nothing beside it.

An organisation is shown that agreed to it. A person is shown only with a valid consent to being named in public, and a key person or
one whom only the Steuerung sees never. Whatever is withdrawn is gone with the next request: nothing here is kept or cached.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from verbindlich.base.common.german import search_text
from verbindlich.domain.actors.models import Consent, Organisation, Person
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.vocab.models import Visibility

HTTP = ("https://", "http://")
SWITCH = "oeffentlich"  # among the municipality's rooms: whether it has a public directory


@dataclass(frozen=True, slots=True)
class Shown:
    """An organisation as the public sees it. This is the allow-list: templates get nothing else."""

    id: int
    name: str
    short_name: str
    kind: str
    topics: tuple[str, ...]
    spaces: tuple[str, ...]
    groups: tuple[str, ...]
    languages: tuple[str, ...]
    street: str
    postal_code: str
    city: str
    phone: str
    email: str
    website: str

    def says(self, words: list[str]) -> bool:
        """Whether all words (as `search_words` gives them) stand in what is shown, and nowhere else."""
        many = (*self.topics, *self.spaces, *self.groups, *self.languages)
        text = search_text(self.name, self.short_name, self.kind, self.street, self.postal_code, self.city, *many)
        return all(word in text for word in words)


@dataclass(frozen=True, slots=True)
class Named:
    """A person who agreed to be named, with what belongs to work."""

    name: str
    function: str
    phone: str
    email: str


def has_directory(municipality: Municipality) -> bool:
    return municipality.has_room("actors") and municipality.has_room(SWITCH)


def places() -> list[Municipality]:
    """Municipalities with somebody to show. One query."""
    agreed = agreeing(Organisation.objects.filter(municipality=OuterRef("pk"), deleted_at=None))
    every = Municipality.objects.filter(Exists(agreed.order_by())).order_by("name")
    return [municipality for municipality in every if has_directory(municipality)]


def agreeing(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Both: the Steuerung says public, and the organisation said yes."""
    return rows.filter(visibility=Visibility.PUBLIC, agreed_on__lte=timezone.localdate())


def organisations(municipality: Municipality) -> list[Shown]:
    """In German order; five queries."""
    rows = agreeing(Organisation.objects.of(municipality)).order_by("sort_key", "pk")
    return [shown(row) for row in rows.prefetch_related("topics", "spaces", "groups", "languages")]


def shown(row: Organisation) -> Shown:
    topics, spaces, groups, languages = (
        tuple(str(word) for word in getattr(row, name).all()) for name in ("topics", "spaces", "groups", "languages")
    )
    return Shown(
        row.pk, row.name, row.short_name, str(row.get_kind_display()), topics, spaces, groups, languages, row.street,
        row.postal_code, row.city, row.phone, row.email, row.website if row.website.startswith(HTTP) else "",
    )  # fmt: skip


def nameable(municipality: Municipality, today: date) -> QuerySet[Person]:
    """Who may be named in public today."""
    consent = Consent.objects.valid_on(today).filter(scope=Consent.Scope.PUBLIC, person=OuterRef("pk"))
    open_ones = Person.objects.of(municipality).there().filter(key_person=False, visibility=Person.Visibility.INSIDE)
    found: QuerySet[Person] = open_ones.filter(Exists(consent.order_by()))
    return found


def persons(municipality: Municipality, organisation: int) -> list[Named]:
    """Who may be named at an organisation; one query."""
    there = Q(organisation=organisation) | Q(also_in=organisation)
    rows = nameable(municipality, timezone.localdate()).filter(there).order_by("sort_key", "pk").distinct()
    return [Named(row.name, row.function, row.phone, row.email) for row in rows]
