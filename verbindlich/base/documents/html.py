"""A document as one self-contained page: no script, no external resource, readable by screen reader and printer.

The page is also well-formed XML, so that a test can parse it strictly.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache, singledispatch
from html import escape
from itertools import groupby
from pathlib import Path

from verbindlich.base.documents.tree import (
    Block,
    BulletList,
    Divider,
    Document,
    Heading,
    Item,
    KeyFigures,
    Note,
    OrderedList,
    Paragraph,
    Preformatted,
    Quote,
    Rich,
    Span,
    Table,
)
from verbindlich.base.readers.texts import clean, visible


def render(document: Document) -> str:
    """The page as text (to be stored as UTF-8). Everything in the tree is escaped; invisible characters are dropped."""
    body = fragment(document.blocks)
    footer = f"<footer><p>{text(document.footer)}</p></footer>" if document.footer else ""
    return f"""<!DOCTYPE html>
<html lang="{text(document.language)}">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{style_hash()}'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>{text(document.title)}</title>
<style>{style()}</style>
</head>
<body>
<main>
<h1>{text(document.title)}</h1>
{body}
</main>
{footer}
</body>
</html>
"""


def fragment(blocks: Iterable[Block]) -> str:
    """The blocks alone, to stand in a page of its own look. As safe as `render`."""
    return "\n".join(block_html(block) for block in blocks)


def text(raw: str) -> str:
    return escape(clean(raw))


def lines(raw: Rich) -> str:
    """Text in which a line break of the tree is one of the page."""
    if isinstance(raw, str):
        return text(raw).replace("\n", "<br/>")
    return "".join(linked(href, "".join(map(run, spans))) for href, spans in groupby(raw, lambda span: span.href))


def linked(href: str, inner: str) -> str:
    return f'<a href="{text(href)}" rel="noopener noreferrer nofollow">{inner}</a>' if href else inner


def run(span: Span) -> str:
    inner = escape(visible(span.text)).replace("\n", "<br/>")
    for tag, wanted in (("code", span.code), ("em", span.emphasis), ("strong", span.strong)):
        inner = f"<{tag}>{inner}</{tag}>" if wanted else inner
    return inner


@singledispatch
def block_html(block: Block) -> str:
    raise TypeError(f"no HTML for {type(block).__name__}")


@block_html.register
def _(block: Heading) -> str:
    return f"<h{block.level}>{lines(block.text)}</h{block.level}>"


@block_html.register
def _(block: Paragraph) -> str:
    return f'<p class="lead">{lines(block.text)}</p>' if block.lead else f"<p>{lines(block.text)}</p>"


@block_html.register
def _(block: BulletList) -> str:
    return f"<ul>{items_html(block.items)}</ul>"


@block_html.register
def _(block: OrderedList) -> str:
    start = "" if block.start == 1 else f' start="{block.start}"'
    return f"<ol{start}>{items_html(block.items)}</ol>"


def items_html(items: Iterable[Rich | Item]) -> str:
    return "".join(
        f"<li>{lines(item.text)}{fragment(item.blocks)}</li>" if isinstance(item, Item) else f"<li>{lines(item)}</li>"
        for item in items
    )


@block_html.register
def _(block: Quote) -> str:
    return f"<blockquote>{fragment(block.blocks)}</blockquote>"


@block_html.register
def _(block: Preformatted) -> str:
    return f"<pre>{escape(visible(block.text))}</pre>"


@block_html.register
def _(block: Divider) -> str:
    return "<hr/>"


@block_html.register
def _(block: Note) -> str:
    source = f" <cite>{text(block.source)}</cite>" if block.source else ""
    return f'<p class="note">{lines(block.text)}{source}</p>'


@block_html.register
def _(block: KeyFigures) -> str:
    pairs = "".join(f"<div><dt>{text(f.label)}</dt><dd>{text(f.value)}</dd></div>" for f in block.figures)
    return f"<dl>{pairs}</dl>"


@block_html.register
def _(block: Table) -> str:
    head = "".join(cell(block, i, name, "th", ' scope="col"') for i, name in enumerate(block.header))
    body = "\n".join(f"<tr>{''.join(row_cells(block, row))}</tr>" for row in block.rows)
    caption = f"<caption>{text(block.caption)}</caption>\n" if block.caption else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"


def row_cells(table: Table, row: tuple[Rich, ...]) -> Iterator[str]:
    for index, value in enumerate(row):
        yield cell(table, index, value, "th", ' scope="row"') if index == 0 else cell(table, index, value, "td")


def cell(table: Table, index: int, value: Rich, tag: str, scope: str = "") -> str:
    """A header without a word is none: it stays an empty cell."""
    inner = lines(value)
    numeric = ' class="n"' if index in table.numeric else ""
    return f"<{tag}{scope}{numeric}>{inner}</{tag}>" if inner or tag == "td" else f"<td{numeric}></td>"


@cache
def style() -> str:
    """The style sheet beside this file, as it stands in the page."""
    return Path(__file__).with_name("page.css").read_text("utf-8").strip()


@cache
def style_hash() -> str:
    """What the page's own policy allows: this style sheet and nothing else."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()}"
