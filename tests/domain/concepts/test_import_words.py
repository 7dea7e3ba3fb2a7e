"""Nothing that a measure says is lost unseen: an office's own words, kinds that are none, long names, goals of moved measures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.domain.concepts.importing_files import KURS, applied, changed, planned, stored, table
from tests.domain.concepts.test_import_plan import changes, only
from tests.domain.concepts.test_import_round_trip import build, legal
from verbindlich.base.common.export import csv_response
from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.concepts import exporting
from verbindlich.domain.concepts.models import Goal, Measure

pytestmark = pytest.mark.django_db
COLUMNS = list(exporting.HEADERS)


def ours(home: Any, **cells: str) -> bytes:
    """Our own list, with these cells of its first row said otherwise."""
    rows = [list(row) for row in exporting.rows(stored(home))]
    for name, text in cells.items():
        rows[0][COLUMNS.index(name)] = text
    return bytes(csv_response("x", list(exporting.HEADERS.values()), rows).content)


# own words

HIDDEN = [
    ("period", {"start": date(2025, 1, 1), "period_note": "frühestens nach dem Kreistag"}, "2025 – 2028", "nach Kassenlage 2028"),
    ("priority", {"priority": "hoch", "priority_note": "Beschluss folgt"}, "niedrig", "Prio A, sehr wichtig"),
    ("budget", {"budget_kind": "existing", "budget_note": "vorbehaltlich Zusage"}, "6.000 €", "ca. 6.000 €, offen ab 2027"),
    ("status", {"state": "running", "state_note": "zweite Gruppe sucht Räume"}, "umgesetzt", "läuft, dritte Gruppe"),
    ("lead", {"lead_note": "im Wechsel"}, "Jugendamt", "alle Ämter"),
]  # fmt: skip
NOTE = {
    "period": "period_note", "priority": "priority_note", "budget": "budget_note", "status": "state_note", "lead": "lead_note",
}  # fmt: skip


def hidden(cast: SimpleNamespace, name: str, fields: dict[str, Any]) -> str:
    leads = [factories.organisation(cast.home, "Sozialamt")] if name == "lead" else []
    factories.measure(cast.home, "Kurs", number="1", leads=leads, **fields)
    words = str(fields[NOTE[name]])
    assert words not in exporting.cells(stored(cast.home).get())[name], "the cell does not show them"
    return words


@pytest.mark.parametrize(("name", "fields", "cell", "_worded"), HIDDEN)
def test_own_words_that_the_cell_did_not_show_stay(
    name: str, fields: dict[str, Any], cell: str, _worded: str, cast: SimpleNamespace
) -> None:
    words = hidden(cast, name, fields)
    data = ours(cast.home, **{name: cell})
    assert len(only(planned(cast.home, data).of("update", "measure")).changes) == 1
    applied(cast, data)
    assert getattr(stored(cast.home).get(), NOTE[name]) == words
    assert not planned(cast.home, data).does_something


@pytest.mark.parametrize(("name", "fields", "_cell", "worded"), HIDDEN)
def test_own_words_give_way_to_others_only_in_sight(
    name: str, fields: dict[str, Any], _cell: str, worded: str, cast: SimpleNamespace
) -> None:
    words = hidden(cast, name, fields)
    data = ours(cast.home, **{name: worded})
    said = changes(only(planned(cast.home, data).of("update", "measure")))
    label = str(Measure._meta.get_field(NOTE[name]).verbose_name)  # type: ignore[union-attr]
    assert said[label] == (words, worded)
    applied(cast, data)
    assert getattr(stored(cast.home).get(), NOTE[name]) == worded
    assert not planned(cast.home, data).does_something


def test_a_source_that_the_cell_did_not_show_goes_only_in_sight(cast: SimpleNamespace) -> None:
    factories.measure(
        cast.home, "Kurs", number="1", budget_kind="existing", budget_source="Stiftung", budget_note="haushaltsneutral"
    )
    said = changes(only(planned(cast.home, ours(cast.home, budget="6.000 € Landesmittel")).of("update")))
    assert said["Finanzierungsquelle"] == ("Stiftung", "Landesmittel")


def test_posts_that_the_cell_did_not_show_go_only_in_sight(cast: SimpleNamespace) -> None:
    factories.measure(cast.home, "Kurs", number="1", budget_kind="none_needed", positions=Decimal("0.50"))
    assert exporting.cells(stored(cast.home).get())["budget"] == "haushaltsneutral"
    data = ours(cast.home, budget="")
    assert changes(only(planned(cast.home, data).of("update")))["Stellen (Vollzeit)"] == ("0.50", "")
    applied(cast, data)
    assert not planned(cast.home, data).does_something


CELLS = {
    "period": ["", "2025 – 2027", "ab 2026", "laufend", "nach Kassenlage", "2027 – 2025", "?"],
    "priority": ["", "hoch", "1", "sehr hoch", "A", "-"],
    "budget": ["", "6.000 €", "ca. 6.000 € p. a. (Land)", "ja", "offen", "0,5 VZÄ", "-"],
    "status": ["", "geplant", "umgesetzt, 80 %", "läuft gut", "Ampel gelb", "?"],
    "kind": ["", "operativ", "investiv", "strategisch und operativ"],
    "indicator": ["", "Wartezeit"],
}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(values=legal(), data=st.data())
def test_any_change_in_our_list_loses_nothing_unseen_and_is_made_once(
    values: dict[str, Any], data: st.DataObject, cast: SimpleNamespace
) -> None:
    build(cast.home, {"fields": [], "goals": [], "bodies": [], "measures": [{**values, "at": (-1, -1), "bodies": []}]})
    before = stored(cast.home).get()
    cells = {name: data.draw(st.sampled_from(texts)) for name, texts in CELLS.items() if data.draw(st.booleans())}
    file = ours(cast.home, **cells)
    plan = planned(cast.home, file)
    if any(row.action not in ("update", "unchanged") for row in plan.rows):
        return  # a title that means something else
    seen = "\n".join(exporting.clean(change.before) for row in plan.rows for change in row.changes)
    applied(cast, file)
    after = stored(cast.home).get()
    for name in (*NOTE.values(), "budget_source"):
        was = exporting.clean(getattr(before, name))
        assert not was or exporting.clean(getattr(after, name)) == was or was in seen, name
    again = planned(cast.home, file)
    assert [(row.action, row.changes) for row in again.rows if row.action != "unchanged"] == []


# kinds


def test_a_kind_that_is_none_of_ours_joins_the_remark(cast: SimpleNamespace) -> None:
    header = ("Nr.", "Maßnahme", "Art")
    factories.measure(cast.home, "Kurs", number="1", kind="operativ")
    data = table(("1", "Kurs", "investiv"), ("2", "Café", "konsumtiv"), ("3", "Börse", "–"), header=header)
    plan = planned(cast.home, data)
    assert plan.questions == ()
    assert changes(only(plan.of("update"))) == {"interne Bemerkung": ("", "Art: investiv")}
    applied(cast, data)
    assert [(m.kind, m.remark) for m in stored(cast.home)] == [
        ("operativ", "Art: investiv"),
        ("", "Art: konsumtiv"),
        ("", ""),
    ]
    assert not planned(cast.home, data).does_something


# names


def test_names_longer_than_any_organisation_stay_words(cast: SimpleNamespace) -> None:
    one, other = f"Amt für {'a' * 200} Nord", f"Amt für {'a' * 200} Süd"
    data = table(
        changed(KURS, lead=one, partners="Jugendamt"),
        changed(KURS, number="1.2", title="Café", lead="", partners=other),
    )
    assert not any("aaa" in question.text for question in planned(cast.home, data).questions)
    applied(cast, data)
    kurs, cafe = stored(cast.home)
    assert (kurs.lead_note, cafe.remark) == (one, f"Beteiligte: {other}")
    assert [one.name for one in Organisation.objects.of(cast.home)] == ["Jugendamt"]
    assert not planned(cast.home, data).does_something


# a measure that moves


def moving(cast: SimpleNamespace) -> Measure:
    goal = factories.goal(
        cast.home, "Alle lernen", field=factories.field(cast.home, "Sprache"), situation="Lange Wartezeit"
    )
    factories.field(cast.home, "Arbeit")
    return factories.measure(cast.home, "Kurs", number="1", field=goal.field, goal=goal)


@pytest.mark.parametrize("there", [True, False])
def test_a_measure_that_moves_serves_the_goal_of_that_name_there(there: bool, cast: SimpleNamespace) -> None:
    old = moving(cast).goal
    if there:
        factories.goal(cast.home, "Alle lernen", field=stored_field(cast, "Arbeit"))
    data = ours(cast.home, field="Arbeit")
    plan = planned(cast.home, data)
    assert changes(only(plan.of("update"))) == {
        "Handlungsfeld": ("Sprache", "Arbeit"),
        "Ziel": ("Alle lernen", "Alle lernen (im Handlungsfeld „Arbeit“)"),
    }
    assert len(plan.of("create", "goal")) == (not there)
    applied(cast, data)
    kurs = stored(cast.home).get()
    assert (kurs.field.name, kurs.goal.title, kurs.goal.field) == ("Arbeit", "Alle lernen", kurs.field)
    assert Goal.objects.of(cast.home).count() == 2
    assert Goal.objects.get(pk=old.pk).situation == "Lange Wartezeit"
    assert not planned(cast.home, data).does_something


def stored_field(cast: SimpleNamespace, name: str) -> Any:
    from verbindlich.domain.concepts.models import FieldOfAction

    return FieldOfAction.objects.of(cast.home).get(name=name)


def test_a_field_is_not_emptied_beside_its_goal(cast: SimpleNamespace) -> None:
    moving(cast)
    plan = planned(cast.home, ours(cast.home, field=""))
    assert (plan.does_something, plan.questions) == (False, ())
    assert "Das Handlungsfeld bleibt: Das Ziel „Alle lernen“ gehört dazu." in str(plan.problems)


def test_field_and_goal_are_emptied_together(cast: SimpleNamespace) -> None:
    moving(cast)
    data = ours(cast.home, field="", goal="")
    applied(cast, data)
    kurs = stored(cast.home).get()
    assert (kurs.field, kurs.goal, Goal.objects.of(cast.home).count()) == (None, None, 1)
    assert not planned(cast.home, data).does_something


def test_a_goal_named_by_signs_alone_is_found_again(cast: SimpleNamespace) -> None:
    data = table(changed(KURS, goal="÷¸®"))
    applied(cast, data)
    assert not planned(cast.home, data).does_something
    assert [goal.title for goal in Goal.objects.of(cast.home)] == ["÷¸®"]
