"""A cell full of names taken apart: what separates two bodies and what belongs to the name of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbindlich.base.calc.values.body_words import has_subject, is_body, is_definite

# A line break is a blank where the line obviously goes on: "Amt für\nSoziales", "Jugendamt\n(FF)".
_WRAPPED = re.compile(r"(?<=\b(?:für|und|der|des|von|vom|die|das))\n|(?<= [/&])\n|\n(?=(?:und|sowie|für|der|des|von|vom|im|in)\b|[(/&])")
_BULLET = re.compile(r"^(?:[-•·▪◦–>*]+\s|\d{1,2}[.)]\s|[a-z]\)\s)\s*")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CONJUNCTION = re.compile(r"( (?:und|u\.|sowie|oder|bzw\.|&|\+) | ?/ ?)")
_COMMA = re.compile(r" ?, ?")
# Separators inside of brackets separate nothing: they are put out of sight and brought back.
_SEPARATORS, _HIDDEN = ",;/\n&+ ", "\ue010\ue011\ue012\ue013\ue014\ue015\ue016"
_HIDE, _SHOW = str.maketrans(_SEPARATORS, _HIDDEN), str.maketrans(_HIDDEN, _SEPARATORS)


def clauses(cleaned: str) -> Iterator[str]:
    """The parts between semicolons and line breaks, bullets removed, brackets hidden from `names`."""
    text = _WRAPPED.sub(" ", cleaned) if "\n" in cleaned else cleaned
    if "(" in text or "[" in text:
        text = _ASIDE.sub(lambda aside: aside[0].translate(_HIDE), text)
    for line in text.replace(";", "\n").split("\n"):
        clause = _BULLET.sub("", line.strip())
        if clause:
            yield clause


def names(clause: str) -> Iterator[str]:
    """The names in one of `clauses`."""
    for part in _between_commas(clause):
        for name in _between_conjunctions(part):
            yield name.translate(_SHOW) if "(" in name or "[" in name else name


def _between_commas(clause: str) -> list[str]:
    """Parts between commas; the list of subjects in "Amt für Jugend, Soziales und Sport" and "Schul-, Sport-" stay whole."""
    parts: list[str] = []
    pieces = _COMMA.split(clause)
    for index, piece in enumerate(pieces):
        if parts and (parts[-1].endswith("-") or _continues_subject(parts[-1], pieces[index:])):
            parts[-1] += ", " + piece
        else:
            parts.append(piece)
    return parts


def _continues_subject(before: str, following: list[str]) -> bool:
    if not has_subject(before) or _CONJUNCTION.search(before):
        return False
    for piece in following:
        if is_definite(piece):
            return False
        if _CONJUNCTION.search(piece):
            return True
    return False


def _between_conjunctions(part: str) -> list[str]:
    first, *rest = _CONJUNCTION.split(part)
    found = [first]
    for conjunction, right in zip(rest[::2], rest[1::2], strict=True):
        if _separates(found[-1], conjunction, right):
            found.append(right)
        else:
            found[-1] += conjunction + right
    return found


def _separates(left: str, conjunction: str, right: str) -> bool:
    """Whether both sides are bodies by themselves; beside a unit with a subject, the right side must be one beyond doubt.

    A slash between blanks separates also where neither side is known as a body ("Frau Aydın / Herr Sommer").
    """
    if not right or left.endswith("-") or right.startswith("-"):
        return False
    if has_subject(left):
        return is_definite(right)
    return conjunction == " / " or (is_body(left) and is_body(right))
