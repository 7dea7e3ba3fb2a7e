"""The report to print and hand round."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.base.documents import html
from verbindlich.domain.concepts import actions
from verbindlich.domain.concepts.models import Version
from verbindlich.office.accounts.models import Municipality


def get(client: Any, home: Municipality, **query: str) -> Any:
    return client.get(reverse("concepts:check-report", args=[home.slug]), query)


@pytest.fixture
def home(cast: SimpleNamespace) -> Municipality:
    factories.measure(cast.home, "Offene Sache", number="1")
    factories.measure(cast.home, "Interne Sache", number="2", visibility="intern")
    actions.switch_rule_off(
        user=cast.steuerung, municipality=cast.home, rule="not-adopted", reason="Der Beschluss <folgt>."
    )
    found: Municipality = cast.home
    return found


def test_who_when_which_version_and_why_rules_are_off(
    cast: SimpleNamespace, clients: SimpleNamespace, home: Municipality
) -> None:
    Version.objects.create(
        municipality=home,
        name="Konzept 2025",
        state="beschlossen",
        adopted_on=date(2025, 3, 1),
        body="Kreistag",
        resolution="12/25",
    )
    text = get(clients.lesend, home).content.decode()
    for said in (
        f"{cast.lesend.name} (Lesend)", f"{timezone.localdate():%d.%m.%Y}", "zuletzt beschlossen: Konzept 2025, 01.03.2025, Kreistag, Nr. 12/25",
        "Bestandteile des Konzepts", "Umsetzungszeiträume", "1 Maßnahme", "Offene Sache", "Der Beschluss &lt;folgt&gt;.", cast.steuerung.name,
        "Ohne Befund", "Nicht geprüft",
    ):  # fmt: skip
        assert said in text, said


def test_it_is_a_page_of_its_own_that_its_policy_lets_look_right(clients: SimpleNamespace, home: Municipality) -> None:
    answer = get(clients.lesend, home)
    assert html.style_hash() in answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    page = ET.fromstring(answer.content.decode().removeprefix("<!DOCTYPE html>"))
    assert not list(page.iter("script"))
    assert not list(page.iter("link"))


def test_internal_measures_are_handed_round_by_nobody(clients: SimpleNamespace, home: Municipality) -> None:
    for who in ("steuerung", "fachamt", "beirat", "lesend"):
        assert "Interne Sache" not in get(getattr(clients, who), home).content.decode()
    for who in ("fachamt", "beirat", "lesend"):
        assert "Interne Sache" not in get(getattr(clients, who), home, umfang="intern").content.decode()
    inside = get(clients.steuerung, home, umfang="intern").content.decode()
    assert "Interne Sache" in inside
    assert "nur für den Gebrauch in der Verwaltung" in inside


def test_the_report_is_german_in_every_language(clients: SimpleNamespace, home: Municipality) -> None:
    answer = clients.lesend.get(
        reverse("concepts:check-report", args=[home.slug]), headers={"accept-language": "en"}
    ).content.decode()
    assert 'lang="de"' in answer
    assert "(Lesend)" in answer


def test_before_any_adoption_and_of_an_empty_concept(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    text = get(clients.lesend, cast.home).content.decode()
    assert "beschlossen ist noch keine" in text
    assert "Das Konzept hat noch keine Maßnahme." in text


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_for_one_and_three_measures(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    for n in range(rows):
        factories.measure(cast.home, f"Angebot {n}", leads=[factories.organisation(cast.home, f"Amt {n}")])
    # session, user, membership; rules that are off; two of the plan, measures, bodies, further goals, three of the concept;
    # versions; trend
    assert queries(lambda: get(clients.lesend, cast.home)) == 14
