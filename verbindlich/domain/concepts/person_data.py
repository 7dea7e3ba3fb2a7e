"""What the concept holds about a contact person (slot `person_data`): the measures that name it, kept versions, texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base.calc.traces import Traces
from verbindlich.base.common.slots import PersonData
from verbindlich.domain.actors.person_data import Held, left_to_people, mentioned, with_the_row
from verbindlich.domain.concepts.models import (
    Concept,
    FieldOfAction,
    Goal,
    Measure,
    Milestone,
    Need,
    RuleOff,
    Section,
    Strategy,
    StrategyLink,
    Version,
)
from verbindlich.domain.concepts.snapshot import kept

TEXTS: tuple[tuple[Any, str], ...] = (
    (Concept, "municipality"), (Section, "municipality"), (FieldOfAction, "municipality"), (Goal, "municipality"),
    (Measure, "municipality"), (Milestone, "measure__municipality"), (Need, "municipality"), (RuleOff, "municipality"),
    (Strategy, "municipality"), (StrategyLink, "strategy__municipality"),
)  # fmt: skip


def person_data() -> Iterator[PersonData]:
    yield PersonData(gettext_lazy("Maßnahmen"), measures, with_the_row, frozenset(["concepts.Measure.contacts"]))
    yield PersonData(gettext_lazy("Fassungen, in denen die Nummer der Person steht"), versions, number_stays)
    yield PersonData(gettext_lazy("Konzepttexte, die den Namen nennen"), mentions, left_to_people, by_hand=True)


def measures(person: Any) -> Held:
    """Deleted ones among them, since they can come back."""
    return [{_("Kontakt zu"): str(measure)} for measure in Measure.objects.filter(contacts=person)]


def number_stays(person: Any) -> None:
    """A version keeps a number in the place of the name (base/calc/snapshot.py), which says nothing once the person is gone."""


def versions(person: Any) -> Held:
    frozen = ((version, kept(version).snapshot) for version in _frozen(person))
    return [
        {_("Fassung"): version.name, _("festgehalten am"): version.frozen_at}
        for version, snapshot in frozen
        if snapshot and any(contact.person == person.pk for m in snapshot.measures for contact in m.contacts)
    ]


def _frozen(person: Any) -> Sequence[Version]:
    return list(Version.objects.filter(municipality=person.municipality).exclude(snapshot=""))


def mentions(person: Any) -> Held:
    """Texts of the concept, and kept versions whose texts hold the name: these are what a council adopted."""
    traces = Traces.of(person)
    adopted = [
        {_("wo"): f"{Version._meta.verbose_name}: {version.name}"}
        for version in (_frozen(person) if traces.words else ())
        if traces.within(version.snapshot)
    ]
    return [*mentioned(person, TEXTS), *adopted]
