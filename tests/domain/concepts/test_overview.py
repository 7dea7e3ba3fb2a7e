"""The overview: what is missing is a list to work off, and everything counted is what the reader may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.base.calc.rules import registered
from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.concepts.actions import switch_rule_off
from verbindlich.domain.concepts.mending import TARGETS
from verbindlich.domain.concepts.models import CheckDay, Concept, Finding, Need, Version
from verbindlich.domain.concepts.todo import SENTENCES
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.vocab.models import Visibility

TODAY = timezone.localdate


@pytest.fixture
def url(cast: SimpleNamespace) -> Callable[..., str]:
    return lambda name, *args: reverse(f"concepts:{name}", args=[cast.home.slug, *args])


@pytest.fixture
def concept(cast: SimpleNamespace) -> Concept:
    return factories.concept(cast.home)


def todos(answer: Any) -> dict[str, Any]:
    """Each line by its words."""
    return {todo.what: todo for todo in answer.context["todos"]}


def look(client: Any, url: Any) -> Any:
    answer = client.get(url("overview"))
    assert answer.status_code == 200
    return answer


def adopted(cast: SimpleNamespace, on: date, **fields: Any) -> Version:
    return Version.objects.create(
        municipality=cast.home, name="Fassung 1", state=Version.State.ADOPTED, adopted_on=on, **fields
    )


# without a concept


def test_nothing_yet_offers_two_ways_and_in_the_demo_the_sample(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    page = look(clients.steuerung, url).content.decode()
    assert "Wozu ein Konzept dient" in page
    for way in ("import-create", "concept-edit", "import-sample"):
        assert url(way) in page
    assert page.count("kern-btn--primary") == 1
    Municipality.objects.update(is_demo=False)
    assert url("import-sample") not in look(clients.steuerung, url).content.decode()


@pytest.mark.parametrize("who", ["fachamt", "beirat", "lesend"])
def test_nothing_yet_tells_readers_who_begins(who: str, clients: SimpleNamespace, url: Any) -> None:
    page = look(getattr(clients, who), url).content.decode()
    assert "Die Steuerung Ihrer Kommune legt es an." in page
    assert url("concept-edit") not in page and url("import-sample") not in page


def test_a_title_alone_says_how_to_go_on(concept: Concept, clients: SimpleNamespace, url: Any) -> None:
    page = look(clients.steuerung, url).content.decode()
    assert "<h1>Ankommen im Kreis</h1>" in page
    assert "Noch steht keine Maßnahme im Konzept." in page
    assert "Noch kein Handlungsfeld" in page
    assert url("field-create") in page
    assert url("field-create") not in look(clients.lesend, url).content.decode()


def test_measures_without_a_frame_are_shown_all_the_same(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    factories.measure(cast.home)
    page = look(clients.lesend, url).content.decode()
    assert "<h1>Integrationskonzept</h1>" in page
    assert "ohne Handlungsfeld" in page


# what is missing


def test_every_rule_that_weakens_a_concept_has_its_sentence() -> None:
    weighty = {rule.id for rule in registered() if rule.severity != "note"}
    assert weighty <= set(SENTENCES) <= {rule.id for rule in registered()}
    of_measures = {id for id in SENTENCES if TARGETS[id].page == "measure-edit"}
    assert of_measures == {rule.id for rule in registered() if rule.short and rule.severity != "note"}


def test_each_line_leads_to_its_mend(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    field = factories.field(cast.home)
    factories.goal(cast.home, field=field)
    for number in range(2):
        factories.measure(cast.home, f"Etwas anderes {number * 77}", field=field)
    found = todos(look(clients.steuerung, url))
    lead = found["2 Maßnahmen ohne Federführung"]
    assert lead.url == f"{url('measure-list')}?befund=measure-without-lead"
    assert lead.why == "Leitfaden 3.3.5.4 und 5.2.4"
    assert str(lead.weight.word) == "Fehler"
    assert found["1 Ziel ohne Maßnahme"].url == url("plan")
    assert found["Das Konzept ist noch nicht beschlossen"].url == url("version-list")
    assert [t.weight.sign for t in found.values()] == sorted([t.weight.sign for t in found.values()], key="▲○◆".index)


def test_a_step_of_the_decree_leads_to_the_part_that_serves_it(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    factories.section(cast.home, "leitbildprozess", "Wort " * 60)
    found = todos(look(clients.steuerung, url))
    step = found["Kein Abschnitt zum Schritt „Angebotsanalyse“"]
    assert step.url == url("section-edit", "ausgangslage") + "#id_text"
    assert step.why == "KomIntAVO § 10 Abs. 1 (soll)"
    monitoring = found["Nicht beschrieben, wie die Umsetzung beobachtet wird"]
    assert monitoring.url == url("section-edit", "monitoring-fortschreibung") + "#id_text"
    assert (
        found["Die Anhörung der kreisangehörigen Gemeinden ist nicht dokumentiert"].why
        == "SächsIntG § 12 Abs. 3 Satz 2 (muss)"
    )
    factories.section(cast.home, "ausgangslage", "Analyse")
    assert "Kein Abschnitt zum Schritt „Angebotsanalyse“" not in todos(look(clients.steuerung, url))


def test_readers_see_what_is_missing_but_no_page_that_is_closed_to_them(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    factories.section(cast.home, "leitbildprozess", "Wort " * 60)
    factories.measure(cast.home)
    found = todos(look(clients.lesend, url))
    assert found["Kein Abschnitt zum Schritt „Angebotsanalyse“"].url == url("section-detail", "ausgangslage")
    assert found["Die Anhörung der kreisangehörigen Gemeinden ist nicht dokumentiert"].url == ""
    assert found["1 Maßnahme ohne Federführung"].url
    for todo in found.values():
        assert not todo.url or clients.lesend.get(todo.url).status_code == 200


def test_internal_measures_are_counted_for_those_who_see_them(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    mine = factories.organisation(cast.home, "Sozialamt")
    factories.affiliate(cast.fachamt, mine)
    factories.measure(cast.home, "Offenes", field=factories.field(cast.home))
    factories.measure(cast.home, "Geheimes", visibility=Visibility.INTERNAL, partners=[mine])
    factories.measure(cast.home, "Ganz Verschwiegenes", visibility=Visibility.INTERNAL)
    for who, n in (("steuerung", 3), ("fachamt", 2), ("lesend", 1)):
        answer = look(getattr(clients, who), url)
        assert any(what.startswith(f"{n} Maßnahme") and "Federführung" in what for what in todos(answer)), who
        assert sum(row.measures for row in answer.context["rows"]) == n


def test_a_rule_that_is_answered_is_no_longer_asked(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    factories.measure(cast.home)
    assert "1 Maßnahme ohne Federführung" in todos(look(clients.lesend, url))
    switch_rule_off(user=cast.steuerung, municipality=cast.home, rule="measure-without-lead", reason="So gewollt")
    assert "1 Maßnahme ohne Federführung" not in todos(look(clients.lesend, url))


def test_needs_wait_with_their_days(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    factories.need(cast.home, "Eins", received_on=TODAY() - timedelta(days=143))
    found = todos(look(clients.lesend, url))["1 Bedarf wartet auf Antwort"]
    assert found.why == "der älteste seit 143 Tagen"
    assert found.url.startswith(url("need-list"))
    factories.need(cast.home, "Zwei", received_on=TODAY() - timedelta(days=3))
    factories.need(cast.home, "Potenzial", kind=Need.Kind.POTENTIAL)
    factories.need(cast.home, "Beantwortet", answer="refused", refusal="Dafür ist das Land zuständig.")
    assert todos(look(clients.lesend, url))["2 Bedarfe warten auf Antwort"].why == "der älteste seit 143 Tagen"


SUBMIT = "Noch nicht dem Ministerium vorgelegt"


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (date(2023, 5, 4), "KomIntAVO § 10 Abs. 3 (muss), seit 18.09.2025"),  # a year after the decree came into force
        (date(2025, 10, 1), "KomIntAVO § 10 Abs. 3 (muss), seit 01.10.2025"),  # after each update
    ],
)
def test_an_adopted_concept_goes_to_the_ministry(
    on: date, why: str, cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    version = adopted(cast, on)
    found = todos(look(clients.lesend, url))[SUBMIT]
    assert (found.why, str(found.weight.word), found.url) == (why, "fällig", url("version-list"))
    version.submitted_on = TODAY()
    version.save()
    assert SUBMIT not in todos(look(clients.lesend, url))


def test_there_is_time_until_it_is_due(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    adopted(cast, TODAY() + timedelta(days=3))
    found = todos(look(clients.lesend, url))[SUBMIT]
    assert "bis" in found.why and str(found.weight.word) == "offen"


def test_nothing_goes_to_the_ministry_without_a_concept_or_from_a_member_municipality(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    assert SUBMIT not in todos(look(clients.lesend, url))
    Version.objects.create(
        municipality=cast.home, name="K", kind=Version.Kind.CATALOGUE, state=Version.State.ADOPTED, adopted_on=date(2025, 1, 1)
    )  # fmt: skip
    assert SUBMIT not in todos(look(clients.lesend, url))
    adopted(cast, date(2025, 1, 2))
    Municipality.objects.filter(pk=cast.home.pk).update(kind=Municipality.Kind.MEMBER)
    assert SUBMIT not in todos(look(clients.lesend, url))


def test_an_expired_concept_says_so(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    Concept.objects.update(valid_until=TODAY() - timedelta(days=1))
    what = f"Das Konzept galt bis {TODAY() - timedelta(days=1):%d.%m.%Y}"
    assert todos(look(clients.steuerung, url))[what].url == f"{url('concept-edit')}#id_valid_until"
    Concept.objects.update(valid_until=TODAY())
    assert not [w for w in todos(look(clients.steuerung, url)) if w.startswith("Das Konzept galt")]


@pytest.mark.at_once
def test_a_new_day_judges_anew(cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any) -> None:
    factories.measure(cast.home, end=TODAY() + timedelta(days=1), state="running")
    CheckDay.objects.all().delete()
    Finding.objects.all().delete()
    assert "1 Maßnahme ohne Federführung" in todos(look(clients.lesend, url))
    assert CheckDay.objects.filter(municipality=cast.home, day=TODAY()).exists()


# what it is


def test_the_frame_is_in_sight(cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any) -> None:
    Concept.objects.update(valid_from=date(2025, 3, 1), valid_until=date(2099, 12, 31), next_revision=date(2098, 6, 30))
    adopted(cast, date(2025, 2, 12), body="Kreistag", resolution="KT 12/2025", submitted_on=date(2025, 4, 1))
    page = look(clients.lesend, url).content.decode()
    for said in ("12.02.2025", "Kreistag", "KT 12/2025", "ab 01.03.2025", "bis 31.12.2099", "30.06.2098", "01.04.2025"):
        assert said in page
    assert url("concept-edit") not in page
    assert url("concept-edit") in look(clients.steuerung, url).content.decode()


def test_drafts_are_shown_to_those_who_work_on_them(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    Version.objects.create(municipality=cast.home, name="Entwurf 2027")
    assert "Entwurf 2027" in look(clients.steuerung, url).content.decode()
    assert "Entwurf 2027" not in look(clients.lesend, url).content.decode()


def test_deadlines_the_earliest_first(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    Concept.objects.update(next_revision=TODAY() + timedelta(days=100))
    factories.strategy(cast.home, "Stadtentwicklung", next_revision=TODAY() + timedelta(days=10))
    factories.strategy(cast.home, "Sozialplanung", next_revision=TODAY() - timedelta(days=10))
    found = look(clients.lesend, url).context["deadlines"]
    assert [due.days for due in found] == [-10, 10, 100]


# the picture


def test_the_drawing_and_its_table_say_the_same(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    language, work = factories.field(cast.home, "Sprache", number="1"), factories.field(cast.home, "Arbeit", number="2")
    served = factories.goal(cast.home, "Kurse für alle", field=language)
    factories.goal(cast.home, "Leeres Ziel", field=language)
    late = TODAY() - timedelta(days=1)
    factories.measure(cast.home, "Kurse", goal=served, state="running")
    factories.measure(cast.home, "Verspätetes", goal=served, end=late, state="running")
    factories.measure(cast.home, "Stummes", field=work)
    factories.measure(cast.home, "Heimatloses", state="done")
    answer = look(clients.steuerung, url)
    rows = [(row.label, row.goals, row.bare, row.counts) for row in answer.context["rows"]]
    assert rows == [
        ("1 Sprache", 2, 1, (1, 0, 1, 0, 0, 0)),
        ("2 Arbeit", 0, 0, (0, 0, 0, 1, 0, 0)),
        ("ohne Handlungsfeld", 0, 0, (0, 0, 0, 0, 1, 0)),
    ]
    page = answer.content.decode()
    assert "1 von 4 Maßnahmen läuft nach Plan, 1 ist verspätet, zu 1 fehlt jede Nachricht." in page
    assert "Am meisten verspätet ist „1 Sprache“ (1). 1 Ziel hat keine Maßnahme." in page
    assert page.count("<svg") == 1 and "<desc" in page
    assert page.index("Am meisten verspätet") < page.index("<svg") < page.index("<caption>")


def test_names_in_the_drawing_are_text(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    factories.field(cast.home, "<script>alert(1)</script> مرحبا 😀")
    assert "<script>alert" not in look(clients.lesend, url).content.decode()


def test_the_neighbour_sees_its_own(
    cast: SimpleNamespace, concept: Concept, clients: SimpleNamespace, url: Any
) -> None:
    factories.measure(cast.home)
    factories.need(cast.home)
    page = clients.fremd.get(reverse("concepts:overview", args=[cast.neighbour.slug])).content.decode()
    assert "Wozu ein Konzept dient" in page


# cost


def fill(cast: SimpleNamespace, n: int, lead: Organisation) -> None:
    for number in range(n):
        field = factories.field(cast.home, f"Feld {number}")
        goal = factories.goal(cast.home, f"Ziel {number}", field=field)
        factories.measure(cast.home, f"Vorhaben {number * 7}", goal=goal)
        factories.measure(cast.home, f"Internes {number * 13}", goal=goal, leads=[lead], visibility=Visibility.INTERNAL)
        factories.need(cast.home, f"Bedarf {number}")
        factories.strategy(cast.home, f"Strategie {number}", next_revision=TODAY())
        adopted(cast, date(2025, 1, 1 + number))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("who", "n"),
    [
        ("steuerung", 14),  # the findings beside "Prüfung"
        ("lesend", 13),
        ("fachamt", 14),  # what its own organisations are
    ],
)
def test_the_overview_costs_the_same_for_one_and_three_rows(
    who: str,
    n: int,
    rows: int,
    cast: SimpleNamespace,
    concept: Concept,
    clients: SimpleNamespace,
    url: Any,
    queries: Any,
) -> None:
    office = factories.organisation(cast.home)
    factories.affiliate(cast.fachamt, office)
    fill(cast, rows, office)
    # session, user, membership; day of the check; concept; fields with goals, measures; versions; findings, needs; strategies;
    # when positions and agreements end
    assert queries(lambda: getattr(clients, who).get(url("overview"))) == n


def test_nothing_yet_costs_little(clients: SimpleNamespace, url: Any, queries: Any) -> None:
    look(clients.lesend, url)
    # session, user, membership; day of the check; concept; fields, measures
    assert queries(lambda: clients.lesend.get(url("overview"))) == 7
