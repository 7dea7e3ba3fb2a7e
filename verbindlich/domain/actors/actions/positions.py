"""Positions with their duties, the words for kinds and tasks, and what becomes of a position when its holder goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.base.common.german import sort_key
from verbindlich.base.common.lock import claim
from verbindlich.domain.actors.models import Duty, Person, Position, PositionKind, Task
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.trail.actions import Step, record, record_many
from verbindlich.office.vocab.actions import words


@dataclass(frozen=True, slots=True)
class DutySaid:
    """A task in a free word, with its share of the working time in per cent."""

    task: str
    share: int | None = None

    def __str__(self) -> str:
        return f"{self.task} ({self.share} %)" if self.share else self.task


@transaction.atomic
def save_position(
    *,
    user: User | None,
    position: Position,
    kind: str | None = None,
    duties: Iterable[DutySaid] | None = None,
    version: int | None = None,
) -> Position:
    """Create, or change if `position` has a pk. What is None stays as it was; kind "" means none. Raises StaleSave."""
    before = None
    if position.pk:
        stored = claim(Position, position.pk, version or 0)
        before, position.version = stored.as_state(), stored.version
    if kind is not None:
        position.kind = kind_named(position.municipality, kind)
    position.save()
    if duties is not None:
        _set_duties(position, list(duties))
    verb = "edit" if before else "create"
    record(user=user, verb=verb, obj=position, municipality=position.municipality, before=before)
    return position


def kind_named(municipality: Municipality, name: str) -> PositionKind | None:
    """The municipality's kind of this name, made where there is none; with its code, which `words` does not set."""
    found = next(iter(words(PositionKind, municipality, [name])), None)
    if found and not found.code:
        found.save(update_fields=["code"])
    return found


def _set_duties(position: Position, said: list[DutySaid]) -> None:
    """The position's duties are these and no others; a task that is named twice counts once."""
    tasks = {task.key: task for task in words(Task, position.municipality, [duty.task for duty in said])}
    shares = {sort_key(duty.task): duty.share for duty in said}
    position.duties.all().delete()
    Duty.objects.bulk_create(Duty(position=position, task=tasks[key], share=shares.get(key)) for key in tasks)


@transaction.atomic
def vacate(*, user: User | None, person: Person, on: date | None = None) -> None:
    """Nobody's any more: the positions that the person holds stand vacant from that day (today), those they stand in for lose them.

    The same number of queries however many positions.
    """
    mine = Position.objects.select_for_update(of=("self",)).filter(Q(holder=person) | Q(substitute=person))
    rows, steps = list(mine.select_related("kind", "unit").prefetch_related("duties__task")), []
    for position in rows:
        before = position.as_state()
        if position.holder_id == person.pk:
            position.holder, position.vacant_since = None, on or person.left_on or timezone.localdate()
        if position.substitute_id == person.pk:
            position.substitute = None
        position.version += 1
        steps.append(Step(position, before, position.as_state()))
    Position.objects.bulk_update(rows, ["holder", "substitute", "vacant_since", "version"], batch_size=500)
    record_many(user=user, municipality=person.municipality, steps=steps, verb="edit")


def start_register(*, municipality: Municipality, names: Iterable[str]) -> int:
    """Put tasks into the register. Returns how many were not there before."""
    before = Task.objects.of(municipality).count()
    words(Task, municipality, names)
    return Task.objects.of(municipality).count() - before


@transaction.atomic
def remove_task(*, task: Task) -> None:
    """Out of the register, and out of positions that are deleted. Nothing to do where somebody was first.

    Raises ValidationError where a position carries it.
    """
    stored = Task.objects.select_for_update().filter(pk=task.pk).first()
    if stored is None:
        return
    carriers = Position.objects.of(stored.municipality).filter(duties__task=stored)
    if titles := ", ".join(position.title for position in carriers):
        text = _("„%(task)s“ gehört zu: %(positions)s. Nehmen Sie die Aufgabe zuerst dort heraus.")
        raise ValidationError(text % {"task": stored.name, "positions": titles})
    stored.duties.all().delete()
    stored.delete()
