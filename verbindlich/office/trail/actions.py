from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.trail.models import Event, Traceable


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

    `before` is the state read before the change (None for something new). `at` backdates, for the demo and for imports.
    """
    after = None if deleted else obj.as_state()
    if before == after:
        return None
    return Event.objects.create(
        municipality=municipality, user=user, verb=verb, model=obj._meta.label_lower, object_id=obj.pk,
        before=before, after=after, at=at or timezone.now(),
    )  # fmt: skip
