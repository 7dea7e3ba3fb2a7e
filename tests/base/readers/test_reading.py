"""Whole files: what other programs write comes back, and what attackers and accidents write does no harm."""

from __future__ import annotations

import zlib
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odfdo import Document, Table
from openpyxl import Workbook

from tests.base.readers.making import (
    bomb,
    docx,
    docx_parts,
    grid,
    inline,
    number,
    ods,
    ods_parts,
    ole,
    p,
    styles,
    tbl,
    tc,
    with_part,
    xlsx,
    xlsx_parts,
    zipped,
)
from verbindlich.base.readers import Cell, UnreadableFile, limits, read, read_bytes, read_here
from verbindlich.base.readers.markup import DOCTYPE
from verbindlich.base.readers.reading import DAMAGED, NOTHING
from verbindlich.base.readers.sniff import OLD_WORD, PASSWORD
from verbindlich.base.readers.texts import clean

CONTENT_ROW = "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
PLAN_XLSX = xlsx(f"<row>{inline('A1', 'Maßnahme')}{number('B1', 1.1, 1)}</row>", styles=styles("0.00"))
PLAN_ODS = ods(CONTENT_ROW.format("Maßnahme"))
PLAN_DOCX = docx(p("Konzept") + tbl(tc("Maßnahme") + tc("Wer?")))


def refusal(data: bytes, name: str = "katalog.xlsx") -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_here(data, name)
    return str(refused.value)


# --- what other programs write ---

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=12)
VALUE = st.one_of(
    st.none(), TEXT, st.integers(-(10**9), 10**9), st.booleans(), st.dates(date(1905, 1, 1), date(2100, 1, 1))
)
ROWS = st.lists(st.lists(VALUE, min_size=1, max_size=4), min_size=1, max_size=5)
Rows = list[list[object]]


def shown(value: object) -> str:
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return clean(str(value)) if value is not None else ""


def expected(rows: Rows) -> dict[tuple[int, int], str]:
    texts = {(r, c): shown(value) for r, row in enumerate(rows, 1) for c, value in enumerate(row, 1)}
    return {place: text for place, text in texts.items() if text}


def comes_back(data: bytes, name: str, rows: Rows) -> None:
    """Every value that shows something, at its place, with its type; a file that shows nothing is refused."""
    if not expected(rows):
        assert refusal(data, name) == NOTHING
        return
    source = read_here(data, name)
    assert grid(source) == expected(rows)
    for cell in source.tables[0].cells:
        value = rows[cell.row - 1][cell.column - 1]
        assert cell.value == (None if isinstance(value, str) else value)


@given(ROWS)
@settings(max_examples=40)
def test_what_openpyxl_writes_comes_back(rows: Rows) -> None:
    book = Workbook()
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            cell = book.active.cell(r, c, value)
            if isinstance(value, str):
                cell.data_type = "s"  # a text that starts with "=" stays one
    file = BytesIO()
    book.save(file)
    comes_back(file.getvalue(), "a.xlsx", rows)


@given(ROWS)
@settings(max_examples=20)
def test_what_odfdo_writes_comes_back(rows: Rows) -> None:
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Plan")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                table.set_value((c, r), value)
    document.body.append(table)
    file = BytesIO()
    document.save(file)
    comes_back(file.getvalue(), "a.ods", rows)


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=4))
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_what_python_docx_writes_comes_back(rows: list[list[str]]) -> None:
    document = python_docx.Document()
    table = document.add_table(len(rows), 3)
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    document.add_heading("Ende", 2)
    file = BytesIO()
    document.save(file)
    source = read_here(file.getvalue(), "a.docx")
    assert source.paragraphs[-1].level == 2
    if expected([*rows]):
        assert grid(source) == expected([*rows])


def test_merged_cells_of_python_docx() -> None:
    document = python_docx.Document()
    table = document.add_table(4, 3)
    for i, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(i)
    for area in ((0, 0), (3, 0)), ((0, 1), (0, 2)), ((2, 1), (3, 2)):
        table.cell(*area[0]).merge(table.cell(*area[1]))
    file = BytesIO()
    document.save(file)
    cells = read_here(file.getvalue(), "a.docx").tables[0].cells
    assert [(c.row, c.column, c.rows, c.columns) for c in cells] == [
        (1, 1, 4, 1), (1, 2, 1, 2), (2, 2, 1, 1), (2, 3, 1, 1), (3, 2, 2, 2)
    ]  # fmt: skip


def test_the_samples_are_read(shared: Path) -> None:
    sources = {path.name: read(path) for path in sorted((shared / "samples/massnahmen").glob("*.[xd]*x"))}
    assert len(sources) == 4
    for source in sources.values():
        assert source.notes == ()
        assert sum(len(table.cells) for table in source.tables) > 100
    assert len(sources["beispielkreis_massnahmenblaetter.docx"].tables) == 24
    merged = [c for c in sources["beispielkreis_spalten.xlsx"].tables[0].cells if c.rows > 1]
    assert merged


