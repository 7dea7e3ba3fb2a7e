"""From the tables of a file to what its rows say. Every filled cell is understood or left with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from verbindlich.base.calc.contacts import says_nothing
from verbindlich.base.check.grid import Merges, Row, rows_of
from verbindlich.base.readers.source import Cell, Source, Table, column_letters
from verbindlich.domain.actors.importing.columns import NEVER, Column, Layout, Words, layout_of
from verbindlich.domain.actors.importing.row import RowReader
from verbindlich.domain.actors.importing.said import Reading, SaidRow
from verbindlich.office.imports.handlers import Words as OwnWords
from verbindlich.office.imports.plan import Column as PlanColumn
from verbindlich.office.imports.plan import Notice, TableRead

MERGED = frozenset(
    ("organisation", "department", "kind", "spaces")
)  # what holds for every row that a merged cell covers
TOTALS = frozenset(("summe", "gesamt", "insgesamt", "anzahl", "total", "stand"))


def read(source: Source, own: OwnWords) -> Reading:
    reader = _FileReader(source, Words(own))
    for place, table in enumerate(source.tables, 1):
        reader.table(place, table)
    for paragraph in source.paragraphs:
        reader.leave(paragraph.where, paragraph.text, _("Text außerhalb einer Tabelle"))
    return reader.reading(source.notes)


class _FileReader:
    def __init__(self, source: Source, words: Words) -> None:
        self._words = words
        self._cards = source.format == "vcf"
        self._rows: list[SaidRow] = []
        self._tables: list[TableRead] = []
        self._left: list[Notice] = []
        self._problems: list[Notice] = []

    def reading(self, notes: Sequence[str]) -> Reading:
        problems = [*(Notice("", note) for note in notes), *self._problems]
        if not self._rows:
            problems.append(Notice("", self._nothing()))
        return Reading(tuple(self._rows), tuple(self._tables), tuple(self._left), tuple(problems))

    def _nothing(self) -> str:
        if any(table.columns for table in self._tables):
            return _(
                "Keine Kontakte gefunden: In keiner Zeile steht ein Name in einer Spalte für Organisationen oder Personen. Ordnen Sie "
                "die Spalten von Hand zu."
            )
        return _(
            "Keine Kontakte gefunden: In der Datei ist keine Liste mit Namen zu erkennen. Schreiben Sie über die Spalten, was darin "
            "steht, zum Beispiel „Organisation“, „Vorname“, „Nachname“, „E-Mail“."
        )

    def leave(self, where: str, text: str, reason: str) -> None:
        self._left.append(Notice(where, reason, text))

    def table(self, place: int, table: Table) -> None:
        rows = rows_of(table)
        layout = None if table.hidden else layout_of(rows, self._words)
        if layout is None:
            reason = _("Verborgenes Blatt") if table.hidden else _("Keine Liste von Kontakten erkannt")
            self._tables.append(TableRead(table.name, reason, ()))
            for cell in table.cells:
                self.leave(table.where(cell), cell.text, reason)
            return
        self._tables.append(TableRead(table.name, "", tuple(_columns(table, layout, self._cards))))
        merges, header = Merges(), _header_texts(rows, layout)
        for row in rows:
            merges.enter(row)
            if reason := _no_data(row, layout, header):
                for cell in row.cells:
                    self.leave(self._where(table, cell, layout), cell.text, reason)
            else:
                self._row(f"{place}-{row.number}", table, row, layout, merges)

    def _where(self, table: Table, cell: Cell, layout: Layout) -> str:
        if not self._cards:
            return table.where(cell)
        header = layout.columns[cell.column].header if cell.column in layout.columns else ""
        return _("Karte %(n)d, %(header)s") % {"n": cell.row - 1, "header": header}

    def _row(self, key: str, table: Table, row: Row, layout: Layout, merges: Merges) -> None:
        place = _("Karte %(n)d") % {"n": row.number - 1} if self._cards else f"{table.name}, {_('Zeile')} {row.number}"
        reader = RowReader(SaidRow(key, place), layout.properties)
        for column, cell in _cells(row, layout, merges):
            where = self._where(table, cell, layout)
            mine = cell.row == row.number
            if reason := _left_out(column, cell):
                if mine:
                    self.leave(where, cell.text, reason)
            else:
                assert column is not None
                reader.take(where if mine else "", column.property, cell.text)
        said = reader.finish()
        self._left += reader.left
        self._problems += reader.problems
        if said is not None:
            self._rows.append(said)


def _cells(row: Row, layout: Layout, merges: Merges) -> Iterator[tuple[Column | None, Cell]]:
    """The cells of a row, also those that began higher up and cover it."""
    found = [(layout.columns.get(cell.column), cell) for cell in row.cells]
    if merges:
        for index, column in layout.columns.items():
            if column.property in MERGED and (above := merges.above(index, row.number)) is not None:
                found.append((column, above))
        found.sort(key=lambda pair: pair[1].column)
    yield from found


def _left_out(column: Column | None, cell: Cell) -> str:
    """Why a cell is not looked at; "" where it is."""
    if column is None:
        return _("Die Spalte hat keine Überschrift.")
    if column.property == NEVER:
        return never_reason()
    if cell.kind in ("formula", "error"):
        return _("Formel ohne gespeichertes Ergebnis")
    if not column.property:
        return _("Die Spalte „%(header)s“ ist keiner Angabe zugeordnet.") % {"header": column.header}
    if column.property == "remark":
        return _(
            "Bemerkungen werden nicht übernommen, weil darin Persönliches stehen kann. In der Zuordnung lässt es sich ändern."
        )
    if column.property == "skip":
        return _("Die Spalte „%(header)s“ wird nicht übernommen.") % {"header": column.header}
    return _("Sagt nichts aus") if says_nothing(cell.text) else ""


def never_reason() -> str:
    return _("Angaben zu Geburt, Herkunft, Religion, Familie oder Privatem einer Person werden hier nie gespeichert.")


def _header_texts(rows: Sequence[Row], layout: Layout) -> dict[int, str]:
    header = next((row for row in rows if row.number == layout.header), None)
    return {cell.column: cell.text for cell in header.cells} if header else {}


def _no_data(row: Row, layout: Layout, header: dict[int, str]) -> str:
    """Why a row is none of the list; "" where it is."""
    if layout.header and row.number < layout.header:
        return _("Steht über der Kopfzeile.")
    if row.number == layout.header:
        return _("Kopfzeile")
    if header and all(header.get(cell.column) == cell.text for cell in row.cells):
        return _("Kopfzeile, wiederholt")
    if len(row.cells) == 1 and row.cells[0].columns > 1:
        return _("Zwischenüberschrift")
    if row.cells[0].text.strip(" :.").casefold() in TOTALS and len(row.cells) <= 2:
        return _("Summenzeile")
    return ""


def _columns(table: Table, layout: Layout, cards: bool) -> Iterator[PlanColumn]:
    for column in layout.columns.values():
        place = "" if cards else column_letters(column.index) if table.kind == "sheet" else str(column.index)
        never = column.property == NEVER
        yield PlanColumn(column.header, "" if never else column.property, place, never_reason() if never else "")
