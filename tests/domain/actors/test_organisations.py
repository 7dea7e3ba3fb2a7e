"""The list that others copy: what it must do, role by role and row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from tests import factories
from verbindlich.base.common.slots import InUse
from verbindlich.domain.actors.actions import (
    add_alias,
    delete_organisation,
    restore_organisation,
    save_organisation,
)
from verbindlich.domain.actors.exporting import HEADERS
from verbindlich.domain.actors.models import Organisation, OrganisationAlias
from verbindlich.domain.concepts.actions import delete_row, restore_row
from verbindlich.domain.concepts.models import Measure
from verbindlich.office.trail.models import Event


@pytest.fixture
def url(cast: SimpleNamespace) -> Callable[..., str]:
    return lambda name, *args: reverse(f"actors:organisation-{name}", args=[cast.home.slug, *args])


def names(answer: Any) -> list[str]:
    return [row.name for row in answer.context["page"]]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any
) -> None:
    top = factories.organisation(cast.home, "Landratsamt")
    for n in range(rows):
        factories.organisation(cast.home, f"Amt {n}", parent=top)
    # session, user, membership; sentence; what the filters offer; count; page
    assert queries(lambda: clients.lesend.get(url("list"))) == 7
    factories.person(cast.home, organisation=top)
    said = clients.fachamt.get(url("list"), {"q": "amt 0"}).content.decode()
    assert f"{rows + 1} Organisationen, davon {rows} ohne Kontaktperson." in said
    assert "ohne Kontaktperson." not in clients.lesend.get(url("list")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_detail_costs_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any
) -> None:
    top = factories.organisation(cast.home, "Landratsamt")
    for n in range(rows):
        factories.organisation(cast.home, f"Amt {n}", parent=top)
    # session, user, membership; organisation; five kinds of words; networks, positions, networks that it leads, agreements,
    # relations; those below; measures that it leads, takes part in; files; spellings; trail
    assert queries(lambda: clients.lesend.get(url("detail", top.pk))) == 20


def test_german_order(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    for name in ("Zoll", "Übersee", "Amt 50", "Amt 9", "Ärztekammer", "Uhlsdorf"):
        factories.organisation(cast.home, name)
    answer = clients.lesend.get(url("list"))
    assert names(answer) == ["Amt 9", "Amt 50", "Ärztekammer", "Übersee", "Uhlsdorf", "Zoll"]
    assert names(clients.lesend.get(url("list"), {"sort": "-name"}))[0] == "Zoll"


@pytest.mark.parametrize("query", ["übersee", "ÜBERSEE", "uebersee", "Ubersee", "see über"])
def test_search_forgives_spelling(query: str, cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.organisation(cast.home, "Gemeinde Übersee")
    factories.organisation(cast.home, "Gemeinde Untersee")
    assert names(clients.lesend.get(url("list"), {"q": query})) == ["Gemeinde Übersee"]


def test_filters_stand_in_the_url_and_can_be_lifted(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.organisation(cast.home, "Caritasverband", kind="traeger")
    factories.organisation(cast.home, "Sozialamt")
    answer = clients.lesend.get(url("list"), {"art": "traeger", "sort": "-name"})
    assert names(answer) == ["Caritasverband"]
    page = answer.content.decode()
    assert "freier Träger" in page
    assert 'href="/beispielkreis/organisationen/?sort=-name"' in page


def test_pages_of_fifty_and_every_sort(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    for n in range(53):
        factories.organisation(cast.home, f"Amt {n}")
    for column in ("name", "art", "zu"):
        first = clients.lesend.get(url("list"), {"sort": column})
        second = clients.lesend.get(url("list"), {"sort": column, "seite": 2})
        assert (len(names(first)), len(names(second))) == (50, 3), column
        assert not set(names(first)) & set(names(second)), column
    assert len(names(clients.lesend.get(url("list"), {"als": "druck"}))) == 53


def test_htmx_gets_only_the_results(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.organisation(cast.home)
    part = clients.lesend.get(url("list"), headers={"HX-Request": "true"}).content.decode()
    assert "Sozialamt" in part
    assert "<html" not in part


def test_empty_list_offers_two_ways_to_begin(clients: SimpleNamespace, url: Any) -> None:
    assert url("create") in clients.steuerung.get(url("list")).content.decode()
    reader = clients.lesend.get(url("list")).content.decode()
    assert url("create") not in reader
    assert "Noch keine Organisation" in reader


def test_create_edit_delete_restore_leave_a_trail(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    clients.steuerung.post(url("create"), {"name": "Sozialamt", "kind": "kommune"})
    made = Organisation.objects.get(name="Sozialamt")
    clients.steuerung.post(url("edit", made.pk), {"name": "Amt für Soziales", "kind": "kommune", "version_seen": 1})
    answer = clients.steuerung.post(url("delete", made.pk), follow=True)
    assert "Rückgängig machen" in answer.content.decode()
    assert clients.steuerung.get(url("detail", made.pk)).status_code == 404
    clients.steuerung.post(url("restore", made.pk))
    assert [e.verb for e in Event.objects.about(made).order_by("pk")] == ["create", "edit", "delete", "restore"]
    assert "Sozialamt → Amt für Soziales" in clients.lesend.get(url("detail", made.pk)).content.decode()


def test_two_people_edit_at_once(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    made = factories.organisation(cast.home, "Sozialamt")
    form = {"kind": "kommune", "version_seen": made.version}
    clients.steuerung.post(url("edit", made.pk), {"name": "Amt für Soziales", **form})
    late = clients.steuerung.post(url("edit", made.pk), {"name": "Sozial- und Jugendamt", **form})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Amt für Soziales" in page
    assert "Sozial- und Jugendamt" in page
    made.refresh_from_db()
    assert made.name == "Amt für Soziales"
    again = {"name": "Sozial- und Jugendamt", "kind": "kommune", "version_seen": made.version}
    assert clients.steuerung.post(url("edit", made.pk), again).status_code == 302


def test_an_edit_without_a_version_is_refused(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    made = factories.organisation(cast.home, "Sozialamt")
    assert clients.steuerung.post(url("edit", made.pk), {"name": "Neu", "kind": "kommune"}).status_code == 422


def test_circles_are_refused(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    top = factories.organisation(cast.home, "Amt")
    middle = factories.organisation(cast.home, "Sachgebiet", parent=top)
    below = factories.organisation(cast.home, "Team", parent=middle)
    answer = clients.steuerung.post(
        url("edit", top.pk), {"name": "Amt", "kind": "kommune", "parent": below.pk, "version_seen": 1}
    )
    assert answer.status_code == 422
    assert "Kreis" in answer.content.decode()


def test_who_has_others_below_is_not_deleted(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    top = factories.organisation(cast.home, "Amt")
    factories.organisation(cast.home, "Sachgebiet", parent=top)
    answer = clients.steuerung.post(url("delete", top.pk), follow=True)
    assert "Ordnen Sie diese zuerst anders zu" in answer.content.decode()
    assert Organisation.objects.of(cast.home).count() == 2


def test_deleted_ones_show_nowhere(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    gone = factories.organisation(cast.home, "Altes Amt")
    delete_organisation(user=cast.steuerung, organisation=gone)
    assert "Altes Amt" not in clients.steuerung.get(url("list")).content.decode()
    assert "Altes Amt" not in clients.steuerung.get(url("create")).content.decode()


def test_only_who_may_undo_learns_what_was_deleted(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    gone = factories.organisation(cast.home, "Altes Amt")
    delete_organisation(user=cast.steuerung, organisation=gone)
    assert "Altes Amt" in clients.steuerung.get(url("list"), {"geloescht": gone.pk}).content.decode()
    assert "Altes Amt" not in clients.lesend.get(url("list"), {"geloescht": gone.pk}).content.decode()


def test_deleting_loses_no_edit_of_somebody_else(cast: SimpleNamespace) -> None:
    """The row that the page fetched is older than the edit."""
    old = factories.organisation(cast.home, "Sozialamt")
    newer = Organisation.objects.get(pk=old.pk)
    newer.name = "Amt für Soziales"
    save_organisation(user=cast.steuerung, organisation=newer, version=1)
    delete_organisation(user=cast.steuerung, organisation=old)
    stored = Organisation.objects.get(pk=old.pk)
    assert (stored.name, stored.version) == ("Amt für Soziales", 3)
    assert Event.objects.about(old).first().before["name"] == "Amt für Soziales"


def test_what_two_people_do_at_once_happens_once(cast: SimpleNamespace) -> None:
    made = factories.organisation(cast.home)
    for verb in (delete_organisation, delete_organisation, restore_organisation, restore_organisation):
        verb(user=cast.steuerung, organisation=made)
    assert [e.verb for e in Event.objects.about(made).order_by("pk")] == ["create", "delete", "restore"]


def test_who_leads_measures_is_not_deleted(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    body = factories.organisation(cast.home, "Sozialamt & Co")
    for title in ("Erste", "Zweite"):
        factories.measure(cast.home, title, leads=[body])
    factories.measure(cast.home, "Dritte", partners=[body])
    factories.strategy(cast.home, owner=body)
    page = clients.steuerung.post(url("delete", body.pk), follow=True).content.decode()
    assert f'<a href="/beispielkreis/massnahmen/?federfuehrung={body.pk}">führt 2 Maßnahmen</a>' in page
    assert "ist an 1 Maßnahme beteiligt" in page
    assert "verantwortet 1 Strategie" in page
    assert "„Sozialamt &amp; Co“ lässt sich nicht löschen" in page
    with pytest.raises(InUse):
        delete_organisation(user=cast.steuerung, organisation=body)
    assert Organisation.objects.of(cast.home).count() == 1


def test_deleted_measures_hold_no_organisation(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    """And come back without the one that went meanwhile."""
    body, other = factories.organisation(cast.home, "Altes Amt"), factories.organisation(cast.home, "Neues Amt")
    measure = factories.measure(cast.home, leads=[body], partners=[other])
    delete_row(user=cast.steuerung, row=measure)
    delete_organisation(user=cast.steuerung, organisation=body)
    restore_row(user=cast.steuerung, row=measure)
    fresh = Measure.objects.get(pk=measure.pk)
    assert (fresh.leads, fresh.partners) == ([], [other])


def test_a_restored_organisation_comes_back_with_all(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    body = factories.organisation(cast.home, "Sozialamt")
    factories.affiliate(cast.fachamt, body)
    add_alias(user=cast.steuerung, organisation=body, name="Amt für Soziales")
    delete_organisation(user=cast.steuerung, organisation=body)
    restore_organisation(user=cast.steuerung, organisation=body)
    page = clients.steuerung.get(url("detail", body.pk)).content.decode()
    assert all(said in page for said in ("Amt für Soziales", cast.fachamt.email))


@pytest.mark.parametrize("rows", [1, 3])
def test_measures_of_an_organisation_cost_the_same(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any
) -> None:
    body = factories.organisation(cast.home)
    for n in range(rows):
        factories.measure(cast.home, f"Führt {n}", leads=[body])
        factories.measure(cast.home, f"Beteiligt {n}", partners=[body])
    # as above, and for the measures 2 × (bodies, organisations)
    assert queries(lambda: clients.lesend.get(url("detail", body.pk))) == 24


def test_readers_see_released_measures_of_an_organisation(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    body = factories.organisation(cast.home)
    factories.measure(cast.home, "Offene Sache", leads=[body])
    factories.measure(cast.home, "Geheime Sache", leads=[body], visibility="intern")
    factories.measure(cast.home, "Heimliche Sache", partners=[body], visibility="intern")
    for who, sees in (("steuerung", True), ("fachamt", False), ("beirat", False), ("lesend", False)):
        page = getattr(clients, who).get(url("detail", body.pk)).content.decode()
        assert "Offene Sache" in page
        assert ("Geheime Sache" in page, "Heimliche Sache" in page) == (sees, sees)
    factories.affiliate(cast.fachamt, body)
    assert "Geheime Sache" in clients.fachamt.get(url("detail", body.pk)).content.decode()


def test_spellings_are_added_removed_and_brought_back(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    body = factories.organisation(cast.home, "Sozialamt")
    detail, create = url("detail", body.pk), reverse("actors:alias-create", args=[cast.home.slug, body.pk])
    clients.steuerung.post(create, {"name": "Amt für Soziales"})
    assert "Amt für Soziales" in clients.lesend.get(detail).content.decode()
    alias = OrganisationAlias.objects.get(organisation=body)
    gone = reverse("actors:alias-delete", args=[cast.home.slug, alias.pk])
    page = clients.steuerung.post(gone, follow=True).content.decode()
    assert "Rückgängig machen" in page
    assert "Amt für Soziales" not in clients.lesend.get(detail).content.decode()
    clients.steuerung.post(create, {"name": "Amt für Soziales"})
    assert [e.verb for e in Event.objects.filter(model="actors.organisationalias").order_by("pk")] == [
        "create",
        "delete",
        "create",
    ]


@pytest.mark.parametrize("taken", ["Sozialamt", "SOZIALAMT", "Amt 50", "Jugendamt", "", "x" * 201])
def test_a_spelling_means_one_organisation(
    taken: str, cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    body, other = factories.organisation(cast.home, "Sozialamt"), factories.organisation(cast.home, "Jugendamt")
    add_alias(user=cast.steuerung, organisation=other, name="Amt 50")
    answer = clients.steuerung.post(reverse("actors:alias-create", args=[cast.home.slug, body.pk]), {"name": taken})
    assert answer.status_code == 422
    assert "kern-error" in answer.content.decode()
    assert not body.aliases.exists()


HOSTILE = '=HYPERLINK("http://x";"y")'


def test_csv_opens_in_excel_and_runs_nothing(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.organisation(cast.home, HOSTILE)
    factories.organisation(cast.home, "Übersee")
    answer = clients.lesend.get(url("list"), {"als": "csv"})
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == list(HEADERS[:-2])
    assert rows[1][0] == "'" + HOSTILE


def test_xlsx_holds_text_not_formulas(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    top = factories.organisation(cast.home, HOSTILE)
    factories.organisation(cast.home, "Übersee", parent=top)
    answer = clients.lesend.get(url("list"), {"als": "xlsx", "q": "übersee"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    assert rows[0] == list(HEADERS[:-2])
    assert dict(zip(*rows, strict=True))["gehört zu"] == HOSTILE
    assert sheet["E2"].data_type == "s"


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "مكتب", "Amt 😀", "x" * 200, "\u202eabc"])
def test_any_name_is_shown_as_text(name: str, cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    clients.steuerung.post(url("create"), {"name": name, "kind": "sonstige"})
    page = clients.steuerung.get(url("list")).content.decode()
    assert "<script>alert" not in page
    assert Organisation.objects.of(cast.home).count() == 1
    assert clients.steuerung.get(url("list"), {"q": name}).status_code == 200


@pytest.mark.parametrize("name", ["", " ", "x" * 201, "a\x00b"])
def test_bad_names_are_refused_with_a_word(
    name: str, cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    answer = clients.steuerung.post(url("create"), {"name": name, "kind": "sonstige"})
    assert answer.status_code == 422
    assert "kern-error" in answer.content.decode()
