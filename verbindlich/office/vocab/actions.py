from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from verbindlich.base.common.german import sort_key
from verbindlich.base.common.lock import Versioned
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.trail.actions import record
from verbindlich.office.trail.listeners import tell
from verbindlich.office.vocab.merging import Refused
from verbindlich.office.vocab.models import Word
from verbindlich.office.vocab.usage import usage

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
        tell([found[word.key] for word in missing])
    return [found[key] for key in wanted]


class Taken(Exception):
    """Another word of the list has this name already."""

    def __init__(self, word: Word) -> None:
        super().__init__(word.name)
        self.word = word


def holder(model: type[W], municipality: Municipality, name: str, besides: int | None = None) -> W | None:
    """The word that has this name, however it is spelled."""
    found: W | None = model.objects.of(municipality).filter(key=sort_key(name)).exclude(pk=besides).first()
    return found


@transaction.atomic
def add_word(*, user: User | None, model: type[W], municipality: Municipality, name: str) -> W:
    """Raises Taken."""
    if other := holder(model, municipality, name):
        raise Taken(other)
    word = model(municipality=municipality, name=name)
    word.save()
    record(user=user, verb="create", obj=word, municipality=municipality, before=None)
    return word


@transaction.atomic
def rename_word(*, user: User | None, word: W, name: str) -> W:
    """`word` as the person saw it. Raises Taken, and Refused where somebody renamed or removed it meanwhile."""
    stored = _stored(word)
    if other := holder(type(word), stored.municipality, name, stored.pk):
        raise Taken(other)
    before = stored.as_state()
    stored.name = name
    if isinstance(stored, Versioned):
        stored.version += 1
    stored.save()
    record(user=user, verb="edit", obj=stored, municipality=stored.municipality, before=before)
    return stored


@transaction.atomic
def delete_word(*, user: User | None, word: Word) -> None:
    """Raises Refused where something uses it, deleted rows that may come back included."""
    stored = _stored(word)
    if used := usage(type(stored), stored.municipality, stored).get(stored.pk):
        text = _("„%(name)s“ wird noch verwendet: %(uses)s. Führen Sie es mit einem anderen Wort zusammen.")
        raise Refused(text % {"name": stored.name, "uses": ", ".join(use.text for use in used)})
    before = stored.as_state()
    record(user=user, verb="delete", obj=stored, municipality=stored.municipality, before=before, deleted=True)
    stored.delete()


def _stored(word: W) -> W:
    """As it is stored, locked until the transaction ends."""
    stored: W | None = type(word).objects.select_for_update().filter(pk=word.pk).first()
    if stored is None:
        raise Refused(_("„%(name)s“ gibt es nicht mehr.") % {"name": word.name})
    if stored.name != word.name:
        text = _("„%(name)s“ heißt inzwischen „%(now)s“. Bitte prüfen Sie es noch einmal.")
        raise Refused(text % {"name": word.name, "now": stored.name})
    return stored
