"""After any sequence of verbs the stored findings are exactly those of a complete check, message by message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import factories
from verbindlich.base.calc.rules import registered
from verbindlich.domain.actors.actions import save_organisation
from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.concepts import actions, bulk, checking, facts, versioning
from verbindlich.domain.concepts.models import (
    CheckDay,
    Concept,
    FieldOfAction,
    Finding,
    Goal,
    Measure,
    Section,
)
from verbindlich.office.accounts.models import Municipality

TODAY = timezone.localdate()
DAYS = (None, date(2024, 1, 1), TODAY - timedelta(1), TODAY, TODAY + timedelta(1))
LONG = "Potenziale und Engagement aller Beteiligten werden wechselseitig gestärkt. " * 12
OFFERED: dict[str, tuple[Any, ...]] = {
    "title": ("Sprachkurs-Börse", "Sprachkursbörse", "Sprachkurse Börse", "Monitoring aufbauen", "Aufbauen: Monitoring", "???"),
    "number": ("", "1", "2", "a", "Ä", "ä"),
    "description": ("", "Gremium zur Steuerung", "Kennzahlen und Indikatoren", "Kurse"),
    "indicator": ("", "Zahl der Kurse"),
    "visibility": ("intern", "freigegeben", "oeffentlich"),
    "kind": ("", "strategisch", "operativ"),
    "start": DAYS,
    "end": DAYS,
    "recurring": (True, False),
    "period_note": ("", "kurzfristig", "nach Kassenlage", "N. N.", "2027 – 2025"),
    "priority": ("", "hoch"),
    "priority_note": ("", "N. N.", "sehr rot"),
    "budget_kind": ("", "none_needed"),
    "budget_note": ("", "offen", "5.000 €"),
    "state": ("", "planned", "done", "dropped"),
    "state_note": ("", "läuft", "umgesetzt", "siehe Bericht"),
    "lead_note": ("", "alle Ämter", "N. N.", "Sozialamt"),
}  # fmt: skip
ELEMENTS = ("ausgangslage", "leitlinien", "monitoring-fortschreibung", "ziele-massnahmen")
RULES = tuple(rule.id for rule in registered())
numbers = st.integers(0, 10_000)
Act = tuple[str, int, int, list[tuple[str, int]]]


class World:
    """A concept that verbs change; each `do_…` is one act, `pick` chooses among what is there."""

    def __init__(self, home: Municipality, user: Any, begun: bool) -> None:
        self.home, self.user = home, user
        self.bodies = [factories.organisation(home, name) for name in ("Sozialamt", "alle Ämter", "Verein")]
        if begun:
            self.begin()

    def begin(self) -> None:
        """Fields with and without a goal, goals with and without a measure, numbers and titles twice."""
        fields = [FieldOfAction(municipality=self.home, name=name) for name in ("Sprache", "Arbeit", "Wohnen")]
        goals = [
            Goal(municipality=self.home, title=title, field=field) for title, field in zip("ABC", fields, strict=True)
        ]
        below = Goal(municipality=self.home, title="D", field=fields[2], level="mittelfristig", parent=goals[2])
        bare = FieldOfAction(municipality=self.home, name="Gesundheit")
        placed = zip(
            ("1", "1", "2", "ä"), ("Sprachkurs-Börse", "Sprachkursbörse", "Kurs", "Kurs"), (0, 1, 0, 1), strict=True
        )
        measures = [
            Measure(municipality=self.home, number=number, title=title, field=fields[n], goal=goals[n])
            for number, title, n in placed
        ]
        aimless = Measure(municipality=self.home, title="Wohnungen vermitteln", field=bare)
        for row in (*fields, bare, *goals, below, *measures, aimless, Measure(municipality=self.home, title="Kurse")):
            row.save()
        aimless.more_goals.add(below)

    def rows(self, model: Any, deleted: bool = False) -> list[Any]:
        found = model.objects.deleted_of(self.home) if deleted else model.objects.of(self.home)
        return list(found.order_by("pk"))

    def pick(self, model: Any, n: int, deleted: bool = False) -> Any:
        """One of the rows, or None: also where there are any."""
        rows = [*self.rows(model, deleted), None]
        return rows[n % len(rows)]

    def some(self, model: Any, n: int) -> list[Any]:
        return [row for i, row in enumerate(self.rows(model)) if n >> i & 1]

    def do_measure(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        measure = self.pick(Measure, n) or Measure(municipality=self.home, title="Neu")
        for name, k in names:
            setattr(measure, name, OFFERED[name][k % len(OFFERED[name])])
        relations = actions.Relations(
            leads=[b for i, b in enumerate(self.bodies) if m >> i & 1],
            partners=[b for i, b in enumerate(self.bodies) if m >> 3 + i & 1],
            more_goals=self.some(Goal, m >> 6),
        )
        actions.save_measure(
            user=self.user, measure=measure, relations=relations if m % 3 == 0 else None, version=measure.version
        )

    def do_place(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        """A measure moves to another goal and field, also one that do not belong together."""
        if measure := self.pick(Measure, n):
            measure.goal, measure.field = self.pick(Goal, m), self.pick(FieldOfAction, m // 7)
            actions.save_measure(user=self.user, measure=measure, version=measure.version)

    def do_more_goals(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        if measure := self.pick(Measure, n):
            goals = actions.Relations(more_goals=self.some(Goal, m))
            actions.save_measure(user=self.user, measure=measure, relations=goals, version=measure.version)

    def do_many(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        change = [{"field": self.pick(FieldOfAction, m)}, {"goal": self.pick(Goal, m)}, {"leads": self.bodies[: m % 3]},
                  {"visibility": OFFERED["visibility"][m % 3]}, {"state": "done"}, {"end": DAYS[m % 5]}][m % 6]  # fmt: skip
        actions.change_measures(user=self.user, measures=self.some(Measure, n), **change)

    def do_bulk(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        change = [
            {"field": self.pick(FieldOfAction, m)},
            {"goal": self.pick(Goal, m)},
            {"visibility": OFFERED["visibility"][m % 3]},
        ][m % 3]
        bulk.change_measures(user=self.user, measures=self.some(Measure, n), **change)

    def do_field(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        field = self.pick(FieldOfAction, n) or FieldOfAction(municipality=self.home)
        field.name = ("Sprache", "Arbeit", "Wohnen", "Gesundheit")[m % 4]
        field.number = ("", "1", "2")[m % 3]
        field.state_fields = [[], ["Spracherwerb"], ["Wohnen", "gibt es nicht"]][m // 5 % 3]
        actions.save_field(user=self.user, field=field, version=field.version)

    def do_goal(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        goal = self.pick(Goal, n) or Goal(municipality=self.home)
        goal.level, goal.parent = Goal.Level.values[m % 3], self.pick(Goal, m // 3)
        goal.title = ("Alle finden einen Kurs", "Alle finden Arbeit")[m % 2]
        goal.field, goal.indicator = self.pick(FieldOfAction, m // 5), ("", "Quote")[m // 2 % 2]
        if goal.parent != goal:
            actions.save_goal(user=self.user, goal=goal, version=goal.version)

    def do_delete(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        model = (Measure, Goal, FieldOfAction)[m % 3]
        row, target = self.pick(model, n), self.pick(model, m // 3)
        if row and row != target:
            actions.delete_row(user=self.user, row=row, move_to=target)

    def do_restore(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        if row := self.pick((Measure, Goal, FieldOfAction)[m % 3], n, deleted=True):
            actions.restore_row(user=self.user, row=row)

    def do_text(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        section = Section.objects.filter(municipality=self.home, element=ELEMENTS[n % 4]).first()
        section = section or Section(municipality=self.home, element=ELEMENTS[n % 4])
        section.text = ("", " ", "Kurz.", LONG)[m % 4]
        actions.save_section(user=self.user, section=section, version=section.version)

    def do_concept(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        concept = Concept.objects.filter(municipality=self.home).first() or Concept(
            municipality=self.home, title="Konzept"
        )
        concept.next_revision, concept.revision_interval = DAYS[n % 5], ("", "alle fünf Jahre")[m % 2]
        concept.municipalities_heard = ("", "am 3. März")[m // 2 % 2]
        actions.save_concept(user=self.user, concept=concept, version=concept.version)

    def do_version(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        drafts = versioning.versions_of(self.home, "konzept").filter(state="entwurf")
        draft = drafts.first() or versioning.begin(user=self.user, municipality=self.home, kind="konzept", name="Neu")
        if n % 3:
            on = TODAY - timedelta(m % 900)
            versioning.adopt(
                user=self.user, version=draft, seen=draft.version, on=on, body="Kreistag", resolution="12/26"
            )
        else:
            versioning.discard(user=self.user, version=draft, seen=draft.version)

    def do_rule(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        rule = RULES[n % len(RULES)]
        if m % 2:
            actions.switch_rule_off(user=self.user, municipality=self.home, rule=rule, reason="anders gelöst")
        else:
            actions.switch_rule_on(user=self.user, municipality=self.home, rule=rule)

    def do_rename_body(self, n: int, m: int, names: list[tuple[str, int]]) -> None:
        body = Organisation.objects.get(pk=self.bodies[n % 3].pk)
        body.name = ("Amt für Soziales", "sämtliche Ämter", "N. N.")[m % 3]
        save_organisation(user=self.user, organisation=body, version=body.version)


ACTS = tuple(name for name in vars(World) if name.startswith("do_"))
act = st.tuples(
    st.sampled_from([*ACTS, "do_measure", "do_measure", "do_place"]), numbers, numbers,
    st.lists(st.tuples(st.sampled_from(sorted(OFFERED)), st.integers(0, 9)), max_size=8),
)  # fmt: skip


def stored(home: Municipality) -> Counter[tuple[Any, ...]]:
    return Counter(Finding.objects.filter(municipality=home).values_list(*Finding.WORDS))


def judged(home: Municipality) -> Counter[tuple[Any, ...]]:
    """As rows of the table, from a complete check that stores nothing."""

    def place(where: str, kind: str) -> int | None:
        return where.pk if isinstance(where, facts.Place) and where.kind == kind else None

    return Counter(
        (f.rule, f.severity, place(f.where, "measure"), place(f.where, "goal"), place(f.where, "field"), f.message,
         getattr(f.where, "internal", False))
        for f in checking.check(home).findings
    )  # fmt: skip


def same(home: Municipality) -> None:
    have, want = stored(home), judged(home)
    assert not have - want, f"stored, but no longer found: {have - want}"
    assert not want - have, f"found, but not stored: {want - have}"
    day = CheckDay.objects.get(municipality=home, day=TODAY)
    assert (day.errors, day.warnings, day.notes) == tuple(
        sum(n for f, n in want.items() if f[1] == s) for s in ("error", "warning", "note")
    )
    assert day.internal_warnings == sum(n for f, n in want.items() if f[1] == "warning" and f[6])


def in_its_own_transaction(test: Callable[[], None]) -> None:
    with transaction.atomic():
        test()
        transaction.set_rollback(True)


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(begun=st.booleans(), acts=st.lists(act, min_size=1, max_size=12))
@example(begun=True, acts=[("do_more_goals", 4, 0, [])])  # a goal loses the only measure that serves it besides another
@example(begun=True, acts=[("do_goal", 4, 42, [])])  # a field gets its first goal: what its measures lack is less
@example(begun=True, acts=[("do_version", 1, 0, [])])
@example(begun=True, acts=[("do_delete", 4, 0, [])])  # a goal loses its only measure
def test_stored_findings_are_those_of_a_complete_check(cast: SimpleNamespace, begun: bool, acts: list[Act]) -> None:
    def run() -> None:
        world = World(cast.home, cast.steuerung, begun)
        checking.recheck(cast.home)
        for name, n, m, names in acts:
            try:
                with transaction.atomic():
                    getattr(world, name)(n, m, names)
            except ValidationError:
                continue
            same(cast.home)

    in_its_own_transaction(run)
