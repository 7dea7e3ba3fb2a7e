"""From an office's file to the catalogue: `map_source`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from verbindlich.base.calc.catalogue import Catalogue, Measure
from verbindlich.base.check.facts import concept_facts
from verbindlich.base.check.headers import LOOSE_ROWS, Column, column_of, find_headers
from verbindlich.base.check.layout import LONGEST_LABEL, Kind, Layout
from verbindlich.base.check.ledger import Entry, Problem
from verbindlich.base.check.measures import KEPT, build, name_of, record, remarks_of
from verbindlich.base.check.numbering import doubtful_numbers, running_numbers, serial_days
from verbindlich.base.check.numbers import TitleNumber, is_number
from verbindlich.base.check.prose import walk_document
from verbindlich.base.check.reading import REFERENCE, VALUELESS, Draft, Reading
from verbindlich.base.check.records import id_of
from verbindlich.base.check.synonyms import Synonyms, load_synonyms
from verbindlich.base.check.tables import choose_layouts
from verbindlich.base.check.walk import TableWalker
from verbindlich.base.readers.source import Source

__all__ = [
    "ColumnReading",
    "Entry",
    "Mapping",
    "MeasureCells",
    "Problem",
    "Synonyms",
    "TableReading",
    "load_synonyms",
    "map_source",
]

NO_HEADER = (
    "Keine Maßnahmen gefunden: Es gibt keine Kopfzeile, die eine Maßnahme nennt. Bitte die Spalte mit „Maßnahme“ oder "
    "„Vorhaben“ überschreiben oder mit --synonyms eine eigene Wortliste angeben."
)
NO_ROWS = (
    "Keine Maßnahmen gefunden: Die Kopfzeile nennt eine Maßnahme, doch darunter steht keine. Bitte die Maßnahmen eintragen "
    "oder eine andere Datei wählen."
)
ONLY_HIDDEN = (
    "Keine Maßnahmen gefunden: Maßnahmen können nur auf verborgenen Blättern stehen, und diese werden nicht gelesen. Bitte "
    "das Blatt mit den Maßnahmen einblenden."
)
HIDDEN = "Das verborgene Blatt „{}“ wurde nicht gelesen. Falls es Maßnahmen enthält, bitte einblenden."
LEFT_OUT = "Die Tabelle „{}“ wurde nicht gelesen ({}). Falls sie eigene Maßnahmen enthält, bitte das Blatt umbenennen."
HEADERLESS = (
    "In „{}“ wurde keine Kopfzeile gefunden, obwohl die Zeilen nummeriert sind. Falls es Maßnahmen sind, bitte die Spalten "
    "überschreiben (Nr., Maßnahme, Zuständigkeit, Zeitraum …)."
)
UNKNOWN_COLUMNS = (
    "Nicht zugeordnet: {}. Der Inhalt steht bei den Maßnahmen als Bemerkung. Falls dort etwas anderes gemeint ist, bitte "
    "umbenennen (etwa „Zuständigkeit“, „Zeitraum“, „Priorität“, „Kosten“) oder mit --synonyms eine Wortliste angeben."
)
MOST_NAMED = 8  # unknown columns
FEWEST_ROWS = 3  # numbered rows that look like a list
WITHOUT_TITLE = "Maßnahme {} hat keinen Titel."
WITHOUT_VALUE = (
    "{} ({}): Die Angabe fehlt deshalb. Bitte die Datei in der Tabellenkalkulation öffnen, prüfen und neu speichern."
)


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What one column (or label of a block) was taken for; `property` "" where its header is unknown."""

    column: int
    header: str
    property: str


