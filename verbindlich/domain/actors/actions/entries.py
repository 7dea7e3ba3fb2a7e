"""The three verbs that every entry of the directory has: save, delete, bring back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from verbindlich.base.common.lock import claim
from verbindlich.base.common.slots import InUse, uses
from verbindlich.domain.actors.models.entry import Entry
from verbindlich.office.accounts.models import User
from verbindlich.office.trail.actions import record

E = TypeVar("E", bound=Entry)
Many = Mapping[str, Iterable[Any]]  # name of a many-to-many field → the rows it shall hold


@transaction.atomic
def save_entry(*, user: User | None, entry: E, version: int | None = None, many: Many | None = None) -> E:
    """Create, or change if `entry` has a pk. Fields that `many` does not name keep what they hold.

    Raises StaleSave if somebody saved since `version`.
    """
    before = None
    if entry.pk:
        stored = claim(type(entry), entry.pk, version or 0)
        before, entry.version = stored.as_state(), stored.version
    entry.save()
    for name, rows in (many or {}).items():
        getattr(entry, name).set(rows)
    record(user=user, verb="edit" if before else "create", obj=entry, municipality=entry.municipality, before=before)
    return entry


@transaction.atomic
def delete_entry(*, user: User | None, entry: Entry) -> None:
    """Out of every list; `restore_entry` brings it back unchanged. Nothing to do where somebody was first.

    Raises InUse where rows elsewhere need it.
    """
    stored = type(entry).objects.select_for_update().filter(pk=entry.pk, deleted_at=None).first()
    if stored is None:
        return
    if found := uses(stored):
        raise InUse(found)
    before = stored.as_state()
    stored.deleted_at = timezone.now()
    stored.version += 1
    stored.save()
    record(user=user, verb="delete", obj=stored, municipality=stored.municipality, before=before, deleted=True)


@transaction.atomic
def restore_entry(*, user: User | None, entry: Entry) -> None:
    """Undo of `delete_entry`. Nothing to do where somebody was first."""
    stored = type(entry).objects.select_for_update().filter(pk=entry.pk, deleted_at__isnull=False).first()
    if stored is None:
        return
    stored.deleted_at = None
    stored.version += 1
    stored.save()
    record(user=user, verb="restore", obj=stored, municipality=stored.municipality, before=None)
