"""The plan as a tree: Handlungsfeld › Leitziel › mittelfristig › kurzfristig, with the numbers of measures and with findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verbindlich.base import profiles
from verbindlich.domain.concepts import access
from verbindlich.domain.concepts.models import FieldOfAction, Finding, Goal, Measure
from verbindlich.office.accounts.tenancy import TenantRequest


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding on a field or goal: in a word or two, in full, and where it is mended ("" for those who may not)."""

    word: str | Promise
    message: str
    url: str


@dataclass(frozen=True, slots=True)
class GoalBranch:
    """`measures`: those that serve this goal or one below it."""

    goal: Goal
    measures: int
    below: tuple[GoalBranch, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class FieldBranch:
    """`field` None: what belongs to no field. `loose`: measures of the field that serve no goal."""

    field: FieldOfAction | None
    goals: tuple[GoalBranch, ...]
    measures: int
    loose: int
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """`empty_fields`: fields without a goal; `empty_goals`: goals that no measure serves, not even through a goal below them.

    `complete`: this reader sees every measure; the others are told only of released ones.
    """

    branches: tuple[FieldBranch, ...]
    fields: int
    goals: int
    empty_fields: int
    empty_goals: int
    complete: bool

    @property
    def sentence(self) -> str:
        """ "8 Handlungsfelder, 15 Ziele; 1 Handlungsfeld hat kein Ziel, 2 Ziele haben keine Maßnahme." """
        size = _("%(fields)s, %(goals)s") % {
            "fields": ngettext("%(n)d Handlungsfeld", "%(n)d Handlungsfelder", self.fields) % {"n": self.fields},
            "goals": ngettext("%(n)d Ziel", "%(n)d Ziele", self.goals) % {"n": self.goals},
        }
        none = _("keine Lücke zwischen Handlungsfeld, Ziel und Maßnahme")
        return f"{size}; {', '.join(self._gaps()) or none}."

    def _gaps(self) -> Iterator[str]:
        if n := self.empty_fields:
            yield ngettext("%(n)d Handlungsfeld hat kein Ziel", "%(n)d Handlungsfelder haben kein Ziel", n) % {"n": n}
        n = self.empty_goals
        if n and self.complete:
            yield ngettext("%(n)d Ziel hat keine Maßnahme", "%(n)d Ziele haben keine Maßnahme", n) % {"n": n}
        elif n:
            yield ngettext(
                "%(n)d Ziel hat keine freigegebene Maßnahme", "%(n)d Ziele haben keine freigegebene Maßnahme", n
            ) % {"n": n}  # fmt: skip


def tree_of(request: TenantRequest) -> Tree:
    """Five queries however large the plan is; measures that this reader may not see are not counted."""
    fields, goals = list(access.rows_for(request, FieldOfAction)), list(access.rows_for(request, Goal))
    measures = access.measures_for(request).order_by()
    placed = [Placed(*row) for row in measures.values_list("pk", "field", "goal")]
    further = Measure.more_goals.through.objects.filter(measure__in=measures.values("pk"))
    served = _served([*((m.pk, m.goal) for m in placed), *further.values_list("measure", "goal")])
    found = access.findings_for(request).filter(measure=None).exclude(goal=None, field=None)
    flags = flags_of(request, found)
    roots = _roots(goals, served, flags)
    branches = [_branch(field, roots.pop(field.pk, []), placed, flags[f"field-{field.pk}"]) for field in fields]
    known = {field.pk for field in fields}
    homeless = [goal for rest in roots.values() for goal in rest]
    rest = _branch(None, homeless, [replace(m, field=None) for m in placed if m.field not in known])
    return Tree(
        branches=tuple([*branches, rest] if rest.goals or rest.measures else branches),
        fields=len(fields),
        goals=len(goals),
        empty_fields=sum(not branch.goals for branch in branches),
        empty_goals=sum(not goal.measures for branch in (*branches, rest) for goal in _all(branch.goals)),
        complete=access.steers(request),
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """A measure by numbers: itself, its field, its first goal."""

    pk: int
    field: int | None
    goal: int | None


Served = Mapping[int | None, set[int]]  # goal → measures


def _served(pairs: Iterable[tuple[int, int | None]]) -> Served:
    found: dict[int | None, set[int]] = defaultdict(set)
    for measure, goal in pairs:
        found[goal].add(measure)
    return found


def _branch(
    field: FieldOfAction | None, goals: list[GoalBranch], placed: list[Placed], flags: tuple[Flag, ...] = ()
) -> FieldBranch:
    mine = [measure for measure in placed if measure.field == (field and field.pk)]
    return FieldBranch(field, tuple(goals), len(mine), sum(measure.goal is None for measure in mine), flags)


def _roots(goals: list[Goal], served: Served, flags: Mapping[str, tuple[Flag, ...]]) -> dict[int, list[GoalBranch]]:
    """The goals that serve no other, by their field (0: none), each with those below it."""
    known = {goal.pk for goal in goals}
    below: dict[int | None, list[Goal]] = defaultdict(list)
    for goal in goals:
        below[goal.parent_id if goal.parent_id in known else None].append(goal)

    def grow(goal: Goal) -> tuple[GoalBranch, set[int]]:
        twigs = [grow(one) for one in below[goal.pk]]
        measures = served[goal.pk].union(*(theirs for _twig, theirs in twigs))
        flagged = flags[f"goal-{goal.pk}"]
        return GoalBranch(goal, len(measures), tuple(twig for twig, _theirs in twigs), flagged), measures

    roots: dict[int, list[GoalBranch]] = defaultdict(list)
    for goal in list(below[None]):
        roots[goal.field_id or 0].append(grow(goal)[0])
    return roots


def _all(branches: Iterable[GoalBranch]) -> Iterator[GoalBranch]:
    for branch in branches:
        yield branch
        yield from _all(branch.below)


WORDS: dict[str, str | Promise] = {
    "field-without-goal": gettext_lazy("ohne Ziel"),
    "goal-without-measure": gettext_lazy("ohne Maßnahme"),
    "goal-without-indicator": gettext_lazy("ohne Indikator"),
}


def flags_of(request: TenantRequest, findings: Iterable[Finding]) -> Mapping[str, tuple[Flag, ...]]:
    """The flags of each field and goal under "field-7", "goal-12"."""
    steers = access.steers(request)
    found: dict[str, tuple[Flag, ...]] = defaultdict(tuple)
    for finding in findings:
        key = f"goal-{finding.goal_id}" if finding.goal_id else f"field-{finding.field_id}"
        word = WORDS.get(finding.rule, finding.message)
        found[key] += (Flag(word, finding.message, _mended_at(request, finding) if steers else ""),)
    return found


def _mended_at(request: TenantRequest, finding: Finding) -> str:
    slug = request.municipality.slug
    if finding.goal_id is None:
        return reverse("concepts:goal-create", args=[slug]) + f"?feld={finding.field_id}"
    if finding.rule == "goal-without-measure":
        return reverse("concepts:measure-create", args=[slug]) + f"?ziel={finding.goal_id}"
    return reverse("concepts:goal-edit", args=[slug, finding.goal_id]) + "#id_indicator"


@dataclass(frozen=True, slots=True)
class Effect:
    """A step of a goal's chain of effect. `assumed`: nobody has shown it yet."""

    label: str | Promise
    text: str
    assumed: bool


def chain_of_effect(goal: Goal) -> tuple[Effect, ...]:
    """Mittel → Aktivität → Ergebnis → Veränderung → Wirkung, those that are filled. No query."""
    steps = ((name, getattr(goal, name).strip()) for name in Goal.CHAIN)
    meta: Any = goal._meta
    return tuple(Effect(meta.get_field(name).verbose_name, text, name in goal.assumed) for name, text in steps if text)


@dataclass(frozen=True, slots=True)
class StateField:
    """A field of the state's own concept with the municipality's fields that take it up."""

    name: str
    taken_up: tuple[FieldOfAction, ...]


def state_fields(profile: str, fields: Iterable[FieldOfAction]) -> list[tuple[str, list[StateField]]]:
    """The state's fields under their dimensions. No query."""
    known = list(fields)
    return [
        (title, [StateField(name, tuple(field for field in known if name in field.state_fields)) for name in names])
        for title, names in profiles.load(profile).state_fields.by_dimension().items()
    ]
