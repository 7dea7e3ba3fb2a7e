"""A member's own concept on top of the thirteen; the public sees only these."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from verbindlich.base.calc.figure7 import figure7
from verbindlich.domain.assessment.own import OwnRow
from verbindlich.domain.concepts import actions, facts
from verbindlich.domain.concepts.models import Concept, Section, Version
from verbindlich.office.accounts.models import Membership, Municipality, Role

URL = reverse("assessment:concepts")


@pytest.fixture
def home(cast: SimpleNamespace) -> Municipality:
    concept = Concept(
        municipality=cast.home,
        title="Integrationskonzept 2025",
        occasion="Auftrag des Kreistags",
        steering="Stabsstelle",
    )
    actions.save_concept(user=None, concept=concept)
    actions.save_section(user=None, section=Section(municipality=cast.home, element="ausgangslage", text="Die Lage."))
    Version.objects.create(municipality=cast.home, name="Konzept", state="beschlossen", adopted_on=date(2025, 3, 1))
    field = factories.field(cast.home)
    factories.measure(cast.home, "Erste", field=field, priority="hoch")
    factories.measure(cast.home, "Zweite", field=field)
    factories.measure(cast.home, "Interne", visibility="intern")
    found: Municipality = cast.home
    return found


def own(client: Any) -> list[OwnRow]:
    return list(client.get(URL).context["own"])


def test_the_own_row_stands_on_top_and_says_that_it_is_own(clients: SimpleNamespace, home: Municipality) -> None:
    text = clients.lesend.get(URL).content.decode()
    assert text.index("Beispielkreis</a>") < text.index("Chemnitz</th>")
    assert text.count("eigenes Konzept") == 2
    assert "Auftrag des Kreistags" in text
    assert "Stabsstelle" in text
    assert "nur Sie und andere mit Zugang sehen diese Zeile" in text
    row = own(clients.lesend)[0]
    assert (row.year, row.concept and row.concept.title) == ("2025", "Integrationskonzept 2025")


def test_its_words_are_those_of_the_check(clients: SimpleNamespace, home: Municipality) -> None:
    words = dict(zip([r.criterion for r in figure7(facts.catalogue(home))], own(clients.lesend)[0].cells, strict=True))
    assert (words["Bedarfs- und Potenzialanalyse"].word, words["Monitoring"].word) == ("ja", "nein")
    assert (words["Handlungsfelder"].word, words["Priorisierung der Maßnahmen"].label) == ("ja", "teilweise")
    assert own(clients.lesend)[0].fulfilled == sum(cell.word == "ja" for cell in words.values())


def test_each_sees_what_the_measures_say_that_they_may_see(clients: SimpleNamespace, home: Municipality) -> None:
    fields = {who: own(getattr(clients, who))[0].cells[3].label for who in ("steuerung", "fachamt", "beirat", "lesend")}
    assert fields == {"steuerung": "teilweise", "fachamt": "ja", "beirat": "ja", "lesend": "ja"}


def test_the_public_and_strangers_see_only_the_thirteen(clients: SimpleNamespace, home: Municipality) -> None:
    for who in ("gast", "fremd", "verwaltung"):
        assert own(getattr(clients, who)) == []
        assert "eigenes Konzept" not in getattr(clients, who).get(URL).content.decode()


def test_a_municipality_without_a_concept_or_without_the_room_has_no_row(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    assert own(clients.steuerung) == []
    factories.measure(cast.home)
    row = own(clients.steuerung)[0]
    assert (row.concept, row.year, row.cells[0].label) == (None, "", "nein")
    cast.home.rooms_off = ["concepts"]
    cast.home.save()
    assert own(clients.steuerung) == []


def test_filters_narrow_the_others(clients: SimpleNamespace, home: Municipality) -> None:
    answer = clients.lesend.get(URL, {"q": "gibt es nicht"})
    assert answer.context["own"]
    assert "Nichts passt zu diesen Filtern" in answer.content.decode()
    assert "Integrationskonzept 2025" in clients.lesend.get(URL, headers={"HX-Request": "true"}).content.decode()


@pytest.mark.parametrize("more", [1, 3])
def test_it_costs_the_same_for_one_and_three_measures(
    more: int, clients: SimpleNamespace, home: Municipality, queries: Any
) -> None:
    for n in range(more):
        factories.measure(home, f"Weitere {n}", leads=[factories.organisation(home, f"Amt {n}")])
    # session, user, memberships; frame; two of the plan, measures, bodies, further goals, three of the concept
    assert queries(lambda: clients.lesend.get(URL)) == 12


def test_a_person_of_two_municipalities_has_two_rows(
    cast: SimpleNamespace, clients: SimpleNamespace, home: Municipality, queries: Any
) -> None:
    Membership.objects.create(user=cast.lesend, municipality=cast.neighbour, role=Role.STEUERUNG)
    factories.measure(cast.neighbour, "Nebenan", visibility="intern")
    assert [row.municipality.name for row in own(clients.lesend)] == ["Beispielkreis", "Nachbarkreis"]
    assert queries(lambda: clients.lesend.get(URL)) == 3 + 2 * 9
