"""Documents as a content tree, apart from how they look. `html.render` makes a page of one; other renderers follow."""

from verbindlich.base.documents.tree import (
    Block,
    BulletList,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Table,
)

__all__ = ["Block", "BulletList", "Document", "Heading", "KeyFigure", "KeyFigures", "Note", "Paragraph", "Table"]
