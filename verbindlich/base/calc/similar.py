"""Which known organisations a name may mean: "Amt für Soziales" the "Sozialamt", "VHS" the "Volkshochschule Beispielkreis".

Only proposals, which people decide. The lists of words are our reading of how offices write; extend them here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from verbindlich.base.calc.values.wording import clean, fold, word_set

LEAST = 0.6  # below, two names have nothing to do with each other
MOST = 3  # proposals for one name
MISSPELT = 0.88  # of the letters
LONG = 7  # letters of a word that alone tells what body it is ("jobcenter", not "verein")

_SHORT = {
    "vhs": "volkshochschule", "awo": "arbeiterwohlfahrt", "drk": "deutsches rotes kreuz", "ihk": "industrie handelskammer",
    "hwk": "handwerkskammer", "bamf": "bundesamt migration fluechtlinge", "lasub": "landesamt schule bildung",
    "jc": "jobcenter", "lra": "landratsamt", "abh": "auslaenderbehoerde", "ksb": "kreissportbund", "lsb": "landessportbund",
    "diakonie": "diakonisches werk", "ga": "gesundheitsamt", "ba": "agentur arbeit", "arbeitsagentur": "agentur arbeit",
    "arbeitsamt": "agentur arbeit", "im": "integrationsmanagement", "ib": "integrationsbeauftragte", "msa": "migrationssozialarbeit",
    "kik": "kommunale integrationskoordination", "vhg": "volkshochschule", "gb": "gleichstellungsbeauftragte", "ref": "referat",
    "kv": "kreisverband", "ov": "ortsverband", "lv": "landesverband", "stadtverw": "stadtverwaltung",
}  # fmt: skip
_FILLERS = word_set("""
    der die das des dem den und u fuer im in am an zu zur zum von vom mit bei ev e v eg gmbh ggmbh gemeinnuetzige verein mbh ag
    kg co stiftung landkreis kreis landkreises stadt gemeinde kreisverband ortsverband regionalverband bezirksverband
    landesverband standort aussenstelle geschaeftsstelle sachsen freistaat saechsisches saechsische
""")
# Sorts of units: "Sachgebiet Asyl" and "Fachdienst Asyl" are proposed for one another, "Amt für Asyl" as well.
_UNITS = word_set("""
    amt fachamt fachdienst fd fachbereich fb sachgebiet sg abteilung abt dezernat dez referat buero stabsstelle stelle
    geschaeftsbereich bereich team fachstelle koordinierungsstelle koordination
""")
_UNIT_ENDING = re.compile(r"(?<=[a-z]{3})(?<!rat)(?<!rats)e?s?amt(?:es)?$")
_LOCAL = re.compile(r"^(?:kreis|stadt)(?=[a-z]{6})")  # "Kreisjugendamt", "Kreisvolkshochschule"
_ENDING = re.compile(r"(?:ischen?s?|isches|liche[rsn]?|ung|ungs|en|er|es|e|n|s)$")
_WORD = re.compile(r"[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Core:
    """A name without what does not tell. `stems`: of its words, offices by their subject alone; `words`: the same with the office."""

    folded: str
    stems: frozenset[str]
    words: frozenset[str]


class Proposal(NamedTuple):
    """`score`: 1 means the same in other words, 0.6 perhaps."""

    key: int
    score: float


def similar(name: str, known: Iterable[tuple[int, str]]) -> list[Proposal]:
    """The known organisations (key, name) that a name may mean, the likeliest first."""
    own = core(name)
    found = [Proposal(key, _score(own, core(other))) for key, other in known]
    return sorted((p for p in found if p.score >= LEAST), key=lambda p: (-p.score, p.key))[:MOST]


@lru_cache(8192)
def core(name: str) -> Core:
    folded = " ".join(_WORD.findall(fold(clean(name)).replace("-", "")))
    words = [word for short in folded.split() for word in _SHORT.get(short, short).split()]
    told = [_LOCAL.sub("", word) for word in words if word not in _FILLERS and word not in _UNITS]
    return Core(folded, frozenset(_stem(_UNIT_ENDING.sub("", word)) for word in told), frozenset(map(_stem, told)))


def _stem(word: str) -> str:
    """ "sozial" of "soziales"; short words and numbers stay."""
    cut = _ENDING.sub("", word)
    return cut if len(cut) >= 4 else word


def _score(one: Core, other: Core) -> float:
    if one.folded == other.folded:
        return 1.0
    if one.stems and one.stems == other.stems:
        return 0.95
    if _misspelt(one.folded, other.folded):
        return 0.9
    less, more = sorted((one.words, other.words), key=len)
    if less <= more and (len(less) > 1 or any(len(word) >= LONG - 1 for word in less)):
        return 0.7 + 0.2 * len(less) / len(more)
    return 0.65 if _begins(less, more) or _begins(more, less) else 0.0


def _misspelt(one: str, other: str) -> bool:
    """Nearly the same letters; different figures are different bodies ("Amt 50", "Amt 51")."""
    if one[:1] != other[:1] or abs(len(one) - len(other)) > 3 or min(len(one), len(other)) < LONG:
        return False
    if [c for c in one if c.isdigit()] != [c for c in other if c.isdigit()]:
        return False
    return SequenceMatcher(None, one, other).ratio() >= MISSPELT


def _begins(few: frozenset[str], many: frozenset[str]) -> bool:
    """ "Caritas" and "Caritasverband": a long word that is the only one of its name begins a word of the other, no office."""
    if len(few) != 1:
        return False
    (stem,) = few
    rests = (word[len(stem) :] for word in many if word.startswith(stem))
    return len(stem) >= LONG - 1 and any(rest and not rest.endswith("amt") for rest in rests)
