"""Measures that occur twice: by number, or by the same or nearly the same title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from verbindlich.base.calc.catalogue import Catalogue, Measure
from verbindlich.base.calc.rules.conditions import some_measure
from verbindlich.base.calc.rules.measures import at
from verbindlich.base.calc.rules.registry import Condition, Hit, RuleContext, rule
from verbindlich.base.calc.wording import named

NUMBERED = some_measure(
    "eine Maßnahme trägt eine Nummer", lambda measure: measure.number_given, "Keine Maßnahme trägt eine eigene Nummer."
)
SEVERAL = Condition(
    "es gibt mindestens zwei Maßnahmen",
    lambda catalogue, _: len(catalogue.measures) > 1,
    "Es wurden keine zwei Maßnahmen gefunden.",
)
# Filler words do not tell one measure from another.
FILLERS = frozenset(
    {
        "am",
        "an",
        "auf",
        "aus",
        "bei",
        "das",
        "dem",
        "den",
        "der",
        "des",
        "die",
        "ein",
        "eine",
        "einem",
        "einen",
        "einer",
        "eines",
        "für",
        "im",
        "in",
        "mit",
        "oder",
        "sowie",
        "u",
        "um",
        "und",
        "vom",
        "von",
        "zu",
        "zum",
        "zur",
        "über",
    }
)
SAME_WORD = 0.84  # similarity of two words that differ by one slip of the finger in a word of seven letters


@rule(
    "duplicate-number",
    short="Nummer doppelt",
    reads=("measures", "number", "field", "title", "visibility"),
    excerpt="same number",
    sentence="Jede Nummer bezeichnet genau eine Maßnahme.",
    advice="Eine der Maßnahmen neu nummerieren, damit ein Beschluss auf sie verweisen kann.",
    source="Leitfaden 3.3.5.4",
    severity="error",
    when=(NUMBERED,),
)
def duplicate_number(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    """Where the numbers start again in every field they count within it: `numbers-start-again` says so once."""
    within_field = start_again(catalogue)
    first: dict[tuple[str, str], Measure] = {}
    for measure in internal_last(numbered(catalogue)):
        key = (measure.field if within_field else "", number_key(measure.number))
        known = first.setdefault(key, measure)
        if known is not measure:
            other = "eine interne Maßnahme" if known.internal else f"{named(known)} ({known.where})"
            yield at(measure, f"die Nummer {measure.number} trägt schon {other}.")


@rule(
    "numbers-start-again",
    reads=("measures", "number", "field", "title"),
    excerpt="firsts",
    sentence="Die Nummern sind im ganzen Katalog eindeutig.",
    advice="Die Nummer des Handlungsfelds voranstellen, etwa 3.1 statt 1.",
    source="Leitfaden 3.3.5.4",
    severity="note",
    when=(NUMBERED,),
)
def numbers_start_again(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    if start_again(catalogue):
        yield Hit("Die Nummern beginnen in den Handlungsfeldern von vorn; eine Nummer bezeichnet mehrere Maßnahmen.")


@rule(
    "duplicate-measure",
    short="Titel doppelt",
    reads=("measures", "title", "number", "field", "visibility"),
    excerpt="same title",
    sentence="Jede Maßnahme steht nur einmal im Katalog.",
    advice="Die Maßnahmen zusammenführen oder im Titel sagen, worin sie sich unterscheiden.",
    source="Leitfaden 5.2.4",
    severity="warning",
    when=(SEVERAL,),
)
def duplicate_measure(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    for first, again in similar_pairs(internal_last(catalogue.measures)):
        same = "wie" if first.title.casefold() == again.title.casefold() else "fast wie"
        other = "einer internen Maßnahme" if first.internal else f"{named(first)} ({first.where})"
        yield at(again, f"der Titel lautet {same} bei {other}.")


def numbered(catalogue: Catalogue) -> list[Measure]:
    return [measure for measure in catalogue.measures if measure.number_given]


def start_again(catalogue: Catalogue) -> bool:
    """Whether two fields of action begin with the same number."""
    if catalogue.numbers_restart is not None:
        return catalogue.numbers_restart
    firsts: dict[str, str] = {}
    for measure in numbered(catalogue):
        firsts.setdefault(measure.field, number_key(measure.number))
    return len(set(firsts.values())) < len(firsts)


def internal_last(measures: Iterable[Measure]) -> list[Measure]:
    """So that what many people read about a measure never names one that is not for their eyes."""
    return sorted(measures, key=lambda measure: measure.internal)


def number_key(number: str) -> str:
    """Equal for numbers that are the same."""
    return number.casefold()


def title_key(title: str) -> str:
    """Equal for titles that may be the same; "" for a title without words."""
    return _key(title_words(title))


def _key(words: tuple[str, ...]) -> str:
    return " ".join(map(skeleton, words))


def similar_pairs(measures: Sequence[Measure]) -> Iterator[tuple[Measure, Measure]]:
    """(first, again) for each measure whose title was there before.

    Linear in the number of measures: only titles with the same skeleton are compared, each with the distinct titles of
    its bucket.
    """
    buckets: dict[str, dict[tuple[str, ...], Measure]] = defaultdict(dict)
    for measure in measures:
        words = title_words(measure.title)
        if not words:
            continue
        bucket = buckets[_key(words)]
        first = bucket.get(words) or next((m for known, m in bucket.items() if same_words(known, words)), None)
        if first:
            yield first, measure
        else:
            bucket[words] = measure


def title_words(title: str) -> tuple[str, ...]:
    """The words that carry the title, sorted; hyphens joined ("Sprachkurs-Börse" = "Sprachkursbörse")."""
    joined = re.sub(r"(?<=\w)[-‑–](?=\w)", "", title.casefold())
    words = sorted(re.findall(r"\w+", joined))
    return tuple(word for word in words if word not in FILLERS) or tuple(words)


@lru_cache(maxsize=20_000)  # the words of a catalogue repeat themselves
def skeleton(word: str) -> str:
    """First letter and consonants without repeats and without a plural or case ending: most misspellings share it."""
    if any(letter.isdigit() for letter in word) or len(word) < 5:
        return word
    stem = re.sub(r"(en|er|em|es|e|n|s)$", "", word)
    consonants = re.sub(r"[aeiouyäöü]", "", stem[1:])
    return stem[0] + re.sub(r"(.)\1+", r"\1", consonants)


def same_words(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return all(a == b or SequenceMatcher(None, a, b).ratio() >= SAME_WORD for a, b in zip(one, other, strict=True))
