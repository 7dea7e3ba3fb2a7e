from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Sum

if TYPE_CHECKING:
    from verbindlich.office.accounts.models import Municipality


class StoredFileQuerySet(models.QuerySet[Any]):
    def of(self, municipality: Municipality) -> Self:
        return self.filter(municipality=municipality)

    def hanging_on(self, owner: models.Model) -> Self:
        return self.filter(model=owner._meta.label_lower, object_id=owner.pk)

    def bytes(self) -> int:
        """What they take in all."""
        return self.aggregate(n=Sum("size"))["n"] or 0
