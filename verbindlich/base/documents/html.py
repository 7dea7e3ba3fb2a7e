"""A document as one self-contained page: no script, no external resource, readable by screen reader and printer.

The page is also well-formed XML, so that a test can parse it strictly.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache, singledispatch
from html import escape
from pathlib import Path

from verbindlich.base.documents.tree import (
    Block,
    BulletList,
    Document,
    Heading,
    KeyFigures,
    Note,
    Paragraph,
    Table,
)
from verbindlich.base.readers.texts import clean


def render(document: Document) -> str:
    """The page as text (to be stored as UTF-8). Everything in the tree is escaped; invisible characters are dropped."""
    body = "\n".join(block_html(block) for block in document.blocks)
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


def text(raw: str) -> str:
    return escape(clean(raw))


def lines(raw: str) -> str:
    """Text in which a line break of the tree is one of the page."""
    return text(raw).replace("\n", "<br/>")


@singledispatch
def block_html(block: Block) -> str:
    raise TypeError(f"no HTML for {type(block).__name__}")


@block_html.register
def _(block: Heading) -> str:
    return f"<h{block.level}>{text(block.text)}</h{block.level}>"


@block_html.register
def _(block: Paragraph) -> str:
    return f'<p class="lead">{lines(block.text)}</p>' if block.lead else f"<p>{lines(block.text)}</p>"


@block_html.register
def _(block: BulletList) -> str:
    return f"<ul>{''.join(f'<li>{lines(item)}</li>' for item in block.items)}</ul>"


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
    return f"<table><caption>{text(block.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"


def row_cells(table: Table, row: tuple[str, ...]) -> Iterator[str]:
    for index, value in enumerate(row):
        yield cell(table, index, value, "th", ' scope="row"') if index == 0 else cell(table, index, value, "td")


def cell(table: Table, index: int, value: str, tag: str, scope: str = "") -> str:
    numeric = ' class="n"' if index in table.numeric else ""
    return f"<{tag}{scope}{numeric}>{lines(value)}</{tag}>"


@cache
def style() -> str:
    """The style sheet beside this file, as it stands in the page."""
    return Path(__file__).with_name("page.css").read_text("utf-8").strip()


@cache
def style_hash() -> str:
    """What the page's own policy allows: this style sheet and nothing else."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()}"
