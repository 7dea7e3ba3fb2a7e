"""What every row of a concept is: one municipality's, versioned, marked when deleted, in German order."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.german import search_text, sort_key
from verbindlich.base.common.lock import Versioned
from verbindlich.domain.concepts.querysets import RowQuerySet
from verbindlich.office.accounts.models import Municipality

TEXT = 20_000  # characters of a text; pages show them whole
NO_CASES = _("Keine Namen und keine Einzelfälle.")


class Row(Versioned):
    """Permanent: whatever points at it points at it for ever. `number` may be empty; it need not be unique (the check says so)."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(_("Nummer"), max_length=20, blank=True)
    deleted_at = models.DateTimeField(null=True, editable=False)
    sort_key = models.CharField(max_length=255, editable=False)
    search = models.TextField(editable=False)

    objects: ClassVar[Any] = RowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["sort_key", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.label}".strip()

    @property
    def label(self) -> str:
        """Its name or title."""
        raise NotImplementedError

    def searchable(self) -> tuple[str, ...]:
        return (self.number, self.label)

    def arrange(self) -> None:
        """Fill the stored columns for order and search; rows without a number stand last."""
        self.sort_key = sort_key(f"{self.number or '~'} {self.label}")
        self.search = search_text(*self.searchable())

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.arrange()
        super().save(*args, **kwargs)


def named(row: models.Model | None) -> dict[str, Any] | None:
    """Another row in a trail's state: id and name as it was then."""
    return None if row is None else {"id": row.pk, "name": str(row)}


def names(rows: Any) -> list[dict[str, Any]]:
    return [{"id": row.pk, "name": str(row)} for row in rows]


def day(value: Any) -> str | None:
    return value.isoformat() if value else None
