"""A line of the list changed in place: with HTMX and without, by whom, and by two people at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from verbindlich.domain.concepts import actions
from verbindlich.domain.concepts.models import Measure
from verbindlich.office.trail.models import Event

HTMX = {"HX-Request": "true"}
QUERY = "?stand=on&spalten=prioritaet&seite=2"


@pytest.fixture
def measure(cast: SimpleNamespace) -> Measure:
    return factories.measure(cast.home, "Sprachkurs", state="running", priority="mittel", end=date(2099, 12, 31))


@pytest.fixture
def url(cast: SimpleNamespace, measure: Measure) -> str:
    return reverse("concepts:measure-row", args=[cast.home.slug, measure.pk])


def sent(measure: Measure, **changes: Any) -> dict[str, Any]:
    return {
        "state": measure.state,
        "priority": measure.priority,
        "end": measure.end or "",
        "version_seen": measure.version,
        **changes,
    }


def test_without_a_script_it_is_a_page_that_leads_back(
    measure: Measure, cast: SimpleNamespace, clients: SimpleNamespace, url: str
) -> None:
    text = clients.steuerung.get(url + QUERY).content.decode()
    assert "<html" in text and 'name="priority"' in text
    answer = clients.steuerung.post(url + QUERY, sent(measure, priority="hoch"))
    assert answer.url == f"/{cast.home.slug}/massnahmen/{QUERY}#zeile-{measure.pk}"
    measure.refresh_from_db()
    assert (measure.priority, measure.state, measure.end) == ("hoch", "running", date(2099, 12, 31))
    assert Event.objects.about(measure).first().user == cast.steuerung


def test_with_htmx_only_the_line_is_swapped_and_keeps_the_address(
    measure: Measure, clients: SimpleNamespace, url: str
) -> None:
    form = clients.steuerung.get(url + QUERY, headers=HTMX).content.decode()
    assert form.lstrip().startswith(f'<tr id="zeile-{measure.pk}"') and "<html" not in form
    assert "seite=2" in form and 'colspan="5"' in form
    line = clients.steuerung.post(
        url + QUERY, sent(measure, priority="hoch", state="done"), headers=HTMX
    ).content.decode()
    assert line.lstrip().startswith(f'<tr id="zeile-{measure.pk}"') and "hoch" in line and "gespeichert" in line
    assert "spalten=prioritaet&amp;seite=2" in line and "Zeitraum" not in line
    assert f'value="{measure.pk}.{measure.version + 1}"' in line


def test_an_id_is_never_written_as_a_number(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """The thousandth row is not "1.000"."""
    Measure.objects.create(municipality=cast.home, title="Tausende", pk=7_654_321)
    home = cast.home.slug
    one = reverse("concepts:measure-row", args=[home, 7_654_321])
    pages = [
        clients.steuerung.get(reverse("concepts:measure-list", args=[home])),
        clients.steuerung.get(one, headers=HTMX),
    ]
    pages += [
        clients.steuerung.get(one, {"als": "zeile"}, headers=HTMX),
        clients.steuerung.get(reverse("concepts:measure-bulk", args=[home])),
    ]
    for answer in pages:
        assert "7654321" in answer.content.decode() and "7.654.321" not in answer.content.decode()


def test_a_change_of_mind_brings_the_line_back(measure: Measure, clients: SimpleNamespace, url: str) -> None:
    line = clients.steuerung.get(url, {"als": "zeile"}, headers=HTMX).content.decode()
    assert "Sprachkurs" in line and "<form" not in line and "gespeichert" not in line


@pytest.mark.parametrize(
    "changes",
    [{"end": "31.02.2027"}, {"priority": "sehr hoch"}, {"state": "fertig"}, {"version_seen": ""}, {"end": "x" * 5000}],
)
def test_senseless_values_are_refused(
    changes: dict[str, str], measure: Measure, clients: SimpleNamespace, url: str
) -> None:
    for headers in (HTMX, {}):
        answer = clients.steuerung.post(url, sent(measure, **changes), headers=headers)
        assert answer.status_code == 422
        assert ("<html" in answer.content.decode()) == (headers == {})
    assert Measure.objects.get(pk=measure.pk).version == measure.version


def test_an_end_before_the_beginning_is_refused(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    measure = factories.measure(cast.home, start=date(2027, 1, 1))
    url = reverse("concepts:measure-row", args=[cast.home.slug, measure.pk])
    answer = clients.steuerung.post(url, sent(measure, end="2026-01-01"), headers=HTMX)
    assert answer.status_code == 422 and "vor dem Beginn" in answer.content.decode()


def test_what_is_wrong_elsewhere_keeps_nobody_from_saving(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """A sum without an amount came with an import; it is mended in the whole form."""
    measure = factories.measure(cast.home, budget_kind="amount")
    url = reverse("concepts:measure-row", args=[cast.home.slug, measure.pk])
    assert clients.steuerung.post(url, sent(measure, priority="hoch")).status_code == 302
    assert Measure.objects.get(pk=measure.pk).priority == "hoch"


class TestTwoPeopleAtOnce:
    @pytest.fixture
    def late(self, measure: Measure, cast: SimpleNamespace) -> dict[str, Any]:
        form = sent(measure, priority="hoch")
        theirs = Measure.objects.get(pk=measure.pk)
        theirs.priority = "niedrig"
        actions.save_measure(user=cast.fachamt, measure=theirs, version=theirs.version)
        return form

    def test_both_texts_in_the_line_and_one_click_to_keep_mine(
        self, late: dict[str, Any], measure: Measure, clients: SimpleNamespace, url: str
    ) -> None:
        answer = clients.steuerung.post(url, late, headers=HTMX)
        text = answer.content.decode()
        assert answer.status_code == 409 and text.lstrip().startswith("<tr")
        assert "Ihre Fassung „hoch“" in text and "gespeichert „niedrig“" in text
        assert Measure.objects.get(pk=measure.pk).priority == "niedrig"
        assert f'name="version_seen" value="{measure.version + 1}"' in text
        again = clients.steuerung.post(url, {**late, "version_seen": measure.version + 1}, headers=HTMX)
        assert again.status_code == 200 and Measure.objects.get(pk=measure.pk).priority == "hoch"

    def test_both_texts_on_a_page_without_a_script(
        self, late: dict[str, Any], clients: SimpleNamespace, url: str
    ) -> None:
        answer = clients.steuerung.post(url, late)
        text = answer.content.decode()
        assert answer.status_code == 409 and "<html" in text and "hoch" in text and "niedrig" in text

    def test_where_something_else_was_changed_that_is_said(
        self, measure: Measure, cast: SimpleNamespace, clients: SimpleNamespace, url: str
    ) -> None:
        form = sent(measure)
        theirs = Measure.objects.get(pk=measure.pk)
        theirs.title = "Anders"
        actions.save_measure(user=cast.fachamt, measure=theirs, version=theirs.version)
        text = clients.steuerung.post(url, form, headers=HTMX).content.decode()
        assert "geändert wurde anderes" in text


class TestWhoMay:
    def test_fachamt_what_it_leads(
        self, measure: Measure, cast: SimpleNamespace, clients: SimpleNamespace, url: str
    ) -> None:
        office = factories.organisation(cast.home, "Jugendamt")
        factories.affiliate(cast.fachamt, office)
        assert clients.fachamt.post(url, sent(measure, priority="hoch")).status_code == 403
        own = factories.measure(cast.home, "Eigene", leads=[office], visibility="intern")
        mine = reverse("concepts:measure-row", args=[cast.home.slug, own.pk])
        assert clients.fachamt.post(mine, sent(own, priority="hoch")).status_code == 302
        hidden = factories.measure(cast.home, "Verborgen", visibility="intern")
        assert clients.fachamt.get(reverse("concepts:measure-row", args=[cast.home.slug, hidden.pk])).status_code == 404

    @pytest.mark.parametrize("who", ["beirat", "lesend"])
    def test_readers_not(self, who: str, measure: Measure, clients: SimpleNamespace, url: str) -> None:
        client = getattr(clients, who)
        assert client.get(url).status_code == client.post(url, sent(measure, priority="hoch")).status_code == 403

    def test_nobody_elsewhere(self, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
        theirs = factories.measure(cast.neighbour, "Fremd")
        url = reverse("concepts:measure-row", args=[cast.home.slug, theirs.pk])
        assert clients.steuerung.get(url).status_code == clients.steuerung.post(url, sent(theirs)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_whatever_else_there_is(
    rows: int,
    measure: Measure,
    cast: SimpleNamespace,
    clients: SimpleNamespace,
    url: str,
    queries: Callable[[Callable[[], Any]], int],
) -> None:
    for n in range(rows):
        factories.measure(cast.home, f"Andere {n}", leads=[factories.organisation(cast.home, f"Amt {n}")])
    # session, user, membership; measure, bodies, milestones
    assert queries(lambda: clients.steuerung.get(url, headers=HTMX)) == 6
    # and the line: measure, bodies, findings
    assert queries(lambda: clients.steuerung.get(url, {"als": "zeile"}, headers=HTMX)) == 9
