"""Needs and potentials of the demo: answered by a measure, by a goal, by a refusal, or waiting."""

from __future__ import annotations

from verbindlich.domain.concepts.actions import save_need
from verbindlich.domain.concepts.models import Need
from verbindlich.front.demo.scene import Scene, Told
from verbindlich.office.trail.actions import backdated

PLAIN = ("kind", "title", "description", "source", "source_name", "evidence")


def load_before(scene: Scene) -> None:
    """Those that came in before the concept was adopted; it answers them."""
    for turn, entry in enumerate(entries(scene)):
        if came_before(scene, entry):
            need(scene, entry, turn)


def load_since(scene: Scene) -> None:
    for turn, entry in enumerate(entries(scene)):
        if not came_before(scene, entry):
            need(scene, entry, turn)


def entries(scene: Scene) -> list[Told]:
    found: list[Told] = scene.read("bedarfe.toml")["need"]
    return found


def came_before(scene: Scene, entry: Told) -> bool:
    return scene.clock.day(entry["received"]) < scene.clock.adopted


def need(scene: Scene, entry: Told, turn: int) -> None:
    """It came in on one day, and was answered on another."""
    received = scene.clock.day(entry["received"])
    row = Need(municipality=scene.home, received_on=received, **{name: entry[name] for name in PLAIN if name in entry})
    words = {name: entry.get(name, ()) for name in ("topics", "groups", "spaces")}
    with backdated(scene.clock.moment(entry["received"], turn)):
        save_need(user=scene.steering, need=row, **words)
    if "answer" in entry:
        row.answer, row.refusal = entry["answer"], entry.get("refusal", "")
        row.measure, row.goal = scene.measures.get(entry.get("measure", "")), scene.goals.get(entry.get("goal", ""))
        with backdated(scene.clock.moment(entry["answered"], turn)):
            save_need(
                user=scene.steering, need=row, version=row.version, answered_on=scene.clock.day(entry["answered"])
            )
