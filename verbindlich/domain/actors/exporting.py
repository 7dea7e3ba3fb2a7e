"""Organisations as a table in the words that an import reads again, whatever language the page has. No notes, no persons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import override

from verbindlich.domain.actors.models import Organisation

# The last two are for Steuerung and Fachamt alone.
HEADERS = (
    "Organisation", "Kurzname", "Gruppe", "Ebene", "gehört zu", "E-Mail", "Telefon", "Website", "Straße", "PLZ", "Ort", "Themen",
    "Sozialräume", "Zielgruppen", "Sprachen", "Communities", "Sichtbarkeit", "Zustimmung am",
)  # fmt: skip
BETWEEN = "; "


def lines(rows: Iterable[Organisation], *, inside: bool = True) -> list[list[Any]]:
    """Below `HEADERS`; outside of Steuerung and Fachamt no internal one is named. Free of queries where parent and words were
    fetched along."""
    with override("de"):
        return [_line(row, inside) for row in rows]


def _line(row: Organisation, inside: bool) -> list[Any]:
    words = [BETWEEN.join(str(word) for word in getattr(row, name).all()) for name in Organisation.MANY]
    told = row.parent and row.parent.deleted_at is None and (inside or not row.parent.internal)
    parent = row.parent.name if row.parent and told else ""
    return [
        row.name, row.short_name, row.get_kind_display(), row.get_sphere_display(), parent, row.email, row.phone,
        row.website, row.street, row.postal_code, row.city, *words, row.get_visibility_display(), row.agreed_on,
    ]  # fmt: skip
