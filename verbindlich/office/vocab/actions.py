from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from verbindlich.base.common.german import sort_key
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.vocab.models import Word

W = TypeVar("W", bound=Word)
MOST = 40  # words at one row


def words(model: type[W], municipality: Municipality, names: Iterable[str]) -> list[W]:
    """The municipality's words with these names, in that order; those that are missing are made. At most three queries."""
    wanted: dict[str, str] = {}
    for name in names:
        tidy = " ".join(name.split())[:120]
        if sort_key(tidy):
            wanted.setdefault(sort_key(tidy), tidy)
    wanted = dict(list(wanted.items())[:MOST])
    if not wanted:
        return []
    found = {w.key: w for w in model.objects.of(municipality).filter(key__in=wanted)}
    missing = [model(municipality=municipality, name=name, key=key) for key, name in wanted.items() if key not in found]
    if missing:
        model.objects.bulk_create(missing, ignore_conflicts=True)
        found = {w.key: w for w in model.objects.of(municipality).filter(key__in=wanted)}
    return [found[key] for key in wanted]
