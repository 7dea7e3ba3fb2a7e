"""The concept check of an uploaded file, as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.files import File
from django.utils.translation import gettext_lazy as _

from verbindlich.base.calc.figure7 import READING
from verbindlich.base.calc.findings import SEVERITIES, Severity
from verbindlich.base.check import summary
from verbindlich.base.check.run import CheckResult, check
from verbindlich.base.check.synonyms import load_synonyms
from verbindlich.base.readers import read_bytes
from verbindlich.base.readers.source import UnreadableFile
from verbindlich.domain.assessment import facts

MOST_CELLS = 100_000  # some 10,000 measures; more would fill the web server's memory
TOO_LARGE = _(
    "Die Datei enthält über 100.000 gefüllte Zellen. Das prüft der Befehl auf dem eigenen Rechner: verbindlich check DATEI"
)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A criterion of figure 7: the own answer and share beside how the other concepts stand."""

    criterion: str
    answer: str
    share: str
    remark: str
    others: str


@dataclass(frozen=True, slots=True)
class Checked:
    result: CheckResult
    reading: str = READING

    @property
    def rows(self) -> list[OwnRow]:
        return [OwnRow(r.criterion, r.answer, r.share, r.remark, facts.others(r.criterion)) for r in self.result.rows]

    @property
    def sentence(self) -> str:
        return f"{summary.sentence(self.result)} {summary.tally(self.result)}."

    @property
    def severities(self) -> list[tuple[Severity, int, list[summary.Group]]]:
        """What was found by severity, errors first: how many findings, and these rule by rule."""
        counted = [
            (severity, self.result.count(severity), summary.groups(self.result, severity)) for severity in SEVERITIES
        ]
        return [entry for entry in counted if entry[1]]

    @property
    def unjudged(self) -> list[tuple[str, list[str]]]:
        """Why rules did not judge, with what those rules ask."""
        return [(reason, [rule.sentence for rule in rules]) for reason, rules in summary.unjudged(self.result).items()]

    @property
    def left_out(self) -> list[tuple[str, int]]:
        return [(reason, len(entries)) for reason, entries in summary.left_out(self.result).items()]


def check_upload(file: File[bytes], *, kind: str | None, today: date) -> Checked | str:
    """The result, or the German message why the file cannot be read. The file is read in a limited child process and not kept."""
    try:
        source = read_bytes(file.read(), file.name or "Datei")
    except UnreadableFile as error:
        return str(error)
    if sum(len(table.cells) for table in source.tables) > MOST_CELLS:
        return str(TOO_LARGE)
    return Checked(check(source, synonyms=load_synonyms(None), today=today, kind=kind))
