from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.common.german import breakable, marked, search_text, search_words, sort_key


def test_order_of_din_5007() -> None:
    names = ["Zoll", "Öffentlicher Dienst", "Amt 100", "Amt 9", "ärztehaus", "Straße", "Strasse 2", "Éclair", "Oper"]
    assert sorted(names, key=sort_key) == [
        "Amt 9", "Amt 100", "ärztehaus", "Éclair", "Öffentlicher Dienst", "Oper", "Straße", "Strasse 2", "Zoll",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["Übersee", "uebersee", "ubersee", "ÜBERSEE", "U\u0308bersee"])
def test_spellings_find_each_other(typed: str) -> None:
    assert all(word in search_text("Gemeinde Übersee") for word in search_words(typed))


@pytest.mark.parametrize("typed", ["Café", "cafe", "CAFE\u0301"])
def test_accents_are_forgiven(typed: str) -> None:
    assert all(word in search_text("Café der Begegnung") for word in search_words(typed))


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


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Gemeinde Übersee", "uebersee", "Gemeinde [Übersee]"), ("Gemeinde Übersee", "ubersee", "Gemeinde [Übersee]"),
        ("Lange Straße 4", "strasse", "Lange [Straße] 4"), ("Kreistafel", "TAFEL", "Kreis[tafel]"), ("Maß", "s", "Ma[ß]"),
        ("Amt für Soziales", "soz amt", "[Amt] für [Soz]iales"), ("a.c", ".", "a[.]c"), ("<b>", "b", "<[b]>"), ("Nichts", "", "Nichts"),
        ("U\u0308bung", "übung", "[Übung]"), ("", "x", ""),
    ],
)  # fmt: skip
def test_what_matches_is_marked(text: str, typed: str, shown: str) -> None:
    assert "".join(f"[{part}]" if hit else part for part, hit in marked(text, search_words(typed))) == shown


@given(st.text(max_size=40), st.text(max_size=10))
def test_marking_loses_nothing(text: str, typed: str) -> None:
    assert "".join(part for part, _hit in marked(text, search_words(typed))) == normalize("NFC", text)
