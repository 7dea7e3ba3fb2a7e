"""Phone numbers as people write them, reduced to what they dial inside Germany."""

from __future__ import annotations

import re

_ABROAD = re.compile(r"^(?:\+|00)49(?:0(?=[1-9]))?")
_SIGNS = re.compile(r"[\s./()\-‐-―]+")
_WRITTEN = re.compile(r"\+?\d+")
FEWEST = 3  # digits that say something


def dialled(text: str) -> str:
    """ "+49 (0)371 488-12" and "0371/48812" → "037148812". "" for what is no phone number, or part of one, of three digits or more."""
    bare = _SIGNS.sub("", text)
    if not (bare.isascii() and _WRITTEN.fullmatch(bare)):
        return ""
    digits = _ABROAD.sub("0", bare).lstrip("+")
    return digits if len(digits) >= FEWEST else ""
