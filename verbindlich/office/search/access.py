"""Fetching is authorising: which entries of the index a request may find."""

from __future__ import annotations

from django.db.models import Q

from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.search.models import Audience, SearchEntry
from verbindlich.office.search.querysets import SearchEntryQuerySet
from verbindlich.office.search.sources import Source, sources

HEARD: dict[str, tuple[str, ...]] = {
    Role.STEUERUNG: (Audience.ALL, Audience.INSIDE, Audience.STEERING),
    Role.FACHAMT: (Audience.ALL, Audience.INSIDE),
}


def sources_for(request: TenantRequest) -> dict[str, Source]:
    """Of the rooms that the municipality has switched on."""
    return {name: source for name, source in sources().items() if request.municipality.has_room(source.room)}


def entries_for(request: TenantRequest, kind: str = "") -> SearchEntryQuerySet:
    """What this reader may see, of one `kind` where it is named. Sources may ask one query for what they show besides."""
    mine = [source for source in sources_for(request).values() if not kind or source.kind == kind]
    seen = Q(audience__in=HEARD.get(request.membership.role, (Audience.ALL,)))
    for source in mine:
        more = source.more(request) if source.more else None
        if more is not None:
            seen |= Q(model=source.name, object_id__in=more)
    return SearchEntry.objects.of(request.municipality).filter(seen, model__in=[source.name for source in mine])
