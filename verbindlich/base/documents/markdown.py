"""Markdown to the content tree: what people write becomes a document, and nothing of it becomes markup.

CommonMark with tables (markdown-it-py). Raw HTML is text, pictures are their description (nothing is fetched from elsewhere),
links lead to http, https and mailto alone. What the tree has no word for is text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal, cast

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from verbindlich.base.documents.tree import (
    SCHEMES,
    Block,
    BulletList,
    Divider,
    Heading,
    Item,
    OrderedList,
    Paragraph,
    Preformatted,
    Quote,
    Rich,
    Span,
    Table,
)
from verbindlich.base.readers.texts import visible

DEEPEST = 4
PLAIN = Span("")


def blocks(source: str, *, below: int = 1) -> tuple[Block, ...]:
    """The tree of a text. `below`: level of the heading that it stands under; its own headings follow without a gap.

    Never fails: any text is Markdown. 100 kB take two seconds at worst, a tenth of that where people write.
    """
    return tuple(_Converter(below).blocks(SyntaxTreeNode(parser().parse(visible(source))).children))


@cache
def parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.validateLink = _allowed  # type: ignore[method-assign]
    return made


def _allowed(url: str) -> bool:
    """Images pass through here too, but become their description."""
    return url.lower().startswith(SCHEMES)


@dataclass
class _Converter:
    """Holds the headings above the one that is read, as their author counted them."""

    below: int
    above: list[int] = field(default_factory=list)

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        for node in nodes:
            yield self.block(node)

    def block(self, node: SyntaxTreeNode) -> Block:
        match node.type:
            case "heading":
                return Heading(rich(node), self.level(int(node.tag[1:])))
            case "bullet_list":
                return BulletList(tuple(map(self.item, node.children)))
            case "ordered_list":
                return OrderedList(tuple(map(self.item, node.children)), int(node.attrs.get("start", 1)))
            case "blockquote":
                return Quote(tuple(self.blocks(node.children)))
            case "fence" | "code_block":
                return Preformatted(node.content.rstrip("\n"))
            case "hr":
                return Divider()
            case "table":
                return table(node)
            case _:
                return Paragraph(rich(node))

    def level(self, written: int) -> Literal[2, 3, 4]:
        """One deeper than the heading it stands under, however many signs its author set."""
        while self.above and self.above[-1] >= written:
            self.above.pop()
        self.above.append(written)
        return cast(Literal[2, 3, 4], min(self.below + len(self.above), DEEPEST))

    def item(self, node: SyntaxTreeNode) -> Rich | Item:
        parts = node.children
        if not parts or parts[0].type != "paragraph":
            return Item("", tuple(self.blocks(parts)))
        text, below = rich(parts[0]), tuple(self.blocks(parts[1:]))
        return Item(text, below) if below else text


def table(node: SyntaxTreeNode) -> Table:
    header, *body = [tuple(map(rich, row.children)) for part in node.children for row in part.children]
    cells = node.children[0].children[0].children
    right = frozenset(index for index, cell in enumerate(cells) if "right" in str(cell.attrs.get("style", "")))
    return Table("", header, tuple(body), right)


def rich(node: SyntaxTreeNode) -> Rich:
    """The runs of a paragraph, heading or cell; plain text where nothing in it is set apart."""
    spans = tuple(_joined(span for span in _spans(node.children, PLAIN) if span.text))
    if all(replace(span, text="") == PLAIN for span in spans):
        return "".join(span.text for span in spans)
    return spans


def _spans(nodes: Iterable[SyntaxTreeNode], look: Span) -> Iterator[Span]:
    for node in nodes:
        match node.type:
            case "softbreak":
                yield replace(look, text=" ")
            case "hardbreak":
                yield replace(look, text="\n")
            case "code_inline":
                yield replace(look, text=node.content, code=True)
            case "strong":
                yield from _spans(node.children, replace(look, strong=True))
            case "em":
                yield from _spans(node.children, replace(look, emphasis=True))
            case "link":
                yield from _spans(node.children, replace(look, href=str(node.attrs["href"])))
            case "inline" | "image":
                yield from _spans(node.children, look)
            case _:
                yield replace(look, text=node.content)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours that look alike as one."""
    last: Span | None = None
    for span in spans:
        if last and replace(last, text="") == replace(span, text=""):
            last = replace(last, text=last.text + span.text)
        else:
            if last:
                yield last
            last = span
    if last:
        yield last
