"""The chain from field of action to goal to measure without a gap (guide 5.2.4, recommendation on goals)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbindlich.base.calc.catalogue import Catalogue, FieldOfAction, Goal, Measure
from verbindlich.base.calc.criteria import fields_without_goal
from verbindlich.base.calc.findings import WHOLE_CATALOGUE
from verbindlich.base.calc.rules.conditions import HAS_FIELDS, HAS_GOALS, HAS_MEASURES
from verbindlich.base.calc.rules.measures import at
from verbindlich.base.calc.rules.registry import Hit, RuleContext, rule
from verbindlich.base.calc.wording import short

GUIDE = "Leitfaden 5.2.4"


@rule(
    "field-without-goal",
    sentence="Jedes Handlungsfeld hat mindestens ein Ziel.",
    advice="Zu jedem Handlungsfeld ein Ziel formulieren: Welcher Zustand soll erreicht sein?",
    source=GUIDE,
    severity="warning",
    when=(HAS_FIELDS,),
)
def field_without_goal(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    without = fields_without_goal(catalogue)
    if len(without) > 1 and not catalogue.goals and "goal" not in catalogue.columns:
        yield Hit(f"Die Datei nennt für keines ihrer {len(without)} Handlungsfelder ein Ziel.")
        return
    for field in without:
        yield Hit(f"Das Handlungsfeld „{short(field.name)}“ hat kein Ziel.", where=place(catalogue, field))


@rule(
    "goal-without-measure",
    reads=("goal", "more_goals"),
    excerpt="goals",
    sentence="Jedes Ziel ist mit Maßnahmen untersetzt.",
    advice="Mindestens eine Maßnahme zuordnen oder das Ziel streichen.",
    source=GUIDE,
    severity="warning",
    when=(HAS_GOALS,),
)
def goal_without_measure(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    served = with_those_above(catalogue, {goal for measure in catalogue.measures for goal in goals_of(measure)})
    for goal in catalogue.goals:
        if identity(goal) not in served:
            where = goal.where or WHOLE_CATALOGUE
            yield Hit(f"Dem Ziel „{short(goal.title)}“ ist keine Maßnahme zugeordnet.", where=where)


@rule(
    "measure-without-goal",
    short="ohne Ziel",
    local=True,
    excerpt="aimless",
    sentence="Jede Maßnahme dient einem Ziel.",
    advice="Die Maßnahme einem Ziel zuordnen; fehlt es, zuerst das Ziel formulieren.",
    source=GUIDE,
    severity="warning",
    when=(HAS_MEASURES,),
)
def measure_without_goal(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    without = [measure for measure in catalogue.measures if not measure.goal]
    if len(without) > 1 and len(without) == len(catalogue.measures) and not catalogue.goals and not catalogue.live:
        yield Hit(f"Die Datei nennt für keine ihrer {len(without)} Maßnahmen ein Ziel.")
        return
    empty = {field.name for field in fields_without_goal(catalogue)}
    for measure in without:
        why = "; auch ihr Handlungsfeld hat keins" if measure.field in empty else ""
        yield at(measure, f"kein Ziel zugeordnet{why}.")


@rule(
    "measure-without-field",
    short="ohne Handlungsfeld",
    local=True,
    sentence="Jede Maßnahme gehört zu einem Handlungsfeld.",
    advice="Die Maßnahme einem Handlungsfeld zuordnen.",
    source="Leitfaden 3.3.5.4",
    severity="warning",
    when=(HAS_MEASURES,),
)
def measure_without_field(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    without = [measure for measure in catalogue.measures if not measure.field]
    if len(without) > 1 and not catalogue.fields and not catalogue.live:
        yield Hit(f"Die Datei nennt für keine ihrer {len(without)} Maßnahmen ein Handlungsfeld.")
        return
    for measure in without:
        yield at(measure, "keinem Handlungsfeld zugeordnet.")


@rule(
    "goal-without-indicator",
    reads=("goal", "more_goals", "indicator"),
    excerpt="goals",
    sentence="Jedes Ziel hat einen Indikator, an dem man erkennt, ob es erreicht ist.",
    advice="Eine Messgröße mit Quelle nennen, besser auch Ausgangs- und Zielwert.",
    source="Leitfaden 5.2.3",
    severity="note",
    when=(HAS_GOALS,),
)
def goal_without_indicator(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    """An indicator of one of its measures counts for a goal."""
    measured = {goal for measure in catalogue.measures if measure.indicator for goal in goals_of(measure)}
    without = [goal for goal in catalogue.goals if not goal.indicator and identity(goal) not in measured]
    if len(without) > 1 and len(without) == len(catalogue.goals) and "indicator" not in catalogue.columns:
        yield Hit(f"Die Datei nennt für keines ihrer {len(without)} Ziele einen Indikator.")
        return
    for goal in without:
        yield Hit(f"Das Ziel „{short(goal.title)}“ hat keinen Indikator.", where=goal.where or WHOLE_CATALOGUE)


Identity = int | tuple[str, str]


def identity(goal: Goal) -> Identity:
    """The goal's key, or where the source has none its field and title."""
    return goal.key or (goal.field, goal.title)


def goals_of(measure: Measure) -> Iterable[Identity]:
    """The identity of each goal that the measure serves."""
    return measure.goal_keys or [(measure.field, goal) for goal in (measure.goal, *measure.more_goals)]


def with_those_above(catalogue: Catalogue, served: set[Identity]) -> set[Identity]:
    """A measure that serves a short-term goal serves what stands above it as well."""
    above: dict[Identity, Identity] = {goal.key: goal.above for goal in catalogue.goals if goal.above}
    fresh = served
    while fresh:
        fresh = {above[goal] for goal in fresh if goal in above} - served
        served = served | fresh
    return served


def place(catalogue: Catalogue, field: FieldOfAction) -> str:
    """Where the field stands; a field known only from its measures stands where the first of them does."""
    first = next((measure.where for measure in catalogue.measures if measure.field == field.name), "")
    return field.where or first or WHOLE_CATALOGUE
