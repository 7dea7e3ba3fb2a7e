"""What the demo's people did with the check: rules switched off with a reason, filters saved, and how the findings went."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from verbindlich.domain.concepts.actions import switch_rule_off
from verbindlich.domain.concepts.models import CheckDay, RuleOff, SavedFilter
from verbindlich.front.demo.scene import Scene
from verbindlich.office.trail.actions import backdated

FORTNIGHT = timedelta(days=14)
COUNTS = ("errors", "warnings", "notes")


def load_off(scene: Scene) -> None:
    for entry in scene.concept["off"]:
        at = scene.clock.moment(entry["at"])
        with backdated(at):
            off = switch_rule_off(
                user=scene.steering, municipality=scene.home, rule=entry["rule"], reason=entry["reason"]
            )
        RuleOff.objects.filter(pk=off.pk).update(at=at)


def load_filters(scene: Scene) -> None:
    for entry in scene.concept["filter"]:
        query = dict(entry["query"])
        if "lead" in entry:
            query["federfuehrung"] = scene.organisations[entry["lead"]].pk
        SavedFilter.objects.create(
            municipality=scene.home, user=scene.users[entry["part"]], name=entry["name"], query=urlencode(query)
        )


def load_trend(scene: Scene) -> None:
    """A day in every fortnight since the adoption, down to what the check finds today."""
    today = CheckDay.objects.get(municipality=scene.home, day=scene.clock.today)
    day, days = scene.clock.adopted, []
    while day < today.day:
        more = [said for said in scene.concept["trend"] if scene.clock.day(said["from"]) <= day][-1]
        counts = {name: getattr(today, name) + more[name] for name in COUNTS}
        later = sum(scene.clock.day(m["since"]) > day for m in scene.catalogue.values() if "since" in m)
        days.append(CheckDay(municipality=scene.home, day=day, measures=today.measures - later, **counts))
        day += FORTNIGHT
    CheckDay.objects.bulk_create(days)
