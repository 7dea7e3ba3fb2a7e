"""The directory's lists of words in the settings, and which of its own lists can be narrowed by a word."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verbindlich.domain.actors.models import Network, Organisation, Position, PositionKind, SocialSpace, Task
from verbindlich.office.vocab import lists
from verbindlich.office.vocab.lists import WordList
from verbindlich.office.vocab.models import Community, Language, TargetGroup, Topic

SPACES = _("Wo Menschen leben: Stadtteile, Planungsräume, kreisangehörige Gemeinden.")
KINDS = _("Womit Stellen der Integrationsarbeit zu tun haben.")
TASKS = _("Was im Integrationsmanagement zu tun ist; im Aufgabenregister steht, wer es tut.")


def register() -> None:
    words = {Topic: "thema", SocialSpace: "raum", TargetGroup: "gruppe"}
    lists.found_at(Organisation, "actors:organisation-list", {**words, Language: "sprache", Community: "community"})
    lists.found_at(Network, "actors:network-list", {Topic: "thema", SocialSpace: "raum"})
    lists.found_at(Position, "actors:position-list", {PositionKind: "art"})
    lists.register(
        WordList(
            "sozialraeume", SocialSpace, _("Sozialräume"), SPACES, page="actors:space-detail", home="actors:space-list"
        )
    )
    lists.register(WordList("stellenarten", PositionKind, _("Arten von Stellen"), KINDS))
    lists.register(WordList("aufgaben", Task, _("Aufgaben"), TASKS, home="actors:task-register"))
