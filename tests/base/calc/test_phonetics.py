from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.calc.phonetics import code, codes


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        # the examples of the German Wikipedia and of Postel's paper
        ("Wikipedia", "3412"), ("Müller-Lüdenscheidt", "65752682"), ("Breschnew", "17863"), ("Mayr", "67"), ("Maier", "67"),
        ("Xaver", "4837"), ("Phonetik", "3624"), ("Schmidt", "862"), ("Schmitt", "862"), ("Caesar", "487"), ("Chemnitz", "468"), ("Nord", "672"), ("Łódź", "58"),
        ("Tafel", "235"), ("Tafl", "235"), ("Taffel", "235"), ("Straße", "8278"), ("Strasse", "8278"), ("Dąbrowski", "217384"),
        ("", ""), ("42", ""), ("مرحبا", ""), ("H", ""), ("A", "0"),
    ],
)  # fmt: skip
def test_words(word: str, expected: str) -> None:
    assert code(word) == expected


def test_words_of_a_text_in_order() -> None:
    assert codes("Tafel 24 Nord, مرحبا e. V.") == ["235", "672", "0", "3"]


@given(st.text(max_size=40))
def test_any_text_has_codes_of_digits(text: str) -> None:
    assert all(found.isascii() and found.isdigit() and "9" not in found for found in codes(text))
