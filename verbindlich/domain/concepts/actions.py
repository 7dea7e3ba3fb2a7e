"""The verbs that change a concept. Each is atomic, writes the trail and brings the stored findings up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.base.calc.rules import require_known
from verbindlich.base.common.lock import StaleSave, claim
from verbindlich.domain.actors.models import Organisation, Person, SocialSpace
from verbindlich.domain.concepts import checking
from verbindlich.domain.concepts.bulk import change_measures
from verbindlich.domain.concepts.models import (
    Concept,
    FieldOfAction,
    Goal,
    Measure,
    MeasureBody,
    Milestone,
    Need,
    RuleOff,
    Section,
    Strategy,
    StrategyLink,
)
from verbindlich.domain.concepts.models.row import Row
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.trail.actions import record
from verbindlich.office.vocab.actions import words
from verbindlich.office.vocab.models import TargetGroup, Topic, Word

State = dict[str, Any]
V = TypeVar("V", Concept, Section, FieldOfAction, Goal, Measure, Need, Strategy)


def _save(
    user: User | None, row: V, version: int | None, relate: Callable[[], None] | None = None
) -> tuple[V, State | None, State]:
    """Create, or change if `row` has a pk. Returns the row, its state before and after. Raises StaleSave."""
    before = None
    if row.pk:
        stored = claim(type(row), row.pk, version or 0)
        before, row.version = stored.as_state(), stored.version
    row.save()
    if relate:
        relate()
    verb = "edit" if before else "create"
    event = record(user=user, verb=verb, obj=row, municipality=row.municipality, before=before)
    return row, before, event.after if event else before  # type: ignore[return-value]


def _save_single(user: User | None, row: V, version: int | None, **place: Any) -> tuple[V, State | None, State]:
    """As `_save`, for rows of which there is one in its place: StaleSave also where somebody made it meanwhile."""
    try:
        with transaction.atomic():
            return _save(user, row, version)
    except IntegrityError:
        raise StaleSave(type(row).objects.get(**place)) from None


def changed_names(before: State | None, after: State) -> frozenset[str] | None:
    """What a save changed, in the words of the rules; None for something new, which changes how many there are as well."""
    return None if before is None else frozenset(name for name in after if after[name] != before.get(name))


@transaction.atomic
def save_concept(*, user: User | None, concept: Concept, version: int | None = None) -> Concept:
    """The frame and the process of the concept. Raises StaleSave."""
    saved = _save_single(user, concept, version, municipality=concept.municipality)[0]
    checking.recheck_concept(saved.municipality)
    return saved


@transaction.atomic
def save_section(*, user: User | None, section: Section, version: int | None = None) -> Section:
    """The text of an element; its history is the trail. Raises StaleSave."""
    place = {"municipality": section.municipality, "element": section.element}
    saved = _save_single(user, section, version, **place)[0]
    checking.recheck_concept(saved.municipality)
    return saved


@transaction.atomic
def save_field(
    *, user: User | None, field: FieldOfAction, topics: Iterable[str] | None = None, version: int | None = None
) -> FieldOfAction:
    """`topics`: names; those that are missing are made. None leaves them. Raises StaleSave."""

    def relate() -> None:
        if topics is not None:
            field.topics.set(words(Topic, field.municipality, topics))

    saved = _save(user, field, version, relate)[0]
    checking.recheck_plan(saved.municipality)
    return saved


@transaction.atomic
def save_goal(*, user: User | None, goal: Goal, version: int | None = None) -> Goal:
    """A goal stands in the field of the goal that it serves; what hangs on it goes with it. Raises StaleSave, ValidationError."""
    if goal.parent and goal.parent.field_id:
        goal.field = goal.parent.field
    goal.clean()
    saved, before, _after = _save(user, goal, version)
    if before is not None and saved.field_id and (before["field"] or {}).get("id") != saved.field_id:
        _take_along(user, saved)
    checking.recheck_plan(saved.municipality)
    return saved


def _take_along(user: User | None, goal: Goal) -> None:
    """Measures and goals below follow into the goal's field; three levels, so three turns at most."""
    for below in Goal.objects.of(goal.municipality).filter(parent=goal).exclude(field=goal.field):
        below.field = goal.field
        _take_along(user, _save(user, below, below.version)[0])
    change_measures(user=user, measures=list(Measure.objects.of(goal.municipality).filter(goal=goal)), field=goal.field)


@transaction.atomic
def save_strategy(
    *,
    user: User | None,
    strategy: Strategy,
    links: Sequence[tuple[Goal, str]] | None = None,
    version: int | None = None,
) -> Strategy:
    """`links`: goals that it touches, each with the conflict or "". None leaves them. Raises StaleSave."""

    def relate() -> None:
        if links is not None:
            strategy.links.all().delete()
            StrategyLink.objects.bulk_create(StrategyLink(strategy=strategy, goal=g, conflict=c) for g, c in links)

    return _save(user, strategy, version, relate)[0]


