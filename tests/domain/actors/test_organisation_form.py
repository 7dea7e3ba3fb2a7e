"""What the form of an organisation takes, refuses, proposes; and how it comes back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from verbindlich.domain.actors.models import Organisation
from verbindlich.office.vocab.models import Community

FULL = {
    "name": "Brücke e. V.", "kind": "initiative", "email": "post@bruecke.example", "phone": "0371 12345", "short_name": "Brücke",
    "sphere": "", "topics": "Sprache, Wohnen", "spaces": "Nordstadt", "groups": "Familien", "languages": "Arabisch, Tigrinya",
    "communities": "eritreische", "street": "Hauptstraße 1", "postal_code": "09111", "city": "Musterstadt",
    "website": "bruecke.example", "visibility": "oeffentlich", "agreed_on": "2026-01-15", "agreed_how": "E-Mail des Vorstands",
    "note": "Schlüssel beim Hausmeister",
}  # fmt: skip


@pytest.fixture
def create(cast: SimpleNamespace, clients: SimpleNamespace) -> Any:
    url = reverse("actors:organisation-create", args=[cast.home.slug])
    return lambda **values: clients.steuerung.post(url, {"name": "Amt", "kind": "kommune", **values})


def test_everything_is_kept_and_shown_to_whom_it_may_be(
    cast: SimpleNamespace, clients: SimpleNamespace, create: Any
) -> None:
    assert create(**FULL).status_code == 302
    made = Organisation.objects.get(name="Brücke e. V.")
    assert (made.sphere, made.website, made.agreed_on.isoformat()) == (
        "praxis",
        "https://bruecke.example",
        "2026-01-15",
    )
    assert [str(word) for word in made.languages.all()] == ["Arabisch", "Tigrinya"]
    url = reverse("actors:organisation-detail", args=[cast.home.slug, made.pk])
    shown = [FULL[name] for name in ("email", "phone", "street", "city", "spaces", "groups", "communities")]
    for who, inside in (("fachamt", True), ("lesend", False)):
        page = getattr(clients, who).get(url).content.decode()
        assert all(text in page for text in shown)
        assert ("Schlüssel beim Hausmeister" in page, "E-Mail des Vorstands" in page) == (inside, inside)
    form = clients.steuerung.get(reverse("actors:organisation-edit", args=[cast.home.slug, made.pk])).content.decode()
    assert 'value="Sprache, Wohnen"' in form
    assert "SächsIntG § 12 Abs. 2" in form


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"visibility": "oeffentlich"}, "Öffentlich erst, wenn die Organisation zugestimmt hat"),
        ({"website": "javascript:alert(1)"}, "kern-error"),
        ({"email": "keine"}, "kern-error"),
        ({"kind": "verein"}, "kern-error"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(values: dict[str, str], said: str, create: Any) -> None:
    answer = create(**values)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    if "visibility" in values or "website" in values:
        assert "<details open>" in answer.content.decode()
    assert not Organisation.objects.exists()


def test_a_sphere_of_ones_own_stays(create: Any) -> None:
    create(sphere="praxis")
    assert Organisation.objects.get().sphere == "praxis"


def test_two_people_and_the_words_of_both(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    made = factories.organisation(cast.home, "Sozialamt")
    url = reverse("actors:organisation-edit", args=[cast.home.slug, made.pk])
    base = {"name": "Sozialamt", "kind": "kommune", "version_seen": made.version}
    clients.steuerung.post(url, {**base, "topics": "Wohnen"})
    late = clients.steuerung.post(url, {**base, "topics": "Arbeit", "kind": "land"})
    page = late.content.decode()
    assert late.status_code == 409
    assert all(text in page for text in ("Wohnen", "Arbeit", "Behörde des Freistaates", "kommunales Amt"))


def test_words_are_each_municipalitys_own(cast: SimpleNamespace, clients: SimpleNamespace, create: Any) -> None:
    Community.objects.create(municipality=cast.neighbour, name="fremde Community")
    page = clients.steuerung.get(reverse("actors:organisation-create", args=[cast.home.slug])).content.decode()
    assert "fremde Community" not in page
    create(communities="fremde Community")
    assert Organisation.objects.get().communities.get().municipality == cast.home
