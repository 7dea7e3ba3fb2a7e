"""One ordered scale for how a measure stands, computed from dates, milestones and the stated state (guide 3.3.5.5).

Its SQL twin is `MeasureQuerySet.with_standing` in `domain/concepts`; a property test holds the two together.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

Standing = Literal["late", "risk", "silent", "on", "done", "dropped"]
State = Literal["planned", "running", "done", "paused", "dropped", ""]
ORDER: tuple[Standing, ...] = get_args(Standing)  # worst first: what needs somebody stands on top

SIGNS: dict[Standing, str] = {"late": "▲", "risk": "◆", "silent": "○", "on": "●", "done": "✓", "dropped": "–"}


def standing(
    state: State, *, start: date | None, end: date | None, next_milestone: date | None, today: date
) -> Standing:
    """How a measure stands on `today`. `next_milestone`: the earliest due day of a milestone that is not reached.

    done and dropped are final. Past its end: late. Paused, a milestone past, or planned though its beginning is past: at
    risk. Without any stated state: silent. Else on track.
    """
    if state in ("done", "dropped"):
        return "done" if state == "done" else "dropped"
    if end and end < today:
        return "late"
    if state == "paused" or (next_milestone and next_milestone < today):
        return "risk"
    if state == "planned" and start and start < today:
        return "risk"
    return "on" if state else "silent"
