from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils import timezone

from verbindlich.base.calc.traces import Traces

if TYPE_CHECKING:
    from verbindlich.office.accounts.models import Municipality
    from verbindlich.office.trail.models import Traceable


LAST = date(9999, 1, 1)  # days after this have no tomorrow in every time zone


class EventQuerySet(models.QuerySet[Any]):
    def of(self, municipality: Municipality) -> EventQuerySet:
        return self.filter(municipality=municipality)

    def about(self, obj: Traceable) -> EventQuerySet:
        return self.filter(model=obj._meta.label_lower, object_id=obj.pk)

    def until(self, day: date) -> EventQuerySet:
        """All events up to the end of that day, local time."""
        if day >= LAST:
            return self
        end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
        return self.filter(at__lt=end)

    def state_on(self, obj: Traceable, day: date) -> dict[str, Any] | None:
        """ "Stand am …": the object as the last event on or before that day left it; None if it was not there."""
        event = self.about(obj).until(day).order_by("-at", "-pk").first()
        return event.after if event else None

    def telling(self, traces: Traces) -> list[Any]:
        """Those whose states hold a person's name, address or number. One query at most."""
        if not traces.words:
            return []
        texts = {"said_before": Cast("before", models.TextField()), "said_after": Cast("after", models.TextField())}
        found = Q()
        for hint in traces.hints:
            for spelled in {hint, json.dumps(hint)[1:-1]}:  # SQLite keeps other scripts escaped, PostgreSQL does not
                found |= Q(said_before__icontains=spelled) | Q(said_after__icontains=spelled)
        events = self.alias(**texts).filter(found)
        return [event for event in events if traces.within(event.before) or traces.within(event.after)]


class RefusalQuerySet(models.QuerySet[Any]):
    def of(self, municipality: Municipality) -> RefusalQuerySet:
        return self.filter(municipality=municipality)
