from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from verbindlich.office.accounts.models import Municipality


class WordQuerySet(models.QuerySet[Any]):
    def of(self, municipality: Municipality) -> WordQuerySet:
        return self.filter(municipality=municipality)
