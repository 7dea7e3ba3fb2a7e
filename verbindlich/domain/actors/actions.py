from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.base.common.lock import claim
from verbindlich.base.common.slots import InUse, uses
from verbindlich.domain.actors.models import Affiliation, Organisation, OrganisationAlias, Person
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

    Raises ValidationError where organisations still belong to it, InUse where another room's rows name it.
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
    record(user=user, verb="create", obj=alias, municipality=organisation.municipality, before=None)
    return alias


@transaction.atomic
def remove_alias(*, user: User, alias: OrganisationAlias) -> None:
    """Nothing to do where somebody was first."""
    stored = OrganisationAlias.objects.select_for_update().filter(pk=alias.pk).first()
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
def save_person(*, user: User | None, person: Person, version: int | None = None) -> Person:
    """Create, or change if `person` has a pk. The trail keeps neither name nor address. Raises StaleSave."""
    before = None
    if person.pk:
        stored = claim(Person, person.pk, version or 0)
        before, person.version = stored.as_state(), stored.version
    person.save()
    record(user=user, verb="edit" if before else "create", obj=person, municipality=person.municipality, before=before)
    return person


@transaction.atomic
def delete_person(*, user: User, person: Person) -> None:
    """Erased, and with it every mention as a contact; no undo, because nothing of a person is kept. Nothing to do where somebody
    was first."""
    stored = Person.objects.select_for_update().filter(pk=person.pk).first()
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
