"""How a table is laid out: a list of measures, one measure per block of labels, goals only, or nothing for the catalogue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from verbindlich.base.check.folding import fold
from verbindlich.base.check.grid import Row, column_cells, rows_of
from verbindlich.base.check.headers import STATEMENTS, Column, Header, distinct_strong, find_headers, lone_header
from verbindlich.base.check.numbers import is_number
from verbindlich.base.check.open_columns import settled
from verbindlich.base.check.records import record_header
from verbindlich.base.check.synonyms import STRONG, Synonyms
from verbindlich.base.readers.source import Cell, Table

Kind = Literal["list", "goals", "sheets", "none"]
RESPONSIBLE = (
    "verantwort",
    "federfuehr",
    "zustaendig",
    "wer",
    "ff",
    "umsetz",
)  # how columns of leads begin in lists of measures
OF_MEASURES = (
    "field",
    "goal",
    "lead",
    "period",
    "start",
    "end",
    "priority",
    "status",
    "kind",
    "indicator",
)  # statements that other lists lack

LABEL_ROWS = 300  # rows looked at for labels; a column of labels shows them soon
SAMPLE_ROWS = 12  # data rows looked at to tell a column of numbers
LONGEST_LABEL = 60  # characters
LEAST_KNOWN = 3  # of a column of labels every third cell is a known word


@dataclass(frozen=True, slots=True)
class Region:
    """A header with the rows that belong to it. Two tables side by side are two regions; one of "none" holds no measures.

    `records`: written by the application itself (records.py).
    """

    header: Header
    rows: tuple[Row, ...]
    kind: Kind = "list"
    records: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How one table is read. `preface`: rows above the first header; `labels`: the label columns of "sheets".

    `reason`: why the table is left out (kind "none").
    """

    table: Table
    rows: tuple[Row, ...]
    kind: Kind
    preface: tuple[Row, ...] = ()
    regions: tuple[Region, ...] = ()
    labels: tuple[int, ...] = ()
    reason: str = ""

    @property
    def records(self) -> bool:
        """Whether the application itself wrote the table."""
        return any(region.records for region in self.regions)

    def property_of(self, cell: Cell) -> str:
        """What the column of a cell holds; "" above the first header."""
        place = bisect_left(self.regions, cell.row, key=lambda region: region.header.last_row)
        columns = self.regions[place - 1].header.columns if place else ()
        return next((c.property for c in columns if c.index == cell.column and not c.second), "")


def read_layout(table: Table, synonyms: Synonyms) -> Layout:
    """Tell a table's layout from the words in its cells; a sheet's name only explains why it is left out."""
    rows = rows_of(table)
    if table.hidden:
        return Layout(table, tuple(rows), "none", reason="Verborgenes Blatt")
    if header := record_header(rows, synonyms):
        return _records(table, rows, header)
    headers = find_headers(rows, synonyms)
    labels = label_columns(rows[:LABEL_ROWS], synonyms)
    named = _named(rows[:LABEL_ROWS], labels, synonyms)
    if len(named) > max((_width(header) for header in headers), default=1) and len(named & {*OF_MEASURES, "title"}) > 1:
        return Layout(table, tuple(rows), "sheets", labels=labels)
    return _list(table, rows, headers, synonyms)


def _records(table: Table, rows: list[Row], header: Header) -> Layout:
    preface = tuple(row for row in rows if row.number < header.rows[0])
    body = tuple(row for row in rows if row.number > header.last_row)
    return Layout(table, tuple(rows), "list", preface, (Region(header, body, records=True),))


def sheet_reason(name: str, synonyms: Synonyms) -> str:
    """Why a sheet of this name is probably no list: "Legende", "Auswahlliste", …; "" where the name says nothing."""
    words = fold(name).split()
    return next((reason for reason, known in synonyms.sheets.items() if known & {*words, " ".join(words)}), "")


def is_generic(name: str, synonyms: Synonyms) -> bool:
    """Whether a sheet's name or a heading names no field of action: "Tabelle1", "Maßnahmen 2025", "4.2 Ziele und Maßnahmen"."""
    words = fold(name).split()
    return all(word.strip("0123456789") in synonyms.generic or len(word.strip("0123456789")) < 2 for word in words)


