"""The plan as a tree and a goal's own page: numbers, gaps, levels, what two people do at once, bad input."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from lxml import html

from tests import factories
from verbindlich.base.common.lock import StaleSave
from verbindlich.domain.concepts import actions
from verbindlich.domain.concepts.models import Goal, Measure
from verbindlich.domain.concepts.tree import chain_of_effect
from verbindlich.office.trail.models import Event


def page(name: str, home: Any, *args: int) -> str:
    return reverse(f"concepts:{name}", args=[home.slug, *args])


def text(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def sent(goal: Goal | None = None, **changes: Any) -> dict[str, Any]:
    """What the browser sends back of a form, with some fields changed."""
    if goal is None:
        return {"title": "Alle finden einen Kurs", "level": "leitziel", **changes}
    goal = Goal.objects.get(pk=goal.pk)
    plain = {name: getattr(goal, name) for name in ("number", "title", "level", "situation", "indicator", "sentence")}
    return {
        **plain, "field": goal.field_id or "", "parent": goal.parent_id or "", "version_seen": goal.version, **changes,
    }  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_the_plan_costs_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    for n in range(rows):
        field = factories.field(cast.home, f"Feld {n}")
        top = factories.goal(cast.home, f"Ziel {n}", field=field)
        factories.measure(
            cast.home, f"Maßnahme {n}", goal=factories.goal(cast.home, "Unter", parent=top, level="mittelfristig")
        )
    # session, user, membership; day of the check; fields, goals, measures, further goals, findings
    assert queries(lambda: clients.lesend.get(page("plan", cast.home))) == 9


@pytest.mark.parametrize("rows", [1, 3])
def test_a_goal_costs_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    goal = factories.goal(cast.home, field=factories.field(cast.home))
    office = factories.organisation(cast.home)
    for n in range(rows):
        below = factories.goal(cast.home, f"Unter {n}", parent=goal, level="mittelfristig")
        factories.measure(cast.home, f"Maßnahme {n}", goal=below, leads=[office])
        factories.need(cast.home, f"Bedarf {n}", answer="goal", goal=goal)
        strategy = factories.strategy(cast.home, f"Strategie {n}")
        actions.save_strategy(user=None, strategy=strategy, links=[(goal, "")], version=1)
    # session, user, membership; goal; day of the check; chain (3); goals below; measures, bodies, organisations; needs;
    # strategies; findings; networks that serve it; trail
    assert queries(lambda: clients.lesend.get(page("goal-detail", cast.home, goal.pk))) == 17


def test_the_plan_is_a_tree_with_numbers_and_gaps(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    language, work = factories.field(cast.home, "Sprache", number="1"), factories.field(cast.home, "Arbeit", number="2")
    top = factories.goal(cast.home, "Alle finden einen Kurs", number="1.A", field=language)
    middle = factories.goal(cast.home, "Kurse in jeder Gemeinde", parent=top, level="mittelfristig")
    factories.goal(cast.home, "Börse ist bekannt", parent=middle, level="kurzfristig")
    factories.measure(cast.home, "Börse", goal=middle)
    factories.measure(cast.home, "Lotsen", field=language)
    factories.measure(cast.home, "Versteckt", field=work, visibility="intern")
    answer = clients.lesend.get(page("plan", cast.home))
    assert (
        text(answer).count(
            "2 Handlungsfelder, 3 Ziele; 1 Handlungsfeld hat kein Ziel, 1 Ziel hat keine freigegebene Maßnahme."
        )
        == 1
    )
    tree = answer.context["tree"]
    assert [(str(b.field), b.measures, b.loose) for b in tree.branches] == [("1 Sprache", 2, 1), ("2 Arbeit", 0, 0)]
    (root,) = tree.branches[0].goals
    assert (root.measures, root.below[0].measures, root.below[0].below[0].measures) == (1, 1, 0)
    assert not root.below[0].below[0].flags, "what depends on internal measures is told to the Steuerung alone"
    (steered,) = clients.steuerung.get(page("plan", cast.home)).context["tree"].branches[0].goals
    assert [str(flag.word) for flag in steered.below[0].below[0].flags] == ["ohne Maßnahme", "ohne Indikator"]
    assert str(clients.steuerung.get(page("plan", cast.home)).context["tree"].branches[1].measures) == "1"
    nested = html.fromstring(answer.content.decode()).xpath(
        "//ul[@class='tree']//ul[@class='tree']//ul[@class='tree']//a"
    )
    assert [a.text for a in nested] == ["Börse ist bekannt"]


def test_a_further_goal_of_a_measure_is_served_too(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    first, second = factories.goal(cast.home, "Erstes"), factories.goal(cast.home, "Zweites")
    factories.measure(cast.home, goal=first).more_goals.add(second)
    assert clients.lesend.get(page("plan", cast.home)).context["tree"].empty_goals == 0


def test_a_measure_counts_once_however_many_goals_it_serves(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    top = factories.goal(cast.home)
    below = factories.goal(cast.home, "Unter", parent=top, level="mittelfristig")
    factories.measure(cast.home, goal=top).more_goals.add(below)
    (root,) = clients.lesend.get(page("plan", cast.home)).context["tree"].branches[0].goals
    assert (root.measures, root.below[0].measures) == (1, 1)


def test_what_belongs_nowhere_stands_at_the_end(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.field(cast.home)
    factories.goal(cast.home, "Heimatlos")
    factories.measure(cast.home)
    last = clients.lesend.get(page("plan", cast.home)).context["tree"].branches[-1]
    assert (last.field, [str(b.goal) for b in last.goals], last.measures, last.loose) == (None, ["Heimatlos"], 1, 1)


def test_an_empty_plan_offers_two_ways_to_those_who_may(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    ways = [page("field-create", cast.home), page("import-create", cast.home)]
    begun, reading = (
        getattr(clients, who).get(page("plan", cast.home)).content.decode() for who in ("steuerung", "lesend")
    )
    assert all(f'href="{way}"' in begun for way in ways)
    assert not any(f'href="{way}"' in reading for way in ways)
    assert "Die Steuerung Ihrer Kommune legt das erste an" in reading


def test_a_finding_leads_to_where_it_is_mended(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    field = factories.field(cast.home)
    goal = factories.goal(cast.home)
    wanted = [
        page("goal-create", cast.home) + f"?feld={field.pk}",
        page("measure-create", cast.home) + f"?ziel={goal.pk}",
        page("goal-edit", cast.home, goal.pk) + "#id_indicator",
    ]
    steering, reading = (
        getattr(clients, who).get(page("plan", cast.home)).content.decode() for who in ("steuerung", "lesend")
    )
    assert all(f'href="{way}"' in steering for way in wanted)
    assert not any(way in reading for way in wanted)
    assert "ohne Maßnahme" in steering and "ohne Maßnahme" not in reading


def test_a_goal_is_made_edited_deleted_and_brought_back(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    field = factories.field(cast.home)
    clients.steuerung.post(page("goal-create", cast.home), sent(field=field.pk, number="1.A"))
    made = Goal.objects.get()
    clients.steuerung.post(
        page("goal-edit", cast.home, made.pk), sent(made, situation="Kurse sind voll.", support_and_demand="on")
    )
    made.refresh_from_db()
    assert (made.field, made.number, made.situation, made.support_and_demand) == (
        field,
        "1.A",
        "Kurse sind voll.",
        True,
    )
    answer = clients.steuerung.post(page("goal-delete", cast.home, made.pk), follow=True)
    assert "Rückgängig machen" in text(answer)
    assert clients.steuerung.get(page("goal-detail", cast.home, made.pk)).status_code == 404
    clients.steuerung.post(page("goal-restore", cast.home, made.pk))
    assert [e.verb for e in Event.objects.about(made).order_by("pk")] == ["create", "edit", "delete", "restore"]
    assert "Ausgangslage: – → Kurse sind voll." in text(clients.lesend.get(page("goal-detail", cast.home, made.pk)))


def test_only_who_may_undo_learns_what_was_deleted(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    gone = factories.goal(cast.home, "Altes Ziel")
    actions.delete_row(user=cast.steuerung, row=gone)
    url = page("plan", cast.home) + f"?geloeschtes_ziel={gone.pk}"
    assert "Altes Ziel" in text(clients.steuerung.get(url))
    assert "Altes Ziel" not in text(clients.lesend.get(url))


def test_an_address_says_what_a_new_goal_serves(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    top = factories.goal(cast.home, field=factories.field(cast.home))
    form = clients.steuerung.get(page("goal-create", cast.home) + f"?ziel={top.pk}").context["form"]
    assert (form["parent"].initial, form["field"].initial, form["level"].initial) == (top, top.field, "mittelfristig")
    foreign = factories.goal(cast.neighbour, "Fremdes Ziel")
    for value in (foreign.pk, "abc", "9" * 40):
        answer = clients.steuerung.get(page("goal-create", cast.home) + f"?ziel={value}&feld={value}")
        assert answer.status_code == 200
        assert "Fremdes Ziel" not in text(answer)


def test_the_page_shows_all_that_hangs_together(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    goal = factories.goal(
        cast.home, field=factories.field(cast.home), challenges="Weite Wege", strategy="Börse", support_and_demand=True
    )
    factories.goal(cast.home, "Unter", parent=goal, level="mittelfristig")
    factories.measure(cast.home, "Börse aufbauen", goal=goal)
    factories.need(cast.home, "Kurse fehlen", answer="goal", goal=goal)
    actions.save_strategy(user=None, strategy=factories.strategy(cast.home), links=[(goal, "Andere Orte")], version=1)
    shown = text(clients.lesend.get(page("goal-detail", cast.home, goal.pk)))
    for wanted in (
        "Weite Wege",
        "ist eine Strategie dazu",
        "Unter",
        "Börse aufbauen",
        "Kurse fehlen",
        "Sozialplanung",
        "Widerspruch: Andere Orte",
    ):
        assert wanted in shown


def test_the_chain_of_effect_marks_what_is_assumed(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    goal = factories.goal(cast.home)
    form = sent(
        goal,
        sentence="Ein Ort, mehr Kurse.",
        means="eine Stelle",
        outcome="frühere Kurse",
        assumed_outcome="on",
        assumed_effect="on",
    )
    clients.steuerung.post(page("goal-edit", cast.home, goal.pk), form)
    goal.refresh_from_db()
    assert goal.assumed == ["outcome"], "what is not filled is not assumed either"
    assert [(step.text, step.assumed) for step in chain_of_effect(goal)] == [
        ("eine Stelle", False),
        ("frühere Kurse", True),
    ]
    tree = html.fromstring(clients.lesend.get(page("goal-detail", cast.home, goal.pk)).content.decode())
    (box,) = tree.xpath("//ol[@class='chain']/li[@class='assumed']")
    assert "frühere Kurse" in box.text_content() and "angenommen" in box.text_content()
    assert "nur angenommen: – → Veränderung bei den Beteiligten" in text(
        clients.lesend.get(page("goal-detail", cast.home, goal.pk))
    )
    again = clients.steuerung.get(page("goal-edit", cast.home, goal.pk)).context["form"]
    assert [again[f"assumed_{step}"].initial for step in Goal.CHAIN] == [False, False, False, True, False]


def test_one_sentence_is_enough(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    goal = factories.goal(cast.home)
    assert "Ein Satz genügt" in text(clients.lesend.get(page("goal-detail", cast.home, goal.pk)))
    clients.steuerung.post(page("goal-edit", cast.home, goal.pk), sent(goal, sentence="Ein Ort, mehr Kurse."))
    shown = text(clients.lesend.get(page("goal-detail", cast.home, goal.pk)))
    assert "Ein Ort, mehr Kurse." in shown and "Ein Satz genügt" not in shown


def test_a_goal_stands_in_the_field_of_the_goal_above(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    language, work = factories.field(cast.home), factories.field(cast.home, "Arbeit")
    top = factories.goal(cast.home, field=language)
    clients.steuerung.post(
        page("goal-create", cast.home), sent(title="Unter", level="mittelfristig", parent=top.pk, field=work.pk)
    )
    assert Goal.objects.get(title="Unter").field == language


def test_what_hangs_on_a_goal_moves_with_it(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    language, work = factories.field(cast.home), factories.field(cast.home, "Arbeit")
    top = factories.goal(cast.home, field=language)
    middle = factories.goal(cast.home, "Mittel", parent=top, level="mittelfristig")
    short = factories.goal(cast.home, "Kurz", parent=middle, level="kurzfristig")
    measure = factories.measure(cast.home, goal=short)
    clients.steuerung.post(page("goal-edit", cast.home, top.pk), sent(top, field=work.pk))
    for row in (middle, short, measure):
        row.refresh_from_db()
        assert row.field == work
        assert Event.objects.about(row).first().before["field"]["name"] == "Sprache"


def test_a_goal_serves_neither_itself_nor_one_of_its_own_level(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    top, twin = factories.goal(cast.home), factories.goal(cast.home, "Noch eins")
    middle = factories.goal(cast.home, "Mittel", parent=top, level="mittelfristig")
    for goal, parent in ((top, top), (top, middle), (top, twin), (middle, middle)):
        answer = clients.steuerung.post(page("goal-edit", cast.home, goal.pk), sent(goal, parent=parent.pk))
        assert answer.status_code == 422
        assert answer.context["form"].errors["parent"]
    assert Goal.objects.get(pk=top.pk).parent is None


def test_a_goal_keeps_a_higher_level_than_those_below(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """Or a circle could be closed in two steps."""
    top = factories.goal(cast.home)
    middle = factories.goal(cast.home, "Mittel", parent=top, level="mittelfristig")
    answer = clients.steuerung.post(page("goal-edit", cast.home, top.pk), sent(top, level="kurzfristig"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["level"]
    actions.delete_row(user=cast.steuerung, row=middle)
    assert (
        clients.steuerung.post(page("goal-edit", cast.home, top.pk), sent(top, level="kurzfristig")).status_code == 302
    )
    actions.restore_row(user=cast.steuerung, row=middle)
    assert Goal.objects.get(pk=middle.pk).parent is None, "what no longer fits comes back on its own"


def test_a_goal_with_something_on_it_asks_where_that_goes(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    top, other = (
        factories.goal(cast.home, "Erstes"),
        factories.goal(cast.home, "Anderes", field=factories.field(cast.home)),
    )
    middle = factories.goal(cast.home, "Mittel", parent=top, level="mittelfristig")
    measure = factories.measure(cast.home, goal=top)
    url = page("goal-delete", cast.home, top.pk)
    asked = clients.steuerung.get(url)
    assert "1 Ziel" in text(asked) and "1 Maßnahme" in text(asked)
    assert [str(goal) for goal in asked.context["form"].fields["to"].queryset] == ["Anderes"], (
        "a lower level could not take them"
    )
    for bad in ({}, {"to": ""}, {"to": top.pk}, {"to": middle.pk}, {"to": factories.goal(cast.neighbour).pk}):
        assert clients.steuerung.post(url, bad).status_code == 422
    assert Goal.objects.of(cast.home).count() == 3
    assert clients.steuerung.post(url, {"to": other.pk}).status_code == 302
    middle.refresh_from_db()
    measure.refresh_from_db()
    assert (middle.parent, middle.field, measure.goal, measure.field) == (other, other.field, other, other.field)
    assert not Goal.objects.of(cast.home).filter(pk=top.pk).exists()


def test_what_comes_while_deleting_is_asked_about(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """The page said that nothing hangs on it; meanwhile somebody put a measure there."""
    goal = factories.goal(cast.home)
    factories.measure(cast.home, goal=goal)
    answer = clients.steuerung.post(page("goal-delete", cast.home, goal.pk))
    assert answer.status_code == 422
    assert "Wohin sollen sie?" in text(answer)
    assert Goal.objects.of(cast.home).count() == 1


def test_two_people_edit_at_once(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    goal = factories.goal(cast.home)
    old = sent(goal)
    clients.steuerung.post(page("goal-edit", cast.home, goal.pk), {**old, "title": "Schnelle Fassung"})
    late = clients.steuerung.post(
        page("goal-edit", cast.home, goal.pk), {**old, "title": "Späte Fassung", "assumed_means": "on", "means": "Geld"}
    )
    assert late.status_code == 409
    assert "Schnelle Fassung" in text(late) and "Späte Fassung" in text(late)
    assert Goal.objects.get(pk=goal.pk).title == "Schnelle Fassung"
    assert (
        clients.steuerung.post(page("goal-edit", cast.home, goal.pk), sent(goal, title="Späte Fassung")).status_code
        == 302
    )


def test_deleting_and_saving_at_once_loses_neither(cast: SimpleNamespace) -> None:
    goal = factories.goal(cast.home)
    stale = Goal.objects.get(pk=goal.pk)
    newer = Goal.objects.get(pk=goal.pk)
    newer.title = "Neue Fassung"
    actions.save_goal(user=cast.steuerung, goal=newer, version=1)
    actions.delete_row(user=cast.steuerung, row=stale)
    assert Event.objects.about(goal).first().before["title"] == "Neue Fassung"
    with pytest.raises(StaleSave):
        actions.save_goal(user=cast.steuerung, goal=stale, version=2)
    assert Goal.objects.get(pk=goal.pk).title == "Neue Fassung"


def test_foreign_rows_are_refused(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    foreign = {
        "field": factories.field(cast.neighbour, "Fremdes Feld").pk,
        "parent": factories.goal(cast.neighbour, "Fremdes Ziel").pk,
    }
    for name, pk in foreign.items():
        answer = clients.steuerung.post(page("goal-create", cast.home), sent(level="kurzfristig", **{name: pk}))
        assert answer.status_code == 422
        assert "Fremdes" not in text(answer)
    assert not Goal.objects.of(cast.home).exists()
    assert "Fremdes" not in text(clients.steuerung.get(page("goal-create", cast.home)))


def test_a_number_twice_is_saved_and_measures_keep_their_goal(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.goal(cast.home, number="1.A")
    assert (
        clients.steuerung.post(page("goal-create", cast.home), sent(title="Noch eins", number="1.A")).status_code == 302
    )
    assert Goal.objects.of(cast.home).filter(number="1.A").count() == 2


HOSTILE = ["<script>alert(1)</script>", "هدف", "Ziel 😀", "\u202eabc", "x" * 1000]


@pytest.mark.parametrize("value", HOSTILE)
def test_any_text_is_shown_as_text(value: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    field = factories.field(cast.home, value[:300])
    goal = factories.goal(cast.home, value, field=field)
    texts = ("title", "situation", "challenges", "strategy", "indicator", "sentence", *Goal.CHAIN)
    everything = dict.fromkeys(texts, value)
    assert clients.steuerung.post(page("goal-edit", cast.home, goal.pk), sent(goal, **everything)).status_code == 302
    factories.goal(cast.home, "Unter", parent=Goal.objects.get(pk=goal.pk), level="mittelfristig")
    for name, args in (
        ("plan", []),
        ("goal-detail", [goal.pk]),
        ("goal-edit", [goal.pk]),
        ("goal-delete", [goal.pk]),
        ("goal-create", []),
    ):
        answer = clients.steuerung.get(page(name, cast.home, *args))
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()
    assert Measure.objects.count() == 0


@pytest.mark.parametrize("title", ["", "   ", "x" * 1001, "a\x00b"])
def test_bad_titles_are_refused_with_a_word(title: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    answer = clients.steuerung.post(page("goal-create", cast.home), sent(title=title))
    assert answer.status_code == 422
    assert "kern-error" in answer.content.decode()


def test_an_edit_without_a_version_is_refused(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    goal = factories.goal(cast.home)
    assert clients.steuerung.post(page("goal-edit", cast.home, goal.pk), sent()).status_code == 422
