"""Files are kept and removed. Bytes are written before the transaction begins and removed after it ended."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.files import store
from verbindlich.office.files.content import Accepted
from verbindlich.office.files.models import StoredFile
from verbindlich.office.trail.actions import record

ORPHAN = timedelta(days=1)


def attach(*, user: User | None, municipality: Municipality, owner: Any, accepted: Accepted) -> StoredFile:
    """Raises ValidationError where the municipality's room for files is used up; then nothing is kept."""
    place = store.put(accepted.data)
    try:
        return _attach(user, municipality, owner, accepted, place)
    except BaseException:
        store.remove(place)
        raise


@transaction.atomic
def _attach(user: User | None, municipality: Municipality, owner: Any, accepted: Accepted, place: str) -> StoredFile:
    Municipality.objects.select_for_update().get(pk=municipality.pk)  # two uploads at once count one after the other
    left = settings.FILES_QUOTA_BYTES - StoredFile.objects.of(municipality).bytes()
    if len(accepted.data) > left:
        text = _(
            "Der Platz für Dateien ist aufgebraucht: noch %(left)s frei. Löschen Sie Dateien, die niemand mehr braucht."
        )
        raise ValidationError(text % {"left": filesizeformat(max(left, 0))})
    new = StoredFile.objects.create(
        municipality=municipality, model=owner._meta.label_lower, object_id=owner.pk, name=accepted.name,
        content_type=accepted.content_type, size=len(accepted.data), sha256=accepted.sha256, place=place, user=user,
    )  # fmt: skip
    record(user=user, verb="create", obj=new, municipality=municipality, before=None)
    return new


@transaction.atomic
def remove(*, user: User | None, file: StoredFile) -> None:
    """For good: the bytes go as soon as that is decided. Nothing to do where somebody was first."""
    stored = StoredFile.objects.select_for_update().filter(pk=file.pk).first()
    if stored:
        before = stored.as_state()
        record(user=user, verb="delete", obj=stored, municipality=stored.municipality, before=before, deleted=True)
        transaction.on_commit(partial(store.remove, stored.place))
        stored.delete()


def sweep() -> int:
    """Removes what no row knows: left by a process that was killed between the two. Returns how many."""
    known, old = set(StoredFile.objects.values_list("place", flat=True)), timezone.now() - ORPHAN
    orphans = [place for place, written in store.everything() if place not in known and written < old]
    for place in orphans:
        store.remove(place)
    return len(orphans)
