"""Contact persons: saved, confirmed, asked, erased without a trace; what they agreed to."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from verbindlich.base.common.lock import claim
from verbindlich.base.common.slots import person_data
from verbindlich.domain.actors.actions.entries import Many
from verbindlich.domain.actors.actions.positions import vacate
from verbindlich.domain.actors.models import Consent, Person
from verbindlich.office.accounts.models import User
from verbindlich.office.trail.actions import record


@transaction.atomic
def save_person(*, user: User | None, person: Person, version: int | None = None, many: Many | None = None) -> Person:
    """Create, or change if `person` has a pk. The trail keeps neither name nor address. Raises StaleSave.

    Many-to-many fields that `many` does not name keep what they hold.
    """
    before = None
    if person.pk:
        stored = claim(Person, person.pk, version or 0)
        before, person.version = stored.as_state(), stored.version
    person.save()
    for name, rows in (many or {}).items():
        getattr(person, name).set(rows)
    record(user=user, verb="edit" if before else "create", obj=person, municipality=person.municipality, before=before)
    return person


@transaction.atomic
def confirm_person(*, user: User | None, person: Person) -> None:
    """As of today all of it is right; a question that is open is answered. Nothing to do where the person is gone."""
    stored = Person.objects.select_for_update().filter(pk=person.pk).first()
    if stored:
        _change(user, stored, confirmed_on=timezone.localdate(), asked_on=None)


@transaction.atomic
def mark_asked(*, user: User | None, person: Person) -> None:
    """The person was asked today whether the data are right (retention.py sends the mail). Nothing to do where it is gone."""
    stored = Person.objects.select_for_update().filter(pk=person.pk).first()
    if stored:
        _change(user, stored, asked_on=timezone.localdate())


def _change(user: User | None, stored: Person, **fields: object) -> None:
    before = stored.as_state()
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.version += 1
    stored.save()
    record(user=user, verb="edit", obj=stored, municipality=stored.municipality, before=before)


@transaction.atomic
def delete_person(*, user: User | None, person: Person) -> None:
    """Erased in every room (slot `person_data`); that it happened stays in the trail, and nothing else. No undo, because nothing
    is kept. Nothing to do where somebody was first."""
    stored = Person.objects.select_related("municipality").select_for_update(of=("self",)).filter(pk=person.pk).first()
    if stored is None:
        return
    vacate(user=user, person=stored)
    for data in person_data():
        data.erase(stored)
    record(user=user, verb="delete", obj=stored, municipality=stored.municipality, before={}, deleted=True)
    stored.delete()


@transaction.atomic
def delete_unconfirmed(*, user: User | None, person: Person) -> bool:
    """As `delete_person`, unless somebody confirmed the person since `person` was read. Returns whether it is gone."""
    stored = Person.objects.select_for_update().filter(pk=person.pk).first()
    if stored and (stored.confirmed_on, stored.asked_on) == (person.confirmed_on, person.asked_on):
        delete_person(user=user, person=stored)
        return True
    return False


@transaction.atomic
def give_consent(*, user: User | None, consent: Consent) -> Consent:
    consent.save()
    record(user=user, verb="create", obj=consent, municipality=consent.municipality, before=None)
    return consent


@transaction.atomic
def withdraw_consent(*, user: User | None, consent: Consent) -> None:
    """From this moment on nothing of it counts any more: this consent and every other one of the person for the same. A new consent
    is the way back. Nothing to do where it was withdrawn already."""
    same = Consent.objects.select_for_update().filter(person=consent.person_id, scope=consent.scope, withdrawn_on=None)
    for stored in same:
        before = stored.as_state()
        stored.withdrawn_on = timezone.localdate()
        stored.save()
        record(user=user, verb="edit", obj=stored, municipality=consent.municipality, before=before)
