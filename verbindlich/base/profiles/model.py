"""The parts of a profile. Plain frozen values; every number keeps its source and the day it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Figure:
    """An official number. `table`: where it was taken from; `as_of`: the day it stands for; `note`: what limits it."""

    value: int
    table: str
    as_of: date
    publisher: str
    licence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Authority:
    """A lower integration authority (SächsIntG § 6). `ags`: five digits; `kind`: "Landkreis" or "kreisfreie Stadt".

    `foreigners_2015` is far older than the other figures: it stands for the time before the guide's concepts.
    """

    ags: str
    name: str
    kind: str
    population: Figure
    protection_seekers_2024: Figure
    foreigners_2015: Figure


@dataclass(frozen=True, slots=True)
class Concept:
    """A row of the guide's figures 1 and 6 (as of February 2026). `year`: "2022", "vsl. 2026" where none is valid yet.

    `predecessor`: "ja", "nein". Texts are keywords; `duration` "k. A." where the guide says nothing.
    """

    ags: str
    title: str
    year: str
    predecessor: str
    occasion: str
    formats: str
    participants: str
    steering: str
    duration: str

    @property
    def valid(self) -> bool:
        """True where a concept exists; the figure leaves the title empty where none does."""
        return bool(self.title)


@dataclass(frozen=True, slots=True)
class FigureSeven:
    """The guide's figure 7, cell by cell. `cells`: criterion → AGS → word as printed ("" where no concept is valid)."""

    criteria: tuple[str, ...]
    cells: Mapping[str, Mapping[str, str]]

    def count(self, criterion: str, word: str) -> int:
        """How many concepts have `word` under `criterion`. KeyError for an unknown criterion."""
        return sum(cell == word for cell in self.cells[criterion].values())


@dataclass(frozen=True, slots=True)
class GuideNote:
    """Where the guide contradicts itself: both statements stand, neither is corrected. `figure_says` may be empty."""

    topic: str
    text_says: str
    figure_says: str


@dataclass(frozen=True, slots=True)
class ExpectedCount:
    """What must come out when a row of figure 7 is counted. `counts`: word of the table → number of concepts."""

    criterion: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StateField:
    """A field of action of the state's concept. `words`: how a municipal field is recognised as its counterpart."""

    name: str
    dimension: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateFields:
    """The state's fields (ZIK II). `expected`: how many there are; `fields`: those whose names are documented.

    `often`/`seldom`: with which of them municipal concepts overlap (guide 5.2.3, names as there).
    `ref`, `quote`: what the law says of them, as it stands.
    """

    expected: int
    fields: tuple[StateField, ...]
    often: tuple[str, ...]
    seldom: tuple[str, ...]
    ref: str
    quote: str

    def by_dimension(self) -> dict[str, list[str]]:
        """Names under the titles of their dimensions, in the state's order."""
        found: dict[str, list[str]] = {}
        for field in self.fields:
            found.setdefault(field.dimension, []).append(field.name)
        return found


@dataclass(frozen=True, slots=True)
class ConceptElement:
    """A usual part of a concept (guide 3.3.5). `steps`: steps of KomIntAVO § 10 Abs. 1 it serves (our reading)."""

    id: str
    title: str
    steps: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class ConceptFunction:
    """What a concept is good for (guide 3.3.5, after Bogumil et al. 2024b)."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Principle:
    """A principle of KGSt 2017 (guide 3.3.5). `words`: beginnings of words that show it in a text (our reading)."""

    id: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NetworkCondition:
    """A condition under which networks are productive (Reis 2020, after guide 3.3.3.1). `number`: from 1; `about`: what belongs to it."""

    number: int
    id: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class StructureForm:
    """A form of organisation of integration management (guide 3.3.3.3). Grades ("hoch", "niedrig", "gering") stand only where
    the guide names them, else ""."""

    id: str
    title: str
    formalisation: str = ""
    centralisation: str = ""
    professionalisation: str = ""
    person_dependence: str = ""
    strengths: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StructureRequirement:
    """What any form of organisation should ensure (KGSt 2017, S. 42, after guide 3.3.3.3). `number`: from 1."""

    number: int
    id: str
    title: str
