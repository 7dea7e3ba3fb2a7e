from __future__ import annotations

from datetime import date

import pytest

from tests.base.readers.making import grid, inline, number, only_table, styles, with_part, xlsx
from verbindlich.base.readers import Cell, Table, read_here, worksheet


def cells(data: str, **kwargs: str) -> tuple[Cell, ...]:
    return only_table(xlsx(data, **kwargs)).cells


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1" t="s"><v>1</v></c>', Cell(1, 1, "zwei")),
        (inline("B2", "Sprach-\nkurs"), Cell(2, 2, "Sprach-\nkurs")),
        ('<c r="A1" t="str"><f>A2&amp;""</f><v>Text</v></c>', Cell(1, 1, "Text")),
        ('<c r="A1" t="b"><v>1</v></c>', Cell(1, 1, "WAHR", "bool", True)),
        ('<c r="A1" t="b"><v>0</v></c>', Cell(1, 1, "FALSCH", "bool", False)),
        ('<c r="A1" t="e"><v>#REF!</v></c>', Cell(1, 1, "#REF!", "error")),
        ('<c r="A1"><v>NaN</v></c>', Cell(1, 1, "NaN", "error")),
        ('<c r="A1"><v>viel</v></c>', Cell(1, 1, "viel")),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', Cell(1, 1, "2", "number", 2.0)),
        ('<c r="A1"><f>SUM(B1:B9)</f></c>', Cell(1, 1, "=SUM(B1:B9)", "formula")),
        ('<c r="A1"><f>SUM(B1:B9)</f><v></v></c>', Cell(1, 1, "=SUM(B1:B9)", "formula")),
        ('<c r="A1" t="d"><v>2025-12-31T00:00:00</v></c>', Cell(1, 1, "31.12.2025", "date", date(2025, 12, 31))),
        ('<c r="A1" t="d"><v>14:30:00</v></c>', Cell(1, 1, "14:30:00")),
        (number("A1", "1.1000000000000001"), Cell(1, 1, "1,1", "number", 1.1)),
        (number("A1", "1.1", 1), Cell(1, 1, "1.10", "number", 1.1, "0.00")),
        (number("A1", "46022", 2), Cell(1, 1, "31.12.2025", "date", date(2025, 12, 31), "dd.mm.yyyy")),
        (number("A1", "46022.604", 2), Cell(1, 1, "31.12.2025", "date", date(2025, 12, 31), "dd.mm.yyyy")),
        (number("A1", "0.604166667", 3), Cell(1, 1, "14:30")),
        (number("A1", "1.5", 4), Cell(1, 1, "36:00")),
        (number("A1", "-5", 2), Cell(1, 1, "-5", "number", -5.0, "dd.mm.yyyy")),
        (number("A1", "5", 99), Cell(1, 1, "5", "number", 5.0)),
    ],
)  # fmt: skip
def test_a_cell_shows_what_the_user_sees(cell: str, expected: Cell) -> None:
    strings = "<si><t>eins</t></si><si><t>zwei</t></si>"
    data = f"<row>{cell}</row>"
    assert cells(data, strings=strings, styles=styles("0.00", "dd.mm.yyyy", "h:mm", "[h]:mm")) == (expected,)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" s="1"/>',
        '<c r="A1" t="str"><f>""</f><v></v></c>',
        inline("A1", " \xa0\u200b"),
        '<c r="A1"><v></v></c>',
    ],
)
def test_a_cell_that_shows_nothing_is_none(cell: str) -> None:
    assert cells(f"<row>{cell}{inline('B1', 'da')}</row>") == (Cell(1, 2, "da"),)


def test_a_shared_formula_without_value_shows_the_formula_it_shares() -> None:
    data = '<row><c r="A1"><f t="shared" si="0" ref="A1:A2">B1*2</f></c><c r="A2"><f t="shared" si="0"/></c></row>'
    assert [(c.text, c.kind) for c in cells(data)] == [("=B1*2", "formula")] * 2


def test_cells_without_references_count_on() -> None:
    data = '<row r="3"><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'
    assert [(c.row, c.column) for c in cells(data)] == [(3, 1), (3, 2), (4, 1)]


def test_rich_text_is_joined_and_phonetic_guides_are_left_out() -> None:
    rich = "<r><rPr><b/></rPr><t>Hoch</t></r><r><t xml:space='preserve'> und quer</t></r><rPh><t>ホ</t></rPh>"
    data = f'<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is>{rich}</is></c></row>'
    assert [c.text for c in cells(data, strings=f"<si>{rich}</si>")] == ["Hoch und quer"] * 2


@pytest.mark.parametrize(
    ("raw", "shown"), [("a_x000D_\nb", "a\nb"), ("_x005F_x000D_", "_x000D_"), ("x_xyz_", "x_xyz_"), ("_xD800_a", "a")]
)
def test_escaped_characters(raw: str, shown: str) -> None:
    assert cells(f"<row>{inline('A1', raw)}</row>")[0].text == shown


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    data = f"<row>{number('A1', 44560, 1)}</row>"
    (cell,) = cells(data, styles=styles("dd.mm.yyyy"), properties='date1904="1"')
    assert cell.value == date(2025, 12, 31)


def test_a_date_before_1905_is_read_and_told() -> None:
    data = f"<row>{number('A1', 0, 1)}{number('B1', 1, 1)}</row>"
    source = read_here(xlsx(data, styles=styles("dd.mm.yyyy"), names=("Plan",)), "a.xlsx")
    assert [(c.kind, c.text) for c in source.tables[0].cells] == [("date", "30.12.1899"), ("date", "01.01.1900")]
    assert "Plan!A1, Plan!B1" in source.notes[0]


def test_merged_cells() -> None:
    data = f"<row>{inline('A1', 'Feld')}{inline('B1', 'M1')}</row><row>{inline('B2', 'M2')}</row>"
    merged = cells(data, merges='<mergeCell ref="A1:A2"/><mergeCell ref="D70000:E70001"/>')
    assert merged[0] == Cell(1, 1, "Feld", rows=2)


def test_a_prefix_of_the_writer_s_choice_makes_no_difference() -> None:
    plain = xlsx(f"<row>{inline('A1', 'Text')}</row>")
    part = (
        '<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row><x:c r="A1" t="inlineStr"><x:is><x:t>Text</x:t></x:is></x:c>'
    )
    part += "</x:row></x:sheetData></x:worksheet>"
    assert grid(read_here(with_part(plain, "xl/worksheets/sheet1.xml", part), "a.xlsx")) == {(1, 1): "Text"}


@pytest.mark.parametrize(("letters", "column"), [("A", 1), ("Z", 26), ("AA", 27), ("xfd", 16_384)])
def test_column_names(letters: str, column: int) -> None:
    assert worksheet.column_number(letters) == column


@pytest.mark.parametrize("letters", ["", "A-", "ABCD", "Ä"])
def test_what_is_no_column_s_name(letters: str) -> None:
    with pytest.raises(ValueError, match="no column"):
        worksheet.column_number(letters)


def test_a_table_says_its_places_as_excel_does() -> None:
    table = only_table(xlsx(f"<row>{inline('C5', 'x')}</row>", names=("Maßnahmen",)))
    assert isinstance(table, Table)
    assert table.where(table.cells[0]) == "Maßnahmen!C5"
