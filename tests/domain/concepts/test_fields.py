"""Fields of action: their page, their tie to the state's concept, where goals go when one is deleted, bad input."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from lxml import html

from tests import factories
from verbindlich.base import profiles
from verbindlich.domain.concepts import actions
from verbindlich.domain.concepts.models import FieldOfAction, Goal
from verbindlich.office.trail.models import Event
from verbindlich.office.vocab.models import Topic

LANGUAGE = "Sprache und Verständigung"


def page(name: str, home: Any, *args: int) -> str:
    return reverse(f"concepts:{name}", args=[home.slug, *args])


def text(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


@pytest.mark.parametrize("rows", [1, 3])
def test_a_field_costs_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    field, office = factories.field(cast.home), factories.organisation(cast.home)
    actions.save_field(user=None, field=field, topics=[f"Thema {n}" for n in range(rows)], version=1)
    for n in range(rows):
        factories.measure(
            cast.home, f"Maßnahme {n}", goal=factories.goal(cast.home, f"Ziel {n}", field=field), leads=[office]
        )
    # session, user, membership; field; day of the check; topics; goals; measures, bodies, organisations; findings; trail
    assert queries(lambda: clients.lesend.get(page("field-detail", cast.home, field.pk))) == 12


def test_a_field_is_made_edited_deleted_and_brought_back(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    clients.steuerung.post(page("field-create", cast.home), {"name": "Sprache", "number": "1"})
    made = FieldOfAction.objects.get()
    form = {
        "name": "Sprache",
        "number": "1",
        "topics": "Sprachkurse, Ehrenamt",
        "state_fields": [LANGUAGE],
        "more_state_fields": "Sicherheit",
        "version_seen": 1,
    }
    clients.steuerung.post(page("field-edit", cast.home, made.pk), form)
    made.refresh_from_db()
    assert made.state_fields == [LANGUAGE, "Sicherheit"]
    shown = text(clients.lesend.get(page("field-detail", cast.home, made.pk)))
    for wanted in ("1 Sprache", "Themen: Ehrenamt, Sprachkurse", LANGUAGE, "Sicherheit"):
        assert wanted in shown
    again = clients.steuerung.get(page("field-edit", cast.home, made.pk)).context["form"]
    assert (again["state_fields"].initial, again["more_state_fields"].initial) == ([LANGUAGE], ["Sicherheit"])
    answer = clients.steuerung.post(page("field-delete", cast.home, made.pk), follow=True)
    assert "„1 Sprache“ ist gelöscht." in text(answer) and "Rückgängig machen" in text(answer)
    assert "ist gelöscht" not in text(clients.lesend.get(page("plan", cast.home) + f"?geloescht={made.pk}"))
    clients.steuerung.post(page("field-restore", cast.home, made.pk))
    assert [e.verb for e in Event.objects.about(made).order_by("pk")] == ["create", "edit", "delete", "restore"]


def test_the_law_is_quoted_as_it_stands(cast: SimpleNamespace, clients: SimpleNamespace, shared: Path) -> None:
    state = profiles.load("sachsen").state_fields
    law = " ".join((shared / "law/KomIntAVO.md").read_text("utf-8").split())
    paragraph = law.split("§ 10 Kommunales Integrationskonzept", 1)[1].split("§ 11 ", 1)[0]
    assert re.search(r"\(2\) " + " 1. ".join(map(re.escape, state.quote.split(" … "))), paragraph)
    field = factories.field(cast.home)
    for url in (
        page("field-edit", cast.home, field.pk),
        page("field-detail", cast.home, field.pk),
        page("plan", cast.home),
    ):
        assert state.quote in text(clients.steuerung.get(url)) and "KomIntAVO § 10 Abs. 2 Nr. 1" in text(
            clients.steuerung.get(url)
        )


def test_the_states_fields_stand_under_their_dimensions(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    tree = html.fromstring(clients.steuerung.get(page("field-create", cast.home)).content.decode())
    groups = tree.xpath("//div[@id='id_state_fields']/div[@role='group']")
    assert [(group.get("aria-label"), len(group.xpath(".//input"))) for group in groups] == [
        (title, len(names)) for title, names in profiles.load("sachsen").state_fields.by_dimension().items()
    ]


def test_a_field_off_the_states_list_is_asked_for_a_reason(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    field = factories.field(cast.home, "Kirchweih")
    url, asked = page("field-detail", cast.home, field.pk), "die Abweichung ist nicht begründet"
    assert asked in text(clients.lesend.get(url))
    assert "#id_state_fields" in clients.steuerung.get(url).content.decode()
    assert "#id_state_fields" not in clients.lesend.get(url).content.decode()
    form = {"name": "Kirchweih", "deviation": "Hier wichtig.", "version_seen": 1}
    assert clients.steuerung.post(page("field-edit", cast.home, field.pk), form).status_code == 302
    assert asked not in text(clients.lesend.get(url)) and "Hier wichtig." in text(clients.lesend.get(url))


def test_the_plan_says_which_of_the_states_fields_are_taken_up(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.field(cast.home, "Sprache", state_fields=[LANGUAGE])
    taken = {
        one.name: [str(f) for f in one.taken_up]
        for _title, every in clients.lesend.get(page("plan", cast.home)).context["state_fields"]
        for one in every
    }
    assert taken.pop(LANGUAGE) == ["Sprache"]
    assert set(map(len, taken.values())) == {0}


@pytest.mark.parametrize("value", ["Kein Feld des Landes", "<b>"])
def test_only_the_states_fields_can_be_ticked(value: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    answer = clients.steuerung.post(page("field-create", cast.home), {"name": "Sprache", "state_fields": [value]})
    assert answer.status_code == 422
    assert not FieldOfAction.objects.exists()


def test_words_of_another_municipality_are_neither_offered_nor_used(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    actions.save_field(user=None, field=factories.field(cast.neighbour), topics=["Fremdwort", "Ehrenamt"], version=1)
    actions.save_field(user=None, field=factories.field(cast.home, "Erstes"), topics=["<img src=x>"], version=1)
    offered = clients.steuerung.get(page("field-create", cast.home)).content.decode()
    assert "Fremdwort" not in offered
    assert "<img src=x>" not in offered and "&lt;img src=x&gt;" in offered
    clients.steuerung.post(page("field-create", cast.home), {"name": "Sprache", "topics": "Ehrenamt"})
    assert FieldOfAction.objects.get(name="Sprache", municipality=cast.home).topics.get().municipality == cast.home
    assert Topic.objects.filter(name="Ehrenamt").count() == 2


def test_a_field_with_goals_asks_where_they_go(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    field, other = factories.field(cast.home, "Sprache"), factories.field(cast.home, "Arbeit")
    goal = factories.goal(cast.home, field=field)
    measures = [factories.measure(cast.home, goal=goal), factories.measure(cast.home, "Ohne Ziel", field=field)]
    url = page("field-delete", cast.home, field.pk)
    assert f'href="{url}"' in clients.steuerung.get(page("field-detail", cast.home, field.pk)).content.decode()
    asked = text(clients.steuerung.get(url))
    assert "1 Ziel" in asked and "2 Maßnahmen" in asked
    foreign = factories.field(cast.neighbour, "Fremdes Feld")
    for bad in ({}, {"to": ""}, {"to": field.pk}, {"to": foreign.pk}, {"to": "abc"}):
        answer = clients.steuerung.post(url, bad)
        assert answer.status_code == 422
        assert "Fremdes" not in text(answer)
    assert FieldOfAction.objects.of(cast.home).count() == 2
    assert clients.steuerung.post(url, {"to": other.pk}).status_code == 302
    for row in (goal, *measures):
        row.refresh_from_db()
        assert row.field == other
    clients.steuerung.post(page("field-restore", cast.home, field.pk))
    goal.refresh_from_db()
    assert goal.field == other, "bringing back the field moves nothing"


def test_the_only_field_cannot_be_emptied_by_moving(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    field = factories.field(cast.home)
    factories.goal(cast.home, field=field)
    assert "Legen Sie zuerst eines an" in text(clients.steuerung.get(page("field-delete", cast.home, field.pk)))


def test_a_field_that_fills_while_it_is_deleted_stays(cast: SimpleNamespace) -> None:
    field = factories.field(cast.home)
    factories.goal(cast.home, field=field)
    with pytest.raises(ValidationError, match="Wohin sollen sie"):
        actions.delete_row(user=cast.steuerung, row=field)
    assert FieldOfAction.objects.of(cast.home).exists()


def test_two_people_edit_at_once(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    field = factories.field(cast.home)
    url = page("field-edit", cast.home, field.pk)
    clients.steuerung.post(url, {"name": "Schnell", "topics": "Kurse", "version_seen": 1})
    late = clients.steuerung.post(
        url, {"name": "Spät", "topics": "Ehrenamt", "state_fields": [LANGUAGE], "version_seen": 1}
    )
    assert late.status_code == 409
    for wanted in ("Schnell", "Spät", "Kurse", "Ehrenamt", LANGUAGE):
        assert wanted in text(late)
    assert [str(t) for t in FieldOfAction.objects.get().topics.all()] == ["Kurse"]
    assert clients.steuerung.post(url, {"name": "Spät", "version_seen": 2}).status_code == 302


def test_the_name_of_a_field_changes_no_goal(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    goal = factories.goal(cast.home, field=factories.field(cast.home))
    clients.steuerung.post(page("field-edit", cast.home, goal.field_id), {"name": "Neu", "version_seen": 1})
    assert Goal.objects.get(pk=goal.pk).version == goal.version


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "حقل", "Feld 😀", "\u202eabc", "x" * 300])
def test_any_name_is_shown_as_text(name: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    clients.steuerung.post(
        page("field-create", cast.home), {"name": name, "topics": name, "deviation": name, "more_state_fields": name}
    )
    made = FieldOfAction.objects.get()
    for url in (
        page("plan", cast.home),
        *(page(f"field-{view}", cast.home, made.pk) for view in ("detail", "edit", "delete")),
    ):
        answer = clients.steuerung.get(url)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("name", ["", " ", "x" * 301, "a\x00b"])
def test_bad_names_are_refused_with_a_word(name: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    answer = clients.steuerung.post(page("field-create", cast.home), {"name": name})
    assert answer.status_code == 422
    assert "kern-error" in answer.content.decode()
