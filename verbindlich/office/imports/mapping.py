"""What headers mean in a municipality's files, as people corrected it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from verbindlich.base.check.folding import fold
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.imports.models import HeaderWord

LONGEST = 200  # characters; a longer text is no header


def key_of(header: str) -> str:
    """Equal for headers that are the same: case, spelling of umlauts and punctuation do not count."""
    return fold(header)[:LONGEST]


def words_of(municipality: Municipality, kind: str) -> dict[str, list[str]]:
    """Property → headers that mean it. One query."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in HeaderWord.objects.filter(municipality=municipality, kind=kind):
        found[word.property].append(word.header)
    return dict(found)


def keys_of(municipality: Municipality, kind: str) -> set[str]:
    """The headers that people decided. One query."""
    return set(HeaderWord.objects.filter(municipality=municipality, kind=kind).values_list("key", flat=True))


def remember(municipality: Municipality, kind: str, words: Mapping[str, str | None]) -> None:
    """Header → property; None forgets what was said of it."""
    every = HeaderWord.objects.filter(municipality=municipality, kind=kind)
    for header, name in words.items():
        key = key_of(header)
        if not key or len(header) > LONGEST:
            continue
        if name is None:
            every.filter(key=key).delete()
        else:
            said = {"header": header, "property": name}
            HeaderWord.objects.update_or_create(municipality=municipality, kind=kind, key=key, defaults=said)
