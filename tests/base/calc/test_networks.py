from __future__ import annotations

from typing import Any

import pytest

from verbindlich.base import profiles
from verbindlich.base.calc.networks import JUDGES, Member, Network, Shows, readings

SIX = ("bund", "land", "kommune", "traeger", "kammer", "initiative")
EVERYBODY = tuple(Member(group, reaches=group == "initiative") for group in SIX)


def test_the_eight_conditions_of_the_profile_are_judged() -> None:
    assert list(JUDGES) == [condition.id for condition in profiles.load("sachsen").network_conditions]


def test_an_empty_network_is_not_called_bad_where_data_say_nothing() -> None:
    found = readings(Network(expected=SIX))
    silent = {"groups", "understanding", "autonomy", "motivation", "connection"}
    assert {id for id, reading in found.items() if reading.shows is None} == silent
    assert {found[id].shows for id in ("goals", "rules", "steering")} == {"no"}


CASES: list[tuple[str, dict[str, Any], Shows | None, tuple[str, ...]]] = [
    ("groups", {"members": EVERYBODY}, "yes", ("groups", "reaching")),
    ("groups", {"members": tuple(Member(g) for g in SIX)}, "partly", ("groups", "not-reaching")),
    ("groups", {"members": EVERYBODY[:3]}, "partly", ("groups-missing", "not-reaching")),
    ("groups", {"members": EVERYBODY[:2]}, "no", ("groups-missing", "not-reaching")),
    ("groups", {"members": (Member("medien"),)}, "no", ("groups-missing", "not-reaching")),
    ("goals", {"goals": 2, "purpose": True}, "yes", ("goals", "purpose")),
    ("goals", {"purpose": True}, "partly", ("no-goals", "purpose")),
    ("goals", {"goals": 1}, "partly", ("goals", "no-purpose")),
    ("rules", {"rules": True, "decision": True}, "yes", ("rules", "decision")),
    ("rules", {"decision": True}, "partly", ("no-rules", "decision")),
    ("understanding", {"subject": True}, "partly", ("subject",)),
    ("autonomy", {"tasks": True, "members": EVERYBODY}, "partly", ("tasks", "own-offices")),
    ("autonomy", {"members": EVERYBODY}, None, ("no-tasks", "own-offices")),
    ("motivation", {"members": EVERYBODY, "joined": 1}, "partly", ("joined",)),
    ("motivation", {"members": EVERYBODY, "left": 1}, "partly", ("left",)),
    ("motivation", {"joined": 1}, "partly", ("joined",)),
    ("motivation", {"members": EVERYBODY, "joined": 1, "left": 2}, "no", ("joined", "left")),
    ("connection", {"members": (Member("land", decides=True, represented=True),), "others": ("Asyl",)}, "yes", ("others", "deciding")),
    ("connection", {"members": (Member("land", represented=True),)}, "no", ("no-others", "not-deciding")),
    ("connection", {"members": (Member("land", "praxis"),), "others": ("A",)}, "partly", ("others", "nobody-named", "spheres")),
    ("steering", {"coordinated": True, "rhythm": True}, "yes", ("coordinated", "rhythm")),
    ("steering", {"rhythm": True}, "partly", ("not-coordinated", "rhythm")),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "known", "shows", "grounds"), CASES)
def test_a_reading_names_what_it_rests_on(
    condition: str, known: dict[str, Any], shows: Shows | None, grounds: tuple[str, ...]
) -> None:
    found = readings(Network(expected=SIX, **known))[condition]
    assert (found.shows, tuple(ground.key for ground in found.grounds)) == (shows, grounds)


def test_numbers_and_names_stand_in_the_grounds() -> None:
    network = Network(members=EVERYBODY[:2], expected=SIX, goals=3, others=("Asyl", "Sprache"), joined=2, left=1)
    found = readings(network)
    assert (found["groups"].grounds[0].n, found["groups"].grounds[0].names) == (2, SIX[2:])
    assert found["goals"].grounds[0].n == 3
    assert found["connection"].grounds[0].names == ("Asyl", "Sprache")
    assert [ground.n for ground in found["motivation"].grounds] == [2, 1]