@transaction.atomic
def save_need(
    *, user: User | None, need: Need, topics: Iterable[str] | None = None, groups: Iterable[str] | None = None,
    spaces: Iterable[str] | None = None, version: int | None = None, answered_on: date | None = None,
) -> Need:  # fmt: skip
    """A need or potential. An answer is dated the day it is given (`answered_on` backdates). Raises StaleSave, ValidationError."""
    need.clean()
    if need.answer and not need.answered_on:
        need.answered_on = answered_on or timezone.localdate()
    if not need.answer:
        need.answered_on = need.measure = need.goal = None
        need.refusal = ""

    def relate() -> None:
        _set_words(need.topics, Topic, need.municipality, topics)
        _set_words(need.groups, TargetGroup, need.municipality, groups)
        _set_words(need.spaces, SocialSpace, need.municipality, spaces)

    return _save(user, need, version, relate)[0]


def _set_words(relation: Any, model: type[Word], municipality: Municipality, names: Iterable[str] | None) -> None:
    """The relation holds exactly these words; None leaves it as it is."""
    if names is not None:
        relation.set(words(model, municipality, names))


@transaction.atomic
def save_milestone(*, user: User | None, milestone: Milestone, version: int | None = None) -> Milestone:
    """Create or change a milestone of a measure; the measure's story tells it. Raises StaleSave."""
    measure = Measure.objects.select_for_update().get(pk=milestone.measure_id)
    before = measure.as_state()
    if milestone.pk:
        milestone.version = claim(Milestone, milestone.pk, version or 0).version
    milestone.save()
    record(user=user, verb="edit", obj=measure, municipality=measure.municipality, before=before)
    return milestone


@transaction.atomic
def delete_milestone(*, user: User, milestone: Milestone) -> None:
    """Gone; the measure's story keeps what it was. Nothing to do where somebody was first."""
    measure = Measure.objects.select_for_update().get(pk=milestone.measure_id)
    before = measure.as_state()
    Milestone.objects.filter(pk=milestone.pk).delete()
    record(user=user, verb="edit", obj=measure, municipality=measure.municipality, before=before)


@dataclass(frozen=True, slots=True)
class Relations:
    """What belongs to a measure besides its own fields; None leaves it as it is. Words are names; missing ones are made."""

    leads: Sequence[Organisation] | None = None
    partners: Sequence[Organisation] | None = None
    more_goals: Sequence[Goal] | None = None
    groups: Iterable[str] | None = None
    spaces: Iterable[str] | None = None
    contacts: Sequence[Person] | None = None
    strategies: Sequence[Strategy] | None = None
    milestones: Sequence[Milestone] | None = field(default=None)


@transaction.atomic
def save_measure(
    *,
    user: User | None,
    measure: Measure,
    relations: Relations | None = None,
    version: int | None = None,
    answers: Need | None = None,
) -> Measure:
    """Create or change a measure. A goal brings its field where none is set. It is the answer to the need `answers`, unless
    somebody answered that first. Raises StaleSave."""
    if measure.goal and not measure.field_id:
        measure.field = measure.goal.field
    saved, before, after = _save(user, measure, version, lambda: relate(measure, relations or Relations()))
    fresh = Measure.objects.get(pk=saved.pk)
    checking.recheck_measures(saved.municipality, [fresh], changed_names(before, after))
    if answers:
        _answer(user, answers, saved)
    return saved


def _answer(user: User | None, need: Need, measure: Measure) -> None:
    waiting = Need.objects.select_for_update().filter(pk=need.pk, answer="", deleted_at=None).first()
    if waiting:
        waiting.answer, waiting.measure = Need.Answer.MEASURE, measure
        save_need(user=user, need=waiting, version=waiting.version)


def relate(measure: Measure, relations: Relations) -> None:
    if relations.leads is not None or relations.partners is not None:
        leads = measure.leads if relations.leads is None else relations.leads
        partners = measure.partners if relations.partners is None else relations.partners
        measure.bodies.all().delete()
        roles = [(o, MeasureBody.Role.LEAD) for o in leads]
        roles += [(o, MeasureBody.Role.PARTNER) for o in partners if o not in leads]
        unique = {o.pk: (o, role) for o, role in reversed(roles)}
        order = sorted(unique.values(), key=lambda pair: [o.pk for o, _role in roles].index(pair[0].pk))
        MeasureBody.objects.bulk_create(
            MeasureBody(measure=measure, organisation=o, role=role, position=n) for n, (o, role) in enumerate(order)
        )
    chosen: tuple[tuple[Any, Sequence[Any] | None], ...] = (
        (measure.more_goals, relations.more_goals),
        (measure.contacts, relations.contacts),
        (measure.strategies, relations.strategies),
    )
    for relation, rows in chosen:
        if rows is not None:
            relation.set(rows)
    _set_words(measure.groups, TargetGroup, measure.municipality, relations.groups)
    _set_words(measure.spaces, SocialSpace, measure.municipality, relations.spaces)
    if relations.milestones is not None:
        keep = [m.pk for m in relations.milestones if m.pk]
        measure.milestones.exclude(pk__in=keep).delete()
        for milestone in relations.milestones:
            milestone.measure = measure
            milestone.save()
    if hasattr(measure, "_prefetched_objects_cache"):
        measure._prefetched_objects_cache.clear()


