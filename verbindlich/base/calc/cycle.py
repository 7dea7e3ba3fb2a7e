"""The life of a version of the concept: its states, and which step leads from which to which. One table.

Entwurf → in Beratung → beschlossen → vorgelegt → wird fortgeschrieben → ersetzt
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

State = Literal["entwurf", "beratung", "beschlossen", "vorgelegt", "fortgeschrieben", "ersetzt"]
Step = Literal[
    "beraten", "zuruecknehmen", "verwerfen", "beschliessen", "vorlegen", "fortschreiben", "abloesen", "berichtigen"
]

STATES: tuple[State, ...] = get_args(State)
IN_WORK: tuple[State, ...] = ("entwurf", "beratung")
IN_FORCE: tuple[State, ...] = ("beschlossen", "vorgelegt", "fortgeschrieben")

# step → state before → state after; None: the version is gone. What is not here is not allowed. Back leads only what binds nobody:
# taking back from consultation, and giving up a draft. "abloesen" is no act of its own: the adoption of a successor does it.
STEPS: Mapping[Step, Mapping[str, State | None]] = {
    "beraten": {"entwurf": "beratung"},
    "zuruecknehmen": {"beratung": "entwurf"},
    "verwerfen": {"entwurf": None},
    "beschliessen": {"entwurf": "beschlossen", "beratung": "beschlossen"},
    "vorlegen": {"beschlossen": "vorgelegt", "fortgeschrieben": "fortgeschrieben"},
    "fortschreiben": {"beschlossen": "fortgeschrieben", "vorgelegt": "fortgeschrieben"},
    "abloesen": dict.fromkeys(IN_FORCE, "ersetzt"),
    "berichtigen": {state: state for state in STATES},
}


class NotAllowed(ValueError):
    """This step does not lead on from this state."""

    def __init__(self, step: str, state: str) -> None:
        super().__init__(f"{step} from {state}")


def after(step: Step, state: str) -> State | None:
    """The state that the step leads to; None where the version is gone then. Raises NotAllowed."""
    ways = STEPS[step]
    if state not in ways:
        raise NotAllowed(step, state)
    return ways[state]


def resumed(*, submitted: bool) -> State:
    """Where a version stands again whose revision was given up."""
    return "vorgelegt" if submitted else "beschlossen"


def next_step(in_force: str | None, in_work: str | None, *, owes_submission: bool) -> Step:
    """What to do next in a cycle: first what the law asks for, then what has begun; "fortschreiben" also begins the first version."""
    if in_force and owes_submission:
        return "vorlegen"
    if in_work:
        return "beschliessen" if in_work == "beratung" else "beraten"
    return "fortschreiben"
