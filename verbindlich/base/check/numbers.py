"""Numbers of measures: in a column of their own, at the head of the title, or none."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from verbindlich.base.readers.source import Cell

LONGEST = 18  # characters
LONGEST_DITTO = 11  # characters
WORDS = r"(?i:Teilmaßnahme|Maßnahmenblatt|Maßnahmen|Maßnahme|Massnahme|Maßn\.|Projekt|Vorhaben|Steckbrief|lfd\. ?Nr\.|Nr\.|Nummer)"
PREFIX = r"(?:[A-ZÄÖÜ]{1,4}[ .\-_–]{0,2})"  # "M 3.2", "HF1-M2", "SB-04"
DIGITS = r"\d{1,4}(?:[.\-/_]\d{1,4})*(?:[. ]?[a-z](?![A-Za-zäöüß]))?"
SHAPE = re.compile(
    rf"(?:{WORDS}\s*)?(?:{PREFIX}{{0,3}}{DIGITS}(?:[\-_./ ]{PREFIX}?{DIGITS})*|[IVXLC]{{1,6}}(?:[.\-]\d+)*|[A-Z])[.):]*"
)
WORD = re.compile(rf"{WORDS}\s*(?=\S)")

OUTLINED = rf"{PREFIX}?\d{{1,3}}(?:\.\d{{1,3}})+(?:\.?[a-z](?=[\s.:)]))?|[IVX]{{1,5}}\.\d{{1,3}}(?:\.\d{{1,3}})*"
LETTERED = r"(?:MN?|HF\d{1,2}[ .\-]?M|P)[ \-–]?\d{1,3}[a-z]?"
MARK = r"(?:\.?[:)]\s*|\.?\s*[-–—|]\s+|\.?\s+)(?=\S)"
HEAD = re.compile(
    rf"(?:{WORDS}\s*(?:Nr\.?\s*)?(?P<worded>{OUTLINED}|{LETTERED}|\d{{1,4}}[a-z]?|[IVX]{{1,5}})|(?P<plain>{OUTLINED}|{LETTERED})){MARK}"
)
HEAD_LONE = re.compile(r"(?P<plain>\d{1,3}[a-z]?)(?:[.:)]\s*|\s+[-–—:|]\s+)(?=[^\d\s])")
CODE = r"[A-ZÄÖÜ]{1,3}(?:[ .\-][A-ZÄÖÜ]{1,3})?[ .\-]?\d{1,3}(?:\.\d{1,3})*[a-z]?"
HEAD_CODED = re.compile(
    rf"(?P<plain>(?![ABC][12]:){CODE})\s*[:|]\s*(?=\S)"
)  # "M S1: …"; "B2: …" is a level of language
HEAD_BARE = re.compile(r"(?P<plain>\d{1,3})\s+(?=[A-ZÄÖÜ])")
DITTO = re.compile(
    r"(?:d(?:i|et)?to|idem|ebenso|wie oben|wie vor|s\. ?o|siehe oben)\.?|[-–—]*\s*(?:[\"„“”]|'')\s*[-–—]*",
    re.IGNORECASE,
)
WITH_COMMA = re.compile(r"\d{1,3},\d{1,3}")  # a spreadsheet wrote "1.1" into a CSV file as a German number
DAY = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\b")
THOUSANDS = re.compile(r"\d{1,3}(?:\.000)+\b")


class TitleNumber(NamedTuple):
    """A title parted from the number at its head; number "" where it has none."""

    number: str
    title: str


@lru_cache(maxsize=1 << 15)
def is_number(text: str) -> bool:
    """Whether a text looks like a measure's number: "1.1", "M 3.2", "HF1-M2", "IV.2", "1.1.a", "Maßnahme 4"."""
    return len(text) <= LONGEST and SHAPE.fullmatch(text) is not None


def numbers(cell: Cell) -> bool:
    """Whether a cell looks like a measure's number, also where a spreadsheet made a number of it (1.5, "1,5")."""
    return is_number(cell.text) or is_number(number_of(cell))


def is_ditto(text: str) -> bool:
    """Whether a cell only says that it is as in the row above: "dito", "s. o.", a quotation mark."""
    return len(text) <= LONGEST_DITTO and DITTO.fullmatch(text) is not None


def number_of(cell: Cell) -> str:
    """A number cell's number as shown, without the word for it and without dots at the end.

    A float is written with a point; a date that Excel made of "1.2" becomes "1.2" again (the caller reports it).
    """
    if isinstance(cell.value, date):
        return f"{cell.value.day}.{cell.value.month}"
    text = cell.text.replace(",", ".") if cell.kind == "number" or WITH_COMMA.fullmatch(cell.text) else cell.text
    return tidy(WORD.sub("", " ".join(text.split()), count=1))


def tidy(number: str) -> str:
    """ "1.1." = "1.1" = "1.1:"."""
    return number.strip().rstrip(".:) ").strip()


@lru_cache(maxsize=1 << 15)
def part_title(text: str, *, lone: bool = False) -> TitleNumber:
    """The number at the head of a title: "1.1 Sprachkurs", "M 3.2: …", "Maßnahme 4 – …".

    A single figure numbers with a mark after it ("4. Sprachkurs", "4) …"); with `lone` (the table's titles all begin so)
    also without ("4 Sprachkurs"). A day, a year or a thousand at the head is part of the title.
    """
    line = " ".join(text.split())
    if DAY.match(line) or THOUSANDS.match(line):
        return TitleNumber("", line)
    match = (
        HEAD.match(line) or HEAD_CODED.match(line) or HEAD_LONE.match(line) or (HEAD_BARE.match(line) if lone else None)
    )
    if match is None:
        return TitleNumber("", line)
    found = match.groupdict()
    return TitleNumber(tidy(found.get("worded") or found["plain"]), line[match.end() :])


def depth(number: str) -> int:
    """How deep a number lies: "3" 1, "3.1" 2, "3.1.a" 3."""
    return len(re.split(r"[.\-/]", number))
