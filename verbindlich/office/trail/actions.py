from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.trail.models import Event, Traceable

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


@contextmanager
def backdated(moment: datetime) -> Iterator[None]:
    """What verbs record inside happened at `moment`: for the demo, and for what came by post."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


def moment() -> datetime:
    """When it happens: now, or when `backdated` says."""
    return _moment.get() or timezone.now()


def record(
    *,
    user: User | None,
    verb: str,
    obj: Traceable,
    municipality: Municipality | None,
    before: dict[str, Any] | None,
    deleted: bool = False,
    at: datetime | None = None,
) -> Event | None:
    """Write what a verb did, inside the verb's transaction. Nothing is written where nothing changed.

    `before` is the state read before the change (None for something new). `at` says when, where that is not now.
    """
    after = None if deleted else obj.as_state()
    if before == after:
        return None
    return Event.objects.create(
        municipality=municipality, user=user, verb=verb, model=obj._meta.label_lower, object_id=obj.pk,
        before=before, after=after, at=at or moment(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One object's part in an act on many: its states before (None: new) and after (None: gone)."""

    obj: Traceable
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def record_many(
    *, user: User | None, municipality: Municipality, steps: Iterable[Step], verb: str = "", at: datetime | None = None
) -> int:
    """As `record` for many objects in few queries. Without `verb` each step says by itself what it was. Returns how many changed."""
    events = [
        Event(
            municipality=municipality, user=user, verb=verb or _verb(step), model=step.obj._meta.label_lower,
            object_id=step.obj.pk, before=step.before, after=step.after, at=at or moment(),
        )
        for step in steps
        if step.before != step.after
    ]  # fmt: skip
    Event.objects.bulk_create(events, batch_size=500)
    return len(events)


def _verb(step: Step) -> str:
    if step.before is None:
        return "create"
    return "delete" if step.after is None else "edit"
