"""What the directory shows on other pages: its place in the navigation, its deadlines, and what it uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verbindlich.base.common.slots import Deadline, NavItem, Use
from verbindlich.domain.actors import access
from verbindlich.domain.actors.models import Network, NetworkMember, Person, Position
from verbindlich.office.accounts.tenancy import TenantRequest


def nav(request: HttpRequest) -> Iterator[NavItem]:
    slug = request.municipality.slug  # type: ignore[attr-defined]
    yield NavItem(gettext_lazy("Akteure"), reverse("actors:overview", args=[slug]), "actors")


def position_deadlines(request: TenantRequest) -> Iterator[Deadline]:
    """Until when positions are paid, from a month after that day at the latest. One query."""
    lately = timezone.localdate() - timedelta(days=31)
    for position in access.positions_for(request).filter(funded_until__gte=lately):
        why = _("Finanzierung der Stelle endet")
        url = reverse("actors:position-detail", args=[request.municipality.slug, position.pk])
        why = f"{why}: {position.funded_by}" if position.funded_by else why
        yield Deadline(position.funded_until, _("Stelle „%(name)s“") % {"name": position}, why, url)


def agreement_deadlines(request: TenantRequest) -> Iterator[Deadline]:
    """When agreements end, six months ahead; why: the agreement itself, and what happens then. One query."""
    for agreement in access.agreements_for(request).ending(timezone.localdate()):
        why = _("die Vereinbarung selbst")
        why = f"{why}; {agreement.get_renewal_display()}" if agreement.renewal else why
        url = reverse("actors:agreement-detail", args=[request.municipality.slug, agreement.pk])
        yield Deadline(agreement.ends, _("Ende der Vereinbarung „%(name)s“") % {"name": agreement}, why, url)


def network_uses(about: Any) -> Iterator[Use]:
    """Networks that a contact person coordinates or comes to. Two queries."""
    if isinstance(about, Person):
        url = reverse("actors:network-list", args=[about.municipality.slug])
        led = Network.objects.of(about.municipality).filter(coordinator=about).count()
        if led:
            yield Use(ngettext("koordiniert %(n)d Netzwerk", "koordiniert %(n)d Netzwerke", led) % {"n": led}, url)
        sits = NetworkMember.objects.filter(person=about, network__deleted_at=None).count()
        if sits:
            words = ngettext(
                "vertritt die Organisation in %(n)d Netzwerk", "vertritt die Organisation in %(n)d Netzwerken", sits
            )
            yield Use(words % {"n": sits}, url)


def position_uses(about: Any) -> Iterator[Use]:
    """Positions that a contact person holds or stands in for. One query."""
    if isinstance(about, Person):
        n = Position.objects.of(about.municipality).filter(Q(holder=about) | Q(substitute=about)).count()
        words = ngettext("ist auf %(n)d Stelle eingetragen", "ist auf %(n)d Stellen eingetragen", n)
        if n:
            yield Use(words % {"n": n}, reverse("actors:position-list", args=[about.municipality.slug]))
