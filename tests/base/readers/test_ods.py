from __future__ import annotations

from datetime import date

import pytest

from tests.base.readers.making import grid, ods, only_table, zipped
from tests.base.readers.making import ods_parts as parts_of
from verbindlich.base.readers import Cell, UnreadableFile, read_here


def cell(content: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{content}</table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def typed(kind: str, shown: str, **values: str) -> str:
    written = " ".join(f'office:{name.replace("_", "-")}="{value}"' for name, value in values.items())
    return cell(f"<text:p>{shown}</text:p>" if shown else "", f'office:value-type="{kind}" {written}')


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (typed("string", "Sprachkurs"), Cell(1, 1, "Sprachkurs")),
        (typed("string", "", string_value="nur so"), Cell(1, 1, "nur so")),
        (typed("float", "1,1", value="1.1"), Cell(1, 1, "1,1", "number", 1.1)),
        (typed("float", "1,10", value="1.1"), Cell(1, 1, "1.10", "number", 1.1, "0.00")),
        (typed("float", "1.000", value="1000"), Cell(1, 1, "1.000", "number", 1000.0)),
        (typed("float", "", value="1.5"), Cell(1, 1, "1,5", "number", 1.5)),
        (typed("percentage", "80%", value="0.8"), Cell(1, 1, "80 %", "number", 0.8)),
        (typed("percentage", "", value="0.8"), Cell(1, 1, "80 %", "number", 0.8, "0%")),
        (typed("currency", "12.000,00 €", value="12000", currency="EUR"), Cell(1, 1, "12.000,00 €", "number", 12000.0)),
        (typed("float", "viel", value="viel"), Cell(1, 1, "viel")),
        (typed("float", "", value="NaN"), Cell(1, 1, "NaN", "error")),
        (typed("date", "31.12.25", date_value="2025-12-31"), Cell(1, 1, "31.12.2025", "date", date(2025, 12, 31))),
        (typed("date", "x", date_value="2025-12-31T14:30:00"), Cell(1, 1, "31.12.2025 14:30", "date", date(2025, 12, 31))),
        (typed("date", "bald", date_value="bald"), Cell(1, 1, "bald")),
        (typed("time", "14:30", time_value="PT14H30M00S"), Cell(1, 1, "14:30")),
        (typed("boolean", "TRUE", boolean_value="true"), Cell(1, 1, "WAHR", "bool", True)),
        (cell("<text:p>#DIV/0!</text:p>", 'office:value-type="string" calcext:value-type="error" xmlns:calcext="urn:c"'),
         Cell(1, 1, "#DIV/0!", "error")),
        (cell("", 'table:formula="of:=SUM([.A1:.A2])"'), Cell(1, 1, "=SUM([.A1:.A2])", "formula")),
        (cell("<text:p>eins<text:s text:c='2'/>zwei</text:p><text:p>drei<text:line-break/>vier<text:tab/>fünf</text:p>"),
         Cell(1, 1, "eins  zwei\ndrei\nvier\tfünf")),
        (cell("<text:p>fett <text:span>und</text:span> <text:a>Verweis</text:a></text:p>"), Cell(1, 1, "fett und Verweis")),
        (cell("<office:annotation><text:p>Notiz</text:p></office:annotation><text:p>Text</text:p>"), Cell(1, 1, "Text")),
    ],
)  # fmt: skip
def test_a_cell_shows_what_the_user_sees(one: str, expected: Cell) -> None:
    assert only_table(ods(row(one))).cells == (expected,)


def test_a_formula_that_gives_nothing_is_no_cell() -> None:
    empty = cell("<text:p/>", 'table:formula="of:=&quot;&quot;" office:value-type="string"')
    assert grid(read_here(ods(row(empty, cell("<text:p>da</text:p>"))), "a.ods")) == {(1, 2): "da"}


def test_repeated_rows_and_columns_are_written_out_or_counted_on() -> None:
    data = ods(
        row(
            cell("", 'table:number-columns-repeated="2"'),
            cell("<text:p>a</text:p>", 'table:number-columns-repeated="2"'),
        )
        + row(cell(""), attributes='table:number-rows-repeated="5"')
        + row(cell("<text:p>b</text:p>"), attributes='table:number-rows-repeated="2"')
    )
    assert grid(read_here(data, "a.ods")) == {(1, 3): "a", (1, 4): "a", (7, 1): "b", (8, 1): "b"}


def test_a_million_empty_rows_cost_nothing() -> None:
    filled = row(cell("<text:p>a</text:p>"))
    empty = row(cell("", 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1048575"')
    source = read_here(ods(filled + empty), "a.ods")
    assert grid(source) == {(1, 1): "a"}
    assert source.notes == ()


def test_a_million_filled_cells_are_read_to_the_caps_and_the_rest_is_told() -> None:
    down = read_here(ods(row(cell("<text:p>a</text:p>"), attributes='table:number-rows-repeated="1048576"')), "a.ods")
    assert len(down.tables[0].cells) == 60_000
    assert "Blatt1!A60001 und 988575 weitere" in down.notes[0]
    across = read_here(ods(row(cell("<text:p>a</text:p>", 'table:number-columns-repeated="16384"'))), "a.ods")
    assert len(across.tables[0].cells) == 200
    assert "Blatt1!GS1 und 16183 weitere" in across.notes[0]


def test_merged_cells_and_what_they_cover() -> None:
    covered = "<table:covered-table-cell><text:p>verdeckt</text:p></table:covered-table-cell>"
    spanned = cell("<text:p>Feld</text:p>", 'table:number-rows-spanned="2" table:number-columns-spanned="1"')
    source = read_here(
        ods(row(spanned, cell("<text:p>1</text:p>")) + row(covered, cell("<text:p>2</text:p>"))), "a.ods"
    )
    assert source.tables[0].cells == (Cell(1, 1, "Feld", rows=2), Cell(1, 2, "1"), Cell(2, 2, "2"))
    assert "Blatt1!A2" in source.notes[0]


def test_rows_in_groups_and_headers_count_and_deleted_ones_do_not() -> None:
    one = row(cell("<text:p>Kopf</text:p>"))
    tracked = f"<table:tracked-changes>{row(cell('<text:p>weg</text:p>'))}</table:tracked-changes>"
    data = ods(f"{tracked}<table:table-header-rows>{one}</table:table-header-rows><table:table-row-group>{one}"
               "</table:table-row-group>")  # fmt: skip
    assert grid(read_here(data, "a.ods")) == {(1, 1): "Kopf", (2, 1): "Kopf"}


def test_hidden_tables_are_marked() -> None:
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    parts = parts_of(row(cell("<text:p>a</text:p>")), row(cell("<text:p>b</text:p>")), styles=style)
    content = str(parts["content.xml"]).replace('"Blatt2"', '"Blatt2" table:style-name="ta2"')
    tables = read_here(zipped(parts | {"content.xml": content}), "a.ods").tables
    assert [t.hidden for t in tables] == [False, True]


def test_two_hundred_tables_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="mehr als 100 Tabellenblätter"):
        read_here(ods(*[row(cell("<text:p>a</text:p>"))] * 200), "a.ods")
