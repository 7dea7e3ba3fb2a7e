"""The same change to many measures: what would change where and where it would not (`plan`), and the verb that does it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.concepts import checking
from verbindlich.domain.concepts.models import Measure, MeasureBody
from verbindlich.domain.concepts.querysets import MeasureQuerySet
from verbindlich.office.accounts.models import User
from verbindlich.office.trail.actions import Step, record_many

LABELS = ("priority", "state", "end", "field", "goal", "visibility")  # labelled by the model


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that changes at a measure: "Priorität: mittel → hoch"."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    measure: Measure
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    measure: Measure
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`same`: how many stand so already. `stale`: changed by somebody since the person saw them. `missing`: gone, or no longer theirs."""

    changed: tuple[Changed, ...]
    refused: tuple[Refused, ...]
    stale: tuple[Measure, ...]
    same: int
    missing: int

    @property
    def summary(self) -> list[tuple[Turn, int]]:
        """Each different turn with the number of measures that take it, field by field, the most frequent first."""
        counted = Counter(turn for one in self.changed for turn in one.turns)
        return sorted(counted.items(), key=lambda pair: (pair[0].label, -pair[1]))

    @property
    def versions(self) -> dict[int, int]:
        return {one.measure.pk: one.measure.version for one in self.changed}


def plan(rows: MeasureQuerySet, chosen: Mapping[int, int], changes: Mapping[str, Any]) -> Plan:
    """`rows`: those that the person may change; `chosen`: ids with the versions seen; `changes` as `change_measures` takes them.

    Two queries however many rows.
    """
    found = list(
        rows.filter(pk__in=chosen).select_related("field", "goal__field").with_bodies().order_by("sort_key", "pk")
    )
    stale = [measure for measure in found if measure.version != chosen[measure.pk]]
    changed, refused, same = [], [], 0
    for measure in found:
        if measure in stale:
            continue
        turns, why = tuple(_turns(measure, changes)), _why_not(measure, changes)
        if not turns:
            same += 1
        elif why:
            refused.append(Refused(measure, why))
        else:
            changed.append(Changed(measure, turns))
    return Plan(tuple(changed), tuple(refused), tuple(stale), same, len(chosen) - len(found))


def _turns(measure: Measure, changes: Mapping[str, Any]) -> Iterator[Turn]:
    for name in LABELS:
        if name in changes and getattr(measure, name) != changes[name]:
            label = str(Measure._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            yield Turn(label, _words(name, getattr(measure, name)), _words(name, changes[name]))
    goal = changes.get("goal")
    if goal and goal.field and "field" not in changes and measure.field != goal.field:
        yield Turn(_("Handlungsfeld"), _words("field", measure.field), _words("field", goal.field))
    if "leads" in changes and measure.leads != changes["leads"]:
        yield Turn(_("Federführung"), ", ".join(map(str, measure.leads)) or "–", ", ".join(map(str, changes["leads"])))


def _words(name: str, value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    labels = dict(getattr(Measure._meta.get_field(name), "flatchoices", ()))
    return str(labels.get(value, value or "–")) if value else "–"


def _why_not(measure: Measure, changes: Mapping[str, Any]) -> str:
    """The sentence that says why this measure stays as it is, "" where nothing is against it."""
    end, home = changes.get("end"), measure.goal.field if measure.goal else None
    if end and measure.start and end < measure.start:
        return _("Das Ende läge vor dem Beginn (%(start)s).") % {"start": f"{measure.start:%d.%m.%Y}"}
    if "field" in changes and "goal" not in changes and home and home != changes["field"]:
        return _("Das Ziel dieser Maßnahme gehört zum Handlungsfeld „%(field)s“. Ändern Sie das Ziel mit.") % {
            "field": home
        }
    return ""


@transaction.atomic
def change_measures(
    *, user: User | None, measures: Sequence[Measure], versions: Mapping[int, int] | None = None, **changes: Any
) -> list[Measure]:
    """The same change to many: `field`, `goal`, `priority`, `state`, `end`, `visibility`, `leads`. Returns those that changed.

    A goal decides the field of its measures. Each writes its own event; one that stands so already is left alone, and so is one
    that somebody changed since `versions` (by id) were seen. Some 25 queries and the check's own, however many measures.
    """
    leads = changes.pop("leads", None)
    rows = [row for row in _whole(measures) if versions is None or row.version == versions.get(row.pk)]
    before = {row.pk: row.as_state() for row in rows}
    touched = [row for row in rows if _apply(row, changes, leads)]
    if not touched:
        return []
    Measure.objects.bulk_update(touched, [*{*changes, "field", "version"}], batch_size=500)
    if leads is not None:
        _lead(touched, leads)
    after = _whole(touched)
    steps = [Step(row, before[row.pk], row.as_state()) for row in after]
    record_many(user=user, municipality=touched[0].municipality, steps=steps, verb="edit")
    checking.recheck_measures(
        touched[0].municipality, after, frozenset(name for step in steps for name in _differing(step))
    )
    return after


def _whole(measures: Sequence[Measure]) -> list[Measure]:
    """Locked, with all that `as_state` reads: nine queries."""
    rows = Measure.objects.select_for_update(of=("self",)).filter(pk__in=[measure.pk for measure in measures])
    rows = rows.select_related("municipality", "field", "goal__field").with_bodies()
    return list(rows.prefetch_related("more_goals", "groups", "spaces", "strategies", "contacts", "milestones"))


def _apply(row: Measure, changes: Mapping[str, Any], leads: Sequence[Organisation] | None) -> bool:
    """Whether that changed anything."""
    wanted = dict(changes)
    goal = wanted.get("goal", row.goal)
    if goal and goal.field_id:
        wanted["field"] = goal.field
    different = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    if not different and (leads is None or row.leads == list(leads)):
        return False
    for name, value in different.items():
        setattr(row, name, value)
    row.version += 1
    return True


def _lead(measures: Sequence[Measure], leads: Sequence[Organisation]) -> None:
    """These lead from now on; who took part still does. Two queries."""
    bodies = [
        MeasureBody(measure=measure, organisation=organisation, role=role, position=position)
        for measure in measures
        for position, (organisation, role) in enumerate(
            [(o, MeasureBody.Role.LEAD) for o in leads]
            + [(o, MeasureBody.Role.PARTNER) for o in measure.partners if o not in leads]
        )
    ]
    MeasureBody.objects.filter(measure__in=measures).delete()
    MeasureBody.objects.bulk_create(bodies, batch_size=500)


def _differing(step: Step) -> Iterator[str]:
    before, after = step.before or {}, step.after or {}
    return (name for name in after if after[name] != before.get(name))
