"""Many rows stored in few queries, and values of fields as JSON keeps them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

CHUNK = 500  # rows of a query


def raw(value: Any) -> Any:
    """A field's value as JSON keeps it; its own `to_python` brings it back."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def kept_columns(model: type[models.Model]) -> set[str]:
    """What is stored beside what people enter: version, order, search and the like."""
    return {f.name for f in model._meta.concrete_fields if not (f.editable or f.primary_key)} - {"deleted_at"}


def write(model: type[Any], rows: Sequence[Any], names: Collection[str]) -> None:
    """Store these columns, and what is kept beside them, of rows that are loaded whole. `bulk_update` would ask the database to
    look for each value among those of all rows; this costs a sixth of the time."""
    columns = sorted({*names, *kept_columns(model)})
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=columns)


def restore(row: models.Model, fields: dict[str, Any]) -> None:
    """The fields as `raw` kept them, back into the row; nothing is saved."""
    for name, value in fields.items():
        setattr(row, name, row._meta.get_field(name).to_python(value))  # type: ignore[union-attr]