@dataclass(frozen=True, slots=True)
class TableReading:
    """How one table was read, for showing and correcting it. `kind` "none" with the reason where it was left out."""

    table: str
    kind: Kind
    header_rows: tuple[int, ...]
    columns: tuple[ColumnReading, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MeasureCells:
    """The cells that a measure was read from: property → their text as written, and where the first of them stands.

    `id`: our own permanent id, None where the file gives none; `record`: the row of a list that the application wrote.
    """

    texts: dict[str, str]
    places: dict[str, str]
    id: int | None = None
    record: bool = False


@dataclass(frozen=True)
class Mapping:
    """The catalogue of a file, what became of each cell and paragraph, what is unclear, and how each table was read.

    `cells`: of each measure of the catalogue, in its order.
    """

    catalogue: Catalogue
    ledger: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    layout: tuple[TableReading, ...]
    cells: tuple[MeasureCells, ...] = ()


def map_source(source: Source, synonyms: Synonyms) -> Mapping:
    """Map a file to the catalogue by the words in it, whatever its layout. Never raises on a file's content."""
    reading = Reading(synonyms)
    _leave_valueless(source, reading)
    layouts = choose_layouts(source.tables, synonyms)
    tables = TableWalker(reading, layouts)
    if source.format == "docx":
        walk_document(source, layouts, reading, tables)
    else:
        for layout in layouts:
            tables.walk_sheet(layout)
    measures = _measures(reading)
    reading.problems.extend(_table_problems(layouts, measures, synonyms))
    fields = reading.outline.fields
    catalogue = Catalogue(
        fields=fields,
        goals=reading.outline.goals,
        measures=measures,
        facts=concept_facts(source, reading.title_lines, has_fields=bool(fields), has_measures=bool(measures)),
        columns=_places(reading),
    )
    readings = tuple(_table_reading(layout, synonyms) for layout in layouts)
    reading.problems.extend(_unknown_columns(readings))
    cells = tuple(map(_cells, reading.drafts))
    return Mapping(catalogue, reading.ledger.entries(source), tuple(reading.problems), readings, cells)


def _cells(draft: Draft) -> MeasureCells:
    pairs = {name: found for name, found in draft.pairs.items() if name not in ("", "skip", REFERENCE)}
    texts = {name: "\n".join(cell.text for _, cell in found) for name, found in pairs.items()}
    places = {name: draft.table.where(found[0][1]) for name, found in pairs.items()}
    return MeasureCells(texts, places, id_of(texts.get("id", "")), draft.record)


def _measures(reading: Reading) -> tuple[Measure, ...]:
    """Number the drafts, build their measures, record their cells."""
    names = [name_of(draft) for draft in reading.drafts]
    reading.problems.extend(doubtful_numbers(zip(reading.drafts, names, strict=True)))
    reading.problems.extend(serial_days(reading.drafts))
    measures = []
    for draft, name, number in zip(reading.drafts, names, running_numbers(names), strict=True):
        remarks = remarks_of(draft)
        measure = build(draft, TitleNumber(number, name.title), remarks, given=bool(name.number))
        record(draft, number, remarks, reading.ledger)
        measures.append(measure)
        if not measure.title:
            reading.problem(measure.where, WITHOUT_TITLE.format(number), "no-title")
        if measure.budget.doubt:
            reading.problem(draft.table.where(draft.of("budget")[0][1]), measure.budget.doubt)
    return tuple(measures)


def _leave_valueless(source: Source, reading: Reading) -> None:
    """Error values and formulas without a value state nothing; one problem names the first of each kind."""
    for kind, reason in VALUELESS.items():
        cells = [(table, cell) for table in source.tables for cell in table.cells if cell.kind == kind]
        for _, cell in cells:
            reading.ledger.left_out(cell, reason)
        if cells:
            table, first = cells[0]
            reading.problem(
                table.where(first),
                WITHOUT_VALUE.format(reason, f"{len(cells)} Zellen" if len(cells) > 1 else "1 Zelle"),
            )


def _table_problems(layouts: Sequence[Layout], measures: Sequence[Measure], synonyms: Synonyms) -> Iterator[Problem]:
    if not measures:
        yield _no_measures(layouts, synonyms)
    for layout in layouts:
        if layout.table.hidden and len(layout.rows) > 1:
            yield Problem(layout.table.name, HIDDEN.format(layout.table.name))
        elif layout.kind == "none" and layout.regions:
            yield Problem(layout.table.name, LEFT_OUT.format(layout.table.name, layout.reason))
        elif layout.kind == "none" and _is_numbered(layout):
            yield Problem(layout.table.name, HEADERLESS.format(layout.table.name))


def _no_measures(layouts: Sequence[Layout], synonyms: Synonyms) -> Problem:
    if any(region.header.has("title") for layout in layouts for region in layout.regions):
        return Problem("", NO_ROWS, "no-rows")
    hidden = [layout for layout in layouts if layout.table.hidden and len(layout.rows) > 1]
    nothing_shown = not any(layout.rows for layout in layouts if not layout.table.hidden)
    if hidden and (nothing_shown or any(_names_measures(layout, synonyms) for layout in hidden)):
        return Problem("", ONLY_HIDDEN, "only-hidden")
    return Problem("", NO_HEADER, "no-measures")


def _names_measures(layout: Layout, synonyms: Synonyms) -> bool:
    return any(header.has("title") for header in find_headers(list(layout.rows), synonyms))


def _unknown_columns(readings: Sequence[TableReading]) -> Iterator[Problem]:
    """One problem for all headers and labels that no word of the table knows."""
    read = [(table, column) for table in readings if table.kind in ("list", "sheets") for column in table.columns]
    headers = {_one_line(column.header): table.table for table, column in read if column.header and not column.property}
    if headers:
        names = [f"„{name}“" for name in headers]
        more = f" und {len(names) - MOST_NAMED} weitere" if len(names) > MOST_NAMED else ""
        said = UNKNOWN_COLUMNS.format(", ".join(names[:MOST_NAMED]) + more)
        yield Problem(next(iter(headers.values())), said, "unknown-columns")


def _one_line(header: str) -> str:
    return " ".join(header.split())[:60]


def _is_numbered(layout: Layout) -> bool:
    """Whether most rows begin with a number and none above them could be a header: a list without one, perhaps."""
    begin = [row for row in layout.rows if len(row.cells) > 2 and is_number(row.cells[0].text)]
    if len(begin) < FEWEST_ROWS or len(begin) * 2 <= len(layout.rows):
        return False
    return not any(row.number < begin[0].number and len(row.cells) >= len(begin[0].cells) - 1 for row in layout.rows)


def _places(reading: Reading) -> frozenset[str]:
    """The properties the source has a place for; beginning and end are a period."""
    period = {"period"} if reading.properties & {"start", "end"} else set()
    return frozenset(reading.properties - {"start", "end", "id", "skip", *KEPT} | period)


def _table_reading(layout: Layout, synonyms: Synonyms) -> TableReading:
    headers = [region.header for region in layout.regions]
    distinct = {column.header or f"# {column.index}": column for header in headers for column in header.columns}
    columns = list(distinct.values()) or _labels(layout, synonyms) or _candidates(layout, synonyms)
    rows = tuple(row for header in headers for row in header.rows)
    readings = tuple(ColumnReading(column.index, column.header, column.property) for column in columns)
    return TableReading(layout.table.name, layout.kind, rows, readings, layout.reason)


def _labels(layout: Layout, synonyms: Synonyms) -> list[Column]:
    """The labels of blocks, each once."""
    rows = (row for row in layout.rows if len(row.cells) > 1)
    cells = (c for row in rows for c in row.cells if c.column in layout.labels and c.columns == 1)
    return list({cell.text: column_of(cell.column, cell.text, synonyms) for cell in cells}.values())


def _candidates(layout: Layout, synonyms: Synonyms) -> list[Column]:
    """Of a table that was left out: the first row that could head its columns."""
    rows = (row for row in layout.rows[:LOOSE_ROWS] if len(row.cells) > 1 and not layout.table.hidden)
    heading = (row for row in rows if all(c.kind == "text" and len(c.text) <= LONGEST_LABEL for c in row.cells))
    return [column_of(cell.column, cell.text, synonyms) for row in islice(heading, 1) for cell in row.cells]
