"""A Word document (ECMA-376 part 1, 17): paragraphs with their heading level, tables with their merged cells.

Read as events like the spreadsheets, in the order of the file. What the user sees counts: text in text boxes and
content controls, text inserted under change tracking, automatic numbers; not what was deleted, field codes, or the
prompt in a content control that nobody has filled in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Concatenate, ParamSpec

from .collect import Collector, Grid, Merge
from .docx_numbering import Numbering, whole_number
from .docx_styles import Styles, outline_level
from .limits import COLUMNS
from .markup import Attributes, Part, attribute
from .package import MACROS, Package


def read_docx(package: Package, part: str, collector: Collector) -> None:
    """The body of the document; headers, footers, footnotes and comments are not part of it."""
    parts = {relation.kind: relation.target for relation in package.relations(part).values()}
    styles, numbering = Styles(), Numbering()
    if package.holds("vbaproject.bin"):
        collector.note(MACROS)
    package.parse(parts.get("styles", ""), styles)
    package.parse(parts.get("numbering", ""), numbering)
    package.parse(part, Body(collector, styles, numbering))


P = ParamSpec("P")


@dataclass(slots=True)
class _Paragraph:
    """An open paragraph's properties; `outer`: the text so far of the one that it interrupts."""

    outer: list[str]
    style: str = ""
    outline: str = ""
    list: str = ""
    list_level: str = ""


@dataclass(slots=True)
class _Table:
    """An open table. `down`: by column, the area that a cell below may carry on."""

    grid: Grid
    row: int = 0
    column: int = 1
    width: int = 1
    carries_on: bool = False
    lines: list[str] = field(default_factory=list)
    down: dict[int, Merge] = field(default_factory=dict)

    def start_row(self) -> None:
        self.row += 1
        self.column = 1

    def indent(self, columns: int) -> None:
        self.column += columns

    def widen(self, columns: int) -> None:
        self.width = columns

    def carry_on(self, above: bool) -> None:
        self.carries_on = above

    def start_cell(self) -> None:
        self.width = 1
        self.carries_on = False
        self.lines = []

    def end_cell(self) -> None:
        right = min(self.column + self.width - 1, COLUMNS)
        above = self.down.get(self.column)
        if self.carries_on and above:
            self.down[self.column] = above._replace(bottom=self.row)
        else:
            self._settle(self.column)
            self.down[self.column] = Merge(self.row, self.column, self.row, right)
        self.grid.spans(self.row, right)
        self.grid.add(self.row, self.column, "\n".join(line for line in self.lines if line.strip()))
        self.column += self.width

    def end(self) -> None:
        for column in list(self.down):
            self._settle(column)
        self.grid.close()

    def _settle(self, column: int) -> None:
        area = self.down.pop(column, None)
        if area and (area.bottom > area.top or area.right > area.left):
            self.grid.merge(*area)


class Body(Part):
    """word/document.xml. Paragraphs nest (a text box stands inside a paragraph), and so do tables: the text of an inner
    table stays in the cell that holds it, line by line."""

    # former properties; the older copy of a drawing, removed and moved-away text, phonetic guides, tab stops
    skipped = frozenset({"pPrChange", "rPrChange", "tcPrChange", "Fallback", "del", "moveFrom", "rt", "tabs"})

    def __init__(self, collector: Collector, styles: Styles, numbering: Numbering) -> None:
        super().__init__()
        self._collector = collector
        self._styles = styles
        self._numbering = numbering
        self._paragraphs: list[_Paragraph] = []
        self._table: _Table | None = None
        self._tables = 0  # so far, inner ones not counted
        self._depth = 0  # of the open tables
        self._prompts: list[bool] = []  # of the open content controls: whether one shows its prompt only
        self.starts = self._text_starts() | self._property_starts() | self._table_starts()
        self.ends = {
            "p": self._end_paragraph,
            "t": self.pause,
            "sdt": self._end_control,
            "tc": self._end_cell,
            "tbl": self._end_table,
        }

    def _text_starts(self) -> dict[str, Callable[[Attributes], None]]:
        return {
            "p": self._start_paragraph,
            "t": self._start_text,
            "tab": lambda _: self.say("\t"),
            "ptab": lambda _: self.say("\t"),
            "br": lambda _: self.say("\n"),
            "cr": lambda _: self.say("\n"),
            "noBreakHyphen": lambda _: self.say("-"),
            "sym": lambda a: self.say(chr(int(attribute(a, "char", "20"), 16))),
            "sdt": lambda _: self._prompts.append(False),
            "showingPlcHdr": self._prompt,
        }

    def _property_starts(self) -> dict[str, Callable[[Attributes], None]]:
        properties = {"pStyle": "style", "outlineLvl": "outline", "numId": "list", "ilvl": "list_level"}
        return {tag: partial(self._property, name) for tag, name in properties.items()}

    def _table_starts(self) -> dict[str, Callable[[Attributes], None]]:
        return {
            "tbl": self._start_table,
            "tr": lambda _: self._outermost(_Table.start_row),
            "tc": lambda _: self._outermost(_Table.start_cell),
            "gridBefore": lambda a: self._outermost(_Table.indent, whole_number(attribute(a, "val"))),
            "gridSpan": lambda a: self._outermost(_Table.widen, whole_number(attribute(a, "val"))),
            "vMerge": lambda a: self._outermost(_Table.carry_on, attribute(a, "val", "continue") != "restart"),
        }

    def _start_paragraph(self, _: Attributes) -> None:
        self._paragraphs.append(_Paragraph(self._heard))
        self._heard = []

    def _start_text(self, _: Attributes) -> None:
        if not any(self._prompts):
            self.listen()

    def _prompt(self, _: Attributes) -> None:
        if self._prompts:
            self._prompts[-1] = True

    def _end_control(self) -> None:
        self._prompts.pop()

    def _property(self, name: str, attributes: Attributes) -> None:
        if self._paragraphs:
            setattr(self._paragraphs[-1], name, attribute(attributes, "val"))

    def _end_paragraph(self) -> None:
        text = self.heard()
        paragraph = self._paragraphs.pop()
        self._heard = paragraph.outer
        label = self._label(paragraph)
        text = f"{label} {text}" if label else text
        if self._table:
            self._table.lines.append(text)
        else:
            level = outline_level(paragraph.outline) if paragraph.outline else self._styles.level(paragraph.style)
            self._collector.paragraph(text, level, self._styles.name(paragraph.style))

    def _label(self, paragraph: _Paragraph) -> str:
        """The paragraph's automatic number, by its own list or its style's."""
        style_list, style_level, style = self._styles.numbered(paragraph.style)
        level = paragraph.list_level or style_level
        return self._numbering.label(paragraph.list or style_list, level, style)

    def _start_table(self, _: Attributes) -> None:
        self._depth += 1
        if self._depth == 1:
            self._tables += 1
            self._table = _Table(Grid(self._collector, f"Tabelle {self._tables}", "table"))

    def _end_table(self) -> None:
        self._depth -= 1
        if self._table and not self._depth:
            self._table.end()
            self._table = None

    def _end_cell(self) -> None:
        self._outermost(_Table.end_cell)

    def _outermost(self, act: Callable[Concatenate[_Table, P], None], *args: P.args, **kwargs: P.kwargs) -> None:
        if self._table and self._depth == 1:
            act(self._table, *args, **kwargs)
