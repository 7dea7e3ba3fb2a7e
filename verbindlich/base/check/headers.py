"""Header rows: which row names the columns, and what each column holds.

A row is a header row by the words in it, never by its position. It may have a second row below it (group over columns:
"Zeitraum" over "Beginn" and "Ende") or a row of groups above it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from verbindlich.base.check.folding import fold
from verbindlich.base.check.grid import Row
from verbindlich.base.check.synonyms import EXACT, STRONG, Match, Synonyms
from verbindlich.base.readers.source import Cell

LOOSE_ROWS = 60  # rows from the top in which a header may be told by words inside longer headers
LOWEST_SHARE = 0.6  # of the best header row's points: a row with fewer is none, although it holds such words
LONGEST_SUBHEADER = 40  # characters
UNIT = re.compile(
    r"(?P<thousands>\bT ?€|\bT ?EUR|\b(?:Tsd\.?|1\.?000) ?(?:€|EUR|Euro))"
    r"|(?P<millions>\bMio\.? ?(?:€|EUR|Euro))|(?P<euros>€|\bEUR\b|\bEuro\b)",
    re.IGNORECASE,
)
UNITS = {"thousands": "T€", "millions": "Mio. €", "euros": "€"}
STATEMENTS = frozenset(
    ("lead", "partners", "period", "start", "end", "priority", "budget", "status", "number", "contact")
)
MANY = frozenset(
    ("goal", "remark", "summary", "skip")
)  # properties of which a table may have several columns side by side


@dataclass(frozen=True, slots=True)
class Column:
    """One column (of a list) or label (of a measure's sheet). `index` from 1; `property` "" where no word is known.

    `header`: as shown; `sub`: its part from the second header row; `unit`: "€", "T€", "Mio. €" where the header says so;
    `also`: further properties in the same column; `second`: a better column of the same property exists.
    """

    index: int
    property: str
    header: str
    sub: str = ""
    unit: str = ""
    also: tuple[str, ...] = ()
    second: bool = False
    score: int = 0


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a list: its rows, the cells they hold, its columns from left to right."""

    rows: tuple[int, ...]
    cells: tuple[Cell, ...]
    columns: tuple[Column, ...]

    def has(self, name: str) -> bool:
        """Whether a column holds this property."""
        return any(column.property == name for column in self.columns)

    @property
    def last_row(self) -> int:
        """The row below which the data begin."""
        return self.rows[-1]


def find_headers(rows: list[Row], synonyms: Synonyms) -> list[Header]:
    """The header rows of a table from top to bottom, [] where none is found. A repeated header is a header again."""
    scores = {
        index: found for index, row in enumerate(rows) if (found := _scores(row, synonyms, loose=index < LOOSE_ROWS))
    }
    points = {index: sum(found.values()) for index, found in scores.items()}
    lowest = LOWEST_SHARE * max(points.values(), default=0)
    used: dict[int, list[int]] = {}  # first row of a header → its rows
    taken: set[int] = set()
    for index in sorted(points, key=lambda index: ("title" not in scores[index], -points[index])):
        sure = points[index] >= lowest or _all_known(rows[index], synonyms)
        if sure and index not in taken:
            neighbours = [near for near in _with_neighbours(rows, index, synonyms) if near not in taken]
            used[neighbours[0]] = neighbours
            taken.update(neighbours)
    return [header_of([rows[i] for i in used[first]], synonyms) for first in sorted(used)]


def lone_header(rows: list[Row], synonyms: Synonyms) -> Header | None:
    """The header of a list whose only known column is the measure ("Maßnahme" over titles, perhaps beside unknown columns)."""
    for index, row in enumerate(rows[:LOOSE_ROWS]):
        matches = [
            match
            for cell in row.cells
            if (match := _strong(cell, synonyms)) and match.property == "title" and not synonyms.is_general(cell.text)
        ]
        below = rows[index + 1 : index + 6]
        if matches and below and all(len(other.cells) <= len(row.cells) for other in below):
            return header_of([row], synonyms)
    return None


def distinct_strong(cells: Iterable[Cell], synonyms: Synonyms) -> set[str]:
    """The properties that these cells name as whole cells."""
    return {match.property for cell in cells if (match := _strong(cell, synonyms))}


def column_of(index: int, header: str, synonyms: Synonyms, *, sub: str = "") -> Column:
    """What a header (with its second row's `sub`) says of its column."""
    shown = " – ".join(filter(None, (header, sub)))
    decided = synonyms.decided.get(fold(shown))
    match = Match(decided, EXACT) if decided else _combined(header, sub, synonyms) or Match("", 0)
    return Column(index, match.property, shown, sub, unit_of(shown), match.also, score=match.score)


def unit_of(header: str) -> str:
    """ "Kosten in €" → "€", "Budget (TEUR)" → "T€", "" where the header names no unit."""
    match = UNIT.search(header)
    return UNITS[str(match.lastgroup)] if match else ""


def _strong(cell: Cell, synonyms: Synonyms) -> Match | None:
    return synonyms.strong(cell.text) if cell.kind == "text" else None


def _scores(row: Row, synonyms: Synonyms, *, loose: bool) -> dict[str, int]:
    """The properties a header row names, with the best score of each; empty where the row is none."""
    if len(row.cells) < 2 or not (loose or len(distinct_strong(row.cells, synonyms)) > 1):
        return {}
    matches = [match for cell in row.cells if cell.kind == "text" and (match := synonyms.match(cell.text))]
    scores: dict[str, int] = {}
    for match in matches:
        scores[match.property] = max(scores.get(match.property, 0), match.score)
    return scores if _is_header(scores, len(matches) / len(row.cells)) else {}


def _is_header(scores: dict[str, int], share: float) -> bool:
    """Whether a row names columns. `scores` per property; `share` of its cells that hold a known word.

    Two whole cells that are known words suffice when half of the row is known; where words only stand inside longer cells
    (as they do in data, too) more of the row must be known.
    """
    strong = sum(score >= STRONG for score in scores.values())
    if strong >= 2:
        return share >= (0.5 if strong == 2 else 0.3)
    return len(scores) >= 3 and share >= (0.6 if strong else 0.75)


def _all_known(row: Row, synonyms: Synonyms) -> bool:
    """Whether each cell names another property, one by exactly a known word ("Theaterprojekt" and "Drittmittel" are data)."""
    matches = [match for cell in row.cells if (match := _strong(cell, synonyms))]
    return len({match.property for match in matches}) == len(row.cells) and any(
        match.score == EXACT for match in matches
    )


def _with_neighbours(rows: list[Row], index: int, synonyms: Synonyms) -> list[int]:
    """The rows that together make the header found at `index`: perhaps groups above it, or a second row below."""
    if index and _is_group_row(rows[index - 1], rows[index], synonyms):
        return [index - 1, index]
    if index + 1 < len(rows) and _is_second_row(rows[index], rows[index + 1], synonyms):
        return [index, index + 1]
    return [index]


def _is_group_row(upper: Row, header: Row, synonyms: Synonyms) -> bool:
    """Groups over some of the columns: adjacent, each a known word over a part of the table, none the measure or its number."""
    width = header.cells[-1].column - header.cells[0].column + 1
    groups = [
        match.property for cell in upper.cells if 1 < cell.columns < width and (match := synonyms.match(cell.text))
    ]
    return bool(groups) and upper.number == header.number - 1 and not {"title", "number"} & set(groups)


def _text_over(row: Row, column: int) -> str:
    cell = row.over(column)
    return cell.text if cell else ""


def _is_second_row(header: Row, lower: Row, synonyms: Synonyms) -> bool:
    """Sub-headers: short cells, each under a group, and nothing under the column of the measure or its number."""
    if lower.number != header.number + 1 or any(len(cell.text) > LONGEST_SUBHEADER for cell in lower.cells):
        return False
    groups = [_group(header, lower, cell) for cell in lower.cells]
    spread = [group for group in groups if group and (group.columns > 1 or groups.count(group) > 1)]
    if len(spread) < len(groups):
        return False
    properties = {match.property for group in spread if (match := synonyms.match(group.text))}
    return bool(properties) and not properties & {"title", "number"}


def _group(header: Row, lower: Row, cell: Cell) -> Cell | None:
    """The header cell above a sub-header: over it, or (where merges are lost, as in CSV) the nearest to the left that has a
    sub-header of its own."""
    over = header.over(cell.column)
    if over is not None:
        return over
    left = [other for other in header.cells if other.column < cell.column]
    return left[-1] if left and lower.at(left[-1].column) else None


def header_of(rows: list[Row], synonyms: Synonyms) -> Header:
    """The header that these rows make."""
    cells = tuple(cell for row in rows for cell in row.cells)
    columns = [_column(rows, index, synonyms) for index in _indexes(rows)]
    return Header(tuple(row.number for row in rows), cells, assign(columns, synonyms))


def _indexes(rows: list[Row]) -> list[int]:
    """Columns with a header. A cell merged over several columns heads each of them (up to 200, a guard against hostile merges)."""
    return sorted(
        {
            index
            for row in rows
            for cell in row.cells
            for index in range(cell.column, cell.column + min(cell.columns, 200))
        }
    )


def _column(rows: list[Row], index: int, synonyms: Synonyms) -> Column:
    if len(rows) == 1:
        return column_of(index, _text_over(rows[0], index), synonyms)
    upper, lower = rows
    sub = _text_over(lower, index)
    lower_cell = lower.over(index)
    group = _group(upper, lower, lower_cell) if lower_cell else upper.over(index)
    if group is None:
        return column_of(index, sub, synonyms)
    return column_of(index, group.text, synonyms, sub=sub)


def _combined(header: str, sub: str, synonyms: Synonyms) -> Match | None:
    """A sub-header says what a column holds where it is a known word itself; else its group does ("Kosten" over "2026")."""
    if not sub:
        return synonyms.match(header)
    return synonyms.strong(sub) or synonyms.match(f"{header} {sub}") or synonyms.match(header) or synonyms.match(sub)


def assign(columns: list[Column], synonyms: Synonyms) -> tuple[Column, ...]:
    """Settle columns that claim the same property, and those that stand in for a missing one.

    The better header keeps the property: first by score, then by how telling its word is, then from the left. The others
    are `second`: their text counts where the better column is empty, else it is kept (partners for a lead, both for a
    budget, otherwise a remark). A table may have several columns of goals.
    """
    columns = _with_ids(columns, synonyms)
    claims: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        claims[column.property].append(column)
    best = {
        name: min(claim, key=lambda c: (-c.score, synonyms.rank(c.header), c.index)) for name, claim in claims.items()
    }
    stand_ins = _stand_ins(set(claims), synonyms)
    return tuple(_settled(column, best, stand_ins) for column in columns)


def _with_ids(columns: list[Column], synonyms: Synonyms) -> list[Column]:
    """ "Kennung" is our own permanent id where another column holds the number (of the same table: it has one of titles)."""
    names = [column.property for column in columns]
    if names.count("number") < 2 or names.count("title") != 1:
        return columns
    return [
        replace(column, property="id") if column.property == "number" and synonyms.is_id(column.header) else column
        for column in columns
    ]


def _stand_ins(present: set[str], synonyms: Synonyms) -> dict[str, str]:
    """ "Beschreibung" is the measure where there is no better column, "Ansprechperson" the lead. A table of goals with
    descriptions has no measures."""
    missing = {
        name: other for name, other in synonyms.stands_in_for.items() if name in present and other not in present
    }
    if missing.get("description") and not present & STATEMENTS:
        del missing["description"]
    return missing


def _settled(column: Column, best: dict[str, Column], stand_ins: dict[str, str]) -> Column:
    second = bool(column.property) and column.property not in MANY and best[column.property] is not column
    return replace(column, property=stand_ins.get(column.property, column.property), second=second)
