"""The directory at a glance: how many there are of each, groups × spheres as a drawing with its table, and a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.base.documents.chart import Bar, BarChart, Series
from verbindlich.domain.actors import access
from verbindlich.domain.actors.models import Organisation, SocialSpace
from verbindlich.office.accounts.tenancy import TenantRequest

SPHERES = (*Organisation.Sphere.values, "")
LOOKS = {"politik": ("▲", "quiet"), "steuerung": ("◆", "done"), "praxis": ("●", "on"), "": ("○", "line")}


@dataclass(frozen=True, slots=True)
class Row:
    """A group with how many organisations are in each of SPHERES. `legal`: one of SächsIntG § 12 Abs. 2."""

    kind: str
    label: str
    legal: bool
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def rows(request: TenantRequest) -> list[Row]:
    """The six groups of the law, be there any or not, then the others that have somebody. One query."""
    grouped = access.organisations_for(request).order_by().values_list("kind", "sphere").annotate(n=Count("pk"))
    counts = {(kind, sphere): n for kind, sphere, n in grouped}
    kinds = [*Organisation.LEGAL, *(kind for kind in Organisation.Kind if kind not in Organisation.LEGAL)]
    made = [
        Row(
            kind,
            str(kind.label),
            kind in Organisation.LEGAL,
            tuple(counts.get((kind, sphere), 0) for sphere in SPHERES),
        )
        for kind in kinds
    ]
    return [row for row in made if row.legal or row.total]


def series() -> tuple[Series, ...]:
    words = [str(Organisation.Sphere(sphere).label) if sphere else _("nicht zugeordnet") for sphere in SPHERES]
    return tuple(Series(word, *LOOKS[sphere], hollow=not sphere) for word, sphere in zip(words, SPHERES, strict=True))


def comparison(found: list[Row]) -> str:
    """What the eye sees: which groups of the law are missing, or that all are there."""
    missing = [row.label for row in found if row.legal and not row.total]
    if not missing:
        return _("Alle sechs Gruppen des SächsIntG § 12 Abs. 2 sind vertreten.")
    return _("Von den sechs Gruppen des SächsIntG § 12 Abs. 2 fehlen noch: %(names)s.") % {"names": ", ".join(missing)}


def drawing(found: list[Row]) -> BarChart:
    bars = tuple(Bar(row.label, row.counts) for row in found if row.total)
    return BarChart(_("Organisationen nach Gruppe und Ebene"), comparison(found), series(), bars)


def sentence(request: TenantRequest, found: list[Row]) -> str:
    """ "87 Organisationen, 120 Kontaktpersonen, 14 Stellen, 6 Netzwerke, 8 Vereinbarungen, 5 Sozialräume, 12 Gemeinden." What
    there is none of is left out. Six queries at most; persons only for those who see them."""
    spaces = SocialSpace.objects.of(request.municipality).values_list("kind").annotate(n=Count("pk")).order_by()
    kinds = dict(spaces)
    n = sum(row.total for row in found)
    parts = [ngettext("%(n)d Organisation", "%(n)d Organisationen", n) % {"n": n}]
    if access.works_inside(request) and (n := access.persons_for(request).there().count()):
        parts.append(ngettext("%(n)d Kontaktperson", "%(n)d Kontaktpersonen", n) % {"n": n})
    if n := access.positions_for(request).count():
        parts.append(ngettext("%(n)d Stelle", "%(n)d Stellen", n) % {"n": n})
    if n := access.networks_for(request).count():
        parts.append(ngettext("%(n)d Netzwerk", "%(n)d Netzwerke", n) % {"n": n})
    if n := access.agreements_for(request).count():
        parts.append(ngettext("%(n)d Vereinbarung", "%(n)d Vereinbarungen", n) % {"n": n})
    if n := kinds.get(SocialSpace.Kind.SPACE, 0):
        parts.append(ngettext("%(n)d Sozialraum", "%(n)d Sozialräume", n) % {"n": n})
    if n := kinds.get(SocialSpace.Kind.MUNICIPALITY, 0):
        parts.append(ngettext("%(n)d Gemeinde", "%(n)d Gemeinden", n) % {"n": n})
    return ", ".join(parts) + "."
