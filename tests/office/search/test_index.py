"""The index follows the rows, whoever changes them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command

from tests import factories
from tests.office.search.everything import one_of_each
from verbindlich.domain.actors.actions import (
    delete_organisation,
    delete_person,
    remove_alias,
    restore_organisation,
    save_organisation,
    save_person,
)
from verbindlich.domain.actors.actions.notes import save_note
from verbindlich.domain.actors.models import Note
from verbindlich.domain.concepts.actions import delete_row, restore_row
from verbindlich.domain.concepts.bulk import change_measures
from verbindlich.front.demo import load
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.search.actions import KEPT, fill_empty, paused, rebuild
from verbindlich.office.search.finding import tier
from verbindlich.office.search.models import SearchEntry


def index(home: Municipality) -> set[tuple[Any, ...]]:
    return set(SearchEntry.objects.of(home).values_list("model", "object_id", *KEPT))


def hits(home: Municipality, word: str) -> list[str]:
    return list(SearchEntry.objects.of(home).filter(text__contains=word).values_list("label", flat=True))


def assert_current(home: Municipality) -> None:
    kept = index(home)
    assert kept
    rebuild(home)
    assert index(home) == kept


def test_it_follows_every_verb(cast: SimpleNamespace) -> None:
    one_of_each(cast)
    body = factories.organisation(cast.home, "Tafel")
    alias = factories.alias(body, "Essensausgabe")
    person = factories.person(cast.home, "R. Rat", organisation=body)
    note = save_note(user=cast.fachamt, note=Note(municipality=cast.home, text="Termin vereinbart", person=person))
    assert_current(cast.home)

    body.name = "Umbenannt"
    save_organisation(user=None, organisation=body, version=body.version)
    assert sorted(hits(cast.home, "umbenannt")) == ["R. Rat", "Umbenannt"], "whoever works there is found by it"
    person.key_person = True
    save_person(user=None, person=person, version=person.version)
    audiences = SearchEntry.objects.filter(
        object_id__in=[person.pk, note.pk], model__in=["actors.person", "actors.note"]
    )
    assert set(audiences.values_list("audience", flat=True)) == {"steering"}, (
        "a protected person's notes are protected, too"
    )
    remove_alias(user=cast.steuerung, alias=alias)
    assert not hits(cast.home, "essensausgabe")
    assert_current(cast.home)

    old = factories.organisation(cast.home, "Altes Amt")
    delete_organisation(user=cast.steuerung, organisation=old)
    assert not hits(cast.home, "altes")
    restore_organisation(user=cast.steuerung, organisation=old)
    assert hits(cast.home, "altes") == ["Altes Amt"]
    measure = factories.measure(cast.home, "Kochkurs")
    delete_row(user=cast.steuerung, row=measure)
    assert not hits(cast.home, "kochkurs")
    restore_row(user=cast.steuerung, row=measure)
    change_measures(user=None, measures=[measure], visibility="intern")
    assert SearchEntry.objects.get(label="Kochkurs").audience == "steering"
    assert_current(cast.home)


def test_an_erased_person_is_gone_at_once(cast: SimpleNamespace) -> None:
    person = factories.person(cast.home, "R. Zufallsname")
    save_note(user=cast.fachamt, note=Note(municipality=cast.home, text="Rückruf vereinbart", person=person))
    factories.organisation(cast.home)
    assert len(hits(cast.home, "zufallsname")) == 2
    delete_person(user=cast.steuerung, person=person)
    assert not hits(cast.home, "zufallsname")
    assert not hits(cast.home, "rueckruf")
    assert_current(cast.home)


def test_after_the_demo_it_is_what_a_rebuild_makes(db: None) -> None:
    load.load()
    for home in Municipality.objects.all():
        assert_current(home)


def test_what_was_written_without_a_verb_is_made_up_for(
    cast: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    with paused():
        factories.organisation(cast.home, "Tafel")
    assert not SearchEntry.objects.exists()
    fill_empty()
    assert hits(cast.home, "tafel") == ["Tafel"]
    SearchEntry.objects.all().delete()
    call_command("rebuild_search")
    assert hits(cast.home, "tafel") == ["Tafel"]
    assert f"{cast.home.slug}: 1 " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("label", "asked", "expected"),
    [("tafel", "tafel", 0), ("tafel chemnitz", "tafel", 1), ("chemnitzer tafel", "tafel", 2), ("chemnitzer tafel", "tafel chem", 2),
     ("kreistafel", "tafel", 3), ("diakonie", "tafel", 4), ("tafel", "", 2)],
)  # fmt: skip
def test_the_order_of_hits(label: str, asked: str, expected: int) -> None:
    assert tier(label, asked, asked.split()) == expected
