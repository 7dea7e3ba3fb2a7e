"""Every page has something to show, to each of the cast what is theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from verbindlich.domain.actors.models import Agreement, Network, Organisation, Person, Position, SocialSpace
from verbindlich.domain.concepts.models import (
    FieldOfAction,
    Goal,
    Measure,
    Need,
    SavedFilter,
    Section,
    Strategy,
    Version,
)
from verbindlich.front.demo.cast import PARTS
from verbindlich.office.accounts.models import Municipality, User

pytestmark = pytest.mark.django_db
EMPTY = re.compile(r'class="[^"]*\bempty\b')


def client_of(part: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=next(p.email for p in PARTS if p.key == part)))
    return client


def pages(home: Municipality) -> Iterator[str]:
    for name in ("overview", "text", "plan", "measure-list", "need-list", "strategy-list", "version-list", "check"):
        yield reverse(f"concepts:{name}", args=[home.slug])
    for section in Section.objects.filter(municipality=home):
        yield reverse("concepts:section-detail", args=[home.slug, section.element])
    for name, model in (("field", FieldOfAction), ("goal", Goal), ("strategy", Strategy), ("need", Need)):
        for row in model.objects.of(home):
            yield reverse(f"concepts:{name}-detail", args=[home.slug, row.pk])
    for version in Version.objects.filter(municipality=home).exclude(state=Version.State.DRAFT):
        yield reverse("concepts:version-detail", args=[home.slug, version.pk])
    yield reverse("concepts:version-compare", args=[home.slug])


ROOM = (
    "overview", "structure", "organisation-list", "position-list", "task-register", "space-list", "network-list", "agreement-list",
)  # fmt: skip
INSIDE = ("person-list", "note-list", "duplicate-list")  # with persons: for the Steuerung
DETAILS: dict[str, tuple[Any, int]] = {
    "organisation-detail": (Organisation, 9), "organisation-dossier": (Organisation, 30), "position-detail": (Position, 3),
    "space-detail": (SocialSpace, 3), "network-detail": (Network, 1), "agreement-detail": (Agreement, 2),
}  # fmt: skip  # name: model, every how many-th row


def actors(home: Municipality, part: str) -> Iterator[str]:
    for name in (*ROOM, *(INSIDE if part == "steuerung" else ())):
        yield reverse(f"actors:{name}", args=[home.slug])
    for name, (model, step) in DETAILS.items():
        seen = model.objects.of(home).exclude(visibility="intern") if model is Organisation else model.objects.of(home)
        for row in seen.order_by("pk")[::step]:
            yield reverse(f"actors:{name}", args=[home.slug, row.pk])
    if part == "steuerung":
        for row in Person.objects.of(home).order_by("pk")[::12]:
            yield reverse("actors:person-detail", args=[home.slug, row.pk])
            yield reverse("actors:person-data", args=[home.slug, row.pk])


@pytest.mark.parametrize("part", ["steuerung", "lesend"])
def test_the_directory_has_something_to_show(home: Municipality, part: str) -> None:
    client = client_of(part)
    for page in actors(home, part):
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert not EMPTY.search(answer.content.decode()), page


@pytest.mark.parametrize("part", ["steuerung", "lesend"])
def test_every_page_has_something_to_show(home: Municipality, part: str) -> None:
    client = client_of(part)
    for page in pages(home):
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert not EMPTY.search(answer.content.decode()), page


@pytest.mark.parametrize("part", ["steuerung", "fachamt", "beirat"])
def test_measures_can_be_read_by_those_who_may(home: Municipality, part: str) -> None:
    client = client_of(part)
    own = {"steuerung": ("1.9", "4.6", "8.5"), "fachamt": ("1.9", "8.5"), "beirat": ()}[part]
    for measure in Measure.objects.of(home).filter(~Q(remark="") | Q(visibility="intern") | Q(number="1.1")):
        answer = client.get(reverse("concepts:measure-detail", args=[home.slug, measure.pk]))
        seen = measure.visibility != "intern" or measure.number in own
        assert answer.status_code == (200 if seen else 404), measure
        if seen and measure.remark:
            assert (measure.remark[:30] in answer.content.decode()) == (part != "beirat")


def test_saved_filters_find_something(home: Municipality) -> None:
    for saved in SavedFilter.objects.filter(municipality=home).select_related("user"):
        client = Client()
        client.force_login(saved.user)
        page = client.get(f"{reverse('concepts:measure-list', args=[home.slug])}?{saved.query}").content.decode()
        found = len(set(re.findall(rf"/{home.slug}/massnahmen/(\d+)/\"", page)))
        assert 1 <= found <= 8, saved
