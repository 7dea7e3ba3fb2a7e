from __future__ import annotations

import pytest

from verbindlich.base.calc.contacts import Mails, mails, name_of, of_a_house, phone_key, phones, several_persons


@pytest.mark.parametrize("written", [
    "Anna Müller", "Müller, Anna", "MÜLLER Anna", "Frau Dr. Anna Mueller", "Müller, Dr. Anna", "Prof. Dr. med. Anna Muller", "anna müller",
])  # fmt: skip
def test_spellings_of_a_name_have_the_same_tokens(written: str) -> None:
    assert name_of(written).tokens == ("anna", "muller")


@pytest.mark.parametrize(("written", "shown"), [
    ("Müller, Dr. Anna", "Dr. Anna Müller"), ("Frau Müller", "Frau Müller"), ("Frau Anna Müller", "Anna Müller"), ("MÜLLER Max", "Max Müller"),
    ("von der Heide, Max", "Max von der Heide"), ("محمد علي", "محمد علي"), ("Анна Петрова", "Анна Петрова"),
])  # fmt: skip
def test_how_a_name_is_shown(written: str, shown: str) -> None:
    assert name_of(written).shown == shown


def test_names_that_are_not_one() -> None:
    assert name_of("Hans Bauer").tokens != name_of("Hans Baur").tokens
    assert name_of("C. Unger").tokens == ("c", "unger")


@pytest.mark.parametrize(("cell", "found"), [
    ("a@b.example; C.D@x.example", Mails(("a@b.example", "c.d@x.example"))), ("Anna <a@b.example>", Mails(("a@b.example",))),
    ("mueller(at)x.example", Mails(("mueller@x.example",))), ("mueller@", Mails((), ("mueller@",))), ("siehe oben", Mails((), ("siehe oben",))),
    ("keine", Mails()), ("-", Mails()), ("a@b.example, b@", Mails(("a@b.example",), ("b@",))),
])  # fmt: skip
def test_mails_of_a_cell(cell: str, found: Mails) -> None:
    assert mails(cell) == found


def test_mailboxes_of_a_house_tell_nobody_from_another() -> None:
    assert all(map(of_a_house, ("info@x.example", "sekretariat@x.example", "Kontakt@x.example")))
    assert not any(map(of_a_house, ("anna.info.mueller@x.example", "infante@x.example")))


def test_numbers() -> None:
    assert phones("0375 4402100 oder 0172 1234567") == ("0375 4402100", "0172 1234567")
    assert len({phone_key(one) for one in ("+49 (0)375 12-0", "0375/120", "0049 375 120", "0375 120")}) == 1


@pytest.mark.parametrize(("cell", "found"), [
    ("Anna Müller / Bernd Schmidt", ["Anna Müller", "Bernd Schmidt"]), ("Frau Müller und Herr Schmidt", ["Frau Müller", "Herr Schmidt"]),
    ("Anna und Bernd Müller", None), ("Müller", ["Müller"]), ("Müller, Anna", ["Müller, Anna"]),
])  # fmt: skip
def test_two_people_in_a_cell(cell: str, found: list[str] | None) -> None:
    assert several_persons(cell) == found
