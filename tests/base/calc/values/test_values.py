"""What all parsers have in common: no text may stop them or hold them up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from verbindlich.base.calc import values

PARSERS: list[Callable[[str], object]] = [
    values.is_placeholder,
    values.parse_bodies,
    values.parse_budget,
    values.parse_period,
    values.parse_priority,
    values.parse_status,
]
# Pieces that could make a pattern try for ever when they are repeated.
REPEATED = [
    "a", "a ", "1", "1 ", "1.", "1.000 ", "2025", "2025-", "2025 bis ", "(", "((", "[", "- ", "–", ", ", "/", "I/", "iv/+", " und ", "Amt und ",
    "Amt für A, ", "nicht ", "wird ", "noch nicht ", "keine ", "x ", "+", "★", "€1€", "je 1 €", "(FF) ", "FF: ", " mit Amt", "mit ", "\n- ",
    "a-\n", "ä ", "½", "\u202e", "im haushalt ", "vorhandene a b ", "01.01.2025", "1 - ", "999999999999", "N. N. ", "soll ", "mio ", "ende ",
    "alle ", "teil umgesetzt ",
]  # fmt: skip


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: parse.__name__)
@pytest.mark.parametrize("piece", REPEATED)
def test_a_cell_of_20000_characters_comes_to_an_end(parse: Callable[[str], object], piece: str) -> None:
    """A pattern that backtracks without end would hang here; only the beginning of a cell is looked at, and that decides."""
    text = (piece * 20_000)[:20_000]
    assert meaning(parse(text)) == meaning(parse(text + piece))


def meaning(value: Any) -> Any:
    return value if isinstance(value, bool) else replace(value, raw="")


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: parse.__name__)
@pytest.mark.parametrize(
    "text", ["\x00", "\ud800", "\ufffe", "🙂", "\u0661\u0662", "²⁰²⁵", "᠎", "e\u0301" * 200, "١٢/٢٠٢٥", "二〇二五年"]
)
def test_odd_characters_are_only_characters(parse: Callable[[str], object], text: str) -> None:
    parse(text)
    parse(f"2025 {text} Sozialamt 5 €")
