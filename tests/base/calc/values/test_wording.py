"""One spelling for all that offices write."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.calc.values.wording import LIMIT, any_of, clean, fold, one_of, pattern

CLEANED = [
    ("  a \t b ", "a b"),
    ("a\u00a0b\u202fc", "a b c"),
    ("2025–2027 — 2028 ‑ 2029", "2025-2027 - 2028 - 2029"),
    ("Sozial\u00adamt\u200b", "Sozialamt"),
    ("A\u0308mter", "Ämter"),
    ("\u202eabc\u202c", "abc"),
    ("a\r\nb\n\n c\x0bd", "a\nb\nc\nd"),
    ("Haushalts-\nrelevanz", "Haushaltsrelevanz"),
    ("Jugend-\nund Sozialamt", "Jugend-\nund Sozialamt"),
    ("2025 -\n2027", "2025 -\n2027"),
    ("hoch*", "hoch"),
    ("hoch **", "hoch"),
    ("hoch¹", "hoch"),
    ("hoch 1)", "hoch"),
    ("***", "***"),
    ("(Phase 1)", "(Phase 1)"),
    ("½ Stelle", "0,5 Stelle"),
    ("1½ Stellen", "1,5 Stellen"),
    ("3 × 5", "3 x 5"),
    ("Ⅲ", "III"),
]


@pytest.mark.parametrize(("text", "cleaned"), CLEANED)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "folded"), [("Über", "ueber"), ("REGELMÄSSIG", "regelmaessig"), ("Maßnahme", "massnahme"), ("abc", "abc")]
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=300))
def test_cleaning_leaves_no_outer_blank_and_no_empty_line(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip(" \n")
    assert "  " not in cleaned and "\n\n" not in cleaned


def test_only_the_beginning_of_a_long_cell_counts() -> None:
    assert len(clean("a" * 100_000)) == LIMIT


def test_alternatives_are_written_in_lines_or_apart_by_bars() -> None:
    assert one_of("a b | c(?:d|e)\n   f") == "(?:a b|c(?:d|e)|f)"
    assert any_of("a b | c").fullmatch("a b")


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.search("")
