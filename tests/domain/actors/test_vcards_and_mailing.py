"""Persons and organisations as address cards, and the mailing list that respects consent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import vobject
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.domain.actors.models import Consent, Network, NetworkMember, Organisation, Person
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.trail.models import Refusal
from verbindlich.office.vocab.actions import words
from verbindlich.office.vocab.models import Topic, Visibility

pytestmark = pytest.mark.django_db


def cards(body: bytes) -> dict[str, Any]:
    return {card.fn.value: card for card in vobject.readComponents(body.decode())}


def url(name: str, home: Municipality, query: str = "") -> str:
    return reverse(f"actors:{name}", args=[home.slug]) + query


def agrees(person: Person, **said: Any) -> Person:
    given = timezone.localdate() - timedelta(days=90)
    Consent.objects.create(
        municipality=person.municipality,
        person=person,
        **{"scope": "verteiler", "how": "mail", "given_on": given, **said},
    )
    return person


def someone(home: Municipality, name: str, body: Organisation | None = None, **fields: Any) -> Person:
    mail = fields.pop("email", f"{name.split()[-1].lower()}@b.example")
    return factories.person(home, name, organisation=body, email=mail, **fields)


def test_cards_of_persons_are_the_steerings_and_a_refusal_is_noted(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    body = factories.organisation(cast.home, "Tafel Ostufer", street="Uferweg 25", city="Beispielstadt")
    someone(cast.home, "Dr. Anna Probe", body, phone="0315 555-9")
    someone(cast.home, "B. Schutz", body, key_person=True)
    someone(cast.neighbour, "F. Fremd")
    answer = clients.steuerung.get(url("person-list", cast.home, "?als=vcf"))
    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    assert answer["Content-Disposition"].endswith('.vcf"')
    found = cards(answer.content)
    assert set(found) == {"Dr. Anna Probe", "B. Schutz"}
    assert found["Dr. Anna Probe"].org.value == ["Tafel Ostufer"]
    assert found["Dr. Anna Probe"].adr.value.street == "Uferweg 25"
    for who in ("fachamt", "beirat", "lesend"):
        assert getattr(clients, who).get(url("person-list", cast.home, "?als=vcf")).status_code == 403
    assert Refusal.objects.filter(municipality=cast.home, what__contains="vcf").count() == 3


def test_cards_of_organisations_are_those_that_one_sees(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.organisation(cast.home, "Sozialamt", email="amt@b.example")
    factories.organisation(cast.home, "Schutzwohnung", visibility=Visibility.INTERNAL)
    assert set(cards(clients.steuerung.get(url("organisation-list", cast.home, "?als=vcf")).content)) == {
        "Sozialamt",
        "Schutzwohnung",
    }
    found = cards(clients.lesend.get(url("organisation-list", cast.home, "?als=vcf")).content)
    assert set(found) == {"Sozialamt"}
    assert found["Sozialamt"].email.value == "amt@b.example"


@pytest.fixture
def circle(cast: SimpleNamespace) -> SimpleNamespace:
    """A network with somebody for each reason to be left out."""
    home, today = cast.home, timezone.localdate()
    language, culture = (factories.organisation(home, name) for name in ("Sprachschule", "Kulturverein"))
    for body, topic in ((language, "Sprache"), (culture, "Begegnung")):
        body.topics.set(words(Topic, home, [topic]))
    yesterday = today - timedelta(days=1)
    people = {
        "gets": agrees(someone(home, "A. Bekommt", language)),
        "also": agrees(someone(home, "A. Auch", culture)),
        "ended": agrees(someone(home, "E. Endete", language), until=yesterday),
        "withdrawn": agrees(someone(home, "W. Widerrief", language), withdrawn_on=today),
        "never": someone(home, "N. Nie", language),
        "public": agrees(someone(home, "P. Nuroeffentlich", language), scope="oeffentlich"),
        "gone": agrees(someone(home, "G. Gegangen", language, left_on=yesterday)),
        "no_mail": agrees(someone(home, "O. Ohne", language, email="")),
    }
    people["also"].also_in.set([language])
    network = Network.objects.create(municipality=home, name="Netzwerk Sprache")
    NetworkMember.objects.create(network=network, organisation=language, person=people["gets"])
    NetworkMember.objects.create(network=network, organisation=culture, person=people["also"], until=yesterday)
    return SimpleNamespace(topics={t.name: t.pk for t in Topic.objects.of(home)}, network=network, **people)


def receivers(client: Any, home: Municipality, query: str = "") -> set[str]:
    return {p.name for p in client.get(url("mailing", home, query)).context["found"].receivers}


def test_only_who_agreed_and_can_be_reached_is_on_the_list(
    cast: SimpleNamespace, clients: SimpleNamespace, circle: SimpleNamespace
) -> None:
    answer = clients.steuerung.get(url("mailing", cast.home))
    page, found = answer.content.decode(), answer.context["found"]
    assert found.line == "auch@b.example; bekommt@b.example"
    assert found.line in page
    out = {str(out.reason): [p.name for p in out.persons] for out in found.left_out}
    assert [len(names) for names in out.values()] == [1, 1, 1, 2, 1]
    assert out["Einwilligung widerrufen"] == ["W. Widerrief"]
    assert out["nie eingewilligt"] == ["N. Nie", "P. Nuroeffentlich"]
    for person in (circle.ended, circle.withdrawn, circle.never, circle.public, circle.gone):
        assert person.email not in page
        assert person.email not in clients.steuerung.get(url("mailing", cast.home, "?als=csv")).content.decode(
            "utf-8-sig"
        )


def test_it_is_narrowed_by_organisation_and_by_network(
    cast: SimpleNamespace, clients: SimpleNamespace, circle: SimpleNamespace
) -> None:
    see = clients.steuerung
    assert receivers(see, cast.home, f"?thema={circle.topics['Sprache']}") == {"A. Bekommt", "A. Auch"}, (
        "where they work also"
    )
    assert receivers(see, cast.home, f"?thema={circle.topics['Begegnung']}") == {"A. Auch"}
    assert receivers(see, cast.home, f"?netzwerk={circle.network.pk}") == {"A. Bekommt"}, "who left it is not asked"
    assert receivers(see, cast.home, "?art=kirche") == set()
    foreign = Network.objects.create(municipality=cast.neighbour, name="Fremdes Netzwerk")
    page = see.get(url("mailing", cast.home, f"?netzwerk={foreign.pk}")).content.decode()
    assert "Fremdes Netzwerk" not in page
    assert "Nicht angewandt" in page


def test_the_files_hold_what_the_page_shows_and_nothing_that_runs(
    cast: SimpleNamespace, clients: SimpleNamespace, circle: SimpleNamespace
) -> None:
    agrees(someone(cast.home, "=cmd|' /C calc'!A0", email="x@b.example"))
    lines = clients.steuerung.get(url("mailing", cast.home, "?als=csv")).content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Name;Funktion;Organisation;E-Mail"
    assert len(lines) == 4
    assert any(line.startswith("'=cmd") for line in lines)
    assert clients.steuerung.get(url("mailing", cast.home, "?als=xlsx")).content[:2] == b"PK"


def test_nobody_else_writes_to_people(cast: SimpleNamespace, clients: SimpleNamespace, circle: SimpleNamespace) -> None:
    for query in ("", "?als=csv", "?als=xlsx"):
        assert clients.fachamt.get(url("mailing", cast.home, query)).status_code == 403
    assert Refusal.objects.filter(user=cast.fachamt, what="Verteiler").count() == 3
    assert clients.fremd.get(url("mailing", cast.home)).status_code == 404


def test_it_costs_the_same_for_many(
    cast: SimpleNamespace, clients: SimpleNamespace, queries: Callable[..., int]
) -> None:
    body = factories.organisation(cast.home)
    agrees(someone(cast.home, "A. Eins", body))
    one = queries(lambda: clients.steuerung.get(url("mailing", cast.home)))
    for name in ("B. Zwei", "C. Drei", "D. Vier"):
        agrees(someone(cast.home, name, body))
    assert queries(lambda: clients.steuerung.get(url("mailing", cast.home))) == one