def continues(table: Layout, before: Layout, synonyms: Synonyms) -> Layout | None:
    """A table without a header that goes on where `before` ended (a Word table after a page break): read with its columns."""
    if table.kind != "none" or table.table.hidden or not before.regions or not table.rows:
        return None
    header = before.regions[-1].header
    if max(cell.column + cell.columns for row in table.rows for cell in row.cells) != header.columns[-1].index + 1:
        return None
    if not _looks_like(header, table.rows):
        return None
    bare = replace(header, rows=(0,), cells=())
    return Layout(table.table, table.rows, before.kind, regions=(Region(bare, table.rows, before.regions[-1].kind),))


def label_columns(rows: Sequence[Row], synonyms: Synonyms) -> tuple[int, ...]:
    """Columns whose cells name properties one below the other, with values to the right."""
    columns = sorted({cell.column for row in rows for cell in row.cells if len(cell.text) <= LONGEST_LABEL})
    last = max((row.cells[-1].column for row in rows), default=0)
    names = {column: distinct_strong(column_cells(list(rows), column), synonyms) for column in columns[:20]}
    beside = {column: len(names.get(_next(column, columns), ())) for column in names}
    return tuple(
        column
        for column in names
        if column < last
        and len(names[column]) > 1
        and len(names[column]) >= 2 * beside[column]
        and _known(rows, column, synonyms)
    )


def _known(rows: Sequence[Row], column: int, synonyms: Synonyms) -> bool:
    """Whether enough cells of a column are known words: values may look like one ("Theaterprojekt", "Drittmittel")."""
    cells = list(column_cells(list(rows), column))
    return sum(bool(distinct_strong((cell,), synonyms)) for cell in cells) * LEAST_KNOWN >= len(cells)


def _next(column: int, columns: list[int]) -> int:
    return next((other for other in columns if other > column), 0)


def _named(rows: Sequence[Row], labels: tuple[int, ...], synonyms: Synonyms) -> set[str]:
    """The properties that the label columns name together; a title of other lists, too ("Bezeichnung") is none."""
    cells = (cell for column in labels for cell in column_cells(list(rows), column))
    return distinct_strong((cell for cell in cells if not synonyms.is_general(cell.text)), synonyms)


def _width(header: Header) -> int:
    return len({column.property for column in header.columns if column.property})


def _list(table: Table, rows: list[Row], headers: list[Header], synonyms: Synonyms) -> Layout:
    if not any(_kind(header, synonyms) != "none" for header in headers) and (lone := lone_header(rows, synonyms)):
        headers = [lone]
    kinds = {_kind(header, synonyms) for header in headers} - {"none"}
    if not kinds:
        reason = sheet_reason(table.name, synonyms) or "Keine Liste von Maßnahmen"
        return Layout(table, tuple(rows), "none", reason=reason)
    preface = tuple(row for row in rows if row.number < headers[0].rows[0])
    return Layout(
        table, tuple(rows), "list" if "list" in kinds else "goals", preface, tuple(_regions(rows, headers, synonyms))
    )


def _kind(header: Header, synonyms: Synonyms) -> Kind:
    """A list needs a column of measures; one of goals without any statement on measures is a list of goals."""
    titles = [column for column in header.columns if column.property == "title"]
    telling = any(not synonyms.is_general(column.header) for column in titles) or _states(header)
    if titles and telling and (any(column.score >= STRONG for column in titles) or not header.has("summary")):
        return "list"
    return "goals" if header.has("goal") and not any(header.has(name) for name in STATEMENTS - {"number"}) else "none"


def _states(header: Header) -> bool:
    """Whether a list states something that only measures have. An office beside a name ("Amt", "Träger") also stands in other lists."""
    leads = (fold(column.header) for column in header.columns if column.property == "lead")
    return any(header.has(name) for name in OF_MEASURES if name != "lead") or any(
        lead.startswith(RESPONSIBLE) for lead in leads
    )


def _regions(rows: list[Row], headers: list[Header], synonyms: Synonyms) -> list[Region]:
    ends = [header.rows[0] for header in headers[1:]] + [rows[-1].number + 1]
    numbers = [row.number for row in rows]
    regions = []
    for header, end in zip(headers, ends, strict=True):
        body = rows[bisect_right(numbers, header.last_row) : bisect_left(numbers, end)]
        regions.extend(_side_by_side(header, tuple(body), synonyms))
    return regions


