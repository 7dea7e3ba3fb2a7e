"""Lines that belong to no measure: sums, legends, notes on sources and dates."""

from __future__ import annotations

import re
from collections.abc import Mapping

EQUATION = re.compile(r"[^\s=]{1,12}(?: [^\s=]{1,12})?\s*=\s*\S")
FOOTNOTE = re.compile(r"\*+\s*\S|[¹²³⁴⁵]\s*\S|\(?\d\)\s*=")


class Notes:
    """Recognises such lines by the words of the synonym table at their beginning."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._patterns = {reason: _pattern(listed) for reason, listed in words.items()}

    def reason(self, text: str) -> str:
        """Why a line that stands alone is left out ("Summenzeile", "Legende", "Hinweis"); "" where it is none of these."""
        if EQUATION.match(text):
            return "Legende"
        if FOOTNOTE.match(text):
            return "Hinweis"
        return next((reason for reason, pattern in self._patterns.items() if pattern.match(text)), "")

    def is_sum(self, text: str) -> bool:
        """Whether a row that begins so adds up the rows above it."""
        return bool(self._patterns["Summenzeile"].match(text))


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A word at the line's start, followed by a mark, a figure or nothing; "Summe*" is followed by anything."""
    alternatives = "|".join(
        re.escape(word.removesuffix("*")) + (r"\b" if word.endswith("*") else r"\s*(?:[:=.–-]|\d|$)") for word in words
    )
    return re.compile(alternatives, re.IGNORECASE)
