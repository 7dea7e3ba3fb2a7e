"""The list of organisations as one request asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Sum
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.listing import Column, Listing
from verbindlich.domain.actors import access, exporting
from verbindlich.domain.actors.choices import choices_for
from verbindlich.domain.actors.forms.organisation_filter import OrganisationFilter
from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.actors.querysets import OrganisationQuerySet
from verbindlich.office.accounts.tenancy import TenantRequest

PERSONS = Column("personen", _("Kontaktpersonen"), ("somebody", "sort_key"))  # for those who see persons
COLUMNS = (
    Column("name", _("Name"), ("sort_key",)),
    Column("art", _("Gruppe"), ("kind_label", "sort_key")),
    Column("ebene", _("Ebene"), ("sphere_label", "sort_key")),
    Column("zu", _("gehört zu"), ("parent_key", "sort_key")),
    Column("kontakt", _("Kontakt"), ("reached", "sort_key")),
)


class Table:
    def __init__(self, request: TenantRequest) -> None:
        self.request = request
        self.persons = access.persons_for(request).there() if access.works_inside(request) else None

    @cached_property
    def filters(self) -> OrganisationFilter:
        return OrganisationFilter(self.request.GET, choices_for(self.request), self.persons)

    @cached_property
    def listing(self) -> Listing:
        rows: OrganisationQuerySet = self.filters.apply(access.organisations_for(self.request)).for_list(
            inside=self.persons is not None
        )
        if self.persons is None:
            return Listing(self.request, rows, COLUMNS)
        return Listing(self.request, rows.with_somebody(self.persons), (*COLUMNS, PERSONS))

    def page(self) -> Page[Organisation]:
        """With `contacts`: how many of those whom this reader sees work there. Three queries at most."""
        page = self.listing.page()
        if self.persons is not None:
            count(page, self.persons.at_each([row.pk for row in page]))
        return page

    def whole(self) -> list[Organisation]:
        """All rows, as `page` has some."""
        rows = list(self.listing.rows)
        if self.persons is not None:
            count(rows, self.persons.at_each())
        return rows

    @property
    def sentence(self) -> str:
        """ "91 Organisationen, davon 3 ohne Kontaktperson", whatever the filters; the latter for those who see persons. One query."""
        rows = access.organisations_for(self.request).order_by()
        if self.persons is None:
            return _size(rows.count())
        counts = rows.with_somebody(self.persons).aggregate(size=Count("pk"), known=Sum("somebody"))
        size, without = counts["size"], counts["size"] - (counts["known"] or 0)
        without_any = gettext(", davon %(n)d ohne Kontaktperson") % {"n": without} if without else ""
        return f"{_size(size)}{without_any}"

    @property
    def headers(self) -> tuple[str, ...]:
        return exporting.HEADERS if self.persons is not None else exporting.HEADERS[:-2]

    @property
    def exported(self) -> list[list[Any]]:
        """The same rows in the same order, below `headers`."""
        lines = exporting.lines(self.listing.rows.prefetch_related(*Organisation.MANY), inside=self.persons is not None)
        return [line[: len(self.headers)] for line in lines]


def _size(n: int) -> str:
    return ngettext("%(n)d Organisation", "%(n)d Organisationen", n) % {"n": n}


def count(rows: Iterable[Organisation], contacts: Mapping[int, int]) -> None:
    for row in rows:
        row.contacts = contacts.get(row.pk, 0)
