"""The same change to many measures: chosen, previewed, done; who may, what is refused, what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from verbindlich.domain.concepts import actions, checking
from verbindlich.domain.concepts.bulk import change_measures
from verbindlich.domain.concepts.models import Finding, Measure
from verbindlich.office.trail.models import Event


@pytest.fixture
def url(cast: SimpleNamespace) -> str:
    return reverse("concepts:measure-bulk", args=[cast.home.slug])


@pytest.fixture
def many(cast: SimpleNamespace) -> list[Measure]:
    priorities = ("mittel", "mittel", "hoch", "")
    return [
        factories.measure(cast.home, f"Maßnahme {n}", number=f"1.{n}", priority=p) for n, p in enumerate(priorities)
    ]


def picked(measures: list[Measure]) -> list[str]:
    return [f"{m.pk}.{m.version}" for m in measures]


def sent(measures: list[Measure], step: str, **changes: Any) -> dict[str, Any]:
    return {"auswahl": picked(measures), "schritt": step, **changes}


def priorities() -> list[str]:
    return list(Measure.objects.order_by("pk").values_list("priority", flat=True))


@pytest.mark.at_once
def test_from_the_list_over_the_preview_to_the_change(
    many: list[Measure], cast: SimpleNamespace, clients: SimpleNamespace, url: str
) -> None:
    form = clients.steuerung.post(url + "?stand=on", {"auswahl": picked(many)}).content.decode()
    assert "4 Maßnahmen sind ausgewählt" in form and form.count('name="auswahl"') == 4
    preview = clients.steuerung.post(url, sent(many, "vorschau", priority="hoch"))
    plan, text = preview.context["plan"], preview.content.decode()
    assert [(turn.label, turn.before, turn.after, n) for turn, n in plan.summary] == [
        ("Priorität", "mittel", "hoch", 2),
        ("Priorität", "–", "hoch", 1),
    ]
    assert "3 Maßnahmen ändern sich." in text and "1 steht schon so." in text
    assert priorities() == ["mittel", "mittel", "hoch", ""]  # nothing yet
    answer = clients.steuerung.post(url + "?stand=on", sent(many, "aendern", priority="hoch"), follow=True)
    assert answer.redirect_chain[0][0] == f"/{cast.home.slug}/massnahmen/?stand=on"
    assert "3 Maßnahmen sind geändert." in answer.content.decode()
    assert priorities() == ["hoch"] * 4
    assert [Event.objects.about(m).count() for m in many] == [2, 2, 1, 2]
    assert not Finding.objects.filter(rule="measure-without-priority").exists()


def test_everything_at_once(many: list[Measure], cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
    field = factories.field(cast.home, "Sprache")
    goal = factories.goal(cast.home, "Alle lernen", field=field)
    old, lead = factories.organisation(cast.home, "Altes Amt"), factories.organisation(cast.home, "Jugendamt")
    led = factories.measure(cast.home, "Geführt", leads=[old], partners=[lead])
    changes = {"goal": goal.pk, "lead": lead.pk, "state": "running", "end": "2099-12-31", "visibility": "oeffentlich"}
    clients.steuerung.post(url, sent([*many, led], "aendern", **changes))
    for measure in Measure.objects.all():
        found = (measure.goal, measure.field, measure.leads, measure.state, measure.end, measure.visibility)
        assert found == (goal, field, [lead], "running", date(2099, 12, 31), "oeffentlich")
        assert measure.version == 2 and measure.partners == []
    after = Event.objects.about(led).first()
    assert [o["name"] for o in after.before["leads"]] == ["Altes Amt"] and [
        o["name"] for o in after.after["leads"]
    ] == ["Jugendamt"]
    assert after.after == Measure.objects.get(pk=led.pk).as_state()


def test_who_takes_part_still_does_when_the_lead_changes(cast: SimpleNamespace) -> None:
    one, two, three = (factories.organisation(cast.home, name) for name in ("Eins", "Zwei", "Drei"))
    measure = factories.measure(cast.home, leads=[one], partners=[two])
    change_measures(user=None, measures=[measure], leads=[three])
    after = Measure.objects.get(pk=measure.pk)
    assert (after.leads, after.partners) == ([three], [two])


def test_what_somebody_changed_meanwhile_is_named_and_left_alone(
    many: list[Measure], cast: SimpleNamespace, clients: SimpleNamespace, url: str
) -> None:
    form = sent(many, "vorschau", priority="niedrig")
    theirs = Measure.objects.get(pk=many[0].pk)
    theirs.title = "Anders"
    actions.save_measure(user=cast.fachamt, measure=theirs, version=theirs.version)
    preview = clients.steuerung.post(url, form)
    assert [m.title for m in preview.context["plan"].stale] == ["Anders"] and len(preview.context["plan"].changed) == 3
    answer = clients.steuerung.post(url, {**form, "schritt": "aendern"}, follow=True)
    assert "nicht angefasst: 1.0 Anders" in answer.content.decode()
    assert priorities() == ["mittel", "niedrig", "niedrig", "niedrig"]


def test_what_would_contradict_itself_is_left_alone_and_says_why(
    cast: SimpleNamespace, clients: SimpleNamespace, url: str
) -> None:
    home, other = factories.field(cast.home, "Sprache"), factories.field(cast.home, "Arbeit")
    goal = factories.goal(cast.home, "Alle lernen", field=home)
    late = factories.measure(cast.home, "Beginnt später", start=date(2030, 1, 1))
    bound = factories.measure(cast.home, "Hat ein Ziel", goal=goal)
    free = factories.measure(cast.home, "Frei")
    plan = clients.steuerung.post(url, sent([late, bound, free], "vorschau", end="2029-01-01", field=other.pk)).context[
        "plan"
    ]
    assert {one.measure.title: one.why for one in plan.refused} == {
        "Beginnt später": "Das Ende läge vor dem Beginn (01.01.2030).",
        "Hat ein Ziel": "Das Ziel dieser Maßnahme gehört zum Handlungsfeld „Sprache“. Ändern Sie das Ziel mit.",
    }
    clients.steuerung.post(url, sent([late, bound, free], "aendern", end="2029-01-01", field=other.pk))
    assert [(m.end, m.field) for m in Measure.objects.order_by("pk")] == [
        (None, None),
        (None, home),
        (date(2029, 1, 1), other),
    ]


def test_all_that_a_filter_leaves(many: list[Measure], clients: SimpleNamespace, url: str) -> None:
    answer = clients.steuerung.get(url, {"prioritaet": "mittel", "seite": "7"})
    assert set(answer.context["picked"]) == {many[0].pk, many[1].pk}
    assert priorities() == ["mittel", "mittel", "hoch", ""]


@pytest.mark.parametrize(
    "auswahl", [[], ["x"], ["1"], ["-1.1"], ["9" * 40 + ".1"], ["1.1; DROP"], [f"{n}.1" for n in range(501)]]
)
def test_nothing_and_too_much_lead_back_with_a_word(
    auswahl: list[str], many: list[Measure], cast: SimpleNamespace, clients: SimpleNamespace, url: str
) -> None:
    answer = clients.steuerung.post(url, {"auswahl": auswahl}, follow=True)
    assert answer.redirect_chain == [(f"/{cast.home.slug}/massnahmen/", 302)]
    text = answer.content.decode()
    assert "mindestens eine" in text or "höchstens 500" in text


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"priority": "x"},
        {"end": "31.02.2027"},
        {"state": "<b>"},
        {"field": "abc"},
        {"goal": "9" * 40},
        {"lead": "-1"},
    ],
)
def test_senseless_changes_are_refused(
    changes: dict[str, str], many: list[Measure], clients: SimpleNamespace, url: str
) -> None:
    for step in ("vorschau", "aendern", "nichts"):
        assert clients.steuerung.post(url, sent(many, step, **changes)).status_code == 422
    assert set(Measure.objects.values_list("version", flat=True)) == {1}


@pytest.mark.parametrize("name", ["field", "goal", "lead"])
def test_rows_of_another_municipality_are_refused(
    name: str, many: list[Measure], cast: SimpleNamespace, clients: SimpleNamespace, url: str
) -> None:
    make: dict[str, Any] = {"field": factories.field, "goal": factories.goal, "lead": factories.organisation}
    row = make[name](cast.neighbour, "Fremdes")
    for step in ("vorschau", "aendern"):
        answer = clients.steuerung.post(url, sent(many, step, **{name: row.pk}))
        assert answer.status_code == 422 and "Fremdes" not in answer.content.decode()


def test_a_goal_of_another_field_than_the_chosen_is_asked_back(
    many: list[Measure], cast: SimpleNamespace, clients: SimpleNamespace, url: str
) -> None:
    field = factories.field(cast.home, "Arbeit")
    goal = factories.goal(cast.home, field=factories.field(cast.home, "Sprache"))
    answer = clients.steuerung.post(url, sent(many, "vorschau", goal=goal.pk, field=field.pk))
    assert answer.status_code == 422 and "anderen Handlungsfeld" in answer.content.decode()


def test_measures_of_others_are_not_touched(cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
    theirs = factories.measure(cast.neighbour, "Fremd", priority="mittel")
    gone = factories.measure(cast.home, "Fort", priority="mittel")
    actions.delete_row(user=cast.steuerung, row=gone)
    preview = clients.steuerung.post(url, sent([theirs, gone], "vorschau", priority="hoch"))
    assert preview.context["plan"].missing == 2 and b"Fremd" not in preview.content
    clients.steuerung.post(url, sent([theirs, gone], "aendern", priority="hoch"))
    assert priorities() == ["mittel", "mittel"]


class TestFachamt:
    @pytest.fixture
    def own(self, cast: SimpleNamespace) -> Measure:
        office = factories.organisation(cast.home, "Jugendamt")
        factories.affiliate(cast.fachamt, office)
        return factories.measure(cast.home, "Eigene", leads=[office], priority="mittel")

    def test_changes_what_it_leads_and_nothing_else(
        self, own: Measure, many: list[Measure], clients: SimpleNamespace, url: str
    ) -> None:
        assert list(clients.fachamt.get(url).context["picked"]) == [own.pk]
        plan = clients.fachamt.post(url, sent([own, *many], "vorschau", priority="niedrig")).context["plan"]
        assert (len(plan.changed), plan.missing) == (1, 4)
        clients.fachamt.post(url, sent([own, *many], "aendern", priority="niedrig"))
        own.refresh_from_db()
        assert own.priority == "niedrig" and "niedrig" not in [m.priority for m in Measure.objects.exclude(pk=own.pk)]

    @pytest.mark.parametrize("name", ["field", "goal", "lead", "visibility"])
    def test_does_not_decide_what_the_steering_decides(
        self, name: str, own: Measure, cast: SimpleNamespace, clients: SimpleNamespace, url: str
    ) -> None:
        make: dict[str, Any] = {"field": factories.field, "goal": factories.goal, "lead": factories.organisation}
        value = make[name](cast.home, "Anderes").pk if name in make else "oeffentlich"
        assert clients.fachamt.post(url, sent([own], "aendern", **{name: value})).status_code == 422
        clients.fachamt.post(url, sent([own], "aendern", priority="hoch", **{name: value}))
        after = Measure.objects.get(pk=own.pk)
        assert (after.field, after.goal, after.leads, after.visibility) == (None, None, own.leads, own.visibility)
        assert after.priority == "hoch"


@pytest.mark.parametrize("who", ["beirat", "lesend"])
def test_readers_change_nothing(who: str, many: list[Measure], clients: SimpleNamespace, url: str) -> None:
    client = getattr(clients, who)
    assert client.get(url).status_code == 403
    assert client.post(url, sent(many, "aendern", priority="hoch")).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_for_one_and_three(
    rows: int, cast: SimpleNamespace, queries: Callable[[Callable[[], Any]], int]
) -> None:
    lead, other = factories.organisation(cast.home, "Jugendamt"), factories.organisation(cast.home, "Hauptamt")
    field = factories.field(cast.home)
    some = [factories.measure(cast.home, f"Kurs {'abc'[n]}", leads=[lead], partners=[other]) for n in range(rows)]
    # rows and what hangs on them, before and after: 2 × 8; update, bodies 2, trail; savepoint 2; the search 2
    with checking.paused():
        everything = {"priority": "hoch", "field": field, "leads": [other]}
        assert queries(lambda: change_measures(user=cast.steuerung, measures=some, **everything)) == 24
    # and the check's own, the same for both
    assert queries(lambda: change_measures(user=cast.steuerung, measures=some, priority="mittel")) < 50


def test_a_preview_costs_the_same_for_one_and_three(
    many: list[Measure], clients: SimpleNamespace, url: str, queries: Any
) -> None:
    one, three = (
        queries(lambda n=n: clients.steuerung.post(url, sent(many[:n], "vorschau", priority="niedrig"))) for n in (1, 3)
    )
    assert one == three == 6  # session, user, membership; measures, bodies; findings beside "Prüfung"
