"""How findings name things. German, for users."""

from __future__ import annotations

from collections.abc import Iterable

from verbindlich.base.calc.catalogue import Measure

TITLE_LENGTH = 70


def short(text: str, length: int = TITLE_LENGTH) -> str:
    """One line of at most `length` characters; a cut is shown by "…"."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def named(measure: Measure) -> str:
    """`Maßnahme 2.4 „Schulsozialarbeit …“`."""
    return f"Maßnahme {measure.number} „{short(measure.title)}“"


def listed(names: Iterable[str], limit: int = 30) -> str:
    """`„a“, „b“ und 3 weitere`: at most `limit` names are written out."""
    quoted = [f"„{short(name, 2 * TITLE_LENGTH)}“" for name in names]
    if len(quoted) > limit:
        return f"{', '.join(quoted[:limit])} und {len(quoted) - limit} weitere"
    return ", ".join(quoted)


def count(number: int, one: str, many: str) -> str:
    """`1 Maßnahme`, `24 Maßnahmen`."""
    return f"{number} {one if number == 1 else many}"
