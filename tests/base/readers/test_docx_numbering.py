from __future__ import annotations

from io import BytesIO

import pytest

from tests.base.readers.making import docx, grid, p, tbl, tc
from verbindlich.base.readers import read_here
from verbindlich.base.readers.docx_numbering import Numbering
from verbindlich.base.readers.markup import parse


def level(number: int, text: str, form: str = "decimal", more: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def one_list(*levels: str, more: str = "") -> str:
    abstract = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return f'{abstract}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'


def numbering(content: str) -> Numbering:
    read = Numbering()
    parse(BytesIO(f"<w:numbering xmlns:w='urn:w'>{content}</w:numbering>".encode()), read)
    return read


def test_levels_count_and_start_again_below() -> None:
    read = numbering(one_list(level(0, "%1."), level(1, "%1.%2")))
    assert [read.label("1", depth, "") for depth in "0110101"] == ["1.", "1.1", "1.2", "2.", "2.1", "3.", "3.1"]


def test_a_lower_level_without_its_upper_one_counts_from_the_start() -> None:
    assert numbering(one_list(level(0, "%1."), level(1, "%1.%2"))).label("1", "1", "") == "1.1"


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimal", "4"), ("decimalZero", "04"), ("lowerLetter", "d"), ("upperLetter", "D"),
        ("lowerRoman", "iv"), ("upperRoman", "IV"), ("bullet", ""), ("none", ""),
    ],
)  # fmt: skip
def test_forms_of_numbers(form: str, shown: str) -> None:
    read = numbering(one_list(level(0, "%1", form)))
    assert [read.label("1", "0", "") for _ in range(4)][-1] == shown


def test_letters_go_on_past_z_as_in_word() -> None:
    read = numbering(one_list(level(0, "%1)", "lowerLetter")))
    assert [read.label("1", "0", "") for _ in range(28)][-3:] == ["z)", "aa)", "bb)"]


def test_a_second_list_of_the_same_kind_counts_on_or_starts_again() -> None:
    same = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    fresh = f'<w:num w:numId="3"><w:abstractNumId w:val="0"/>{again}</w:num>'
    read = numbering(one_list(level(0, "%1."), more=same + fresh))
    assert [read.label(identity, "0", "") for identity in "12331"] == ["1.", "2.", "5.", "6.", "7."]


def test_what_is_in_no_list_has_no_number() -> None:
    read = numbering(one_list(level(0, "%1.")))
    assert [read.label(identity, "", "") for identity in ("", "0", "9")] == ["", "", ""]


def test_numbers_stand_before_headings_and_in_cells() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    lists = one_list(level(0, "Handlungsfeld %1:", more='<w:pStyle w:val="H1"/>'), level(1, "%1.%2"))
    numbered = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    body = p("Sprache", '<w:pStyle w:val="H1"/>') + tbl(
        tc(p("", numbered)) + tc("Kurs"), tc(p("", numbered)) + tc("Lotsen")
    )
    source = read_here(docx(body, styles=styles, numbering=lists), "a.docx")
    assert source.paragraphs[0].text == "Handlungsfeld 1: Sprache"
    assert grid(source) == {(1, 1): "1.1", (1, 2): "Kurs", (2, 1): "1.2", (2, 2): "Lotsen"}
