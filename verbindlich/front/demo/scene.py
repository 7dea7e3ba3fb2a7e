"""What the loaders of the demo share: whose demo, when, by whom, and the rows made so far by the names in the data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from verbindlich.domain.actors.models import Network, Organisation, Person, SocialSpace
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Measure, Strategy
from verbindlich.front.demo.clock import Clock
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.vocab.models import TargetGroup

DATA = Path(__file__).parent / "data"
Told = dict[str, Any]


@dataclass
class Scene:
    home: Municipality
    users: dict[str, User]
    clock: Clock
    organisations: dict[str, Organisation] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, TargetGroup] = field(default_factory=dict)
    words: dict[str, dict[str, Any]] = field(default_factory=dict)  # field of an organisation: what it chooses from
    spaces: dict[str, SocialSpace] = field(default_factory=dict)
    fields: dict[str, FieldOfAction] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    strategies: dict[str, Strategy] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    networks: dict[str, Network] = field(default_factory=dict)

    @property
    def steering(self) -> User:
        return self.users["steuerung"]

    @cached_property
    def actors(self) -> Told:
        """The directory, each file under its name."""
        return {path.stem: self.read(f"akteure/{path.name}") for path in (DATA / "akteure").glob("*.toml")}

    @cached_property
    def plan(self) -> Told:
        return self.read("plan.toml")

    @cached_property
    def concept(self) -> Told:
        return self.read("konzept.toml")

    @cached_property
    def earlier(self) -> Told:
        return self.read("frueher.toml")

    @cached_property
    def catalogue(self) -> dict[str, Told]:
        """Measures by their number."""
        files = [self.read(f"massnahmen/{path.name}") for path in sorted((DATA / "massnahmen").glob("*.toml"))]
        return {entry["number"]: {"field": said["field"], **entry} for said in files for entry in said["measure"]}

    @cached_property
    def gone(self) -> dict[str, Told]:
        """Measures that only the concept before had."""
        return {f"früher {entry['number']}": entry for entry in self.earlier["measure"]}

    def read(self, name: str) -> Told:
        told: Told = self.clock.told(tomllib.loads((DATA / name).read_text("utf-8")))
        return told
