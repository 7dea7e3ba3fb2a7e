"""What happened: who, when, which verb, and the object's own state before and after."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.office.accounts.models import Municipality
from verbindlich.office.trail.querysets import EventQuerySet, RefusalQuerySet


class Traceable(Protocol):
    """A model whose changes are kept: `as_state()` is JSON of its own fields and relations, without personal fields."""

    pk: Any
    _meta: ClassVar[Any]

    def as_state(self) -> dict[str, Any]: ...


class Event(models.Model):
    """One act. `before` is None for something new, `after` None for something gone. Never changed, never deleted by hand."""

    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(max_length=40)
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["model", "object_id", "at"])]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.verb} {self.model} {self.object_id}"


class Refusal(models.Model):
    """Somebody without the right asked for data of persons. `what`: the file that was asked for, never what is in it."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    objects = RefusalQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        verbose_name = _("verweigerter Export")

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.what}"