def test_real_statistics_are_read(shared: Path) -> None:
    for path in (shared / "samples").glob("*/12[24]*.csv"):
        (table,) = read_here(path.read_bytes(), path.name).tables
        assert len({cell.column for cell in table.cells}) > 5, path.name
        assert not any("\ufffd" in cell.text for cell in table.cells), path.name


# --- what decides is the content ---


@pytest.mark.parametrize(
    ("data", "form"), [(PLAN_XLSX, "xlsx"), (PLAN_ODS, "ods"), (PLAN_DOCX, "docx"), (b"a;b\nc;d\n", "csv")]
)
@pytest.mark.parametrize("name", ["plan.csv", "plan.xlsx", "plan.ods", "plan.docx", "plan", ""])
def test_the_name_does_not_decide(data: bytes, form: str, name: str) -> None:
    source = read_here(data, name)
    assert (source.format, source.name) == (form, name)
    assert all(table.name for table in source.tables)


# --- hostile and broken files ---


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "ein Bild"),
        (b"<!DOCTYPE html><html></html>", "Webseite"),
        (b"Liebe Kolleginnen und Kollegen, anbei der Katalog.", "heißt .xlsx"),
        (b"", "leer"),
        (zipped({"liesmich.txt": "x"}), "Zip-Archiv"),
        (xlsx(""), NOTHING),
        (docx(""), NOTHING),
        (ods(""), NOTHING),
        (bomb("xl/sharedStrings.xml", 800), limits.UNPACKED_TOO_LARGE),
        (bomb("[Content_Types].xml", 800, declared=100), DAMAGED),
        (ole("EncryptionInfo", "EncryptedPackage"), PASSWORD),
        (ole("WordDocument"), OLD_WORD),
        (PLAN_XLSX[: len(PLAN_XLSX) // 2], DAMAGED),
        (PLAN_XLSX[:-30], DAMAGED),
        (with_part(PLAN_XLSX, "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"), DAMAGED),
        (with_part(PLAN_XLSX, "xl/worksheets/sheet1.xml", "<x><c r='A1' t='s'><v>7</v></c></x>"), DAMAGED),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, message: str) -> None:
    assert message in refusal(data)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("parts", "name"),
    [(xlsx_parts(f"<row>{inline('A1', 'x')}</row>"), name) for name in (
        "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml",
        "xl/styles.xml", "xl/worksheets/sheet1.xml",
    )]
    + [(ods_parts(CONTENT_ROW.format("x")), name) for name in ("content.xml", "META-INF/manifest.xml")]
    + [(docx_parts(p("x")), name) for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml")],
)  # fmt: skip
def test_entities_are_refused_in_every_part(parts: dict[str, str | bytes], name: str) -> None:
    assert refusal(zipped(parts | {name: ENTITIES + str(parts[name])})) == DOCTYPE


def test_a_cell_in_the_last_corner_costs_nothing_and_is_told() -> None:
    data = f"<row>{inline('A1', 'x')}</row><row r='1048576'>{inline('XFD1048576', 'weit weg')}</row>"
    source = read_here(xlsx(data), "a.xlsx")
    assert source.tables[0].cells == (Cell(1, 1, "x"),)
    assert "Blatt1!XFD1048576" in source.notes[0]


def test_everything_merged() -> None:
    data = f"<row>{inline('A1', 'x')}{inline('C1', 'z')}</row>"
    source = read_here(xlsx(data, merges='<mergeCell ref="A1:XFD1048576"/>'), "a.xlsx")
    assert source.tables[0].cells == (Cell(1, 1, "x", columns=3),)
    assert "Blatt1!C1" in source.notes[0]


def test_thousands_of_merged_areas() -> None:
    rows = "".join(f"<row>{inline(f'A{r}', 'x')}{inline(f'B{r}', 'y')}</row>" for r in range(1, 4_001))
    merges = "".join(f'<mergeCell ref="A{r}:A{r + 1}"/>' for r in range(1, 4_001, 2))
    overlapping = '<mergeCell ref="A1:XFD1048576"/>' * 3_000
    cells = read_here(xlsx(rows, merges=merges + overlapping), "a.xlsx").tables[0].cells
    assert len(cells) == 6_000
    assert sum(cell.rows for cell in cells if cell.column == 1) == 4_000


def test_a_cell_of_a_hundred_thousand_characters() -> None:
    source = read_here(xlsx(f"<row>{inline('B1', 'x' * 100_000)}</row>"), "a.xlsx")
    assert len(source.tables[0].cells[0].text) == limits.CELL_CHARACTERS
    assert "Blatt1!B1" in source.notes[0]


def test_one_long_text_in_many_cells_is_refused() -> None:
    strings = f"<si><t>{'x' * limits.CELL_CHARACTERS}</t></si>"
    cells = "".join(f'<row><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 1_600))
    assert refusal(xlsx(cells, strings=strings)) == limits.TOO_MUCH_TEXT


def test_a_text_table_past_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHARACTERS", 99)
    assert refusal(xlsx("", strings="<si><t>zehn Zeich</t></si>" * 10)) == limits.TOO_MUCH_TEXT
    assert refusal(b"a;b;c\n" * 20, "a.csv") == limits.TOO_MUCH_TEXT


def test_controls_and_right_to_left_text() -> None:
    data = f"<row>{inline('A1', 'Ku_x0007_rs')}{inline('B1', 'دورة لغة')}{inline('C1', '&#x202E;gnal')}</row>"
    assert grid(read_here(xlsx(data), "a.xlsx")) == {(1, 1): "Kurs", (1, 2): "دورة لغة", (1, 3): "gnal"}


def test_a_document_of_five_thousand_tables_and_fifty_thousand_paragraphs() -> None:
    source = read_here(docx(tbl(tc("a") + tc("b")) * 5_000 + p("x") * 50_000), "a.docx")
    assert len(source.tables) == 5_000
    assert source.paragraphs[-1].number == 50_000
    assert source.tables[-1].name == "Tabelle 5000"


def test_deeply_nested_tables() -> None:
    depth = 3_000
    body = "<w:tbl><w:tr><w:tc>" * depth + p("tief") + "</w:tc></w:tr></w:tbl>" * depth
    assert grid(read_here(docx(body), "a.docx")) == {(1, 1): "tief"}


def test_fifty_thousand_rows_through_the_child() -> None:
    rows = "".join(f"<row><c><v>{r}</v></c><c t='str'><v>Maßnahme {r}</v></c></row>" for r in range(1, 50_001))
    source = read_bytes(xlsx(rows), "a.xlsx")
    assert len(source.tables[0].cells) == 100_000
    assert source.tables[0].cells[-1] == Cell(50_000, 2, "Maßnahme 50000")


# --- whatever the bytes are ---


def reads_or_refuses(data: bytes, name: str) -> None:
    try:
        source = read_here(data, name)
    except UnreadableFile as refused:
        assert str(refused).endswith(".")
    else:
        assert source.blocks


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xef\xbb\xbf", b"\xff\xfe"])
)
def test_any_bytes(data: bytes, start: bytes) -> None:
    reads_or_refuses(start + data, "a.xlsx")
    reads_or_refuses(start + data, "a.csv")


@given(st.sampled_from([PLAN_XLSX, PLAN_ODS, PLAN_DOCX]), st.integers(0, 2**32))
def test_any_damage_to_a_file(data: bytes, seed: int) -> None:
    random = Random(seed)
    broken = bytearray(data)
    for _ in range(random.randint(1, 8)):
        broken[random.randrange(len(broken))] = random.randrange(256)
    reads_or_refuses(bytes(broken[: random.randrange(len(broken))] if random.random() < 0.2 else broken), "a.xlsx")


TAGS = st.sampled_from(
    ["row", 'row r="1048576"', 'c r="B2" t="s"', 'c r="A0"', 'c t="b"', "c", "v", "f", "is", "t", 'mergeCell ref="A"',
     'mergeCell ref="B2:A1"', "w:p", "w:tbl", "w:tr", "w:tc", "w:t", "w:vMerge", "w:sdt", "w:showingPlcHdr",
     'w:sym w:char="x"', 'w:gridSpan w:val="-1"', "w:numId", "table:table-row", 'table:table table:name="x"', "text:p",
     "table:table-cell", 'table:table-cell office:value-type="float" office:value="x"', 'text:s text:c="x"',
     'table:table-row table:number-rows-repeated="-3"', 'table:table-cell table:number-columns-spanned="9999999"']
)  # fmt: skip
TEXTS = st.sampled_from(["1", "0", "1e999", "-1", "NaN", "Text", "&amp;", "_xD800_", "2025-12-31"])


def element(tag: str, children: list[str]) -> str:
    return f"<{tag}>{''.join(children)}</{tag.split()[0]}>"


MARKUP = st.recursive(TEXTS, lambda inner: st.builds(element, TAGS, st.lists(inner, max_size=4)), max_leaves=12)


@given(st.lists(MARKUP, max_size=4))
@settings(max_examples=100)
def test_any_markup(pieces: list[str]) -> None:
    """Well-formed, with known elements out of place and values that make no sense."""
    content = "".join(pieces)
    for data in (xlsx(content, strings="<si><t>x</t></si>"), docx(content), ods(content)):
        reads_or_refuses(data, "a.xlsx")


def test_a_part_that_does_not_unpack() -> None:
    data = bytearray(PLAN_XLSX)
    start = data.index(b"xl/worksheets/sheet1.xml") + len("xl/worksheets/sheet1.xml")
    data[start : start + 10] = b"\xff" * 10
    with pytest.raises(UnreadableFile) as refused:
        read_here(bytes(data), "a.xlsx")
    assert str(refused.value) == DAMAGED
    assert isinstance(refused.value.__cause__, zlib.error)
