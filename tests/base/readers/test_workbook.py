from __future__ import annotations

import pytest

from tests.base.readers.making import inline, relations, with_part, xlsx, zipped
from tests.base.readers.making import xlsx_parts as parts_of
from verbindlich.base.readers import UnreadableFile, read_here
from verbindlich.base.readers.package import MACROS

ROW = f"<row>{inline('A1', 'x')}</row>"


def test_sheets_come_in_the_order_of_their_tabs_hidden_ones_marked_empty_ones_left_out() -> None:
    data = xlsx(ROW, "", ROW, ROW, names=("Plan", "Leer", "Liste", "Alt"), states=("", "", "hidden", "veryHidden"))
    tables = read_here(data, "a.xlsx").tables
    assert [(t.name, t.kind, t.hidden) for t in tables] == [
        ("Plan", "sheet", False), ("Liste", "sheet", True), ("Alt", "sheet", True)
    ]  # fmt: skip


def test_chart_sheets_are_passed_over() -> None:
    links = relations(w0="worksheet-worksheets/sheet1.xml", w1="chartsheet-worksheets/sheet2.xml")
    data = with_part(xlsx(ROW, ROW), "xl/_rels/workbook.xml.rels", links)
    assert [t.name for t in read_here(data, "a.xlsx").tables] == ["Blatt1"]


def test_part_names_are_found_in_any_case_and_from_the_root() -> None:
    parts = parts_of(ROW)
    parts["xl/Worksheets/Sheet1.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    parts["xl/_rels/workbook.xml.rels"] = relations(w0="worksheet-/xl/worksheets/SHEET1.xml")
    assert read_here(zipped(parts), "a.xlsx").tables


def test_macros_are_not_run_and_that_is_said() -> None:
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    source = read_here(with_part(xlsx(ROW, content_type=kind), "xl/vbaProject.bin", b"\0"), "a.xlsm")
    assert source.tables
    assert source.notes == (MACROS,)


def test_a_hundred_sheets_are_read_and_two_hundred_refused() -> None:
    assert len(read_here(xlsx(*[ROW] * 100), "a.xlsx").tables) == 100
    with pytest.raises(UnreadableFile, match="200 Tabellenblätter"):
        read_here(xlsx(*[ROW] * 200), "a.xlsx")


def test_a_workbook_without_any_cell_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="keine ausgefüllten Zellen"):
        read_here(xlsx("", ""), "a.xlsx")
