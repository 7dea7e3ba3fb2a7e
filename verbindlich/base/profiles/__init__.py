"""What differs between the states of Germany, and what the guide says of them, as typed data: `load("sachsen")`."""

from verbindlich.base.profiles.law import Provision
from verbindlich.base.profiles.model import (
    Authority,
    Concept,
    ConceptElement,
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
from verbindlich.base.profiles.profile import Profile, UnknownProfile, load

__all__ = [
    "Authority",
    "Concept",
    "ConceptElement",
    "ExpectedCount",
    "Figure",
    "FigureSeven",
    "GuideNote",
    "NetworkCondition",
    "Principle",
    "Profile",
    "Provision",
    "StateField",
    "StateFields",
    "StructureForm",
    "StructureRequirement",
    "UnknownProfile",
    "load",
]
