"""Measures that a Word file names in paragraphs instead of tables.

Two ways: a list below "Maßnahmen:", one measure an item; or a heading or line "Maßnahme 1.1: …" of its own, with lines
such as "Verantwortlich: …" below it. Only for files without a table of measures: beside one, such lines talk about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbindlich.base.check.folding import fold
from verbindlich.base.check.headers import Column, column_of
from verbindlich.base.check.layout import is_generic
from verbindlich.base.check.numbers import WORDS, part_title
from verbindlich.base.check.reading import Draft, Reading
from verbindlich.base.check.sections import BULLET
from verbindlich.base.readers.source import Cell, Paragraph, Table

LIST_STYLE = re.compile(r"list|aufz", re.IGNORECASE)
BELOW_ITEM = re.compile(r"[2-9]$")  # styles of lists inside a list
NAMED = re.compile(rf"{WORDS}\s*(?:Nr\.?\s*)?(?:[A-Z]{{1,3}}[ .\-]?)?\d[\w.\-]*\s*(?:[:–—|]|-\s)\s*\S", re.IGNORECASE)
LABELLED = re.compile(r"([^:\t\n]{2,60})(?::|\t)[^\S\n]*(.*)")
ANNOUNCED = re.compile(r"[^.:]{0,60}\b(?:Maßnahmen|Massnahmen|Vorhaben)\b[^.:]{0,60}:", re.IGNORECASE)
LONGEST_LABEL = 90  # characters
MEASURES = frozenset(("massnahmen", "vorhaben", "projekte"))
TEXT = Table("Text", "table", ())  # where the statements of paragraphs stand, so that they are read like cells
REMARK = "Als Bemerkung behalten"


class ParagraphMeasures:
    """Takes the paragraphs that name measures or speak of the one named last. `active` False: takes none."""

    def __init__(self, reading: Reading, *, active: bool) -> None:
        self._reading = reading
        self._active = active
        self._list_level = 0  # of the heading "Maßnahmen"; 10 for a line of text
        self._draft: Draft | None = None
        self._described = False  # the measure has lines of its own below its name
        self._label: Column | None = None  # "Verantwortlich:" alone on its line: the next lines say who

    def leave(self) -> None:
        """A field or another part begins."""
        self._list_level, self._draft, self._label = 0, None, None

    def enter_goals(self) -> None:
        """A goal named below the measure is the measure's, else a new part begins."""
        if self._draft is not None and self._described:
            self._draft.goals = self._reading.position.goals_for_measure()
        else:
            self.leave()

    def take_heading(self, heading: Paragraph) -> bool:
        """Whether a heading names a measure or announces a list of them."""
        if not self._active:
            return False
        inside = 0 < self._list_level < heading.level
        if NAMED.match(heading.text) or (inside and not is_generic(heading.text, self._reading.synonyms)):
            self._begin(heading, heading.text, described=True)
            return True
        self.leave()
        announces = is_generic(heading.text, self._reading.synonyms) and bool(
            MEASURES & set(fold(heading.text).split())
        )
        self._list_level = heading.level if announces and self._reading.position.field else 0
        return False

    def take(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph names a measure or says something of it."""
        if not self._active:
            return False
        if NAMED.match(paragraph.text):
            self._begin(paragraph, paragraph.text, described=True)
        elif self._announces(paragraph):
            self.leave()
            self._list_level = 10
            self._reading.ledger.mapped(paragraph, "header title")
        elif pairs := self._pairs(paragraph):
            self._say(paragraph, pairs)
        elif self._is_item(paragraph):
            self._begin(paragraph, _without_bullet(paragraph.text), described=False)
        elif self._draft is not None and (self._described or BELOW_ITEM.search(paragraph.style)):
            self._say(paragraph, [(self._label or Column(2, "description", ""), paragraph.text)])
        else:
            self._close_list(paragraph)
            return False
        return True

    def _announces(self, paragraph: Paragraph) -> bool:
        """ "Maßnahmen:", "Folgende Maßnahmen sind geplant:", inside a field."""
        text = paragraph.text
        if len(text) > LONGEST_LABEL or not self._reading.position.field or LIST_STYLE.search(paragraph.style):
            return False
        match = self._reading.synonyms.strong(text)
        return ANNOUNCED.fullmatch(text) is not None or (
            match is not None and match.property == "title" and bool(MEASURES & set(fold(text).split()))
        )

    def _is_item(self, paragraph: Paragraph) -> bool:
        """An item of the announced list: by its style, its bullet or its number."""
        if not self._list_level or self._described or BELOW_ITEM.search(paragraph.style):
            return False
        return bool(
            LIST_STYLE.search(paragraph.style) or BULLET.match(paragraph.text) or part_title(paragraph.text).number
        )

    def _close_list(self, paragraph: Paragraph) -> None:
        """ "Indikatoren:" ends a list of measures: what follows is another list."""
        if paragraph.text.endswith(":") and len(paragraph.text) <= LONGEST_LABEL:
            self.leave()

    def _pairs(self, paragraph: Paragraph) -> list[tuple[Column, str]]:
        """The labelled lines of a paragraph that speaks of a measure; [] where its first line has no known label."""
        if self._draft is None or BULLET.match(paragraph.text) and not self._described:
            return []
        pairs = list(self._lines(paragraph.text))
        known = bool(pairs) and pairs[0][0].property != ""
        return pairs if known and (self._described or any(text for _, text in pairs)) else []

    def _lines(self, text: str) -> Iterator[tuple[Column, str]]:
        """Label and value of each line; a line without a known label goes on with the one above."""
        column = Column(2, "", "")
        for line in BULLET.sub("", text, count=1).split("\n"):
            match = LABELLED.match(line)
            found = self._reading.synonyms.strong(match[1]) if match else None
            if match and found and found.property not in ("title", "field", "goal"):
                column = column_of(2, match[1].strip(), self._reading.synonyms)
                yield column, match[2].strip()
            else:
                yield column, line.strip()

    def _begin(self, paragraph: Paragraph, text: str, *, described: bool) -> None:
        position = self._reading.position
        self._draft = Draft(TEXT, paragraph.where, field=position.field, goals=position.goals_for_measure())
        self._described, self._label = described, None
        self._reading.drafts.append(self._draft)
        self._say(paragraph, [(Column(1, "title", "Maßnahme"), text)])

    def _say(self, paragraph: Paragraph, pairs: list[tuple[Column, str]]) -> None:
        """Give statements to the measure, and record the paragraph once for all of them."""
        assert self._draft is not None
        for column, text in pairs:
            self._reading.properties.update(filter(None, (column.property, *column.also)))
            if text:
                self._draft.add(column, Cell(paragraph.number, column.index, text))
            self._label = None if text or not self._described else column
        names = " ".join(dict.fromkeys(column.property for column, _ in pairs))
        if names in ("", "remark"):
            self._reading.ledger.remark(paragraph, "measure", REMARK)
        else:
            self._reading.ledger.mapped(paragraph, f"measure {names}")


def _without_bullet(text: str) -> str:
    """The item's text; the figure of a numbered list begins anew in every list and numbers no measure."""
    return text if part_title(text).number.count(".") else BULLET.sub("", text, count=1)
