from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.base.common.lock import claim
from verbindlich.domain.actors.models import Organisation
from verbindlich.office.accounts.models import User
from verbindlich.office.trail.actions import record


@transaction.atomic
def save_organisation(*, user: User | None, organisation: Organisation, version: int | None = None) -> Organisation:
    """Create, or change if `organisation` has a pk. Raises StaleSave if somebody saved since `version`."""
    before = None
    if organisation.pk:
        stored = claim(Organisation, organisation.pk, version or 0)
        before, organisation.version = stored.as_state(), stored.version
    organisation.save()
    verb = "edit" if before else "create"
    record(user=user, verb=verb, obj=organisation, municipality=organisation.municipality, before=before)
    return organisation


@transaction.atomic
def delete_organisation(*, user: User, organisation: Organisation) -> None:
    """Out of every list; `restore_organisation` brings it back unchanged. Nothing to do where somebody was first.

    Raises ValidationError where organisations still belong to it.
    """
    stored = Organisation.objects.select_for_update().filter(pk=organisation.pk, deleted_at=None).first()
    if stored is None:
        return
    below = Organisation.objects.of(organisation.municipality).filter(parent=organisation).count()
    if below:
        text = _("„%(name)s“ hat noch %(n)d Organisationen unter sich. Ordnen Sie diese zuerst anders zu.")
        raise ValidationError(text % {"name": organisation.name, "n": below})
    before = stored.as_state()
    stored.deleted_at = timezone.now()
    stored.version += 1
    stored.save()
    record(user=user, verb="delete", obj=stored, municipality=stored.municipality, before=before, deleted=True)


@transaction.atomic
def restore_organisation(*, user: User, organisation: Organisation) -> None:
    """Undo of `delete_organisation`. A parent deleted meanwhile is left out. Nothing to do where somebody was first."""
    stored = Organisation.objects.select_for_update().filter(pk=organisation.pk, deleted_at__isnull=False).first()
    if stored is None:
        return
    if stored.parent and stored.parent.deleted_at:
        stored.parent = None
    stored.deleted_at = None
    stored.version += 1
    stored.save()
    record(user=user, verb="restore", obj=stored, municipality=stored.municipality, before=None)
