"""A person's name, address and number in texts and stored data: found, and taken out, and nothing else with it."""

from __future__ import annotations

from typing import Any

import pytest

from verbindlich.base.calc.traces import GONE, Traces

WHO = Traces("Jördis Łuczak", "j.luczak@amt.example", "03501 / 12-34 56")


@pytest.mark.parametrize(
    "text",
    [
        "Mit Jördis Łuczak telefoniert",
        "JÖRDIS  ŁUCZAK",
        "an J.Luczak@amt.example.",
        "Tel. 03501 / 12-34 56",
        "(Jördis\nŁuczak)",
    ],
)
def test_found_and_taken_out(text: str) -> None:
    assert WHO.within(text)
    assert not WHO.within(WHO.without(text))
    assert GONE in WHO.without(text)


@pytest.mark.parametrize("text", ["Frau Łuczak", "Jördis Łuczakowa", "xj.luczak@amt.example", "", "03501"])
def test_left_alone(text: str) -> None:
    assert not WHO.within(text)
    assert WHO.without(text) == text


def test_anywhere_in_data() -> None:
    data: dict[str, Any] = {"a": [1, None, {"Jördis Łuczak": "b"}], "n": 2, "ok": True}
    assert WHO.within(data)
    assert WHO.without(data) == {"a": [1, None, {GONE: "b"}], "n": 2, "ok": True}


@pytest.mark.parametrize("nobody", [Traces(), Traces("Rat"), Traces(" Kaiser ", "", "123")])
def test_one_word_could_be_any_word(nobody: Traces) -> None:
    assert nobody.words == ()
    assert not nobody.within("Rat der Stadt, Kaiser, 123")
    assert nobody.without({"a": "Rat"}) == {"a": "Rat"}


def test_first_and_last_name_in_columns() -> None:
    assert WHO.apart("7 ŁUCZAK Jördis Sozialamt")
    assert not WHO.apart("7 Łuczak Jana Sozialamt")
    assert not Traces("R. Rat").apart("Rat der Stadt R")


def test_hints_for_a_database() -> None:
    assert WHO.hints == ("uczak", "example", "03501")
    assert Traces("مريم أحمد").hints == ("مريم",)
    assert Traces("A. Bo").hints == ("A.",)


def test_a_name_is_no_pattern() -> None:
    who = Traces("A. (B)* Meier+")
    assert who.within("von A. (B)* Meier+!")
    assert not who.within("von A. BB Meierr")
