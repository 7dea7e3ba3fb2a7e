"""What the concept shows about social spaces: measures and needs on the page of one, how many measures in the list of all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verbindlich.base.common.slots import Counted, Gap, Panel
from verbindlich.domain.actors.access import spaces_of
from verbindlich.domain.actors.models import SocialSpace
from verbindlich.domain.concepts import access
from verbindlich.domain.concepts.lines import lines
from verbindlich.domain.concepts.models import Measure, Need
from verbindlich.office.accounts.tenancy import TenantRequest

MOST = 300  # measures and needs on the page of a space


def panels(request: TenantRequest, about: Any) -> Iterator[Panel]:
    """On a space's page: measures and needs there and below it, as far as this reader may see them, and what is missing of both."""
    if not isinstance(about, SocialSpace):
        return
    spaces, today = spaces_of(request).below(about.pk), timezone.localdate()
    here = Measure.spaces.through.objects.filter(socialspace__in=spaces).values("measure")
    measures = lines(access.measures_for(request).filter(pk__in=here), today, MOST)
    wanted = Need.spaces.through.objects.filter(socialspace__in=spaces).values("need")
    rows = access.needs_for(request, today).filter(pk__in=wanted).for_list(access.measures_for(request))
    needs = list(rows.defer("description", "evidence", "search")[:MOST])
    found = {"measures": measures, "needs": sorted(needs, key=lambda need: (not need.waits, -need.waited.days))}
    yield Panel("concepts/space_panel.html", found, tuple(_gaps(request, about, bool(measures.rows), needs)))


def _gaps(request: TenantRequest, space: SocialSpace, measured: bool, needs: list[Need]) -> Iterator[Gap]:
    slug = request.municipality.slug
    days = [need.waited.days for need in needs if need.waits]
    if days:
        n, longest = len(days), max(days)
        text = ngettext("%(n)d Bedarf wartet auf Antwort", "%(n)d Bedarfe warten auf Antwort", n) % {"n": n}
        since = ngettext("am längsten seit %(n)d Tag", "am längsten seit %(n)d Tagen", longest) % {"n": longest}
        url = f"{reverse('concepts:need-list', args=[slug])}?raum={space.pk}&stand=wartet"
        yield Gap(f"{text}, {since}.", url)
    if not measured:
        yield Gap(_("Keine Maßnahme ist hier eingetragen."), reverse("concepts:measure-list", args=[slug]))


def counts(request: TenantRequest, about: Any) -> Iterator[Counted]:
    """In the list of spaces: measures, as far as this reader may see them. One query, two for a department."""
    if about is SocialSpace:
        seen = access.measures_for(request).order_by().values("pk")
        owned: dict[int, list[int]] = {}
        pairs = Measure.spaces.through.objects.filter(measure__in=seen).values_list("socialspace", "measure")
        for space, measure in pairs:
            owned.setdefault(space, []).append(measure)
        yield Counted("massnahmen", gettext_lazy("Maßnahmen"), owned)
