"""Positions: the form with its duties, who sees what, the list, vacated positions, the law of the commissioner, the handover folder."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from tests import factories
from verbindlich.domain.actors.actions import delete_person
from verbindlich.domain.actors.models import Agreement, Network, NetworkMember, Note, Position, PositionKind, Task
from verbindlich.domain.concepts.actions import Relations, save_measure
from verbindlich.domain.concepts.models import Measure
from verbindlich.office.trail.models import Event

TODAY = timezone.localdate
COMMISSIONER = "Beauftragte für Integration und Teilhabe"


def page(name: str, home: Any, *args: int) -> str:
    return reverse(f"actors:position-{name}", args=[home.slug, *args])


def text(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def titles(answer: Any) -> list[str]:
    return [row.title for row in answer.context["rows"]]


def sent(**changes: Any) -> dict[str, Any]:
    return {"title": "Koordination", "kind": "KOI-Stelle", "employed": "on", **changes}


def test_a_position_is_entered_changed_deleted_and_comes_back(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """Words for kind and tasks are made where they are new; the code of the law's kinds is kept; the trail has it all."""
    home, person = cast.home, factories.person(cast.home)
    said = sent(kind="beauftragte für integration und teilhabe", fte="0.75", holder=person.pk, vacant_since="2025-01-01",
                duties_task=["Vernetzen", "", "Berichten"], duties_share=["60", "", ""])  # fmt: skip
    clients.steuerung.post(page("create", home), said)
    made = Position.objects.get()
    assert made.kind and (made.kind.code, made.vacant_since) == ("beauftragte", None)
    assert sorted((duty.task.name, duty.share) for duty in made.duties.all()) == [
        ("Berichten", None),
        ("Vernetzen", 60),
    ]
    again = sent(kind="", version_seen=1, duties_task=["vernetzen", "Beraten"], duties_share=["60", "10"])
    clients.steuerung.post(page("edit", home, made.pk), again)
    made.refresh_from_db()
    assert made.kind is None and made.vacant_since is None
    assert sorted((duty.task.name, duty.share) for duty in made.duties.all()) == [("Beraten", 10), ("Vernetzen", 60)]
    assert Task.objects.of(home).count() == 3, "spelled otherwise, but the same task"
    answer = clients.steuerung.post(page("delete", home, made.pk), follow=True)
    assert "Rückgängig machen" in text(answer) and not titles(answer)
    clients.steuerung.post(page("restore", home, made.pk))
    assert [e.verb for e in Event.objects.about(made).order_by("pk")] == ["create", "edit", "delete", "restore"]
    assert "Aufgaben: Vernetzen (60 %), Berichten → Vernetzen (60 %), Beraten (10 %)" in text(
        clients.lesend.get(page("detail", home, made.pk))
    )


