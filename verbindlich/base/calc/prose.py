"""When silence of a text says something.

That a concept's text does not describe its monitoring is a finding; that two lines above a table do not is none. The
line is drawn at fifty words (our reading). What *is* found counts however short the text.
"""

from __future__ import annotations

from typing import TypeVar

from verbindlich.base.calc.catalogue import ConceptFacts

ENOUGH_WORDS = 50

T = TypeVar("T")


def has_prose(facts: ConceptFacts) -> bool:
    """Whether the source holds enough of the concept's text to judge by what is missing in it."""
    return facts.text is not None and len(facts.text.split()) >= ENOUGH_WORDS


def known(facts: ConceptFacts, value: T | None) -> T | None:
    """`value`, or None where "no" only means that the source is too short. Without a text (application) it stands."""
    return value if value or facts.text is None or has_prose(facts) else None


def has_element(facts: ConceptFacts, element: str) -> bool | None:
    """Whether a part of the concept (id of the profile's elements) was found; None where the source cannot tell."""
    return None if facts.elements is None else known(facts, element in facts.elements)
