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
    Principle,
    StateField,
    StateFields,
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
    "Principle",
    "Profile",
    "Provision",
    "StateField",
    "StateFields",
    "UnknownProfile",
    "load",
]
