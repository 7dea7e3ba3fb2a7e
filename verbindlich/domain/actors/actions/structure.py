"""How integration work is organised, and what the Steuerung says of it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from verbindlich.base.common.lock import StaleSave, claim
from verbindlich.domain.actors.models import RequirementSaid, Structure
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.trail.actions import record


@transaction.atomic
def save_structure(*, user: User | None, structure: Structure, version: int | None = None) -> Structure:
    """Create, or change if there is one. Raises StaleSave, also where somebody else created it meanwhile."""
    Municipality.objects.select_for_update().get(pk=structure.municipality_id)
    before, there = None, Structure.objects.filter(municipality=structure.municipality_id).first()
    if there and not structure.pk:
        raise StaleSave(there)
    if structure.pk:
        stored = claim(Structure, structure.pk, version or 0)
        before, structure.version = stored.as_state(), stored.version
    structure.save()
    verb = "edit" if before else "create"
    record(user=user, verb=verb, obj=structure, municipality=structure.municipality, before=before)
    return structure


@transaction.atomic
def say_requirement(
    *, user: User | None, municipality: Municipality, number: int, judgement: str, text: str, on: date
) -> RequirementSaid | None:
    """What people say of a requirement from now on; without a judgement it is open again."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    rows = RequirementSaid.objects.filter(municipality=municipality, requirement=number)
    stored = rows.first()
    before = stored.as_state() if stored else None
    if not judgement:
        if stored:
            record(user=user, verb="delete", obj=stored, municipality=municipality, before=before, deleted=True)
            stored.delete()
        return None
    said = stored or RequirementSaid(municipality=municipality, requirement=number)
    said.judgement, said.text, said.said_on = judgement, text, on
    said.save()
    record(user=user, verb="edit" if before else "create", obj=said, municipality=municipality, before=before)
    return said
