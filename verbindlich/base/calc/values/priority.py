from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbindlich.base.calc.values.placeholder import says_nothing
from verbindlich.base.calc.values.wording import LIMIT, clean, fold, one_of, pattern

Level = Literal["hoch", "mittel", "niedrig", ""]


@dataclass(frozen=True, slots=True)
class Priority:
    """level: hoch, mittel, niedrig, or "" where stated and not understood; `stated` False for a placeholder."""

    raw: str = ""
    level: Level = ""
    stated: bool = False


_LEVELS: tuple[Level, ...] = ("hoch", "mittel", "niedrig")
_NOT = r"(?:nicht|weniger|kaum|nicht so)"
_WORDS: dict[Level, str] = {
    "niedrig": one_of(rf"""
        (?:sehr )?(?:niedrige?[rsn]?|geringe?[rsn]?|low|klein) | min(?:imal)? | nachrangig | nachgeordnet | untergeordnet
        langfristig | lang(?=-) | optional | wuenschenswert
        {_NOT} (?:hoch|dringend|dringlich|wichtig|eilig|vorrangig|prioritaer|zwingend)
    """),
    "mittel": r"(?:mittel(?:hoch|fristig)?|mittlere[rsn]?|normal|moderat|medium|durchschnittlich)",
    "hoch": one_of(r"""
        hoch | hohe[rsn]? | hoeher | hoechste[rsn]? | high | dringend | dringlich | wichtig | eilig | akut | max(?:imal)? | oberste | top
        [a-z]*vorrangig | prioritaer | zwingend | notwendig | unabdingbar | essenziell | essentiell | zentral | sofort | umgehend
        kurzfristig | kurz(?=-)
    """),
}
_LEVEL_WORDS = pattern(r"\b(?:" + "|".join(f"(?P<{level}>{words})" for level, words in _WORDS.items()) + r")\b")
# Alone in the cell these are levels; within other words they are not.
_ALONE: dict[str, Level] = {
    **dict.fromkeys(("1", "a", "i", "muss", "h", "↑", "⬆"), "hoch"),
    **dict.fromkeys(("2", "b", "ii", "soll", "m", "→"), "mittel"),
    **dict.fromkeys(("3", "c", "iii", "kann", "n", "g", "↓", "⬇"), "niedrig"),
}
_BY_COUNT: dict[int, Level] = {3: "hoch", 2: "mittel", 1: "niedrig"}
_SIGNS = pattern(r"([+!*★⭐●⬤■◆✱])(?: ?\1){0,2}[ ☆○□◇]*")
_NAMED = pattern(
    r"(?:(?:prioritaet(?:s?stufe|sgruppe|sklasse)?|prio|p|stufe|kategorie|kat\.?|rang|klasse|gruppe)\b[ .:-]{0,3}"
    r"|p(?:rio)?(?=\d))?(?:nr\. ?)?\(?([a-c]|i{1,3}|[1-3])(?:[.,]0{1,2})?[.)]?(?:[ -](?:prioritaet|prio))?"
)


def parse_priority(text: str) -> Priority:
    """The level of a priority: a word (also of urgency, "kurzfristig" is hoch), 1–3, A–C, I–III, or +, ++, +++.

    A word counts before a figure ("hoch (1)"). Two different levels ("hoch/mittel") and figures past 3, whose scale one
    cell does not tell, are stated with level "", as is any other text. "keine", "nein" and "entfällt" are no statement.
    """
    raw = text.strip()
    folded = fold(clean(raw))
    signs = _SIGNS.fullmatch(raw) if len(raw) < LIMIT else None
    if signs:
        return Priority(raw, _BY_COUNT[raw.count(signs[1])], stated=True)
    if says_nothing(folded) and folded != "x":
        return Priority(raw)
    return Priority(raw, _level(folded), stated=True)


def _level(folded: str) -> Level:
    words = {match.lastgroup for match in _LEVEL_WORDS.finditer(folded)}
    if words:
        return next((level for level in _LEVELS if words == {level}), "")
    named = _NAMED.fullmatch(folded)
    return _ALONE.get(named[1] if named else folded, "")
