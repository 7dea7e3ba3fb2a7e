"""Which organisations and which persons of a directory may be one and the same, and why. Only proposals, which people decide.

Everybody is compared only with those who share something rare with them (a mail address, a number, a word of the name within one
organisation), so that 10,000 entries take seconds. The thresholds were set on bench/address_list.py, where the truth is known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from verbindlich.base.calc.contacts import Name, domain_of, name_of, of_a_house, phone_key

Reason = Literal[
    "same-mail", "same-phone", "same-name", "similar-name", "initial", "longer-name", "same-organisation", "same-domain"
]  # fmt: skip
MOST_IN_BLOCK = 60  # entries that share something; where more do, it is no longer rare
SHARED_BY = 2  # different names at one mail address or number; of more it is a house's
LONG = 8  # letters of a word in which two may be wrong
SHORT = 4  # letters of a word in which one may be wrong
_ENDINGS = (
    "a",
    "e",
    "s",
    "o",
    "n",
    "i",
    "in",
    "ne",
    "ina",
    "le",
    "la",
    "ie",
    "na",
)  # that make another given name: Andrea, Andreas


class Pair(NamedTuple):
    """Two entries by their keys. `certain`: nobody needs to be asked."""

    one: int
    other: int
    certain: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Human:
    """`organisations`: where the person works; `near`: the same for organisations that may be one, without certainty; `aliases`: other
    spellings known of the person."""

    key: int
    name: str
    organisations: frozenset[int] = frozenset()
    near: frozenset[int] = frozenset()
    emails: tuple[str, ...] = ()
    phone: str = ""
    aliases: tuple[str, ...] = ()


class _Known(NamedTuple):
    human: Human
    names: tuple[Name, ...]
    mails: frozenset[str]
    domains: frozenset[str]
    phones: frozenset[str]


def humans(entries: Sequence[Human], *, asked: Callable[[int, int], bool] | None = None) -> list[Pair]:
    """Pairs that may be one person. `asked`: whether two keys are of interest at all."""
    known = [_known(human) for human in entries]
    known = _without_shared(known)
    found = []
    for one, other in _candidates(known):
        a, b = known[one], known[other]
        if (asked is None or asked(a.human.key, b.human.key)) and (pair := _judged(a, b)):
            found.append(pair)
    return sorted(found)


def _known(human: Human) -> _Known:
    own = frozenset(mail for mail in human.emails if mail and not of_a_house(mail))
    names = tuple(name_of(name) for name in (human.name, *human.aliases) if name)
    domains = frozenset(domain for mail in human.emails if (domain := domain_of(mail)))
    number = phone_key(human.phone)
    return _Known(human, names, own, domains, frozenset((number,)) if len(number) > 6 else frozenset())


def _without_shared(known: list[_Known]) -> list[_Known]:
    """Addresses and numbers that several different names have are a house's: they tell nobody from another."""
    mails = _shared((mail, one.names[0].key) for one in known if one.names for mail in one.mails)
    numbers = _shared((number, one.names[0].key) for one in known if one.names for number in one.phones)
    return [one._replace(mails=one.mails - mails, phones=one.phones - numbers) for one in known]


