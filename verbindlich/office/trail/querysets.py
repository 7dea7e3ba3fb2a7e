from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

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
