"""German order and forgiving search, stored in columns because SQLite knows neither (docs/adr/0003)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

_JOINT = re.compile(r"(?<=[a-zäöüß]{2})((?:ung|ion|heit|keit|schaft|bot)s)(?=[a-zäöüß]{4})")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().replace("ss", "ß").replace("ß", "ss")


def sort_key(text: str) -> str:
    """DIN 5007-1: ä sorts as a, ß as ss, accents ignored; digits padded so that "Amt 9" stands before "Amt 50"."""
    return re.sub(r"\d+", lambda m: m.group().rjust(8, "0"), _bare(_folded(text))).strip()[:255]


def _spelled(folded: str) -> str:
    """ä as ae, ß as ss."""
    return folded.translate(_SPELLED)


def _bare(folded: str) -> str:
    """ä as a, ß as ss, and no accents."""
    if folded.isascii():
        return folded
    plain = unicodedata.normalize("NFKD", folded.translate(_PLAIN))
    return "".join(c for c in plain if not unicodedata.combining(c))


def search_text(*parts: str) -> str:
    """What a search looks in: every part folded, once with ae/oe/ue and once with a/o/u and no accents, so that each spelling finds it."""
    folded = " ".join(_folded(part) for part in parts if part)
    if folded.isascii():
        return folded
    spelled, plain = _spelled(folded), _bare(folded)
    return spelled if spelled == plain else f"{spelled} {plain}"


def loose(text: str) -> str:
    """One form for all spellings: ä, ae and a are one, signs are blanks. For comparing beginnings, not for showing."""
    return re.sub(r"\W+", " ", re.sub("(?<=[aou])e", "", _bare(_folded(text)))).strip()[:255]


def breakable(text: str) -> str:
    """Soft hyphens at the linking s of compounds ("Umsetzungs-zeiträume"), for narrow columns: not every browser can hyphenate German."""
    return _JOINT.sub("\\1\u00ad", text)


def search_words(query: str) -> list[str]:
    """The words a search must find, spelled as `search_text` stores them."""
    return [_spelled(_folded(word)) for word in query.split()][:8]


def marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, those that match one of the words (as `search_words` gives them) being True."""
    text = unicodedata.normalize("NFC", text)
    hit = [False] * len(text)
    for spell in (_spelled,) if text.isascii() else (_spelled, _bare):
        parts = list(text.lower()) if text.isascii() else [spell(_folded(c)) for c in text]
        owner = [place for place, part in enumerate(parts) for _ in part]
        folded = "".join(parts)
        for word in words:
            for found in re.finditer(re.escape(word), folded):
                first, last = owner[found.start()], owner[found.end() - 1]
                hit[first : last + 1] = [True] * (last - first + 1)
    return [
        ("".join(c for c, _ in run), one) for one, run in groupby(zip(text, hit, strict=True), key=lambda pair: pair[1])
    ]
