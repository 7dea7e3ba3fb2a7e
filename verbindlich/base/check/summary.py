"""What every form of the report says in the same words: the sentence, the groups, the comparison. German, for users."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verbindlich.base.calc.figure7 import Row
from verbindlich.base.calc.findings import SEVERITIES, Finding, Outcome, Severity
from verbindlich.base.calc.rules import Rule, registered
from verbindlich.base.calc.wording import count
from verbindlich.base.check.ledger import Entry
from verbindlich.base.check.run import CheckResult

SEVERITY_WORDS: Mapping[Severity, tuple[str, str]] = {
    "error": ("Fehler", "Fehler"),
    "warning": ("Warnung", "Warnungen"),
    "note": ("Hinweis", "Hinweise"),
}
STATEMENTS = (
    ("lead", "eine Federführung"),
    ("period", "einen Zeitraum"),
    ("priority", "eine Priorität"),
    ("budget", "eine Angabe zum Haushalt"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule."""

    rule: Rule
    findings: tuple[Finding, ...]


def sentence(result: CheckResult) -> str:
    """The one sentence that matters: how many measures, how many of them say who, when, how urgent, with what money."""
    catalogue, total = result.catalogue, len(result.catalogue.measures)
    if not total:
        return (
            "Das Konzept hat noch keine Maßnahme." if catalogue.live else "In der Datei wurde keine Maßnahme gefunden."
        )
    measures = count(total, "Maßnahme", "Maßnahmen")
    fields = f" in {count(len(catalogue.fields), 'Handlungsfeld', 'Handlungsfeldern')}" if catalogue.fields else ""
    shares = [f"{amount(result.criteria[name].having, total)} {what}" for name, what in STATEMENTS]
    return f"{measures}{fields}: Es nennen {', '.join(shares[:-1])} und {shares[-1]}."


def amount(having: int, total: int) -> str:
    return "alle" if having == total else "keine" if having == 0 else str(having)


def tally(result: CheckResult) -> str:
    """`5 Fehler, 9 Warnungen, 1 Hinweis`."""
    return ", ".join(count(result.count(severity), *SEVERITY_WORDS[severity]) for severity in SEVERITIES)


def groups(result: CheckResult, severity: Severity) -> list[Group]:
    """The findings of one severity, rule by rule."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        if finding.severity == severity:
            found[finding.rule].append(finding)
    return [Group(rules()[id], tuple(findings)) for id, findings in found.items()]


def rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in registered()}


def unjudged(result: CheckResult) -> dict[str, list[Rule]]:
    """Rules that did not judge, by the reason why: needs the application first, then not applicable, then off."""
    by_reason: dict[str, list[Rule]] = defaultdict(list)
    for state in ("needs_application", "not_applicable", "off"):
        for outcome in result.outcomes:
            if outcome.state == state:
                by_reason[reason(outcome)].append(rules()[outcome.rule])
    return by_reason


def reason(outcome: Outcome) -> str:
    words = {"needs_application": "", "not_applicable": "Nicht anwendbar: ", "off": "Abgeschaltet: "}
    return f"{words.get(outcome.state, '')}{outcome.reason}"


def clean_rules(result: CheckResult) -> list[Rule]:
    """Rules that judged and found nothing."""
    return [rules()[outcome.rule] for outcome in result.outcomes if outcome.state == "clean"]


def left_out(result: CheckResult) -> dict[str, list[Entry]]:
    """What was not taken over, by reason, the most frequent first."""
    by_reason: dict[str, list[Entry]] = defaultdict(list)
    for entry in result.not_taken_over:
        by_reason[entry.reason].append(entry)
    return dict(sorted(by_reason.items(), key=lambda item: -len(item[1])))


def comparison(results: Sequence[CheckResult]) -> list[tuple[str, ...]]:
    """Criteria × files: a row per criterion of figure 7, budget, measures and findings; a cell per file."""
    rows = [("Maßnahmen", *(str(len(result.catalogue.measures)) for result in results))]
    for line in zip(*((*result.rows, result.budget) for result in results), strict=True):
        rows.append((line[0].criterion, *map(answer, line)))
    for severity in SEVERITIES:
        rows.append((SEVERITY_WORDS[severity][1], *(str(result.count(severity)) for result in results)))
    return rows


def answer(row: Row) -> str:
    """`teilweise (21/24)`, `nicht prüfbar`."""
    return f"{row.answer} ({row.having}/{row.total})" if row.answer == "teilweise" and row.total else row.answer
