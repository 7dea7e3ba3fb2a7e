"""What base/calc/directory.py finds missing, in words: what, why it matters, and where it is mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from verbindlich.base import profiles
from verbindlich.base.calc.directory import Gap, Kind, Urgency
from verbindlich.domain.actors.access import may_edit, works_inside
from verbindlich.domain.actors.pills import Pill
from verbindlich.office.accounts.tenancy import TenantRequest

URGENCIES: dict[Urgency, Pill] = {
    "error": Pill(gettext_lazy("dringend"), "late", "▲"),
    "warning": Pill(gettext_lazy("Schwachstelle"), "risk", "◆"),
    "open": Pill(gettext_lazy("offen"), "quiet", "○"),
}
SENTENCES: dict[Kind, Any] = {
    "unseparated": gettext_lazy("Flüchtlingssozialarbeit ist nicht von der Ausländerbehörde getrennt: %(name)s"),
    "unpaid": gettext_lazy("„%(name)s“ war nur bis %(day)s bezahlt"),
    "unreached": gettext_lazy("Community „%(name)s“: niemand erreicht sie"),
    "heavy": gettext_lazy("„%(name)s“ trägt zu viel"),
    "vacant": gettext_lazy("„%(name)s“ ist unbesetzt"),
    "paid-until": gettext_lazy("„%(name)s“ ist bezahlt bis %(day)s"),
    "agreed-until": gettext_lazy("Vereinbarung „%(name)s“ endet am %(day)s"),
    "unseparable": gettext_lazy("Offen ist, wo die Flüchtlingssozialarbeit angesiedelt ist: %(name)s"),
    "no-contact": ngettext_lazy(
        "%(n)d Organisation ohne jeden Kontakt", "%(n)d Organisationen ohne jeden Kontakt", "n"
    ),
    "unconfirmed": ngettext_lazy(
        "%(n)d Kontaktperson seit zwei Jahren nicht bestätigt",
        "%(n)d Kontaktpersonen seit zwei Jahren nicht bestätigt",
        "n",
    ),
}
WHY: dict[Kind, Any] = {
    "unpaid": gettext_lazy("Ist die Stelle verlängert? Dann das neue Ende eintragen."),
    "unreached": gettext_lazy("Bei einer Organisation oder einer Schlüsselperson eintragen, wer sie erreicht."),
    "heavy": gettext_lazy("Vieles hängt an einer Person (Leitfaden, Kapitel 8): Aufgaben verteilen."),
    "vacant": gettext_lazy("Wer macht inzwischen diese Aufgaben?"),
    "paid-until": gettext_lazy("Noch höchstens sechs Monate: Anschluss beantragen."),
    "agreed-until": gettext_lazy("Noch höchstens sechs Monate: neu vereinbaren."),
    "no-contact": gettext_lazy("Weder E-Mail noch Telefon noch, soweit für Sie sichtbar, eine Kontaktperson."),
    "unconfirmed": gettext_lazy("Fragen, ob noch alles stimmt; wer nicht antwortet, wird gelöscht."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """`url`: where it is mended, or at least seen."""

    what: str
    why: str
    url: str
    pill: Pill


def lines(request: TenantRequest, found: Iterable[Gap]) -> list[Line]:
    return [_line(request, gap) for gap in found]


def _line(request: TenantRequest, gap: Gap) -> Line:
    day = f"{gap.day:%d.%m.%Y}" if gap.day else ""
    what = str(SENTENCES[gap.kind] % {"n": gap.count, "name": gap.name, "day": day})
    why = str(WHY[gap.kind]) if gap.kind in WHY else law(request)
    return Line(what, why, _url(request, gap), URGENCIES[gap.urgency])


def law(request: TenantRequest) -> str:
    """The sentence of the law that asks for the separation."""
    said = profiles.load(request.municipality.profile).provision("fsa-trennung")
    return format_html('{} <q lang="de">{}</q> ({}).', _("Flüchtlingssozialarbeit"), said.quote, said.ref)


PAGES: dict[Kind, str] = {
    "vacant": "actors:position-detail", "heavy": "actors:position-detail", "paid-until": "actors:position-detail",
    "unpaid": "actors:position-detail", "agreed-until": "actors:agreement-detail",
}  # fmt: skip


def _url(request: TenantRequest, gap: Gap) -> str:
    slug = request.municipality.slug
    if gap.kind in PAGES:
        return reverse(PAGES[gap.kind], args=[slug, gap.id])
    if gap.kind in ("unseparated", "unseparable"):
        return reverse("actors:structure", args=[slug])
    if gap.kind == "unreached" and may_edit(request):
        return reverse("actors:person-list", args=[slug]) + "?schluessel=ja"
    if gap.kind == "unconfirmed":
        return reverse("actors:retention" if may_edit(request) else "actors:person-list", args=[slug])
    listed = reverse("actors:organisation-list", args=[slug])
    without = "alles" if works_inside(request) else "adresse"
    return f"{listed}?kontakt={without}" if gap.kind == "no-contact" else listed
