"""What is written down about the protection of persons: never a name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.office.accounts.models import Municipality, User


class RetentionRun(models.Model):
    """Aufbewahrungslauf: how many were asked by mail, have no address that can be asked (`unreached`), were deleted; `failed` mails
    are tried again the next time. `dry`: nothing was done. `user` None: the command line."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    dry = models.BooleanField(default=False)
    asked = models.PositiveIntegerField(_("gefragt"), default=0)
    unreached = models.PositiveIntegerField(_("ohne Adresse"), default=0)
    deleted = models.PositiveIntegerField(_("gelöscht"), default=0)
    failed = models.PositiveIntegerField(_("Mail nicht zugestellt"), default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        verbose_name = _("Aufbewahrungslauf")
        verbose_name_plural = _("Aufbewahrungsläufe")

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M}"
