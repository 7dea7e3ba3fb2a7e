"""The directory of the demo: as large as promised, with two weaknesses that its pages say, and nothing real in it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.front.demo.test_pages import client_of
from verbindlich.base.calc.retention import limit
from verbindlich.domain.actors.importing.handler import KIND
from verbindlich.domain.actors.models import (
    Agreement,
    ConditionSaid,
    Consent,
    Network,
    NetworkMember,
    Note,
    Organisation,
    Person,
    Position,
    Relation,
    RequirementSaid,
    SocialSpace,
    StandardReview,
    Structure,
    Task,
)
from verbindlich.domain.actors.views.imports import SAMPLE, SAMPLE_NAME
from verbindlich.front.portal.public import nameable, organisations
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.imports import actions as imports
from verbindlich.office.imports.plan import Plan, plan_from
from verbindlich.office.imports.uploads import read_data
from verbindlich.office.trail.models import Event
from verbindlich.office.vocab.models import Community, Visibility

pytestmark = pytest.mark.django_db
UNREACHED, TOO_MUCH = "spanischsprachige Community", "Leitung Integrationsmanagement"


def test_it_is_as_large_as_promised(home: Municipality) -> None:
    counts = {Organisation: 91, Position: 14, Network: 6, Agreement: 8}
    assert {model: model.objects.of(home).count() for model in counts} == counts  # type: ignore[attr-defined]
    assert Person.objects.of(home).count() == 120
    assert Task.objects.of(home).count() == 10
    assert Note.objects.of(home).count() >= 15
    assert Relation.objects.filter(municipality=home).count() >= 12
    assert Structure.objects.filter(municipality=home, form="stabsstelle").count() == 1
    assert 3 <= RequirementSaid.objects.filter(municipality=home).count() <= 4, "some are not said yet"


def test_every_sort_of_entry_occurs(home: Municipality) -> None:
    bodies = Organisation.objects.of(home)
    assert set(bodies.values_list("kind", flat=True)) == set(Organisation.Kind.values)
    assert set(bodies.values_list("sphere", flat=True)) == set(Organisation.Sphere.values)
    assert set(bodies.values_list("visibility", flat=True)) == set(Visibility.values)
    assert bodies.filter(parent__parent__isnull=False).exists()
    assert bodies.filter(email="", phone="").exists(), "some have no address yet"
    persons, today = Person.objects.of(home), timezone.localdate()
    assert set(persons.values_list("decides", flat=True)) == set(Person.Decides.values)
    assert persons.filter(key_person=True).count() >= 6
    assert not persons.filter(key_person=True).exclude(visibility=Person.Visibility.STEERING).exists()
    assert persons.gone().count() == 1
    assert persons.filter(email="").count() >= 4
    assert 8 <= persons.there().unconfirmed(limit(today)).count() <= 25
    consents = Consent.objects.filter(municipality=home)
    assert set(consents.values_list("scope", flat=True)) >= {"oeffentlich", "verteiler"}
    assert consents.valid_on(today).count() >= 60
    assert consents.exclude(withdrawn_on=None).count() >= 2
    assert consents.filter(until__lt=today).count() >= 2
    assert persons.filter(also_in__isnull=False).distinct().count() >= 5
    positions = Position.objects.of(home)
    assert positions.filter(holder=None).count() == 1
    assert positions.ending(today).count() >= 2
    assert Agreement.objects.of(home).ending(today).count() == 2
    assert set(StandardReview.objects.values_list("judgement", flat=True)) == {"ja", "teilweise", "nein"}
    assert NetworkMember.objects.filter(network__municipality=home, until__lt=today).count() == 3
    assert ConditionSaid.objects.filter(network__municipality=home).count() >= 15


def test_its_rows_pass_their_own_rules(home: Municipality) -> None:
    for model in (SocialSpace, Position, Network, NetworkMember, Agreement, Consent, Note, Relation):
        for row in model.objects.all():  # type: ignore[attr-defined]
            row.full_clean(exclude=["sort_key", "search", "key"])


def test_its_trail_is_whole(home: Municipality) -> None:
    today = timezone.localdate()
    for model in (
        SocialSpace,
        Position,
        Network,
        NetworkMember,
        Agreement,
        Consent,
        ConditionSaid,
        Note,
        Relation,
        Structure,
    ):
        for row in model.objects.all():  # type: ignore[attr-defined]
            events = list(Event.objects.about(row).order_by("at", "pk"))
            assert events, row
            assert events[-1].after == row.as_state(), row
            assert all(a.after == b.before for a, b in zip(events, events[1:], strict=False)), row
            assert events[-1].at.date() <= today
            if hasattr(row, "version"):
                assert row.version == len([e for e in events if model is not Agreement or e.before is None]), row


def test_the_two_weaknesses_are_said_by_the_pages(home: Municipality) -> None:
    assert Community.objects.of(home).filter(name=UNREACHED).exists()
    client = client_of("steuerung")
    overview = client.get(reverse("actors:overview", args=[home.slug])).content.decode()
    assert UNREACHED in overview
    assert TOO_MUCH in overview
    register = client.get(reverse("actors:task-register", args=[home.slug])).content.decode()
    assert TOO_MUCH in register


def test_two_spellings_wait_to_be_merged(home: Municipality) -> None:
    names = set(Organisation.objects.of(home).values_list("name", flat=True))
    assert {"Begegnungscafé Lindenau", "Begegnungscafe Lindenau e. V."} <= names
    assert Counter(Person.objects.of(home).exclude(email="").values_list("email", flat=True)).most_common(1)[0][1] == 2


def test_what_the_public_sees(home: Municipality) -> None:
    shown = organisations(home)
    assert 30 <= len(shown) < 60
    assert {"Begegnungscafé Lindenau", "Tafel Ostufer"} <= {one.name for one in shown}
    assert nameable(home, timezone.localdate()).count() >= 8
    page = Client().get(f"/oeffentlich/{home.slug}/akteure/").content.decode()
    assert "Schutzwohnung" not in page
    assert not [name for name in Person.objects.values_list("name", flat=True) if name in page]


def test_nothing_in_it_can_be_real(home: Municipality) -> None:
    """Addresses end in .example, codes begin with what nobody was given: postal codes 00, dialling codes 031, keys 99."""
    for row in (*Organisation.objects.all(), *Person.objects.all()):
        assert row.email == "" or row.email.endswith(".example"), row
        assert row.phone == "" or row.phone.startswith("031"), row
    for body in Organisation.objects.all():
        assert body.website == "" or body.website.endswith(".example"), body
        assert body.postal_code == "" or body.postal_code.startswith("00"), body
    assert all(space.ags.startswith(home.ags) for space in SocialSpace.objects.exclude(ags=""))


def test_dates_are_told_from_today(home: Municipality) -> None:
    today = timezone.localdate()
    assert max(d for d in Person.objects.values_list("confirmed_on", flat=True) if d) <= today
    soon = [a.ends for a in Agreement.objects.of(home).ending(today)]
    assert all(isinstance(d, date) and today <= d <= today + timedelta(days=183) for d in soon)


def plan_of(home: Municipality, data: bytes, name: str) -> Plan:
    user = User.objects.get(email="steuerung@beispielkreis.example")
    return plan_from(imports.start(user=user, municipality=home, kind=KIND, upload=read_data(data, name)).plan)


def test_the_sample_address_list_is_as_messy_as_real_ones(home: Municipality) -> None:
    """One click away: title rows, "Müller, Anna", old spellings, somebody new, what cannot be read, and a date of birth that stays out."""
    answer = client_of("steuerung").post(reverse("actors:import-sample", args=[home.slug]))
    assert answer.status_code == 302
    plan = plan_of(home, SAMPLE.read_bytes(), SAMPLE_NAME)
    counts = Counter((row.kind, row.action) for row in plan.rows)
    for kind in ("organisation", "person"):
        assert min(counts[kind, "create"], counts[kind, "unchanged"]) >= 3, counts
    assert counts["person", "update"] >= 3
    assert counts["person", "problem"] >= 1
    assert len(plan.questions) >= 3
    born = next(c for table in plan.tables for c in table.columns if c.header == "geb. am")
    assert "nie gespeichert" in born.fixed
    assert "1958" not in str(plan.rows)


# Two entries share an address: the file asks people who is who.
ASKED = {"person-list": 1, "organisation-list": 0}


@pytest.mark.parametrize(
    ("page", "kind", "shape"),
    [
        ("person-list", "person", "xlsx"),
        ("person-list", "person", "vcf"),
        ("organisation-list", "organisation", "csv"),
        ("organisation-list", "organisation", "vcf"),
    ],
)
def test_what_went_out_comes_back_without_a_difference(home: Municipality, page: str, kind: str, shape: str) -> None:
    data = client_of("steuerung").get(reverse(f"actors:{page}", args=[home.slug]) + f"?als={shape}").content
    plan = plan_of(home, data, f"liste.{shape}")
    counts = Counter((row.kind, row.action) for row in plan.rows)
    assert counts[kind, "create"] == ASKED[page] <= len(plan.questions), counts
    assert counts[kind, "unchanged"] == {"person": 120, "organisation": 91}[kind] - ASKED[page] - (kind == "person"), (
        counts
    )
    assert not [row for row in plan.rows if row.action not in ("create", "unchanged")]
