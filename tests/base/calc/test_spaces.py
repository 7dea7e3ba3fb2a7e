"""What a space lacks, and names pasted as lines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.calc.spaces import Place, contact, gaps, outline

TODAY = date(2026, 3, 1)


def place(**changes: object) -> Place:
    whole = {
        "member": True,
        "organisations": 3,
        "contacts": 2,
        "networks": 1,
        "commissioner": True,
        "last_contact": TODAY,
    }
    return Place(**{**whole, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "state"), [(0, "fresh"), (365, "fresh"), (366, "long"), (4000, "long"), (-3, "fresh")]
)
def test_a_year_without_contact(days: int, state: str) -> None:
    assert contact(TODAY - timedelta(days=days), TODAY) == state


def test_gaps_one_by_one() -> None:
    assert gaps(place(), TODAY) == ()
    assert gaps(place(organisations=0), TODAY) == ("organisations",)
    assert gaps(place(contacts=0), TODAY) == ("contacts",)
    assert gaps(place(contacts=None), TODAY) == (), "who may not know is told nothing"
    assert gaps(place(networks=0), TODAY) == ("networks",)
    assert gaps(place(commissioner=False), TODAY) == ("commissioner",)
    assert gaps(place(last_contact=None), TODAY) == ("never",)
    assert gaps(place(last_contact=date(2024, 1, 1)), TODAY) == ("long",)
    assert gaps(place(member=False, commissioner=False, last_contact=None), TODAY) == ()


def test_outline_reads_what_offices_paste() -> None:
    text = "\ufeffKreis\n\tStadt; 14625010\n\t\t• Mitte\n\t\t- Nord\n  3. Süd\n\n14625020  Aue-Bad Schlema\nNr. 5"
    found = [(line.number, line.name, line.depth, line.above, line.ags) for line in outline(text.lstrip("\ufeff"))]
    assert found == [
        (1, "Kreis", 0, None, ""), (2, "Stadt", 1, 0, "14625010"), (3, "Mitte", 2, 1, ""), (4, "Nord", 2, 1, ""),
        (5, "Süd", 1, 0, ""), (7, "Aue-Bad Schlema", 0, None, "14625020"), (8, "Nr. 5", 0, None, ""),
    ]  # fmt: skip


@given(st.text(alphabet=st.sampled_from(" \tAbö-•1;\n\u2003\x85"), max_size=80))
def test_outline_takes_any_text(text: str) -> None:
    lines = outline(text)
    for place_, line in enumerate(lines):
        assert line.name
        assert line.above is None if line.depth == 0 else lines[line.above or 0].depth == line.depth - 1
        assert line.above is None or line.above < place_
