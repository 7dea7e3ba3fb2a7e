"""Networks: the flow from the form to the members and the mirror, who sees what, bad input."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from tests import factories
from verbindlich.base.calc import networks as calc
from verbindlich.domain.actors import actions
from verbindlich.domain.actors.mirror import WORDS, sentence
from verbindlich.domain.actors.models import ConditionSaid, Network, NetworkMember, Organisation
from verbindlich.domain.actors.network_facts import facts, members_of
from verbindlich.domain.concepts.linking import link_goals
from verbindlich.office.trail.models import Event

TODAY = timezone.localdate
FORM = {"name": "Runder Tisch Sprache", "topics": "Sprache, Arbeit", "rhythm": "quartal"}


def page(name: str, home: Any, *args: int) -> str:
    return reverse(f"actors:{name}", args=[home.slug, *args])


def text(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    bodies = [factories.organisation(cast.home, f"Amt {n}") for n in range(rows)]
    persons = [factories.person(cast.home, f"P. {n}", organisation=body) for n, body in enumerate(bodies)]
    for n in range(rows):
        network = actions.save_network(
            user=None, network=Network(municipality=cast.home, name=f"Netz {n}", lead=bodies[0], coordinator=persons[0]),
            topics=["Sprache"], spaces=["Nord"], groups=["Frauen"],
        )  # fmt: skip
        for body, person in zip(bodies, persons, strict=True):
            actions.add_members(user=None, network=network, organisations=[body], person=person)
        link_goals(user=None, network=network, goals=[factories.goal(cast.home, f"Ziel {n}")])
        actions.say_condition(user=None, network=network, condition=1, judgement="ja")
        factories.agreement(cast.home, f"V {n}", network=network)
    # session, user, membership; filters (2); count, page, topics; sentence (2)
    assert queries(lambda: clients.lesend.get(page("network-list", cast.home))) == 10
    # session, user, membership; network; members; goals for the reading and as a panel; topics, spaces, groups; agreements and
    # other networks for the reading; agreements; trail of the network and its members
    assert queries(lambda: clients.lesend.get(page("network-detail", cast.home, network.pk))) == 15
    # and for who works inside: names of persons, what the coordinator says
    assert queries(lambda: clients.fachamt.get(page("network-detail", cast.home, network.pk))) == 17
    members = list(members_of(network))
    assert queries(lambda: facts(network, members, 1, TODAY())) == 2


def test_a_network_is_made_edited_deleted_and_brought_back(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body, person = factories.organisation(cast.home, "Volkshochschule"), factories.person(cast.home, "K. Koord")
    clients.steuerung.post(page("network-create", cast.home), {**FORM, "lead": body.pk, "coordinator": person.pk})
    made = Network.objects.get()
    assert [topic.name for topic in made.topics.all()] == ["Arbeit", "Sprache"]
    url = page("network-detail", cast.home, made.pk)
    assert "K. Koord" in text(clients.fachamt.get(url)) and "K. Koord" not in text(clients.lesend.get(url))
    assert "Volkshochschule" in text(clients.lesend.get(url))
    edit = page("network-edit", cast.home, made.pk)
    changed = {**FORM, "rules": "Wir hören zu", "spaces": "Nord", "version_seen": 1}
    assert clients.steuerung.post(edit, changed).status_code == 302
    assert text(clients.lesend.get(url)).count("Wir hören zu") == 2, "as text and in the story"
    late = clients.steuerung.post(edit, {**FORM, "name": "Spät", "version_seen": 1})
    assert late.status_code == 409 and "Wir hören zu" in text(late)
    assert "Rückgängig machen" in text(clients.steuerung.post(page("network-delete", cast.home, made.pk), follow=True))
    assert clients.lesend.get(url).status_code == 404
    clients.steuerung.post(page("network-restore", cast.home, made.pk))
    assert [e.verb for e in Event.objects.about(made).order_by("pk")] == ["create", "edit", "delete", "restore"]


def test_members_come_one_by_one_or_many_and_go(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    tafel, caritas, kammer = (factories.organisation(cast.home, name) for name in ("Tafel", "Caritas", "Kammer"))
    network, person = factories.network(cast.home), factories.person(cast.home, "V. Vertret", organisation=tafel)
    add, url = page("member-create", cast.home, network.pk), page("network-detail", cast.home, network.pk)
    one = {"organisation": tafel.pk, "part": "leitung", "person": person.pk, "since": "2024-01-01"}
    assert clients.steuerung.post(add, one).status_code == 302
    again = clients.steuerung.post(add, one)
    assert again.status_code == 422 and "„Tafel“ ist schon Mitglied." in text(again)
    many = {"viele": "1", "organisations": [tafel.pk, caritas.pk, kammer.pk], "part": "mitglied"}
    assert "2 Mitglieder sind dazugekommen." in text(clients.steuerung.post(add, many, follow=True))
    assert clients.steuerung.post(add, {"viele": "1", "part": "mitglied"}).status_code == 422
    assert network.members.get(organisation=tafel).part == "leitung", "who takes part already stays as they are"
    assert "V. Vertret" in text(clients.fachamt.get(url)) and "V. Vertret" not in text(clients.beirat.get(url))
    member = network.members.get(organisation=tafel)
    edit = page("member-edit", cast.home, member.pk)
    leaving = {"part": "leitung", "since": "2024-01-01", "until": TODAY().isoformat(), "version_seen": member.version}
    assert clients.steuerung.post(edit, leaving | {"until": "2023-01-01"}).status_code == 422
    assert clients.steuerung.post(edit, leaving).status_code == 302
    assert clients.steuerung.post(edit, leaving).status_code == 409
    shown = clients.lesend.get(url)
    assert len(shown.context["seats"]) == 2 and [s.member for s in shown.context["former"]] == [member]
    clients.steuerung.post(add, {"organisation": tafel.pk, "part": "gast"})
    back = network.members.get(organisation=tafel)
    assert (back.pk, back.part, back.until) == (member.pk, "gast", None), "who had left comes back in the same row"
    assert "Tafel: geändert" in text(clients.lesend.get(url))
    shielded = factories.person(cast.home, "G. Schützt", key_person=True)
    back.person = shielded
    actions.save_member(user=None, member=back, version=back.version)
    assert "G. Schützt" in text(clients.steuerung.get(url)) and "G. Schützt" not in text(clients.fachamt.get(url))


def test_a_removed_member_is_put_back_by_one_click(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body, person = factories.organisation(cast.home, "Tafel"), factories.person(cast.home, "V. Vertret")
    network = factories.network(cast.home)
    actions.add_members(
        user=None, network=network, organisations=[body], part="gast", person=person, since=date(2024, 5, 1), until=date(2025, 5, 1)
    )  # fmt: skip
    before = network.members.get().as_state()
    answer = clients.steuerung.post(page("member-delete", cast.home, network.members.get().pk), follow=True)
    assert not network.members.exists()
    undo = html.fromstring(answer.content.decode()).xpath("//form[.//button[contains(., 'Rückgängig')]]")[0]
    fields = {box.get("name"): box.get("value") for box in undo.xpath(".//input[@type='hidden']")}
    assert clients.steuerung.post(undo.get("action"), fields).status_code == 302
    assert network.members.get().as_state() == before


def test_the_mirror_says_what_it_rests_on_and_what_the_coordinator_says(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    six = [factories.organisation(cast.home, f"O {kind}", kind=kind, sphere="praxis") for kind in ("bund", "land", "kommune", "traeger", "kammer", "initiative")]  # fmt: skip
    decider = factories.person(cast.home, "E. Ntscheid", decides="entscheidet", organisation=six[0])
    network = factories.network(cast.home, members=six[1:], purpose="Sprache für alle", rhythm="monatlich", lead=six[0])
    actions.add_members(
        user=None, network=network, organisations=six[:1], person=decider, since=TODAY() - timedelta(days=9)
    )
    factories.network(cast.home, "Asyl", members=six[2:3])
    link_goals(user=None, network=network, goals=[factories.goal(cast.home), factories.goal(cast.home, "Zwei")])
    factories.agreement(cast.home, network=network, subject="Sprachkurse abstimmen")
    url = page("network-detail", cast.home, network.pk)
    rows = clients.lesend.get(url).context["mirror"]
    assert [str(row.shows.word) for row in rows] == [
        "teilweise", "ja", "nein", "teilweise", "Daten sagen nichts", "teilweise", "ja", "ja"
    ]  # fmt: skip
    assert rows[1].because == "Mit 2 Zielen des Konzepts verknüpft. Der Zweck ist beschrieben."
    assert (
        "Gemeinsame Mitglieder mit 1 anderen Netzwerk: Asyl. 1 vertretende Person entscheidet selbst" in rows[6].because
    )
    assert f"Nach den Daten fehlt 1 Bedingung: {rows[2].condition.title}." in text(clients.fachamt.get(url))
    said = page("condition-said", cast.home, network.pk, 3)
    assert clients.steuerung.get(said).status_code == 200
    clients.steuerung.post(said, {"judgement": "teilweise", "text": "Geschäftsordnung im Entwurf"})
    assert "Geschäftsordnung im Entwurf" in text(clients.fachamt.get(url))
    for who in ("beirat", "lesend"):
        seen = text(getattr(clients, who).get(url))
        assert (
            "Geschäftsordnung" not in seen
            and "sagt die Koordination" not in seen
            and "Nach den Daten" not in seen
            and "E. Ntscheid" not in seen
        )
    clients.steuerung.post(said, {"judgement": "", "text": ""})
    assert not ConditionSaid.objects.exists()
    assert clients.steuerung.get(page("condition-said", cast.home, network.pk, 9)).status_code == 404
    assert clients.steuerung.post(said, {"judgement": "vielleicht"}).status_code == 422


def test_every_ground_has_its_sentence_and_every_sentence_a_ground() -> None:
    flags = ("purpose", "rules", "decision", "subject", "tasks", "rhythm", "coordinated")
    some = calc.Member("land", "praxis", represented=True)
    full = [calc.Member(kind, reaches=True, represented=True, decides=True) for kind in Organisation.LEGAL]
    known = [
        calc.Network(members, Organisation.LEGAL, goals=n, others=("A",) * n, joined=n, **dict.fromkeys(flags, bool(n)))
        for members in ((), (some,), (calc.Member("land"),), tuple(full))
        for n in (0, 1)
    ] + [calc.Network(tuple(full), left=1)]
    grounds = [ground for network in known for reading in calc.readings(network).values() for ground in reading.grounds]
    assert {ground.key for ground in grounds} == set(WORDS)
    assert all("%" not in sentence(ground) for ground in grounds)
    many = calc.Ground("others", 5, ("A", "B", "C", "D", "E"))
    assert sentence(many).endswith("mit 5 anderen Netzwerken: A, B, C, 2 weitere.")


def test_the_list_is_narrowed_sorted_and_taken_along(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = factories.organisation(cast.home, "Volkshochschule")
    old = factories.network(cast.home, "Alt", ended_on=TODAY(), lead=body)
    new = factories.network(cast.home, "Neu", members=[body], rhythm="monatlich", since=date(2020, 1, 1))
    actions.save_network(user=None, network=new, topics=["Sprache"], spaces=["Nord"], version=1)
    url, topic, space = page("network-list", cast.home), new.topics.get().pk, new.spaces.get().pk
    narrow = {"q": "neu", "thema": topic, "raum": space, "rhythmus": "monatlich", "stand": "laufend"}
    for name, value in narrow.items():
        assert list(clients.lesend.get(url, {name: value}).context["page"]) == [new], name
    assert list(clients.lesend.get(url, {"stand": "beendet"}).context["page"]) == [old]
    for column in ("rhythmus", "-federfuehrung", "-mitglieder", "seit", "-name"):
        assert next(iter(clients.lesend.get(url, {"sort": column}).context["page"])) == (
            old if column == "-federfuehrung" else new
        ), column
    shown = text(clients.lesend.get(url))
    assert "2 Netzwerke, 1 beendet; bei 1 laufenden ist nicht benannt, wer es koordiniert oder trägt." in shown
    csv = clients.lesend.get(url, {"als": "csv"}).content.decode("utf-8-sig")
    assert "Neu;Sprache;Nord;;monatlich oder öfter;;1;2020-01-01" in csv
    assert clients.lesend.get(url, {"als": "xlsx"}).status_code == 200
    assert len(clients.lesend.get(url, {"als": "druck"}).context["page"]) == 2
    assert "<html" not in clients.lesend.get(url, headers={"HX-Request": "true"}).content.decode()


def test_the_networks_of_an_organisation_and_of_a_person(cast: SimpleNamespace) -> None:
    body, person = factories.organisation(cast.home), factories.person(cast.home)
    factories.network(cast.home, "Ohne")
    led = factories.network(
        cast.home, "Koordiniert", coordinator=person, members=[factories.organisation(cast.home, "X")]
    )
    joined = factories.network(cast.home, "Dabei", coordinator=person)
    actions.add_members(user=None, network=joined, organisations=[body], person=person, part="gast")
    left = factories.network(cast.home, "Früher")
    actions.add_members(user=None, network=left, organisations=[body], person=person, until=TODAY())
    every = Network.objects.of(cast.home)
    assert [(n, n.part) for n in every.with_member(TODAY(), organisation=body)] == [(joined, "gast")]
    assert [(n, n.part) for n in every.with_member(TODAY(), person=person)] == [(joined, "gast"), (led, "")]


def test_internal_organisations_stay_inside(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    hidden = factories.organisation(cast.home, "Verdeckte Stelle", visibility="intern")
    network = factories.network(cast.home, members=[hidden], lead=hidden)
    factories.agreement(cast.home, parties=[hidden], network=network)
    for name, args in (("network-list", ()), ("network-detail", (network.pk,)), ("agreement-list", ())):
        url = page(name, cast.home, *args)
        assert "Verdeckte" in text(clients.fachamt.get(url)) and "Verdeckte" not in text(clients.lesend.get(url)), name
    csv = clients.lesend.get(page("network-list", cast.home), {"als": "csv"}).content.decode()
    assert "Verdeckte" not in csv and ";0;" in csv


def test_rows_of_another_municipality_are_refused(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body, person = factories.organisation(cast.neighbour, "Fremdes Amt"), factories.person(cast.neighbour, "F. Remd")
    network, own = factories.network(cast.home), factories.organisation(cast.home)
    create, add = page("network-create", cast.home), page("member-create", cast.home, network.pk)
    for url, form in (
        (create, {**FORM, "lead": body.pk}), (create, {**FORM, "coordinator": person.pk}),
        (add, {"organisation": body.pk, "part": "mitglied"}), (add, {"organisation": own.pk, "part": "gast", "person": person.pk}),
        (add, {"viele": "1", "organisations": [own.pk, body.pk], "part": "gast"}),
        (add, {"viele": "1", "organisations": ["9" * 30], "part": "gast"}),
    ):  # fmt: skip
        answer = clients.steuerung.post(url, form)
        assert answer.status_code == 422, form
        assert "Fremd" not in text(answer) and "F. Remd" not in text(answer)
    assert Network.objects.count() == 1 and not NetworkMember.objects.exists()
    gone = clients.steuerung.get(page("network-detail", cast.home, network.pk), {"entfernt": body.pk})
    assert "Fremdes Amt" not in text(gone)
    for wrong in ({"thema": "x"}, {"raum": "9" * 40}, {"stand": "nie"}, {"seite": "-1"}, {"geloescht": "9" * 40}):
        assert clients.steuerung.get(page("network-list", cast.home), wrong).status_code == 200


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "شبكة", "Netz 😀", "\u202eabc", "x" * 200])
def test_any_text_is_shown_as_text(value: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    form = {"name": value, "purpose": value, "rules": value, "decision": value, "topics": value[:100]}
    assert clients.steuerung.post(page("network-create", cast.home), form).status_code == 302
    made = Network.objects.get()
    for url in (page("network-list", cast.home), page("network-detail", cast.home, made.pk)):
        assert "<script>alert" not in clients.steuerung.get(url).content.decode()


def test_an_empty_list_says_how_to_begin(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    create = page("network-create", cast.home)
    shown = clients.steuerung.get(page("network-list", cast.home)).content.decode()
    assert create in shown and 'role="search" hx-get' not in shown and "als=csv" not in shown
    assert "als=csv" in clients.steuerung.get(page("network-list", cast.home), {"q": "x"}).content.decode()
    assert create not in clients.lesend.get(page("network-list", cast.home)).content.decode()
