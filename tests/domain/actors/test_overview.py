"""The way into the directory: what is there in a sentence, what is missing and where it is mended."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.domain.actors.actions import save_organisation
from verbindlich.domain.actors.models import Organisation
from verbindlich.office.vocab.actions import words
from verbindlich.office.vocab.models import Community


@pytest.fixture
def url(cast: SimpleNamespace) -> str:
    return reverse("actors:overview", args=[cast.home.slug])


def test_empty_offers_two_ways_to_begin(cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
    page = clients.steuerung.get(url).content.decode()
    assert all(
        reverse(f"actors:{name}", args=[cast.home.slug]) in page for name in ("organisation-create", "import-create")
    )
    assert "Die Steuerung Ihrer Kommune" in clients.lesend.get(url).content.decode()


def fill(cast: SimpleNamespace, rows: int) -> None:
    today = timezone.localdate()
    for n in range(rows):
        body = Organisation(
            municipality=cast.home, name=f"Verein {n}", kind="initiative", sphere="praxis", email="a@b.example"
        )
        save_organisation(
            user=None, organisation=body, many={"communities": words(Community, cast.home, [f"erreichte {n}"])}
        )
        factories.organisation(cast.home, f"Stilles Amt {n}")
        words(Community, cast.home, [f"vergessene {n}", f"gekannte {n}"])
        key = factories.person(cast.home, f"Schlüssel {n}", key_person=True)
        key.communities.set(words(Community, cast.home, [f"gekannte {n}"]))
        old = factories.person(cast.home, f"Alt {n}", confirmed_on=today - timedelta(days=800))
        factories.position(cast.home, f"Leer {n}")
        factories.position(cast.home, f"Voll {n}", holder=old, duties={f"A {n}": 80, f"B {n}": 50})
        factories.position(cast.home, f"Kurz {n}", holder=key, funded_until=today + timedelta(days=30))
        factories.agreement(cast.home, f"Bald {n}", parties=[body], ends=today + timedelta(days=40))
        factories.agreement(cast.home, f"Weiter {n}", ends=today + timedelta(days=40), renewal="automatisch")


def test_what_is_there_and_what_is_missing(
    cast: SimpleNamespace, clients: SimpleNamespace, url: str, queries: Any
) -> None:
    counts = set()
    for rows in (1, 3):
        fill(cast, rows)
        counts.add(queries(lambda: clients.steuerung.get(url)))
    # session, user, membership; groups and spheres; persons, positions, networks, agreements, spaces; positions with their duties,
    # agreements that end, communities, structure, organisations without contact, persons
    assert counts == {16}
    whats = [gap.what for gap in clients.steuerung.get(url).context["gaps"]]
    told = "\n".join(whats)
    for what in (
        "Community „vergessene 0“: niemand erreicht sie", "„Voll 0“ trägt zu viel", "„Leer 0“ ist unbesetzt",
        "„Kurz 0“ ist bezahlt bis", "Vereinbarung „Bald 0“ endet am",
    ):  # fmt: skip
        assert what in told
    assert not any(word in told for word in ("gekannte", "erreichte", "Weiter"))
    assert "Organisationen ohne jeden Kontakt" in told
    assert "Kontaktpersonen seit zwei Jahren nicht bestätigt" in told
    page = clients.lesend.get(url).content.decode()
    assert "Kontaktperson" not in page.split("<main")[1].split("Was fehlt")[0]
    assert "nicht bestätigt" not in page
    assert "fehlen noch: Behörde des Bundes, Behörde des Freistaates" in page


def test_every_gap_leads_to_where_it_is_mended(cast: SimpleNamespace, clients: SimpleNamespace, url: str) -> None:
    fill(cast, 1)
    for who in ("steuerung", "fachamt", "lesend"):
        client = getattr(clients, who)
        for gap in client.get(url).context["gaps"]:
            answer = client.get(gap.url)
            assert answer.status_code == 200, (who, gap.what)
            if "niemand erreicht sie" in gap.what:
                assert ("Schlüssel 0" in answer.content.decode()) == (who == "steuerung"), "who reaches communities"
