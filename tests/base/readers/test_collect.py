from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.readers import Paragraph, Table, UnreadableFile, limits
from verbindlich.base.readers.collect import Collector, Grid


def sheet(collector: Collector) -> Grid:
    return Grid(collector, "Maßnahmen", "sheet")


def close(grid: Grid, collector: Collector) -> Table:
    grid.close()
    (block,) = collector.blocks
    assert isinstance(block, Table)
    return block


def test_cells_come_out_row_by_row_whatever_order_they_came_in() -> None:
    collector = Collector()
    grid = sheet(collector)
    for row, column in ((2, 1), (1, 2), (1, 1)):
        grid.add(row, column, f"{row}{column}")
    assert [cell.text for cell in close(grid, collector).cells] == ["11", "12", "21"]


def test_a_merged_area_is_one_cell_and_what_it_hides_is_told() -> None:
    collector = Collector()
    grid = sheet(collector)
    for row in (1, 2, 3):
        grid.add(row, 1, f"Feld {row}")
        grid.add(row, 2, "x")
    grid.merge(1, 1, 2, 1)
    cells = close(grid, collector).cells
    assert [(c.row, c.column, c.rows, c.columns) for c in cells] == [
        (1, 1, 2, 1), (1, 2, 1, 1), (2, 2, 1, 1), (3, 1, 1, 1), (3, 2, 1, 1)
    ]  # fmt: skip
    assert collector.notes() == ("Nicht gelesen, weil unter einer verbundenen Zelle verborgen: Maßnahmen!A2.",)


def test_a_merged_area_ends_where_the_table_ends() -> None:
    collector = Collector()
    grid = sheet(collector)
    grid.add(1, 1, "alles")
    grid.add(9, 4, "Ende")
    grid.merge(1, 1, 1_048_576, 16_384)
    (cell,) = close(grid, collector).cells
    assert (cell.rows, cell.columns) == (9, 4)


def test_of_overlapping_areas_the_first_counts() -> None:
    collector = Collector()
    grid = sheet(collector)
    grid.add(1, 1, "a")
    grid.add(2, 2, "b")
    grid.merge(1, 1, 1, 2)
    grid.merge(1, 2, 2, 2)
    assert [(c.text, c.columns) for c in close(grid, collector).cells] == [("a", 2), ("b", 1)]


@given(st.sets(st.tuples(st.integers(1, 9), st.integers(1, 9))), st.data())
def test_every_cell_is_kept_or_told(places: set[tuple[int, int]], data: st.DataObject) -> None:
    collector = Collector()
    grid = sheet(collector)
    for place in places:
        grid.add(*place, "x")
    corner = st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(0, 4), st.integers(0, 4))
    for top, left, down, right in data.draw(st.lists(corner, max_size=6)):
        grid.merge(top, left, top + down, left + right)
    grid.close()
    kept = sum(len(block.cells) for block in collector.blocks if isinstance(block, Table))
    told = [note.partition(": ")[2].rstrip(".") for note in collector.notes()]
    hidden = sum(t.count("!") + (int(t.split(" und ")[1].split()[0]) if " und " in t else 0) for t in told)
    assert kept + hidden == len(places)


def test_cells_outside_the_caps_are_told_with_their_place() -> None:
    collector = Collector()
    grid = sheet(collector)
    grid.add(1, 1, "da")
    grid.add(1_048_576, 16_384, "dort")
    assert len(close(grid, collector).cells) == 1
    assert "Maßnahmen!XFD1048576." in collector.notes()[0]


def test_a_long_text_is_cut_and_told() -> None:
    collector = Collector()
    grid = sheet(collector)
    grid.add(2, 3, "x" * 100_000)
    (cell,) = close(grid, collector).cells
    assert len(cell.text) == limits.CELL_CHARACTERS
    assert "20.000 Zeichen abgeschnitten" in collector.notes()[0]
    assert "Maßnahmen!C2" in collector.notes()[0]


def test_a_date_that_is_hardly_one_is_told_once_for_all_its_places() -> None:
    collector = Collector()
    grid = sheet(collector)
    for row in range(1, 9):
        grid.add(row, 1, "30.12.1899", "date", date(1899, 12, 30))
    grid.add(9, 1, "31.12.2025", "date", date(2025, 12, 31))
    (note,) = collector.notes()
    assert "Maßnahmen!A1, Maßnahmen!A2" in note
    assert "und 3 weitere" in note


def test_a_formula_without_its_result_is_told() -> None:
    collector = Collector()
    grid = sheet(collector)
    grid.add(3, 2, "=SUM(B1:B2)", "formula")
    assert close(grid, collector).cells[0].kind == "formula"
    assert collector.notes()[0].startswith("Formel ohne gespeichertes Ergebnis: Maßnahmen!B3.")


@pytest.mark.parametrize(
    ("limit", "message"),
    [("CELLS", limits.TOO_MANY_CELLS), ("CHARACTERS", limits.TOO_MUCH_TEXT), ("MERGES", limits.TOO_MANY_MERGES)],
)
def test_past_a_cap_in_all_the_file_is_refused(monkeypatch: pytest.MonkeyPatch, limit: str, message: str) -> None:
    monkeypatch.setattr(limits, limit, 3)
    grid = sheet(Collector())
    with pytest.raises(UnreadableFile) as refusal:
        for row in range(1, 5):
            grid.add(row, 1, "x")
            grid.merge(row, 1, row, 2)
    assert str(refusal.value) == message


def test_only_paragraphs_with_text_count() -> None:
    collector = Collector()
    for text in ("Erster", " \u200b", "Zweiter"):
        collector.paragraph(text, 1, "heading 1")
    assert collector.blocks == [Paragraph(1, "Erster", 1, "heading 1"), Paragraph(2, "Zweiter", 1, "heading 1")]


def test_a_table_without_cells_is_none() -> None:
    collector = Collector()
    sheet(collector).close()
    assert collector.blocks == []
