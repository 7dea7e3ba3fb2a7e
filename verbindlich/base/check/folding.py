"""Forms of a text for comparison, so that "MASSNAHMEN", "Maßnahme:" and "Maß-\\nnahme" are one word."""

from __future__ import annotations

import re

HYPHENATION = re.compile(r"(?<=\w)[-\u00ad\u2010]\s*\n\s*(?=[a-zäöüß])")
PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
GENDER = re.compile(r"(?<=[a-zäöüß])(?:[*:_·]|/-?)(?:innen|in|r|n)\b")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
WORD = re.compile(r"[^\W_]+|#")
UNITS = frozenset(("in", "eur", "euro", "teur", "t", "tsd", "tausend", "mio", "p", "a", "pro", "jahr", "ca", "1000", "000"))
ENDINGS = ("en", "er", "es", "e", "n", "s")


def fold(text: str) -> str:
    """Small letters, ae for ä, ss for ß, words parted by one blank, no punctuation."""
    return " ".join(WORD.findall(text.casefold().translate(UMLAUTS)))


def fold_header(text: str) -> str:
    """As `fold`, without a word's hyphenation, explanations in parentheses, gender signs, plural endings and a unit at the end."""
    joined = GENDER.sub("", HYPHENATION.sub("", text))
    words = fold(without_parentheses(joined)).split()
    while len(words) > 1 and words[-1] in UNITS:
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
