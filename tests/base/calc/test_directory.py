from __future__ import annotations

from datetime import date, timedelta

import pytest

from verbindlich.base.calc.directory import NEAR, Directory, Organisation, Post, Term, gaps, lacks
from verbindlich.base.calc.structure import Seat, Separation

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def kinds(known: Directory) -> list[str]:
    return [gap.kind for gap in gaps(known, TODAY)]


def test_nothing_known_lacks_nothing() -> None:
    assert gaps(Directory(), TODAY) == ()


@pytest.mark.parametrize(
    ("until", "found"),
    [(None, []), (TODAY - DAY, ["unpaid"]), (TODAY, ["paid-until"]), (TODAY + NEAR, ["paid-until"]), (TODAY + NEAR + DAY, [])],
)  # fmt: skip
def test_when_pay_ends(until: date | None, found: list[str]) -> None:
    assert kinds(Directory(posts=(Post(1, "KIK", paid_until=until),))) == found


@pytest.mark.parametrize(
    ("ends", "found"),
    [(TODAY - DAY, []), (TODAY, ["agreed-until"]), (TODAY + NEAR, ["agreed-until"]), (TODAY + NEAR + DAY, [])],
)
def test_when_an_agreement_ends(ends: date, found: list[str]) -> None:
    assert kinds(Directory(terms=(Term(1, "Sprachmittlung", ends),))) == found


def test_the_law_stands_first_and_days_in_order() -> None:
    known = Directory(
        communities=("tigrinischsprachige",), without_contact=3, unconfirmed=2,
        posts=(Post(1, "KOI", heavy=True, vacant=True, paid_until=TODAY + 9 * DAY), Post(2, "KIK", paid_until=TODAY + 2 * DAY)),
        separation=Separation((Seat(1, "FSA", 1),), (Seat(2, "FSA 2", None),)),
    )  # fmt: skip
    found = gaps(known, TODAY)
    assert [gap.kind for gap in found] == [
        "unseparated", "unreached", "heavy", "vacant", "paid-until", "paid-until", "unseparable", "no-contact", "unconfirmed",
    ]  # fmt: skip
    assert [gap.id for gap in found if gap.kind == "paid-until"] == [2, 1]
    assert (found[0].urgency, found[1].urgency, found[-1].urgency) == ("error", "warning", "open")


def test_who_must_not_see_persons_gets_no_count_of_them() -> None:
    assert kinds(Directory(unconfirmed=None)) == []


def test_what_an_organisation_lacks() -> None:
    whole = Organisation(address=True, sphere=True, topics=1, spaces=2, networks=1, persons=1)
    assert lacks(whole) == ()
    bare = Organisation(address=False, sphere=False, topics=0, spaces=0, networks=0, persons=0)
    assert lacks(bare) == ("address", "person", "sphere", "topic", "space", "network")
    assert lacks(Organisation(address=True, sphere=True, topics=1, spaces=1, networks=1)) == ()
