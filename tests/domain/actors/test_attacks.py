"""What somebody tries whose role is too small: reading what is hidden, from the side; writing what must not stand there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from verbindlich.domain.actors.models import Organisation, Structure
from verbindlich.office.vocab.models import Visibility

pytestmark = pytest.mark.django_db
HIDDEN = "Schutzwohnung"


def read(client: Client, home: Any, name: str, *args: Any, query: str = "") -> str:
    answer = client.get(reverse(name, args=[home.slug, *args]) + query)
    assert answer.status_code == 200, name
    return answer.content.decode()


@pytest.fixture
def hidden(cast: SimpleNamespace) -> SimpleNamespace:
    """An internal organisation that others hang on."""
    home = cast.home
    body = factories.organisation(home, HIDDEN, visibility=Visibility.INTERNAL)
    below = factories.organisation(home, "Beratung", parent=body)
    post = factories.position(home, "Leitung", unit=body)
    factories.network(home, "Runder Tisch", lead=body)
    Structure.objects.create(municipality=home, central_unit=body, aliens_authority=body)
    factories.measure(home, "Plätze schaffen", leads=[body])
    return SimpleNamespace(body=body, below=below, post=post)


def test_an_internal_organisation_is_not_told_by_what_hangs_on_it(
    cast: SimpleNamespace, clients: SimpleNamespace, hidden: SimpleNamespace
) -> None:
    pages: tuple[tuple[str, tuple[int, ...], str], ...] = (
        ("actors:organisation-list", (), ""), ("actors:organisation-list", (), "?als=csv"),
        ("actors:organisation-detail", (hidden.below.pk,), ""), ("actors:organisation-dossier", (hidden.below.pk,), ""),
        ("actors:position-list", (), ""), ("actors:position-list", (), "?als=csv"), ("actors:structure", (), ""),
        ("actors:position-detail", (hidden.post.pk,), ""),
    )  # fmt: skip
    for name, args, query in pages:
        assert HIDDEN in read(clients.fachamt, cast.home, name, *args, query=query), name
        for client in (clients.beirat, clients.lesend):
            assert HIDDEN not in read(client, cast.home, name, *args, query=query), f"{name}{query}"
    narrowed = read(clients.lesend, cast.home, "actors:position-list", query=f"?bei={hidden.body.pk}&als=csv")
    assert "Leitung" in narrowed, "a filter by what one does not see is left out, and narrows nothing"


def test_the_past_does_not_tell_of_it_either(
    cast: SimpleNamespace, clients: SimpleNamespace, hidden: SimpleNamespace
) -> None:
    home, chef = cast.home, clients.steuerung
    moved: tuple[tuple[str, tuple[int, ...], dict[str, Any]], ...] = (
        ("organisation", (hidden.below.pk,), {"name": "Beratung", "kind": "kommune", "parent": ""}),
        ("position", (hidden.post.pk,), {"title": "Leitung", "unit": ""}),
        ("structure", (), {"central_unit": "", "aliens_authority": "", "form": "", "note": ""}),
    )
    for name, args, said in moved:
        url = reverse(f"actors:{name}-edit", args=[home.slug, *args])
        assert chef.post(url, {**said, "version_seen": 1}).status_code == 302, name
        page = f"actors:{name}-detail" if args else "actors:structure"
        assert HIDDEN in read(clients.fachamt, home, page, *args), name
        assert HIDDEN not in read(clients.lesend, home, page, *args), name


def test_no_order_tells_of_it(cast: SimpleNamespace, clients: SimpleNamespace, hidden: SimpleNamespace) -> None:
    open_ = factories.organisation(cast.home, "Amt")
    factories.position(cast.home, "Abteilung", unit=open_)
    factories.position(cast.home, "Ohne")
    found = read(clients.lesend, cast.home, "actors:position-list", query="?sort=bei&als=csv")
    names = ("Leitung", "Ohne", "Abteilung")
    assert sorted(names, key=found.index) == list(names), "it stands among those that have no place"
    assert Organisation.objects.of(cast.home).for_list(inside=False).get(pk=hidden.below.pk).parent_key == ""


def test_the_name_of_a_file_that_names_somebody_is_told_before_they_are_erased(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    body = factories.organisation(cast.home, "Träger")
    factories.file(body, "Vollmacht Jördis Łuczak.pdf")
    gone = factories.person(cast.home, "Jördis Łuczak", organisation=body)
    assert "Vollmacht Jördis Łuczak.pdf" in read(clients.steuerung, cast.home, "actors:person-delete", gone.pk)
