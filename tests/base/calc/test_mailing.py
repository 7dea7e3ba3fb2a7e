from __future__ import annotations

from datetime import date

import pytest

from verbindlich.base.calc.mailing import ORDER, Contact, Said, Why, left_out, sort_out

TODAY = date(2026, 11, 25)
GIVEN = Said(date(2025, 1, 7))
ENDED = Said(date(2025, 1, 7), until=date(2026, 11, 24))
WITHDRAWN = Said(date(2025, 1, 7), withdrawn=date(2026, 11, 25))
LATER = Said(date(2026, 11, 26))
MAIL = "a@b.example"


@pytest.mark.parametrize(
    ("contact", "why"),
    [
        (Contact(1, MAIL, None, (GIVEN,)), None),
        (Contact(1, MAIL, None, (Said(date(2025, 1, 7), until=TODAY),)), None),
        (Contact(1, MAIL, None, (ENDED, GIVEN)), None),
        (Contact(1, MAIL, None, (WITHDRAWN, GIVEN)), None),
        (Contact(1, MAIL, date(2026, 11, 26), (GIVEN,)), None),
        (Contact(1, MAIL, TODAY, (GIVEN,)), "gone"),
        (Contact(1, MAIL, None, (WITHDRAWN,)), "withdrawn"),
        (Contact(1, MAIL, None, (ENDED, WITHDRAWN)), "withdrawn"),
        (Contact(1, MAIL, None, (ENDED,)), "ended"),
        (Contact(1, MAIL), "never"),
        (Contact(1, MAIL, None, (LATER,)), "ended"),
        (Contact(1, "", None, (GIVEN,)), "no-mail"),
        (Contact(1), "never"),
    ],
)
def test_only_a_valid_consent_and_an_address_count(contact: Contact, why: Why | None) -> None:
    assert left_out(contact, TODAY) == why
    assert why is None or why in ORDER


def test_an_address_gets_one_mail() -> None:
    first, same, other = (
        Contact(n, mail, None, (GIVEN,)) for n, mail in enumerate((MAIL, MAIL.upper(), "c@d.example"))
    )
    assert sort_out([first, same, other], TODAY) == {0: None, 1: "twice", 2: None}


def test_who_gets_nothing_takes_nobodys_address() -> None:
    assert sort_out([Contact(1, MAIL), Contact(2, MAIL, None, (GIVEN,))], TODAY) == {1: "never", 2: None}
