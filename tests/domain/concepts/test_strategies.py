"""Strategies of other departments: goals they touch, conflicts, the reminder before their revision, bad input."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from lxml import html

from tests import factories
from verbindlich.domain.actors.actions import delete_organisation
from verbindlich.domain.concepts import actions, providers
from verbindlich.domain.concepts.models import Goal, Strategy
from verbindlich.office.accounts.models import Membership
from verbindlich.office.trail.models import Event

TODAY = timezone.localdate


def page(name: str, home: Any, *args: int) -> str:
    return reverse(f"concepts:{name}", args=[home.slug, *args])


def text(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def linked(home: Any, *links: tuple[Goal, str], **fields: Any) -> Strategy:
    made = factories.strategy(home, **fields)
    return actions.save_strategy(user=None, strategy=made, links=links, version=1)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    for n in range(rows):
        strategy = linked(
            cast.home,
            (factories.goal(cast.home, f"Ziel {n}"), "Orte"),
            name=f"Plan {n}",
            owner=factories.organisation(cast.home, f"Amt {n}"),
        )
        factories.measure(cast.home).strategies.add(strategy)
    # session, user, membership; count, page; near their revision
    assert queries(lambda: clients.lesend.get(page("strategy-list", cast.home))) == 6


@pytest.mark.parametrize("rows", [1, 3])
def test_a_strategy_costs_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    field, office = factories.field(cast.home), factories.organisation(cast.home)
    goals = [factories.goal(cast.home, f"Ziel {n}", field=field) for n in range(rows)]
    strategy = linked(cast.home, *((goal, "Orte") for goal in goals), owner=office)
    for n in range(rows):
        factories.measure(cast.home, f"Maßnahme {n}", leads=[office]).strategies.add(strategy)
    # session, user, membership; strategy, owner; goals; measures, bodies, organisations; trail
    assert queries(lambda: clients.lesend.get(page("strategy-detail", cast.home, strategy.pk))) == 10


def test_a_strategy_is_made_edited_deleted_and_brought_back(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    office, field = factories.organisation(cast.home, "Stadtplanungsamt"), factories.field(cast.home)
    first, second, third = (factories.goal(cast.home, f"Ziel {n}", field=field) for n in range(3))
    form = {
        "name": "ISEK",
        "owner": office.pk,
        "next_revision": "2027-06-30",
        "goals": [first.pk],
        f"conflict_{second.pk}": "Andere Orte",
    }
    clients.steuerung.post(page("strategy-create", cast.home), form)
    made = Strategy.objects.get()
    assert [(link.goal, link.conflict) for link in made.links.all()] == [(first, ""), (second, "Andere Orte")]
    shown = text(clients.lesend.get(page("strategy-detail", cast.home, made.pk)))
    for wanted in ("ISEK", "Stadtplanungsamt", "30.06.2027", "Ziel 0", "Ziel 1", "Andere Orte"):
        assert wanted in shown
    assert "Ziel 2" not in shown
    again = clients.steuerung.get(page("strategy-edit", cast.home, made.pk))
    assert again.context["form"][f"conflict_{second.pk}"].initial == "Andere Orte"
    ticked = html.fromstring(again.content.decode()).xpath("//input[@name='goals'][@checked]/@value")
    assert ticked == [str(first.pk), str(second.pk)]
    clients.steuerung.post(
        page("strategy-edit", cast.home, made.pk), {"name": "ISEK", "goals": [third.pk], "version_seen": 1}
    )
    assert [link.goal for link in made.links.all()] == [third]
    assert "Rückgängig machen" in text(clients.steuerung.post(page("strategy-delete", cast.home, made.pk), follow=True))
    clients.steuerung.post(page("strategy-restore", cast.home, made.pk))
    assert [e.verb for e in Event.objects.about(made).order_by("pk")] == ["create", "edit", "delete", "restore"]


def test_goals_are_ticked_under_their_fields(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    language, work = factories.field(cast.home, "Sprache"), factories.field(cast.home, "Arbeit")
    for field in (language, work, None):
        factories.goal(cast.home, f"Ziel zu {field}", field=field)
    page_ = html.fromstring(clients.steuerung.get(page("strategy-create", cast.home)).content.decode())
    folds = page_.xpath("//form//details")
    assert {fold.xpath("string(summary)") for fold in folds} == {"Arbeit", "Sprache", "Ohne Handlungsfeld"}
    for box in page_.xpath("//input[@name='goals']"):
        assert page_.xpath(f"//label[@for='{box.get('id')}']")


def test_a_link_to_a_deleted_goal_comes_back_with_it(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    goal = factories.goal(cast.home, "Altes Ziel")
    strategy = linked(cast.home, (goal, "Andere Orte"))
    actions.delete_row(user=cast.steuerung, row=goal)
    assert "Altes Ziel" not in text(clients.lesend.get(page("strategy-list", cast.home)))
    clients.steuerung.post(page("strategy-edit", cast.home, strategy.pk), {"name": "Neuer Name", "version_seen": 2})
    actions.restore_row(user=cast.steuerung, row=goal)
    link = strategy.links.get()
    assert (link.goal, link.conflict) == (goal, "Andere Orte")


@pytest.mark.parametrize(
    ("days", "word"),
    [(-1, "Termin vorbei"), (0, "in 0 Tagen"), (1, "in 1 Tag"), (180, "in 180 Tagen"), (181, ""), (None, "")],
)
def test_the_list_reminds_180_days_before(
    days: int | None, word: str, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    day = None if days is None else TODAY() + timedelta(days=days)
    strategy = factories.strategy(cast.home, next_revision=day)
    for url in (page("strategy-list", cast.home), page("strategy-detail", cast.home, strategy.pk)):
        pills = html.fromstring(clients.lesend.get(url).content.decode()).xpath(
            "//main//span[contains(@class, 'pill')]"
        )
        assert [pill.text_content() for pill in pills] == ([word] if word else [])
    request: Any = RequestFactory().get("/")
    request.municipality, request.user = cast.home, cast.lesend
    request.membership = Membership.objects.get(user=cast.lesend)
    assert [deadline.day for deadline in providers.deadlines(request)] == ([day] if word else [])


def test_the_sentence_counts_what_comes(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    for name, days in (("A", 30), ("B", 400)):
        factories.strategy(cast.home, name, next_revision=TODAY() + timedelta(days=days))
    assert "2 Strategien; 1 wird in den nächsten 180 Tagen fortgeschrieben." in text(
        clients.lesend.get(page("strategy-list", cast.home))
    )


@pytest.mark.parametrize("column", ["name", "verantwortlich", "fortschreibung", "ziele", "widersprueche", "massnahmen"])
def test_every_column_sorts(column: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    goal = factories.goal(cast.home)
    least = factories.strategy(
        cast.home, "Alpha", owner=factories.organisation(cast.home, "Amt A"), next_revision=date(2030, 1, 1)
    )
    most = linked(
        cast.home,
        (goal, "Orte"),
        name="Beta",
        owner=factories.organisation(cast.home, "Amt B"),
        next_revision=date(2031, 1, 1),
    )
    factories.measure(cast.home).strategies.add(most)
    up, down = (clients.lesend.get(page("strategy-list", cast.home), {"sort": f"{sign}{column}"}) for sign in ("", "-"))
    assert [strategy for strategy, _ in up.context["rows"]] == [least, most]
    assert [strategy for strategy, _ in down.context["rows"]] == [most, least]


def test_internal_measures_are_neither_counted_nor_named(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    strategy = factories.strategy(cast.home)
    factories.measure(cast.home, "Verdeckt", visibility="intern").strategies.add(strategy)
    for who, seen in (("steuerung", True), ("lesend", False)):
        rows = getattr(clients, who).get(page("strategy-list", cast.home)).context["rows"]
        assert rows[0][0].naming == int(seen)
        shown = text(getattr(clients, who).get(page("strategy-detail", cast.home, strategy.pk)))
        assert ("Verdeckt" in shown) is seen


def test_an_empty_list_says_how_to_begin(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    assert (
        page("strategy-create", cast.home) in clients.steuerung.get(page("strategy-list", cast.home)).content.decode()
    )
    shown = clients.lesend.get(page("strategy-list", cast.home)).content.decode()
    assert page("strategy-create", cast.home) not in shown and "legt die erste an" in shown


def test_a_deleted_owner_is_named_without_a_link(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    office = factories.organisation(cast.home, "Altes Amt")
    strategy = factories.strategy(cast.home, owner=office)
    actions.delete_row(user=cast.steuerung, row=strategy)
    delete_organisation(user=cast.steuerung, organisation=office)
    actions.restore_row(user=cast.steuerung, row=strategy)
    shown = clients.lesend.get(page("strategy-detail", cast.home, strategy.pk)).content.decode()
    assert "Altes Amt" in shown
    assert reverse("actors:organisation-detail", args=[cast.home.slug, office.pk]) not in shown


def test_foreign_rows_are_refused(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    rows = {
        "owner": factories.organisation(cast.neighbour, "Fremdes Amt").pk,
        "goals": factories.goal(cast.neighbour, "Fremdes Ziel").pk,
    }
    for name, pk in rows.items():
        answer = clients.steuerung.post(page("strategy-create", cast.home), {"name": "ISEK", name: pk})
        assert answer.status_code == 422
        assert "Fremdes" not in text(answer)
    clients.steuerung.post(page("strategy-create", cast.home), {"name": "ISEK", f"conflict_{rows['goals']}": "Orte"})
    assert not Strategy.objects.get().links.exists()
    assert "Fremdes" not in text(clients.steuerung.get(page("strategy-create", cast.home)))


def test_two_people_edit_at_once(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    first, second = factories.goal(cast.home, "Erstes"), factories.goal(cast.home, "Zweites")
    strategy = factories.strategy(cast.home)
    url = page("strategy-edit", cast.home, strategy.pk)
    clients.steuerung.post(
        url, {"name": "Schnell", "goals": [first.pk], f"conflict_{first.pk}": "Orte", "version_seen": 1}
    )
    late = clients.steuerung.post(url, {"name": "Spät", "goals": [second.pk], "version_seen": 1})
    assert late.status_code == 409
    for wanted in ("Schnell", "Spät", "Erstes", "Zweites", "Orte"):
        assert wanted in text(late)
    assert [link.goal for link in strategy.links.all()] == [first]
    hidden = html.fromstring(late.content.decode()).xpath("//main//form//input[@type='hidden']")
    again = {box.get("name"): box.get("value") for box in hidden if box.get("name") != "csrfmiddlewaretoken"}
    assert clients.steuerung.post(url, again).status_code == 302
    assert [link.goal for link in strategy.links.all()] == [second]


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "خطة", "Plan 😀", "\u202eabc", "x" * 200])
def test_any_text_is_shown_as_text(value: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    goal = factories.goal(cast.home, value)
    form = {"name": value, "note": value, "goals": [goal.pk], f"conflict_{goal.pk}": value}
    assert clients.steuerung.post(page("strategy-create", cast.home), form).status_code == 302
    made = Strategy.objects.get()
    for url in (
        page("strategy-list", cast.home),
        *(page(f"strategy-{view}", cast.home, made.pk) for view in ("detail", "edit")),
    ):
        answer = clients.steuerung.get(url)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("bad", [{"name": ""}, {"name": "x" * 201}, {"name": "a\x00b"}, {"next_revision": "bald"}])
def test_bad_input_is_refused_with_a_word(bad: dict[str, str], cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    answer = clients.steuerung.post(page("strategy-create", cast.home), {"name": "ISEK", **bad})
    assert answer.status_code == 422
    assert "kern-error" in answer.content.decode()
