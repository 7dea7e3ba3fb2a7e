"""What the concept shows on other pages: its place in the navigation, its deadlines, an organisation's measures; and what it uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verbindlich.base.common.slots import Deadline, Link, NavItem, Panel, Use
from verbindlich.domain.actors.access import may_name, may_open, networks_for
from verbindlich.domain.actors.models import Network, Organisation, Person, Position
from verbindlich.domain.concepts import access
from verbindlich.domain.concepts.access import concept_for
from verbindlich.domain.concepts.lines import lines
from verbindlich.domain.concepts.models import Goal, Measure, MeasureBody, Strategy
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.files.owners import Owner


def nav(request: HttpRequest) -> Iterator[NavItem]:
    slug = request.municipality.slug  # type: ignore[attr-defined]
    yield NavItem(gettext_lazy("Konzept"), reverse("concepts:overview", args=[slug]), "concepts")


def deadlines(request: TenantRequest) -> Iterator[Deadline]:
    """The concept's own revision, and the strategies that its goals must be brought into before they are written anew. Two queries."""
    home = request.municipality
    concept = concept_for(request)
    if concept and concept.next_revision:
        url = reverse("concepts:overview", args=[home.slug])
        yield Deadline(
            concept.next_revision,
            _("Fortschreibung des Integrationskonzepts"),
            _("eigener Plan, Leitfaden 3.3.5.5"),
            url,
        )
    for strategy in Strategy.objects.of(home).near_revision(timezone.localdate()):
        what = _("Fortschreibung: %(name)s") % {"name": strategy.name}
        url = reverse("concepts:strategy-detail", args=[home.slug, strategy.pk])
        yield Deadline(strategy.next_revision, what, _("Plan der verantwortlichen Stelle"), url)


def panels(request: TenantRequest, about: Any) -> Iterator[Panel]:
    """On an organisation's page: the measures that it leads and takes part in, as far as this reader may see them."""
    if isinstance(about, Organisation):
        seen, today = access.measures_for(request), timezone.localdate()
        led, joined = (
            seen.led_by([about.pk]),
            seen.involving([about.pk]).exclude(pk__in=seen.led_by([about.pk]).order_by().values("pk")),
        )
        yield Panel("concepts/organisation_panel.html", {"led": lines(led, today), "joined": lines(joined, today)})


def position_panels(request: TenantRequest, about: Any) -> Iterator[Panel]:
    """On a position's page: the measures that its unit leads, and those whose contact holds it, where this reader may know who."""
    if isinstance(about, Position):
        seen, today = access.measures_for(request), timezone.localdate()
        unit = about.unit if about.unit and may_open(request, about.unit) else None
        holder = about.holder if about.holder and may_name(request, about.holder) else None
        led = lines(seen.led_by([unit.pk] if unit else []), today)
        asked = lines(seen.filter(contacts=holder) if holder else seen.none(), today)
        yield Panel("concepts/position_panel.html", {"unit": unit, "led": led, "asked": asked})


def person_panels(request: TenantRequest, about: Any) -> Iterator[Panel]:
    """On a contact person's page: the measures that one asks about there."""
    if isinstance(about, Person):
        asked = access.measures_for(request).filter(contacts=about)
        yield Panel("concepts/person_panel.html", {"asked": lines(asked, timezone.localdate())})


def network_panels(request: TenantRequest, about: Any) -> Iterator[Panel]:
    """On a network's page the goals that it works for, on a goal's page such networks. One query."""
    if isinstance(about, Network):
        goals = list(access.goals_of(request, about))
        yield Panel("concepts/network_panel.html", {"network": about, "goals": goals, "steers": access.steers(request)})
    if isinstance(about, Goal):
        networks = list(networks_for(request).filter(goal_links__goal=about))
        if networks:
            yield Panel("concepts/goal_networks.html", {"networks": networks})


def chain(request: TenantRequest, about: Any) -> Iterator[Link]:
    """The goals that a network works for. One query."""
    if isinstance(about, Network):
        for goal in access.goals_of(request, about):
            yield Link("goal", str(goal), reverse("concepts:goal-detail", args=[request.municipality.slug, goal.pk]))


def uses(about: Any) -> Iterator[Use]:
    """Measures and strategies that name an organisation, measures that name a contact person."""
    if isinstance(about, Organisation):
        slug, home = about.municipality.slug, about.municipality
        roles = MeasureBody.objects.filter(organisation=about, measure__deleted_at=None).order_by()
        counts = dict(roles.values_list("role").annotate(Count("pk")))
        listed = f"{reverse('concepts:measure-list', args=[slug])}?federfuehrung={about.pk}"
        yield from _use(
            ngettext("führt %(n)d Maßnahme", "führt %(n)d Maßnahmen", counts.get("lead", 0)),
            counts.get("lead", 0),
            listed,
        )
        part = ngettext("ist an %(n)d Maßnahme beteiligt", "ist an %(n)d Maßnahmen beteiligt", counts.get("partner", 0))
        yield from _use(
            part, counts.get("partner", 0), f"{reverse('actors:organisation-detail', args=[slug, about.pk])}#beteiligt"
        )
        owned = Strategy.objects.of(home).filter(owner=about).count()
        strategies = ngettext("verantwortet %(n)d Strategie", "verantwortet %(n)d Strategien", owned)
        yield from _use(strategies, owned, reverse("concepts:strategy-list", args=[slug]))
    if isinstance(about, Person):
        n = Measure.objects.of(about.municipality).filter(contacts=about).count()
        words = ngettext("ist Kontakt zu %(n)d Maßnahme", "ist Kontakt zu %(n)d Maßnahmen", n)
        yield from _use(words, n, reverse("concepts:measure-list", args=[about.municipality.slug]))


def _use(words: str, n: int, url: str) -> Iterator[Use]:
    if n:
        yield Use(words % {"n": n}, url)


def file_owner() -> Owner:
    """Files hang on measures: whoever may change one adds and removes them."""
    return Owner(Measure, "massnahme", access.measure_for, access.may_edit, _measure_page)


def _measure_page(measure: Measure) -> str:
    return reverse("concepts:measure-detail", args=[measure.municipality.slug, measure.pk])
