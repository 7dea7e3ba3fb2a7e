from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from tests.front.demo.soundness import is_sound
from verbindlich.cli.start import load_demo
from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.concepts.importing.handler import KIND
from verbindlich.domain.concepts.models import Concept, Measure
from verbindlich.front.demo import load
from verbindlich.front.demo.cast import PARTS, PASSWORD
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.imports import actions
from verbindlich.office.imports.plan import plan_from
from verbindlich.office.imports.uploads import read_data
from verbindlich.office.trail.models import Event


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """`frozen(day)`: it is nine o'clock on that day."""

    def freeze(today: date) -> None:
        now = timezone.make_aware(datetime.combine(today, time(9)))
        monkeypatch.setattr(timezone, "localdate", lambda *_: today)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return freeze


COUNTED: list[type[Model]] = [Municipality, Organisation, Measure, Event]


def test_the_printed_sign_ins_work(db: None) -> None:
    load.load()
    for part in PARTS:
        assert Client().post("/konto/login/", {"login": part.email, "password": PASSWORD}).status_code == 302, part.key


def test_loaded_twice_it_stays_as_it_is(db: None) -> None:
    assert not load.loaded()
    load_demo()
    before = [model.objects.count() for model in COUNTED]  # type: ignore[attr-defined]
    assert load.loaded()
    load_demo()
    load.load()
    assert [model.objects.count() for model in COUNTED] == before  # type: ignore[attr-defined]


def test_all_or_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(scene: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("verbindlich.front.demo.load.needs.load_since", fail)
    with pytest.raises(RuntimeError):
        load.load()
    assert not load.loaded()
    assert not Measure.objects.exists()


def test_the_neighbour_has_no_concept_yet(db: None) -> None:
    load.load()
    neighbour = Municipality.objects.get(slug="nachbarkreis")
    assert Organisation.objects.of(neighbour).count() == 1
    assert not Measure.objects.of(neighbour).exists()
    assert not Concept.objects.filter(municipality=neighbour).exists()


@pytest.mark.parametrize(
    "today", [date(2028, 2, 29), date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 15), date(2031, 10, 31)], ids=str
)
def test_it_looks_alive_on_any_day(db: None, today: date, frozen: Callable[[date], None]) -> None:
    frozen(today)
    load.load()
    is_sound(Municipality.objects.get(slug="beispielkreis"), today)


def test_the_sample_catalogue_finds_its_measures(db: None, shared: Path, frozen: Callable[[date], None]) -> None:
    """One click away in the demo: half of it as it was, half of it further since, nothing twice."""
    frozen(date(2026, 11, 25))
    load.load()
    home, user = (
        Municipality.objects.get(slug="beispielkreis"),
        User.objects.get(email="steuerung@beispielkreis.example"),
    )
    data = (shared / "samples/massnahmen/beispielkreis_spalten.xlsx").read_bytes()
    made = actions.start(user=user, municipality=home, kind=KIND, upload=read_data(data, "beispiel.xlsx"))
    plan = plan_from(made.plan)
    counts = Counter((row.kind, row.action) for row in plan.rows)
    assert counts["measure", "unchanged"] >= 13
    assert counts["measure", "update"] >= 6
    assert counts["measure", "unchanged"] + counts["measure", "update"] == 24
    assert counts["field", "unchanged"] == 8
    assert counts["goal", "unchanged"] == 7
    assert plan.questions, "who is who is for people to say"


def test_loading_stays_quick(db: None, queries: object) -> None:
    """Whoever starts it waits for it, and every browser test does: 0.9 s on two shared cores, of 2 s that are allowed."""
    assert 500 < queries(load.load) < 1800  # type: ignore[operator]
