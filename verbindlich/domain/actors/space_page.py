"""What is known of a social space, those below it included: its page, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.base import profiles
from verbindlich.base.calc.spaces import Gap as Missing
from verbindlich.base.calc.spaces import Place, gaps
from verbindlich.base.common.slots import Gap, Panel, gather
from verbindlich.base.profiles import Provision
from verbindlich.domain.actors import access
from verbindlich.domain.actors.models import Network, Organisation, Person, Position, SocialSpace
from verbindlich.domain.actors.pills import Pill
from verbindlich.domain.actors.space_table import contact_pill
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.accounts.tenancy import TenantRequest

MOST = 300  # organisations on a page


def law(municipality: Municipality) -> Provision:
    """What the law says of commissioners of member municipalities."""
    return profiles.load(municipality.profile).provision("beauftragte-gemeinden")


@dataclass(frozen=True, slots=True)
class Actor:
    """`where`: the spaces below in which it is; "" where it is in the space itself."""

    organisation: Organisation
    where: str


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    actors: list[Actor]


class SpacePage:
    """Seven queries and those of the panels."""

    def __init__(self, request: TenantRequest, space: SocialSpace) -> None:
        self.request, self.space = request, space
        self.spaces = access.spaces_of(request)
        self.inside = access.works_inside(request)

    @cached_property
    def ids(self) -> frozenset[int]:
        return self.spaces.below(self.space.pk)

    @property
    def path(self) -> list[SocialSpace]:
        return self.spaces.path(self.space.pk)

    @cached_property
    def under(self) -> list[tuple[SocialSpace, int]]:
        return self.spaces.under(self.space.pk)

    @property
    def contact(self) -> Pill | None:
        return contact_pill(self.space)

    @cached_property
    def _places(self) -> dict[int, set[int]]:
        """Of each organisation the spaces that it is in."""
        found = defaultdict(set)
        for space, organisation in access.organisations_in(self.request, self.ids):
            found[organisation].add(space)
        return found

    @property
    def number(self) -> int:
        return len(self._places)

    @property
    def cut(self) -> int:
        """How many organisations the page shows, where it does not show all; else 0."""
        return MOST if self.number > MOST else 0

    @cached_property
    def groups(self) -> list[Group]:
        """The organisations by their kind, in the order of the kinds."""
        rows = access.organisations_for(self.request).filter(pk__in=list(self._places)).only("name", "kind")
        found: dict[str, list[Actor]] = defaultdict(list)
        for organisation in rows.order_by("sort_key", "pk")[:MOST]:
            found[organisation.kind].append(Actor(organisation, self._where(organisation.pk)))
        return [Group(str(label), found[kind]) for kind, label in Organisation.Kind.choices if kind in found]

    def _where(self, organisation: int) -> str:
        places = self._places[organisation]
        if self.space.pk in places:
            return ""
        return ", ".join(space.name for space, _depth in self.under if space.pk in places)

    @cached_property
    def persons(self) -> list[Person] | None:
        """Who works at these organisations, as far as this reader may know; None for those who see nobody."""
        if not self.inside:
            return None
        bodies = list(self._places)
        also = Person.also_in.through.objects.filter(organisation__in=bodies).values("person")
        here = Q(organisation__in=bodies) | Q(pk__in=also)
        shown = ("name", "function", "email", "phone", "organisation", "organisation__name")
        return list(access.persons_for(self.request).there().filter(here).only(*shown).order_by("sort_key", "pk"))

    @cached_property
    def networks(self) -> list[Network]:
        there = Network.spaces.through.objects.filter(socialspace__in=self.ids).values("network")
        rows = access.networks_for(self.request).running(timezone.localdate()).filter(pk__in=there)
        return list(rows.order_by("sort_key", "pk"))

    @cached_property
    def positions(self) -> list[Position]:
        return list(access.positions_for(self.request).filter(unit__in=list(self._places)).order_by("sort_key", "pk"))

    @cached_property
    def office(self) -> dict[str, Person | None]:
        """Who is asked in a member municipality, as far as this reader may know."""
        known = access.persons_named(self.request, [self.space.mayor_id, self.space.commissioner_id])
        return {
            "mayor": known.get(self.space.mayor_id or 0),
            "commissioner": known.get(self.space.commissioner_id or 0),
        }

    @cached_property
    def panels(self) -> list[Panel]:
        return gather("panels", self.request, about=self.space)

    @cached_property
    def gaps(self) -> list[Gap]:
        """What the directory misses, then what other rooms miss."""
        place = Place(
            member=self.space.is_municipality, organisations=self.number, networks=len(self.networks),
            contacts=None if self.persons is None else len(self.persons), commissioner=self.space.commissioner_id is not None,
            last_contact=self.space.last_contact,
        )  # fmt: skip
        own = [self._gap(missing) for missing in gaps(place, timezone.localdate())]
        return [*own, *(gap for panel in self.panels for gap in panel.gaps)]

    def _gap(self, missing: Missing) -> Gap:
        where = {"organisations": "organisation-list", "contacts": "person-list", "networks": "network-list"}.get(
            missing
        )
        slug = self.request.municipality.slug
        if where:
            return Gap(WORDS[missing](self), reverse(f"actors:{where}", args=[slug]))
        edit = reverse("actors:space-edit", args=[slug, self.space.pk]) if access.may_edit(self.request) else ""
        return Gap(WORDS[missing](self), edit)

    @property
    def sentence(self) -> str:
        """What matters, in one line."""
        n = len(self.gaps)
        if not n:
            return _("Hier ist nichts offen, soweit es eingetragen ist.")
        return (
            _("%(n)d Lücken, die wichtigste: %(first)s") % {"n": n, "first": self.gaps[0].text}
            if n > 1
            else self.gaps[0].text
        )


def _commissioner(page: SpacePage) -> str:
    ref = law(page.request.municipality).ref
    return _("Keine eigene Beauftragte, kein eigener Beauftragter (%(ref)s: „können“).") % {"ref": ref}


WORDS: dict[Missing, Any] = {
    "organisations": lambda page: _("Keine Organisation ist hier eingetragen."),
    "contacts": lambda page: _("Keine Kontaktperson ist bekannt."),
    "networks": lambda page: _("Kein Netzwerk arbeitet hier."),
    "never": lambda page: _("Noch kein Kontakt zur Gemeinde ist vermerkt."),
    "long": lambda page: _("Seit über einem Jahr gab es keinen Kontakt zur Gemeinde."),
    "commissioner": _commissioner,
}


def context(page: SpacePage) -> Iterator[tuple[str, Any]]:
    """For the template; every query runs here."""
    for name in ("path", "under", "contact", "number", "cut", "groups", "persons", "networks", "positions", "office", "panels",
                 "gaps", "sentence", "inside"):  # fmt: skip
        yield name, getattr(page, name)
