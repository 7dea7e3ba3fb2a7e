"""Notes in fifteen seconds: for Steuerung and Fachamt, about persons, organisations; the author's and the Steuerung's to change."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.domain.actors.models import Note
from verbindlich.office.trail.models import Event


def url(name: str, cast: SimpleNamespace, *args: int, **query: Any) -> str:
    more = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"actors:note-{name}", args=[cast.home.slug, *args]) + (f"?{more}" if more else "")


def test_written_on_the_page_of_a_person_and_changed(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    person = factories.person(cast.home, "R. Rat")
    page = reverse("actors:person-detail", args=[cast.home.slug, person.pk])
    assert url("create", cast, person=person.pk) in clients.fachamt.get(page).content.decode()
    answer = clients.fachamt.post(
        url("create", cast, person=person.pk), {"text": "Ruft zurück", "kind": "telefon", "day": ""}
    )
    assert answer["Location"] == f"{page}#notizen"
    note = Note.objects.get()
    assert (note.person, note.author, note.day, note.text) == (
        person,
        cast.fachamt,
        timezone.localdate(),
        "Ruft zurück",
    )
    assert "Ruft zurück" in clients.steuerung.get(page).content.decode()
    edit = url("edit", cast, note.pk)
    clients.steuerung.post(edit, {"text": "Ruft morgen zurück", "kind": "mail", "day": "2026-01-05", "version_seen": 1})
    late = clients.fachamt.post(edit, {"text": "Zu spät", "kind": "mail", "day": "2026-01-05", "version_seen": 1})
    assert late.status_code == 409
    assert "Ruft morgen zurück" in late.content.decode()
    note.refresh_from_db()
    assert (note.text, note.author, note.version) == ("Ruft morgen zurück", cast.fachamt, 2)
    assert clients.fachamt.get(url("delete", cast, note.pk)).status_code == 200
    assert Note.objects.exists()
    assert clients.fachamt.post(url("delete", cast, note.pk))["Location"] == f"{page}#notizen"
    assert not Note.objects.exists()
    events = Event.objects.filter(model="actors.note").order_by("pk")
    assert [event.verb for event in events] == ["create", "edit", "delete"]
    assert not any(word in json.dumps([(e.before, e.after) for e in events]) for word in ("Ruft", "Rat"))


def test_without_an_address_the_form_asks(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = factories.organisation(cast.home)
    factories.person(cast.home, "Geheime Person", visibility="steuerung")
    assert "Geheime" not in clients.fachamt.get(url("create", cast)).content.decode()
    assert "Geheime" in clients.steuerung.get(url("create", cast)).content.decode()
    assert clients.fachamt.post(url("create", cast), {"text": "Ohne Bezug", "kind": "telefon"}).status_code == 422
    for row in (factories.organisation(cast.neighbour), factories.person(cast.neighbour)):
        name = row._meta.model_name
        assert (
            clients.fachamt.post(url("create", cast), {"text": "x", "kind": "telefon", name: row.pk}).status_code == 422
        )
        assert (
            clients.fachamt.post(url("create", cast, **{name: row.pk}), {"text": "x", "kind": "telefon"}).status_code
            == 422
        )
    clients.fachamt.post(url("create", cast), {"text": "Mit Bezug", "kind": "telefon", "organisation": body.pk})
    assert Note.objects.get().organisation == body


def test_who_reads_which(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """A note about a protected person is the Steuerung's; one without a place belongs to another room; others' are read, not changed."""
    hidden = factories.person(cast.home, "Geheime Person", key_person=True)
    body = factories.organisation(cast.home)
    about_hidden = factories.note(cast.home, "Zur Geheimen", person=hidden, organisation=body, user=cast.fachamt)
    loose = factories.note(cast.home, "Zu einer Maßnahme", user=cast.steuerung)
    others = factories.note(cast.home, "Zum Amt", organisation=body, user=cast.steuerung)
    mine = factories.note(cast.home, "Von mir", user=cast.fachamt)
    everything = clients.steuerung.get(url("list", cast)).content.decode()
    seen = clients.fachamt.get(url("list", cast)).content.decode()
    for text, inside in (
        ("Zur Geheimen", False),
        ("Geheime Person", False),
        ("Zu einer Maßnahme", False),
        ("Zum Amt", True),
        ("Von mir", True),
    ):
        assert text in everything
        assert (text in seen) == inside
    status = [clients.fachamt.get(url("edit", cast, n.pk)).status_code for n in (about_hidden, loose, others, mine)]
    assert status == [404, 404, 403, 200]
    assert {getattr(clients, who).get(url("list", cast)).status_code for who in ("beirat", "lesend")} == {403}
    for who in ("beirat", "lesend"):
        page = getattr(clients, who).get(reverse("actors:organisation-detail", args=[cast.home.slug, body.pk]))
        assert "Zum Amt" not in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_searches_and_costs_the_same(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    for n in range(rows):
        person, body = factories.person(cast.home, f"P. {n}"), factories.organisation(cast.home, f"Amt {n}")
        factories.note(cast.home, f"Über Räume {n} gesprochen", person=person, organisation=body, user=cast.steuerung)
    # session, user, membership; persons and organisations of the filters; count; page
    assert queries(lambda: clients.fachamt.get(url("list", cast))) == 7
    found = clients.fachamt.get(url("list", cast, q="ueber raeume 0", sort="mit", person=person.pk, wie="telefon"))
    assert found.context["page"].paginator.count == (1 if rows == 1 else 0)
    assert (
        clients.fachamt.get(url("list", cast, person="9" * 30, sort="unsinn")).context["page"].paginator.count == rows
    )


def test_markup_and_strange_texts_stay_text(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    person = factories.person(cast.home)
    clients.steuerung.post(
        url("create", cast, person=person.pk), {"text": "<script>alert(1)</script> مريم 😀", "kind": "telefon"}
    )
    assert "<script>alert" not in clients.steuerung.get(url("list", cast)).content.decode()
    bad = clients.steuerung.post(
        url("create", cast, person=person.pk), {"text": "x", "kind": "telefon", "day": "2999-01-01"}
    )
    assert bad.status_code == 422
    assert Note.objects.count() == 1
