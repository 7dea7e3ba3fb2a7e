"""Numbers and sums as German offices write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from verbindlich.base.calc.values.amounts import decimal, total

NUMBERS = [
    ("5", "5"), ("0,5", "0.5"), ("1.5", "1.5"), ("12.000", "12000"), ("12.000,50", "12000.50"), ("1.234.567", "1234567"), ("28 000", "28000"),
    ("12'000", "12000"), ("12,000", "12000"), ("12,000.50", "12000.50"), ("0,125", "0.125"), ("1.25", "1.25"), ("1.2500", "1.2500"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_numbers(text: str, number: str) -> None:
    assert decimal(text) == Decimal(number)


def test_before_a_scale_a_comma_is_decimal() -> None:
    assert decimal("1,250", scaled=True) == Decimal("1.250")


def test_a_total_keeps_its_place_and_its_kind() -> None:
    amount = total("etwa 12.000 bis 15.000 € im jahr")
    assert amount is not None
    assert (amount.euros, amount.open, amount.scaled, amount.count) == (15000, True, False, 1)
    assert "etwa 12.000 bis 15.000 € im jahr"[amount.start : amount.end].strip() == "12.000 bis 15.000 €"


def test_sums_are_counted_and_added() -> None:
    amount = total("5 t€ und 7 t€")
    assert amount is not None and (amount.euros, amount.count, amount.scaled) == (12000, 2, True)


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("5.000 € und 7.000 € = 12.000 €", 12000),
        ("12.000 € insgesamt, 5.000 € sofort", 12000),
        ("12.000 €, davon 5.000 € sofort", 12000),
    ],
)
def test_a_named_total_and_named_parts(text: str, euros: int) -> None:
    amount = total(text)
    assert amount is not None and amount.euros == euros


@pytest.mark.parametrize("text", ["", "keine", "3 kurse", "amt 50", "2026", "2025/2026", "1 2 3"])
def test_numbers_of_other_things_are_no_sums(text: str) -> None:
    assert total(text) is None
