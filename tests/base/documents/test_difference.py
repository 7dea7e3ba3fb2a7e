from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.documents.difference import difference, paragraphs

TEXTS = st.lists(st.sampled_from(["a", "b", "c", "", "  ", "a\nb"]), max_size=12).map("\n\n".join)


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("", "", []),
        ("a", "a", ["same"]),
        ("", "a", ["added"]),
        ("a", "", ["removed"]),
        ("a\n\nb", "a\n\nc", ["same", "changed"]),
        ("a\n\nb\n\nc", "a\n\nc", ["same", "removed", "same"]),
        ("a\n\nc", "a\n\nb\n\nc", ["same", "added", "same"]),
        ("a\r\n\r\nb", "a\n \n\n\nb ", ["same", "same"]),
    ],
)
def test_each_paragraph_says_what_became_of_it(old: str, new: str, kinds: list[str]) -> None:
    assert [change.kind for change in difference(old, new)] == kinds


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off(old: str, new: str) -> None:
    found = difference(old, new)
    assert [change.old for change in found if change.old] == paragraphs(old)
    assert [change.new for change in found if change.new] == paragraphs(new)
    assert all((change.kind == "same") == (change.old == change.new) for change in found)


def test_repetition_takes_seconds() -> None:
    begun = time.process_time()
    difference("x\n\n" + "a\n\n" * 33_000 + "y", "z\n\n" + "b\n\na\n\n" * 16_000)
    assert time.process_time() - begun < 15