@transaction.atomic
def delete_row(*, user: User, row: Row, move_to: Row | None = None) -> None:
    """Out of every list; `restore_row` brings it back unchanged. Nothing to do where somebody was first.

    Raises ValidationError where rows hang on it and `move_to` does not say where they go.
    """
    stored = type(row).objects.select_for_update().filter(pk=row.pk, deleted_at=None).first()
    if stored is None:
        return
    _move_what_hangs(user, stored, move_to)
    before = stored.as_state()
    stored.deleted_at = timezone.now()
    stored.version += 1
    stored.save()
    record(user=user, verb="delete", obj=stored, municipality=stored.municipality, before=before, deleted=True)
    _recheck_after(stored)


def hanging(row: Row) -> dict[str, int]:
    """What would lose its place if the row went: counts by "goals" and "measures"."""
    if isinstance(row, FieldOfAction):
        return {
            "goals": Goal.objects.of(row.municipality).filter(field=row).count(),
            "measures": Measure.objects.of(row.municipality).filter(field=row).count(),
        }
    if isinstance(row, Goal):
        return {
            "goals": Goal.objects.of(row.municipality).filter(parent=row).count(),
            "measures": Measure.objects.of(row.municipality).filter(goal=row).count(),
        }
    return {}


def _move_what_hangs(user: User, row: Row, move_to: Row | None) -> None:
    if not any(hanging(row).values()):
        return
    if move_to is None:
        raise ValidationError(_("„%(name)s“ enthält noch Ziele oder Maßnahmen. Wohin sollen sie?") % {"name": row})
    every = Measure.objects.of(row.municipality)
    if isinstance(row, FieldOfAction):
        for goal in Goal.objects.of(row.municipality).filter(field=row):
            goal.field = move_to
            _save(user, goal, goal.version)
        change_measures(user=user, measures=list(every.filter(field=row)), field=move_to)
    else:
        for goal in Goal.objects.of(row.municipality).filter(parent=row):
            goal.parent = move_to
            save_goal(user=user, goal=goal, version=goal.version)
        change_measures(user=user, measures=list(every.filter(goal=row)), goal=move_to)


@transaction.atomic
def restore_row(*, user: User, row: Row) -> None:
    """Undo of `delete_row`. What it hung on and was deleted meanwhile is left out. Nothing to do where somebody was first."""
    stored = type(row).objects.select_for_update().filter(pk=row.pk, deleted_at__isnull=False).first()
    if stored is None:
        return
    for name in () if isinstance(stored, Need) else ("field", "goal", "parent"):
        above = getattr(stored, name, None)
        if isinstance(above, Row) and above.deleted_at:
            setattr(stored, name, None)
    if isinstance(stored, Goal) and not stored.fits_below(stored.parent):
        stored.parent = None
    if isinstance(stored, Measure):
        stored.bodies.filter(organisation__deleted_at__isnull=False).delete()
    stored.deleted_at = None
    stored.version += 1
    stored.save()
    record(user=user, verb="restore", obj=stored, municipality=stored.municipality, before=None)
    _recheck_after(stored)


def _recheck_after(row: Row) -> None:
    if isinstance(row, Measure):
        checking.recheck_measures(row.municipality, [row])
    elif isinstance(row, FieldOfAction | Goal):
        checking.recheck_plan(row.municipality)


@transaction.atomic
def switch_rule_off(*, user: User, municipality: Municipality, rule: str, reason: str) -> RuleOff:
    """ "Bewusst anders gelöst": the rule is not judged until it is switched on again. Raises UnknownRule, ValidationError."""
    require_known(rule)
    if not reason.strip():
        raise ValidationError({"reason": _("Bitte begründen, warum diese Regel hier nicht gilt.")})
    checking.hold(municipality)
    off = RuleOff.objects.filter(municipality=municipality, rule=rule).first()
    before = off.as_state() if off else None
    off = off or RuleOff(municipality=municipality, rule=rule)
    off.reason, off.user, off.at = reason.strip(), user, timezone.now()
    off.save()
    record(user=user, verb="edit" if before else "create", obj=off, municipality=municipality, before=before)
    checking.recheck_rule(municipality, rule)
    return off


@transaction.atomic
def switch_rule_on(*, user: User, municipality: Municipality, rule: str) -> None:
    """Judged again from now on. Nothing to do where somebody was first."""
    checking.hold(municipality)
    off = RuleOff.objects.filter(municipality=municipality, rule=rule).first()
    if off is None:
        return
    record(user=user, verb="delete", obj=off, municipality=municipality, before=off.as_state(), deleted=True)
    off.delete()
    checking.recheck_rule(municipality, rule)
