"""Forms of a text for comparison, so that "MASSNAHMEN", "Maßnahme:" and "Maß-\\nnahme" are one word."""

from __future__ import annotations

import re

HYPHENATION = re.compile(
    r"(?<=\w)[-\u00ad\u2010]\s*\n\s*(?=[a-zäöüß])|(?<=[A-ZÄÖÜ]{3})[-\u00ad\u2010]\s*\n\s*(?=[A-ZÄÖÜ]{2})"
)
PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
GENDER = re.compile(r"(?<=[a-zäöüß])(?:[*:_·]|/-?)(?:innen|in|r|n)\b")
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "€": " eur "} | dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", "")
)  # no footnotes
FOOTNOTE = re.compile(r"(?<=[a-zäöüß])\s?\d{1,2}\)\s*$")
WORD = re.compile(r"[^\W_]+|#")
UNITS = frozenset(
    ("in", "eur", "euro", "teur", "t", "tsd", "tausend", "mio", "p", "a", "pro", "jahr", "ca", "1000", "000")
)
ENDINGS = ("en", "er", "es", "e", "n", "s")


def fold(text: str) -> str:
    """Small letters, ae for ä, ss for ß, words parted by one blank, no punctuation."""
    return " ".join(WORD.findall(text.casefold().translate(UMLAUTS)))


def fold_header(text: str) -> str:
    """As `fold`, without hyphenation, explanations in parentheses, gender signs, plural endings, footnote marks and a unit at the end."""
    return fold_words(without_parentheses(text))


def fold_words(text: str) -> str:
    """As `fold_header`, with what stands in parentheses: "Laufzeit (bis)"."""
    joined = FOOTNOTE.sub("", GENDER.sub("", HYPHENATION.sub("", text)))
    words = fold(joined).split()
    while words[-1:] and words[-1] in UNITS and any(word not in UNITS for word in words):
        words.pop()
    return " ".join(map(_stem, words))


def without_parentheses(text: str) -> str:
    """ "Zuständigkeit (FF = Federführung)" → "Zuständigkeit"; a text wholly in parentheses stays."""
    bare = PARENTHESES.sub(" ", text)
    return bare if bare.strip() else text


def _stem(word: str) -> str:
    """Cut the ending, the same for header and synonym: "Maßnahme" and "Maßnahmen" meet in "massnahm"."""
    for ending in ENDINGS:
        if len(word) > 4 and word.endswith(ending):
            return word[: -len(ending)]
    return word
