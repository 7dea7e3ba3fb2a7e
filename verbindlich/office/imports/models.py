"""An office's file on its way into the application, and what people decided about its columns."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.lock import Versioned
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.imports.querysets import ImportQuerySet


class Import(Versioned):
    """One upload: read, planned, applied, perhaps undone. The file itself is not kept, only what was read of it (`rows`).

    What may hold personal data is kept no longer than it is needed: `rows`, `plan` and `answers` until the import is applied or
    discarded; `touched` (what the changed rows said before) until it is undone. After `KEPT_DAYS` both are forgotten in any
    case (actions.forget_old). What stays is who took over which file when, and the counts of `result`.

    `plan`: as people see it (plan.py); `answers`: what they decided, `left_out`: keys of the rows they do not want;
    `undoable`: undoing can be tried, what changed since is asked only then; `last_event`: of the trail when it was applied.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("hochgeladen")
        PLANNED = "planned", _("wartet auf Bestätigung")
        APPLIED = "applied", _("übernommen")
        UNDONE = "undone", _("zurückgenommen")
        DISCARDED = "discarded", _("verworfen")

    OPEN = (State.UPLOADED, State.PLANNED)

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    rows = models.BinaryField(default=b"")
    plan = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)
    result = models.JSONField(default=dict)
    touched = models.JSONField(default=list)
    undoable = models.BooleanField(default=False)
    last_event = models.BigIntegerField(null=True)

    objects: ClassVar[Any] = ImportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        verbose_name = _("Import")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["municipality", "kind", "created_at"])]

    def __str__(self) -> str:
        return self.file_name

    @property
    def open(self) -> bool:
        return self.state in self.OPEN


class HeaderWord(models.Model):
    """What a header means in this municipality's files of one kind: corrected by people once, remembered for the next file."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    header = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    property = models.CharField(max_length=40)

    class Meta:
        ordering: ClassVar[list[str]] = ["header"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "kind", "key"], name="header_word_once")
        ]

    def __str__(self) -> str:
        return f"{self.header}: {self.property}"
