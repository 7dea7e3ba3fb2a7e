"""Documents as a content tree, apart from how they look. `html.render` makes a page of one, `html.fragment` a part of a page;
`markdown.blocks` makes a tree of what people write."""

from verbindlich.base.documents.tree import (
    Block,
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
    Rich,
    Span,
    Table,
)

__all__ = ["Block", "BulletList", "Divider", "Document", "Heading", "Item", "KeyFigure", "KeyFigures", "Note", "OrderedList",
           "Paragraph", "Preformatted", "Quote", "Rich", "Span", "Table"]  # fmt: skip
