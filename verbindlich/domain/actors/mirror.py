"""The eight conditions of a network on its page: what the data show, in sentences, beside what the coordinator says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from verbindlich.base import profiles
from verbindlich.base.calc.networks import Ground, Shows, readings
from verbindlich.base.profiles import NetworkCondition
from verbindlich.domain.actors.models import ConditionSaid, Judgement, Network, NetworkMember, Organisation
from verbindlich.domain.actors.network_facts import facts
from verbindlich.domain.actors.pills import JUDGEMENTS, SHOWS, Pill

NAMED = 3  # networks in a sentence; the rest is counted

WORDS: Mapping[str, str | Promise | Any] = {
    "no-members": _("Es ist noch kein Mitglied eingetragen."),
    "groups": _("Alle %(n)d Gruppen nach § 12 Abs. 2 SächsIntG sind vertreten."),
    "groups-missing": ngettext_lazy(
        "%(n)d Gruppe nach § 12 Abs. 2 SächsIntG ist vertreten, es fehlt: %(names)s.",
        "%(n)d Gruppen nach § 12 Abs. 2 SächsIntG sind vertreten, es fehlt: %(names)s.",
        "n",
    ),
    "reaching": ngettext_lazy("%(n)d Mitglied erreicht Communities.", "%(n)d Mitglieder erreichen Communities.", "n"),
    "not-reaching": _("Von keinem Mitglied ist eingetragen, welche Community es erreicht."),
    "goals": ngettext_lazy("Mit %(n)d Ziel des Konzepts verknüpft.", "Mit %(n)d Zielen des Konzepts verknüpft.", "n"),
    "no-goals": _("Kein Ziel des Konzepts ist verknüpft."),
    "purpose": _("Der Zweck ist beschrieben."),
    "no-purpose": _("Der Zweck ist nicht beschrieben."),
    "rules": _("Regeln der Zusammenarbeit sind eingetragen."),
    "no-rules": _("Regeln der Zusammenarbeit sind nicht eingetragen."),
    "decision": _("Wie entschieden wird, ist eingetragen."),
    "no-decision": _("Wie entschieden wird, ist nicht eingetragen."),
    "subject": _(
        "Eine geltende Vereinbarung hält den Gegenstand fest; ob alle darunter dasselbe verstehen, zeigt sie nicht."
    ),
    "no-subject": _("Keine geltende Vereinbarung des Netzwerks hält einen Gegenstand fest."),
    "tasks": _("Eine geltende Vereinbarung hält die Aufgaben der Beteiligten fest."),
    "no-tasks": _("Keine geltende Vereinbarung des Netzwerks hält Aufgaben der Beteiligten fest."),
    "own-offices": ngettext_lazy(
        "%(n)d Mitglied ist ein kommunales Amt.", "%(n)d Mitglieder sind kommunale Ämter.", "n"
    ),
    "nobody-moved": _("Im letzten Jahr ist kein Eintritt und kein Austritt eingetragen."),
    "joined": ngettext_lazy(
        "Im letzten Jahr kam %(n)d Mitglied dazu.", "Im letzten Jahr kamen %(n)d Mitglieder dazu.", "n"
    ),
    "left": ngettext_lazy(
        "Im letzten Jahr ist %(n)d Mitglied ausgetreten.", "Im letzten Jahr sind %(n)d Mitglieder ausgetreten.", "n"
    ),
    "others": ngettext_lazy(
        "Gemeinsame Mitglieder mit %(n)d anderen Netzwerk: %(names)s.",
        "Gemeinsame Mitglieder mit %(n)d anderen Netzwerken: %(names)s.",
        "n",
    ),
    "no-others": _("Kein Mitglied sitzt in einem anderen eingetragenen Netzwerk."),
    "deciding": ngettext_lazy(
        "%(n)d vertretende Person entscheidet selbst oder kann zusagen.",
        "%(n)d vertretende Personen entscheiden selbst oder können zusagen.",
        "n",
    ),
    "not-deciding": _("Von keiner vertretenden Person ist eingetragen, dass sie entscheidet oder zusagen kann."),
    "nobody-named": _("Von keinem Mitglied ist eingetragen, wer es vertritt."),
    "spheres": _("Vertretene Ebenen: %(names)s."),
    "coordinated": _("Koordination oder Federführung ist benannt."),
    "not-coordinated": _("Weder Koordination noch Federführung ist benannt."),
    "rhythm": _("Ein Rhythmus der Treffen ist eingetragen."),
    "no-rhythm": _("Kein Rhythmus der Treffen ist eingetragen."),
}
SAYS: Mapping[str, Shows] = {Judgement.YES: "yes", Judgement.PARTLY: "partly", Judgement.NO: "no"}
LABELS: Mapping[str, Any] = {**dict(Organisation.Kind.choices), **dict(Organisation.Sphere.choices)}


@dataclass(frozen=True, slots=True)
class Row:
    """A condition: `shows` and `because` from the data, `said` and `pill` from the coordinator (None: nothing, or not
    for this reader); `differs` where both say something and not the same."""

    condition: NetworkCondition
    shows: Pill
    because: str
    said: ConditionSaid | None
    pill: Pill | None
    differs: bool


def mirror(
    network: Network, members: Iterable[NetworkMember], goals: int, said: Iterable[ConditionSaid], today: date
) -> list[Row]:
    """`members` of `members_of`, `goals`: how many of the concept are linked. Two queries and those of `said`."""
    found = readings(facts(network, members, goals, today))
    voices = {one.condition: one for one in said}
    return [
        Row(
            condition,
            SHOWS[found[condition.id].shows],
            " ".join(map(sentence, found[condition.id].grounds)),
            voice := voices.get(condition.number),
            JUDGEMENTS[voice.judgement] if voice else None,
            bool(voice and found[condition.id].shows not in (None, SAYS[voice.judgement])),
        )
        for condition in profiles.load(network.municipality.profile).network_conditions
    ]


def sentence(ground: Ground) -> str:
    names = [str(LABELS.get(name, name)) for name in ground.names]
    if ground.key == "others" and len(names) > NAMED:
        rest = len(names) - NAMED
        names = [*names[:NAMED], ngettext("%(n)d weiteres", "%(n)d weitere", rest) % {"n": rest}]
    return str(WORDS[ground.key] % {"n": ground.n, "names": ", ".join(names)})
