"""Where the directory itself names an organisation, so that none is deleted that somebody still counts on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.base.common.slots import Use
from verbindlich.domain.actors.models import (
    Agreement,
    Network,
    NetworkMember,
    Organisation,
    Person,
    Position,
    Relation,
    Structure,
)


def of_organisation(about: Any) -> Iterator[Use]:
    """Contact persons, positions, networks, agreements, relations, the form of organisation. Seven queries."""
    if not isinstance(about, Organisation):
        return
    home = about.municipality
    page = reverse("actors:organisation-detail", args=[home.slug, about.pk])
    for words, n, anchor in _counted(about):
        if n:
            yield Use(words % {"n": n}, f"{page}#{anchor}")
    named = Q(central_unit=about) | Q(aliens_authority=about)
    if Structure.objects.filter(named, municipality=home).exists():
        said = _("ist bei der Organisationsform eingetragen")
        yield Use(said, reverse("actors:structure", args=[home.slug]))


def _counted(about: Organisation) -> Iterator[tuple[str, int, str]]:
    """What is said, how many there are, the place on the organisation's page."""
    home = about.municipality
    n = Person.objects.of(home).at(about).count()
    yield ngettext("hat %(n)d Kontaktperson", "hat %(n)d Kontaktpersonen", n), n, "kontakt"
    n = Position.objects.of(home).filter(unit=about).count()
    yield ngettext("hat %(n)d Stelle", "hat %(n)d Stellen", n), n, "stellen"
    n = NetworkMember.objects.filter(organisation=about, network__deleted_at=None).count()
    yield ngettext("ist Mitglied in %(n)d Netzwerk", "ist Mitglied in %(n)d Netzwerken", n), n, "netzwerke"
    n = Network.objects.of(home).filter(lead=about).count()
    yield ngettext("führt %(n)d Netzwerk", "führt %(n)d Netzwerke", n), n, "netzwerke"
    n = Agreement.objects.of(home).filter(parties=about).count()
    yield (
        ngettext("ist an %(n)d Vereinbarung beteiligt", "ist an %(n)d Vereinbarungen beteiligt", n),
        n,
        "vereinbarungen",
    )
    n = Relation.objects.filter(Q(source=about) | Q(target=about), municipality=home).count()
    yield ngettext("hat %(n)d Beziehung", "hat %(n)d Beziehungen", n), n, "beziehungen"
