"""States of networks and agreements as pages show them: colour, sign and word."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verbindlich.base.calc.networks import Shows
from verbindlich.domain.actors.models import Judgement
from verbindlich.domain.actors.models.network import AgreementStanding


@dataclass(frozen=True, slots=True)
class Pill:
    """`tone` is the class, `sign` stands before the word."""

    word: str | Promise
    tone: str
    sign: str


AGREEMENTS: dict[AgreementStanding, Pill] = {
    "undated": Pill(_("ohne Laufzeit"), "quiet", "○"),
    "planned": Pill(_("gilt noch nicht"), "quiet", "○"),
    "running": Pill(_("gilt"), "on", "●"),
    "ending": Pill(_("endet in sechs Monaten"), "risk", "◆"),
    "renewed": Pill(_("verlängert"), "on", "●"),
    "ended": Pill(_("beendet"), "done", "✓"),
}
JUDGEMENTS: dict[str, Pill] = {
    Judgement.YES: Pill(Judgement.YES.label, "on", "✓"),
    Judgement.PARTLY: Pill(Judgement.PARTLY.label, "risk", "◆"),
    Judgement.NO: Pill(Judgement.NO.label, "late", "▲"),
}
SHOWS: dict[Shows | None, Pill] = {
    "yes": Pill(_("ja"), "on", "✓"),
    "partly": Pill(_("teilweise"), "risk", "◆"),
    "no": Pill(_("nein"), "late", "▲"),
    None: Pill(_("Daten sagen nichts"), "quiet", "○"),
}
