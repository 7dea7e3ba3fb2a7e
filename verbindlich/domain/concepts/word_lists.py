"""Which lists of the concept can be narrowed by a word, for the settings."""

from __future__ import annotations

from verbindlich.domain.actors.models import SocialSpace
from verbindlich.domain.concepts.models import Measure, Need
from verbindlich.office.vocab import lists
from verbindlich.office.vocab.models import TargetGroup, Topic


def register() -> None:
    lists.found_at(Measure, "concepts:measure-list", {SocialSpace: "raum", TargetGroup: "gruppe"})
    lists.found_at(Need, "concepts:need-list", {Topic: "thema", SocialSpace: "raum", TargetGroup: "gruppe"})
