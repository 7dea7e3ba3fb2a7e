from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.readers.formats import (
    EPOCH_1900,
    EPOCH_1904,
    moment,
    show_duration,
    show_moment,
    show_number,
    understand,
)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (5.0, "", "5"),
        (-0.0, "General", "0"),
        (1.5, "General", "1,5"),
        (0.1 + 0.2, "General", "0,3"),
        (1.1, "@", "1,1"),
        (1e20, "General", "1e+20"),
        (1.1, "0.00", "1.10"),
        (12.0, "0.0", "12.0"),
        (7.0, "000", "007"),
        (1.5, "0", "2"),
        (2.5, "0", "3"),
        (-0.4, "0", "0"),
        (1234.5, "#,##0.00", "1.234,50"),
        (0.0, "#,##0", "0"),
        (0.8, "0%", "80 %"),
        (0.805, r"0.0\ %", "80,5 %"),
        (12000.0, '#,##0\\ "€"', "12.000 €"),
        (12000.0, "#,##0 [$€-407]", "12.000 €"),
        (-12000.5, "[$€-2] #,##0.00;[Red]-[$€-2] #,##0.00", "-€ 12.000,50"),
        (1234.0, '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-', "1.234,00 €"),
        (45000.0, '#,##0,\\ "T€"', "45 T€"),
        (45500.0, '0.0,"T€"', "45,5T€"),
        (3.0, '"M "0', "M 3"),
        (0.5, '0.0# "VZÄ"', "0,5 VZÄ"),
        (0.25, '0.0# "VZÄ"', "0,25 VZÄ"),
        (110.0, r"0\.00", "1.10"),
        (5.0, r"0\.00", "0.05"),
        (12345.0, "0.00E+00", "12345"),
        (0.5, "# ?/?", "0,5"),
        (5.0, '"fest"', "5"),
        (5.0, "0" * 300, "5"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, code: str, shown: str) -> None:
    assert show_number(value, understand(code)) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("dd.mm.yyyy", "31.12.2025"),
        ("[$-407]d. mmmm yyyy;@", "31.12.2025"),
        ("yyyy-mm-dd hh:mm:ss", "31.12.2025 14:30"),
        ("mmm yyyy", "12.2025"),
        ('yyyy" ff."', "2025"),
        ("h:mm AM/PM", "14:30"),
        ("mm:ss", "14:30"),
    ],
)
def test_a_date_is_shown_to_the_fineness_of_its_format(code: str, shown: str) -> None:
    assert show_moment(datetime(2025, 12, 31, 14, 30), understand(code)) == shown


def test_a_date_at_midnight_shows_no_time() -> None:
    assert show_moment(datetime(2025, 12, 31), understand("dd.mm.yyyy hh:mm")) == "31.12.2025"


def test_hours_past_a_day_are_a_duration() -> None:
    assert understand("[h]:mm").kind == "duration"
    assert show_duration(1.5) == "36:00"


@pytest.mark.parametrize(
    ("serial", "day"),
    [(46022.0, datetime(2025, 12, 31)), (1.0, datetime(1900, 1, 1)), (0.0, datetime(1899, 12, 30)),
     (61.0, datetime(1900, 3, 1)), (46022.5, datetime(2025, 12, 31, 12)), (2_958_465.0, datetime(9999, 12, 31))],
)  # fmt: skip
def test_serial_numbers_count_as_in_excel(serial: float, day: datetime) -> None:
    assert moment(serial, EPOCH_1900) == day


def test_serial_numbers_count_from_1904_where_the_workbook_says_so() -> None:
    assert moment(44560.0, EPOCH_1904) == datetime(2025, 12, 31)


@given(st.floats(allow_nan=False), st.sampled_from([EPOCH_1900, EPOCH_1904]))
def test_no_serial_number_breaks_the_calendar(serial: float, epoch: datetime) -> None:
    when = moment(serial, epoch)
    assert (when is None) == (not 0 <= serial <= 2_958_465 - (0 if epoch == EPOCH_1900 else 1462))


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('0#?,.%;-[]$€"\\_* dmyhsE/+GA', max_size=20))
def test_any_number_in_any_format_is_shown(value: float, code: str) -> None:
    assert show_number(value, understand(code))


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_a_shown_number_can_be_read_back(cents: int, decimals: int) -> None:
    value = round(cents / 100, decimals)
    shown = show_number(value, understand("#,##0" + "." * (decimals > 0) + "0" * decimals))
    assert float(shown.replace(".", "").replace(",", ".")) == value
