"""Contact persons: the list, the form, the page; for Steuerung and Fachamt alone, key persons for the Steuerung alone."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.domain.actors.models import Organisation, Person
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.trail.models import Event, Refusal

TODAY = timezone.localdate()


def person(home: Municipality, name: str = "R. Rat", organisation: Organisation | None = None, **fields: Any) -> Person:
    return factories.person(home, name, email="rat@amt.example", organisation=organisation, **fields)


def url(name: str, cast: SimpleNamespace, *args: int) -> str:
    return reverse(f"actors:person-{name}", args=[cast.home.slug, *args])


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    made = person(
        cast.home, "P.", factories.organisation(cast.home), key_person=True, substitute=person(cast.home, "S.")
    )
    for n in range(rows):
        body = factories.organisation(cast.home, f"Amt {n}")
        person(cast.home, f"P. {n}", body)
        made.also_in.add(body)
        factories.consent(made)
        factories.note(cast.home, person=made, user=cast.steuerung)
        factories.position(cast.home, holder=made)
        factories.network(cast.home, coordinator=made)
        factories.measure(cast.home, f"M {n}").contacts.add(made)
    # session, user, membership; organisations of the filter; sentence; count; page
    assert queries(lambda: clients.fachamt.get(url("list", cast))) == 7
    # session, user, membership; person; also in, substitute, communities; positions, networks, coordinated; consents; notes;
    # measures and who leads them; story
    assert queries(lambda: clients.steuerung.get(url("detail", cast, made.pk))) == 15


def test_only_those_who_do_the_work_see_persons(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = factories.organisation(cast.home)
    made = person(cast.home, "R. Rat", body)
    detail = reverse("actors:organisation-detail", args=[cast.home.slug, body.pk])
    for who, sees in (("steuerung", True), ("fachamt", True), ("beirat", False), ("lesend", False)):
        client = getattr(clients, who)
        for page in (url("list", cast), url("detail", cast, made.pk)):
            assert client.get(page).status_code == (200 if sees else 403)
        assert ("R. Rat" in client.get(detail).content.decode()) == sees


def test_a_key_person_is_the_steuerungs_alone(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """In the list, on the own page, as a substitute, among the filters, in the search."""
    hidden = person(
        cast.home, "Geheime Schlüsselperson", factories.organisation(cast.home, "Verein X"), key_person=True
    )
    seen = person(cast.home, "R. Rat", substitute=hidden)
    assert clients.fachamt.get(url("detail", cast, hidden.pk)).status_code == 404
    for client, sees in ((clients.steuerung, True), (clients.fachamt, False)):
        pages = [client.get(url("list", cast), query) for query in ({}, {"q": "geheime"}, {"schluessel": "ja"})]
        pages += [client.get(url("detail", cast, seen.pk))]
        assert [("Geheime" in page.content.decode()) == sees for page in pages] == [True] * 4
        assert ("Verein X" in pages[0].content.decode()) == sees


def test_create_and_edit(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body, more = factories.organisation(cast.home), factories.organisation(cast.home, "Zweites Amt")
    gone = person(cast.home, "Weggegangene", left_on=date(2020, 1, 1))
    form = clients.steuerung.get(url("create", cast), {"organisation": body.pk}).content.decode()
    assert f'<option value="{body.pk}" selected>' in form
    assert gone.name not in form
    said = {"name": "R. Rat", "email": "rat@amt.example", "organisation": body.pk, "also_in": [body.pk, more.pk],
            "key_person": "on", "communities": "Dari, Paschtu", "visibility": "intern"}  # fmt: skip
    answer = clients.steuerung.post(url("create", cast), said)
    made = Person.objects.get(name="R. Rat")
    assert answer["Location"] == url("detail", cast, made.pk)
    assert made.visibility == "steuerung", "a key person is protected whatever the form says"
    assert [list(made.also_in.all()), sorted(map(str, made.communities.all()))] == [[more], ["Dari", "Paschtu"]]
    edit = {"name": "R. Neu", "organisation": "", "version_seen": 1, "confirmed_on": "2026-01-05"}
    clients.steuerung.post(url("edit", cast, made.pk), edit)
    made.refresh_from_db()
    assert (made.name, made.email, made.organisation, made.version) == ("R. Neu", "", None, 2)
    assert (made.confirmed_on, made.key_person, made.visibility) == (date(2026, 1, 5), False, "steuerung")
    late = clients.steuerung.post(url("edit", cast, made.pk), {"name": "Danach", "version_seen": 1})
    assert late.status_code == 409
    assert all(word in late.content.decode() for word in ("R. Neu", "Danach"))


def test_who_left_stays_a_substitute_until_changed(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    gone = person(cast.home, "Weggegangene", left_on=date(2020, 1, 1))
    made = person(cast.home, substitute=gone)
    assert "Weggegangene" in clients.steuerung.get(url("edit", cast, made.pk)).content.decode()
    clients.steuerung.post(
        url("edit", cast, made.pk), {"name": "R. Rat", "substitute": gone.pk, "version_seen": made.version}
    )
    assert Person.objects.get(pk=made.pk).substitute == gone


def test_foreign_rows_are_refused(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body, other = factories.organisation(cast.neighbour, "Fremdes Amt"), person(cast.neighbour, "Fremde Person")
    for field, row in (("also_in", body), ("substitute", other)):
        answer = clients.steuerung.post(url("create", cast), {"name": "R. Rat", field: row.pk})
        assert answer.status_code == 422
        assert "Fremde" not in answer.content.decode()
    assert not Person.objects.of(cast.home).exists()


def test_confirm_answers_the_question(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    made = person(cast.home, confirmed_on=date(2020, 1, 1), asked_on=date(2026, 1, 1))
    assert clients.fachamt.post(url("confirm", cast, made.pk)).status_code == 403
    clients.steuerung.post(url("confirm", cast, made.pk))
    made.refresh_from_db()
    assert (made.confirmed_on, made.asked_on) == (TODAY, None)
    assert "zuletzt bestätigt am: 01.01.2020" in clients.steuerung.get(url("detail", cast, made.pk)).content.decode()
    assert Event.objects.about(made).count() == 2


def test_filters(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body, second = factories.organisation(cast.home), factories.organisation(cast.home, "Zweites Amt")
    fresh = person(cast.home, "Müller-Frisch", body, confirmed_on=TODAY, function="Leitung Bildung")
    person(cast.home, "Alt", confirmed_on=date(2020, 1, 1))
    person(cast.home, "Weg", left_on=date(2020, 1, 1))
    factories.person(cast.home, "Ohne", confirmed_on=TODAY)
    fresh.also_in.add(second)
    factories.consent(fresh, "verteiler")

    def found(**query: Any) -> list[str]:
        return [p.name for p in clients.steuerung.get(url("list", cast), query).context["page"]]

    assert (
        found(q="mueller")
        == found(q="leitung bil")
        == found(q="rat@amt", stand="da", einwilligung="verteiler")
        == ["Müller-Frisch"]
    )
    assert found(organisation=body.pk) == found(organisation=second.pk) == ["Müller-Frisch"]
    assert found(stand="unbestaetigt") == ["Alt"]
    assert found(stand="ausgeschieden") == ["Weg"]
    assert found(mail="ohne") == ["Ohne"]
    assert found(schluessel="ja") == []
    assert found(sort="-name")[0] == "Weg"
    assert len(found(organisation="9" * 30, stand="unsinn", sort="unsinn")) == 4
    page = clients.steuerung.get(url("list", cast)).content.decode()
    assert "3 Kontaktpersonen; 1 davon hat seit 2 Jahren niemand bestätigt." in page


def test_files_are_the_steuerungs_and_refusals_are_noted(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    person(cast.home, "R. Rat", key_person=True)
    assert "R. Rat" in clients.steuerung.get(url("list", cast), {"als": "csv"}).content.decode("utf-8-sig")
    assert not Refusal.objects.exists()
    for who in ("fachamt", "beirat"):
        assert getattr(clients, who).get(url("list", cast), {"als": "xlsx"}).status_code == 403
    made = Person.objects.get()
    assert clients.fachamt.get(url("data", cast, made.pk), {"als": "json"}).status_code == 403
    assert [(r.user, r.what) for r in Refusal.objects.of(cast.home).order_by("pk")] == [
        (cast.fachamt, "Kontaktpersonen (xlsx)"), (cast.beirat, "Kontaktpersonen (xlsx)"), (cast.fachamt, "Auskunft zu einer Person"),
    ]  # fmt: skip
    shown = clients.steuerung.get(reverse("actors:retention", args=[cast.home.slug])).content.decode()
    assert "Kontaktpersonen (xlsx)" in shown


def test_persons_of_a_deleted_organisation_stay_without_it(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = factories.organisation(cast.home, "Altes Amt")
    made = person(cast.home, "R. Rat", body)
    Organisation.objects.filter(pk=body.pk).update(deleted_at=timezone.now())
    for page in (url("list", cast), url("detail", cast, made.pk)):
        shown = clients.fachamt.get(page).content.decode()
        assert "R. Rat" in shown
        assert "Altes Amt" not in shown


@pytest.mark.parametrize(
    "bad",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"name": "R. Rat", "email": "keine"},
        {"name": "R. Rat", "confirmed_on": "2999-01-01"},
    ],
)
def test_bad_input_is_refused_with_a_word(bad: dict[str, str], cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    answer = clients.steuerung.post(url("create", cast), bad)
    assert answer.status_code == 422
    assert "kern-error" in answer.content.decode()


def test_any_name_is_shown_as_text(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    names = ["<script>alert(1)</script>", "مريم", "R. 😀", "\u202eabc", "x" * 120]
    for name in names:
        clients.steuerung.post(url("create", cast), {"name": name})
    assert "<script>alert" not in clients.steuerung.get(url("list", cast)).content.decode()
    assert Person.objects.of(cast.home).count() == len(names)


def test_empty_list_offers_two_ways_to_begin_and_long_ones_have_pages(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    shown = clients.steuerung.get(url("list", cast)).content.decode()
    assert url("create", cast) in shown and 'role="search" hx-get' not in shown and "als=csv" not in shown
    assert url("create", cast) not in clients.fachamt.get(url("list", cast)).content.decode()
    Person.objects.bulk_create(Person(municipality=cast.home, name=f"P. {n}", sort_key=f"p {n:03}") for n in range(53))
    page = clients.fachamt.get(url("list", cast)).context["page"]
    assert (len(page), page.paginator.count) == (50, 53)


def test_persons_stored_before_the_search_get_their_words(cast: SimpleNamespace) -> None:
    made = person(cast.home, "Jürgen Müller")
    Person.objects.update(search="")
    import_module("verbindlich.domain.actors.migrations.0004_person_search").fill(apps, None)
    assert list(Person.objects.matching("juergen rat@amt")) == [made]
