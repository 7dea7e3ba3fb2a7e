"""Each finding leads to the field that mends it: for every rule, on every form, for those who may."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from verbindlich.base import profiles
from verbindlich.base.calc.rules import registered
from verbindlich.domain.concepts import actions
from verbindlich.domain.concepts.mending import SEEN, STEP, TARGETS, Mender, element_of_step
from verbindlich.domain.concepts.models import Concept

RULES = tuple(rule.id for rule in registered())
MESSAGE = "Kein Abschnitt zum Schritt „Leitbild“ im Konzept gefunden."


@pytest.fixture
def rows(cast: SimpleNamespace) -> dict[str, int]:
    actions.save_concept(user=None, concept=Concept(municipality=cast.home, title="Konzept"))
    field = factories.field(cast.home)
    goal = factories.goal(cast.home, field=field)
    return {"measure": factories.measure(cast.home, goal=goal).pk, "goal": goal.pk, "field": field.pk}


def kind_of(rule: str) -> str:
    page = TARGETS[rule].page
    found = {"measure-edit": "measure", "goal-edit": "goal"}.get(page, "")
    return found or {"goal-without-measure": "goal", "field-without-goal": "field"}.get(rule, "")


def test_every_rule_has_a_target() -> None:
    assert set(TARGETS) == set(RULES)


def test_the_link_opens_the_page_with_that_field(
    cast: SimpleNamespace, clients: SimpleNamespace, rows: dict[str, int]
) -> None:
    pages: dict[str, str] = {}
    for rule in RULES:
        kind, field = kind_of(rule), TARGETS[rule].field
        url = Mender(cast.home, steers=True).url(rule, kind, rows.get(kind, 0), MESSAGE)
        path = url.partition("#")[0]
        if path not in pages:
            answer = clients.steuerung.get(path)
            assert answer.status_code == 200, rule
            pages[path] = answer.content.decode()
        assert ("#" in url) == bool(field), rule
        assert not field or f'id="id_{field}"' in pages[path], rule


def test_readers_are_led_where_they_may_go(
    cast: SimpleNamespace, clients: SimpleNamespace, rows: dict[str, int]
) -> None:
    led = {
        rule: Mender(cast.home, steers=False).url(rule, kind_of(rule), rows.get(kind_of(rule), 0), MESSAGE)
        for rule in RULES
    }
    assert all(led[rule] or not kind_of(rule) for rule in RULES), "what stands on a row can be seen there"
    for who in ("lesend", "beirat", "fachamt"):
        for url in set(filter(None, led.values())):
            assert getattr(clients, who).get(url).status_code == 200, (who, url)


def test_pages_that_show_what_others_mend_exist(cast: SimpleNamespace) -> None:
    for page in SEEN.values():
        assert reverse(f"concepts:{page}", args=[cast.home.slug, *(["leitlinien"] if page == "section-detail" else [])])


def test_a_department_mends_what_it_leads_and_may_change(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = factories.organisation(cast.home)
    factories.affiliate(cast.fachamt, body)
    own, other = (
        factories.measure(cast.home, "Eigene", leads=[body]),
        factories.measure(cast.home, "Andere", partners=[body]),
    )
    shown = clients.fachamt.get(reverse("concepts:check", args=[cast.home.slug])).context["severities"]
    urls = [
        s.url
        for _sev, _n, groups in shown
        for group in groups
        if group.rule.id == "measure-without-priority"
        for s in group.first
    ]
    assert sorted(urls) == sorted(
        [f"/beispielkreis/massnahmen/{own.pk}/bearbeiten/#id_priority", f"/beispielkreis/massnahmen/{other.pk}/"]
    )
    goals = [
        s.url
        for _sev, _n, groups in shown
        for group in groups
        if group.rule.id == "measure-without-goal"
        for s in group.first
    ]
    assert f"/beispielkreis/massnahmen/{own.pk}/" in goals, "its place in the plan is the Steuerung's to choose"


def test_every_step_of_the_decree_leads_to_an_element() -> None:
    home: Any = SimpleNamespace(profile="sachsen", slug="x")
    elements = profiles.load("sachsen").elements
    for step in {step for element in elements for step in element.steps}:
        element = element_of_step(home, f"Kein Abschnitt zum Schritt „{step}“ im Konzept gefunden.")
        assert step in next(e.steps for e in elements if e.id == element)
    assert TARGETS[STEP].page == "section-edit"
