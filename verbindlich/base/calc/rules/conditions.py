"""Conditions that several rules share. A rule without anything to look at is not applicable, never clean."""

from __future__ import annotations

from collections.abc import Callable

from verbindlich.base.calc.catalogue import Catalogue, Measure
from verbindlich.base.calc.prose import has_prose
from verbindlich.base.calc.rules.registry import Condition

HAS_MEASURES = Condition(
    "es gibt Maßnahmen", lambda catalogue, _: bool(catalogue.measures), "Es wurde keine Maßnahme gefunden."
)
HAS_FIELDS = Condition(
    "es gibt Handlungsfelder", lambda catalogue, _: bool(catalogue.fields), "Es wurde kein Handlungsfeld gefunden."
)
HAS_GOALS = Condition("es gibt Ziele", lambda catalogue, _: bool(catalogue.goals), "Es wurde kein Ziel gefunden.")
HAS_PROSE = Condition(
    "der Text des Konzepts liegt vor",
    lambda catalogue, _: has_prose(catalogue.facts),
    "Braucht die Anwendung oder den Text des Konzepts (Word-Datei).",
    "needs_application",
    "Der Text des Konzepts ist noch kürzer als fünfzig Wörter.",
)


def some_measure(words: str, has: Callable[[Measure], bool], reason: str) -> Condition:
    """At least one measure makes the statement that the rule looks at."""
    return Condition(words, lambda catalogue, _: any(map(has, catalogue.measures)), reason)


def known_from_source(words: str, has: Callable[[Catalogue], bool], what: str, lacking: str = "") -> Condition:
    """The source (or the application) tells it; otherwise the rule needs the application."""
    reason = f"Braucht die Anwendung: {what}"
    return Condition(words, lambda catalogue, _: has(catalogue), reason, "needs_application", lacking)
