from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.readers.texts import clean


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  Maßnahme \n", "Maßnahme"),
        ("12\xa0000\u202f€", "12 000 €"),
        ("Haus\xadhalts\u200brelevanz\ufeff", "Haushaltsrelevanz"),
        ("a\r\nb\rc\vd\u2028e", "a\nb\nc\nd\ne"),
        ("Spalte\tzwei", "Spalte\tzwei"),
        ("Bera\x07tung\x00\x1b", "Beratung"),
        ("u\u0308bung", "übung"),
        ("\u202eاللغة\u202c \u200fدورة", "اللغة دورة"),
        ("a\ud800b\ufffe", "ab"),
        (" \u200b\xa0\r\n", ""),
    ],
)
def test_what_nobody_sees_goes_and_the_rest_stays(raw: str, kept: str) -> None:
    assert clean(raw) == kept


@given(st.text(alphabet=st.characters()))
def test_cleaning_is_done_once_and_leaves_nothing_invisible(raw: str) -> None:
    kept = clean(raw)
    assert clean(kept) == kept == kept.strip()
    assert unicodedata.is_normalized("NFC", kept)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in kept)
    kept.encode()
