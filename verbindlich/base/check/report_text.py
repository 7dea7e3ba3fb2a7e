"""The result on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from verbindlich.base.calc.figure7 import READING, Row
from verbindlich.base.calc.findings import SEVERITIES, Severity
from verbindlich.base.calc.rules import registered
from verbindlich.base.calc.wording import count, short
from verbindlich.base.check.run import CheckResult
from verbindlich.base.check.summary import (
    SEVERITY_WORDS,
    Group,
    comparison,
    groups,
    left_out,
    sentence,
    tally,
    unjudged,
)
from verbindlich.base.check.terminal import Terminal

SHOWN_PER_RULE = 12
SHOWN_PER_RULE_IN_SHORT = 3
SHOWN_PER_REASON = 3
CRITERION_WIDTH, ANSWER_WIDTH = 33, 19  # columns of the comparison, as its longest words need


def write_result(terminal: Terminal, result: CheckResult, *, everything: bool = False) -> None:
    """One file in full. `everything`: all findings of a rule instead of the first twelve."""
    write_head(terminal, result)
    write_criteria(terminal, result)
    for severity in SEVERITIES:
        write_findings(terminal, result, severity, None if everything else SHOWN_PER_RULE)
    write_unjudged(terminal, result)
    write_left_out(terminal, result, None if everything else SHOWN_PER_REASON)
    write_problems(terminal, result)


def write_short(terminal: Terminal, result: CheckResult) -> None:
    """One of several files: the sentence, and of errors and warnings a few each; the comparison follows."""
    write_head(terminal, result)
    for severity in SEVERITIES[:2]:
        write_findings(terminal, result, severity, SHOWN_PER_RULE_IN_SHORT)
    write_problems(terminal, result)


def write_head(terminal: Terminal, result: CheckResult) -> None:
    terminal.line(result.source, style="bold")
    terminal.line(sentence(result))
    terminal.line(f"{tally(result)}.")
    terminal.line()


def write_criteria(terminal: Terminal, result: CheckResult) -> None:
    terminal.line("Bestandteile nach Abbildung 7 des Leitfadens", style="bold")
    terminal.table([(row.criterion, row.answer, beside(row)) for row in result.rows])
    terminal.line(f"Nicht in Abbildung 7: {result.budget.criterion} {result.budget.answer} {result.budget.share}", 2, 2)
    terminal.line(READING, 2, 2)
    terminal.line()


def beside(row: Row) -> str:
    return " · ".join(part for part in (row.share, row.remark) if part)


def write_findings(terminal: Terminal, result: CheckResult, severity: Severity, limit: int | None) -> None:
    found = groups(result, severity)
    if found:
        terminal.line(f"{SEVERITY_WORDS[severity][1]} ({result.count(severity)})", style=severity)
    for group in found:
        write_group(terminal, group, limit)


def write_group(terminal: Terminal, group: Group, limit: int | None) -> None:
    rule, rest = group.rule, len(group.findings) - (limit or len(group.findings))
    terminal.line(f"{rule.sentence} [{rule.id} · {rule.cited}]", 2, 2)
    for finding in group.findings[:limit]:
        terminal.line(f"– {finding.where}: {finding.message}", 4, 2)
    if rest > 0:
        terminal.line(f"… und {rest} weitere dieser Art; alle zeigt --all oder --report bericht.html", 4, 2)
    terminal.line(f"→ {rule.advice}", 4, 2)
    terminal.line()


def write_unjudged(terminal: Terminal, result: CheckResult) -> None:
    reasons = unjudged(result)
    if reasons:
        terminal.line("Nicht geprüft", style="bold")
    for why, rules in reasons.items():
        terminal.line(f"{why} ({', '.join(rule.id for rule in rules)})", 2, 2)
    if reasons:
        terminal.line()


def write_left_out(terminal: Terminal, result: CheckResult, limit: int | None) -> None:
    reasons = left_out(result)
    if reasons:
        terminal.line(f"Nicht übernommen ({len(result.not_taken_over)})", style="bold")
    for why, entries in reasons.items():
        terminal.line(f"{why}: {count(len(entries), 'Stelle', 'Stellen')}", 2, 2)
        for entry in entries[:limit]:
            terminal.line(f"– {entry.where}: {short(entry.text)}", 4, 2)
    if result.remarks:
        number = count(len(result.remarks), "Zelle ist", "Zellen sind")
        terminal.line(f"{number} als Bemerkung aufgehoben, weil keine Angabe des Katalogs dazu passt.", 2, 2)
    if reasons or result.remarks:
        terminal.line()


def write_problems(terminal: Terminal, result: CheckResult) -> None:
    if result.problems:
        terminal.line("Beim Lesen aufgefallen", style="bold")
    for problem in result.problems:
        terminal.line(f"– {problem.where}: {problem.message}" if problem.where else f"– {problem.message}", 2, 2)
    if result.problems:
        terminal.line()


def write_comparison(terminal: Terminal, results: Sequence[CheckResult]) -> None:
    """Several files beside each other; names stand in a list, since they would not fit above columns."""
    terminal.line("Vergleich", style="bold")
    for number, result in enumerate(results, 1):
        terminal.line(f"[{number}] {result.source}", 2, 4)
    beside_each_other = max(1, (terminal.width - CRITERION_WIDTH) // ANSWER_WIDTH)
    for first in range(0, len(results), beside_each_other):
        part = results[first : first + beside_each_other]
        header = ("", *(f"[{number}]" for number in range(first + 1, first + 1 + len(part))))
        terminal.table([header, *comparison(part)])
        terminal.line()


def write_rules(terminal: Terminal) -> None:
    """All rules with source, severity and condition."""
    for rule in registered():
        terminal.line(f"{rule.id} ({SEVERITY_WORDS[rule.severity][0]})", style="bold")
        terminal.line(rule.sentence, 2, 2)
        terminal.line(f"Quelle: {rule.cited}", 2, 2)
        terminal.line(f"Gilt, wenn: {rule.condition}", 2, 2)
