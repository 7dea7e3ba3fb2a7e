from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbindlich.base.readers import Cell, Paragraph, Source, Table
from verbindlich.base.readers.wire import pack, unpack

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
PLACE = st.integers(1, 60_000)
CELL = st.one_of(
    st.builds(Cell, PLACE, PLACE, TEXT, st.just("text")),
    st.builds(Cell, PLACE, PLACE, TEXT, st.just("text"), rows=PLACE, columns=PLACE),
    st.builds(Cell, PLACE, PLACE, TEXT, st.just("number"), st.floats(allow_nan=False, allow_infinity=False), TEXT),
    st.builds(Cell, PLACE, PLACE, TEXT, st.just("date"), st.dates(), TEXT),
    st.builds(Cell, PLACE, PLACE, TEXT, st.just("bool"), st.booleans()),
    st.builds(Cell, PLACE, PLACE, TEXT, st.sampled_from(["error", "formula"])),
)
TABLE = st.builds(
    Table, TEXT, st.sampled_from(["sheet", "table"]), st.lists(CELL, max_size=5).map(tuple), st.booleans()
)
BLOCK = st.one_of(TABLE, st.builds(Paragraph, PLACE, TEXT, st.integers(0, 9), TEXT))
SOURCE = st.builds(
    Source, st.just("a.xlsx"), st.sampled_from(["xlsx", "ods", "docx", "csv"]), st.lists(BLOCK, max_size=5).map(tuple),
    st.lists(TEXT, max_size=3).map(tuple),
)  # fmt: skip


@given(SOURCE)
@settings(max_examples=50)
def test_what_is_packed_comes_out_the_same(source: Source) -> None:
    assert unpack("a.xlsx", [line.encode() for line in pack(source)]) == source


def test_a_long_table_goes_over_many_lines() -> None:
    cells = tuple(Cell(row, 1, str(row)) for row in range(1, 2_502))
    source = Source("a.xlsx", "xlsx", (Table("Plan", "sheet", cells), Paragraph(1, "Ende")))
    lines = [line.encode() for line in pack(source)]
    assert len(lines) == 1 + 1 + 3 + 1
    assert unpack("a.xlsx", lines) == source


def test_a_date_is_a_date_again() -> None:
    cell = Cell(1, 1, "31.12.2025", "date", date(2025, 12, 31), "dd.mm.yyyy")
    source = Source("a", "xlsx", (Table("Plan", "sheet", (cell,)),))
    assert unpack("a", [line.encode() for line in pack(source)]).tables[0].cells == (cell,)


def test_nothing_is_no_source() -> None:
    with pytest.raises(KeyError):
        unpack("a", [])
