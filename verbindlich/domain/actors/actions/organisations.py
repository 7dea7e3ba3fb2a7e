from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.base.common.slots import InUse, uses
from verbindlich.domain.actors.actions.entries import Many, save_entry
from verbindlich.domain.actors.models import Affiliation, Organisation, OrganisationAlias
from verbindlich.office.accounts.models import User
from verbindlich.office.trail.actions import record


def save_organisation(
    *, user: User | None, organisation: Organisation, version: int | None = None, many: Many | None = None
) -> Organisation:
    """As `save_entry`."""
    return save_entry(user=user, entry=organisation, version=version, many=many)


@transaction.atomic
def delete_organisation(*, user: User, organisation: Organisation) -> None:
    """Out of every list; `restore_organisation` brings it back unchanged. Nothing to do where somebody was first.

    Raises ValidationError where organisations still belong to it, InUse where other rows name it.
    """
    stored = Organisation.objects.select_for_update().filter(pk=organisation.pk, deleted_at=None).first()
    if stored is None:
        return
    below = Organisation.objects.of(organisation.municipality).filter(parent=organisation).count()
    if below:
        text = _("„%(name)s“ hat noch %(n)d Organisationen unter sich. Ordnen Sie diese zuerst anders zu.")
        raise ValidationError(text % {"name": organisation.name, "n": below})
    if found := uses(stored):
        raise InUse(found)
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


@transaction.atomic
def affiliate(*, user: User | None, organisation: Organisation, account: User) -> Affiliation:
    """From now on the account works for the organisation. Nothing to do where it does already."""
    made, new = Affiliation.objects.get_or_create(
        organisation=organisation, user=account, defaults={"municipality": organisation.municipality}
    )
    if new:
        record(user=user, verb="create", obj=made, municipality=organisation.municipality, before=None)
    return made


@transaction.atomic
def end_affiliation(*, user: User, affiliation: Affiliation) -> None:
    """Nothing to do where somebody was first."""
    stored = Affiliation.objects.select_for_update().filter(pk=affiliation.pk).first()
    if stored:
        record(
            user=user,
            verb="delete",
            obj=stored,
            municipality=stored.municipality,
            before=stored.as_state(),
            deleted=True,
        )
        stored.delete()


@transaction.atomic
def add_alias(*, user: User | None, organisation: Organisation, name: str) -> OrganisationAlias:
    """Another spelling that an import recognises. Raises ValidationError where it means an organisation already."""
    alias = OrganisationAlias(municipality=organisation.municipality, organisation=organisation, name=name)
    if taken := alias.taken_by():
        raise ValidationError({"name": _("„%(name)s“ meint schon „%(other)s“.") % {"name": name, "other": taken}})
    alias.save()
    _find_again(organisation)
    record(user=user, verb="create", obj=alias, municipality=organisation.municipality, before=None)
    return alias


def _find_again(organisation: Organisation) -> None:
    """The search finds it by the spellings that it has now. No change that anybody made: neither version nor trail."""
    Organisation.objects.get(pk=organisation.pk).save(update_fields=["sort_key", "search"])


@transaction.atomic
def remove_alias(*, user: User, alias: OrganisationAlias) -> None:
    """Nothing to do where somebody was first."""
    stored = OrganisationAlias.objects.select_for_update().filter(pk=alias.pk).first()
    if stored:
        before = stored.as_state()
        OrganisationAlias.objects.filter(pk=stored.pk).delete()  # before it is recorded: listeners read what is left
        record(user=user, verb="delete", obj=stored, municipality=stored.municipality, before=before, deleted=True)
        _find_again(stored.organisation)
