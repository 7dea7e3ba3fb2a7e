"""The chain of a need, a goal and a measure: what stands in each step, what is missing, and who is shown the way to fill it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.base.common import slots
from verbindlich.domain.concepts import access, versioning
from verbindlich.domain.concepts.actions import delete_row
from verbindlich.domain.concepts.chain import Chain, chain_of_goal, chain_of_measure, chain_of_need
from verbindlich.domain.concepts.models import Measure, Need, Version
from verbindlich.office.accounts.models import Membership

LABELS = ["Bedarf", "Ziel", "Maßnahme", "Beschluss", "Stand", "Wirkung"]


def asking(cast: SimpleNamespace, who: str = "steuerung") -> Any:
    request: Any = RequestFactory().get("/")
    request.user, request.municipality = getattr(cast, who), cast.home
    request.membership = Membership.objects.get(user=getattr(cast, who))
    return request


def said(chain: Chain) -> dict[str, list[str]]:
    return {step.name: [entry.text for entry in step.entries] for step in chain}


def gaps(chain: Chain) -> dict[str, str]:
    return {step.name: step.gap.text for step in chain if step.gap}


def ways(chain: Chain) -> dict[str, str]:
    return {step.name: step.gap.url for step in chain if step.gap and step.gap.url}


def of_measure(request: Any, measure: Measure) -> Chain:
    return chain_of_measure(request, access.measure_for(request, measure.pk))


def of_need(request: Any, need: Need) -> Chain:
    return chain_of_need(request, access.need_in_list(request, need.pk, timezone.localdate()))


def adopt(cast: SimpleNamespace, day: date = date(2025, 6, 12), resolution: str = "2025/031") -> Version:
    """The concept as it stands now."""
    draft = versioning.begin(user=cast.steuerung, municipality=cast.home, kind="konzept", name="Konzept")
    seen = {"user": cast.steuerung, "version": draft, "seen": 1}
    return versioning.adopt(**seen, on=day, body="Kreistag", resolution=resolution)


def test_a_bare_measure_is_all_gaps_but_itself(cast: SimpleNamespace) -> None:
    chain = of_measure(asking(cast), factories.measure(cast.home, number="1.1"))
    assert [str(step.label) for step in chain] == LABELS
    assert [step.name for step in chain if step.here] == ["measure"]
    assert said(chain)["measure"] == ["1.1 Sprachkurs-Börse"]
    assert gaps(chain) == {
        "need": "kein Bedarf verzeichnet",
        "goal": "kein Ziel",
        "resolution": "in keiner beschlossenen Fassung",
        "standing": "ohne Nachricht",
        "effect": "kein Indikator",
    }


def test_a_measure_with_everything_has_no_gap(cast: SimpleNamespace) -> None:
    goal = factories.goal(cast.home)
    end = timezone.localdate() - timedelta(days=52)
    measure = factories.measure(cast.home, goal=goal, state="running", end=end, indicator="Zahl der Plätze")
    need = factories.need(cast.home, "Kurse fehlen", answer="measure", measure=measure)
    adopt(cast)
    chain = of_measure(asking(cast), measure)
    assert gaps(chain) == {}
    assert said(chain) == {
        "need": ["Kurse fehlen"],
        "goal": ["Alle finden einen Kurs"],
        "measure": ["Sprachkurs-Börse"],
        "resolution": ["Kreistag 2025/031, 12.06.2025"],
        "standing": ["seit 52 Tagen"],
        "effect": ["Zahl der Plätze"],
    }
    assert chain[0].entries[0].url == reverse("concepts:need-detail", args=[cast.home.slug, need.pk])
    assert chain[4].entries[0].shown and str(chain[4].entries[0].shown.word) == "verspätet"


def test_a_goal_lends_its_measure_needs_and_indicator(cast: SimpleNamespace) -> None:
    goal = factories.goal(cast.home, indicator="Wartezeit in Tagen")
    factories.need(cast.home, "Kurse fehlen", answer="goal", goal=goal)
    chain = of_measure(asking(cast), factories.measure(cast.home, goal=goal))
    assert said(chain)["need"] == ["Kurse fehlen"]
    assert said(chain)["effect"] == ["Wartezeit in Tagen"]


def test_further_goals_stand_beside_the_first(cast: SimpleNamespace) -> None:
    measure = factories.measure(cast.home, goal=factories.goal(cast.home, "Erstes"))
    second, gone = factories.goal(cast.home, "Zweites"), factories.goal(cast.home, "Altes")
    measure.more_goals.set([second, gone])
    delete_row(user=cast.steuerung, row=gone)
    assert said(of_measure(asking(cast), measure))["goal"] == ["Erstes", "Zweites"]


@pytest.mark.parametrize(
    ("who", "filled"),
    [
        ("steuerung", {"need", "goal", "resolution", "standing", "effect"}),
        ("fachamt", {"standing", "effect"}),
        ("lesend", set()),
    ],
)
def test_the_way_is_shown_to_those_who_may_go_it(who: str, filled: set[str], cast: SimpleNamespace) -> None:
    office = factories.organisation(cast.home)
    factories.affiliate(cast.fachamt, office)
    assert set(ways(of_measure(asking(cast, who), factories.measure(cast.home, leads=[office])))) == filled


def test_a_guiding_goal_counts_the_measures_of_the_goals_below(cast: SimpleNamespace) -> None:
    top = factories.goal(cast.home)
    middle = factories.goal(cast.home, "Mittel", parent=top, level="mittelfristig")
    short = factories.goal(cast.home, "Kurz", parent=middle, level="kurzfristig")
    late = timezone.localdate() - timedelta(days=1)
    factories.measure(cast.home, "A", goal=top, state="running", end=late)
    factories.measure(cast.home, "B", goal=middle, state="running", indicator="Plätze")
    answered = factories.measure(cast.home, "C", goal=short, state="running")
    factories.measure(cast.home, "D")
    factories.need(cast.home, "Kurse fehlen", answer="measure", measure=answered)
    chain = chain_of_goal(asking(cast), top)
    assert [step.name for step in chain if step.here] == ["goal"]
    assert said(chain)["measure"] == ["A", "B", "C"]
    assert said(chain)["need"] == ["Kurse fehlen"]
    assert said(chain)["effect"] == ["Plätze"]
    assert [str(e.shown.word) for e in chain[4].entries if e.shown] == ["1 verspätet", "2 nach Plan"]


def test_a_bare_goal(cast: SimpleNamespace) -> None:
    goal = factories.goal(cast.home)
    assert gaps(chain_of_goal(asking(cast), goal)) == {
        "need": "kein Bedarf verzeichnet",
        "measure": "keine Maßnahme",
        "resolution": "in keiner beschlossenen Fassung",
        "standing": "ohne Maßnahme kein Stand",
        "effect": "kein Indikator",
    }
    assert set(ways(chain_of_goal(asking(cast), goal))) == {"need", "measure", "resolution", "effect"}
    assert ways(chain_of_goal(asking(cast, "lesend"), goal)) == {}


def test_many_are_counted(cast: SimpleNamespace) -> None:
    goal = factories.goal(cast.home)
    for n in range(6):
        factories.measure(cast.home, f"Maßnahme {n}", goal=goal)
    assert said(chain_of_goal(asking(cast), goal))["measure"][-1] == "und 3 weitere"


def test_internal_measures_show_in_nobody_elses_chain(cast: SimpleNamespace) -> None:
    goal = factories.goal(cast.home)
    hidden = factories.measure(cast.home, "Geheim", goal=goal, visibility="intern", indicator="Geheime Zahl")
    need = factories.need(cast.home, answer="measure", measure=hidden)
    for chain in (chain_of_goal(asking(cast, "lesend"), goal), of_need(asking(cast, "lesend"), need)):
        assert "Geheim" not in str(said(chain))
    assert said(of_need(asking(cast, "lesend"), need))["measure"] == ["eine Maßnahme, die noch nicht freigegeben ist"]
    assert said(of_need(asking(cast), need))["measure"] == ["Geheim"]


def test_a_need_shows_what_became_of_it(cast: SimpleNamespace) -> None:
    goal = factories.goal(cast.home, indicator="Wartezeit")
    measure = factories.measure(cast.home, goal=goal, state="running")
    by_measure = factories.need(cast.home, "Kurse fehlen", answer="measure", measure=measure)
    by_goal = factories.need(cast.home, "Kurse zu weit weg", answer="goal", goal=goal)
    for need in (by_measure, by_goal):
        chain = of_need(asking(cast), need)
        assert [step.name for step in chain if step.here] == ["need"]
        assert said(chain)["goal"] == ["Alle finden einen Kurs"]
        assert said(chain)["measure"] == ["Sprachkurs-Börse"]
        assert said(chain)["effect"] == ["Wartezeit"]
    assert said(of_need(asking(cast), by_goal))["need"] == ["Kurse zu weit weg"]


def test_a_waiting_need_offers_its_answer_to_the_steuerung(cast: SimpleNamespace) -> None:
    need = factories.need(cast.home)
    answer = reverse("concepts:need-answer", args=[cast.home.slug, need.pk])
    assert ways(of_need(asking(cast), need)) == {"goal": answer, "measure": answer}
    assert ways(of_need(asking(cast, "fachamt"), need)) == {}
    assert len(of_need(asking(cast), need)) == 6


def test_a_refused_need_has_no_chain(cast: SimpleNamespace) -> None:
    need = factories.need(cast.home, answer="refused", refusal="Der Kreis ist nicht zuständig.")
    assert of_need(asking(cast), need) == ()


def test_an_answer_that_was_deleted_is_none(cast: SimpleNamespace) -> None:
    measure, goal = factories.measure(cast.home), factories.goal(cast.home)
    needs = [
        factories.need(cast.home, answer="measure", measure=measure),
        factories.need(cast.home, answer="goal", goal=goal),
    ]
    for row in (measure, goal):
        delete_row(user=cast.steuerung, row=row)
    for need in needs:
        assert gaps(of_need(asking(cast), need))["measure"] == "noch keine Antwort"


def test_the_last_adopted_version_that_contains_the_row_is_its_resolution(cast: SimpleNamespace) -> None:
    goal = factories.goal(cast.home)
    early = factories.measure(cast.home, "Früh", goal=goal)
    factories.measure(cast.home, f'Falle "measure":{early.pk + 2},')
    first = adopt(cast)
    late = factories.measure(cast.home, "Spät")
    assert late.pk == early.pk + 2
    trap = Measure.objects.get(pk=early.pk + 1)
    for row in (early, trap):
        assert said(of_measure(asking(cast, "lesend"), row))["resolution"] == ["Kreistag 2025/031, 12.06.2025"]
    assert gaps(of_measure(asking(cast), late))["resolution"] == "in keiner beschlossenen Fassung"
    delete_row(user=cast.steuerung, row=trap)
    adopt(cast, date(2026, 3, 1), "2026/7")
    assert said(of_measure(asking(cast), early))["resolution"] == ["Kreistag 2026/7, 01.03.2026"]
    found = chain_of_goal(asking(cast), goal)[3].entries[0]
    assert (found.text, found.url) == (
        "Kreistag 2026/7, 01.03.2026",
        reverse("concepts:version-detail", args=[cast.home.slug, Version.objects.get(resolution="2026/7").pk]),
    )
    assert first.pk != Version.objects.get(resolution="2026/7").pk


def test_a_draft_is_no_resolution(cast: SimpleNamespace) -> None:
    measure = factories.measure(cast.home)
    draft = versioning.begin(user=cast.steuerung, municipality=cast.home, kind="konzept", name="Konzept")
    versioning.consult(user=cast.steuerung, version=draft, seen=1)
    assert gaps(of_measure(asking(cast), measure))["resolution"] == "in keiner beschlossenen Fassung"


def test_what_higher_rooms_know_counts_more_than_the_adopted_version(
    cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = factories.measure(cast.home)
    adopt(cast)

    def links(request: Any, about: Any = None) -> Iterable[slots.Link]:
        yield slots.Link("resolution", "Kreistag 2026/7", "/beschluss/7/")
        yield slots.Link("effect", hint="kein Wert gemessen", url="/werte/neu/")
        yield slots.Link("nonsense", "steht nirgends")

    monkeypatch.setitem(slots._providers, "chain", [slots.Provider("chain", "concepts", links)])
    chain = of_measure(asking(cast), measure)
    assert said(chain)["resolution"] == ["Kreistag 2026/7"]
    assert chain[3].entries[0].url == "/beschluss/7/"
    assert gaps(chain)["effect"] == "kein Wert gemessen"
    assert ways(chain)["effect"] == "/werte/neu/"
    assert len(chain) == 6


@pytest.mark.parametrize("rows", [1, 3])
def test_the_chain_costs_the_same_for_one_and_three_rows(rows: int, cast: SimpleNamespace, queries: Any) -> None:
    goal = factories.goal(cast.home)
    measures = [factories.measure(cast.home, f"Maßnahme {n}", goal=goal) for n in range(rows)]
    for measure in measures:
        factories.need(cast.home, answer="measure", measure=measure)
    request = asking(cast)
    found = access.measure_for(request, measures[0].pk)
    # needs; further goals; version
    assert queries(lambda: chain_of_measure(request, found)) == 3
    # measures; needs; version
    assert queries(lambda: chain_of_goal(request, goal)) == 3
