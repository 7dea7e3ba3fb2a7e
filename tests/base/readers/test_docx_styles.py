from __future__ import annotations

from io import BytesIO

import pytest

from verbindlich.base.readers.docx_styles import Styles, outline_level
from verbindlich.base.readers.markup import parse


def styles(*each: str) -> Styles:
    read = Styles()
    parse(BytesIO(f"<w:styles xmlns:w='urn:w'>{''.join(each)}</w:styles>".encode()), read)
    return read


def style(identity: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{more}</w:style>'


@pytest.mark.parametrize(
    ("name", "level"),
    [("heading 1", 1), ("Heading 9", 9), ("Überschrift 2", 2), ("Überschrift3", 3), ("Title", 0), ("toc 1", 0)],
)
def test_the_level_by_name(name: str, level: int) -> None:
    assert styles(style("x", name)).level("x") == level


def test_the_outline_level_beats_the_name_and_is_inherited() -> None:
    read = styles(
        style("a", "Kapitel", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        style("b", "Unterkapitel", '<w:basedOn w:val="a"/>'),
        style("c", "TOC Heading", '<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
    )
    assert [read.level(identity) for identity in "abc"] == [1, 1, 0]


def test_styles_based_on_each_other_in_a_ring_end() -> None:
    read = styles(style("a", "A", '<w:basedOn w:val="b"/>'), style("b", "B", '<w:basedOn w:val="a"/>'))
    assert read.level("a") == 0
    assert read.numbered("a") == ("", "", "")


def test_a_style_knows_its_list_and_who_says_so() -> None:
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr>'
    read = styles(style("a", "A", numbered), style("b", "B", '<w:basedOn w:val="a"/>'))
    assert read.numbered("b") == ("7", "1", "a")


def test_an_unknown_style_is_body_text() -> None:
    assert (styles().level("fehlt"), styles().name("fehlt")) == (0, "")


@pytest.mark.parametrize(("text", "level"), [("0", 1), ("8", 9), ("9", 0), ("", 0), ("x", 0), ("-1", 0)])
def test_outline_levels(text: str, level: int) -> None:
    assert outline_level(text) == level
