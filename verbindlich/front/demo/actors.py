"""Organisations, contact persons, target groups and social spaces of the demo."""

from __future__ import annotations

from verbindlich.domain.actors.actions import save_organisation
from verbindlich.domain.actors.models import Affiliation, Organisation, OrganisationAlias, Person, SocialSpace
from verbindlich.front.demo.scene import Scene
from verbindlich.office.trail.actions import Step, backdated, record_many
from verbindlich.office.vocab.actions import words
from verbindlich.office.vocab.models import TargetGroup

ENTERED = "-23/9"


def load(scene: Scene) -> None:
    said = scene.read("akteure.toml")
    with backdated(scene.clock.moment(ENTERED)):
        for entry in said["organisation"]:
            organisation(scene, **entry)
        persons(scene, said["person"])
    scene.groups = {w.name: w for w in words(TargetGroup, scene.home, said["groups"])}
    scene.spaces = {w.name: w for w in words(SocialSpace, scene.home, said["spaces"])}
    for spelling, name in said["aliases"].items():
        OrganisationAlias.objects.create(municipality=scene.home, organisation=scene.organisations[name], name=spelling)
    for part, name in said["works_for"].items():
        Affiliation.objects.create(
            municipality=scene.home, organisation=scene.organisations[name], user=scene.users[part]
        )


def organisation(scene: Scene, name: str, kind: str, parent: str = "") -> None:
    above = scene.organisations.get(parent)
    new = Organisation(municipality=scene.home, name=name, kind=kind, parent=above)
    scene.organisations[name] = save_organisation(user=scene.steering, organisation=new)


def persons(scene: Scene, entries: list[dict[str, str]]) -> None:
    for entry in entries:
        home = scene.organisations[entry["organisation"]]
        scene.persons[entry["name"]] = Person.objects.create(
            municipality=scene.home, name=entry["name"], email=entry["email"], organisation=home
        )
    steps = [Step(person, None, person.as_state()) for person in scene.persons.values()]
    record_many(user=scene.steering, municipality=scene.home, steps=steps)
