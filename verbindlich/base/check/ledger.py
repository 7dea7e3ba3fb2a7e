"""Where every cell and paragraph of the office's file went: mapped, kept as a remark, or not taken over with a reason.

Nothing may vanish on the way from the file to the catalogue. Each non-empty cell and each paragraph has exactly one
entry; `Ledger.entries` puts them in the order of the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from verbindlich.base.readers.source import Cell, Paragraph, Source, Table

EntryKind = Literal["mapped", "remark", "not_taken_over"]


class Entry(NamedTuple):
    """What became of one cell or paragraph.

    `target`: where its text went ("measure 1.2 period", "field", "goal", "header lead", "fact", "" where nowhere).
    `reason`: German, why it is a remark or was not taken over; "" when mapped.
    """

    kind: EntryKind
    where: str
    text: str
    target: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the person at the file should look at, in German: what is unclear and how to mend it. `where` may be "".

    `about`: "no-measures", "no-rows", "only-hidden", "unknown-columns" or "no-title", where a page has a better way to say it.
    """

    where: str
    message: str
    about: str = ""


Fate = tuple[EntryKind, str, str]  # kind, target, reason


class Ledger:
    """Collects the fate of each cell and paragraph while a file is read. The first word on a cell stands."""

    def __init__(self) -> None:
        self._cells: dict[
            int, Fate
        ] = {}  # by id(): the source outlives the ledger, and hashing a cell costs 20 times more

    def mapped(self, item: Cell | Paragraph, target: str) -> None:
        """The text of `item` is in the catalogue at `target`."""
        self._cells.setdefault(id(item), ("mapped", target, ""))

    def remark(self, item: Cell | Paragraph, target: str, reason: str) -> None:
        """The text of `item` is kept as a remark at `target`."""
        self._cells.setdefault(id(item), ("remark", target, reason))

    def left_out(self, item: Cell | Paragraph, reason: str) -> None:
        """The text of `item` is in no part of the catalogue."""
        self._cells.setdefault(id(item), ("not_taken_over", "", reason))

    def entries(self, source: Source) -> tuple[Entry, ...]:
        """One entry per cell and paragraph of `source`, in the order of the file."""
        found: list[Entry] = []
        fate_of = self._cells.get
        for block in source.blocks:
            if isinstance(block, Table):
                for cell in block.cells:
                    kind, target, reason = fate_of(id(cell), UNPLACED)
                    found.append(Entry(kind, block.where(cell), cell.text, target, reason))
            else:
                kind, target, reason = fate_of(id(block), UNPLACED)
                found.append(Entry(kind, block.where, block.text, target, reason))
        return tuple(found)


UNPLACED: Fate = ("not_taken_over", "", "Keiner Angabe zugeordnet")
