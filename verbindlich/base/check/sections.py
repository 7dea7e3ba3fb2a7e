"""Lines that open a section: "Handlungsfeld 3: Arbeit", "HF III – Arbeit", "6.1 Handlungsfeld Sprache", "Leitziel 1 …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from verbindlich.base.check.folding import fold
from verbindlich.base.check.synonyms import Synonyms

GoalLevel = Literal["leitziel", "mittelfristig", "kurzfristig", ""]

LONGEST_FIELD = 160  # characters; a longer line tells about a field, it does not name one
NUMBER = r"(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}(?:\.\d{1,3})*|[A-Z](?:\.\d{1,3})*|\d{1,2}[a-z])"
TITLE_PREFIX = re.compile(rf"({NUMBER})(?:[.):]+\s*|\s*[-–—:|]\s*|\s+)(?=\S)")
LONE_NUMBER = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})*[a-z]?|[IVX]{1,5}(?:\.\d{1,2})*)[.):]*")
BLANKS = re.compile(r"[^\S\n]+")
BULLET = re.compile(r"\s*(?:[-–—•·▪◦*‣➢>]|\d{1,2}[.)]|[a-z]\))\s+")
SENTENCE_END = (".", "!", ";")
GOAL_SENTENCE = re.compile(
    r"Ziel(?: dieses Handlungsfelde?s| der Kommune| des Landkreises| der Stadt)? ist\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Section:
    """What a line opens. `title` may be "" ("Handlungsfeld 3"); `level` of a goal as its word says."""

    kind: Literal["field", "goal"]
    title: str
    number: str = ""
    level: GoalLevel = ""
    plural: bool = False


class SectionWords:
    """Recognises sections by the words of the synonym table."""

    def __init__(self, synonyms: Synonyms) -> None:
        words = {fold(word): kind for kind, listed in synonyms.sections.items() for word in listed}
        self._kinds: Mapping[str, str] = words
        self._pattern = _pattern([word for listed in synonyms.sections.values() for word in listed])
        self._inside = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in synonyms.sections["field"]))
        self._general = synonyms.generic

    def read(self, text: str) -> Section | None:
        """The section a line opens, None where it opens none. "Ziel" needs a colon, a number or a dash after it."""
        line = BLANKS.sub(" ", text.strip())
        if GOAL_SENTENCE.match(line):
            return Section("goal", line)
        match = self._pattern.fullmatch(line)
        if match is None or _goes_on(match):
            return None
        word, title = fold(match["word"]), bare_title(match["title"])
        number = match["after"] or match["before"] or ""
        marked = bool(match["after"] or match["mark"])
        if self._kinds[word] == "field":
            return _field(" ".join(title.split()), number, marked)
        return _goal(word, title, number, marked, self._kinds[word])

    def read_lines(self, text: str) -> list[Section]:
        """As `read`, for a cell that names field and goal on lines of their own. [] where it does not begin with a section."""
        lines = [line for line in text.split("\n") if line.strip()]
        opening = [index for index, line in enumerate(lines) if self.read(line)]
        if len(opening) < 2 or opening[0] != 0:
            whole = self.read(text)
            return [whole] if whole else []
        parts = zip(opening, [*opening[1:], len(lines)], strict=True)
        joined = (self.read("\n".join(lines[start:end])) for start, end in parts)
        return [section for section in joined if section]

    def read_title(self, text: str) -> Section | None:
        """As `read`, also where general words stand before the label: "Maßnahmenkatalog Handlungsfeld 1: Sprache"."""
        line = " ".join(text.split())
        if section := self.read(line):
            return section
        inside = self._inside.search(line) if len(line) <= LONGEST_FIELD else None
        if inside is None or not all(word in self._general for word in fold(line[: inside.start()]).split()):
            return None
        section = self.read(line[inside.start() :])
        return section if section and section.kind == "field" else None

    def level(self, header: str) -> GoalLevel:
        """The level of the goals in a column: "Leitziel", "mittelfristiges Ziel"."""
        kind = self._kinds.get(fold(header), "")
        return kind if kind in ("leitziel", "mittelfristig", "kurzfristig") else ""  # type: ignore[return-value]

    def label(self, text: str) -> Literal["field", "goal", ""]:
        """Whether a text is only the label of a section: "Handlungsfeld:", "Ziele", "Handlungsfeld 3"."""
        match = self._pattern.fullmatch(" ".join(text.split()))
        if match is None or match["title"].strip():
            return ""
        return "field" if self._kinds[fold(match["word"])] == "field" else "goal"

    def reference(self, text: str) -> str:
        """The number of a goal where a text holds nothing else: "Ziel 3", "3.", "2.1"; "" where it says more."""
        line = " ".join(text.split())
        if bare := LONE_NUMBER.fullmatch(line):
            return bare[1]
        match = self._pattern.fullmatch(line)
        alone = match is not None and match["after"] and not match["title"].strip()
        return match["after"] if match and alone and self._kinds[fold(match["word"])] != "field" else ""

    def name(self, text: str) -> tuple[str, str]:
        """Number and bare title of a cell that is known to name a field or goal: "HF 3: Arbeit", "3. Arbeit" → ("3", "Arbeit")."""
        line = " ".join(text.split())
        match = self._pattern.fullmatch(line)
        if match and (match["title"].strip() or match["after"]) and not (GOAL_SENTENCE.match(line) or _goes_on(match)):
            return match["after"] or match["before"] or "", bare_title(match["title"])
        number = TITLE_PREFIX.match(line)
        return (
            (number[1], bare_title(line[number.end() :]))
            if number and _numbers(number[1], number[0])
            else ("", bare_title(line))
        )


def _goes_on(match: re.Match[str]) -> bool:
    """Whether the word only begins a sentence: "Ziel A erreichen"."""
    counted = (match["after"] or "")[:1].isdigit()
    return not (match["mark"] or counted) and match["title"].lstrip()[:1].islower()


def goal_texts(text: str, *, each_line: bool) -> list[str]:
    """The goals in one cell. A line opens a new goal after a bullet, a number or a sentence's end; with `each_line` always
    unless it goes on in small letters."""
    goals: list[str] = []
    for line in filter(str.strip, text.split("\n")):
        bullet = BULLET.match(line)
        if goals and not bullet and not _opens(line, goals[-1], each_line=each_line):
            goals[-1] += " " + line.strip()
        else:
            goals.append(
                line[bullet.end() :].strip()
                if bullet and not line[: bullet.end()].strip()[0].isalnum()
                else line.strip()
            )
    return [goal for goal in goals if goal]


def _opens(line: str, before: str, *, each_line: bool) -> bool:
    if line.strip()[0].islower() or before.endswith((",", "-", "–")):
        return False
    return (
        each_line or before.endswith(SENTENCE_END) or bool(re.match(r"\s*\S*ziel\w* ?[\d.]*[:.]", line, re.IGNORECASE))
    )


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<before>{NUMBER})[.):]?[^\S\n]+)?(?P<word>(?i:{alternatives}))(?=[\d\s:.]|[–—-]\s|$)"
        rf"(?:\s*(?:Nr\.?\s*)?(?P<after>{NUMBER})(?!\w))?(?P<mark>\s*[:.)|–—-]+(?=\s|$)|:)?(?P<title>.*)",
        re.DOTALL,
    )


def _field(title: str, number: str, marked: bool) -> Section | None:
    """Unmarked ("Handlungsfeld Arbeit"), the title must look like a name, not like the rest of a sentence."""
    if not title:
        return Section("field", "", number) if number and marked else None
    unmarked_name = title[0].isupper() and not title.endswith((".", ",", ":"))
    if len(title) > LONGEST_FIELD or not (marked or unmarked_name):
        return None
    return Section("field", title, number)


def _goal(word: str, title: str, number: str, marked: bool, kind: str) -> Section | None:
    compound = word not in ("ziel", "ziele") and title[:1].isupper() and not word.endswith("e")
    if not title or not (marked or (compound and not title.endswith(","))):
        return None
    level: GoalLevel = kind if kind in ("leitziel", "mittelfristig", "kurzfristig") else ""  # type: ignore[assignment]
    return Section("goal", title, number, level, plural=word.endswith(("ziele", "ungen")))


def bare_title(text: str) -> str:
    """Without blanks, a colon at the end and quotation marks around the whole."""
    title = text.strip().rstrip(":").strip()
    return title[1:-1].strip() if len(title) > 2 and title[0] in '„"»“' and title[-1] in '“"«”' else title


def _numbers(number: str, prefix: str) -> bool:
    """Whether a leading number numbers: "3 Arbeit", "III Arbeit", "A. Arbeit", but not the "A" of a word or a lone letter."""
    return number[0].isdigit() or len(number) > 1 or prefix.rstrip() != number
