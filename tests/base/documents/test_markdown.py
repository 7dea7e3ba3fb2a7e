"""Markdown to the tree: what each sign becomes, and that nothing gets through that its author did not see."""

from __future__ import annotations

import time
from collections.abc import Iterable
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbindlich.base.documents import (
    Block,
    BulletList,
    Divider,
    Heading,
    Item,
    OrderedList,
    Paragraph,
    Preformatted,
    Quote,
    Span,
    Table,
)
from verbindlich.base.documents.html import fragment
from verbindlich.base.documents.markdown import blocks

ALLOWED = {"h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "pre", "hr", "table", "thead", "tbody", "tr", "th",
           "td", "strong", "em", "code", "a", "br", "part"}  # fmt: skip
ATTRIBUTES = {"href", "rel", "start", "scope", "class"}

MARKED: tuple[tuple[str, tuple[Block, ...]], ...] = (
    ("", ()),
    ("Ein Satz.", (Paragraph("Ein Satz."),)),
    ("eins\nzwei", (Paragraph("eins zwei"),)),
    ("eins  \nzwei", (Paragraph("eins\nzwei"),)),
    ("eins\n\nzwei", (Paragraph("eins"), Paragraph("zwei"))),
    ("a **b** *c* `d`", (Paragraph((Span("a "), Span("b", strong=True), Span(" "), Span("c", emphasis=True), Span(" "), Span("d", code=True))),)),
    ("***a***", (Paragraph((Span("a", strong=True, emphasis=True),)),)),
    ("[Gesetz](https://example.org/a)", (Paragraph((Span("Gesetz", href="https://example.org/a"),)),)),
    ("<mailto:amt@example.org>", (Paragraph((Span("mailto:amt@example.org", href="mailto:amt@example.org"),)),)),
    ("- a\n- b", (BulletList(("a", "b")),)),
    ("3. a\n4. b", (OrderedList(("a", "b"), 3),)),
    ("- a\n  1. b", (BulletList((Item("a", (OrderedList(("b",)),)),)),)),
    ("- a\n\n  b", (BulletList((Item("a", (Paragraph("b"),)),)),)),
    ("- ", (BulletList((Item(""),)),)),
    ("- # a", (BulletList((Item("", (Heading("a", 2),)),)),)),
    ("> a", (Quote((Paragraph("a"),)),)),
    ("```\na  b\n```", (Preformatted("a  b"),)),
    ("    a", (Preformatted("a"),)),
    ("a\n\n---", (Paragraph("a"), Divider())),
    ("|a|b|\n|-|-:|\n|c|*d*|\n|e|", (Table("", ("a", "b"), (("c", (Span("d", emphasis=True),)), ("e", "")), frozenset({1})),)),
    ("![ein Bild](https://example.org/a.png)", (Paragraph("ein Bild"),)),
    ("&amp; \\*kein Stern\\*", (Paragraph("& *kein Stern*"),)),
)  # fmt: skip


@pytest.mark.parametrize(("source", "tree"), MARKED, ids=[source[:20] for source, _ in MARKED])
def test_each_sign_has_its_block(source: str, tree: tuple[Block, ...]) -> None:
    assert blocks(source) == tree


@pytest.mark.parametrize(
    ("source", "below", "levels"),
    [
        ("# a\n## b\n### c\n#### d", 1, [2, 3, 4, 4]),
        ("### a\n### b\n# c\n## d", 1, [2, 2, 2, 3]),
        ("###### a", 1, [2]),
        ("# a\n## b", 2, [3, 4]),
        ("## a\n> #### b\n\n### c", 1, [2, 3, 3]),
    ],
)
def test_headings_follow_the_page_without_a_gap(source: str, below: int, levels: list[int]) -> None:
    assert [heading.level for heading in headings(blocks(source, below=below))] == levels


def headings(found: Iterable[Block]) -> Iterable[Heading]:
    for block in found:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Quote):
            yield from headings(block.blocks)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "//example.org", "/konto/", "file:///etc", "ftp://example.org", "java\u200bscript:x", "&#106;avascript:x"]
)  # fmt: skip
def test_other_addresses_stay_text(address: str) -> None:
    assert "<a" not in fragment(blocks(f"[x]({address})\n\n<{address}>\n\n[y]\n\n[y]: {address}"))


def test_the_tree_itself_refuses_other_addresses() -> None:
    with pytest.raises(ValueError, match="no such address"):
        Span("x", href="javascript:alert(1)")


def test_markup_is_text() -> None:
    page = fragment(blocks('<script>alert(1)</script>\n\n<b onclick="x">fett</b> und **<i>**'))
    assert "&lt;script&gt;" in page
    assert "<strong>&lt;i&gt;</strong>" in page
    assert not {"script", "b", "i"} & tags(page)


def test_invisible_characters_are_dropped_also_where_they_are_spelled_out() -> None:
    assert fragment(blocks("a\u202eb \u200bc&#x202e;&#8203;d")) == "<p>ab cd</p>"


@pytest.mark.parametrize("text", ["مرحبا بكم في المنطقة", "Herzlich willkommen 👋🏽", "Ü" * 50])
def test_other_scripts_stay_whole(text: str) -> None:
    assert fragment(blocks(text)) == f"<p>{text}</p>"


def test_the_blanks_between_runs_stay() -> None:
    assert fragment(blocks("a **b** c")) == "<p>a <strong>b</strong> c</p>"


def test_a_link_over_several_runs_is_one_link() -> None:
    assert fragment(blocks("[a *b* c](https://example.org)")).count("<a ") == 1


def test_an_empty_corner_of_a_table_is_no_header() -> None:
    page = fragment(blocks("| |Wert|\n|-|-|\n|a|1|\n| |2|"))
    assert page.count("<th ") == 2
    assert "<caption" not in page


def tree(page: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<part>{page}</part>")


def tags(page: str) -> set[str]:
    return {element.tag for element in tree(page).iter()}


WRITING = st.text(st.sampled_from("ab \n\t#*_`[]()<>!|-+.:>1&;\\~\"'=/hts\u202e\x00é😀ب"), max_size=80)


@settings(max_examples=300)
@given(st.one_of(WRITING, st.text()))
def test_any_text_gives_a_tree_and_nothing_gets_through(source: str) -> None:
    page = fragment(blocks(source))
    for element in tree(page).iter():
        assert element.tag in ALLOWED
        assert set(element.attrib) <= ATTRIBUTES
        assert element.attrib.get("href", "https://").startswith(("http://", "https://", "mailto:"))
    assert blocks(source) == blocks(source)


@pytest.mark.parametrize("part", ["[", "![[", "*a_ ", "[a](", "- a\n", "> ", "|x|y|\n", "<a ", "&#x202e;", "a\\\n", "# a\n", "Ein **Wort**.\n\n"])  # fmt: skip
def test_a_hundred_kilobytes_take_seconds(part: str) -> None:
    source = (part * 100_000)[:100_000]
    begun = time.process_time()
    fragment(blocks(source))
    assert time.process_time() - begun < 15
