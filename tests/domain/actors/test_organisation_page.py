"""All that is known of an organisation: the list narrowed, the page and the dossier, relations, who sees what, what holds it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests import factories
from verbindlich.base.common.slots import uses
from verbindlich.domain.actors.actions import add_alias, relate, save_organisation, save_structure
from verbindlich.domain.actors.models import Note, Organisation, Relation, SocialSpace, Structure
from verbindlich.office.trail.models import Event
from verbindlich.office.vocab.actions import words
from verbindlich.office.vocab.models import Topic


@pytest.fixture
def url(cast: SimpleNamespace) -> Any:
    return lambda name, *args: reverse(f"actors:{name}", args=[cast.home.slug, *args])


def names(answer: Any) -> list[str]:
    return [row.name for row in answer.context["page"]]


def test_every_filter_narrows(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    top = factories.organisation(cast.home, "Landratsamt", short_name="LRA", email="post@lra.example")
    body = Organisation(
        municipality=cast.home, name="Brücke", kind="initiative", sphere="praxis", parent=top, city="Ölsnitz"
    )
    topic = words(Topic, cast.home, ["Wohnen"])
    save_organisation(user=None, organisation=body, many={"topics": topic})
    add_alias(user=None, organisation=body, name="Most e. V.")
    hidden = factories.organisation(cast.home, "Geheimer Kreis", visibility="intern")
    factories.person(cast.home, "R. Rat", organisation=top)
    factories.person(cast.home, "S. Zwei", organisation=top).also_in.add(hidden)
    queries = {
        "q=most": ["Brücke"], "q=oelsnitz": ["Brücke"], "q=LRA": ["Landratsamt"], "art=initiative": ["Brücke"], "ebene=praxis": ["Brücke"],
        "ebene=offen": ["Geheimer Kreis", "Landratsamt"], f"thema={topic[0].pk}": ["Brücke"], f"zu={top.pk}": ["Brücke"],
        "sichtbar=intern": ["Geheimer Kreis"], "kontakt=person": ["Brücke"], "kontakt=adresse": ["Brücke", "Geheimer Kreis"],
        "kontakt=alles": ["Brücke"], "sort=-personen": ["Landratsamt", "Geheimer Kreis", "Brücke"],
    }  # fmt: skip
    for query, found in queries.items():
        assert names(clients.fachamt.get(f"{url('organisation-list')}?{query}")) == found, query
    for query in ("kontakt=person", "sichtbar=intern"):
        assert names(clients.lesend.get(f"{url('organisation-list')}?{query}")) == ["Brücke", "Landratsamt"], query
    assert "Nicht angewendet" in clients.lesend.get(f"{url('organisation-list')}?kontakt=person").content.decode()


@pytest.mark.parametrize("who", ["fachamt", "beirat", "lesend"])
def test_internal_organisations_are_for_inside(
    who: str, cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    """Others learn at most the name, where something open names it, and find no link that leads nowhere."""
    body = factories.organisation(cast.home, "Schutzwohnung", visibility="intern")
    child = factories.organisation(cast.home, "Außenstelle", parent=body)
    measure = factories.measure(cast.home, leads=[body])
    owned = factories.strategy(cast.home, owner=body)
    factories.relation(child, body)
    named = {
        "position": factories.position(cast.home, unit=body), "agreement": factories.agreement(cast.home, parties=[body]),
        "network": factories.network(cast.home, lead=body, members=[body]), "space": words(SocialSpace, cast.home, ["Nordstadt"])[0],
    }  # fmt: skip
    body.spaces.set([named["space"]])
    client, inside = getattr(clients, who), who == "fachamt"
    page = url("organisation-detail", body.pk)
    assert client.get(page).status_code == (200 if inside else 404)
    assert ("Schutzwohnung" in names(client.get(url("organisation-list")))) is inside
    pages = (
        url("organisation-detail", child.pk), url("organisation-list"),
        reverse("concepts:measure-detail", args=[cast.home.slug, measure.pk]),
        reverse("concepts:strategy-detail", args=[cast.home.slug, owned.pk]),
        *(url(f"{kind}-detail", row.pk) for kind, row in named.items()),
    )  # fmt: skip
    for address in pages:
        assert (f'href="{page}"' in client.get(address).content.decode()) is inside, address
    assert ("verweist Ratsuchende an" in client.get(pages[0]).content.decode()) is inside


def everything(cast: SimpleNamespace, rows: int) -> Organisation:
    body = factories.organisation(cast.home, "Brücke", kind="traeger", email="post@bruecke.example")
    for n in range(rows):
        other = factories.organisation(cast.home, f"Partner {n}", kind="traeger")
        person = factories.person(cast.home, f"Person {n}", organisation=body)
        factories.person(cast.home, f"Zweite {n}", organisation=other).also_in.add(body)
        factories.position(cast.home, f"Stelle {n}", unit=body, holder=person if n else None)
        factories.network(cast.home, f"Netz {n}", members=[body, other])
        factories.network(cast.home, f"Geführt {n}", lead=body)
        factories.agreement(cast.home, f"Vertrag {n}", parties=[body, other])
        factories.relation(body, other, "verweist", note=f"mittwochs {n}")
        factories.relation(other, body, "finanziert", formal=True)
        Note.objects.create(
            municipality=cast.home, organisation=body, person=person, text=f"Notiz {n}", author=cast.fachamt
        )
    return body


def test_page_and_dossier_gather_what_is_known(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any
) -> None:
    counts = set()
    for rows in (1, 3):
        Relation.objects.all().delete()
        Organisation.objects.all().delete()
        body = everything(cast, rows)
        page, dossier = (url(name, body.pk) for name in ("organisation-detail", "organisation-dossier"))
        counts.add(
            tuple(queries(lambda address=address: clients.steuerung.get(address)) for address in (page, dossier))
        )
    # as a reader's page, and persons, notes; accounts, whether there is one to choose, which, the other organisations. The dossier
    # does without these four and the trail.
    assert counts == {(26, 21)}
    open_words = (
        "Stelle 0",
        "unbesetzt",
        "Netz 0",
        "Geführt 0",
        "Vertrag 0",
        "verweist Ratsuchende an",
        "wird finanziert von",
    )
    inside_words = ("Person 0", "Zweite 0", "Notiz 0")
    for name in ("organisation-detail", "organisation-dossier"):
        for who in ("fachamt", "lesend"):
            page = getattr(clients, who).get(url(name, body.pk)).content.decode()
            assert all(word in page for word in open_words), (name, who)
            assert {word in page for word in inside_words} == {who == "fachamt"}, (name, who)
    assert (
        "Themen"
        in clients.steuerung.get(url("organisation-dossier", body.pk)).content.decode().split("Was noch fehlt")[1]
    )


def test_relations_in_both_directions_removed_and_brought_back(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    body, other = factories.organisation(cast.home, "Jobcenter"), factories.organisation(cast.home, "Beratung")
    create = url("relation-create", body.pk)
    clients.steuerung.post(create, {"says": "verweist-von", "other": other.pk, "formal": "on", "note": "mittwochs"})
    made = Relation.objects.get()
    assert (made.source, made.target, made.formal) == (other, body, True)
    assert "bekommt Ratsuchende von" in clients.lesend.get(url("organisation-detail", body.pk)).content.decode()
    assert "verweist Ratsuchende an" in clients.lesend.get(url("organisation-detail", other.pk)).content.decode()
    answer = clients.steuerung.post(url("relation-delete", made.pk), {"seite": body.pk}, follow=True)
    undo = answer.context["removed"]["relation"]
    assert "Nicht mehr eingetragen: bekommt Ratsuchende von" in answer.content.decode()
    clients.steuerung.post(create, {name: undo[name] for name in ("says", "other", "formal", "note")})
    again = Relation.objects.get()
    assert (again.source, again.kind, again.formal, again.note) == (other, "verweist", True, "mittwochs")
    verbs = Event.objects.filter(model="actors.relation").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["create", "delete", "create"]
    assert not clients.lesend.get(url("organisation-detail", body.pk) + f"?beziehung={made.pk}").context.get("removed")


def test_senseless_relations_are_refused(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    a, b, c = (factories.organisation(cast.home, name) for name in "ABC")
    foreign = factories.organisation(cast.neighbour, "Fremdes Amt")
    factories.relation(a, b, "berichtet")
    factories.relation(b, c, "berichtet")
    factories.relation(a, b, "arbeitet")
    refused = [
        (c, "berichtet-zu", a, "Kreis"), (a, "berichtet-von", c, "Kreis"), (b, "arbeitet-zu", a, "steht schon da"),
        (a, "berichtet-zu", b, "steht schon da"), (a, "verweist-zu", a, "kern-error"), (a, "verweist-zu", foreign, "kern-error"),
        (a, "liebt-zu", b, "kern-error"),
    ]  # fmt: skip
    for body, says, other, word in refused:
        answer = clients.steuerung.post(url("relation-create", body.pk), {"says": says, "other": other.pk})
        assert answer.status_code == 422, says
        assert word in answer.content.decode(), says
        assert "Fremdes Amt" not in answer.content.decode()
    assert Relation.objects.count() == 3
    with pytest.raises(ValidationError):
        relate(user=None, relation=Relation(municipality=cast.home, source=a, target=a, kind="verweist"))
    clients.steuerung.post(url("relation-create", b.pk), {"says": "verweist-zu", "other": a.pk})
    factories.relation(a, b, "verweist")  # both ways is no circle here
    theirs = factories.relation(foreign, factories.organisation(cast.neighbour, "Zweites"))
    assert clients.steuerung.post(url("relation-delete", theirs.pk)).status_code == 404
    assert clients.fachamt.post(url("relation-create", a.pk), {"says": "verweist-zu", "other": c.pk}).status_code == 403


def test_what_names_an_organisation_holds_it(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    body = everything(cast, 2)
    save_structure(user=None, structure=Structure(municipality=cast.home, central_unit=body))
    assert [use.text for use in uses(body)] == [
        "hat 4 Kontaktpersonen", "hat 2 Stellen", "ist Mitglied in 2 Netzwerken", "führt 2 Netzwerke",
        "ist an 2 Vereinbarungen beteiligt", "hat 4 Beziehungen", "ist bei der Organisationsform eingetragen",
    ]  # fmt: skip
    page = clients.steuerung.post(url("organisation-delete", body.pk), follow=True).content.decode()
    assert f'<a href="{url("organisation-detail", body.pk)}#kontakt">hat 4 Kontaktpersonen</a>' in page
    assert Organisation.objects.of(cast.home).filter(pk=body.pk).exists()
    assert uses(factories.organisation(cast.neighbour)) == []


def test_an_alias_is_found_and_forgotten(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    body = factories.organisation(cast.home, "Sozialamt")
    alias = add_alias(user=None, organisation=body, name="Fachdienst Hilfen")
    assert names(clients.lesend.get(url("organisation-list"), {"q": "hilfen"})) == ["Sozialamt"]
    clients.steuerung.post(url("alias-delete", alias.pk))
    assert names(clients.lesend.get(url("organisation-list"), {"q": "hilfen"})) == []
    body.refresh_from_db()
    assert body.version == 1, "nobody changed the organisation"


def test_a_file_holds_what_is_allowed(cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any) -> None:
    for n in range(2):
        body = Organisation(
            municipality=cast.home,
            name=f"Brücke {n}",
            kind="traeger",
            note="geheim",
            agreed_on=date(2026, 1, 5),
            visibility="oeffentlich",
        )
        save_organisation(user=None, organisation=body, many={"topics": words(Topic, cast.home, ["Wohnen", "Arbeit"])})
    factories.person(cast.home, "R. Rat", organisation=body)
    for who, sees in (("fachamt", True), ("lesend", False)):
        text = getattr(clients, who).get(url("organisation-list"), {"als": "csv"}).content.decode()
        assert "Arbeit; Wohnen" in text
        assert ("2026-01-05" in text, "geheim" in text, "R. Rat" in text) == (sees, False, False)
    # session, user, membership; what the filters offer; rows; five kinds of words
    assert queries(lambda: clients.lesend.get(url("organisation-list"), {"als": "xlsx"})) == 10
