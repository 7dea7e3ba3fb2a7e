"""The plan carried out: many rows in few queries, with the same events in the trail as if each had been saved by itself.

All in the caller's transaction. Findings are judged anew once, at the end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from verbindlich.domain.actors.models import Organisation, OrganisationAlias
from verbindlich.domain.concepts import checking
from verbindlich.domain.concepts.importing.outline import Part
from verbindlich.domain.concepts.importing.planning import Draft, Planner
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Measure, MeasureBody
from verbindlich.office.accounts.models import User
from verbindlich.office.imports.handlers import Touched
from verbindlich.office.imports.writing import CHUNK, raw, write
from verbindlich.office.trail.actions import Step, record_many

RELATED = ("more_goals", "groups", "spaces", "strategies", "contacts", "milestones", "bodies__organisation")


def states(measures: Iterable[Measure]) -> dict[int, dict[str, Any]]:
    """The states of the trail by id; ten queries for each 500."""
    pks = [measure.pk for measure in measures]
    found = {}
    for begin in range(0, len(pks), CHUNK):
        rows = Measure.objects.filter(pk__in=pks[begin : begin + CHUNK]).select_related("field", "goal")
        found.update({row.pk: row.as_state() for row in rows.prefetch_related(*RELATED)})
    return found


class Application:
    """Carries out one plan. `skip`: keys of the rows that people left out."""

    def __init__(self, planner: Planner, user: User | None, skip: Collection[str]) -> None:
        self._planner = planner
        self._user = user
        self._home = planner.stored.municipality
        self._skip = skip
        self._drafts = [d for d in planner.drafts if d.action in ("create", "update") and d.key not in skip]
        self._steps: list[Step] = []
        self.touched: list[Touched] = []

    def carry_out(self) -> list[Touched]:
        fields, goals = self._planner.needed(self._skip)
        self._parts(FieldOfAction, fields)
        self._parts(Goal, goals)
        self._organisations()
        self._measures()
        record_many(user=self._user, municipality=self._home, steps=self._steps)
        if self.touched:
            checking.recheck(self._home)
        return self.touched

    # fields and goals

    def _parts(self, model: type[FieldOfAction | Goal], parts: Sequence[Part]) -> None:
        changed = [part for part in parts if part.row.pk and part.values and part.key not in self._skip]
        before = [(part, part.row.as_state()) for part in changed]
        for part, state in before:
            self.touched.append(_changed(part.row, part.values))
            for name, value in part.values.items():
                setattr(part.row, name, value)
            part.row.version += 1
            part.row.save()
            self._steps.append(Step(part.row, state, part.row.as_state()))
        self._create(model, [part.row for part in parts if part.row.pk is None])

    def _create(self, model: type[Any], rows: list[Any]) -> None:
        """Goals that hang below new ones come after them."""
        waiting = rows
        while waiting:
            now = [row for row in waiting if getattr(row, "parent", None) is None or row.parent.pk]
            for row in now:
                row.arrange()
            model.objects.bulk_create(now)
            self._made(now)
            self._steps += [Step(row, None, row.as_state()) for row in now]
            waiting = [row for row in waiting if row.pk is None]

    def _made(self, rows: Iterable[Any]) -> None:
        self.touched += [Touched(row._meta.label_lower, row.pk, row.version) for row in rows]

    # organisations

    def _organisations(self) -> None:
        named = (
            one for draft in self._drafts for one in (*(draft.compared.leads or ()), *(draft.compared.partners or ()))
        )
        new = list({id(one): one for one in named if one.pk is None}.values())
        for organisation in new:
            organisation.arrange()
        Organisation.objects.bulk_create(new)
        self._made(new)
        self._steps += [Step(organisation, None, organisation.as_state()) for organisation in new]
        aliases = self._planner.directory.aliases()
        OrganisationAlias.objects.filter(municipality=self._home, key__in=[alias.key for alias in aliases]).delete()
        OrganisationAlias.objects.bulk_create(aliases)
        self._steps += [Step(alias, None, alias.as_state()) for alias in aliases]
        self.touched += [Touched(alias._meta.label_lower, alias.pk, 0) for alias in aliases]

    # measures

    def _measures(self) -> None:
        new = [draft for draft in self._drafts if draft.action == "create"]
        changed = [draft for draft in self._drafts if draft.action == "update"]
        before = states(draft.row for draft in changed)
        self.touched += [_before(draft) for draft in changed]
        for draft in self._drafts:
            for name, value in draft.compared.values.items():
                setattr(draft.row, name, value)
            draft.row.arrange()
        Measure.objects.bulk_create([draft.row for draft in new])
        self._made(draft.row for draft in new)
        self._update(changed)
        self._bodies()
        self._more_goals()
        after = states(draft.row for draft in self._drafts)
        self._steps += [Step(draft.row, before.get(draft.row.pk), after[draft.row.pk]) for draft in self._drafts]

    def _update(self, changed: Sequence[Draft]) -> None:
        names = {name for draft in changed for name in draft.compared.values}
        for draft in changed:
            draft.row.version += 1
        write(Measure, [draft.row for draft in changed], names)

    def _bodies(self) -> None:
        drafts = [d for d in self._drafts if d.compared.leads is not None or d.compared.partners is not None]
        bodies = [body for draft in drafts for body in bodies_for(draft)]
        old = [draft.row.pk for draft in drafts if draft.action == "update"]
        MeasureBody.objects.filter(measure__in=old).delete()
        MeasureBody.objects.bulk_create(bodies)

    def _more_goals(self) -> None:
        through = Measure.more_goals.through
        drafts = [draft for draft in self._drafts if draft.compared.more_goals]
        through.objects.filter(measure__in=[d.row.pk for d in drafts if d.action == "update"]).delete()
        pairs = {(d.row.pk, goal.pk) for d in drafts for goal in d.compared.more_goals or ()}
        through.objects.bulk_create(through(measure_id=measure, goal_id=goal) for measure, goal in sorted(pairs))


def bodies_for(draft: Draft) -> list[MeasureBody]:
    """Those of the file where it says any, else those that are there; nobody twice."""
    leads = draft.row.leads if draft.compared.leads is None else draft.compared.leads
    partners = draft.row.partners if draft.compared.partners is None else draft.compared.partners
    once: dict[int, str] = {}
    for role, organisations in ((MeasureBody.Role.LEAD, leads), (MeasureBody.Role.PARTNER, partners)):
        for organisation in organisations:
            once.setdefault(organisation.pk, role)
    return [
        MeasureBody(measure=draft.row, organisation_id=pk, role=role, position=place)
        for place, (pk, role) in enumerate(once.items())
    ]


def _changed(row: Any, values: dict[str, Any]) -> Touched:
    fields = {name: raw(getattr(row, name)) for name in values}
    return Touched(row._meta.label_lower, row.pk, row.version + 1, {"fields": fields})


def _before(draft: Draft) -> Touched:
    """What the import is about to change in a measure."""
    row, compared = draft.row, draft.compared
    names = [row._meta.get_field(name).attname for name in compared.values]  # type: ignore[union-attr]
    before: dict[str, Any] = {"fields": {name: raw(getattr(row, name)) for name in names}}
    if compared.leads is not None or compared.partners is not None:
        before["bodies"] = [[body.organisation_id, body.role, body.position] for body in row.bodies.all()]
    if compared.more_goals:
        before["more_goals"] = [goal.pk for goal in row.more_goals.all()]
    return Touched(row._meta.label_lower, row.pk, row.version + 1, before)
