"""Headings of a Word file that name a field of action although they do not say "Handlungsfeld": "5 Gesundheit"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from verbindlich.base.check.folding import fold
from verbindlich.base.check.layout import Layout, is_generic
from verbindlich.base.check.numbers import part_title
from verbindlich.base.check.reading import Reading
from verbindlich.base.readers.source import Block, Paragraph, Table

CONTENTS = frozenset(
    (
        "inhalt",
        "inhaltsverzeichnis",
        "inhaltsuebersicht",
        "inhaltsangabe",
        "gliederung",
        "tabellenverzeichnis",
        "abbildungsverzeichnis",
    )
)
CONTENTS_STYLES = ("toc", "verzeichnis", "inhaltsverzeichnis", "table of figures")
PAGE = re.compile(r"(?:\t|\.{3}|…|\s{3})[\s.…]*\d{1,3}$")  # "4.1 Handlungsfeld Sprache ……… 42"
LONGEST_ENTRY = 250  # characters; a longer paragraph below "Inhalt" is prose
TITLE_STYLES = ("title", "titel", "subtitle", "untertitel")
MEASURE_WORDS = ("massnahme", "steckbrief", "projekt", "vorhaben")


@dataclass(frozen=True, slots=True)
class Place:
    """A table with the headings it stands under, outermost first."""

    layout: Layout
    headings: tuple[Paragraph, ...]
    labelled: bool  # a line with the word for it names the field above


def is_heading(block: Block) -> TypeGuard[Paragraph]:
    """Whether a block is a heading (a document's title is none)."""
    return isinstance(block, Paragraph) and block.level > 0 and not is_title(block)


def is_title(paragraph: Paragraph) -> bool:
    """The title of the document, by its style."""
    return paragraph.style.casefold().startswith(TITLE_STYLES)


def contents_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """The numbers of the paragraphs that make up a table of contents: they name fields, but open none."""
    found: set[int] = set()
    styled = any(is_heading(block) and fold(block.text) not in CONTENTS for block in blocks)
    below = False  # entries without page numbers end at the next heading, if the file has such
    for block in blocks:
        if not isinstance(block, Paragraph) or is_heading(block) or fold(block.text) in CONTENTS:
            below = styled and isinstance(block, Paragraph) and fold(block.text) in CONTENTS
        elif len(block.text) <= LONGEST_ENTRY and (below or _is_entry(block)):
            found.add(block.number)
        else:
            below = False
    return frozenset(found)


def _is_entry(paragraph: Paragraph) -> bool:
    """A line of a table of contents, by its style or the page at its end."""
    return paragraph.style.casefold().startswith(CONTENTS_STYLES) or PAGE.search(paragraph.text) is not None


def field_headings(blocks: Sequence[Block], layouts: Iterable[Layout], reading: Reading) -> frozenset[int]:
    """The numbers of the paragraphs that are fields because a table of measures stands below them.

    Where a chapter "Handlungsfelder" or "Maßnahmen" holds such headings, its other headings of that level are fields, too.
    """
    found = {
        heading.number: heading for place in _places(blocks, layouts, reading) if (heading := _field_of(place, reading))
    }
    siblings = _siblings(blocks, frozenset(found), reading)
    return frozenset(found) | siblings


def _places(blocks: Sequence[Block], layouts: Iterable[Layout], reading: Reading) -> Iterator[Place]:
    """Each table of measures that names no field itself."""
    left = iter(layouts)
    contents = contents_lines(blocks)
    stack: list[Paragraph] = []
    labelled_line = False
    for block in blocks:
        if isinstance(block, Paragraph) and block.number in contents:
            continue
        if isinstance(block, Table):
            layout = next(left)
            if layout.kind != "none" and not names_field(layout, reading):
                yield Place(
                    layout, tuple(stack), labelled_line or any(_is_field(heading, reading) for heading in stack)
                )
        elif is_heading(block):
            stack = [*(heading for heading in stack if heading.level < block.level), block]
            labelled_line = labelled_line and is_generic(block.text, reading.synonyms)
        elif _is_field(block, reading):
            labelled_line = True


def names_field(layout: Layout, reading: Reading) -> bool:
    """Whether the table has a column or a label for the field, or rows that name one."""
    if any(region.header.has("field") for region in layout.regions):
        return True
    labels = (cell for row in layout.rows for cell in row.cells if cell.column in layout.labels)
    if any((match := reading.synonyms.match(cell.text)) and match.property == "field" for cell in labels):
        return True
    return any(_is_field_text(row.cells[0].text, reading) for row in layout.rows if len(row.cells) == 1)


def _is_field_text(text: str, reading: Reading) -> bool:
    match = reading.synonyms.strong(text)
    section = reading.words.read(text)
    return (match is not None and match.property == "field") or (section is not None and section.kind == "field")


def _is_field(paragraph: Paragraph, reading: Reading) -> bool:
    section = reading.words.read_title(paragraph.text) if paragraph.level else reading.words.read(paragraph.text)
    return section is not None and section.kind == "field"


def _field_of(place: Place, reading: Reading) -> Paragraph | None:
    """The heading that names the table's field: the one right below a chapter of fields or measures, else the nearest."""
    if place.labelled:
        return None
    named = [index for index, heading in enumerate(place.headings) if _names(heading, reading)]
    chapters = [
        index
        for index, heading in enumerate(place.headings)
        if _is_chapter(heading, reading) and index < max(named, default=0)
    ]
    naming = [place.headings[index] for index in named if index > max(chapters, default=-1)]
    if place.layout.kind == "sheets":
        naming = [heading for heading in naming if not _names_measure(heading, place.layout)]
    if not naming:
        return None
    return naming[0] if chapters else naming[-1]


def _names(heading: Paragraph, reading: Reading) -> bool:
    """Whether a heading can be a field's name: neither a general word, nor a goal."""
    return not is_generic(heading.text, reading.synonyms) and reading.words.read(heading.text) is None


def _names_measure(heading: Paragraph, layout: Layout) -> bool:
    """Whether a heading repeats or gives the name of the measure in the block below it."""
    words = fold(part_title(heading.text).title)
    if fold(heading.text).startswith(MEASURE_WORDS):
        return True
    return not has_title(layout) or any(words in fold(cell.text) for row in layout.rows[:4] for cell in row.cells)


def has_title(layout: Layout) -> bool:
    """Whether a label of the block names the measure."""
    return any(
        fold(row.cells[0].text).startswith(MEASURE_WORDS) or fold(row.cells[0].text) in ("titel", "was", "bezeichnung")
        for row in layout.rows
    )


def _is_chapter(heading: Paragraph, reading: Reading) -> bool:
    words = set(fold(heading.text).split())
    return is_generic(heading.text, reading.synonyms) and bool(words & reading.synonyms.chapters)


def _siblings(blocks: Sequence[Block], found: frozenset[int], reading: Reading) -> frozenset[int]:
    """Further headings on the level of fields under a chapter of fields: "6.5 Gesundheit" without a measure yet."""
    groups: dict[tuple[int, int], list[Paragraph]] = {}
    stack: list[Paragraph] = []
    for block in blocks:
        if is_heading(block):
            stack = [*(heading for heading in stack if heading.level < block.level), block]
            if len(stack) > 1 and _is_chapter(stack[-2], reading):
                groups.setdefault((stack[-2].number, block.level), []).append(block)
    named = (group for group in groups.values() if found & {heading.number for heading in group})
    return frozenset(heading.number for group in named for heading in group if _names(heading, reading))
