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

from verbindlich.base.common.slots import Deadline, NavItem, Panel, Use
from verbindlich.domain.actors.models import Organisation, Person
from verbindlich.domain.concepts import access
from verbindlich.domain.concepts.access import concept_for
from verbindlich.domain.concepts.lines import lines
from verbindlich.domain.concepts.models import Measure, MeasureBody, Strategy
from verbindlich.office.accounts.tenancy import TenantRequest


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
