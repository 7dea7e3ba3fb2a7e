"""How a measure stands, as pages show it: colour, sign and word, the same scale everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verbindlich.base.calc.standing import ORDER, SIGNS, Standing, standing
from verbindlich.domain.concepts.models import Measure


@dataclass(frozen=True, slots=True)
class Shown:
    """`tone` is the class of the pill, `sign` stands before the word."""

    key: Standing
    word: str | Promise
    tone: str

    @property
    def sign(self) -> str:
        return SIGNS[self.key]


SCALE: dict[Standing, Shown] = {
    "late": Shown("late", _("verspätet"), "late"),
    "risk": Shown("risk", _("gefährdet"), "risk"),
    "silent": Shown("silent", _("ohne Nachricht"), "quiet"),
    "on": Shown("on", _("nach Plan"), "on"),
    "done": Shown("done", _("erledigt"), "done"),
    "dropped": Shown("dropped", _("eingestellt"), "done"),
}
BY_RANK: tuple[Shown, ...] = tuple(SCALE[key] for key in ORDER)  # of MeasureQuerySet.with_standing


def standing_of(measure: Measure, today: date) -> Shown:
    """For one measure; free where its milestones are prefetched. Lists use `with_standing` and BY_RANK."""
    due = [m.due for m in measure.milestones.all() if m.due and not m.done_on]
    found = standing(
        measure.state,  # type: ignore[arg-type]
        start=measure.start,
        end=measure.end,
        next_milestone=min(due, default=None),
        today=today,
    )
    return SCALE[found]
