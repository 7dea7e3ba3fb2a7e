"""What the index holds of a contact person: words of the person's own row and notes, gone at once when they are erased."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.slots import PersonData
from verbindlich.office.search.actions import heard, quoting
from verbindlich.office.search.models import SearchEntry


def person_data() -> Iterator[PersonData]:
    yield PersonData(_("Suche"), nothing_more, erase)


def erase(person: Any) -> None:
    """Of rows that still hang on the person, and of those that another room's part of the erasure took away before."""
    heard([person], True)
    for source in quoting(person):
        there = source.model._default_manager.values("pk")
        SearchEntry.objects.of(person.municipality).filter(model=source.name).exclude(object_id__in=there).delete()


def nothing_more(person: Any) -> Sequence[dict[str, Any]]:
    """What the index knows, it has from rows that are shown themselves."""
    return ()
