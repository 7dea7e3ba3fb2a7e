"""The result as a page to print and hand round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from verbindlich import __version__
from verbindlich.base.calc.figure7 import READING
from verbindlich.base.calc.findings import SEVERITIES
from verbindlich.base.calc.wording import count
from verbindlich.base.check.run import CheckResult
from verbindlich.base.check.summary import (
    SEVERITY_WORDS,
    Group,
    clean_rules,
    comparison,
    groups,
    left_out,
    sentence,
    unjudged,
)
from verbindlich.base.documents import (
    Block,
    BulletList,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Table,
)
from verbindlich.base.documents.html import render

Level = Literal[2, 3]
# A sheet of 50,000 rows must not become a book.
SHOWN_PER_RULE = 1000
SHOWN_PER_REASON = 200
HOW_TO_READ = (
    "Fehler verhindern, dass eine Maßnahme jemanden bindet: Es fehlt, wer sie umsetzt oder bis wann, oder ihre Nummer "
    "ist doppelt vergeben. Warnungen schwächen das Konzept. Hinweise sind zum Nachlesen; was vor Ort bewusst anders "
    "gelöst ist, darf so bleiben. Die Einstufung ist die dieses Programms; kein Gesetz schreibt sie vor."
)


def as_html(results: Sequence[CheckResult]) -> str:
    """The whole page (UTF-8 text)."""
    return render(as_document(results))


def as_document(results: Sequence[CheckResult]) -> Document:
    """One file gets the page to itself; several are compared first and then stand one level deeper."""
    blocks: list[Block] = []
    if len(results) == 1:
        title = f"Verbindlichkeitsprüfung: {results[0].source}"
        blocks += result_blocks(results[0], 2)
    else:
        title = "Verbindlichkeitsprüfung im Vergleich"
        blocks += comparison_blocks(results)
        for result in results:
            blocks += [Heading(result.source), *result_blocks(result, 3)]
    blocks += [Heading("So ist der Bericht zu lesen"), Paragraph(HOW_TO_READ)]
    return Document(title, tuple(blocks), footer(results[0].today))


def footer(today: date) -> str:
    return f"Geprüft am {today:%d.%m.%Y} mit Verbindlich {__version__} (verbindlich check)."


def comparison_blocks(results: Sequence[CheckResult]) -> Iterator[Block]:
    header = ("Kriterium", *(result.source for result in results))
    yield Heading("Vergleich")
    yield Table("Alle Dateien im Vergleich", header, tuple(comparison(results)))
    yield Note(READING, "Leitfaden, Abbildung 7")


def result_blocks(result: CheckResult, level: Level) -> Iterator[Block]:
    """Everything about one file, under headings of `level`."""
    yield Paragraph(sentence(result), lead=True)
    yield KeyFigures(tuple(KeyFigure(str(result.count(s)), SEVERITY_WORDS[s][1]) for s in SEVERITIES))
    yield Heading("Bestandteile", level)
    yield from criteria_blocks(result)
    for severity in SEVERITIES:
        if found := groups(result, severity):
            yield Heading(f"{SEVERITY_WORDS[severity][1]} ({result.count(severity)})", level)
            yield from (block for group in found for block in group_blocks(group))
    yield from unjudged_blocks(result, level)
    yield from left_out_blocks(result, level)
    yield from problem_blocks(result, level)


def criteria_blocks(result: CheckResult) -> Iterator[Block]:
    rows = tuple((row.criterion, row.answer, row.share, row.remark) for row in result.rows)
    budget = result.budget
    yield Table(f"Bestandteile des Konzepts in {result.source}", ("Kriterium", "Erfüllt", "Anteil", "Bemerkung"), rows)
    yield Note(f"Nicht in Abbildung 7: {budget.criterion} {budget.answer} {budget.share}", "Leitfaden 3.3.5.4")
    yield Note(READING, "Leitfaden, Abbildung 7")


ALL_IN_JSON = "alle gibt verbindlich check --format json aus"


def group_blocks(group: Group, rest: str = ALL_IN_JSON) -> Iterator[Block]:
    """The findings of one rule. `rest`: where those stand that are too many to be shown."""
    rule, found = group.rule, group.findings
    rows = tuple((finding.where, finding.message) for finding in found[:SHOWN_PER_RULE])
    yield Table(f"{rule.sentence} ({count(len(found), 'Befund', 'Befunde')})", ("Stelle", "Befund"), rows)
    yield from cut(len(found), SHOWN_PER_RULE, rest)
    yield Note(rule.advice, f"{rule.cited} · {rule.id}")


def cut(number: int, shown: int, rest: str = ALL_IN_JSON) -> Iterator[Block]:
    if number > shown:
        yield Note(f"Gezeigt sind die ersten {shown}; {rest}.")


def unjudged_blocks(result: CheckResult, level: Level) -> Iterator[Block]:
    if reasons := unjudged(result):
        rows = tuple((rule.sentence, why) for why, rules in reasons.items() for rule in rules)
        yield Heading("Nicht geprüft", level)
        yield Table("Regeln, zu denen die Datei allein nichts sagt", ("Regel", "Grund"), rows)
    if clean := clean_rules(result):
        yield Heading("Ohne Befund", level)
        yield BulletList(tuple(f"{rule.sentence} ({rule.cited})" for rule in clean))


def left_out_blocks(result: CheckResult, level: Level) -> Iterator[Block]:
    reasons = left_out(result)
    if reasons or result.remarks:
        yield Heading(f"Nicht übernommen ({len(result.not_taken_over)})", level)
    for why, entries in reasons.items():
        rows = tuple((entry.where, entry.text) for entry in entries[:SHOWN_PER_REASON])
        yield Table(f"{why} ({count(len(entries), 'Stelle', 'Stellen')})", ("Stelle", "Text"), rows)
        yield from cut(len(entries), SHOWN_PER_REASON)
    if result.remarks:
        kept = count(len(result.remarks), "Stelle", "Stellen")
        yield Note(f"Als Bemerkung aufgehoben, weil keine Angabe des Katalogs dazu passt: {kept}.")


def problem_blocks(result: CheckResult, level: Level) -> Iterator[Block]:
    if result.problems:
        yield Heading("Beim Lesen aufgefallen", level)
        yield BulletList(tuple(f"{p.where}: {p.message}" if p.where else p.message for p in result.problems))
