"""The words offices use: which header means which property, how a section begins, which sheets hold no measures.

The table is `synonyms.toml`; a person extends the columns' part with a file of their own, whose words win.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from verbindlich.base.check.folding import fold, fold_header, fold_words, without_parentheses
from verbindlich.base.check.own_words import read_own_words

TABLE = Path(__file__).with_name("synonyms.toml")

LONGEST_HEADER = 90  # characters; a longer cell is data
LONGEST_PHRASE = 5  # words of a synonym looked for inside a header
SHORTEST_INSIDE = 4  # characters; "wer", "ab", "id" count only as the whole header
EXACT, BY_ENDING = 100, 90  # the whole header is a known word; it begins or ends as known words do
LONG = 8  # letters of a word that may be misspelt
STRONG = 80  # a match of this score may make a row the header row; below, it only supports one

ABBREVIATION = re.compile(r"[^\W\d_]{4,}\.(?!\w)")
ALTERNATIVES = re.compile(r"[/|;,&+\n]|\s(?:und|oder|bzw\.?|sowie|u\.)(?=\s)", re.IGNORECASE)


class Match(NamedTuple):
    """What a header means. score: 100 the whole header, 90 its beginning or end, or all of its alternatives; less where it
    only contains the word.

    `also`: further properties the same header names ("Federführung / Beteiligte").
    """

    property: str
    score: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Synonyms:
    """The words in force. Build it with `load_synonyms`.

    `general`: titles of other lists, too; `open`: headers that leave open what their column holds; `ids`: headers of permanent ids.
    `decided`: folded headers as shown → what a person said they mean.
    `phrases`: folded words → (property, rank; 0 tells most); `prefixes`, `suffixes`: the same for "verantwort*", "*partner".
    """

    labels: Mapping[str, str]
    stands_in_for: Mapping[str, str]
    phrases: Mapping[str, tuple[str, int]]
    prefixes: Mapping[str, str]
    suffixes: Mapping[str, str]
    first_words: frozenset[str]
    sections: Mapping[str, tuple[str, ...]]
    sheets: Mapping[str, frozenset[str]]
    generic: frozenset[str]
    chapters: frozenset[str]
    values: frozenset[str]
    general: frozenset[str]
    open: frozenset[str]
    ids: frozenset[str]
    decided: Mapping[str, str]
    notes: Mapping[str, tuple[str, ...]]
    _matches: dict[str, Match | None] = field(default_factory=dict, repr=False)
    _strong: dict[str, Match | None] = field(default_factory=dict, repr=False)
    _firsts: dict[str, bool] = field(default_factory=dict, repr=False)

    def match(self, header: str) -> Match | None:
        """The property a header means, by its words and never by its position. None where no word is known."""
        if header not in self._matches:
            self._matches[header] = self._match(header)
        return self._matches[header]

    def strong(self, text: str) -> Match | None:
        """As `match`, only where the text as a whole (or each of its alternatives) is known. Quick: asked of every cell."""
        if len(text) > LONGEST_HEADER or text in self.values:
            return None
        if not self._may_be_known(text):
            return None
        if text not in self._strong:
            found = self._whole(text)
            self._strong[text] = found if found and found.score >= STRONG else None
        return self._strong[text]

    def _may_be_known(self, text: str) -> bool:
        """A quick look at the first word, for the thousands of cells that are no header."""
        first = text[:LONGEST_HEADER].split(None, 1)[0].lstrip('([„"')
        if first[:1].isdigit():
            return False
        if first not in self._firsts:
            folded = fold_header(first).split(" ", 1)[0]
            known = folded in self.first_words or bool(self._affixed(folded))
            self._firsts[first] = not folded or known or first.endswith(".")
        return self._firsts[first]

    def rank(self, header: str) -> int:
        """How telling a header is among the words of its property: 0 the most. A header that only contains a word ranks last."""
        return self.phrases.get(fold_header(header), ("", 999))[1]

    @cached_property
    def section_words(self) -> frozenset[str]:
        """The first words of lines that open a section: "handlungsfeld", "ziel"."""
        return frozenset(fold(word).split()[0] for listed in self.sections.values() for word in listed)

    def is_id(self, header: str) -> bool:
        """Whether a header is that of our own permanent ids, provided that another column holds the number."""
        return fold_header(header) in self.ids

    def is_general(self, header: str) -> bool:
        """Whether a title's header also heads lists of other things ("Bezeichnung")."""
        return fold_header(header) in self.general

    def _match(self, header: str) -> Match | None:
        if len(header) > LONGEST_HEADER:
            return None
        words = fold_header(header).split()
        return self._whole(header) or self._inside(words) or self._misspelt(words)

    def _whole(self, header: str) -> Match | None:
        folded = fold_header(header)
        known = self.phrases.get(fold_words(header)) or self.phrases.get(folded)
        if known:
            return Match(known[0], EXACT)
        if name := self._property(folded) or self._numbering(folded) or self._abbreviated(header):
            return Match(name, BY_ENDING)
        parts = [part for part in map(fold_header, ALTERNATIVES.split(without_parentheses(header))) if part]
        exact = [found for part in parts if (found := self._property(part))]
        if len(parts) < 2 or not exact:
            return None
        names = (
            exact if len(exact) == len(parts) else [m.property for part in parts if (m := self._inside(part.split()))]
        )
        return _joined(names, 90 if names is exact else 70)

    def _property(self, words: str) -> str:
        """The property of exactly these folded words, "" where unknown."""
        if words in self.phrases:
            return self.phrases[words][0]
        return "" if " " in words else self._affixed(words)

    def _numbering(self, words: str) -> str:
        """ "Ordnungs-Nr.", "laufende Nr.": whatever is numbered, unless it is known to be something else ("Ziel-Nr.")."""
        first, _, last = words.rpartition(" ")
        return "number" if first and last in ("nr", fold_header("Nummer")) and first.count(" ") < 2 else ""

    def _misspelt(self, words: list[str]) -> Match | None:
        """The first long word with one letter too many, missing, wrong or swapped with the next: "Verantwortlickeit"."""
        near = (
            found for word in words if len(word) >= LONG for cut in _one_less(word) if (found := self._near.get(cut))
        )
        name = next(near, "")
        return Match(name, 40) if name else None

    @cached_property
    def _near(self) -> dict[str, str]:
        """Long words, and what is left of them without one letter: two words that share such a rest are nearly the same."""
        long = (
            (word, name)
            for word, (name, _) in self.phrases.items()
            if len(word) >= LONG and " " not in word and word not in self.open
        )
        return {cut: name for word, name in long for cut in _one_less(word)}

    def _abbreviated(self, header: str) -> str:
        """The property of "Verantw." or "zeitl. Rahmen": the shortest phrase with these words and beginnings of words."""
        if not ABBREVIATION.search(header):
            return ""
        words = [(fold_header(word), word.endswith(".")) for word in header.replace("-", " ").split()]
        fitting = (phrase for phrase in self.phrases if _abbreviates(words, phrase.split(" ")))
        shortest = min(fitting, key=len, default="")
        return self.phrases[shortest][0] if shortest else ""

    def _affixed(self, word: str) -> str:
        if not (word.startswith(tuple(self.prefixes)) or word.endswith(tuple(self.suffixes))):
            return ""
        begins = (name for prefix, name in self.prefixes.items() if word.startswith(prefix))
        ends = (name for suffix, name in self.suffixes.items() if word.endswith(suffix))
        return next(chain(begins, ends))

    def _inside(self, words: list[str]) -> Match | None:
        """The first telling words inside a header: the head of a German phrase stands first ("Ziel der Maßnahme")."""
        for start in range(len(words)):
            for length in range(LONGEST_PHRASE, 0, -1):
                phrase = " ".join(words[start : start + length])
                if len(phrase) >= SHORTEST_INSIDE and phrase not in self.open and (found := self._property(phrase)):
                    return Match(found, max(40, 65 - 5 * start))
        return None


