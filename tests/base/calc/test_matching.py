"""Which stored measure a row of a file speaks of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.calc.matching import Match, Named, alike, match

KURSE = Named("1", "Sprachkurse anbieten", "Sprache", 11)
CAFE = Named("2", "Elterncafé eröffnen", "Sprache", 12)
MESSE = Named("1", "Ausbildungsmesse", "Arbeit", 13)


def one(row: Named, *known: Named) -> Match:
    return match([row], known or (KURSE, CAFE, MESSE))[0]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Named("9", "Sprachkurse für alle", "Arbeit", 11), Match("id", 11)),
        (Named("1", "", "", 11), Match("id", 11)),
        (Named("1", "SPRACHKURSE  anbieten", "Sprache"), Match("both", 11)),
        (Named("1", "Sprachkurse anbieten"), Match("both", 11)),
        (Named("1", "Sprachkurse ausbauen", "Sprache"), Match("number", 11)),
        (Named("", "Elterncafé eröffnen", "Sprache"), Match("title", 12)),
        (Named("7", "Elterncafé eröffnen"), Match("title", 12)),
        (Named("3", "Lesepaten", "Sprache"), Match("new")),
        (Named("2", "Bewerbungstraining", "Arbeit"), Match("new")),
        (Named("7", "Lesepaten", id=99), Match("new")),
        (Named("7", "Wohnungsbörse", id=11), Match("ask", among=(11,), why="id-unlike")),
        (Named("2", "Wohnungsbörse", "Sprache"), Match("ask", among=(12,), why="unlike")),
        (Named("2", "Sprachkurse anbieten", "Sprache"), Match("ask", among=(12, 11), why="torn")),
        (Named("1", "Kurse"), Match("ask", among=(11, 13), why="several")),
        (Named("7", "Elterncafé eröffnen", "Arbeit"), Match("ask", among=(12,), why="moved")),
    ],
)
def test_one_row(row: Named, expected: Match) -> None:
    assert one(row) == expected


def test_of_two_equal_ones_the_field_tells() -> None:
    twin = Named("1", "Sprachkurse anbieten", "Arbeit", 14)
    assert one(Named("1", "Sprachkurse anbieten", "Arbeit"), KURSE, twin) == Match("both", 14)
    assert one(Named("1", "Sprachkurse anbieten"), KURSE, twin) == Match("ask", among=(11, 14), why="several")


def test_two_rows_of_one_measure() -> None:
    rows = [Named("1", "Sprachkurse ausbauen", "Sprache"), Named("1", "Sprachkurse anbieten", "Sprache")]
    assert match(rows, [KURSE]) == [Match("ask", among=(11,), why="taken"), Match("both", 11)]


def test_ids_out_of_place_yield_to_number_and_title() -> None:
    rows = [Named(k.number, k.title, k.field, wrong) for k, wrong in ((KURSE, 12), (CAFE, 13), (MESSE, 11))]
    assert match(rows, [KURSE, CAFE, MESSE]) == [Match("both", known, why="id-unlike") for known in (11, 12, 13)]


def test_an_id_out_of_place_yields_even_where_the_titles_are_alike() -> None:
    beirat, ehrenamt = Named("1", "Beirat stärken", "x", 1), Named("2", "Ehrenamt stärken", "x", 2)
    assert one(Named("2", "Ehrenamt stärken", "x", 1), beirat, ehrenamt) == Match("both", 2, why="id-unlike")


def test_the_measure_of_the_id_and_that_of_the_number_are_offered() -> None:
    found = one(Named("2", "Elterncafé in allen Ortsteilen", "Sprache", 13), KURSE, CAFE, MESSE)
    assert found == Match("ask", among=(13, 12), why="id-unlike")


def test_of_two_rows_with_one_id_the_one_of_the_same_title_keeps_it() -> None:
    rows = [Named("8", "Elterncafé und Lesekreis", "Sprache", 12), Named("2", "Elterncafé eröffnen", "Sprache", 12)]
    assert match(rows, [KURSE, CAFE]) == [Match("ask", among=(12,), why="taken"), Match("id", 12)]


def test_a_second_row_of_one_id_may_be_the_one_that_its_number_tells() -> None:
    rows = [Named("2", "Elterncafé eröffnen", "Sprache", 12), Named("1", "Elterncafé ausbauen", "Sprache", 12)]
    assert match(rows, [KURSE, CAFE]) == [Match("id", 12), Match("ask", among=(12, 11), why="taken")]


def test_new_rows_that_repeat_themselves() -> None:
    rows = [
        Named("1", "A", "x"), Named("1", "B", "x"), Named("1", "C", "y"), Named("", "D", "x"), Named("", "d", "x"), Named("", "D", "y"),
    ]  # fmt: skip
    assert [found.how for found in match(rows, [])] == ["new", "ask", "new", "new", "ask", "new"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Sprachkurse anbieten", "Sprachkurse ausbauen", True), ("Sprachkurse", "Sprachkurse am Abend und mit Kinderbetreuung", True),
        ("Elterncafé", "Eltern-Café", True), ("Sprachkurse", "Wohnungsbörse", False), ("", "Wohnungsbörse", False),
        ("Beirat stärken", "Ehrenamt stärken", True), ("Ausbildungsmesse", "Gesundheitswegweiser", False),
    ],
)  # fmt: skip
def test_titles_that_may_be_one(first: str, second: str, expected: bool) -> None:
    assert alike(first, second) is alike(second, first) is expected


NAMES = st.builds(
    Named,
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["", "A", "Kurse", "Messe"]),
    st.sampled_from(["", "x", "y"]),
    st.integers(0, 4),
)


@given(st.lists(NAMES, max_size=6), st.lists(NAMES.filter(lambda n: n.id > 0), max_size=4, unique_by=lambda n: n.id))
def test_no_stored_measure_is_meant_twice(rows: list[Named], known: list[Named]) -> None:
    found = match(rows, known)
    assert len(found) == len(rows)
    meant = [one.known for one in found if one.known]
    assert len(meant) == len(set(meant))
    assert set(meant) <= {one.id for one in known}
    assert all(bool(one.why) == (one.how == "ask") or (one.how, one.why) == ("both", "id-unlike") for one in found)
