"""Two entries that are one: whatever points at the one that goes, in any room; what stays; and the way back."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import models
from django.urls import reverse

from tests import factories
from verbindlich.base.common.lock import StaleSave
from verbindlich.domain.actors import duplicates
from verbindlich.domain.actors.actions import delete_person, merge, save_organisation, undo_merge
from verbindlich.domain.actors.actions.merging import NotParted, NotTogether
from verbindlich.domain.actors.models import (
    Consent,
    Merge,
    NetworkMember,
    Note,
    Organisation,
    OrganisationAlias,
    OrganisationsApart,
    Person,
    PersonAlias,
    Relation,
)
from verbindlich.domain.actors.repointing import pointing
from verbindlich.domain.concepts.models import Measure, MeasureBody
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.files.models import StoredFile
from verbindlich.office.search.models import SearchEntry
from verbindlich.office.trail.models import Event

pytestmark = pytest.mark.django_db


def merged(kept: Any, gone: Any, **choose: str) -> Merge:
    return merge(user=None, kept=kept, gone=gone, versions=(kept.version, gone.version), choose=choose)


def state(municipality: Municipality) -> dict[str, Any]:
    """Every row of every model that points at organisations or persons, but for versions and what merges leave: a withdrawn consent
    among it, which no undo makes valid again."""
    found = {}
    for model in {source for target in (Organisation, Person) for source, _key in pointing(target)} | {
        Organisation,
        Person,
        StoredFile,
    }:
        if model in (Merge, SearchEntry):
            continue
        names = [f.attname for f in model._meta.concrete_fields if f.name not in ("version", "id", "withdrawn_on")]
        found[model._meta.label] = sorted(map(str, model._base_manager.values_list(*names)))
    return found


@pytest.fixture
def two(cast: SimpleNamespace) -> SimpleNamespace:
    """Two spellings of an organisation that everything hangs on, some of it on both."""
    home = cast.home
    kept = factories.organisation(home, "Sozialamt", phone="0375 1", visibility="intern")
    gone = factories.organisation(
        home, "Amt für Soziales", short_name="AfS", phone="0375 2", city="Zwickau", note="Haus 3"
    )
    below = factories.organisation(home, "Wohngeld", parent=gone)
    led = factories.measure(home, "Nur dort", leads=[gone])
    both = factories.measure(home, "Beide", leads=[gone], partners=[kept])
    anna = factories.person(home, "Anna Müller", organisation=gone)
    network = factories.network(home)
    for body, since in ((kept, date(2025, 1, 1)), (gone, date(2020, 1, 1))):
        NetworkMember.objects.create(network=network, organisation=body, since=since)
    Relation.objects.create(municipality=home, source=kept, target=gone, kind="verweist")
    Relation.objects.create(municipality=home, source=gone, target=below, kind="finanziert")
    position = factories.position(home, unit=gone)
    factories.alias(gone, "Soziales")
    StoredFile.objects.create(
        municipality=home, model="actors.organisation", object_id=gone.pk, name="plan.txt", size=1, place="x"
    )
    return SimpleNamespace(
        home=home, **{k: v for k, v in locals().items() if k not in ("cast", "home", "body", "since")}
    )


def test_everything_that_points_at_the_one_that_goes_points_at_the_other_and_back(two: SimpleNamespace) -> None:
    before = state(two.home)
    made = merged(two.kept, two.gone)
    two.kept.refresh_from_db()
    assert (two.kept.name, two.kept.phone, two.kept.city, two.kept.note, two.kept.visibility) == (
        "Sozialamt",
        "0375 1",
        "Zwickau",
        "Haus 3",
        "intern",
    )
    assert {alias.name for alias in two.kept.aliases.all()} == {"Soziales", "Amt für Soziales", "AfS"}
    pointed = {f"{source._meta.label}.{key.name}" for source, key in pointing(Organisation)
               if source is not Merge and source._base_manager.filter(**{key.name: two.gone.pk}).exists()}  # fmt: skip
    assert pointed == set()
    bodies = MeasureBody.objects.filter(measure=two.both)
    assert [(body.organisation, body.role) for body in bodies] == [(two.kept, "lead")]
    (member,) = NetworkMember.objects.all()
    assert (member.organisation, member.since) == (two.kept, date(2020, 1, 1))
    (relation,) = Relation.objects.all()
    assert (relation.source, relation.target) == (two.kept, two.below)
    assert Organisation.objects.get(pk=two.below.pk).parent == two.kept
    assert StoredFile.objects.get().object_id == two.kept.pk
    last = Event.objects.filter(model="concepts.measure", object_id=two.led.pk).latest("pk")
    assert (last.before["leads"] != last.after["leads"], Measure.objects.get(pk=two.led.pk).version) == (
        True,
        two.led.version + 1,
    )
    assert Event.objects.filter(model="actors.organisation", object_id=two.gone.pk).latest("pk").after is None
    undo_merge(user=None, merge=made)
    assert state(two.home) == before
    assert (
        Event.objects.filter(model="actors.organisation", object_id=two.gone.pk).latest("pk").after["name"]
        == "Amt für Soziales"
    )


def test_what_people_chose_stays(two: SimpleNamespace) -> None:
    merged(two.kept, two.gone, name="gone", phone="gone")
    two.kept.refresh_from_db()
    assert (two.kept.name, two.kept.phone) == ("Amt für Soziales", "0375 2")
    assert OrganisationAlias.objects.get(name="Sozialamt").organisation == two.kept
    assert not OrganisationAlias.objects.filter(name="Amt für Soziales").exists()


def test_the_second_of_two_merges_at_once_is_told(two: SimpleNamespace) -> None:
    seen, also = Organisation.objects.get(pk=two.kept.pk), Organisation.objects.get(pk=two.gone.pk)
    merged(two.kept, two.gone)
    with pytest.raises(StaleSave):
        merged(seen, also)
    with pytest.raises(NotTogether):
        merged(two.kept, two.kept)


@pytest.mark.parametrize("turned", [False, True])
def test_no_circle_where_one_hangs_below_the_other(cast: SimpleNamespace, turned: bool) -> None:
    top = factories.organisation(cast.home, "Landratsamt")
    gone = factories.organisation(cast.home, "Dezernat", parent=top)
    between = factories.organisation(cast.home, "Sozialamt", parent=gone)
    kept = factories.organisation(cast.home, "Sachgebiet", parent=between)
    made = merged(gone, kept) if turned else merged(kept, gone)
    for one in Organisation.objects.of(cast.home):
        one.clean()
    assert Organisation.objects.get(pk=(gone if turned else kept).pk).parent == top
    undo_merge(user=None, merge=made)
    assert Organisation.objects.get(pk=kept.pk).parent == between
    assert Organisation.objects.get(pk=between.pk).parent == gone


def test_it_is_not_parted_where_that_would_lose_somebody_s_work(two: SimpleNamespace) -> None:
    first = merged(two.kept, two.gone)
    kept = Organisation.objects.get(pk=two.kept.pk)
    kept.city = "Werdau"
    save_organisation(user=None, organisation=kept, version=kept.version)
    with pytest.raises(NotParted, match="„Ort“ wurde seitdem geändert"):
        undo_merge(user=None, merge=first)
    other = factories.organisation(two.home, "Sozialamt Werdau")
    kept.refresh_from_db()
    merged(other, kept)
    with pytest.raises(NotParted, match="noch einmal zusammengeführt"):
        undo_merge(user=None, merge=first)


@pytest.fixture
def people(cast: SimpleNamespace) -> SimpleNamespace:
    food, choir = factories.organisation(cast.home, "Tafel"), factories.organisation(cast.home, "Chor")
    kept = factories.person(cast.home, "Anna Müller", email="anna@x.example", organisation=food)
    gone = factories.person(
        cast.home, "A. Müler", email="am@x.example", phone="0375 1", organisation=choir, key_person=True
    )
    factories.consent(kept, "verteiler", given_on=date(2025, 1, 1))
    factories.consent(gone, "verteiler", given_on=date(2024, 1, 1), withdrawn_on=date(2025, 6, 1))
    factories.note(cast.home, person=gone)
    position = factories.position(cast.home, holder=gone)
    measure = factories.measure(cast.home)
    measure.contacts.set([kept, gone])
    return SimpleNamespace(
        home=cast.home, kept=kept, gone=gone, position=position, measure=measure, choir=choir, food=food
    )


def test_persons_keep_the_stricter_protection_and_come_back_whole(people: SimpleNamespace) -> None:
    before = state(people.home)
    made = merged(people.kept, people.gone)
    kept = Person.objects.get()
    assert (kept.name, kept.phone, kept.key_person, kept.visibility) == ("Anna Müller", "0375 1", True, "steuerung")
    assert list(kept.also_in.all()) == [people.choir]
    assert {consent.withdrawn_on for consent in Consent.objects.filter(person=kept)} == {date(2025, 6, 1)}, (
        "what was taken back stays so"
    )
    assert (Note.objects.get().person, list(people.measure.contacts.all())) == (kept, [kept])
    people.position.refresh_from_db()
    assert people.position.holder == kept
    assert {alias.name or alias.email for alias in PersonAlias.objects.all()} == {"A. Müler", "am@x.example"}
    assert not SearchEntry.objects.filter(model="actors.person", object_id=people.gone.pk).exists()
    undo_merge(user=None, merge=made)
    assert state(people.home) == before
    assert not Consent.objects.filter(withdrawn_on=None).exists(), "meanwhile nobody could have taken it back once more"
    assert "Müler" not in str(Event.objects.values_list("before", "after"))


def test_nothing_of_the_one_that_went_outlives_the_one_that_stays(people: SimpleNamespace) -> None:
    third = factories.person(people.home, "Anna Mueller")
    merged(people.kept, people.gone)
    merged(third, Person.objects.get(pk=people.kept.pk))
    delete_person(user=None, person=Person.objects.get())
    assert (Merge.objects.count(), PersonAlias.objects.count()) == (0, 0)


def test_a_chain_of_merges_is_parted_from_its_end(people: SimpleNamespace) -> None:
    third = factories.person(people.home, "Anna Mueller")
    before = state(people.home)
    first = merged(people.kept, people.gone)
    second = merged(third, Person.objects.get(pk=people.kept.pk))
    with pytest.raises(NotParted):
        undo_merge(user=None, merge=first)
    undo_merge(user=None, merge=second)
    undo_merge(user=None, merge=first)
    assert state(people.home) == before


def test_rows_that_are_dropped_have_nothing_hanging_on_them() -> None:
    """A row that stands twice after a merge goes; what pointed at it would go with it and not come back."""
    for target in (Organisation, Person):
        for source, key in pointing(target):
            unique = any(
                isinstance(c, models.UniqueConstraint) and key.name in c.fields for c in source._meta.constraints
            )
            if unique or source._meta.auto_created or source._meta.unique_together:
                assert [other._meta.label for other, _key in pointing(source)] == [], source


# in the browser


def url(cast: SimpleNamespace, name: str, *args: int) -> str:
    return reverse(f"actors:{name}", args=[cast.home.slug, *args])


def test_proposed_looked_at_merged_and_parted(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    client = clients.steuerung
    one = factories.organisation(cast.home, "Caritasverband Plauen", phone="03741 1")
    other = factories.organisation(cast.home, "Caritasverband Plauenn", phone="03741 2")
    factories.organisation(cast.neighbour, "Caritasverband Plauen")
    page = client.get(url(cast, "duplicate-list")).content.decode()
    assert "1 Paar von Organisationen meint vielleicht eine einzige." in page
    assert "fast gleich geschrieben" in page
    data = {"art": "organisationen", "bleibt": one.pk, "geht": other.pk}
    preview = client.get(url(cast, "duplicate-merge"), data)
    assert "Wo sie sich unterscheiden" in preview.content.decode()
    sent = {**data, "version_bleibt": 1, "version_geht": 1, "name": "bleibt"}
    assert client.post(url(cast, "duplicate-merge"), sent).status_code == 422, "the telephone number is not decided"
    assert client.post(url(cast, "duplicate-merge"), {**sent, "phone": "geht"}).status_code == 302
    one.refresh_from_db()
    assert one.phone == "03741 2"
    assert client.post(url(cast, "duplicate-merge"), {**sent, "phone": "geht"}).status_code == 404
    assert "Caritasverband Plauenn" in client.get(url(cast, "merge-list")).content.decode()
    client.post(url(cast, "merge-undo", Merge.objects.get().pk))
    assert Organisation.objects.of(cast.home).count() == 2
    client.post(url(cast, "duplicate-apart"), data)
    page = client.get(url(cast, "duplicate-list")).content.decode()
    assert "Keine Dubletten gefunden" in page
    assert "1 Paar ist als verschieden gemerkt" in page
    client.post(url(cast, "duplicate-apart"), {"art": "organisationen", "wieder": OrganisationsApart.objects.get().pk})
    assert len(duplicates.found(cast.home, "organisationen")) == 1


def test_stale_and_foreign_ids(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    one, other = factories.person(cast.home, "Anna Müller"), factories.person(cast.home, "Anna Müller")
    foreign = factories.person(cast.neighbour, "Anna Müller")
    data = {"art": "personen", "bleibt": one.pk, "geht": other.pk, "version_bleibt": 1, "version_geht": 7}
    answer = clients.steuerung.post(url(cast, "duplicate-merge"), data)
    assert (answer.status_code, Person.objects.count()) == (409, 3)
    for name in ("duplicate-merge", "duplicate-apart"):
        for wrong in (foreign.pk, "x", "9" * 30, ""):
            assert clients.steuerung.post(url(cast, name), {**data, "geht": wrong}).status_code == 404
    assert clients.fachamt.get(url(cast, "duplicate-merge"), data).status_code == 403
    assert clients.fachamt.post(url(cast, "duplicate-apart"), data).status_code == 403
    assert clients.fremd.get(url(cast, "duplicate-merge"), data).status_code == 404


@pytest.mark.parametrize("pairs", [1, 3])
def test_queries_of_the_list(
    cast: SimpleNamespace, clients: SimpleNamespace, django_assert_num_queries: Any, pairs: int
) -> None:
    home = factories.organisation(cast.home, "Tafel")
    for n in range(pairs):
        family = ("Schneider", "Zimmermann", "Hartmann")[n]
        for given in ("Anna", "A."):
            factories.person(cast.home, f"{given} {family}", organisation=home)
    client = clients.steuerung
    client.get(url(cast, "duplicate-list"), {"art": "personen"})
    with django_assert_num_queries(QUERIES):
        page = client.get(url(cast, "duplicate-list"), {"art": "personen"}).content.decode()
    assert page.count("Vorname abgekürzt") == pairs


QUERIES = 17
