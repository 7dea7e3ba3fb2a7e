"""A cell full of names taken apart: what separates two bodies and what belongs to the name of one."""

from __future__ import annotations

from collections.abc import Iterator

from verbindlich.base.calc.values.body_words import has_subject, is_body, is_definite
from verbindlich.base.calc.values.wording import pattern

# A line break is a blank where the line obviously goes on: "Amt für\nSoziales", "Jugendamt\n(FF)".
_WRAPPED = pattern(
    r"(?<=\b(?:für|und|der|des|von|vom|die|das))\n|(?<= [/&])\n"
    r"|\n(?=(?:und|sowie|für|der|des|von|vom|im|in)\b|[(/&])"
)
_CLAUSE_END = pattern(r"[;|\n]| [•·] ")
_BULLET = pattern(r"^(?:[-•·▪◦–>*]+\s|\d{1,2}[.)]\s|[a-z]\)\s)\s*")
_ASIDE = pattern(r"\([^()]*\)|\[[^\[\]]*\]")
_CONJUNCTION = pattern(r"( (?:und|u\.|sowie|oder|bzw\.|&|\+) | ?/ ?)")
_COMMA = pattern(r" ?, ?")
_LONGEST_SUBJECT = 6  # pieces between commas
# Separators inside of brackets separate nothing: they are put out of sight and brought back.
_SEPARATORS, _HIDDEN = ",;/\n&+ ", "\ue010\ue011\ue012\ue013\ue014\ue015\ue016"
_HIDE, _SHOW = str.maketrans(_SEPARATORS, _HIDDEN), str.maketrans(_HIDDEN, _SEPARATORS)


def clauses(cleaned: str) -> Iterator[str]:
    """The parts between semicolons, bars and line breaks, bullets removed, brackets hidden from `names`."""
    text = _WRAPPED.sub(" ", cleaned) if "\n" in cleaned else cleaned
    if "(" in text or "[" in text:
        text = _ASIDE.sub(lambda aside: aside[0].translate(_HIDE), text)
    for part in _CLAUSE_END.split(text):
        clause = _BULLET.sub("", part.strip())
        if clause:
            yield clause


def names(clause: str) -> Iterator[str]:
    """The names in one of `clauses`."""
    for part in _between_commas(clause):
        for name in _between_conjunctions(part):
            yield name.translate(_SHOW) if "(" in name or "[" in name else name


def _between_commas(clause: str) -> list[str]:
    """Parts between commas. "Schul-, Sport-" and a list of subjects ("Amt für Jugend, Soziales und Sport") stay whole."""
    parts: list[str] = []
    pieces = _COMMA.split(clause)
    for index, piece in enumerate(pieces):
        if parts and (parts[-1].endswith("-") or _continues_subject(parts[-1], pieces[index:])):
            parts[-1] += ", " + piece
        else:
            parts.append(piece)
    return parts


def _continues_subject(before: str, following: list[str]) -> bool:
    """Whether the next pieces belong to the subject of a unit, up to one with an "und" before any other body comes."""
    if not has_subject(before) or _CONJUNCTION.search(before):
        return False
    for piece in following[:_LONGEST_SUBJECT]:
        if is_definite(piece):
            return False
        if _CONJUNCTION.search(piece):
            return True
    return False


def _between_conjunctions(part: str) -> list[str]:
    """Names between "und" or a slash, where both sides are bodies by themselves.

    Beside a unit with a subject the right side must be one beyond doubt. A slash between blanks separates also where
    neither is known as a body ("Frau Aydın / Herr Sommer").
    """
    first, *rest = _CONJUNCTION.split(part)
    found, left_is_body = [first], bool(rest) and is_body(first)
    for conjunction, right in zip(rest[::2], rest[1::2], strict=True):
        right_is_body = is_body(right)
        if not right or found[-1].endswith("-") or right.startswith("-"):
            separate = False
        elif has_subject(found[-1]):
            separate = is_definite(right)
        else:
            separate = conjunction == " / " or (left_is_body and right_is_body)
        if separate:
            found.append(right)
        else:
            found[-1] += conjunction + right
        left_is_body = right_is_body or (left_is_body and not separate)
    return found
