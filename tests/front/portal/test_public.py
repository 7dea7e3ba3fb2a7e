"""What anybody sees without an account: what the allow-list says, of those who agreed, and gone at once when they do not any more."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import factories
from verbindlich.domain.actors import actions
from verbindlich.domain.actors.models import Consent, Organisation, Person
from verbindlich.front.portal.public import Shown
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.trail.models import Event
from verbindlich.office.vocab.actions import words
from verbindlich.office.vocab.models import Visibility

pytestmark = pytest.mark.django_db
# Field of an organisation: the field of `Shown` that it appears in.
ALLOWED = {
    "id": "id", "name": "name", "short_name": "short_name", "kind": "kind", "topics": "topics", "spaces": "spaces", "groups": "groups",
    "languages": "languages", "street": "street", "postal_code": "postal_code", "city": "city", "phone": "phone", "email": "email",
    "website": "website",
}  # fmt: skip
ALLOWED_OF_PERSONS = {"name", "function", "phone", "email"}
LIST = "/oeffentlich/beispielkreis/akteure/"


def shown_body(home: Municipality, name: str = "Tafel Ostufer", **fields: Any) -> Organisation:
    said = {"visibility": Visibility.PUBLIC, "agreed_on": timezone.localdate() - timedelta(days=30), **fields}
    return factories.organisation(home, name, **said)


def named(home: Municipality, name: str, body: Organisation, scope: str = "oeffentlich", **fields: Any) -> Person:
    person = factories.person(home, name, organisation=body, email=f"{name.split()[-1].lower()}@b.example", **fields)
    given = timezone.localdate() - timedelta(days=30)
    Consent.objects.create(municipality=home, person=person, scope=scope, how="schriftlich", given_on=given)
    return person


def html(url: str) -> str:
    answer = Client().get(url)
    assert answer.status_code == 200, url
    text: str = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]  # type: ignore[index]
    return text


def page(body: Organisation) -> str:
    return f"{LIST}{body.pk}/"


def test_only_what_the_allow_list_names_is_in_the_pages(cast: SimpleNamespace) -> None:
    """Every field of an organisation holds a word of its own; those of fields that are not allowed appear nowhere."""
    body, marks = shown_body(cast.home), {}
    body.parent = shown_body(cast.home, "Elternzeichen", visibility=Visibility.RELEASED)
    body.agreed_on = date(2011, 3, 4)
    for field in (*Organisation._meta.fields, *Organisation._meta.many_to_many):
        if field.many_to_many:
            marks[field.name] = f"Zeichen{field.name.capitalize()}"
            getattr(body, field.name).set(words(field.related_model, cast.home, [marks[field.name]]))
        elif field.get_internal_type() in ("CharField", "TextField", "EmailField", "URLField") and not field.choices:
            mark = f"z{field.name.replace('_', '')}"[: field.max_length or 200]
            marks[field.name] = mark
            value = {"EmailField": f"{mark}@b.example", "URLField": f"https://{mark}.example"}.get(
                type(field).__name__, mark
            )
            setattr(body, field.name, value)
    body.save()
    Organisation.objects.filter(pk=body.pk).update(sort_key="zsortkey", search="zsearch")
    marks |= {"parent": "Elternzeichen", "agreed_on": "2011", "sphere": "Praxis"}
    assert {"note", "agreed_how", "communities", "search"} <= set(marks) - set(ALLOWED)
    every = html(LIST) + html(page(body)) + html(LIST + "?q=zname")
    for name, mark in marks.items():
        assert (mark in every) == (name in ALLOWED), name
    assert set(ALLOWED.values()) == set(Shown.__slots__)


def test_what_is_not_shown_cannot_be_asked_for(cast: SimpleNamespace) -> None:
    """Not even by searching for it and looking whether somebody is found."""
    body = shown_body(cast.home, note="Geheimwort")
    actions.add_alias(user=None, organisation=body, name="Deckname")
    shown_body(cast.home, "Zweite")
    for word in ("Geheimwort", "Deckname"):
        assert "Niemand passt" in html(f"{LIST}?q={word}")
    assert "Tafel Ostufer" in html(f"{LIST}?q=tafel")


def test_only_organisations_that_agreed_are_there(cast: SimpleNamespace) -> None:
    there = shown_body(cast.home)
    others = [
        shown_body(cast.home, "Intern", visibility=Visibility.INTERNAL),
        shown_body(cast.home, "Freigegeben", visibility=Visibility.RELEASED),
        shown_body(cast.home, "Ohne Zustimmung", agreed_on=None),
        shown_body(cast.home, "Erst morgen", agreed_on=timezone.localdate() + timedelta(days=1)),
        shown_body(cast.neighbour, "Nachbarin"),
    ]
    deleted = shown_body(cast.home, "Geloescht")
    actions.delete_organisation(user=cast.steuerung, organisation=deleted)
    text = html(LIST)
    assert there.name in text
    for other in (*others, deleted):
        assert other.name not in text
        assert Client().get(page(other)).status_code == 404


def test_nobody_is_named_without_a_valid_consent(cast: SimpleNamespace) -> None:
    body, home, today = shown_body(cast.home), cast.home, timezone.localdate()
    agreed = named(home, "A. Genannt", body, function="Leitung", phone="0315 555-1")
    also = named(home, "B. Mitgenannt", shown_body(home, "Woanders", visibility=Visibility.INTERNAL))
    also.also_in.add(body)
    hidden = [
        named(home, "C. Schluessel", body, key_person=True),
        named(home, "D. Geschuetzt", body, visibility=Person.Visibility.STEERING),
        named(home, "E. Gegangen", body, left_on=today),
        named(home, "F. Verteiler", body, scope="verteiler"),
        factories.person(home, "G. Nie", organisation=body),
    ]
    for name, change in (
        ("H. Endete", {"until": today - timedelta(days=1)}),
        ("I. Spaeter", {"given_on": today + timedelta(days=1)}),
    ):
        hidden.append(named(home, name, body))
        Consent.objects.filter(person=hidden[-1]).update(**change)
    text = html(page(body))
    assert {field for field in ALLOWED_OF_PERSONS if getattr(agreed, field) in text} == ALLOWED_OF_PERSONS
    assert also.name in text
    assert not [person.name for person in hidden if person.name in text or (person.email and person.email in text)]
    assert "Genannt" not in html(LIST), "the list names nobody"


def test_what_is_withdrawn_is_gone_with_the_next_request(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = shown_body(cast.home)
    other = shown_body(cast.home, "Bleibt")
    person = named(cast.home, "A. Genannt", body)
    assert person.name in html(page(body))
    consent = person.consents.get()
    assert (
        clients.steuerung.post(f"/beispielkreis/kontaktpersonen/einwilligung/{consent.pk}/widerrufen/").status_code
        == 302
    )
    assert person.name not in html(page(body))
    body.visibility = Visibility.RELEASED
    actions.save_organisation(user=cast.steuerung, organisation=body, version=body.version)
    assert Client().get(page(body)).status_code == 404
    assert body.name not in html(LIST)
    assert other.name in html(LIST)


def test_nobody_keeps_a_copy(cast: SimpleNamespace) -> None:
    body, alone = shown_body(cast.home), shown_body(cast.home, "Allein")
    named(cast.home, "A. Genannt", body)
    Municipality.objects.update(is_demo=False)
    answers = {url: Client().get(url) for url in (LIST, page(body), page(alone))}
    assert {answer["Cache-Control"] for answer in answers.values()} == {"no-store"}
    assert [answer["X-Robots-Tag"] for answer in answers.values()] == ["noarchive", "noindex", "noarchive"]
    Municipality.objects.update(is_demo=True)
    assert Client().get(LIST)["X-Robots-Tag"] == "noindex"


def test_visitors_narrow_it_by_topic_place_and_language(cast: SimpleNamespace) -> None:
    first, second = shown_body(cast.home, "Sprachtreff"), shown_body(cast.home, "Radwerkstatt", city="Lindenau")
    for body, topic, space, language in (
        (first, "Sprache", "Nordstadt", "Arabisch"),
        (second, "Mobilität", "Lindenau", "Persisch"),
    ):
        for name, word in (("topics", topic), ("spaces", space), ("languages", language)):
            field: Any = Organisation._meta.get_field(name)
            getattr(body, name).set(words(field.related_model, cast.home, [word]))
    for query in ("thema=Sprache", "raum=Nordstadt", "sprache=Arabisch", "q=sprachtreff", "q=arabisch+nordstadt"):
        text = html(f"{LIST}?{query}")
        assert "Sprachtreff" in text
        assert "Radwerkstatt" not in text
    assert "Niemand passt" in html(f"{LIST}?thema=Sprache&raum=Lindenau")
    assert "Nicht angewandt" in html(f"{LIST}?thema=Gibtsnicht")


def test_it_is_there_when_somebody_agreed_and_until_the_steering_switches_it_off(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    settings, switch = "/beispielkreis/akteure/oeffentlich/", "/beispielkreis/akteure/oeffentlich/schalten/"
    assert Client().get(LIST).status_code == 404
    assert LIST not in clients.gast.get("/").content.decode()
    assert "noch leer" in clients.steuerung.get(settings).content.decode()
    body = shown_body(cast.home)
    named(cast.home, "A. Genannt", body)
    assert LIST in clients.gast.get("/").content.decode()
    assert "A. Genannt" in clients.steuerung.get(settings).content.decode()
    assert (
        "So sieht es öffentlich aus"
        in clients.steuerung.get(f"/beispielkreis/organisationen/{body.pk}/").content.decode()
    )
    clients.steuerung.post(switch, {"an": "nein"})
    assert [Client().get(url).status_code for url in (LIST, page(body))] == [404, 404]
    assert LIST not in clients.gast.get("/").content.decode()
    assert (
        "So sieht es öffentlich aus"
        not in clients.steuerung.get(f"/beispielkreis/organisationen/{body.pk}/").content.decode()
    )
    event = Event.objects.about(cast.home).first()
    assert event.after["rooms_off"] == ["oeffentlich"]
    clients.steuerung.post(switch, {"an": "ja"})
    assert Client().get(LIST).status_code == 200
    assert clients.fachamt.post(switch, {"an": "nein"}).status_code == 403


def test_it_costs_the_same_for_many(cast: SimpleNamespace, clients: SimpleNamespace, queries: Any) -> None:
    shown_body(cast.home)
    assert queries(lambda: clients.gast.get(LIST)) == 6
    for name in ("Zwei", "Drei"):
        shown_body(cast.home, name)
    assert queries(lambda: clients.gast.get(LIST)) == 6


def test_a_website_is_a_website(cast: SimpleNamespace) -> None:
    body = shown_body(cast.home)
    Organisation.objects.filter(pk=body.pk).update(website="javascript:alert(1)", name="<b>fett</b>")
    text = html(page(body))
    assert "javascript:" not in text
    assert "&lt;b&gt;fett" in text
