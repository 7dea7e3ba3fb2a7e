"""The mailing list as one request asks for it: who gets an invitation, and why the others do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verbindlich.base.calc.mailing import ORDER, Contact, Said, Why, sort_out
from verbindlich.domain.actors import access
from verbindlich.domain.actors.choices import choices_for
from verbindlich.domain.actors.forms.mailing import MailingFilter
from verbindlich.domain.actors.models import Consent, Person
from verbindlich.office.accounts.tenancy import TenantRequest

REASONS: dict[Why, str | Promise] = {
    "gone": _("ausgeschieden"),
    "withdrawn": _("Einwilligung widerrufen"),
    "ended": _("Einwilligung gilt nicht mehr oder noch nicht"),
    "never": _("nie eingewilligt"),
    "no-mail": _("eingewilligt, aber ohne E-Mail-Adresse"),
    "twice": _("dieselbe Adresse wie jemand anderes auf der Liste"),
}
EXPORTED = ("Name", "Funktion", "Organisation", "E-Mail")  # in the words that an import reads again


@dataclass(frozen=True, slots=True)
class LeftOut:
    reason: str | Promise
    persons: list[Person]


class MailingList:
    """`persons`: those whom this reader may write to if they agreed."""

    def __init__(self, request: TenantRequest, what: str) -> None:
        self.every = access.exported_persons(request, what)
        today = timezone.localdate()
        networks = access.networks_for(request).running(today).order_by("sort_key")
        pairs = [(str(pk), name) for pk, name in networks.values_list("pk", "name")]
        self.filters = MailingFilter(request.GET, choices_for(request), pairs, access.organisations_for(request))

    @cached_property
    def chosen(self) -> list[Person]:
        """In German order, each with what it said to getting mail."""
        said = Prefetch("consents", Consent.objects.filter(scope=Consent.Scope.MAILING), to_attr="said")
        return list(self.filters.apply(self.every).order_by("sort_key", "pk").prefetch_related(said))

    @cached_property
    def _why(self) -> dict[int, Why | None]:
        return sort_out(map(contact, self.chosen), timezone.localdate())

    @cached_property
    def receivers(self) -> list[Person]:
        return [person for person in self.chosen if self._why[person.pk] is None]

    @cached_property
    def left_out(self) -> list[LeftOut]:
        found: dict[Why, list[Person]] = defaultdict(list)
        for person in self.chosen:
            if why := self._why[person.pk]:
                found[why].append(person)
        return [LeftOut(REASONS[why], found[why]) for why in ORDER if why in found]

    @property
    def line(self) -> str:
        """As mail programs take it into the field BCC."""
        return "; ".join(person.email for person in self.receivers)

    @property
    def exported(self) -> Iterator[list[Any]]:
        return rows(self.receivers)


def contact(person: Any) -> Contact:
    said = tuple(Said(one.given_on, one.until, one.withdrawn_on) for one in person.said)
    return Contact(person.pk, person.email, person.left_on, said)


def rows(persons: Iterable[Person]) -> Iterator[list[Any]]:
    for person in persons:
        yield [person.name, person.function, str(person.organisation or ""), person.email]
