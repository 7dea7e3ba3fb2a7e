"""The lists of the settings: use, new words, new names, two words that become one and are parted again, nothing lost."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from lxml import html

from tests import factories
from verbindlich.domain.actors.actions import delete_entry, save_entry
from verbindlich.domain.actors.models import Duty, Network, Organisation, Position, PositionKind, SocialSpace, Task
from verbindlich.domain.concepts.actions import save_need
from verbindlich.domain.concepts.models import Measure
from verbindlich.office.trail.models import Event
from verbindlich.office.vocab import lists
from verbindlich.office.vocab.actions import add_word, delete_word, rename_word, words
from verbindlich.office.vocab.merging import Refused, merge, undo
from verbindlich.office.vocab.models import Community, Language, TargetGroup, Topic, Word, WordMerge
from verbindlich.office.vocab.usage import relations, usage


def url(name: str, home: Any, *args: Any) -> str:
    return reverse(f"vocab:{name}", args=[home.slug, *args])


def text(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def of(model: type[Word], cast: SimpleNamespace, *names: str) -> list[Any]:
    return words(model, cast.home, names)


def test_every_kind_of_word_has_its_list() -> None:
    concrete = {m for m in apps.get_models() if issubclass(m, Word)}
    assert {one.model for one in lists.every()} == concrete


def test_every_relation_to_a_word_is_found() -> None:
    """Told by the other side: what Django knows of related objects, hidden ones included."""
    for model in (Topic, TargetGroup, Language, Community, SocialSpace, PositionKind, Task):
        hidden = model._meta.get_fields(include_hidden=True)
        known = {(f.related_model, f.field.name) for f in hidden if isinstance(f, models.ManyToOneRel)}  # type: ignore[union-attr]
        assert {(r.key.model, r.key.name) for r in relations(model)} == known, model
    names = {r.name for r in relations(SocialSpace)}
    assert {"concepts.measure_spaces.socialspace", "actors.socialspace.parent"} < names


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_for_one_and_three_words(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    found = of(TargetGroup, cast, *(f"Gruppe {n}" for n in range(rows)))
    for n in range(rows):
        factories.organisation(cast.home, f"Verein {n}").groups.set(found)
        factories.measure(cast.home, f"Kurs {n}").groups.set(found)
    assert len(relations(TargetGroup)) == 4  # of organisations, networks, measures, needs
    # session, user, membership; a query per relation; words; merges
    assert queries(lambda: clients.steuerung.get(url("word-list", cast.home, "zielgruppen"))) == 9
    # session, user, membership; word; a query per relation; trail; the words to choose from
    assert queries(lambda: clients.steuerung.get(url("word-edit", cast.home, "zielgruppen", found[0].pk))) == 10
    # session, user, membership; a count per list
    assert queries(lambda: clients.steuerung.get(url("overview", cast.home))) == 3 + len(lists.every())


def test_use_is_told_with_links(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    sport, unused = of(Topic, cast, "Sport", "Kunst")
    factories.organisation(cast.home).topics.add(sport)
    gone = factories.organisation(cast.home, "Weg")
    gone.topics.add(sport)
    delete_entry(user=None, entry=gone)
    factories.organisation(cast.neighbour, "Fremd").topics.set(words(Topic, cast.neighbour, ["Sport"]))
    save_need(user=None, need=factories.need(cast.home), topics=["Sport"], version=1)
    page = clients.steuerung.get(url("word-list", cast.home, "themen"))
    shown = text(page)
    assert "1 von 2 ist unbenutzt." in shown
    assert "1 Bedarf · 1 Organisation, 1 gelöscht (Organisation)" in shown
    assert f"?thema={sport.pk}" in page.content.decode()
    for query, first in (({"sort": "-verwendet"}, "Sport"), ({"sort": "wort"}, "Kunst"), ({"q": "SPO"}, "Sport")):
        rows = clients.steuerung.get(url("word-list", cast.home, "themen"), query).context["page"]
        assert rows[0].word.name == first
    clients.steuerung.post(url("word-delete", cast.home, "themen", sport.pk))
    assert Topic.objects.filter(pk=sport.pk).exists(), "a deleted organisation may come back"
    assert "Zusammenführen" in text(clients.steuerung.get(url("word-delete", cast.home, "themen", sport.pk)))
    clients.steuerung.post(url("word-delete", cast.home, "themen", unused.pk))
    assert not Topic.objects.filter(pk=unused.pk).exists()


def test_add_and_rename(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    create = url("word-create", cast.home, "sprachen")
    assert clients.steuerung.post(create, {"name": "Arabisch"}).status_code == 302
    assert clients.steuerung.post(create, {"name": "ARABISCH"}).status_code == 422
    assert clients.steuerung.post(create, {"name": " "}).status_code == 422
    assert clients.steuerung.post(create, {"name": "x" * 121}).status_code == 422
    arabic, other = Language.objects.get(), of(Language, cast, "Arabisch (Hocharabisch)")[0]
    edit = url("word-edit", cast.home, "sprachen", other.pk)
    answer = clients.steuerung.post(edit, {"name": "arabisch", "seen": other.name})
    assert answer.status_code == 422
    assert f"?mit={arabic.pk}" in answer.content.decode(), "merging is offered"
    assert clients.steuerung.post(edit, {"name": "العربية", "seen": other.name}).status_code == 302
    answer = clients.steuerung.post(edit, {"name": "Hocharabisch", "seen": other.name})
    assert answer.status_code == 422 and "heißt inzwischen „العربية“" in text(answer)
    assert [e.verb for e in Event.objects.about(Language.objects.get(pk=other.pk))] == ["edit"]
    assert clients.steuerung.post(create, {"name": "<i>Kurdisch</i>"}).status_code == 302
    assert "<i>Kurdisch" not in clients.steuerung.get(url("word-list", cast.home, "sprachen")).content.decode()


def test_two_words_become_one_and_are_parted_again(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    women, mothers = of(TargetGroup, cast, "Frauen", "Frauen und Mütter")
    only, both, neither = (factories.measure(cast.home, name) for name in ("A", "B", "C"))
    only.groups.set([mothers])
    both.groups.set([women, mothers])
    neither.groups.set([women])
    factories.organisation(cast.home).groups.set([mothers])
    page, sent = url("word-merge", cast.home, "zielgruppen", mothers.pk), {"mit": women.pk}
    preview = clients.steuerung.get(page, sent)
    assert "2 Maßnahmen 1 davon hat schon beide Wörter" in text(preview)
    assert TargetGroup.objects.count() == 2, "a preview changes nothing"
    seen = {"source_seen": "Frauen und Mütter", "target_seen": "Frauen"}
    assert clients.steuerung.post(page, {**sent, **seen}).status_code == 302
    assert [list(m.groups.all()) for m in (only, both, neither)] == [[women]] * 3
    assert Organisation.objects.get().groups.get() == women
    again = clients.steuerung.post(page, {**sent, **seen}, follow=True)
    assert "„Frauen und Mütter“ wurde schon mit „Frauen“ zusammengeführt." in text(again), "the second is told"
    clients.steuerung.post(url("merge-undo", cast.home, WordMerge.objects.get().pk))
    assert [set(m.groups.all()) for m in (only, both, neither)] == [{mothers}, {women, mothers}, {women}]
    assert Organisation.objects.get().groups.get() == mothers
    assert [e.verb for e in Event.objects.about(mothers)] == ["unmerge", "merge"]
    told = clients.steuerung.post(url("merge-undo", cast.home, WordMerge.objects.get().pk), follow=True)
    assert "ist schon zurückgenommen" in text(told)


def test_two_at_once_in_both_directions(cast: SimpleNamespace) -> None:
    one, other = of(Topic, cast, "Sport", "Bewegung")
    merge(user=None, source=one, target=other)
    with pytest.raises(Refused, match="„Sport“ gibt es nicht mehr"):
        merge(user=None, source=other, target=one)
    with pytest.raises(Refused, match="nur mit einem anderen"):
        merge(user=None, source=other, target=other)
    foreign = words(Topic, cast.neighbour, ["Fremd"])[0]
    with pytest.raises(Refused, match="nur mit einem anderen"):
        merge(user=None, source=foreign, target=other)
    rename_word(user=None, word=Topic.objects.get(pk=other.pk), name="Sport und Bewegung")
    third = of(Topic, cast, "Schwimmen")[0]
    with pytest.raises(Refused, match="heißt inzwischen „Sport und Bewegung“"):
        merge(user=None, source=third, target=other)


def test_undo_is_refused_once_something_was_touched(cast: SimpleNamespace) -> None:
    def merged(a: str, b: str) -> tuple[Topic, Topic, WordMerge, Organisation]:
        source, target = of(Topic, cast, a, b)
        body = factories.organisation(cast.home, f"Verein {a}")
        body.topics.add(source)
        return source, target, merge(user=None, source=source, target=target)[0], body

    _source, target, kept, _body = merged("A1", "A2")
    rename_word(user=None, word=target, name="A3")
    with pytest.raises(Refused, match="wurde seitdem geändert"):
        undo(user=None, merged=kept)
    _source, target, kept, body = merged("B1", "B2")
    body.topics.clear()
    with pytest.raises(Refused, match="wurden seitdem geändert"):
        undo(user=None, merged=kept)
    _source, target, kept, body = merged("C1", "C2")
    add_word(user=None, model=Topic, municipality=cast.home, name="c1")
    with pytest.raises(Refused, match="Inzwischen gibt es"):
        undo(user=None, merged=kept)
    _source, target, kept, body = merged("D1", "D2")
    body.topics.clear()
    delete_word(user=None, word=target)
    with pytest.raises(Refused, match="gibt es nicht mehr"):
        undo(user=None, merged=kept)


def test_duties_of_two_tasks_are_added_up(cast: SimpleNamespace) -> None:
    network, report = of(Task, cast, "Netzwerke pflegen", "Netzwerkarbeit")
    half = save_entry(user=None, entry=Position(municipality=cast.home, title="Halb"))
    full = save_entry(user=None, entry=Position(municipality=cast.home, title="Voll"))
    alone = save_entry(user=None, entry=Position(municipality=cast.home, title="Allein"))
    for position, task, share in (
        (half, network, 20),
        (half, report, 30),
        (full, network, 70),
        (full, report, 60),
        (alone, network, None),
    ):
        Duty.objects.create(position=position, task=task, share=share)
    before = sorted(Duty.objects.values_list("pk", "position", "task", "share"))
    kept, lost = merge(user=None, source=network, target=report)
    assert dict(Duty.objects.values_list("position", "share")) == {half.pk: 50, full.pk: 100, alone.pk: None}
    assert lost == ["„Voll“: Die Anteile ergeben zusammen 130 Prozent; eingetragen werden 100."]
    undo(user=None, merged=kept)
    assert sorted(Duty.objects.values_list("pk", "position", "task", "share")) == before


def test_what_the_rules_ask_for_survives(cast: SimpleNamespace) -> None:
    known, own, other = of(PositionKind, cast, "Flüchtlingssozialarbeit", "Sozialdienst Asyl", "Integrationsmanagement")
    assert not own.code
    for kind in PositionKind.objects.all():
        kind.save()
    kept, lost = merge(
        user=None, source=PositionKind.objects.get(pk=known.pk), target=PositionKind.objects.get(pk=own.pk)
    )
    assert PositionKind.objects.get(pk=own.pk).code == "fluechtlingssozialarbeit" and not lost
    _kept, lost = merge(
        user=None, source=PositionKind.objects.get(pk=own.pk), target=PositionKind.objects.get(pk=other.pk)
    )
    assert len(lost) == 1, "two things that the law knows apart: it is said"
    with pytest.raises(Refused):
        undo(user=None, merged=kept)


def test_spaces_hand_over_what_lies_below_and_what_they_know(cast: SimpleNamespace) -> None:
    home = cast.home
    person = factories.person(home, "B. Rat")
    town = factories.space(home, "Altdorf", kind="gemeinde", ags="99001010", mayor=person, note="Früher eigen.")
    part = factories.space(home, "Markt", parent=town)
    new = factories.space(home, "Neudorf", kind="gemeinde", ags="99001020", parent=part, note="Seit 2025.")
    network = save_entry(user=None, entry=Network(municipality=home, name="Runde"))
    network.spaces.add(town)
    measure = factories.measure(home)
    measure.spaces.set([town, new])
    version = factories.version(home, adopted_on=date(2025, 6, 12))
    kept, lost = merge(user=cast.steuerung, source=town, target=new)
    new.refresh_from_db(), part.refresh_from_db()
    assert (new.parent, part.parent) == (None, new), "what lay below takes the place: no circle"
    assert (new.mayor, new.note, new.version) == (person, "Seit 2025.\n\nFrüher eigen.", 2)
    assert lost == ["Amtlicher Gemeindeschlüssel (AGS): 99001010"]
    assert list(Measure.objects.get().spaces.all()) == list(network.spaces.all()) == [new]
    version.refresh_from_db()
    assert "Altdorf" in str(version.snapshot), "what was drawn up stays as it was"
    undo(user=cast.steuerung, merged=kept)
    new.refresh_from_db(), part.refresh_from_db()
    town = SocialSpace.objects.get(name="Altdorf")
    assert (town.ags, town.mayor, part.parent, new.parent, new.note) == ("99001010", person, town, part, "Seit 2025.")
    assert set(measure.spaces.all()) == {town, new} and network.spaces.get() == town
    assert "B. Rat" not in str(list(WordMerge.objects.values())), "persons by number alone"


def test_an_undo_after_people_left(cast: SimpleNamespace) -> None:
    person = factories.person(cast.home, "B. Rat")
    source = factories.space(cast.home, "Alt", mayor=person)
    target = factories.space(cast.home, "Neu", mayor=factories.person(cast.home, "C. Rat"))
    measure = factories.measure(cast.home)
    measure.spaces.set([source, target])
    kept, _lost = merge(user=None, source=source, target=target)
    person.delete()
    measure.delete()
    assert undo(user=None, merged=kept).mayor is None  # type: ignore[attr-defined]


def test_only_the_steuerung_and_only_its_own(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    mine, foreign = of(Topic, cast, "Sport")[0], words(Topic, cast.neighbour, ["Fremdwort"])[0]
    page = url("word-merge", cast.home, "themen", mine.pk)
    for answer in (clients.steuerung.get(page, {"mit": foreign.pk}), clients.steuerung.post(page, {"mit": foreign.pk})):
        assert "Fremdwort" not in answer.content.decode()
    assert clients.steuerung.post(page, {"mit": foreign.pk}).status_code == 422
    assert clients.steuerung.get(url("word-list", cast.home, "unsinn")).status_code == 404
    other = words(Topic, cast.neighbour, ["Kunst"])[0]
    kept, _ = merge(user=None, source=other, target=foreign)
    assert clients.steuerung.post(url("merge-undo", cast.home, kept.pk)).status_code == 404
    cast.home.rooms_off = ["actors"]
    cast.home.save()
    assert clients.steuerung.get(url("word-list", cast.home, "sozialraeume")).status_code == 404
    assert not usage(Topic, cast.home)
