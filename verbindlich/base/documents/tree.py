"""The content tree. Frozen plain data: the same tree gives the same document in every format.

Texts are plain text, never markup; each renderer escapes what its format gives a meaning to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the document. level 2–4; level 1 is the document's title alone."""

    text: str
    level: Literal[2, 3, 4] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `lead`: the sentence that says what matters, set larger."""

    text: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list without order; one line of text per item."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `header` names the columns; every row has as many cells. The first cell of a row is its header.

    `numeric`: indexes of columns whose cells are numbers (set to the right).
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
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


Block = Heading | Paragraph | BulletList | Table | Note | KeyFigures


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `footer`: one line on origin and date; `language`: BCP 47."""

    title: str
    blocks: tuple[Block, ...]
    footer: str = ""
    language: str = "de"
