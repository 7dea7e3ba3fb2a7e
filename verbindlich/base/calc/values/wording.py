"""German administrative spelling brought to one form, and how the parsers write their lists of words."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, cast

LIMIT = 1_000  # characters of a cell that the parsers look at


class _Pattern:
    """Stands for a regular expression until it is used; all together take some 50 ms, which importing must not cost."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(compiled, method))  # from now on without this detour
        return getattr(compiled, name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled at its first use."""
    return cast("re.Pattern[str]", _Pattern(source, flags))


def one_of(alternatives: str) -> str:
    """The source of a pattern for any of the alternatives, written in lines and apart by " | "; blanks inside count."""
    parts = (part.strip() for line in alternatives.splitlines() for part in line.split(" | "))
    return "(?:" + "|".join(part for part in parts if part) + ")"


def any_of(alternatives: str) -> re.Pattern[str]:
    """The pattern of `one_of`."""
    return pattern(one_of(alternatives))


def word_set(words: str) -> frozenset[str]:
    """The words of a text, for lists that are read better in lines."""
    return frozenset(words.split())


_SAME = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e", None),
    **dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹†‡", None),  # footnote marks
    **dict.fromkeys("´’‘", "'"),
    "×": "x",
}
_TABLE = str.maketrans(_SAME)
_ODD = pattern(f"[{''.join(_SAME)}]")
_FRACTION = pattern(r"(?:(\d) ?)?([½¼¾])")
_DECIMALS = {"½": "5", "¼": "25", "¾": "75"}
_HYPHENATED = pattern(r"(?<=\w)-\n(?!und |oder |bzw|u\. )(?=[a-zäöüß])")
_FOOTNOTE = pattern(r"(?<=[^\s*+(])(?:\s?\*{1,3}|(?<=[^\d(]) ?\b\d\))$")


def clean(text: str) -> str:
    """The text with one kind of dash and blank, without invisible characters and trailing footnote marks.

    Lines stay apart by "\\n"; a word hyphenated over a line break is joined. Only the first `LIMIT` characters count.
    """
    text = text[:LIMIT]
    if not text.isascii():
        if _ODD.search(text):
            text = text.translate(_TABLE)
        text = _FRACTION.sub(lambda found: f"{found[1] or 0},{_DECIMALS[found[2]]}", text)
        text = unicodedata.normalize("NFKC", text)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    text = "\n".join(line for line in lines if line)
    if "-\n" in text:
        text = _HYPHENATED.sub("", text)
    if text.endswith("*") or (text.endswith(")") and "(" not in text):
        text = _FOOTNOTE.sub("", text)
    return text


def fold(cleaned: str) -> str:
    """Lower case, ß as ss and umlauts as ae, oe, ue, so that files without umlauts read the same. Not for display."""
    folded = cleaned.casefold()
    if folded.isascii():
        return folded
    return folded.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
