from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.trail.listeners import tell
from verbindlich.office.trail.models import Event, Refusal, Traceable

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
    """Write what a verb did, inside the verb's transaction. Nothing is written where nothing changed; listeners hear of it all the same.

    `before` is the state read before the change (None for something new). `at` says when, where that is not now.
    """
    after = None if deleted else obj.as_state()
    tell([obj], gone=deleted)
    if before == after:
        return None
    return Event.objects.create(
        municipality=municipality, user=user, verb=verb, model=obj._meta.label_lower, object_id=obj.pk,
        before=before, after=after, at=at or moment(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One object's part in an act on many: its states before (None: new) and after (None: gone); `at`: when, if at another time."""

    obj: Traceable
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    at: datetime | None = None


def record_many(
    *, user: User | None, municipality: Municipality, steps: Iterable[Step], verb: str = "", at: datetime | None = None
) -> int:
    """As `record` for many objects in few queries. Without `verb` each step says by itself what it was. Returns how many changed."""
    steps = list(steps)
    tell([step.obj for step in steps if step.after is None], gone=True)
    tell([step.obj for step in steps if step.after is not None])
    events = [
        Event(
            municipality=municipality, user=user, verb=verb or _verb(step), model=step.obj._meta.label_lower,
            object_id=step.obj.pk, before=step.before, after=step.after, at=step.at or at or moment(),
        )
        for step in steps
        if step.before != step.after
    ]  # fmt: skip
    Event.objects.bulk_create(events, batch_size=500)
    return len(events)


def note_refusal(*, user: User, municipality: Municipality, what: str) -> Refusal:
    """Somebody asked for a file with persons that is not for them. The caller refuses it."""
    return Refusal.objects.create(user=user, municipality=municipality, what=what[:200])


def _verb(step: Step) -> str:
    if step.before is None:
        return "create"
    return "delete" if step.after is None else "edit"
