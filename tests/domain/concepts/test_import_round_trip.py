"""What the list of measures exports comes back through the import without a difference, whatever a measure says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.concepts.importing_files import exported, planned, stored
from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Measure, MeasureBody
from verbindlich.domain.concepts.models.measure import BudgetKind, Priority, State

pytestmark = pytest.mark.django_db

# Words that mean something to the readers of files: headers, headings, sums, "as above", formulas, marks.
TELLING = [
    "Maßnahme", "Federführung", "Beteiligte", "Zeitraum", "Handlungsfeld", "Handlungsfeld 3: Arbeit", "Ziel: Alle kommen an", "Summe",
    "Gesamt", "dito", '"', "s. o.", "-", "–", "?", "N. N.", "offen", "=1+1", "+49", "@x", "'x", "1.1 Kurs", "Maßnahme 4 – Kurs", "1.", "1,1",
    "Legende", "Stand: 01.01.2026", "Hinweis", "x", "ja", "nein", "0", "00", "2026", "31.12.2026", "3.2026", "100 %", "#REF!", "TRUE", "(FF)",
    "Sozialamt; Jugendamt", "Sozialamt (FF)", "Amt für Soziales, Gesundheit", "alle Ämter", "Kennung", "Nr.", "1\n2", " a  b ", "\u200b", "\u00a0",
    "İ", "ﬁ", "ẞ", "é", "مكتب", "😀", "\u202eabc", "_x0041_", "&amp;", "<b>", "a" * 300, "A. B\nC", "Ziele:\n- eins\n- zwei", "wie oben",
]  # fmt: skip
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")


def words(longest: int, *, lines: bool = False) -> st.SearchStrategy[str]:
    free = st.text(CHARACTERS, max_size=40)
    found = st.one_of(st.sampled_from(TELLING), free, st.tuples(st.sampled_from(TELLING), free).map(" ".join))
    return found.map(lambda text: (text if lines else " ".join(text.split("\n")))[:longest].strip())


def name(longest: int) -> st.SearchStrategy[str]:
    return words(longest).filter(bool)


def sums(places: int) -> st.SearchStrategy[Decimal | None]:
    most = Decimal(10) ** (places - 2) - Decimal("0.01")
    return st.none() | st.decimals(0, most, places=2, allow_nan=False, allow_infinity=False) | st.just(Decimal("0.50"))


DAYS = st.none() | st.dates(date(1990, 1, 1), date(2090, 12, 31))


@st.composite
def legal(draw: st.DrawFn) -> dict[str, Any]:
    """Any values that the form of a measure lets through."""
    start, end = draw(DAYS), draw(DAYS)
    if start and end and end < start:
        start, end = end, start
    kind = draw(st.sampled_from(["", *BudgetKind.values]))
    amount = draw(sums(13))
    return {
        "number": draw(words(20)), "title": draw(name(500)), "start": start, "end": end, "recurring": draw(st.booleans()),
        "period_note": draw(words(500)), "priority": draw(st.sampled_from(["", *Priority.values])), "priority_note": draw(words(200)),
        "budget_kind": kind, "amount": Decimal("1.00") if kind == BudgetKind.AMOUNT and amount is None else amount,
        "per_year": draw(st.booleans()), "positions": draw(sums(6)), "budget_source": draw(words(300)), "budget_note": draw(words(1000)),
        "state": draw(st.sampled_from(["", *State.values])), "progress": draw(st.none() | st.integers(0, 100)),
        "state_note": draw(words(1000, lines=True)), "kind": draw(st.sampled_from(["", *Measure.Kind.values])),
        "description": draw(words(1000, lines=True)), "indicator": draw(words(1000, lines=True)), "lead_note": draw(words(500)),
        "remark": draw(words(200, lines=True)),
    }  # fmt: skip


@st.composite
def concepts(draw: st.DrawFn) -> dict[str, Any]:
    """Some fields, goals and organisations, and measures that hang on them."""
    fields = draw(st.lists(st.tuples(words(20), name(300)), max_size=2))
    goals = draw(st.lists(st.tuples(words(20), name(1000), st.integers(-1, len(fields) - 1)), max_size=3))
    bodies = draw(st.lists(name(200), max_size=4))
    measures = draw(st.lists(legal(), min_size=1, max_size=4))
    for measure in measures:
        measure["at"] = (draw(st.integers(-1, len(fields) - 1)), draw(st.integers(-1, len(goals) - 1)))
        order = draw(st.permutations(range(len(bodies))))
        measure["bodies"] = [
            (place, draw(st.sampled_from(["lead", "partner"]))) for place in order[: draw(st.integers(0, 4))]
        ]
    return {"fields": fields, "goals": goals, "bodies": bodies, "measures": measures}


def build(home: Any, said: dict[str, Any]) -> None:
    """The concept as rows, in place of what there was."""
    for model in (MeasureBody, Measure, Goal, FieldOfAction, Organisation):
        model.objects.all().delete()
    fields = [FieldOfAction.objects.create(municipality=home, number=n, name=t) for n, t in said["fields"]]
    fields_or_none = [*fields, None]
    goals = [
        Goal.objects.create(municipality=home, number=n, title=t, field=fields_or_none[f]) for n, t, f in said["goals"]
    ]
    bodies = [Organisation.objects.create(municipality=home, name=text, kind="sonstige") for text in said["bodies"]]
    for each in said["measures"]:
        values = {key: value for key, value in each.items() if key not in ("at", "bodies")}
        field, goal = each["at"]
        row = Measure.objects.create(
            municipality=home, field=fields_or_none[field], goal=[*goals, None][goal], **values
        )
        for place, (body, role) in enumerate(each["bodies"]):
            MeasureBody.objects.create(measure=row, organisation=bodies[body], role=role, position=place)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(said=concepts())
def test_any_concept_comes_back_as_it_is(said: dict[str, Any], cast: SimpleNamespace) -> None:
    build(cast.home, said)
    plan = planned(cast.home, exported(stored(cast.home)), "massnahmen.xlsx")
    assert [(row.kind, row.action, row.changes, row.message) for row in plan.rows if row.action != "unchanged"] == []
    assert len(plan.of("unchanged", "measure")) == len(said["measures"])
    assert plan.questions == ()
    assert (plan.ledger.remarks, plan.ledger.not_taken, plan.untouched) == (0, 0, 0)
