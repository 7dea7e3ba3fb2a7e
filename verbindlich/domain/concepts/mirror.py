"""The check as one person sees it: a mirror, not a mark. Judged over the measures that this person may see, so that no finding
and no number tells of others; stored findings serve lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from verbindlich.base.calc.findings import SEVERITIES, Finding, Outcome, Severity
from verbindlich.base.calc.rules import Rule
from verbindlich.base.check import summary
from verbindlich.base.check.run import CheckResult
from verbindlich.domain.concepts import access, checking
from verbindlich.domain.concepts.facts import Place
from verbindlich.domain.concepts.mending import Mender
from verbindlich.domain.concepts.models import RuleOff
from verbindlich.domain.concepts.trend import Point, Trend, trend
from verbindlich.office.accounts.tenancy import TenantRequest

FEW, MOST = 5, 50  # findings of a rule that stand open (two more where that is all), and those that can be unfolded


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with its link: to the field that mends it, or where this reader sees it."""

    message: str
    where: str
    url: str
    internal: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule: `first` stand open, `more` are folded, `left` are shown by the list alone ("" for none)."""

    rule: Rule
    total: int
    first: tuple[Shown, ...]
    more: tuple[Shown, ...]
    list_url: str

    @property
    def left(self) -> int:
        return self.total - len(self.first) - len(self.more)


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A rule that did not judge, why, and where that can be changed."""

    rule: Rule
    reason: str
    url: str


@dataclass(frozen=True)
class Mirror:
    result: CheckResult
    off: tuple[RuleOff, ...]
    mender: Mender

    @property
    def sentence(self) -> str:
        return f"{summary.sentence(self.result)} {summary.tally(self.result)}."

    @property
    def empty(self) -> bool:
        """Nothing there yet that could be checked."""
        catalogue = self.result.catalogue
        return not (catalogue.measures or catalogue.goals or catalogue.fields)

    def severities(self, wanted: Callable[[Finding], bool]) -> list[tuple[Severity, int, list[Group]]]:
        """What was found and is wanted, errors first: how many, and these rule by rule."""
        found = [finding for finding in self.result.findings if wanted(finding)]
        rules = summary.rules()
        return [
            (severity, sum(f.severity == severity for f in found), list(self._groups(found, severity, rules)))
            for severity in SEVERITIES
            if any(finding.severity == severity for finding in found)
        ]

    def _groups(self, found: Sequence[Finding], severity: Severity, rules: dict[str, Rule]) -> Iterator[Group]:
        for id in dict.fromkeys(finding.rule for finding in found if finding.severity == severity):
            mine = [finding for finding in found if finding.rule == id]
            shown = tuple(self._shown(finding) for finding in mine[:MOST])
            few = FEW if len(mine) > FEW + 2 else len(mine)
            measures = isinstance(mine[0].where, Place) and mine[0].where.kind == "measure"
            yield Group(rules[id], len(mine), shown[:few], shown[few:], self._list(id) if measures else "")

    def _shown(self, finding: Finding) -> Shown:
        where = finding.where
        if not isinstance(where, Place):
            return Shown(finding.message, "", self.mender.url(finding.rule, message=finding.message), internal=False)
        url = self.mender.url(finding.rule, where.kind, where.pk, finding.message)
        return Shown(finding.message, where, url, where.internal)

    def _list(self, rule: str) -> str:
        return f"{reverse('concepts:measure-list', args=[self.mender.municipality.slug])}?befund={rule}"

    @property
    def clean(self) -> list[Rule]:
        return summary.clean_rules(self.result)

    @property
    def unjudged(self) -> list[Unjudged]:
        """What is not there yet comes first, then what does not apply."""
        found = [
            o for state in ("needs_application", "not_applicable") for o in self.result.outcomes if o.state == state
        ]
        return [self._unjudged(outcome) for outcome in found]

    def _unjudged(self, outcome: Outcome) -> Unjudged:
        lacking = outcome.state == "needs_application" and self.mender.steers
        return Unjudged(
            summary.rules()[outcome.rule], outcome.reason, self.mender.url(outcome.rule) if lacking else ""
        )  # fmt: skip

    @property
    def switched_off(self) -> list[tuple[Rule, RuleOff]]:
        rules = summary.rules()
        return [(rules[row.rule], row) for row in self.off]

    @property
    def trend_leaves_out(self) -> bool:
        """Whether this reader sees findings on internal measures that the trend does not count for them."""
        return not self.mender.steers and any(getattr(f.where, "internal", False) for f in self.result.findings)

    @cached_property
    def trend(self) -> Trend:
        """One query. Those who do not steer are told of days without what was found on internal measures."""
        steers = self.mender.steers
        counted = [f for f in self.result.findings if steers or not getattr(f.where, "internal", False)]
        today = Point(self.result.today, *(sum(f.severity == s for f in counted) for s in SEVERITIES))
        return trend(self.mender.municipality, today, self.result.catalogue.facts.adopted_on, internal=steers)


def mirror_of(request: TenantRequest) -> Mirror:
    """Ten queries, and those of the access."""
    off = checking.rules_off(request.municipality)
    result = checking.check(request.municipality, access.measures_for(request), off)
    return Mirror(result, tuple(off), Mender.of(request))
