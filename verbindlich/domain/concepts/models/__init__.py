"""The concept that people work with. Fields, goals and measures are permanent rows (docs/adr/0009); versions are snapshots."""

from verbindlich.domain.concepts.models.check import CheckDay, Finding, RuleOff
from verbindlich.domain.concepts.models.concept import Concept, Section, Version
from verbindlich.domain.concepts.models.measure import Measure, MeasureBody, Milestone, SavedFilter
from verbindlich.domain.concepts.models.need import Need
from verbindlich.domain.concepts.models.note import MeasureNote
from verbindlich.domain.concepts.models.plan import FieldOfAction, Goal, NetworkGoal, Strategy, StrategyLink

__all__ = ["CheckDay", "Concept", "FieldOfAction", "Finding", "Goal", "Measure", "MeasureBody", "MeasureNote", "Milestone",
           "Need", "NetworkGoal", "RuleOff", "SavedFilter", "Section", "Strategy", "StrategyLink", "Version"]  # fmt: skip
