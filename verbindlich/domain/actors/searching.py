"""What the search finds of the directory, and who may find it. Nothing here is said in the reader's language: the index serves all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from verbindlich.domain.actors.models import (
    Agreement,
    Network,
    Note,
    Organisation,
    OrganisationAlias,
    Person,
    Position,
    SocialSpace,
)
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.search.models import Audience
from verbindlich.office.search.sources import Entry, Source
from verbindlich.office.vocab.models import Visibility

NOTE = 100  # characters of a note that stand in the list


def search(request: HttpRequest | None = None) -> Iterator[Source]:
    organisations = Organisation.objects.filter(deleted_at=None).prefetch_related("aliases")
    yield Source(
        Organisation, "organisationen", _("Organisationen"), organisations.all, organisation, at("organisation-detail"),
        parts=((OrganisationAlias, "organisation"),),
    )  # fmt: skip
    persons = Person.objects.select_related("organisation")
    yield Source(
        Person,
        "kontaktpersonen",
        _("Kontaktpersonen"),
        persons.all,
        person,
        at("person-detail"),
        follows=("organisation",),
    )
    positions = Position.objects.filter(deleted_at=None).select_related("kind", "unit")
    yield Source(Position, "stellen", _("Stellen"), positions.all, position, at("position-detail"), follows=("unit",))
    yield Source(SocialSpace, "sozialraeume", _("Sozialräume"), SocialSpace.objects.all, space, at("space-detail"))
    networks = Network.objects.filter(deleted_at=None)
    yield Source(Network, "netzwerke", _("Netzwerke"), networks.all, network, at("network-detail"))
    agreements = Agreement.objects.filter(deleted_at=None)
    yield Source(
        Agreement, "vereinbarungen", _("Kooperationsvereinbarungen"), agreements.all, agreement, at("agreement-detail")
    )
    notes = Note.objects.select_related("person", "organisation")
    yield Source(
        Note, "notizen", _("Notizen"), notes.all, note, note_page, follows=("person", "organisation"), more=own_notes
    )


def at(name: str) -> Callable[[str, str], str]:
    return lambda slug, key: reverse(f"actors:{name}", args=[slug, key])


def note_page(slug: str, key: str) -> str:
    """Notes stand in one list; `key` narrows it to those about the same and leads to this one."""
    return f"{reverse('actors:note-list', args=[slug])}?{key}"


def organisation(row: Organisation) -> Entry:
    audience = Audience.INSIDE if row.visibility == Visibility.INTERNAL else Audience.ALL
    names = (row.short_name, *(alias.name for alias in row.aliases.all()))
    texts = (row.email, row.website, row.street, row.postal_code)
    return Entry(row.name, row.city, names, texts, [row.phone], audience)


def person(row: Person) -> Entry:
    audience = Audience.INSIDE if row.visibility == Person.Visibility.INSIDE else Audience.STEERING
    return Entry(row.name, str(row.organisation or ""), (), (row.function, row.email), [row.phone], audience)


def position(row: Position) -> Entry:
    """Who holds it is found by the person. An internal unit is told to nobody here."""
    unit = row.unit if row.unit and row.unit.visibility != Visibility.INTERNAL else None
    return Entry(row.title, str(unit or ""), texts=(str(row.kind or ""),))


def space(row: SocialSpace) -> Entry:
    return Entry(row.name, row.ags)


def network(row: Network) -> Entry:
    return Entry(row.name, texts=(row.purpose,))


def agreement(row: Agreement) -> Entry:
    return Entry(row.title, texts=(row.subject, row.tasks))


def note(row: Note) -> Entry:
    """As `access.notes_for`: about a protected person, or about neither person nor organisation, it is the Steuerung's."""
    protected = row.person is not None and row.person.visibility == Person.Visibility.STEERING
    audience = Audience.STEERING if protected or not (row.person or row.organisation) else Audience.INSIDE
    about = (f"{row.day:%d.%m.%Y}", *(str(one) for one in (row.person, row.organisation) if one))
    place = (
        f"person={row.person_id}" if row.person else f"organisation={row.organisation_id}" if row.organisation else ""
    )
    return Entry(
        Truncator(row.text).chars(NOTE),
        ", ".join(about),
        texts=(row.text,),
        audience=audience,
        key=f"{place}#notiz-{row.pk}",
    )


def own_notes(request: TenantRequest) -> QuerySet[Any]:
    """One's own that hang on something of another room."""
    mine = Note.objects.of(request.municipality).filter(author=request.user, person=None, organisation=None)
    return mine.order_by().values("pk")
