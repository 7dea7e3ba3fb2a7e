from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.base.readers.making import grid
from verbindlich.base.readers import UnreadableFile, delimited, read_here
from verbindlich.base.readers.delimited import SEPARATORS, find_separator
from verbindlich.base.readers.texts import clean

HEADER = ["Nr.", "Maßnahme", "Zuständigkeit", "Zeitraum"]
ROWS = [
    ["1.10", "Sprachkurs; mit Kinderbetreuung", "Sozialamt (FF), Diakonie", "2025–2027"],
    ["1.2", "Beratung\nan drei Orten", 'Verein „Brücke“, "Haus"', "ab 2026"],
    ["1.3", "Lotsen", "Jugendamt", "laufend"],
]


def written(rows: list[list[str]], separator: str = ";", end: str = "\r\n") -> str:
    file = StringIO(newline="")
    quoting = csv.QUOTE_ALL if end == "\r" else csv.QUOTE_MINIMAL  # the writer forgets to quote \n between \r
    csv.writer(file, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    return file.getvalue()


def expected(rows: list[list[str]], top: int = 1) -> dict[tuple[int, int], str]:
    places = {(r, c): clean(text) for r, row in enumerate(rows, top) for c, text in enumerate(row, 1)}
    return {place: text for place, text in places.items() if text}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("separator", SEPARATORS)
def test_separator_encoding_and_line_ends_are_found(separator: str, end: str, encoding: str) -> None:
    data = written([HEADER, *ROWS], separator, end).encode(encoding)
    assert grid(read_here(data, "plan.csv")) == expected([HEADER, *ROWS])


def test_title_lines_above_the_header_do_not_mislead() -> None:
    titles = "Integrationskonzept, Fortschreibung, Entwurf, nichtöffentlich\nStand: 15.10.2025, 12 Uhr\n\n"
    source = read_here((titles + written([HEADER, *ROWS])).encode(), "plan.csv")
    assert {k: v for k, v in grid(source).items() if k[0] > 3} == expected([HEADER, *ROWS], top=4)


def test_lists_with_commas_do_not_make_columns() -> None:
    rows = [["Wer?", "Was?"], *[["Sozialamt, Jugendamt, Jobcenter, Diakonie", "Kurs"]] * 9]
    assert find_separator(written(rows)) == ";"


def test_decimal_commas_do_not_make_columns() -> None:
    assert find_separator("Stelle;VZÄ\n" + "Beratung;0,5\n" * 9) == ";"


def test_a_comma_before_a_blank_may_still_separate() -> None:
    assert find_separator("a, b, c\n1, 2, 3\n4, 5, 6\n") == ","


def test_prose_in_one_column_is_one_column() -> None:
    text = "Maßnahme\nKurs für Frauen, Männer\nBeratung\nLotsen, die 2,5 Stunden helfen\nHilfe\nFest\n"
    assert set(grid(read_here(text.encode(), "a.csv"))) == {(row, 1) for row in range(1, 7)}


def test_the_separator_may_be_told() -> None:
    assert grid(read_here(b"sep=|\r\na;b|c\r\n", "a.csv")) == {(1, 1): "a;b", (1, 2): "c"}


def test_a_quote_that_is_never_closed_swallows_nothing() -> None:
    source = read_here(b'a;"b\nc;d\ne;f\n', "a.csv")
    assert grid(source) == {(1, 1): "a", (1, 2): '"b', (2, 1): "c", (2, 2): "d", (3, 1): "e", (3, 2): "f"}
    assert source.notes == (delimited.OPEN_QUOTE,)


def test_nul_characters_are_removed_and_told() -> None:
    source = read_here(b"Nr;Ma\0nahme\n1;Ku\0rs\n", "a.csv")
    assert grid(source)[2, 2] == "Kurs"
    assert source.notes == (delimited.NULS,)


def test_what_cannot_be_decoded_is_told() -> None:
    source = read_here("Nr;Maßnahme\n1;Kurs\x81\n".encode("latin-1"), "a.csv")
    assert grid(source)[2, 2] == "Kurs\ufffd"
    assert source.notes == (delimited.UNDECODED,)


def test_one_line_of_five_megabytes_is_read_and_cut() -> None:
    source = read_here(b"a;" + b"x" * 5_242_880, "a.csv")
    assert len(grid(source)[1, 2]) == 20_000
    assert "a!B1" in source.notes[0]


def test_a_csv_file_named_xls_is_read() -> None:
    assert grid(read_here(written([HEADER, *ROWS], "\t").encode(), "export.xls")) == expected([HEADER, *ROWS])


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"Das ist keine Tabelle.\n", "plan.xlsx", "heißt .xlsx"),
        (b"Hallo, Welt", "plan.xlsx", "heißt .xlsx"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html><table></table></html>", "plan.xls", "Webseite"),
        (b"  <html xmlns:x='urn:excel'><table><tr><td>1</td></tr></table></html>", "plan.xlsx", "Webseite"),
        (b"<?xml version='1.0'?><Workbook/>", "plan.xml", "XML-Datei"),
        (bytes(range(256)) * 20, "plan.csv", "keine Tabelle und kein Text"),
        (b"\0" * 500, "plan.csv", "keine Tabelle und kein Text"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, name: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read_here(data, name)


CELLS = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=8).map(lambda t: f"x{t}x")


@given(
    st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=3)),
    st.sampled_from(SEPARATORS),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
@settings(max_examples=50)
def test_any_grid_comes_back(rows: list[list[str]], separator: str, encoding: str) -> None:
    data = f"sep={separator}\n{written(rows, separator)}".encode(encoding)
    assert grid(read_here(data, "a.csv")) == expected(rows)
