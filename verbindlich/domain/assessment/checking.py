"""The concept check of an uploaded file, as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.files import File

from verbindlich.base.calc.figure7 import READING
from verbindlich.base.calc.findings import Finding
from verbindlich.base.check.run import CheckResult, check
from verbindlich.base.check.synonyms import load_synonyms
from verbindlich.base.readers import read_bytes
from verbindlich.base.readers.source import UnreadableFile
from verbindlich.domain.assessment import facts


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
    def groups(self) -> list[tuple[str, list[Finding]]]:
        """Findings by severity, errors first."""
        return [(severity, list(found)) for severity, found in groupby(self.result.findings, key=lambda f: f.severity)]


def check_upload(file: File[bytes], *, kind: str | None, today: date) -> Checked | str:
    """The result, or the German message why the file cannot be read. The file is read in a limited child process and not kept."""
    try:
        source = read_bytes(file.read(), file.name or "Datei")
    except UnreadableFile as error:
        return str(error)
    return Checked(check(source, synonyms=load_synonyms(None), today=today, kind=kind))
