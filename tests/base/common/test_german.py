from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.common.german import breakable, search_text, search_words, sort_key


def test_order_of_din_5007() -> None:
    names = ["Zoll", "Öffentlicher Dienst", "Amt 100", "Amt 9", "ärztehaus", "Straße", "Strasse 2", "Éclair", "Oper"]
    assert sorted(names, key=sort_key) == [
        "Amt 9", "Amt 100", "ärztehaus", "Éclair", "Öffentlicher Dienst", "Oper", "Straße", "Strasse 2", "Zoll",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["Übersee", "uebersee", "ubersee", "ÜBERSEE", "U\u0308bersee"])
def test_spellings_find_each_other(typed: str) -> None:
    assert all(word in search_text("Gemeinde Übersee") for word in search_words(typed))


@pytest.mark.parametrize("typed", ["Straße", "strasse", "STRASSE"])
def test_sharp_s(typed: str) -> None:
    assert all(word in search_text("Lange Straße") for word in search_words(typed))


@given(st.text(max_size=60))
def test_every_word_of_a_text_finds_it(text: str) -> None:
    assert all(word in search_text(text) for word in search_words(text))
    assert len(sort_key(text)) <= 255


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Umsetzungszeiträume", ["Umsetzungs", "zeiträume"]),
        ("Angebotsanalyse", ["Angebots", "analyse"]),
        ("Integrationsmanagement vor Ort", ["Integrations", "management vor Ort"]),
        ("Handlungen", ["Handlungen"]),
        ("Beschluss", ["Beschluss"]),
    ],
)
def test_long_words_may_break_at_their_joint(word: str, parts: list[str]) -> None:
    assert breakable(word).split("\u00ad") == parts
