"""How German words sound: Kölner Phonetik (H. J. Postel, IBM-Nachrichten 19, 1969). Meier, Maier and Mayr are all "67"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SINGLE = {
    **dict.fromkeys("aeijouy", "0"), "b": "1", **dict.fromkeys("fvw", "3"), **dict.fromkeys("gkq", "4"), "l": "5",
    **dict.fromkeys("mn", "6"), "r": "7", **dict.fromkeys("sz", "8"),
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_FOLDED = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i"})


def codes(text: str) -> list[str]:
    """The code of each word, in order; words without a code (other scripts) are left out."""
    return [found for word in _WORD.findall(text) if (found := code(word))]


@lru_cache(maxsize=8192)
def code(word: str) -> str:
    """One word's code, digits 0 to 8; "" where no letter of it is Latin. Accents and umlauts count as their plain letter."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_FOLDED))
    letters = [c for c in plain if "a" <= c <= "z"]
    sounds = "".join(_sound(letters, place) for place in range(len(letters)))
    once = re.sub(r"(.)\1+", r"\1", sounds)
    return once[:1] + once[1:].replace("0", "")


def _sound(letters: list[str], place: int) -> str:
    """The digits of a letter, which depend on its neighbours."""
    letter, after = letters[place], "".join(letters[place + 1 : place + 2])
    before = letters[place - 1] if place else ""
    if letter == "c":
        hard = "ahkloqrux" if not place else "ahkoqux"
        return "4" if after and after in hard and before not in ("s", "z") else "8"
    if letter in "dt":
        return "8" if after in ("c", "s", "z") else "2"
    if letter == "p":
        return "3" if after == "h" else "1"
    if letter == "x":
        return "8" if before in ("c", "k", "q") else "48"
    return _SINGLE.get(letter, "")  # h is silent
