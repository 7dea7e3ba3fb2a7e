"""The measures of the demo: as the concept before had them, as adopted, and what became of them since, act by act.

Rows are kept in memory with everything that belongs to them, so that their states for the trail cost no query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from verbindlich.domain.concepts.actions import delete_row
from verbindlich.domain.concepts.models import Measure, MeasureBody, Milestone
from verbindlich.front.demo.scene import Scene, Told
from verbindlich.office.accounts.models import User
from verbindlich.office.trail.actions import Step, backdated, record, record_many

Act = tuple[datetime, User, Told, str]  # when, who, what changed, which milestone was reached ("": none)

BEFORE, GONE = "-22/6", "-20/24"
KEPT = ("number", "title", "field", "goal", "leads", "recurring", "period_note")  # all that the concept before said
LINKED = ("groups", "spaces", "contacts", "strategies")
APART = frozenset(["leads", "partners", "milestones", "history", "old", "was", "since", *LINKED])
MEANING: dict[str, Callable[[Scene, Any], Any]] = {
    "field": lambda scene, said: scene.fields[said],
    "goal": lambda scene, said: scene.goals[said],
    "start": lambda scene, said: scene.clock.begins(said),
    "end": lambda scene, said: scene.clock.ends(said),
    "secured_until": lambda scene, said: scene.clock.ends(said),
    "amount": lambda scene, said: Decimal(said),
    "positions": lambda scene, said: Decimal(str(said)),
}


def load_before(scene: Scene) -> None:
    """As the concept before had them: without priority, period and money."""
    old = {key: kept(entry) for key, entry in scene.catalogue.items() if entry.get("old")}
    enter(scene, {key: (scene.clock.moment(BEFORE), entry) for key, entry in (old | scene.gone).items()})


def kept(entry: Told) -> Told:
    was: Told = entry["was"]
    return {name: entry[name] for name in KEPT if name in entry} | was


def load_draft(scene: Scene) -> None:
    """As they were adopted. What is closed or given up leaves; the rest stays the same row under its new name."""
    with backdated(scene.clock.moment(GONE)):
        for key in scene.gone:
            delete_row(user=scene.steering, row=scene.measures.pop(key))
    adopted = {key: entry for key, entry in scene.catalogue.items() if "since" not in entry}
    rewrite(scene, {key: entry for key, entry in adopted.items() if entry.get("old")})
    enter(scene, {key: (drafted(scene, key), entry) for key, entry in adopted.items() if not entry.get("old")})


def drafted(scene: Scene, number: str) -> datetime:
    """The drafting took a day for each field of action."""
    return scene.clock.moment(f"-20/{3 + int(number.partition('.')[0])}")


def load_since(scene: Scene) -> None:
    """What was added since the adoption, and what happened."""
    added = {key: entry for key, entry in scene.catalogue.items() if "since" in entry}
    enter(scene, {key: (scene.clock.moment(entry["since"]), entry) for key, entry in added.items()})
    for key, entry in scene.catalogue.items():
        perform(scene, scene.measures[key], sorted(acts(scene, entry), key=lambda act: act[0]))


def enter(scene: Scene, told: dict[str, tuple[datetime, Told]]) -> None:
    """New rows, each with its first event."""
    for key, (_at, entry) in told.items():
        scene.measures[key] = assign(scene, Measure(municipality=scene.home), entry)
        scene.measures[key].save()
    relate(scene, {key: entry for key, (_at, entry) in told.items()})
    note(scene, [(at, scene.measures[key], None) for key, (at, _entry) in told.items()])


def rewrite(scene: Scene, told: dict[str, Told]) -> None:
    """Rows that were there before, as the draft has them."""
    before = {key: scene.measures[key].as_state() for key in told}
    for key, entry in told.items():
        assign(scene, scene.measures[key], entry).version += 1
        scene.measures[key].save()
    MeasureBody.objects.filter(measure__in=[scene.measures[key] for key in told]).delete()
    relate(scene, told)
    note(scene, [(drafted(scene, key), scene.measures[key], before[key]) for key in told])


def note(scene: Scene, done: list[tuple[datetime, Measure, Told | None]]) -> None:
    """In the trail: when, which row, its state before."""
    for at, acts in groupby(sorted(done, key=itemgetter(0)), key=itemgetter(0)):
        steps = [Step(row, before, row.as_state()) for _at, row, before in acts]
        record_many(user=scene.steering, municipality=scene.home, steps=steps, at=at)


def assign(scene: Scene, measure: Measure, told: Told) -> Measure:
    for name, said in told.items():
        if name not in APART:
            setattr(measure, name, MEANING[name](scene, said) if name in MEANING else said)
    return measure


def relate(scene: Scene, told: dict[str, Told]) -> None:
    """Bodies, milestones and everything linked in a query each; then the rows are read anew with what belongs to them."""
    rows = [(scene.measures[key], entry) for key, entry in told.items()]
    MeasureBody.objects.bulk_create(body for row, entry in rows for body in bodies(scene, row, entry))
    Milestone.objects.bulk_create(
        Milestone(measure=row, title=said["title"], due=scene.clock.ends(said["due"]))
        for row, entry in rows
        for said in entry.get("milestones", ())
    )
    for name in LINKED:
        link(scene, name, rows)
    keys = {scene.measures[key].pk: key for key in told}
    fresh = Measure.objects.filter(pk__in=keys).select_related("field", "goal")
    fresh = fresh.prefetch_related("bodies__organisation", "more_goals", "milestones", *LINKED)
    scene.measures |= {keys[row.pk]: row for row in fresh}


def bodies(scene: Scene, measure: Measure, told: Told) -> Iterator[MeasureBody]:
    named = [(name, MeasureBody.Role.LEAD) for name in told.get("leads", ())]
    named += [(name, MeasureBody.Role.PARTNER) for name in told.get("partners", ())]
    for position, (name, role) in enumerate(named):
        yield MeasureBody(measure=measure, organisation=scene.organisations[name], role=role, position=position)


def link(scene: Scene, name: str, rows: list[tuple[Measure, Told]]) -> None:
    known = {"contacts": scene.persons}.get(name) or getattr(scene, name)
    field: Any = Measure._meta.get_field(name)
    through = field.remote_field.through
    through.objects.bulk_create(
        through(**{field.m2m_field_name(): row, field.m2m_reverse_field_name(): known[said]})
        for row, entry in rows
        for said in entry.get(name, ())
    )


def acts(scene: Scene, entry: Told) -> Iterator[Act]:
    """Reports and milestones. A department whose contact has an account reports for itself."""
    for said in entry.get("history", ()):
        changes = {name: value for name, value in said.items() if name not in ("at", "by")}
        yield scene.clock.moment(said["at"]), scene.users[said.get("by", "steuerung")], changes, ""
    own = "fachamt" if "Jugendamt" in entry.get("leads", ()) else "steuerung"
    for said in entry.get("milestones", ()):
        if "done" in said:
            yield scene.clock.moment(said["done"]), scene.users[own], {}, said["title"]


def perform(scene: Scene, measure: Measure, acts: list[Act]) -> None:
    for at, user, changes, reached in acts:
        before = measure.as_state()
        assign(scene, measure, changes)
        for milestone in measure.milestones.all():
            if milestone.title == reached:
                milestone.done_on = at.date()
                milestone.save()
        measure.version += not reached
        record(user=user, verb="edit", obj=measure, municipality=scene.home, before=before, at=at)
    if acts:
        measure.save()
