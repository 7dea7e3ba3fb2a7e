"""Many rows of the demo at once: with what they are linked to, and with their first steps in the trail, in few queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Model

from verbindlich.front.demo.scene import Scene, Told
from verbindlich.office.trail.actions import Step, record_many

Later = tuple[datetime, Told]  # when, and how the state differed until then


def link(name: str, pairs: Iterable[tuple[Model, Iterable[Model]]]) -> None:
    """Fill a many-to-many field of rows that have nothing in it yet."""
    pairs = list(pairs)
    field: Any = pairs[0][0]._meta.get_field(name)
    through = field.remote_field.through
    through.objects.bulk_create(
        through(**{field.m2m_field_name(): row, field.m2m_reverse_field_name(): one})
        for row, ones in pairs
        for one in ones
    )


def born(at: datetime, row: Any, later: Sequence[Later] = ()) -> Iterator[Step]:
    """A new row's steps: first without what came later, then each of it on its day. Its version must count them."""
    was: list[Told] = [row.as_state()]
    for _then, missing in reversed(later):
        was.insert(0, was[0] | missing)
    yield Step(row, None, was[0], at)
    for (then, _missing), before, after in zip(later, was, was[1:], strict=False):
        yield Step(row, before, after, then)


def note(scene: Scene, steps: Iterable[Iterator[Step]]) -> None:
    """In the trail, what became of each row."""
    record_many(user=scene.steering, municipality=scene.home, steps=chain.from_iterable(steps))
