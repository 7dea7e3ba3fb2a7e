"""Which organisations of a directory may be one: "AWO Kreisverband Zwickau e. V." and "Arbeiterwohlfahrt Zwickau".

What similar.py proposes for a single name is looser: there somebody asks what a name means. Here nobody asked, so that a wrong
proposal costs more: level ("Stadt", "Landkreis"), sort of unit and figures must not contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple

from verbindlich.base.calc.contacts import domain_of, phone_key
from verbindlich.base.calc.duplicates import MOST_IN_BLOCK, misspelt
from verbindlich.base.calc.similar import Core, core
from verbindlich.base.calc.values.wording import fold, word_set

Reason = Literal[
    "same-name", "other-words", "misspelt", "short-name", "longer-name", "same-mail", "same-phone", "same-domain"
]
_LEGAL = word_set("ev eg gmbh ggmbh ag kg mbh ug stiftung verein")
_FORM = {"eingetragener verein": "ev", "e v": "ev", "e g": "eg", "e k": "ek"}
# Words that say on which level or what sort of unit a body is: two that say something else there are two bodies.
_LEVELS = word_set("""
    stadt gemeinde landkreis kreis kreisverband ortsverband regionalverband bezirksverband landesverband bundesverband standort
    aussenstelle geschaeftsstelle ortsverein ortsgruppe bezirk land bund
""")
_WHOLE_UNITS = word_set(
    "amt fachdienst fachbereich sachgebiet abteilung dezernat referat stabsstelle bereich team buero"
)
_UNITS = {
    "fd": "fachdienst", "fb": "fachbereich", "sg": "sachgebiet", "abt": "abteilung", "dez": "dezernat", "ref": "referat", "fachamt": "amt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """`parent`: key of what it belongs to, 0 for nothing; `names`: its own first, then short name and other spellings."""

    key: int
    names: tuple[str, ...]
    parent: int = 0
    email: str = ""
    phone: str = ""
    website: str = ""


class Pair(NamedTuple):
    """Two bodies by their keys. `certain`: nobody needs to be asked."""

    one: int
    other: int
    certain: bool
    reasons: tuple[Reason, ...]


class Form(NamedTuple):
    """A name taken apart. `letters`: without blanks and legal form; `levels`, `units`: what must not contradict."""

    core: Core
    letters: str
    words: tuple[str, ...]
    legal: frozenset[str]
    levels: frozenset[str]
    units: frozenset[str]
    figures: tuple[str, ...]


@lru_cache(20_000)
def form_of(name: str) -> Form:
    found = core(name)
    text = found.folded
    for long, short in _FORM.items():
        text = f"{text} ".replace(f" {long} ", f" {short} ").strip()
    words = text.split() or fold(name).split()
    bare = tuple(word for word in words if word not in _LEGAL) or tuple(words)
    return Form(
        found, "".join(bare), tuple(sorted(bare)), frozenset(_LEGAL & set(words)), frozenset(_LEVELS & set(words)),
        frozenset(unit for word in words if (unit := _unit(word))), tuple(word for word in bare if word.isdigit()),
    )  # fmt: skip


def _unit(word: str) -> str:
    return word if word in _WHOLE_UNITS else _UNITS.get(word) or ("amt" if word.endswith("amt") else "")


def bodies(entries: Sequence[Body], *, asked: Callable[[int, int], bool] | None = None) -> list[Pair]:
    """Pairs that may be one body. `asked`: whether two keys are of interest at all."""
    found = []
    for one, other in _candidates(entries):
        if (asked is None or asked(one.key, other.key)) and (pair := _judged(one, other)):
            found.append(pair)
    return sorted(found)


def _candidates(entries: Sequence[Body]) -> Iterator[tuple[Body, Body]]:
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, body in enumerate(entries):
        for key in _block_keys(body):
            blocks[key].append(place)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 1 < len(members) <= MOST_IN_BLOCK:
            for pair in combinations(members, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield entries[pair[0]], entries[pair[1]]


def _block_keys(body: Body) -> set[tuple[object, ...]]:
    keys: set[tuple[object, ...]] = set(_evidence(body))
    for form in map(form_of, body.names):
        letters, stems = form.letters, tuple(sorted(form.core.stems))
        keys |= {("l", letters), ("s", stems)} | {("l", letters[:i] + letters[i + 1 :]) for i in range(len(letters))}
        if len(stems) > 1:
            keys |= {("w", *stems[:i], *stems[i + 1 :]) for i in range(len(stems))}
    return keys


def _evidence(body: Body) -> set[tuple[str, str]]:
    number = phone_key(body.phone)
    domain = domain_of(body.email) or body.website.partition("://")[2].partition("/")[0].removeprefix("www.")
    found = {("m", body.email.lower()), ("p", number if len(number) > 5 else ""), ("d", domain)}
    return {(sort, text) for sort, text in found if text}


_WORDS: dict[str, Reason] = {"m": "same-mail", "p": "same-phone", "d": "same-domain"}


def _judged(one: Body, other: Body) -> Pair | None:
    if (
        one.key in (other.parent, other.key)
        or one.parent == other.key
        or (one.parent and other.parent and one.parent != other.parent)
    ):
        return None
    names = [found for a in one.names for b in other.names if (found := likeness(a, b))]
    shared = {sort for sort, _text in _evidence(one) & _evidence(other)}
    reasons = tuple(reason for sort, reason in _WORDS.items() if sort in shared and not (sort == "d" and "m" in shared))
    order: tuple[Reason, ...] = ("same-name", "other-words", "misspelt", "longer-name")
    best = min(names, key=order.index, default=None)
    if best is None or (best == "longer-name" and not ({"m", "p", "d"} & shared)):
        return None
    certain = best == "same-name" and one.parent == other.parent
    return Pair(one.key, other.key, certain, (best, *reasons))


def likeness(one: str, other: str) -> Reason | None:
    """How the names of two bodies are alike; None where they are not."""
    a, b = form_of(one), form_of(other)
    if not a.letters or not b.letters:
        return None
    if a.letters == b.letters and (a.legal == b.legal or not a.legal or not b.legal):
        return "same-name"
    if (
        _contradict(a.levels, b.levels)
        or _contradict(a.units, b.units)
        or a.figures != b.figures
        or _contradict(a.legal, b.legal)
    ):
        return None
    if a.words == b.words or (a.core.stems and a.core.stems == b.core.stems):
        return "other-words"
    if _one_misspelt(a, b):
        return "misspelt"
    less, more = sorted((a.core.words, b.core.words), key=len)
    return "longer-name" if less and less < more else None


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and one != other)


def _one_misspelt(a: Form, b: Form) -> bool:
    """All words the same but one, which is nearly the same; or the same letters parted otherwise, but for one."""
    if len(a.words) == len(b.words):
        rest = [(x, y) for x, y in zip(_rest(a, b), _rest(b, a), strict=False)]
        return len(rest) == 1 and len(_rest(a, b)) == len(_rest(b, a)) and misspelt(*rest[0])
    return (
        min(len(a.letters), len(b.letters)) >= 10 and misspelt(a.letters, b.letters) and a.letters[:1] == b.letters[:1]
    )


def _rest(a: Form, b: Form) -> list[str]:
    rest = list(a.words)
    for word in b.words:
        if word in rest:
            rest.remove(word)
    return rest
