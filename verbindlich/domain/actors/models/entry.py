"""What every entry of the directory is: one municipality's, versioned, marked when deleted, in German order."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.german import search_text, sort_key
from verbindlich.base.common.lock import Versioned
from verbindlich.domain.actors.querysets import EntryQuerySet
from verbindlich.office.accounts.models import Municipality

TEXT = 10_000  # characters of a text; pages show them whole
NO_CASES = _("Keine Namen und keine Einzelfälle.")


class Entry(Versioned):
    """`MANY`: its many-to-many fields that a form fills; they belong to `as_state` like the others."""

    MANY: ClassVar[tuple[str, ...]] = ()

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    sort_key = models.CharField(max_length=255, editable=False, db_index=True)
    search = models.TextField(editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Its name or title."""
        raise NotImplementedError

    def searchable(self) -> tuple[str, ...]:
        return (self.label,)

    def arrange(self) -> None:
        """Fill the stored columns for order and search."""
        self.sort_key = sort_key(self.label)
        self.search = search_text(*self.searchable())

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.arrange()
        super().save(*args, **kwargs)

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps; never a person's name."""
        raise NotImplementedError


def named(row: models.Model | None) -> dict[str, Any] | None:
    """Another row in a trail's state: id and name as it was then. Never of a person: `number` serves for these."""
    return None if row is None else {"id": row.pk, "name": str(row)}


def names(rows: Any) -> list[dict[str, Any]]:
    return [{"id": row.pk, "name": str(row)} for row in rows]


def number(pk: int | None) -> dict[str, Any] | None:
    """A person in a trail's state: by number alone, so that erasing them needs no search through the past."""
    return None if pk is None else {"id": pk, "name": f"Nr. {pk}"}


def day(value: Any) -> str | None:
    return value.isoformat() if value else None
