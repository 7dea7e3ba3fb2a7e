"""An import taken back in one step: what it made goes, what it changed says again what it said.

Organisations that it made stay where somebody else uses them by now; persons are erased, since nothing of a person is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.utils import timezone

from verbindlich.domain.actors.importing.applying import find_again, states, whole
from verbindlich.domain.actors.models import (
    Organisation,
    OrganisationAlias,
    OrganisationsApart,
    Person,
    PersonAlias,
    PersonsApart,
)
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.imports.handlers import Touched
from verbindlich.office.imports.pointing import in_use, pointed, pointing_at
from verbindlich.office.imports.writing import restore, write
from verbindlich.office.trail.actions import Step, record_many

OWN = {Person: (PersonAlias, PersonsApart), Organisation: (OrganisationAlias, OrganisationsApart)}  # go with their row


def hindrances(municipality: Municipality, touched: Sequence[Touched]) -> list[str]:
    """Persons that the import made and that something else depends on by now: a note, a consent, a position."""
    made = _made(touched, Person)
    late = {pk for model, name in pointing_at(Person, OWN[Person]) for pk in pointed(model, name, made)}
    return [str(person) for person in Person.objects.filter(municipality=municipality, pk__in=sorted(late)[:500])]


def undo(*, user: User | None, municipality: Municipality, touched: Sequence[Touched]) -> None:
    PersonAlias.objects.filter(municipality=municipality, pk__in=_made(touched, PersonAlias)).delete()
    steps = _forget_aliases(municipality, touched)
    steps += _erase_persons(municipality, touched)
    steps += _put_back(municipality, touched, Person)
    steps += _put_back(municipality, touched, Organisation)  # first: what was hung below a new one is hung back
    steps += _mark_deleted(municipality, touched)
    record_many(user=user, municipality=municipality, steps=steps)


def _made(touched: Iterable[Touched], model: type[models.Model]) -> set[int]:
    return {entry.pk for entry in touched if entry.model == model._meta.label_lower and entry.before is None}


def _forget_aliases(municipality: Municipality, touched: Sequence[Touched]) -> list[Step]:
    """Those that are still there: people may have removed some by hand."""
    every = OrganisationAlias.objects.filter(municipality=municipality, pk__in=_made(touched, OrganisationAlias))
    steps = [Step(alias, alias.as_state(), None) for alias in every.select_related("organisation")]
    homes = set(every.values_list("organisation", flat=True))
    every.delete()
    find_again(homes)
    return steps


def _erase_persons(municipality: Municipality, touched: Sequence[Touched]) -> list[Step]:
    rows = Person.objects.of(municipality).filter(pk__in=_made(touched, Person))
    found = whole(Person, rows.values_list("pk", flat=True))
    steps = [Step(row, row.as_state(), None) for row in found.values()]
    Person.objects.filter(pk__in=list(found)).delete()
    return steps


def _mark_deleted(municipality: Municipality, touched: Sequence[Touched]) -> list[Step]:
    made = _made(touched, Organisation)
    made -= in_use(Organisation, made, OWN[Organisation])
    rows = Organisation.objects.of(municipality).filter(pk__in=made)
    found = whole(Organisation, rows.values_list("pk", flat=True))
    steps = [Step(row, row.as_state(), None) for row in found.values()]
    rows.update(deleted_at=timezone.now(), version=models.F("version") + 1)
    return steps


def _put_back(municipality: Municipality, touched: Sequence[Touched], model: type[Any]) -> list[Step]:
    said = {entry.pk: entry.before for entry in touched if entry.model == model._meta.label_lower and entry.before}
    pks = list(model.objects.filter(municipality=municipality, pk__in=said).values_list("pk", flat=True))
    rows = whole(model, pks)
    before = {pk: row.as_state() for pk, row in rows.items()}
    for pk, row in rows.items():
        restore(row, said[pk]["fields"])
        row.version += 1
        row.arrange()
    write(
        model,
        list(rows.values()),
        {model._meta.get_field(name).name for one in said.values() for name in one["fields"]},
    )
    _put_back_many(model, {pk: said[pk]["many"] for pk in rows})
    after = states(model, rows)
    return [Step(row, before[pk], after[pk]) for pk, row in rows.items()]


def _put_back_many(model: type[Any], said: dict[int, dict[str, list[int]]]) -> None:
    """Only what was added goes: the import took nothing away."""
    for name in model.MANY:
        field = model._meta.get_field(name)
        through, mine, other = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
        wanted = {pk: set(many[name]) for pk, many in said.items() if name in many}
        rows = through.objects.filter(**{f"{mine}__in": list(wanted)})
        fresh = [pk for pk, row, target in rows.values_list("pk", mine, other) if target not in wanted[row]]
        through.objects.filter(pk__in=fresh).delete()
