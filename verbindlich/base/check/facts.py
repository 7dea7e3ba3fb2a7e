"""What a concept's text tells of the concept itself: its parts, its monitoring, its revision, its adoption.

By careful words (`phrases.toml`), sentence by sentence; a sentence that takes it back ("noch nicht beschlossen") counts as
said, and denied. A spreadsheet has no such text; only the lines above its table may speak of a resolution.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from verbindlich.base.calc.catalogue import ConceptFacts
from verbindlich.base.check.chapters import is_heading, is_title
from verbindlich.base.check.folding import fold
from verbindlich.base.readers.source import Paragraph, Source

TABLE = Path(__file__).with_name("phrases.toml")
SENTENCE = re.compile(r"(?:(?<=[a-zäöüß)\]]{2}[.!?;])|(?<=\d{4}[.!?;]))\s+(?=[A-ZÄÖÜ„])|\n+")
LONGEST_SENTENCE = 600  # characters looked at
LONGEST_HEADING = 90  # characters; a short paragraph of its own may head a part without being styled as a heading
YEARS = {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "zehn": 10}
TERM_YEARS = 5  # KomWG: a term of council or Kreistag in Saxony
MONTHS = {
    "januar": 1, "februar": 2, "märz": 3, "april": 4, "mai": 5, "juni": 6,
    "juli": 7, "august": 8, "september": 9, "oktober": 10, "november": 11, "dezember": 12,
}  # fmt: skip


@dataclass(frozen=True)
class Topic:
    """The phrases of one fact."""

    says: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]

    def hits(self, sentences: Iterable[str]) -> Iterator[tuple[str, re.Match[str], bool]]:
        """Each sentence that speaks of it, where it does, and whether it says so (False: takes it back)."""
        for sentence in sentences:
            match = next((found for pattern in self.says if (found := pattern.search(sentence))), None)
            if match:
                yield sentence, match, not any(pattern.search(sentence) for pattern in self.unless)

    def said(self, sentences: Iterable[str]) -> bool:
        """Whether any sentence says so."""
        return any(positive for _, _, positive in self.hits(sentences))


def concept_facts(source: Source, title_lines: Sequence[str], *, has_fields: bool, has_measures: bool) -> ConceptFacts:
    """What the source tells beyond its measures. `title_lines`: the lines above a spreadsheet's tables."""
    prose = [paragraph for paragraph in source.paragraphs if not (is_heading(paragraph) or is_title(paragraph))]
    if source.format != "docx" or not prose:
        adopted, day = _adoption(_sentences([*title_lines, *(p.text for p in source.paragraphs)]))
        return ConceptFacts(adopted=adopted, adopted_on=day)
    sentences = _sentences(paragraph.text for paragraph in source.paragraphs)
    adopted, day = _adoption(sentences)
    interval, due = _revision(sentences, day)
    return ConceptFacts(
        text="\n".join(paragraph.text for paragraph in source.paragraphs),
        elements=frozenset(_elements(source.paragraphs, has_fields=has_fields, has_measures=has_measures)),
        adopted_on=day,
        adopted=bool(adopted),
        revision_due=due,
        revision_interval=interval,
        monitoring_described=_topic("monitoring").said(sentences),
        municipalities_heard=_topic("heard").said(sentences),
    )


def _sentences(texts: Iterable[str]) -> list[str]:
    return list(
        dict.fromkeys(sentence[:LONGEST_SENTENCE] for text in texts for sentence in SENTENCE.split(text) if sentence)
    )


def _adoption(sentences: Iterable[str]) -> tuple[bool | None, date | None]:
    """Whether and when the concept was adopted; (None, None) where nothing speaks of it, (False, None) where only denied."""
    about, day = (re.compile(str(_table()["adopted"][key]), re.IGNORECASE) for key in ("about", "date"))
    hits = [hit for hit in _topic("adopted").hits(sentences) if about.search(hit[0]) or day.search(hit[0])]
    affirmed = [sentence for sentence, _, positive in hits if positive]
    if not affirmed:
        return (False if hits else None), None
    days = (found for sentence in affirmed if (match := day.search(sentence)) and (found := _day(match)))
    return True, next(days, None)


def _revision(sentences: Sequence[str], adopted_on: date | None) -> tuple[bool, date | None]:
    """Whether an interval is named, and when the next revision is due (named, or reckoned from the adoption)."""
    years = [_years(match) for _, match, positive in _topic("revision").hits(sentences) if positive]
    named = (_due(match) for _, match, positive in _topic("due").hits(sentences) if positive)
    due = next((day for day in named if day), None)
    if due is None and years and adopted_on:
        due = _later(adopted_on, years[0])
    return bool(years), due


def _years(match: re.Match[str]) -> int:
    found = {name: text.casefold() for name, text in match.groupdict().items() if text}
    if "years" in found:
        return YEARS.get(found["years"]) or int(found["years"])
    return TERM_YEARS if "term" in found else 1


def _later(day: date, years: int) -> date:
    """The same day some years later; 28 February for a leap day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _due(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    if found["year"]:
        return date(int(found["year"]), 12, 31)
    day, month, year = map(int, found["day"].split("."))
    return _date(year, month, day)


def _day(match: re.Match[str]) -> date | None:
    month = int(match["month"]) if match["month"] else MONTHS[match["name"].casefold()]
    return _date(int(match["year"]), month, int(match["day"]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _elements(paragraphs: Iterable[Paragraph], *, has_fields: bool, has_measures: bool) -> Iterator[str]:
    """The parts of a concept by its headings. Fields and measures that were found are parts, whatever their heading."""
    headings = [
        f" {fold(p.text)} "
        for p in paragraphs
        if is_heading(p) or len(p.text) <= LONGEST_HEADING and not p.text.endswith((".", ":"))
    ]
    words: Mapping[str, list[str]] = _table()["elements"]
    for element, listed in words.items():
        if any(f" {fold(word)} " in heading for word in listed for heading in headings):
            yield element
    yield from ["handlungsfelder"] * has_fields + ["ziele-massnahmen"] * has_measures


@cache
def _topic(name: str) -> Topic:
    entry = _table()[name]
    says, unless = (tuple(re.compile(p, re.IGNORECASE) for p in entry[key]) for key in ("says", "unless"))
    return Topic(says, unless)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))
