"""What a rule says: a finding with its place, and per rule an outcome that never passes off silence as "in order"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
State = Literal["found", "clean", "not_applicable", "needs_application", "off"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
WHOLE_CATALOGUE = "gesamter Katalog"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, in German. `measure`: a number, None where not one alone is meant; `where`: the place in the source."""

    rule: str
    severity: Severity
    measure: str | None
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one rule. `reason` (German): why it did not judge (not applicable, needs the application, off)."""

    rule: str
    state: State
    findings: tuple[Finding, ...] = ()
    reason: str = ""


def by_severity(outcomes: tuple[Outcome, ...]) -> tuple[Finding, ...]:
    """All findings, errors first; within a severity in the order of the rules and of the catalogue."""
    found = [finding for outcome in outcomes for finding in outcome.findings]
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))
