"""Loading a state's profile. Each part is read when first asked for: a caller pays only for what it uses."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from verbindlich.base.profiles.law import Provision, provision
from verbindlich.base.profiles.model import (
    Authority,
    Concept,
    ConceptElement,
    ConceptFunction,
    ExpectedCount,
    Figure,
    FigureSeven,
    GuideNote,
    NetworkCondition,
    Principle,
    StateField,
    StateFields,
    StructureForm,
    StructureRequirement,
)

DATA = Path(__file__).parent / "data"


class UnknownProfile(LookupError):
    """There is no data for this state; the message names those there are."""


@cache
def load(state: str) -> Profile:
    """The profile of `state` ("sachsen"). Raises UnknownProfile."""
    known = sorted(folder.name for folder in DATA.iterdir() if folder.is_dir())
    if state not in known:
        raise UnknownProfile(f"Kein Landesprofil „{state}“. Vorhanden: {', '.join(known)}.")
    return Profile(state)


@dataclass(frozen=True)
class Profile:
    """The law, authorities and reference data of one state. Sources stand in the data files and in the values."""

    state: str

    @cached_property
    def provisions(self) -> tuple[Provision, ...]:
        """The law as checkable questions."""
        return tuple(provision(raw) for raw in self._toml("rechtsrahmen")["provision"])

    def provision(self, id: str) -> Provision:
        """The provision with this id; KeyError where there is none."""
        return {p.id: p for p in self.provisions}[id]

    def first_due(self, id: str) -> date | None:
        """When a provision asks for something for the first time: years after its act came into force. None where it names no such
        day. KeyError where there is none of this id."""
        data = self._toml("rechtsrahmen")
        due = {raw["id"]: raw.get("due", {}) for raw in data["provision"]}[id]
        if "act" not in due:
            return None
        begun: date = data["meta"]["in_force"][due["act"]]
        return begun.replace(year=begun.year + due["years"])

    @cached_property
    def authorities(self) -> tuple[Authority, ...]:
        """The lower integration authorities in the order of their keys (AGS)."""
        data = self._toml("kommunen")
        return tuple(authority(raw, data["source"]) for raw in data["municipality"])

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """Figure 6, one row per authority."""
        return tuple(Concept(**row) for row in self._csv("konzepte", ";"))

    @cached_property
    def figure7(self) -> FigureSeven:
        """Figure 7: what the concepts contain."""
        rows = self._csv("konzept_bestandteile", ",")
        cells = {row.pop("criterion"): row for row in rows}
        return FigureSeven(criteria=tuple(cells), cells=cells)

    @cached_property
    def guide_notes(self) -> tuple[GuideNote, ...]:
        """Where the guide contradicts itself."""
        return tuple(GuideNote(**raw) for raw in self._toml("anmerkungen")["note"])

    @cached_property
    def guide_gap(self) -> str:
        """What is missing from the transcript of the guide that this data was taken from."""
        return str(self._toml("anmerkungen")["missing"]["text"])

    @cached_property
    def expected_counts(self) -> tuple[ExpectedCount, ...]:
        """The counts that comparisons over figure 7 must reproduce."""
        raw = self._toml("anmerkungen")["expected_counts"]
        return tuple(ExpectedCount(criterion, counts) for criterion, counts in raw.items())

    @cached_property
    def state_fields(self) -> StateFields:
        """The fields of action of the state's own concept (ZIK II)."""
        data = self._toml("handlungsfelder")
        fields = tuple(
            StateField(name, dimension["title"], tuple(data["words"][name]))
            for dimension in data["dimension"]
            for name in dimension["fields"]
        )
        coverage = data["coverage"]
        often, seldom = tuple(coverage["often"]), tuple(coverage["seldom"])
        return StateFields(data["expected"], fields, often, seldom, data["ref"], data["quote"])

    @cached_property
    def elements(self) -> tuple[ConceptElement, ...]:
        """The usual parts of a concept and the step of the decree each serves."""
        return tuple(
            ConceptElement(raw["id"], raw["title"], steps_of(raw), raw.get("optional", False))
            for raw in self._toml("konzeptelemente")["element"]
        )

    @cached_property
    def functions(self) -> tuple[ConceptFunction, ...]:
        """What a concept is good for."""
        return tuple(ConceptFunction(id, title) for id, title in self._toml("konzeptelemente")["functions"].items())

    @cached_property
    def principles(self) -> tuple[Principle, ...]:
        """KGSt's five principles for concepts."""
        return tuple(
            Principle(raw["id"], raw["title"], tuple(raw["words"]))
            for raw in self._toml("konzeptelemente")["principle"]
        )

    @cached_property
    def tasks(self) -> tuple[str, ...]:
        """What the guide calls tasks of integration management (6.1): the start of a register of tasks."""
        return tuple(self._toml("aufgaben")["tasks"])

    @cached_property
    def position_kinds(self) -> dict[str, str]:
        """Kinds of positions that law and guide speak of: what a rule asks for, and the word."""
        return dict(self._toml("aufgaben")["position_kinds"])

    @cached_property
    def structure_forms(self) -> tuple[StructureForm, ...]:
        """Forms of organisation of integration management, from the most to the least integrated."""
        return tuple(structure_form(raw) for raw in self._toml("organisationsformen")["form"])

    @cached_property
    def structure_requirements(self) -> tuple[StructureRequirement, ...]:
        """KGSt's five requirements of any form."""
        raw = self._toml("organisationsformen")["requirement"]
        return tuple(StructureRequirement(number, **one) for number, one in enumerate(raw, start=1))

    @cached_property
    def network_conditions(self) -> tuple[NetworkCondition, ...]:
        """The eight under which networks are productive, in the guide's order."""
        raw = self._toml("netzwerke")["condition"]
        return tuple(NetworkCondition(number, **one) for number, one in enumerate(raw, start=1))

    def _toml(self, name: str) -> dict[str, Any]:
        return read_toml(DATA / self.state / f"{name}.toml")

    def _csv(self, name: str, delimiter: str) -> list[dict[str, str]]:
        lines = (DATA / self.state / f"{name}.csv").read_text("utf-8").splitlines()
        return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=delimiter))


@cache
def read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def authority(raw: dict[str, Any], sources: dict[str, dict[str, Any]]) -> Authority:
    figures = {name: Figure(raw[name], **source) for name, source in sources.items()}
    return Authority(ags=raw["ags"], name=raw["name"], kind=raw["kind"], **figures)


def structure_form(raw: dict[str, Any]) -> StructureForm:
    said: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
    return StructureForm(**said)


def steps_of(raw: dict[str, Any]) -> tuple[str, ...]:
    """An element serves no step of the decree, one, or several."""
    steps = raw.get("decree", ())
    return (steps,) if isinstance(steps, str) else tuple(steps)