def _one_less(word: str) -> list[str]:
    return [word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]


def _abbreviates(words: list[tuple[str, bool]], phrase: list[str]) -> bool:
    """Whether each word is one of the phrase's, or (True: with a full stop) begins one."""
    return len(words) == len(phrase) and all(
        full == word or (cut and len(word) >= SHORTEST_INSIDE and full.startswith(word))
        for (word, cut), full in zip(words, phrase, strict=True)
    )


def _joined(names: list[str], score: int) -> Match | None:
    """One column with several properties: the measure itself comes first, else the property named first. Beginning and end
    in one column are the period."""
    if "start" in names and {"end", "period"} & set(names):
        names = ["period", *(name for name in names if name not in ("start", "end", "period"))]
    first = "title" if "title" in names else next(iter(names), "")
    return Match(first, score, tuple(name for name in dict.fromkeys(names) if name != first)) if first else None


def load_synonyms(extra: Path | None = None, own: Mapping[str, Sequence[str]] | None = None) -> Synonyms:
    """The built-in words and those of a person's own file, which win. `own`: such words as data, property → headers as shown.

    Raises UnreadableFile (German, with the line) where the file is missing, is no TOML, names an unknown property, or gives
    one word to two properties.
    """
    table = _table()
    properties = table["properties"]
    labels = {name: str(entry["label"]) for name, entry in properties.items()}
    own = own or (read_own_words(extra, labels) if extra else {})
    pairs = [
        (name, word)
        for words in (own, {n: e["words"] for n, e in properties.items()})
        for name in words
        for word in words[name]
    ]
    phrases = _phrases(pairs)
    own_words = _headers(word for words in own.values() for word in words)
    return Synonyms(
        labels=labels,
        stands_in_for={
            name: str(entry["stands_in_for"]) for name, entry in properties.items() if "stands_in_for" in entry
        },
        phrases=phrases,
        prefixes={fold(word): name for name, word in reversed(pairs) if word.endswith("*")},
        suffixes={fold_header(word): name for name, word in reversed(pairs) if word.startswith("*")},
        first_words=frozenset(phrase.split(" ", 1)[0] for phrase in phrases),
        sections={kind: tuple(words) for kind, words in table["sections"].items()},
        sheets={reason: _folded(words) for reason, words in table["sheets"].items()},
        generic=_folded(table["generic"]["words"]),
        chapters=_folded(table["chapters"]["words"]),
        values=frozenset(table["values"]["words"]),
        general=_headers(table["general"]["words"]) - own_words,
        open=_headers(table["open"]["words"]) - own_words,
        ids=_headers(table["ids"]["words"]) - own_words,
        decided={fold(word): name for name, words in own.items() for word in words},
        notes={reason: tuple(words) for reason, words in table["notes"].items()},
    )


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _headers(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold_header, words))


def _phrases(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, int]]:
    """The first property to claim a word keeps it; own words come first."""
    phrases: dict[str, tuple[str, int]] = {}
    for rank, (name, word) in enumerate(pairs):
        if "*" not in word:
            phrases.setdefault(fold_header(word), (name, rank))
    return phrases