def _side_by_side(header: Header, body: tuple[Row, ...], synonyms: Synonyms) -> list[Region]:
    """One region, or one for each of the tables that stand next to each other under this row of headers."""
    starts = _table_starts(header.columns)
    if len(starts) < 2:
        return [Region(settled(_numbered(header, body, synonyms), body, synonyms), body, _kind(header, synonyms))]
    ends = [*starts[1:], 1 << 30]
    return [_part(header, body, start, end, synonyms) for start, end in zip(starts, ends, strict=True)]


def _table_starts(columns: tuple[Column, ...]) -> list[int]:
    """Where a table begins in a row of headers: at a property that came before, if what follows is a list of its own."""
    starts = [columns[0].index]
    seen: list[Column] = []
    for position, column in enumerate(columns):
        if column.property and column.property in {c.property for c in seen} and _repeats(seen, columns[position:]):
            starts.append(column.index)
            seen = []
        seen.append(column)
    return starts


def _repeats(seen: Sequence[Column], rest: Sequence[Column]) -> bool:
    before, after = ({column.property for column in part if column.property} for part in (seen, rest))
    return "title" in before & after and len(before & after) > 1 and rest[0].property == _first_known(seen)


def _first_known(columns: Sequence[Column]) -> str:
    return next((column.property for column in columns if column.property), "")


def _part(header: Header, body: tuple[Row, ...], start: int, end: int, synonyms: Synonyms) -> Region:
    def inside(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(cell for cell in cells if start <= cell.column < end)

    columns = tuple(replace(column, second=False) for column in header.columns if start <= column.index < end)
    rows = tuple(Row(row.number, inside(row.cells)) for row in body if inside(row.cells))
    part = Header(header.rows, inside(header.cells), columns)
    return Region(settled(_numbered(part, rows, synonyms), rows, synonyms), rows, _kind(part, synonyms))


def _numbered(header: Header, body: Sequence[Row], synonyms: Synonyms) -> Header:
    """Find the column of numbers where no header names it: a blank header beside the measures, or one header over both."""
    if header.has("number") or not header.has("title"):
        return header
    title = next(column.index for column in header.columns if column.property == "title" and not column.second)
    for index in (title - 1, title):
        taken = next((column for column in header.columns if column.index == index), None)
        free = taken is None or not taken.property or (index == title and _title_beside(header, title))
        if free and _all_numbers(body, index, synonyms):
            return replace(header, columns=_with_number(header, index, title))
    return header


def _title_beside(header: Header, title: int) -> bool:
    return any(column.index == title + 1 and column.property == "title" for column in header.columns)


def _all_numbers(body: Sequence[Row], index: int, synonyms: Synonyms) -> bool:
    """Whether a column holds different numbers, besides the words of sections ("Ziel 1.1")."""
    cells = (cell for row in body[:SAMPLE_ROWS] if (cell := row.at(index)))
    texts = [cell.text for cell in cells if fold(cell.text).split(" ", 1)[0] not in synonyms.section_words]
    return bool(texts) and all(map(is_number, texts)) and len(set(texts)) == len(texts)


def _with_number(header: Header, index: int, title: int) -> tuple[Column, ...]:
    others = [replace(c, second=c.second and c.index != title + 1) for c in header.columns if c.index != index]
    return tuple(sorted([*others, Column(index, "number", "")], key=lambda column: column.index))


def _looks_like(header: Header, rows: Sequence[Row]) -> bool:
    """Whether rows without a header fit the columns: numbers stand where numbers stood, or most rows have a title."""
    for name in ("number", "title"):
        for column in header.columns:
            if column.property == name:
                cells = [cell for row in rows[:SAMPLE_ROWS] if (cell := row.at(column.index))]
                return len(cells) * 2 > len(rows[:SAMPLE_ROWS]) and (name == "title" or is_number(cells[0].text))
    return False


def rows_above_headers(layout: Layout) -> list[Row | None]:
    """For each header the row directly above it (blank rows between do not count)."""
    above = {after.number: before for before, after in pairwise(layout.rows)}
    return [above.get(row) for row in sorted({region.header.rows[0] for region in layout.regions})]
