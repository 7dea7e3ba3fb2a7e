from __future__ import annotations

import base64
import hashlib
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.documents import (
    BulletList,
    Divider,
    Document,
    Heading,
    Item,
    KeyFigure,
    KeyFigures,
    Note,
    OrderedList,
    Paragraph,
    Preformatted,
    Quote,
    Span,
    Table,
)
from verbindlich.base.documents.html import render

EVIL = "<script>alert(1)</script> & \"x\" 'y' \x1b[31m\x00 \u202eabc"


def every_block(text: str) -> Document:
    return Document(
        text,
        (
            Heading(text),
            Paragraph(text, lead=True),
            Paragraph(text),
            Paragraph((Span(text), Span(text, strong=True, emphasis=True, code=True))),
            BulletList((text,)),
            OrderedList((Item(text, (Paragraph(text),)),)),
            Quote((Paragraph(text),)),
            Preformatted(text),
            Divider(),
            KeyFigures((KeyFigure(text, text),)),
            Table(text, (text, text), ((text, text),), numeric=frozenset({1})),
            Note(text, text),
        ),
        footer=text,
    )


def parsed(document: Document) -> ElementTree.Element:
    return ElementTree.fromstring(render(document).replace("<!DOCTYPE html>\n", ""))


def test_everything_is_escaped() -> None:
    page = render(every_block(EVIL))
    assert "<script" not in page
    assert "\x1b" not in page and "\x00" not in page and "\u202e" not in page
    assert page.count("&lt;script&gt;") == 22


@given(st.text())
def test_any_text_gives_a_well_formed_page(text: str) -> None:
    assert parsed(every_block(text)).attrib["lang"] == "de"


def test_one_h1_and_a_title() -> None:
    page = parsed(every_block("Titel"))
    assert [h.text for h in page.iter("h1")] == ["Titel"]
    assert page.findtext("head/title") == "Titel"


def test_tables_have_caption_and_scoped_headers() -> None:
    page = parsed(Document("t", (Table("Zahlen", ("Name", "Wert"), (("a", "1"), ("b", "2")), frozenset({1})),)))
    assert page.findtext(".//caption") == "Zahlen"
    assert [th.attrib["scope"] for th in page.iter("th")] == ["col", "col", "row", "row"]
    assert [td.attrib.get("class") for td in page.iter("td")] == ["n", "n"]


def test_a_ragged_table_is_refused() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        Table("t", ("a", "b"), (("1",),))


def test_a_line_break_stays_one() -> None:
    assert "<p>eins<br/>zwei</p>" in render(Document("t", (Paragraph("eins\nzwei"),)))


def test_self_contained_under_its_own_policy() -> None:
    page = render(every_block("x"))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy and style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'"
    assert not re.search(r"(src|href|style)=", page) and "url(" not in page


def test_the_same_tree_gives_the_same_page() -> None:
    assert render(every_block("x")) == render(every_block("x"))
