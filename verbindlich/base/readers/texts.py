"""The text of a cell as it is kept: one form for the many characters that look alike or cannot be seen."""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls; soft hyphen; zero-width and invisible characters; bidi marks, embeddings, overrides and isolates;
# lone surrogates; noncharacters. Right-to-left text itself needs none of the bidi controls and stays.
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Text without what nobody sees: control, zero-width, soft-hyphen and bidi characters removed, every wide or
    no-break space a space, every line break a newline, composed (NFC), no blanks around it. May be empty."""
    return visible(text).strip()


def visible(text: str) -> str:
    """As `clean`, for a part of a text: the blanks around it stay."""
    if not text.isprintable():  # nothing printable is in the three patterns
        text = _SPACES.sub(" ", _REMOVED.sub("", _BREAKS.sub("\n", text)))
    return unicodedata.normalize("NFC", text)
