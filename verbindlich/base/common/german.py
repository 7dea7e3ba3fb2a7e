"""German order and forgiving search, stored in columns because SQLite knows neither (docs/adr/0003)."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

_JOINT = re.compile(r"(?<=[a-zäöüß]{2})((?:ung|ion|heit|keit|schaft|bot)s)(?=[a-zäöüß]{4})")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().replace("ss", "ß").replace("ß", "ss")


def sort_key(text: str) -> str:
    """DIN 5007-1: ä sorts as a, ß as ss, accents ignored; digits padded so that "Amt 9" stands before "Amt 50"."""
    plain = unicodedata.normalize("NFKD", _folded(text).translate(_PLAIN))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"\d+", lambda m: m.group().rjust(8, "0"), bare).strip()[:255]


def search_text(*parts: str) -> str:
    """What a search looks in: every part folded, once with ae/oe/ue and once with a/o/u, so that each spelling finds it."""
    folded = " ".join(_folded(part) for part in parts if part)
    spelled, plain = folded.translate(_SPELLED), folded.translate(_PLAIN)
    return spelled if spelled == plain else f"{spelled} {plain}"


def breakable(text: str) -> str:
    """Soft hyphens at the linking s of compounds ("Umsetzungs-zeiträume"), for narrow columns: not every browser can hyphenate German."""
    return _JOINT.sub("\\1\u00ad", text)


def search_words(query: str) -> list[str]:
    """The words a search must find, spelled as `search_text` stores them."""
    return [_folded(word).translate(_SPELLED) for word in query.split()][:8]
