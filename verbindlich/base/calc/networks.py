"""What the data show of Reis's eight conditions for productive networks (guide 3.3.3.1). A mirror: no marks, no sum.

Each reading names its grounds; the room words them. Thresholds are our reading of the conditions and stand here as names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Shows = Literal["yes", "partly", "no"]
ENOUGH_GROUPS = 3  # of the law's six: from here on a network is partly complete
MANY_LEFT = 4  # a quarter of the members gone within a year says that the use is not seen


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation that takes part today. `group`: of SächsIntG § 12 Abs. 2 or another; `sphere`: "" where nobody said.

    `reaches`: reaches a community of newcomers; `represented`: by a person who has not left; `decides`: who decides or can commit.
    """

    group: str
    sphere: str = ""
    reaches: bool = False
    represented: bool = False
    decides: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """What is known of a network. `expected`: the groups that the law names; `goals`: of the concept, linked.

    `subject`, `tasks`: a valid agreement of the network states them; `others`: names of networks that share a member with it;
    `joined`, `left`: members within the last twelve months.
    """

    members: tuple[Member, ...] = ()
    expected: tuple[str, ...] = ()
    goals: int = 0
    purpose: bool = False
    rules: bool = False
    decision: bool = False
    subject: bool = False
    tasks: bool = False
    others: tuple[str, ...] = ()
    joined: int = 0
    left: int = 0
    rhythm: bool = False
    coordinated: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What a reading rests on: a key for the sentence, a number and names in it."""

    key: str
    n: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """`shows` None: the data say nothing."""

    shows: Shows | None
    grounds: tuple[Ground, ...]


def readings(network: Network) -> dict[str, Reading]:
    """Condition (the profile's id) → what the data show."""
    return {condition: judge(network) for condition, judge in JUDGES.items()}


def _groups(network: Network) -> Reading:
    """All of the law's groups and somebody who reaches newcomers: Reis counts them among the relevant groups."""
    if not network.members:
        return Reading(None, (Ground("no-members"),))
    there = {member.group for member in network.members}
    missing = tuple(group for group in network.expected if group not in there)
    reaching = sum(member.reaches for member in network.members)
    found = len(network.expected) - len(missing)
    grounds = (
        Ground("groups-missing", found, missing) if missing else Ground("groups", found),
        Ground("reaching" if reaching else "not-reaching", reaching),
    )
    full = not missing and reaching
    return Reading("yes" if full else "partly" if found >= ENOUGH_GROUPS else "no", grounds)


def _goals(network: Network) -> Reading:
    grounds = (
        Ground("goals" if network.goals else "no-goals", network.goals),
        Ground("purpose" if network.purpose else "no-purpose"),
    )
    return Reading(_both(network.goals > 0, network.purpose), grounds)


def _rules(network: Network) -> Reading:
    grounds = (
        Ground("rules" if network.rules else "no-rules"),
        Ground("decision" if network.decision else "no-decision"),
    )
    return Reading(_both(network.rules, network.decision), grounds)


def _understanding(network: Network) -> Reading:
    """Whether people understand the same stands in no table; that the subject was agreed in writing does."""
    return Reading("partly", (Ground("subject"),)) if network.subject else Reading(None, (Ground("no-subject"),))


def _autonomy(network: Network) -> Reading:
    """Only an agreement on who does what shows something of it; the share of the municipality's offices is said, not judged."""
    own = sum(member.group == "kommune" for member in network.members)
    share = (Ground("own-offices", own),) if network.members else ()
    if network.tasks:
        return Reading("partly", (Ground("tasks"), *share))
    return Reading(None, (Ground("no-tasks"), *share))


def _motivation(network: Network) -> Reading:
    """Who comes and who goes within a year."""
    if not network.joined and not network.left:
        return Reading(None, (Ground("nobody-moved"),))
    moved = (Ground("joined", network.joined), Ground("left", network.left))
    before = len(network.members) + network.left
    many = network.left * MANY_LEFT >= before
    return Reading("no" if network.left and many else "partly", tuple(ground for ground in moved if ground.n))


def _connection(network: Network) -> Reading:
    """Members who sit elsewhere too, and people who may decide. Whom nobody named cannot be judged."""
    represented = sum(member.represented for member in network.members)
    deciding = sum(member.decides for member in network.members)
    if not network.members or (not represented and not network.others):
        return Reading(None, (Ground("nobody-named"),))
    spheres = tuple(dict.fromkeys(member.sphere for member in network.members if member.sphere))
    grounds = (
        Ground("others" if network.others else "no-others", len(network.others), network.others),
        Ground("deciding" if deciding else "not-deciding" if represented else "nobody-named", deciding),
        *((Ground("spheres", len(spheres), spheres),) if spheres else ()),
    )
    return Reading(_both(bool(network.others), deciding > 0), grounds)


def _steering(network: Network) -> Reading:
    grounds = (
        Ground("coordinated" if network.coordinated else "not-coordinated"),
        Ground("rhythm" if network.rhythm else "no-rhythm"),
    )
    return Reading(_both(network.coordinated, network.rhythm), grounds)


def _both(first: bool, second: bool) -> Shows:
    return "yes" if first and second else "partly" if first or second else "no"


JUDGES: Mapping[str, Callable[[Network], Reading]] = {
    "groups": _groups,
    "goals": _goals,
    "rules": _rules,
    "understanding": _understanding,
    "autonomy": _autonomy,
    "motivation": _motivation,
    "connection": _connection,
    "steering": _steering,
}
