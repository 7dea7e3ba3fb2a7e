"""The content tree. Frozen plain data: the same tree gives the same document in every format.

Texts are plain text or runs of it, never markup; each renderer escapes what its format gives a meaning to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SCHEMES = ("http://", "https://", "mailto:")  # what a link may begin with


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text that is set alike. `href`: where it leads, "" nowhere. ValueError for any address but those of SCHEMES."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""

    def __post_init__(self) -> None:
        if self.href and not self.href.lower().startswith(SCHEMES):
            raise ValueError(f"a document links to no such address: {self.href!r}")


Rich = str | tuple[Span, ...]  # text, or runs one after the other without a space between


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the document. level 2–4; level 1 is the document's title alone."""

    text: Rich
    level: Literal[2, 3, 4] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `lead`: the sentence that says what matters, set larger."""

    text: Rich
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list that holds more than a line: what stands below its text (lists, more paragraphs)."""

    text: Rich
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list without order; an item is a line of text, or an `Item`."""

    items: tuple[Rich | Item, ...]


@dataclass(frozen=True, slots=True)
class OrderedList:
    """A numbered list, counted from `start`."""

    items: tuple[Rich | Item, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody else said."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Text whose spaces and line breaks stay."""

    text: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between what does not belong together."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `header` names the columns; every row has as many cells. The first cell of a row is its header.

    `caption`: "" where its author gave none. `numeric`: indexes of columns that are set to the right.
    """

    caption: str
    header: tuple[Rich, ...]
    rows: tuple[tuple[Rich, ...], ...]
    numeric: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError(f"table {self.caption!r}: a row has not as many cells as the header")


@dataclass(frozen=True, slots=True)
class Note:
    """A remark beside the text. `source`: paragraph, chapter or table it rests on, "" where none."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number that stands out: `value` with its unit as text, `label` what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Key figures side by side."""

    figures: tuple[KeyFigure, ...]


Block = Heading | Paragraph | BulletList | OrderedList | Quote | Preformatted | Divider | Table | Note | KeyFigures


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `footer`: one line on origin and date; `language`: BCP 47."""

    title: str
    blocks: tuple[Block, ...]
    footer: str = ""
    language: str = "de"
