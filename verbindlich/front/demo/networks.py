"""Who works how and with whom in the demo: positions, the form of organisation, networks, agreements, relations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from verbindlich.base import profiles
from verbindlich.domain.actors.actions import DutySaid, save_network, save_position, start_register
from verbindlich.domain.actors.actions.relations import relate
from verbindlich.domain.actors.actions.structure import save_structure, say_requirement
from verbindlich.domain.actors.models import (
    Agreement,
    ConditionSaid,
    Network,
    NetworkMember,
    Position,
    Relation,
    Standard,
    StandardReview,
    Structure,
)
from verbindlich.domain.concepts.linking import link_goals
from verbindlich.front.demo import bulk
from verbindlich.front.demo.scene import Scene, Told
from verbindlich.office.trail.actions import Step, backdated

POSITIONS, NETWORKS, RELATIONS = "-21/23", "-21/26", "-9/8"
POSITION = ("title", "scope", "pay_grade", "funded_by", "note")
NETWORK = ("name", "purpose", "rules", "decision", "rhythm")
AGREEMENT = ("title", "subject", "tasks", "renewal", "notice")


def load_positions(scene: Scene) -> None:
    tasks = profiles.load(scene.home.profile).tasks
    start_register(municipality=scene.home, names=tasks)
    for turn, entry in enumerate(scene.actors["stellen"]["position"]):
        duties = [DutySaid(tasks[number - 1], share or None) for number, share in entry.get("tasks", ())]
        with backdated(scene.clock.moment(POSITIONS, turn)):
            save_position(user=scene.steering, position=position(scene, entry), kind=entry["kind"], duties=duties)


def position(scene: Scene, entry: Told) -> Position:
    row = Position(municipality=scene.home, unit=scene.organisations[entry["unit"]], fte=Decimal(entry["fte"]))
    row.holder, row.substitute = (scene.persons.get(entry.get(name, "")) for name in ("holder", "substitute"))
    for name in entry.keys() & {*POSITION}:
        setattr(row, name, entry[name])
    if "funded_until" in entry:
        row.funded_until = scene.clock.last(entry["funded_until"])
    if "vacant" in entry:
        row.vacant_since = scene.clock.day(entry["vacant"])
    return row


def load_structure(scene: Scene) -> None:
    told = scene.actors["stellen"]
    said = told["structure"]
    row = Structure(municipality=scene.home, form=said["form"], note=said["note"])
    row.central_unit, row.aliens_authority = (
        scene.organisations[said[name]] for name in ("central_unit", "aliens_authority")
    )
    with backdated(scene.clock.moment(said["at"])):
        save_structure(user=scene.steering, structure=row)
    for entry in told["requirement"]:
        with backdated(scene.clock.moment(entry["said"])):
            say_requirement(
                user=scene.steering, municipality=scene.home, number=entry["number"], judgement=entry["judgement"],
                text=entry["text"], on=scene.clock.day(entry["said"]),
            )  # fmt: skip


def load_networks(scene: Scene) -> None:
    for turn, entry in enumerate(scene.actors["netzwerke"]["network"]):
        at = max(scene.clock.moment(NETWORKS, turn), scene.clock.moment(entry["since"], turn))
        with backdated(at):
            network = scene.networks[entry["name"]] = save_network(
                user=scene.steering, network=network_of(scene, entry),
                topics=entry["topics"], spaces=entry.get("spaces", ()), groups=entry["groups"],
            )  # fmt: skip
            link_goals(user=scene.steering, network=network, goals=[scene.goals[number] for number in entry["goals"]])
        rows = [member(scene, network, *said) for said in entry["members"]]
        NetworkMember.objects.bulk_create(rows)
        bulk.note(scene, [came_and_went(scene, row, at) for row in rows])
        conditions = [condition(scene, network, said) for said in entry.get("said", ())]
        ConditionSaid.objects.bulk_create(conditions)
        bulk.note(scene, [bulk.born(scene.clock.moment(row.said_on.isoformat()), row) for row in conditions])


def network_of(scene: Scene, entry: Told) -> Network:
    row = Network(
        municipality=scene.home, since=scene.clock.day(entry["since"]), lead=scene.organisations[entry["lead"]]
    )
    row.coordinator = scene.persons.get(entry.get("coordinator", ""))
    for name in entry.keys() & {*NETWORK}:
        setattr(row, name, entry[name])
    return row


def member(
    scene: Scene, network: Network, name: str, person: str, part: str, since: str, until: str = ""
) -> NetworkMember:
    return NetworkMember(
        network=network, organisation=scene.organisations[name], person=scene.persons.get(person), part=part,
        since=scene.clock.day(since), until=scene.clock.day(until) if until else None, version=2 if until else 1,
    )  # fmt: skip


def came_and_went(scene: Scene, row: NetworkMember, entered: datetime) -> Iterator[Step]:
    since = max(entered, scene.clock.moment(row.since.isoformat())) if row.since else entered
    gone = [(scene.clock.moment(row.until.isoformat()), {"until": None})] if row.until else []
    return bulk.born(since, row, gone)


def condition(scene: Scene, network: Network, said: Told) -> ConditionSaid:
    return ConditionSaid(
        network=network, condition=said["condition"], judgement=said["judgement"], text=said.get("text", ""),
        said_on=scene.clock.day(said["on"]),
    )  # fmt: skip


def load_agreements(scene: Scene) -> None:
    told: list[Told] = scene.actors["vereinbarungen"]["agreement"]
    rows = Agreement.objects.bulk_create(agreement(scene, entry) for entry in told)
    pairs = list(zip(rows, told, strict=True))
    bulk.link("parties", [(row, [scene.organisations[name] for name in entry["parties"]]) for row, entry in pairs])
    judged = [(Standard(agreement=row, text=text), said) for row, e in pairs for text, *said in e["standards"]]
    Standard.objects.bulk_create(standard for standard, _said in judged)
    StandardReview.objects.bulk_create(
        StandardReview(standard=standard, year=scene.clock.today.year - ago, judgement=judgement)
        for standard, said in judged
        for ago, judgement in enumerate(said, 1)
    )
    bulk.note(scene, (agreed(scene, row, entry) for row, entry in pairs))


def agreement(scene: Scene, entry: Told) -> Agreement:
    row = Agreement(municipality=scene.home, starts=scene.clock.begins(entry["starts"]))
    row.network = scene.networks.get(entry.get("network", ""))
    row.ends = scene.clock.last(entry["ends"]) if "ends" in entry else None
    for name in AGREEMENT:
        setattr(row, name, entry[name])
    row.arrange()
    return row


def agreed(scene: Scene, row: Agreement, entry: Told) -> Iterator[Step]:
    """Every December the parties look at their year; what was before the agreement was entered, is entered with it."""
    at = max(scene.clock.moment(entry["at"]), scene.clock.moment(NETWORKS))
    years = [
        scene.clock.today.year - ago for ago in range(max(len(said) for _text, *said in entry["standards"]), 0, -1)
    ]
    looked = [(scene.clock.moment(f"{year}-12-10"), {"standards": known(scene, entry, year)}) for year in years]
    return bulk.born(at, row, [(then, before) for then, before in looked if then > at])


def known(scene: Scene, entry: Told, year: int) -> list[str]:
    """The standards as the trail has them, with their reviews before that year, the last first."""
    lines = []
    for text, *said in entry["standards"]:
        dated = ((scene.clock.today.year - ago, judgement) for ago, judgement in enumerate(said, 1))
        before = "; ".join(f"{then}: {judgement}" for then, judgement in dated if then < year)
        lines.append(f"{text} ({before})" if before else text)
    return lines


def load_relations(scene: Scene) -> None:
    for turn, entry in enumerate(scene.actors["netzwerke"]["relation"]):
        row = Relation(
            municipality=scene.home, kind=entry["kind"], formal=entry.get("formal", False), note=entry.get("note", "")
        )
        row.source, row.target = scene.organisations[entry["source"]], scene.organisations[entry["target"]]
        with backdated(scene.clock.moment(RELATIONS, turn)):
            relate(user=scene.steering, relation=row)