def _shared(pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    names: dict[str, set[str]] = defaultdict(set)
    for thing, name in pairs:
        names[thing].add(name)
    return frozenset(thing for thing, of in names.items() if len(of) > SHARED_BY and not _one_name(sorted(of)))


def _one_name(names: Sequence[str]) -> bool:
    """Whether all are spellings of the first."""
    first = tuple(names[0].split())
    return all(
        set(first) & set(name.split()) or likeness(Name("", first, frozenset()), name_of(name)) for name in names[1:]
    )


def _candidates(known: Sequence[_Known]) -> Iterator[tuple[int, int]]:
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(known):
        for key in _block_keys(one):
            blocks[key].append(place)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 1 < len(members) <= MOST_IN_BLOCK:
            for pair in combinations(members, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _block_keys(one: _Known) -> set[tuple[object, ...]]:
    keys: set[tuple[object, ...]] = {("m", mail) for mail in one.mails} | {("p", number) for number in one.phones}
    for name in one.names:
        keys.add(("n", name.key))
        initials = "".join(sorted(token[0] for token in name.tokens))
        for token in name.tokens:
            for home in (*one.human.organisations, *one.human.near, *one.domains):
                keys |= {(home, token), (home, token, initials)}
        for home in (*one.human.organisations, *one.human.near, *one.domains):
            keys.add((home, "".join(sorted(token[:2] for token in name.tokens))))
    return keys


def _judged(a: _Known, b: _Known) -> Pair | None:
    mail, phone = bool(a.mails & b.mails), bool(a.phones & b.phones)
    same = bool(a.human.organisations & b.human.organisations)
    home = same or bool(a.human.near & b.human.near)
    homeless = not a.human.organisations or not b.human.organisations
    domain = bool(a.domains & b.domains)
    name = _best(a, b)
    told: tuple[tuple[Reason | None, bool], ...] = (
        ("same-mail", mail), (name, name is not None), ("same-phone", phone), ("same-organisation", home),
        ("same-domain", domain and not (mail or home)),
    )  # fmt: skip
    reasons = tuple(reason for reason, holds in told if holds and reason)
    if mail:
        return Pair(a.human.key, b.human.key, bool(name), reasons)
    if name is None or (name == "longer-name" and not (home or phone)):
        return None
    whole = any(one.whole for one in a.names)
    if not (home or phone or (domain and homeless and (whole or name != "same-name"))):
        return None
    certain = name == "same-name" and same and not _clash(a.mails, b.mails)
    return Pair(a.human.key, b.human.key, certain, reasons)


def _clash(one: frozenset[str], other: frozenset[str]) -> bool:
    """Two addresses at the same domain: an office gives a second person of the same name another one ("anna.mueller2@…")."""
    return any(domain_of(a) and domain_of(a) == domain_of(b) for a in one for b in other)


def _best(a: _Known, b: _Known) -> Reason | None:
    found = [reason for one in a.names for other in b.names if (reason := likeness(one, other))]
    order: tuple[Reason, ...] = ("same-name", "similar-name", "initial", "longer-name")
    return min(found, key=order.index, default=None)


def likeness(one: Name, other: Name) -> Reason | None:
    """How two names are alike; None where they are not."""
    a, b = one.tokens, other.tokens
    if not a or not b:
        return None
    if a == b:
        return "same-name"
    only_a, only_b = _without(a, b), _without(b, a)
    common = len(a) - len(only_a)
    if not only_a or not only_b:
        return "longer-name" if common > 1 else "longer-name" if common and min(len(a), len(b)) == 1 else None
    if len(only_a) != len(only_b):
        return None
    pairs = list(zip(only_a, only_b, strict=True))
    if common and all(_initial(x, y) for x, y in pairs):
        return "initial"
    if all(misspelt(x, y) for x, y in pairs) and (common or all(len(x) >= SHORT for x, _y in pairs)):
        given = [(x, y) for x, y in pairs if x not in one.family and y not in other.family]
        return None if any(another_name(x, y) for x, y in given) else "similar-name"
    if "".join(a) == "".join(b):
        return "similar-name"
    return None


def _without(a: Sequence[str], b: Sequence[str]) -> list[str]:
    rest = Counter(a) - Counter(b)
    return sorted(rest.elements())


def _initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def misspelt(one: str, other: str) -> bool:
    """Nearly the same word: one letter wrong, missing, too many or swapped; two in long words. Figures are never misspelt."""
    shorter = min(len(one), len(other))
    if shorter < SHORT or any(char.isdigit() for char in one + other):
        return False
    most = 2 if shorter >= LONG else 1
    return OSA.distance(one, other, score_cutoff=most) <= most


def another_name(one: str, other: str) -> bool:
    """Whether two given names differ as names do and not as misspellings: Jan and Jana, Anna and Anne, Andrea and Andreas."""
    short, long = sorted((one, other), key=len)
    if long.startswith(short):
        return long[len(short) :] in _ENDINGS
    return len(one) == len(other) and one[:-1] == other[:-1] and {one[-1], other[-1]} <= set("aeoinsy")


class Groups:
    """Entries that are one, by keys: who is joined with whom. `known`: key → what it is known to be; two that are known to be
    different are never joined, however many stand between them."""

    def __init__(self, known: Mapping[int, int] | None = None) -> None:
        self._above: dict[int, int] = {}
        self._known = dict(known or {})

    def of(self, key: int) -> int:
        """The smallest key of its group."""
        while (above := self._above.get(key, key)) != key:
            self._above[key] = self._above.get(above, above)
            key = above
        return key

    def join(self, one: int, other: int) -> bool:
        small, large = sorted((self.of(one), self.of(other)))
        known = {self._known[key] for key in (small, large) if key in self._known}
        if len(known) > 1:
            return False
        self._above[large] = small
        if known:
            self._known[small] = known.pop()
        return True
