from __future__ import annotations

import pytest

from verbindlich.base.calc.structure import Reading, Seat, Work, closes_circle, readings, separation

OFFICE, ALIENS, SOCIAL, TEAM = 1, 2, 3, 4
PARENTS = {OFFICE: None, ALIENS: OFFICE, SOCIAL: OFFICE, TEAM: ALIENS}


@pytest.mark.parametrize(
    ("unit", "shared"), [(ALIENS, True), (TEAM, True), (OFFICE, True), (SOCIAL, False), (None, False), (99, False)]
)
def test_who_shares_a_unit_with_the_aliens_authority(unit: int | None, shared: bool) -> None:
    """The same unit, one below it, one above it; sisters under one roof are apart."""
    seat = Seat(1, "Flüchtlingssozialarbeit", unit)
    found = separation([seat], ALIENS, PARENTS)
    assert found.shared == ((seat,) if shared else ())
    assert found.unplaced == ((seat,) if unit is None else ())


def test_without_an_authority_nothing_is_judged() -> None:
    assert not separation([Seat(1, "x", SOCIAL)], None, PARENTS).judged


def test_a_circle_among_units_ends() -> None:
    assert separation([Seat(1, "x", 1)], 3, {1: 2, 2: 1, 3: None}).shared == ()


@pytest.mark.parametrize(("source", "target", "closes"), [(1, 1, True), (3, 1, True), (1, 3, False), (4, 1, False)])
def test_circles(source: int, target: int, closes: bool) -> None:
    assert closes_circle([(1, 2), (2, 3)], source, target) is closes


def test_nothing_known_says_nothing() -> None:
    assert {reading.shows for reading in readings(Work()).values()} == {None}


def test_what_data_show() -> None:
    work = Work(
        kinds=["integrationsmanagement", "fluechtlingssozialarbeit", "kik", ""], networks=(0, 1, 3),
        groups=["kommune", "traeger"], positions=6, paid=5, limited=2,
    )  # fmt: skip
    found = readings(work)
    assert found["strategie"].shows is None
    assert found["aufgaben"] == Reading("partly", 2, 4)
    assert found["zusammenarbeit"] == Reading("yes", 1, 3)
    assert found["beteiligte"] == Reading("partly", 2, 6)
    assert found["dauer"] == Reading("partly", 3, 5)


def test_what_is_secured_and_what_is_not() -> None:
    assert readings(Work(positions=2))["dauer"] == Reading(), "nobody said how they are paid"
    assert readings(Work(positions=3, paid=2))["dauer"] == Reading("yes", 2, 2)
    assert readings(Work(positions=2, paid=2, limited=2))["dauer"] == Reading("no", 0, 2)
    assert readings(Work(networks=(1,)))["zusammenarbeit"] == Reading("no", 0, 1)
