"""Files that hang on an object of some room."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.files.querysets import StoredFileQuerySet


class StoredFile(models.Model):
    """`model`, `object_id`: whose file it is (any room's rows, so no foreign key); who may see that may see the file. `place`: in
    the storage. `size`: bytes."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    name = models.CharField(_("Name"), max_length=150)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(_("Größe"))
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=100, unique=True)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = StoredFileQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        verbose_name = _("Datei")
        verbose_name_plural = _("Dateien")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["model", "object_id"])]

    def __str__(self) -> str:
        return self.name

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        return {
            "name": self.name, "content_type": self.content_type, "size": self.size, "sha256": self.sha256,
            "of": {"id": self.object_id, "name": self.model},
        }  # fmt: skip
