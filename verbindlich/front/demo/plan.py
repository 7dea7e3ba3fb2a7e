"""Fields of action, goals and strategies of the demo: as the concept before had them, and as they were drafted anew."""

from __future__ import annotations

from verbindlich.domain.concepts.actions import save_field, save_goal, save_strategy
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Strategy
from verbindlich.front.demo.scene import Scene, Told
from verbindlich.office.trail.actions import backdated

BEFORE, DRAFTED, STRATEGIES = "-22/4", "-21/11", "-21/18"
KEPT = ("number", "name", "field", "level", "title")  # all that the concept before said


def load_before(scene: Scene) -> None:
    """What the concept before had, under the names and numbers of that time."""
    with backdated(scene.clock.moment(BEFORE)):
        for entry in scene.plan["field"]:
            if entry.get("old"):
                field(scene, kept(entry), entry["number"])
        for entry in scene.plan["goal"]:
            if entry.get("old"):
                goal(scene, kept(entry))


def kept(entry: Told) -> Told:
    was: Told = entry.get("was", {})
    return {name: entry[name] for name in KEPT if name in entry} | was


def load_draft(scene: Scene) -> None:
    """Fields and goals as adopted: some are new, some are renamed."""
    for turn, entry in enumerate(scene.plan["field"]):
        with backdated(scene.clock.moment(DRAFTED, turn)):
            field(scene, entry, entry["number"])
    for turn, entry in enumerate(scene.plan["goal"], 8):
        with backdated(scene.clock.moment(DRAFTED, turn)):
            goal(scene, entry)


def field(scene: Scene, entry: Told, key: str) -> None:
    row = scene.fields.get(key) or FieldOfAction(municipality=scene.home)
    for name in entry.keys() & {"number", "name", "state_fields", "deviation"}:
        setattr(row, name, entry[name])
    version = row.version if row.pk else None
    scene.fields[key] = save_field(user=scene.steering, field=row, topics=entry.get("topics"), version=version)


def goal(scene: Scene, entry: Told) -> None:
    row = scene.goals.get(entry["number"]) or Goal(municipality=scene.home)
    row.field, row.parent = scene.fields[entry["field"]], scene.goals.get(entry.get("parent", ""))
    for name, value in entry.items():
        if name not in ("field", "parent", "old", "was"):
            setattr(row, name, value)
    version = row.version if row.pk else None
    scene.goals[entry["number"]] = save_goal(user=scene.steering, goal=row, version=version)


def load_strategies(scene: Scene) -> None:
    for turn, entry in enumerate(scene.plan["strategy"]):
        new = Strategy(
            municipality=scene.home, name=entry["name"], owner=scene.organisations[entry["owner"]], note=entry["note"],
            next_revision=scene.clock.last(entry["next_revision"]),
        )  # fmt: skip
        links = [(scene.goals[link["goal"]], link.get("conflict", "")) for link in entry["link"]]
        with backdated(scene.clock.moment(STRATEGIES, turn)):
            scene.strategies[entry["name"]] = save_strategy(user=scene.steering, strategy=new, links=links)
