"""An import taken back in one step: what it made is marked as deleted, what it changed says again what it said.

Fields, goals and organisations that it made stay where somebody else uses them by now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.utils import timezone

from verbindlich.domain.actors.models import Organisation, OrganisationAlias, OrganisationsApart
from verbindlich.domain.concepts import checking
from verbindlich.domain.concepts.importing.applying import states
from verbindlich.domain.concepts.models import FieldOfAction, Finding, Goal, Measure, MeasureBody
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.imports.handlers import Touched
from verbindlich.office.imports.pointing import in_use, pointed, pointing_at
from verbindlich.office.imports.writing import restore, write
from verbindlich.office.trail.actions import Step, record_many

OWN: dict[type[models.Model], tuple[type[models.Model], ...]] = {  # go with their row
    Measure: (MeasureBody, Finding),
    Goal: (Finding,),
    FieldOfAction: (Finding,),
    Organisation: (OrganisationAlias, OrganisationsApart),
}


def hindrances(municipality: Municipality, touched: Sequence[Touched]) -> list[str]:
    """Measures that the import made and that something else depends on by now: a need, a milestone, a row of another room."""
    made = _made(touched, Measure)
    late = {pk for model, name in pointing_at(Measure, OWN[Measure]) for pk in pointed(model, name, made)}
    return [str(measure) for measure in Measure.objects.filter(municipality=municipality, pk__in=late)]


def undo(*, user: User | None, municipality: Municipality, touched: Sequence[Touched]) -> None:
    steps = _forget_aliases(municipality, touched)
    steps += _take_back(municipality, touched, Measure)
    for model in (Goal, FieldOfAction, Organisation):
        steps += _take_back(municipality, touched, model)
    record_many(user=user, municipality=municipality, steps=steps)
    checking.recheck(municipality)


def _forget_aliases(municipality: Municipality, touched: Sequence[Touched]) -> list[Step]:
    """Those that are still there: people may have removed some by hand."""
    pks = _made(touched, OrganisationAlias)
    aliases = list(
        OrganisationAlias.objects.filter(municipality=municipality, pk__in=pks).select_related("organisation")
    )
    steps = [Step(alias, alias.as_state(), None) for alias in aliases]
    OrganisationAlias.objects.filter(pk__in=[alias.pk for alias in aliases]).delete()
    return steps


def _take_back(municipality: Municipality, touched: Sequence[Touched], model: type[Any]) -> list[Step]:
    """What was made first, so that nothing hangs on it when the rest is put back."""
    return [*_delete(municipality, touched, model), *_put_back(municipality, touched, model)]


def _delete(municipality: Municipality, touched: Sequence[Touched], model: type[Any]) -> list[Step]:
    made = _made(touched, model)
    if model is not Measure:
        made -= in_use(model, made, OWN[model])
    rows = list(_whole(model).filter(municipality=municipality, pk__in=made, deleted_at=None))
    before = _states(model, rows)
    model.objects.filter(pk__in=[row.pk for row in rows]).update(
        deleted_at=timezone.now(), version=models.F("version") + 1
    )
    return [Step(row, before[row.pk], None) for row in rows]


def _put_back(municipality: Municipality, touched: Sequence[Touched], model: type[Any]) -> list[Step]:
    said = {entry.pk: entry.before for entry in touched if entry.model == model._meta.label_lower and entry.before}
    rows = list(_whole(model).filter(municipality=municipality, pk__in=said))
    if not rows:
        return []
    before = _states(model, rows)
    for row in rows:
        restore(row, said[row.pk]["fields"])
        row.version += 1
        row.arrange()
    names = {model._meta.get_field(name).name for one in said.values() for name in one["fields"]}
    write(model, rows, names)
    if model is Measure:
        _relations(said)
    after = _states(model, rows)
    return [Step(row, before[row.pk], after[row.pk]) for row in rows]


def _made(touched: Iterable[Touched], model: type[models.Model]) -> set[int]:
    return {entry.pk for entry in touched if entry.model == model._meta.label_lower and entry.before is None}


def _whole(model: type[Any]) -> models.QuerySet[Any]:
    """With what the state of the trail names besides."""
    if model is Goal:
        return Goal.objects.select_related("field", "parent")
    rows: models.QuerySet[Any] = model.objects.all()
    return rows.prefetch_related("topics") if model is FieldOfAction else rows


def _states(model: type[Any], rows: Sequence[Any]) -> dict[int, dict[str, Any]]:
    if model is Measure:
        return states(rows)
    return {row.pk: row.as_state() for row in rows}


def _relations(changed: dict[int, dict[str, Any]]) -> None:
    through = Measure.more_goals.through
    bodies = {pk: said["bodies"] for pk, said in changed.items() if "bodies" in said}
    goals = {pk: said["more_goals"] for pk, said in changed.items() if "more_goals" in said}
    MeasureBody.objects.filter(measure__in=bodies).delete()
    MeasureBody.objects.bulk_create(
        MeasureBody(measure_id=pk, organisation_id=organisation, role=role, position=place)
        for pk, said in bodies.items()
        for organisation, role, place in said
    )
    through.objects.filter(measure__in=goals).delete()
    through.objects.bulk_create(through(measure_id=pk, goal_id=goal) for pk, said in goals.items() for goal in said)
