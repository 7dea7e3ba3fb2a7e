from __future__ import annotations

import pytest

from tests.base.readers.making import docx, grid, p, tbl, tc, with_part
from verbindlich.base.readers import Cell, Paragraph, Source, Table, read_here
from verbindlich.base.readers.package import MACROS

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="Überschrift 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Kapitel"/><w:basedOn w:val="berschrift1"/></w:style>'
)


def read(body: str, **kwargs: str) -> Source:
    return read_here(docx(body, **kwargs), "konzept.docx")


def texts(body: str, **kwargs: str) -> list[str]:
    return [paragraph.text for paragraph in read(body, **kwargs).paragraphs]


def run(content: str) -> str:
    return f"<w:p><w:r>{content}</w:r></w:p>"


def test_blocks_come_in_the_order_of_the_file() -> None:
    blocks = read(p("vorher") + tbl(tc("a")) + p("") + p("nachher") + tbl(tc("b"))).blocks
    assert blocks == (
        Paragraph(1, "vorher"),
        Table("Tabelle 1", "table", (Cell(1, 1, "a"),)),
        Paragraph(2, "nachher"),
        Table("Tabelle 2", "table", (Cell(1, 1, "b"),)),
    )


def test_headings_by_style_and_by_outline_level() -> None:
    body = (
        p("Text") + p("Eins", '<w:pStyle w:val="berschrift1"/>') + p("Auch", '<w:pStyle w:val="Eigen"/>')
        + p("Drei", '<w:outlineLvl w:val="2"/>') + p("Keine", '<w:pStyle w:val="Eigen"/><w:outlineLvl w:val="9"/>')
    )  # fmt: skip
    found = [(q.level, q.style) for q in read(body, styles=STYLES).paragraphs]
    assert found == [(0, "Normal"), (1, "Überschrift 1"), (1, "Kapitel"), (3, "Normal"), (0, "Kapitel")]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/><w:t>d</w:t>", "a\nb\tc\nd"),
        ("<w:t>Amt</w:t><w:noBreakHyphen/><w:t>50</w:t><w:softHyphen/>", "Amt-50"),
        ("<w:t>Wahl: </w:t><w:sym w:font='Wingdings' w:char='2611'/>", "Wahl: \u2611"),
        ("<w:instrText>PAGEREF _Toc1</w:instrText><w:t>12</w:t>", "12"),
        ("<w:ruby><w:rt><w:r><w:t>Laut</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Wort</w:t></w:r></w:rubyBase></w:ruby>", "Wort"),
    ],
)  # fmt: skip
def test_what_a_run_shows(content: str, text: str) -> None:
    assert texts(run(content)) == [text]


def test_tab_stops_are_no_tabs() -> None:
    assert texts(p("x", '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>')) == ["x"]


def test_inserted_text_counts_and_deleted_text_does_not() -> None:
    body = (
        "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val='berschrift1'/></w:pPr></w:pPrChange></w:pPr>"
        "<w:ins><w:r><w:t>neu</w:t></w:r></w:ins><w:del><w:r><w:delText>alt</w:delText><w:br/></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>fort</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> hierher</w:t></w:r></w:moveTo></w:p>"
    )
    (paragraph,) = read(body, styles=STYLES).paragraphs
    assert (paragraph.text, paragraph.level) == ("neu hierher", 0)


def test_text_in_content_controls_counts_but_not_their_prompt() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    filled = control.format("", p("Sozialamt"))
    empty = control.format("<w:showingPlcHdr/>", p("Klicken Sie hier, um Text einzugeben."))
    assert texts(filled + empty + p("Ende")) == ["Sozialamt", "Ende"]
    row_in_control = tbl(control.format("", tc("in der Zeile")))
    assert grid(read(row_in_control)) == {(1, 1): "in der Zeile"}


def test_text_boxes_are_read_once() -> None:
    box = "<w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing>".format(p("im Kasten"))
    drawing = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert texts(run(f"<w:t>davor </w:t>{drawing}<w:t>danach</w:t>")) == ["im Kasten", "davor danach"]
    assert grid(read(tbl(tc(run(f"<w:t>Zelle</w:t>{drawing}"))))) == {(1, 1): "im Kasten\nZelle"}


def test_paragraphs_of_a_cell_are_its_lines() -> None:
    assert grid(read(tbl(tc(p("Sozialamt") + p("") + p("Jugendamt"))))) == {(1, 1): "Sozialamt\nJugendamt"}


def test_cells_merged_across_and_down_are_one() -> None:
    table = tbl(
        tc("Feld", '<w:vMerge w:val="restart"/>') + tc("Kopf", '<w:gridSpan w:val="2"/>'),
        tc("", "<w:vMerge/>") + tc("a") + tc("b"),
        tc("", "<w:vMerge/>") + tc("c") + tc("d"),
        tc("anders") + tc("e") + tc("f"),
    )
    assert read(table).tables[0].cells == (
        Cell(1, 1, "Feld", rows=3), Cell(1, 2, "Kopf", columns=2),
        Cell(2, 2, "a"), Cell(2, 3, "b"), Cell(3, 2, "c"), Cell(3, 3, "d"),
        Cell(4, 1, "anders"), Cell(4, 2, "e"), Cell(4, 3, "f"),
    )  # fmt: skip


def test_cells_merged_both_ways() -> None:
    both = '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'
    table = tbl(tc("vier", both) + tc("x"), tc("", '<w:gridSpan w:val="2"/><w:vMerge w:val="continue"/>') + tc("y"))
    assert read(table).tables[0].cells == (Cell(1, 1, "vier", rows=2, columns=2), Cell(1, 3, "x"), Cell(2, 3, "y"))


def test_rows_that_start_further_right() -> None:
    body = '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{}</w:tr></w:tbl>'.format(tc("x"))
    assert grid(read(body)) == {(1, 3): "x"}


def test_a_table_in_a_cell_stays_in_the_cell() -> None:
    inner = tbl(tc("innen 1") + tc("innen 2"), tc("innen 3"))
    source = read(tbl(tc(p("außen") + inner + p("danach")) + tc("b")) + tbl(tc("c")))
    assert grid(source) == {(1, 1): "außen\ninnen 1\ninnen 2\ninnen 3\ndanach", (1, 2): "b"}
    assert [table.name for table in source.tables] == ["Tabelle 1", "Tabelle 2"]


def test_a_span_beyond_all_measure_is_cut() -> None:
    source = read(tbl(tc("weit", '<w:gridSpan w:val="1000000000"/>') + tc("dahinter")))
    assert source.tables[0].cells == (Cell(1, 1, "weit", columns=200),)
    assert "Zeile 1, Spalte 1000000001" in source.notes[0]


def test_macros_are_not_run_and_that_is_said() -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    data = with_part(docx(p("x"), content_type=kind), "word/vbaProject.bin", b"\0")
    assert read_here(data, "a.docm").notes == (MACROS,)
