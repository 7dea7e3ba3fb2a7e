"""The page of the check: what it finds, for whom, and rules that are bewusst anders gelöst."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.base.calc.rules import registered
from verbindlich.domain.concepts import actions, checking
from verbindlich.domain.concepts.models import CheckDay, Finding, Measure, RuleOff
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.trail.models import Event

LEAD = "measure-without-lead"


def url(name: str, home: Municipality, *args: Any) -> str:
    return reverse(f"concepts:{name}", args=[home.slug, *args])


def page(client: Any, home: Municipality, **query: Any) -> Any:
    answer = client.get(url("check", home), query)
    assert answer.status_code == 200
    return answer


def html(client: Any, home: Municipality, **query: Any) -> str:
    """Without what differs between two visits of the same person."""
    text: str = page(client, home, **query).content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', "", text)


def report(client: Any, home: Municipality) -> str:
    """Without the minute in which it was made."""
    return re.sub(r"Erstellt am [^U]*Uhr", "", client.get(url("check-report", home)).content.decode())


def found(answer: Any) -> dict[str, list[str]]:
    """The messages that stand on the page, by rule."""
    return {
        group.rule.id: [shown.message for shown in (*group.first, *group.more)]
        for _severity, _n, groups in answer.context["severities"]
        for group in groups
    }


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("who", "count"), [("steuerung", 16), ("fachamt", 17), ("lesend", 15)])
def test_the_page_costs_the_same_for_one_and_three_measures(
    who: str, count: int, rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    body = factories.organisation(cast.home)
    factories.affiliate(cast.fachamt, body)
    for n in range(rows):
        goal = factories.goal(cast.home, f"Ziel {n}", field=factories.field(cast.home, f"Feld {n}"))
        factories.measure(cast.home, f"Maßnahme {n}", goal=goal, leads=[body])
    # session, user, membership; the day; rules that are off; two of the plan, measures, bodies, further goals, three of the
    # concept; trend; fields for the filter. Steuerung: the number in the navigation; Fachamt: own organisations, what they lead.
    assert queries(lambda: page(getattr(clients, who), cast.home)) == count


def test_the_sentence_and_the_weights(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.measure(cast.home, "Erste", leads=[factories.organisation(cast.home)], priority="hoch")
    factories.measure(cast.home, "Zweite")
    answer = page(clients.lesend, cast.home)
    text = answer.content.decode()
    assert "2 Maßnahmen: Es nennen 1 eine Federführung, keine einen Zeitraum, 1 eine Priorität" in text
    assert "Das verhindert Verbindlichkeit (3)" in text
    assert found(answer)[LEAD] == ["Maßnahme ohne Nummer „Zweite“: keine Federführung angegeben."]
    assert not re.search(r"\b(Punkte|Score|Note \d|Prozent)\b", text), "a mirror, not a mark"


def test_it_can_be_narrowed(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    field, other = factories.field(cast.home, "Sprache"), factories.field(cast.home, "Arbeit")
    factories.measure(cast.home, "Hier", field=field)
    factories.measure(cast.home, "Dort", field=other)
    assert {
        group.rule.severity
        for _, _, groups in page(clients.lesend, cast.home, gewicht="warning").context["severities"]
        for group in groups
    } == {"warning"}
    assert set(found(page(clients.lesend, cast.home, regel=LEAD))) == {LEAD}
    narrowed = found(page(clients.lesend, cast.home, feld=field.pk))
    assert narrowed[LEAD] == ["Maßnahme ohne Nummer „Hier“: keine Federführung angegeben."]
    assert narrowed["field-without-goal"] == ["Das Handlungsfeld „Sprache“ hat kein Ziel."]
    assert "not-adopted" not in narrowed
    nothing = html(clients.lesend, cast.home, feld=field.pk, regel="duplicate-number")
    assert "Nichts passt zu diesen Filtern" in nothing
    assert found(page(clients.lesend, cast.home, gewicht="unsinn", regel="unsinn", feld="x")) == found(
        page(clients.lesend, cast.home)
    )


def test_htmx_gets_only_the_findings(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.measure(cast.home)
    part = clients.lesend.get(url("check", cast.home), headers={"HX-Request": "true"}).content.decode()
    assert "keine Federführung" in part
    assert "<html" not in part


def test_many_findings_are_folded_and_lead_to_the_list(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    for n in range(60):
        Measure(municipality=cast.home, title=f"Angebot {n}", number=str(n)).save()
    answer = page(clients.steuerung, cast.home, regel=LEAD)
    group = answer.context["severities"][0][2][0]
    assert (group.total, len(group.first), len(group.more), group.left) == (60, 5, 45, 10)
    assert f'href="/beispielkreis/massnahmen/?befund={LEAD}"' in answer.content.decode()
    assert "10 Befunde stehen nur in der Liste." in answer.content.decode()
    listed = clients.steuerung.get(group.list_url).context["page"]
    assert listed.paginator.count == 60


def test_seven_findings_need_no_fold(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    for n in range(7):
        Measure(municipality=cast.home, title=f"Angebot {n}", number=str(n)).save()
    group = page(clients.steuerung, cast.home, regel=LEAD).context["severities"][0][2][0]
    assert (len(group.first), group.more, group.left) == (7, (), 0)


def test_every_rule_has_its_place_on_the_page(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """Found, without a finding, not judged or off: none is passed over in silence."""
    factories.measure(cast.home)
    actions.switch_rule_off(user=cast.steuerung, municipality=cast.home, rule="not-adopted", reason="Beschluss folgt.")
    answer = page(clients.lesend, cast.home)
    mirror = answer.context["mirror"]
    told = [
        *found(answer),
        *(r.id for r in mirror.clean),
        *(u.rule.id for u in mirror.unjudged),
        *(r.id for r, _ in mirror.switched_off),
    ]
    assert sorted(told) == sorted(rule.id for rule in registered())


def test_what_is_not_there_is_said_in_words_for_the_application(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    factories.measure(cast.home)
    unjudged = {u.rule.id: u for u in page(clients.steuerung, cast.home).context["mirror"].unjudged}
    assert (
        unjudged["revision-missed"].reason
        == "Der Termin der nächsten Überprüfung oder Fortschreibung ist nicht eingetragen."
    )
    assert unjudged["revision-missed"].url.endswith("/konzept/rahmen/#id_next_revision")
    assert "noch kürzer als fünfzig Wörter" in unjudged["principle-not-found"].reason
    assert not any("Datei" in u.reason or "Anwendung" in u.reason for u in unjudged.values())
    assert not page(clients.lesend, cast.home).context["mirror"].unjudged[0].url


@pytest.mark.parametrize("who", ["steuerung", "lesend"])
def test_nothing_there_yet(who: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    text = html(getattr(clients, who), cast.home)
    assert "Noch gibt es nichts zu prüfen." in text
    assert (url("import-create", cast.home) in text) == (who == "steuerung")


# Rules that are off


@pytest.mark.at_once
def test_a_rule_is_switched_off_with_a_reason_and_on_again(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.measure(cast.home)
    off = url("rule-off", cast.home, LEAD)
    assert clients.steuerung.get(off).status_code == 200
    assert clients.steuerung.post(off, {"reason": "  "}).status_code == 422
    clients.steuerung.post(off, {"reason": "Bei uns führt immer das <b>Integrationsmanagement</b>."})
    assert not Finding.objects.filter(municipality=cast.home, rule=LEAD).exists()
    shown = html(clients.lesend, cast.home)
    assert "Bei uns führt immer das &lt;b&gt;Integrationsmanagement" in shown
    assert cast.steuerung.name in shown
    assert f"{timezone.localdate():%d.%m.%Y}" in shown
    assert url("rule-on", cast.home, LEAD) not in shown
    clients.steuerung.post(off, {"reason": "Genauer: § 3 der Dienstanweisung."})
    assert RuleOff.objects.get().reason == "Genauer: § 3 der Dienstanweisung."
    clients.steuerung.post(url("rule-on", cast.home, LEAD))
    assert Finding.objects.filter(municipality=cast.home, rule=LEAD).count() == 1
    assert [e.verb for e in Event.objects.filter(model="concepts.ruleoff").order_by("pk")] == [
        "create",
        "edit",
        "delete",
    ]
    clients.steuerung.post(url("rule-on", cast.home, LEAD))  # somebody was first


def test_rules_of_one_municipality_are_no_other_s(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.measure(cast.neighbour)
    actions.switch_rule_off(user=cast.steuerung, municipality=cast.home, rule=LEAD, reason="Nur bei uns.")
    assert LEAD in found(page(clients.fremd, cast.neighbour))
    assert "Nur bei uns." not in html(clients.fremd, cast.neighbour)


@pytest.mark.parametrize("name", ["rule-off", "rule-on"])
def test_a_rule_that_does_not_exist(name: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    assert clients.steuerung.post(url(name, cast.home, "gibt-es-nicht"), {"reason": "x"}).status_code == 404


def test_a_rule_that_a_newer_version_dropped_is_ignored(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.measure(cast.home)
    RuleOff.objects.create(municipality=cast.home, rule="gab-es-einmal", reason="Damals.")
    assert "Damals." not in html(clients.steuerung, cast.home)


# Who may know


def secrets(home: Municipality) -> None:
    """Internal measures that would show in every kind of finding and number: same numbers and titles, alone at a goal, strategic."""
    field = factories.field(home, "Sprache")
    bare, shared = (
        factories.goal(home, "Nur intern verfolgt", field=field),
        factories.goal(home, "Offen verfolgt", field=field),
    )
    factories.measure(home, "Sprachkurs-Börse", number="1", goal=shared)
    factories.measure(home, "Elterncafé", number="", goal=shared)
    for title, number in (("Sprachkursbörse", "1"), ("Sprachkurse-Börse", "1"), ("Monitoring und Steuerung", "")):
        measure = factories.measure(home, title, number=number, goal=bare, indicator="Quote", kind="strategisch")
        actions.change_measures(user=None, measures=[measure], visibility="intern")


@pytest.mark.parametrize("who", ["fachamt", "beirat", "lesend"])
def test_nobody_learns_of_internal_measures(who: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """The pages read as if the internal measures did not exist, to the last number."""
    secrets(cast.home)
    client = getattr(clients, who)
    with_them = html(client, cast.home), report(client, cast.home)
    Measure.objects.filter(visibility="intern").delete()
    checking.recheck(cast.home)
    without = html(client, cast.home), report(client, cast.home)
    assert with_them == without
    assert "Monitoring und Steuerung" not in with_them[0]


def test_the_steuerung_sees_and_marks_them(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    secrets(cast.home)
    text = html(clients.steuerung, cast.home)
    assert "Monitoring und Steuerung" in text
    assert '<span class="chip">intern</span>' in text


@pytest.mark.at_once
def test_no_finding_names_another_internal_measure(cast: SimpleNamespace) -> None:
    """Stored findings are shown in lists: what stands on a released measure speaks of no internal one, and none of another."""
    secrets(cast.home)
    for finding in Finding.objects.filter(measure__isnull=False, rule__startswith="duplicate").select_related(
        "measure"
    ):
        assert finding.measure.visibility == "intern", "the internal one repeats the released one, never the reverse"
        others = Measure.objects.filter(visibility="intern").exclude(pk=finding.measure_id)
        assert not any(other.title in finding.message for other in others)


def test_a_department_sees_its_own_internal_measures(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = factories.organisation(cast.home)
    factories.affiliate(cast.fachamt, body)
    factories.measure(cast.home, "Unsere", leads=[body], visibility="intern")
    factories.measure(cast.home, "Fremde", visibility="intern")
    text = html(clients.fachamt, cast.home)
    assert "Unsere" in text
    assert "Fremde" not in text
    assert "1 Maßnahme:" in text
    assert "Ohne Befunde zu internen Maßnahmen." in text, "the trend counts days when somebody else may have led it"
    assert "Ohne Befunde zu internen" not in html(clients.lesend, cast.home)


@pytest.mark.at_once
def test_the_number_in_the_navigation_is_the_steuerung_s(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.measure(cast.home, visibility="intern")
    count = Finding.objects.filter(municipality=cast.home).exclude(severity="note").count()
    assert f'data-s="⚑">{count}</span>' in html(clients.steuerung, cast.home)
    for who in ("fachamt", "beirat", "lesend"):
        assert 'data-s="⚑"' not in html(getattr(clients, who), cast.home)


# The language and the calendar


@pytest.mark.at_once
def test_findings_are_german_whoever_works(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """Also those that only districts have, and those that quote a state."""
    measure = factories.measure(cast.home, state="running", end=timezone.localdate() - timedelta(1))
    form = {
        "title": "Kurse",
        "state": "running",
        "end": measure.end,
        "version_seen": measure.version,
        "visibility": "freigegeben",
    }
    clients.steuerung.post(url("measure-edit", cast.home, measure.pk), form, headers={"accept-language": "en"})
    assert "Stand: „in Umsetzung“" in Finding.objects.get(measure=measure, rule="measure-overdue").message
    english = found(clients.lesend.get(url("check", cast.home), headers={"accept-language": "en"}))
    assert english == found(page(clients.lesend, cast.home))
    assert "hearing-not-documented" in english


def tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    day = timezone.localdate() + timedelta(1)
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: day)


def overdue(home: Municipality) -> int:
    return Finding.objects.filter(municipality=home, rule="measure-overdue").count()


@pytest.mark.at_once
def test_the_first_page_of_a_day_judges_anew(
    cast: SimpleNamespace, clients: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.measure(cast.home, end=timezone.localdate())
    assert overdue(cast.home) == 0
    tomorrow(monkeypatch)
    page(clients.lesend, cast.home)
    assert overdue(cast.home) == 1


@pytest.mark.at_once
def test_so_does_the_first_change_of_a_day(cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.measure(cast.home, end=timezone.localdate())
    tomorrow(monkeypatch)
    factories.measure(cast.home, "Eine andere")
    assert overdue(cast.home) == 1
    assert CheckDay.objects.filter(municipality=cast.home).count() == 2


@pytest.mark.at_once
def test_a_day_keeps_its_last_word(cast: SimpleNamespace) -> None:
    body = factories.organisation(cast.home)
    measure = factories.measure(cast.home, end=date(2099, 1, 1), visibility="intern")
    before = CheckDay.objects.get(municipality=cast.home)
    actions.change_measures(user=None, measures=[measure], leads=[body])
    after = CheckDay.objects.get(municipality=cast.home)
    assert (after.errors, after.internal_errors) == (before.errors - 1, before.internal_errors - 1) == (0, 0)


@pytest.mark.at_once
def test_keys_of_an_older_version_are_mended(cast: SimpleNamespace) -> None:
    """A newer version of the rules may fold titles in another way."""
    measures = [factories.measure(cast.home, title) for title in ("Sprachkurs-Börse", "Sprachkursbörse")]
    Measure.objects.update(title_key="veraltet", areas="Monitoring", number_key="9")
    checking.recheck(cast.home)
    fresh = Measure.objects.get(pk=measures[1].pk)
    assert (fresh.areas, fresh.number_key) == ("", "")
    assert fresh.title_key == Measure.objects.get(pk=measures[0].pk).title_key != "veraltet"
