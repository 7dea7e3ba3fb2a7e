"""The styles of a Word document (ECMA-376 part 1, 17.7): which paragraphs are headings, and of what level."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .markup import Attributes, Part, attribute

BODY_TEXT = 9  # Word's outline level of what is no heading; headings are 0–8

_HEADING = re.compile(r"(?:heading|überschrift)\s*([1-9])", re.IGNORECASE)
_MOST_ANCESTORS = 20


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    outline: str = ""
    list: str = ""
    list_level: str = ""


class Styles(Part):
    """word/styles.xml. A style is looked up by its id; an unknown one is body text without a name."""

    skipped = frozenset({"tblStylePr", "latentStyles", "docDefaults", "pPrChange"})

    def __init__(self) -> None:
        super().__init__()
        self._styles: dict[str, _Style] = {}
        self._style = _Style()
        self._default = ""
        self.starts = {
            "style": self._start,
            "name": lambda a: setattr(self._style, "name", attribute(a, "val")),
            "basedOn": lambda a: setattr(self._style, "based_on", attribute(a, "val")),
            "outlineLvl": lambda a: setattr(self._style, "outline", attribute(a, "val")),
            "numId": lambda a: setattr(self._style, "list", attribute(a, "val")),
            "ilvl": lambda a: setattr(self._style, "list_level", attribute(a, "val")),
        }

    def _start(self, attributes: Attributes) -> None:
        identity = attribute(attributes, "styleId")
        self._style = self._styles[identity] = _Style()
        if attribute(attributes, "type") == "paragraph" and attribute(attributes, "default") in ("1", "true", "on"):
            self._default = identity

    def _ancestry(self, identity: str) -> list[tuple[str, _Style]]:
        """The style and those it is based on, nearest first."""
        found: list[tuple[str, _Style]] = []
        identity = identity or self._default
        while identity in self._styles and len(found) < _MOST_ANCESTORS:
            found.append((identity, self._styles[identity]))
            identity = found[-1][1].based_on
        return found

    def name(self, identity: str) -> str:
        return next((style.name for _, style in self._ancestry(identity)), "")

    def level(self, identity: str) -> int:
        """0 for body text, 1–9 for a heading: by outline level, else by name (English or German), inherited."""
        for _, style in self._ancestry(identity):
            if style.outline:
                return outline_level(style.outline)
            named = _HEADING.match(style.name)
            if named:
                return int(named[1])
        return 0

    def numbered(self, identity: str) -> tuple[str, str, str]:
        """A style's list, its level there ("" where the list says it), and the id of the style that says so."""
        found = ((style.list, style.list_level, i) for i, style in self._ancestry(identity) if style.list)
        return next(found, ("", "", ""))


def outline_level(text: str) -> int:
    """Word's outline level as heading level: "0" → 1, "8" → 9, "9" and what is no number → 0."""
    return int(text) + 1 if text.isdecimal() and int(text) < BODY_TEXT else 0
