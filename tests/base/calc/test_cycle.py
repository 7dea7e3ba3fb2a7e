"""The life of a version: every step from every state."""

from __future__ import annotations

from typing import get_args

import pytest

from verbindlich.base.calc.cycle import (
    IN_FORCE,
    IN_WORK,
    STATES,
    STEPS,
    NotAllowed,
    Step,
    after,
    next_step,
    resumed,
)

# Every way that leads on, written down once more: what is not here is refused.
WAYS = {
    ("beraten", "entwurf"): "beratung",
    ("zuruecknehmen", "beratung"): "entwurf",
    ("verwerfen", "entwurf"): None,
    ("beschliessen", "entwurf"): "beschlossen",
    ("beschliessen", "beratung"): "beschlossen",
    ("vorlegen", "beschlossen"): "vorgelegt",
    ("vorlegen", "fortgeschrieben"): "fortgeschrieben",
    ("fortschreiben", "beschlossen"): "fortgeschrieben",
    ("fortschreiben", "vorgelegt"): "fortgeschrieben",
    ("abloesen", "beschlossen"): "ersetzt",
    ("abloesen", "vorgelegt"): "ersetzt",
    ("abloesen", "fortgeschrieben"): "ersetzt",
    ("berichtigen", "entwurf"): "entwurf",
    ("berichtigen", "beratung"): "beratung",
    ("berichtigen", "beschlossen"): "beschlossen",
    ("berichtigen", "vorgelegt"): "vorgelegt",
    ("berichtigen", "fortgeschrieben"): "fortgeschrieben",
    ("berichtigen", "ersetzt"): "ersetzt",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", get_args(Step))
def test_every_step_from_every_state(step: Step, state: str) -> None:
    if (step, state) in WAYS:
        assert after(step, state) == WAYS[step, state]
    else:
        with pytest.raises(NotAllowed):
            after(step, state)


def test_every_state_is_in_work_in_force_or_replaced() -> None:
    assert {*IN_WORK, *IN_FORCE, "ersetzt"} == set(STATES)
    assert not set(IN_WORK) & set(IN_FORCE)


def test_what_binds_is_never_undone() -> None:
    """From what was adopted no step leads back to work."""
    for ways in STEPS.values():
        assert not [state for state, then in ways.items() if state not in IN_WORK and (then is None or then in IN_WORK)]


def test_a_revision_that_is_given_up() -> None:
    assert (resumed(submitted=True), resumed(submitted=False)) == ("vorgelegt", "beschlossen")


@pytest.mark.parametrize(
    ("in_force", "in_work", "owes", "step"),
    [
        (None, None, False, "fortschreiben"),
        (None, "entwurf", False, "beraten"),
        (None, "beratung", False, "beschliessen"),
        ("beschlossen", None, True, "vorlegen"),
        ("beschlossen", None, False, "fortschreiben"),
        ("vorgelegt", None, False, "fortschreiben"),
        ("fortgeschrieben", "entwurf", False, "beraten"),
        ("fortgeschrieben", "beratung", True, "vorlegen"),
        ("fortgeschrieben", "beratung", False, "beschliessen"),
    ],
)
def test_the_next_step(in_force: str | None, in_work: str | None, owes: bool, step: str) -> None:
    assert next_step(in_force, in_work, owes_submission=owes) == step
