from __future__ import annotations

import pytest

from verbindlich.base.calc.phones import dialled


@pytest.mark.parametrize(
    "written",
    [
        "0371 48812",
        "0371/488-12",
        "(0371) 4 88 12",
        "+49 371 48812",
        "+49 (0)371 488-12",
        "+49 (0) 371 48812",
        "0049371 48812",
        "0371–488.12",
    ],
)
def test_one_number_however_it_is_written(written: str) -> None:
    assert dialled(written) == "037148812"


@pytest.mark.parametrize(
    ("written", "digits"),
    [("488-12", "48812"), ("112", "112"), ("12", ""), ("", ""), ("+49", ""), ("Tafel", ""), ("Amt 50", ""), ("+43 1 234", "431234"),
     ("0371 ٤٨٨١٢", ""), ("٤٨٨١٢", ""), ("1+1", "")],
)  # fmt: skip
def test_parts_of_numbers_and_what_is_none(written: str, digits: str) -> None:
    assert dialled(written) == digits
