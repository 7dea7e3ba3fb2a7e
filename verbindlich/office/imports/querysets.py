from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from verbindlich.office.accounts.models import Municipality

HEAVY = ("rows", "plan", "answers", "left_out", "touched")


class ImportQuerySet(models.QuerySet[Any]):
    def of(self, municipality: Municipality, kind: str) -> ImportQuerySet:
        return self.filter(municipality=municipality, kind=kind)

    def for_list(self) -> ImportQuerySet:
        """Without what only its own page needs."""
        found: ImportQuerySet = self.defer(*HEAVY).select_related("user")
        return found
