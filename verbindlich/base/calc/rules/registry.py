"""How a rule is written, found and run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Literal

from verbindlich.base.calc.catalogue import Catalogue
from verbindlich.base.calc.findings import SEVERITIES, WHOLE_CATALOGUE, Finding, Outcome, Severity


@dataclass(frozen=True, slots=True)
class Reference:
    """A name of the state's or the guide's reference data and what it is recognised by (words or ids of elements)."""

    name: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleContext:
    """What rules know besides the catalogue. `today` comes from outside: a calculation never reads the clock.

    `kind`: "Landkreis", "kreisfreie Stadt", "kreisangehörige Gemeinde", None where unknown.
    `state_fields`: documented fields of the state's concept, `state_fields_expected`: how many it has.
    `decree_steps`: steps of KomIntAVO § 10 Abs. 1, marks: ids of the elements that serve them.
    `principles`: KGSt's five, marks: beginnings of words.
    """

    today: date
    kind: str | None = None
    state_fields: tuple[Reference, ...] = ()
    state_fields_expected: int = 0
    decree_steps: tuple[Reference, ...] = ()
    principles: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule function yields; the rule's id and severity are added when it is run."""

    message: str
    measure: str | None = None
    where: str = WHOLE_CATALOGUE


@dataclass(frozen=True, slots=True)
class Condition:
    """When a rule applies. `words`: the condition in German; `reason`: the German sentence where it does not hold.

    `lacking`: that sentence where the application itself is judged, if another is needed.
    """

    words: str
    holds: Callable[[Catalogue, RuleContext], bool]
    reason: str
    otherwise: Literal["not_applicable", "needs_application"] = "not_applicable"
    lacking: str = ""


Check = Callable[[Catalogue, RuleContext], Iterable[Hit]]
# Parts of the measures: those that share a number, a title's key; the first of each field; those without number, without goal;
# one of each kind with its areas, of each goal with or without indicator; any one. "": no measure is looked at.
Excerpt = Literal["", "same number", "same title", "firsts", "unnumbered", "aimless", "kinds", "goals", "any"]


@dataclass(frozen=True, slots=True)
class Rule:
    """`sentence`: what should be so; `advice`: what to do; `source`: chapter or paragraph; `force`: as in the law.

    How it can be judged anew after a change without looking at every measure (the application does, domain/concepts):
    `local`: it judges each measure by itself. Otherwise `reads` names what it compares or counts ("number", "goal", …; "measures"
    for how many there are), and `excerpt` from which part of the measures it finds the same as from all of them.
    `short`: what a measure lacks in the few words that a list has room for; of rules that judge measures.
    """

    id: str
    sentence: str
    advice: str
    source: str
    severity: Severity
    check: Check
    conditions: tuple[Condition, ...] = ()
    force: str = ""
    reads: frozenset[str] = frozenset()
    local: bool = False
    excerpt: Excerpt = ""
    short: str = ""

    @property
    def cited(self) -> str:
        """`SächsIntG § 12 Abs. 3 Satz 2 (muss)`, `Leitfaden 5.2.4`."""
        return f"{self.source} ({self.force})" if self.force else self.source

    @property
    def condition(self) -> str:
        """In German: when the rule applies."""
        return " und ".join(condition.words for condition in self.conditions) or "immer"

    def judge(self, catalogue: Catalogue, context: RuleContext) -> Outcome:
        """The outcome for this catalogue; the first condition that does not hold decides."""
        for condition in self.conditions:
            if not condition.holds(catalogue, context):
                lacking = condition.lacking if catalogue.live else ""
                return Outcome(self.id, condition.otherwise, reason=lacking or condition.reason)
        findings = tuple(self._findings(self.check(catalogue, context)))
        return Outcome(self.id, "found" if findings else "clean", findings)

    def _findings(self, hits: Iterable[Hit]) -> Iterator[Finding]:
        return (Finding(self.id, self.severity, hit.measure, hit.where, hit.message) for hit in hits)


class UnknownRule(ValueError):
    """No rule has this id; the message (German) suggests those that come near."""


_RULES: dict[str, Rule] = {}


def rule(
    id: str,
    *,
    sentence: str,
    advice: str,
    source: str,
    severity: Severity,
    when: tuple[Condition, ...] = (),
    force: str = "",
    reads: tuple[str, ...] = (),
    local: bool = False,
    excerpt: Excerpt = "",
    short: str = "",
) -> Callable[[Check], Check]:
    """Register the decorated function as the check of a rule. ValueError where the id is taken."""

    def register(check: Check) -> Check:
        if id in _RULES:
            raise ValueError(f"rule {id} is registered twice")
        facts = (id, sentence, advice, source, severity, check, when, force, frozenset(reads), local, excerpt, short)
        _RULES[id] = Rule(*facts)
        return check

    return register


def registered() -> tuple[Rule, ...]:
    """All rules in the order of reports: errors first, then as the files of this package define them."""
    return tuple(sorted(_RULES.values(), key=lambda rule: SEVERITIES.index(rule.severity)))


def judge(catalogue: Catalogue, context: RuleContext, off: Mapping[str, str] | None = None) -> tuple[Outcome, ...]:
    """The outcome of every rule. `off`: ids of rules switched off, each with its reason. Raises UnknownRule."""
    off = off or {}
    for id in off:
        require_known(id)
    return tuple(
        Outcome(rule.id, "off", reason=off[rule.id]) if rule.id in off else rule.judge(catalogue, context)
        for rule in registered()
    )


def require_known(id: str) -> None:
    """Raises UnknownRule unless a rule has this id."""
    if id not in _RULES:
        near = get_close_matches(id, _RULES, n=3, cutoff=0.4)
        hint = f" Gemeint sein könnte: {', '.join(near)}." if near else ""
        raise UnknownRule(f"Eine Regel „{id}“ gibt es nicht.{hint} Alle Regeln zeigt: verbindlich check --rules")