def test_more_rows_without_a_script_and_two_people_at_once(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    position = factories.position(cast.home, "Alt", duties={f"Aufgabe {n}": 5 for n in range(6)})
    url = page("edit", cast.home, position.pk)
    form = html.fromstring(clients.steuerung.get(url).content.decode())
    assert len(form.xpath("//input[@name='duties_task']")) == 11
    empty = [option.text for option in form.xpath("//form//select/option[@value='']")]
    assert empty == ["– noch offen –", "– noch offen –", "– unbesetzt –", "– noch offen –"]
    typed = sent(title="", pay_grade="E 11", version_seen=1, duties_task=["Neu"], duties_share=["x"], mehr="1")
    answer = clients.steuerung.post(url, typed)
    form = html.fromstring(answer.content.decode())
    assert answer.status_code == 200, "nothing is judged yet"
    assert form.xpath("//input[@name='duties_share']/@value")[0] == "x" and form.xpath(
        "//input[@name='pay_grade']/@value"
    ) == ["E 11"]
    assert Position.objects.get().title == "Alt"
    clients.steuerung.post(url, sent(version_seen=1, duties_task=["Erste"], duties_share=["50"]))
    late = clients.steuerung.post(url, sent(version_seen=1, duties_task=["Zweite"], duties_share=["20"]))
    assert late.status_code == 409
    assert "Erste (50 %)" in text(late) and "Zweite (20 %)" in text(late)


def test_bad_input_is_named_and_stores_nothing(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    foreign = {
        "unit": factories.organisation(cast.neighbour, "Fremdes Amt"),
        "holder": factories.person(cast.neighbour, "F. Fremd"),
    }
    cases: list[tuple[dict[str, Any], str]] = [
        ({"title": ""}, "Dieses Feld"),
        ({"fte": "51"}, "50"),
        ({"kind": " ́"}, "Bitte ein Wort"),
        ({"unit": foreign["unit"].pk}, "gültige Auswahl"),
        ({"holder": foreign["holder"].pk}, "gültige Auswahl"),
        ({"substitute": foreign["holder"].pk}, "gültige Auswahl"),
        ({"duties_task": ["A", "a"], "duties_share": ["", ""]}, "Zeile 2: „a“ steht schon darüber."),
        ({"duties_task": [""], "duties_share": ["20"]}, "Zeile 1: Zu einem Anteil gehört eine Aufgabe."),
        ({"duties_task": ["A"], "duties_share": ["9" * 5000]}, "von 1 bis 100"),
        ({"duties_task": ["A\x00"], "duties_share": ["5"]}, "höchstens"),
        ({"duties_task": [f"A {n}" for n in range(41)]}, "Höchstens 40"),
    ]
    for changes, words in cases:
        answer = clients.steuerung.post(page("create", cast.home), sent(**changes))
        assert answer.status_code == 422, changes
        assert words in text(answer), changes
        assert "Fremd" not in text(answer), changes
    assert not Position.objects.exists() and not PositionKind.objects.exists()
    assert "Fremd" not in text(clients.steuerung.get(page("create", cast.home), {"bei": foreign["unit"].pk}))


def test_each_role_sees_what_it_may(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """Names for Steuerung and Fachamt, a protected one for the Steuerung alone; pay grade never beyond it; on page, list, in files."""
    hidden = factories.person(cast.home, "S. Schlüssel", key_person=True)
    shown = factories.person(cast.home, "O. Offen")
    position = factories.position(
        cast.home,
        "Integrationsmanagement",
        holder=shown,
        substitute=hidden,
        pay_grade="E 12",
        note="Schlüssel im Sekretariat.",
    )
    other = factories.position(cast.home, "Rückkehrberatung", holder=hidden)
    clients.steuerung.post(
        page("edit", cast.home, position.pk), sent(pay_grade="E 13", note="Neu", holder=shown.pk, version_seen=1)
    )
    expected = {
        "steuerung": {"O. Offen", "S. Schlüssel", "E 13", "E 12", "Neu"},
        "fachamt": {"O. Offen", "Neu"},
        "beirat": set(),
        "lesend": set(),
    }
    for who, words in expected.items():
        client = getattr(clients, who)
        seen = [text(client.get(page("detail", cast.home, pk))) for pk in (position.pk, other.pk)]
        listed = text(client.get(page("list", cast.home)))
        file = client.get(page("list", cast.home), {"als": "csv"}).content.decode("utf-8-sig")
        everything = " ".join([*seen, listed, file])
        assert {word for word in expected["steuerung"] if word in everything} == words, who
        assert "besetzt" in listed, who
    assert "Nr. " not in text(clients.lesend.get(page("detail", cast.home, position.pk))), "the story keeps who held it"


def test_the_list_says_how_things_stand_and_narrows_by_its_address(
    cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    """Also with the same number of queries for one row and for many."""
    unit, person = factories.organisation(cast.home, "Stabsstelle"), factories.person(cast.home)
    first = factories.position(
        cast.home, "Erste", COMMISSIONER, unit=unit, fte="1", holder=person, scope="ausschliesslich"
    )
    # session, user, membership; kinds and units of the filter; count, page, sentence
    assert queries(lambda: clients.lesend.get(page("list", cast.home))) == 8
    soon, past = TODAY() + timedelta(days=100), TODAY() - timedelta(days=1)
    factories.position(
        cast.home, "Zweite", "KOI", fte="0.5", vacant_since=date(2025, 3, 1), funded_until=soon, scope="doppelt"
    )
    gone = factories.person(cast.home, "G. Gegangen", left_on=past)
    factories.position(cast.home, "Dritte", unit=unit, fte="1.25", holder=gone, funded_until=past)
    assert queries(lambda: clients.lesend.get(page("list", cast.home))) == 8
    whole = text(clients.lesend.get(page("list", cast.home)))
    assert "3 Stellen, 2,75 VZÄ, 2 unbesetzt, 1 endet in sechs Monaten, bei 1 ist die Bezahlung abgelaufen." in whole
    assert "unbesetzt seit 01.03.2025" in whole and f"unbesetzt seit {past:%d.%m.%Y}" in whole
    narrowed = {
        "q=erst": ["Erste"], f"art={first.kind_id}": ["Erste"], "besetzung=unbesetzt": ["Dritte", "Zweite"],
        "besetzung=besetzt": ["Erste"], "endet=sechs-monate": ["Zweite"], "endet=abgelaufen": ["Dritte"], "endet=offen": ["Erste"],
        f"bei={unit.pk}": ["Dritte", "Erste"], "zuschnitt=doppelt": ["Zweite"], "art=999": ["Dritte", "Erste", "Zweite"],
        "sort=-vzae": ["Dritte", "Erste", "Zweite"], "sort=bezahlt": ["Dritte", "Zweite", "Erste"],
        "sort=besetzung": ["Zweite", "Dritte", "Erste"], "sort=art": ["Dritte", "Erste", "Zweite"], "sort=bei": ["Zweite", "Dritte", "Erste"],
        "q=nichts": [],
    }  # fmt: skip
    for query, expected in narrowed.items():
        assert titles(clients.lesend.get(f"{page('list', cast.home)}?{query}")) == expected, query
    part = clients.lesend.get(page("list", cast.home), headers={"HX-Request": "true"}).content.decode()
    assert "Zweite" in part and "<html" not in part
    sheet = openpyxl.load_workbook(
        io.BytesIO(clients.steuerung.get(page("list", cast.home), {"als": "xlsx"}).content)
    ).active
    assert [row[0].value for row in sheet.iter_rows()] == ["Stelle", "Dritte", "Erste", "Zweite"]
    answer = clients.fachamt.get(page("list", cast.home), {"als": "csv", "q": "dritte"})
    row = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))[1]
    assert row[6:8] == ["unbesetzt", past.isoformat()]
    empty = clients.fremd.get(page("list", cast.neighbour)).content.decode()
    assert "Noch keine Stelle" in empty and 'role="search" hx-get' not in empty and "als=csv" not in empty


def test_a_position_outlives_its_holder(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """Erased: vacant since that day, as the trail says. To leave later: held until then."""
    person, leaving = (
        factories.person(cast.home),
        factories.person(cast.home, "B. Bald", left_on=TODAY() + timedelta(days=3)),
    )
    position = factories.position(cast.home, "Verwaist", holder=person, substitute=leaving)
    kept = factories.position(cast.home, "Bleibt", holder=leaving)
    delete_person(user=cast.steuerung, person=person)
    position.refresh_from_db()
    assert (position.holder, position.vacant_since) == (None, TODAY())
    assert position.substitute == leaving
    assert [e.verb for e in Event.objects.about(position).order_by("pk")] == ["create", "edit"]
    assert titles(clients.lesend.get(f"{page('list', cast.home)}?besetzung=besetzt")) == [kept.title]


def test_the_page_names_what_the_law_wants_of_a_commissioner(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    person = factories.person(cast.home)
    good = factories.position(cast.home, "Gut", COMMISSIONER, holder=person, scope="ausschliesslich")
    bad = factories.position(cast.home, "Schlecht", COMMISSIONER, scope="doppelt", employed=False)
    other = factories.position(cast.home, "Andere", "KOI")
    law = "Die Integrationsbehörden sollen im Rahmen der kommunalen Integrationsarbeit hauptamtliche Beauftragte"
    said = {p.title: text(clients.lesend.get(page("detail", cast.home, p.pk))) for p in (good, bad, other)}
    assert law in said["Gut"] and "SächsIntG § 19 Abs. 1" in said["Gut"] and "So steht es im Gesetz" in said["Gut"]
    for words in ("unbesetzt", "nicht hauptamtlich", "Doppelfunktion, ist also nicht ausschließlich zuständig"):
        assert words in said["Schlecht"].partition(law)[2], words
    assert law not in said["Andere"]
    cast.home.kind = "gemeinde"
    cast.home.save()
    member = text(clients.lesend.get(page("detail", cast.home, bad.pk)))
    assert "Kreisangehörige Gemeinden können Beauftragte" in member and "weicht die Stelle" not in member


def test_the_folder_has_what_a_successor_needs(cast: SimpleNamespace, clients: SimpleNamespace, queries: Any) -> None:
    """And for a department nothing that hangs on a person whom it does not see."""
    home, unit = cast.home, factories.organisation(cast.home, "Stabsstelle")
    holder, guest = (
        factories.person(home, "H. Halt", organisation=unit),
        factories.person(home, "G. Gast", phone="0351 1"),
    )
    hidden = factories.person(home, "S. Schlüssel", key_person=True, organisation=unit)
    until = TODAY() + timedelta(days=200)
    position = factories.position(
        home, "Stelle", unit=unit, holder=holder, funded_until=until, funded_by="Projekt", note="Schlüssel im Sekretariat.",
        duties={"Nur hier": 30, "Auch dort": 20},
    )  # fmt: skip
    factories.position(home, "Andere", holder=guest, duties={"Auch dort": 10})
    network = Network.objects.create(municipality=home, name="Runder Tisch", coordinator=holder)
    NetworkMember.objects.create(network=network, organisation=unit, person=guest)
    joined = Network.objects.create(municipality=home, name="AG Sprache")
    NetworkMember.objects.create(network=joined, organisation=unit, person=holder)
    Network.objects.create(municipality=home, name="Fremdes Netz", coordinator=guest)
    Agreement.objects.create(municipality=home, title="Mit der Caritas").parties.add(unit)
    Note.objects.create(municipality=home, text="Rückruf zugesagt", organisation=unit)
    Note.objects.create(municipality=home, text="Unter uns gesagt", person=hidden, organisation=unit)
    save_measure(
        user=None, measure=Measure(municipality=home, title="Lesepaten"), relations=Relations(contacts=[holder])
    )
    factories.measure(home, "Kursbörse", leads=[unit])
    folder = text(clients.steuerung.get(page("handover", home, position.pk)))
    gap = folder.partition("Diese Aufgaben hätte danach niemand")[2]
    assert gap.startswith("Nur hier ") and "Auch dort" not in gap.partition("Umfang")[0]
    for words in ("Schlüssel im Sekretariat.", "Runder Tisch", "AG Sprache", "Mit der Caritas", "Rückruf zugesagt", "G. Gast", "0351 1",
                  "Lesepaten", "Kursbörse", f"{until:%d.%m.%Y}: Stelle „Stelle“ (Finanzierung der Stelle endet: Projekt)"):  # fmt: skip
        assert words in folder, words
    assert "Fremdes Netz" not in folder
    inside = text(clients.fachamt.get(page("handover", home, position.pk)))
    assert "G. Gast" in inside and "Unter uns" not in inside and "S. Schlüssel" not in inside
    secret = factories.position(home, "Geheim", holder=hidden, unit=None)
    Network.objects.create(municipality=home, name="Stilles Netz", coordinator=hidden)
    assert "Stilles Netz" in text(clients.steuerung.get(page("handover", home, secret.pk)))
    assert "Stilles Netz" not in text(clients.fachamt.get(page("handover", home, secret.pk)))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_the_same_for_one_and_three_duties(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    position = factories.position(cast.home, duties={f"Aufgabe {n}": 5 for n in range(rows)})
    for n in range(rows):
        factories.position(cast.home, f"Andere {n}", duties={f"Aufgabe {n}": 5})
    # session, user, membership; position; tasks, positions, duties; measures of unit; trail
    assert queries(lambda: clients.lesend.get(page("detail", cast.home, position.pk))) == 9
