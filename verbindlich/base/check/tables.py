"""Which tables of a file are read, and which are left out because others say the same or because of the sheet they are on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from verbindlich.base.check.folding import fold
from verbindlich.base.check.headers import STATEMENTS, column_of
from verbindlich.base.check.layout import Layout, continues, read_layout, sheet_reason
from verbindlich.base.check.numbers import is_number, number_of, part_title
from verbindlich.base.check.synonyms import Synonyms
from verbindlich.base.readers.source import Table

REPEATED = "Wiederholung: Diese Maßnahmen stehen ausführlicher in anderen Tabellen"
OTHER = "Tabelle zu etwas anderem als Maßnahmen"
MEASURE_WORDS = ("massnahme", "vorhaben")
FEWEST_STATEMENTS = 3  # columns on a measure that a table needs where others hold the measures by name
FEWEST_REPEATED = 3  # measures; fewer equal titles may be chance


def choose_layouts(tables: Sequence[Table], synonyms: Synonyms) -> list[Layout]:
    """One layout per table, in the order of the file; those not to be read have kind "none" and the reason."""
    layouts: list[Layout] = []
    for table in tables:
        layout = read_layout(table, synonyms)
        before = next((other for other in reversed(layouts) if other.kind != "none"), None)
        layouts.append(_continued(layout, before, synonyms) or layout)
    return _without_repetitions(_without_others(_without_aside(layouts, synonyms)), synonyms)


def _continued(layout: Layout, before: Layout | None, synonyms: Synonyms) -> Layout | None:
    aside = layout.table.kind == "sheet" and sheet_reason(layout.table.name, synonyms)
    return continues(layout, before, synonyms) if before and not aside else None


def _without_aside(layouts: list[Layout], synonyms: Synonyms) -> list[Layout]:
    """A sheet named "Legende" or "Auswertung" is not read where other sheets hold the measures."""
    reasons = [sheet_reason(layout.table.name, synonyms) if layout.table.kind == "sheet" else "" for layout in layouts]
    main = any(
        layout.kind in ("list", "sheets") and not reason for layout, reason in zip(layouts, reasons, strict=True)
    )
    return [
        replace(layout, kind="none", reason=reason) if reason and main and layout.kind != "none" else layout
        for layout, reason in zip(layouts, reasons, strict=True)
    ]


def _without_others(layouts: list[Layout]) -> list[Layout]:
    """Where tables speak of "Maßnahmen", those of "Projekte" or "Aufgaben" that say little besides are something else."""
    if not any(_speaks_of_measures(layout) for layout in layouts):
        return layouts
    return [
        replace(layout, kind="none", reason=OTHER) if layout.kind == "list" and _says_little(layout) else layout
        for layout in layouts
    ]


def _speaks_of_measures(layout: Layout) -> bool:
    titles = (c for region in layout.regions for c in region.header.columns if c.property == "title")
    return layout.kind == "list" and any(word in fold(column.header) for column in titles for word in MEASURE_WORDS)


def _says_little(layout: Layout) -> bool:
    said = {c.property for region in layout.regions for c in region.header.columns} & STATEMENTS - {"number"}
    return not _speaks_of_measures(layout) and len(said) < FEWEST_STATEMENTS


def _without_repetitions(layouts: list[Layout], synonyms: Synonyms) -> list[Layout]:
    """Leave out an overview whose measures all stand in other tables, too. Of two equal tables the one with more columns stays."""
    read = [index for index, layout in enumerate(layouts) if layout.kind in ("list", "sheets")]
    titles = {index: _titles(layouts[index], synonyms) for index in read if len(read) > 1}
    named = Counter(title for found in titles.values() for title in found)
    for index in sorted(titles, key=lambda index: (_width(layouts[index]), -len(titles[index]))):
        if len(titles[index]) >= FEWEST_REPEATED and all(named[title] > 1 for title in titles[index]):
            layouts[index] = replace(layouts[index], kind="none", reason=REPEATED)
            named.subtract(titles[index])
    return layouts


def _width(layout: Layout) -> int:
    """How many properties a table has; blocks always tell more than a list."""
    return max((sum(bool(c.property) for c in region.header.columns) for region in layout.regions), default=1000)


def _titles(layout: Layout, synonyms: Synonyms) -> set[str]:
    """The measures of a table, numbers and titles, for comparison."""
    pairs = _block_titles(layout, synonyms) if layout.kind == "sheets" else _list_titles(layout)
    return {fold(f"{part_title(title).number or number} {part_title(title).title}") for number, title in pairs}


def _list_titles(layout: Layout) -> Iterable[tuple[str, str]]:
    for region in layout.regions:
        place = {c.property: c.index for c in reversed(region.header.columns) if not c.second}
        for row in region.rows:
            title, number = row.at(place.get("title", 0)), row.at(place.get("number", 0))
            if title and (len(row.cells) > 1 or "number" not in place):
                yield number_of(number) if number and is_number(number.text) else "", title.text


def _block_titles(layout: Layout, synonyms: Synonyms) -> Iterable[tuple[str, str]]:
    number = ""
    for row in layout.rows:
        name = column_of(1, row.cells[0].text, synonyms).property
        if name == "number" and len(row.cells) > 1:
            number = row.cells[1].text
        if name == "title" and len(row.cells) > 1:
            yield number, row.cells[1].text
