"""What became of a text, paragraph by paragraph: how people compare two papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from verbindlich.base.readers.texts import clean

Kind = Literal["same", "changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph then and now; `old` is "" where it was added, `new` where it was removed."""

    kind: Kind
    old: str
    new: str


def difference(old: str, new: str) -> tuple[Change, ...]:
    """All paragraphs in order. Those between two that stayed are paired one by one as changed; what is left over came or went.

    Long texts that repeat one paragraph hundreds of times are compared coarsely, so that no text takes minutes.
    """
    before, after = paragraphs(old), paragraphs(new)
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    middle = slice(head, -tail or None)
    return (
        *(Change("same", text, text) for text in before[:head]),
        *_between(before[middle], after[middle]),
        *(Change("same", text, text) for text in before[len(before) - tail :]),
    )


def paragraphs(text: str) -> list[str]:
    """What blank lines divide, without the blanks around it."""
    return [part for part in map(clean, re.split(r"\n[ \t]*\n", clean(text))) if part]


def _alike(before: list[str], after: list[str]) -> int:
    """How many paragraphs at the beginning are the same."""
    for index, (one, other) in enumerate(zip(before, after, strict=False)):
        if one != other:
            return index
    return min(len(before), len(after))


def _between(before: list[str], after: list[str]) -> Iterator[Change]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        for old, new in zip_longest(before[a:b], after[c:d], fillvalue=""):
            yield Change("same" if tag == "equal" else _kind(old, new), old, new)


def _kind(old: str, new: str) -> Kind:
    if old and new:
        return "changed"
    return "removed" if old else "added"
