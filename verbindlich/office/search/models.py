"""The index of the search: one row per object that can be found, derived from the object and never edited."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from verbindlich.office.accounts.models import Municipality
from verbindlich.office.search.querysets import SearchEntryQuerySet


class Audience(models.TextChoices):
    """Who may find it, widest first."""

    ALL = "all", _("alle mit Zugang")
    INSIDE = "inside", _("Steuerung und Fachamt")
    STEERING = "steering", _("Steuerung")


class SearchEntry(models.Model):
    """`model`, `object_id`: what it is about (any room's rows, so no foreign key); `key`: what the address of its page takes.

    `order`: the label in one spelling, to compare beginnings; `text`: all words in all spellings; `sound`: codes of the names'
    words between blanks; `digits`: phone numbers as dialled.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    key = models.CharField(max_length=60)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    label = models.CharField(max_length=300)
    hint = models.CharField(max_length=300, blank=True)
    order = models.CharField(max_length=255)
    digits = models.CharField(max_length=300, blank=True)
    sound = models.TextField(blank=True)
    text = models.TextField()

    objects: ClassVar[SearchEntryQuerySet] = SearchEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["model", "object_id"], name="search_entry_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["municipality", "order"])]

    def __str__(self) -> str:
        return self.label
