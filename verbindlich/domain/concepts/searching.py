"""What the search finds of the concept, and who may find it. Nothing here is said in the reader's language: the index serves all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from verbindlich.base import profiles
from verbindlich.domain.concepts.access import measures_for
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Measure, Need, Section, Strategy
from verbindlich.domain.concepts.models.row import Row
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.search.models import Audience
from verbindlich.office.search.sources import Entry, Source
from verbindlich.office.vocab.models import Visibility


def search(request: HttpRequest | None = None) -> Iterator[Source]:
    yield Source(
        Measure, "massnahmen", _("Maßnahmen"), living(Measure), measure, at("measure-detail"), more=own_measures
    )
    yield Source(Goal, "ziele", _("Ziele"), living(Goal), row, at("goal-detail"))
    yield Source(FieldOfAction, "handlungsfelder", _("Handlungsfelder"), living(FieldOfAction), row, at("field-detail"))
    yield Source(Need, "bedarfe", _("Bedarfe und Potenziale"), living(Need), row, at("need-detail"))
    yield Source(Strategy, "strategien", _("Strategien"), living(Strategy), row, at("strategy-detail"))
    sections = Section.objects.exclude(text="").select_related("municipality")
    yield Source(Section, "konzepttext", _("Text des Konzepts"), sections.all, section, at("section-detail"))


def living(model: type[Row]) -> Callable[[], QuerySet[Any]]:
    return partial(model.objects.filter, deleted_at=None)


def at(name: str) -> Callable[[str, str], str]:
    return lambda slug, key: reverse(f"concepts:{name}", args=[slug, key])


def row(found: Row, audience: str = Audience.ALL) -> Entry:
    return Entry(found.label, found.number, texts=found.searchable(), audience=audience)


def measure(found: Measure) -> Entry:
    return row(found, Audience.STEERING if found.visibility == Visibility.INTERNAL else Audience.ALL)


def own_measures(request: TenantRequest) -> QuerySet[Any] | None:
    """Internal ones that an organisation of this department has part in. One query."""
    if request.membership.role != Role.FACHAMT:
        return None
    return measures_for(request).filter(visibility=Visibility.INTERNAL).order_by().values("pk")


def section(found: Section) -> Entry:
    known = {element.id: element.title for element in profiles.load(found.municipality.profile).elements}
    return Entry(known.get(found.element, found.element), texts=(found.text,), key=found.element)
