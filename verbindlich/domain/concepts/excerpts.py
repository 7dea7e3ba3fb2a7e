"""The few measures from which a rule that compares or counts finds the same as from all of them (base/calc/rules/registry.py).

After one change the check asks the database for these instead of reading thousands of measures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Case, Count, IntegerField, Min, Q, Value, When
from django.db.models.functions import Coalesce

from verbindlich.base.calc import catalogue as calc
from verbindlich.base.calc.rules.duplicates import start_again
from verbindlich.base.calc.rules.registry import Excerpt
from verbindlich.domain.concepts import facts
from verbindlich.domain.concepts.models import Measure
from verbindlich.office.accounts.models import Municipality

COMPARED = ("pk", "number", "title", "field", "goal", "visibility")
# The order of the catalogue. As an expression: SQLite would read every measure in the order of an index to find these few.
ORDER = (Coalesce("sort_key", Value("")), "pk")


def excerpt(municipality: Municipality, name: Excerpt, known: facts.Plan) -> calc.Catalogue:
    """The catalogue with this part of the measures; at most five queries."""
    if name == "same number":
        found, restart = same_number(municipality, known)
        return facts.assemble(known, found, restart=restart)
    found = PARTS[name](municipality, known) if name else []
    return facts.assemble(known, found, facts.concept_facts(municipality) if name in ("", "any") else None)


def compared(known: facts.Plan, rows: Any) -> list[calc.Measure]:
    return [facts.measure(known, *row) for row in rows.order_by(*ORDER).values_list(*COMPARED)]


def numbered(municipality: Municipality) -> Any:
    return Measure.objects.of(municipality).exclude(number_key="")


def firsts(municipality: Municipality, known: facts.Plan) -> list[calc.Measure]:
    """The first numbered measure of each field, and what stands beside it in the order."""
    rows = numbered(municipality)
    keys = rows.order_by().values("field").annotate(first=Min("sort_key")).values_list("first", flat=True)
    return compared(known, rows.filter(sort_key__in=list(keys)))


def numbers_restart(municipality: Municipality, known: facts.Plan) -> bool:
    return start_again(facts.assemble(known, firsts(municipality, known)))


def same_number(municipality: Municipality, known: facts.Plan) -> tuple[list[calc.Measure], bool]:
    """With the answer whether numbers start again in the fields: then only those are the same that share the field's name, too."""
    rows = numbered(municipality)
    keys = {key for (key,) in occurring_twice(rows, "number_key")}
    restart = bool(keys) and numbers_restart(municipality, known)
    if restart:
        keys = {key for key, _field in occurring_twice(rows, "number_key", "field__name")}
    return compared(known, rows.filter(number_key__in=keys)), restart


def same_title(municipality: Municipality, known: facts.Plan) -> list[calc.Measure]:
    rows = Measure.objects.of(municipality).exclude(title_key="")
    return compared(known, rows.filter(title_key__in=[key for (key,) in occurring_twice(rows, "title_key")]))


def occurring_twice(rows: Any, *keys: str) -> Any:
    """The values that rows share."""
    return rows.order_by().values(*keys).annotate(sharing=Count("pk")).filter(sharing__gt=1).values_list(*keys)


def unnumbered(municipality: Municipality, known: facts.Plan) -> list[calc.Measure]:
    return [calc.Measure("", "", number_given=False)] * Measure.objects.of(municipality).filter(number_key="").count()


def aimless(municipality: Municipality, known: facts.Plan) -> list[calc.Measure]:
    without = Q(goal=None) | Q(goal__deleted_at__isnull=False)
    return compared(known, Measure.objects.of(municipality).filter(without))


def kinds(municipality: Municipality, known: facts.Plan) -> list[calc.Measure]:
    rows = Measure.objects.of(municipality).order_by().values_list("kind", "areas").distinct()
    return [calc.Measure("", "", kind=kind, areas=tuple(filter(None, areas.split(", ")))) for kind, areas in rows]


def goals(municipality: Municipality, known: facts.Plan) -> list[calc.Measure]:
    """One measure for each goal that is served, and one for each that is served by a measure with an indicator."""
    own = Measure.objects.of(municipality).filter(goal__isnull=False).order_by()
    through = Measure.more_goals.through.objects.filter(measure__municipality=municipality, measure__deleted_at=None)
    rows = {*_served(own, "indicator"), *_served(through, "measure__indicator")}
    return [calc.Measure("", "", goal_keys=(goal,), indicator="x" * said) for goal, said in rows]


def _served(rows: Any, indicator: str) -> Iterable[tuple[int, bool]]:
    said = Case(When(**{indicator: ""}, then=0), default=1, output_field=IntegerField())
    return rows.annotate(said=said).values_list("goal", "said").distinct()  # type: ignore[no-any-return]


def any_one(municipality: Municipality, known: facts.Plan) -> list[calc.Measure]:
    return [calc.Measure("", "")] if Measure.objects.of(municipality).exists() else []


PARTS: dict[Excerpt, Callable[[Municipality, facts.Plan], list[calc.Measure]]] = {
    "same title": same_title,
    "firsts": firsts,
    "unnumbered": unnumbered,
    "aimless": aimless,
    "kinds": kinds,
    "goals": goals,
    "any": any_one,
}
