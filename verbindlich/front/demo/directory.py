"""The directory of the demo: organisations, contact persons with what they agreed to, social spaces and municipalities, notes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from verbindlich.base.common.german import sort_key
from verbindlich.domain.actors.actions.notes import save_note
from verbindlich.domain.actors.models import (
    Affiliation,
    Consent,
    Note,
    Organisation,
    OrganisationAlias,
    Person,
    SocialSpace,
)
from verbindlich.front.demo import bulk
from verbindlich.front.demo.scene import Scene, Told
from verbindlich.office.trail.actions import backdated
from verbindlich.office.vocab.actions import words
from verbindlich.office.vocab.models import Community, Language, TargetGroup, Topic, Visibility, Word

ENTERED = "-23/9"
WORDS: dict[str, type[Word]] = {"topics": Topic, "languages": Language, "communities": Community}
ORGANISATION = (
    "name", "short_name", "kind", "sphere", "street", "city", "phone", "email", "website", "visibility", "note",
)  # fmt: skip
PERSON = ("name", "function", "email", "phone", "decides", "key_person", "visibility")
# Dates in the files, and how the state of the row differed before that day.
AGREED: dict[str, Told] = {"public": {"visibility": Visibility.RELEASED, "agreed_on": None, "agreed_how": ""}}
KNOWN: dict[str, Told] = {"confirmed_on": {"confirmed_on": None}, "left_on": {"left": False}}
SPOKEN: dict[str, Told] = {"last_contact": {"last_contact": None}}


def load(scene: Scene) -> None:
    said = scene.read("akteure.toml")
    scene.groups = {w.name: w for w in words(TargetGroup, scene.home, said["groups"])}
    for name, model in WORDS.items():
        found = [word for entry in scene.actors["organisationen"]["organisation"] for word in entry.get(name, ())]
        scene.words[name] = {w.name: w for w in words(model, scene.home, [*found, *said.get(name, ())])}
    spaces(scene)
    scene.words |= {"groups": scene.groups, "spaces": scene.spaces}
    organisations(scene, said["postal_codes"])
    persons(scene)
    consents(scene)
    heads_of_spaces(scene)
    known_as(scene, said)


def later(scene: Scene, entry: Told, marks: dict[str, Told]) -> list[bulk.Later]:
    """What came after the row was entered, in that order. `marks`: of each date, how the state differed before it."""
    dated = [(scene.clock.moment(entry[mark]), before) for mark, before in marks.items() if mark in entry]
    return sorted((then, before) for then, before in dated if then > entered(scene, entry))


def entered(scene: Scene, entry: Told) -> datetime:
    return scene.clock.moment(entry.get("entered", ENTERED))


def note(scene: Scene, told: list[Told], rows: Mapping[str, Any], marks: dict[str, Told]) -> None:
    bulk.note(scene, (bulk.born(entered(scene, e), rows[e["name"]], later(scene, e, marks)) for e in told))


def spaces(scene: Scene) -> None:
    for entry in scene.actors["raeume"]["space"]:
        row = SocialSpace(municipality=scene.home, parent=scene.spaces.get(entry.get("parent", "")))
        for name in entry.keys() & {"name", "kind", "ags", "note"}:
            setattr(row, name, entry[name])
        if "last_contact" in entry:
            row.last_contact = scene.clock.day(entry["last_contact"])
        row.version += len(later(scene, entry, SPOKEN))
        row.save()
        scene.spaces[row.name] = row


def heads_of_spaces(scene: Scene) -> None:
    """Mayors and commissioners are persons, and these come after the spaces."""
    told = scene.actors["raeume"]["space"]
    for entry in told:
        row = scene.spaces[entry["name"]]
        row.mayor, row.commissioner = (scene.persons.get(entry.get(name, "")) for name in ("mayor", "commissioner"))
    SocialSpace.objects.bulk_update(scene.spaces.values(), ["mayor", "commissioner"])
    note(scene, told, scene.spaces, SPOKEN)


def organisations(scene: Scene, codes: dict[str, str]) -> None:
    told: list[Told] = scene.actors["organisationen"]["organisation"]
    waiting = told
    while waiting:  # a level at a time, those above first
        ready = [entry for entry in waiting if entry.get("parent", "") in {"", *scene.organisations}]
        rows = Organisation.objects.bulk_create(organisation(scene, entry, codes) for entry in ready)
        scene.organisations |= {row.name: row for row in rows}
        waiting = [entry for entry in waiting if entry not in ready]
    for name in Organisation.MANY:
        known = scene.words[name]
        bulk.link(name, [(scene.organisations[e["name"]], [known[word] for word in e.get(name, ())]) for e in told])
    fresh = Organisation.objects.of(scene.home).select_related("parent").prefetch_related(*Organisation.MANY)
    scene.organisations = {row.name: row for row in fresh}
    note(scene, told, scene.organisations, AGREED)


def organisation(scene: Scene, entry: Told, codes: dict[str, str]) -> Organisation:
    row = Organisation(municipality=scene.home, parent=scene.organisations.get(entry.get("parent", "")))
    for name in entry.keys() & {*ORGANISATION}:
        setattr(row, name, entry[name])
    row.postal_code = codes.get(row.city, "")
    if "public" in entry:
        row.visibility, row.agreed_on, row.agreed_how = (
            Visibility.PUBLIC,
            scene.clock.day(entry["public"]),
            "per E-Mail",
        )
    row.version += len(later(scene, entry, AGREED))
    row.arrange()
    return row


def persons(scene: Scene) -> None:
    told: list[Told] = scene.actors["personen"]["person"]
    rows = [person(scene, entry) for entry in told]
    Person.objects.bulk_create(rows)
    scene.persons = {row.name: row for row in rows}
    for row, entry in zip(rows, told, strict=True):
        row.substitute = scene.persons.get(entry.get("substitute", ""))
    Person.objects.bulk_update(rows, ["substitute"])
    for name, known in (("also_in", scene.organisations), ("communities", scene.words["communities"])):
        bulk.link(name, [(row, [known[word] for word in e.get(name, ())]) for row, e in zip(rows, told, strict=True)])
    fresh = Person.objects.of(scene.home).select_related("organisation").prefetch_related(*Person.MANY)
    scene.persons = {row.name: row for row in fresh}
    note(scene, told, scene.persons, KNOWN)


def person(scene: Scene, entry: Told) -> Person:
    row = Person(municipality=scene.home, organisation=scene.organisations.get(entry.get("organisation", "")))
    for name in entry.keys() & {*PERSON}:
        setattr(row, name, entry[name])
    for name in entry.keys() & {*KNOWN}:
        setattr(row, name, scene.clock.day(entry[name]))
    row.version += len(later(scene, entry, KNOWN))
    row.arrange()
    return row


def consents(scene: Scene) -> None:
    told = [(entry["name"], said) for entry in scene.actors["personen"]["person"] for said in entry.get("consents", ())]
    rows = [consent(scene, scene.persons[name], said) for name, said in told]
    Consent.objects.bulk_create(rows)
    steps = []
    for row, (_name, said) in zip(rows, told, strict=True):
        gone = [(scene.clock.moment(said["withdrawn"]), {"withdrawn_on": None})] if "withdrawn" in said else []
        steps.append(bulk.born(scene.clock.moment(said["given"]), row, gone))
    bulk.note(scene, steps)


def consent(scene: Scene, person: Person, said: Told) -> Consent:
    day = {name: scene.clock.day(said[name]) for name in said.keys() & {"given", "until", "withdrawn"}}
    return Consent(
        municipality=scene.home, person=person, scope=said["scope"], how=said["how"], given_on=day["given"],
        until=day.get("until"), withdrawn_on=day.get("withdrawn"),
    )  # fmt: skip


def known_as(scene: Scene, said: Told) -> None:
    OrganisationAlias.objects.bulk_create(
        OrganisationAlias(
            municipality=scene.home, organisation=scene.organisations[name], name=other, key=sort_key(other)
        )
        for other, name in said["aliases"].items()
    )
    for part, name in said["works_for"].items():
        Affiliation.objects.create(
            municipality=scene.home, organisation=scene.organisations[name], user=scene.users[part]
        )


def load_notes(scene: Scene) -> None:
    for turn, entry in enumerate(scene.actors["notizen"]["note"]):
        row = Note(municipality=scene.home, day=scene.clock.day(entry["on"]), kind=entry["kind"], text=entry["text"])
        row.organisation = scene.organisations.get(entry.get("organisation", ""))
        row.person = scene.persons.get(entry.get("person", ""))
        with backdated(scene.clock.moment(entry["on"], turn)):
            save_note(user=scene.users[entry.get("by", "steuerung")], note=row)
