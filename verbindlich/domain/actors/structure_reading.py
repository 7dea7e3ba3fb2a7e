"""KGSt's five requirements as a page shows them: what the data show in words, what people say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.base import profiles
from verbindlich.base.calc.structure import Reading, Work, readings
from verbindlich.domain.actors.models import RequirementSaid
from verbindlich.domain.actors.pills import JUDGEMENTS, SHOWS, Pill
from verbindlich.office.accounts.tenancy import TenantRequest


@dataclass(frozen=True, slots=True)
class Requirement:
    """`evidence` "": the data say nothing. `said` None: nobody said anything yet."""

    number: int
    title: str
    shows: Pill
    evidence: str
    said: RequirementSaid | None
    judged: Pill | None


def _tasks(found: Reading) -> str:
    text = _("%(n)d von %(all)d Arbeitsbereichen haben eine besetzte Stelle: Integrationsmanagement, Flüchtlingssozialarbeit, "
             "Rückkehrberatung, Beratungszentrum.")  # fmt: skip
    return text % {"n": found.some, "all": found.all}


def _across(found: Reading) -> str:
    if not found.some:
        none = ngettext(
            "Das eine laufende Netzwerk verbindet keine zwei kommunalen Ämter.",
            "Keines von %(all)d laufenden Netzwerken verbindet mindestens zwei kommunale Ämter.",
            found.all,
        )
        return none % {"all": found.all}
    text = ngettext(
        "%(n)d von %(all)d laufenden Netzwerken verbindet mindestens zwei kommunale Ämter.",
        "%(n)d von %(all)d laufenden Netzwerken verbinden mindestens zwei kommunale Ämter.",
        found.some,
    )
    return text % {"n": found.some, "all": found.all}


def _groups(found: Reading) -> str:
    text = _("%(n)d von %(all)d Gruppen des SächsIntG § 12 Abs. 2 sind in Netzwerken vertreten.")
    return text % {"n": found.some, "all": found.all}


def _lasting(found: Reading) -> str:
    text = _("%(n)d von %(all)d Stellen mit Angaben zur Bezahlung sind ohne Enddatum bezahlt.")
    return text % {"n": found.some, "all": found.all}


EVIDENCE: dict[str, Callable[[Reading], str]] = {
    "aufgaben": _tasks, "zusammenarbeit": _across, "beteiligte": _groups, "dauer": _lasting,
}  # fmt: skip


def requirements(request: TenantRequest, work: Work) -> list[Requirement]:
    """One query."""
    said = {one.requirement: one for one in RequirementSaid.objects.filter(municipality=request.municipality)}
    found = readings(work)
    made = []
    for asked in profiles.load(request.municipality.profile).structure_requirements:
        reading, mine = found[asked.id], said.get(asked.number)
        evidence = EVIDENCE[asked.id](reading) if reading.shows else ""
        judged = JUDGEMENTS[mine.judgement] if mine else None
        made.append(Requirement(asked.number, asked.title, SHOWS[reading.shows], evidence, mine, judged))
    return made
