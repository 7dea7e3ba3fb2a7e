"""The paragraphs of a Word file between its tables: headings and lines that name fields, goals and indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbindlich.base.check.chapters import contents_lines, field_headings, has_title, is_heading, is_title
from verbindlich.base.check.layout import Layout, is_generic
from verbindlich.base.check.paragraph_measures import LIST_STYLE, ParagraphMeasures
from verbindlich.base.check.reading import Position, Reading
from verbindlich.base.check.sections import BULLET, Section
from verbindlich.base.check.walk import TableWalker
from verbindlich.base.readers.source import Block, Paragraph, Source, Table

INDICATOR = re.compile(
    r"(?:Erfolgs|Wirkungs|Ziel)?(?:indikator(?:en)?|kennzahl(?:en)?|messgrößen?)\s*:\s*(?=\S)", re.IGNORECASE
)
GOALS_FOLLOW = re.compile(r".{0,120}\bZiele\b.{0,80}:", re.IGNORECASE)
MOST_GOALS = 30  # paragraphs below a line "Ziele" looked at
LONGEST_GOAL = 300  # characters; a longer paragraph below "Ziele" explains them

CAPTION = re.compile(r"(?:Tab(?:elle|\.)?|Übersicht|Abb(?:ildung|\.)?)\s*[\dIVX]+(?:[.\-]\d+)*\s*[:.–-]*\s*(?=\S)")
LONGEST_CAPTION = 160  # characters

PROSE, HEADING, TITLE, CONTENTS = "Fließtext", "Überschrift", "Titel des Dokuments", "Inhaltsverzeichnis"


def walk_document(source: Source, layouts: Sequence[Layout], reading: Reading, tables: TableWalker) -> None:
    """Read a Word file from top to bottom: its tables in the sections that headings and lines open."""
    DocumentWalker(source.blocks, layouts, reading, tables).walk()


class DocumentWalker:
    """Keeps the field and goals that paragraphs open for the tables that follow."""

    def __init__(
        self, blocks: Sequence[Block], layouts: Sequence[Layout], reading: Reading, tables: TableWalker
    ) -> None:
        self._blocks = blocks
        self._layouts = iter(layouts)
        self._reading = reading
        self._tables = tables
        self._fields = field_headings(blocks, layouts, reading)
        self._contents = contents_lines(blocks)
        self._measures_follow = _before_measures(blocks, layouts)
        self._lines = ParagraphMeasures(
            reading, active=not any(layout.kind in ("list", "sheets") for layout in layouts)
        )
        self._field_level = 0
        self._heading: Paragraph | None = None  # right above the next table
        self._goals: frozenset[int] = frozenset()  # paragraphs that a line "Ziele:" announced

    def walk(self) -> None:
        """Read every block."""
        for index, block in enumerate(self._blocks):
            if isinstance(block, Table):
                self._table(next(self._layouts))
            elif is_heading(block):
                self._head(index, block)
            elif block.number in self._contents:
                self._reading.ledger.left_out(block, CONTENTS)
            else:
                self._body(index, block)
        for heading in filter(is_heading, self._blocks):
            self._reading.ledger.left_out(heading, HEADING)

    def _table(self, layout: Layout) -> None:
        title = self._heading.text if self._heading and layout.kind == "sheets" and not has_title(layout) else ""
        drafts = len(self._reading.drafts)
        self._tables.walk(layout, title)
        if title and self._heading and len(self._reading.drafts) > drafts:
            self._reading.ledger.mapped(self._heading, "title")
        self._heading = None

    def _head(self, index: int, heading: Paragraph) -> None:
        section = self._section(heading)
        self._heading = None
        if section:
            self._enter(section, heading)
            self._field_level = heading.level if section.kind == "field" else self._field_level
            return
        if heading.level <= self._field_level:
            self._reading.position = Position()
            self._field_level = 0
        if self._lines.take_heading(heading):
            return
        if not is_generic(heading.text, self._reading.synonyms):
            self._heading = heading
        self._goals = (
            self._announced(index)
            if self._reading.words.label(_without_number(heading.text)) == "goal"
            else frozenset()
        )

    def _enter(self, section: Section, paragraph: Paragraph) -> None:
        self._reading.enter(section, paragraph, paragraph.where)
        if section.kind == "goal":
            self._lines.enter_goals()
        else:
            self._lines.leave()

    def _section(self, heading: Paragraph) -> Section | None:
        if heading.number in self._fields:
            number, title = self._reading.words.name(heading.text)
            return Section("field", title, number)
        return self._reading.words.read_title(heading.text)

    def _body(self, index: int, paragraph: Paragraph) -> None:
        reading = self._reading
        sections = [] if is_title(paragraph) else self._opened(paragraph)
        for section in sections:
            self._enter(section, paragraph)
            self._field_level = 10 if section.kind == "field" else self._field_level
        if sections:
            return
        if self._lines.take(paragraph):
            return
        if paragraph.number in self._goals and reading.position.field:
            goals = reading.outline.goals_in(BULLET.sub("", paragraph.text, count=1))
            reading.enter_goals(goals, paragraph.where)
            reading.ledger.mapped(paragraph, "goal")
        elif (found := INDICATOR.match(paragraph.text)) and reading.position.goals:
            reading.outline.indicator(reading.position.goals[-1], reading.position.field, paragraph.text[found.end() :])
            reading.ledger.mapped(paragraph, "goal indicator")
        else:
            self._leave_out(index, paragraph)

    def _opened(self, paragraph: Paragraph) -> list[Section]:
        """Sections of a paragraph; a goal counts only inside a field, or right above measures."""
        follow = paragraph.number in self._measures_follow
        found = self._reading.words.read_lines(paragraph.text)
        if not found and follow and len(paragraph.text) <= LONGEST_CAPTION:
            found = list(filter(None, [self._reading.words.read_title(CAPTION.sub("", paragraph.text, count=1))]))
        return [section for section in found if section.kind == "field" or follow or self._reading.position.field]

    def _leave_out(self, index: int, paragraph: Paragraph) -> None:
        label = self._reading.words.label(paragraph.text) == "goal" or GOALS_FOLLOW.fullmatch(paragraph.text)
        if label:
            self._goals = self._announced(index)
        self._reading.ledger.left_out(paragraph, TITLE if is_title(paragraph) else PROSE)

    def _announced(self, index: int) -> frozenset[int]:
        """The paragraphs below a line "Ziele": those of a list where there is one, else the next short paragraphs."""
        below: list[Paragraph] = []
        for block in self._blocks[index + 1 : index + 1 + MOST_GOALS]:
            if isinstance(block, Table) or is_heading(block) or self._reading.words.label(block.text):
                break
            below.append(block)
        listed = [p for p in below if LIST_STYLE.search(p.style) or BULLET.match(p.text)]
        short = [p for p in below if len(p.text) <= LONGEST_GOAL and not p.text.endswith(":")]
        return frozenset(p.number for p in listed or short[:1])


def _without_number(text: str) -> str:
    return text.lstrip("0123456789. ")


def _before_measures(blocks: Sequence[Block], layouts: Sequence[Layout]) -> frozenset[int]:
    """The paragraphs with a table of measures below them before the next heading."""
    left = iter(reversed(layouts))
    follow = False
    found = []
    for block in reversed(blocks):
        if isinstance(block, Table):
            follow = next(left).kind != "none" or follow
        else:
            if follow:
                found.append(block.number)
            follow = follow and not is_heading(block)
    return frozenset(found)
