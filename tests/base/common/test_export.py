from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.common.export import harmless


@pytest.mark.parametrize("text", ["=1+1", "+49 371", "-5", "@x", "\t=1", "\r=1", " =1", "＝1", "\n=1"])
def test_formulas_become_text(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("value", ["Amt", "a=b", 5, -5, None, 1.5])
def test_the_rest_stays(value: object) -> None:
    assert harmless(value) == value


@given(st.text(max_size=40))
def test_nothing_starts_a_formula(text: str) -> None:
    assert not str(harmless(text)).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
