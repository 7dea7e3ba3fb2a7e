from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common import slots


class VocabConfig(AppConfig):
    name = "verbindlich.office.vocab"
    label = "vocab"
    verbose_name = "Schlagwörter"

    def ready(self) -> None:
        from verbindlich.office.vocab.lists import WordList, register
        from verbindlich.office.vocab.models import Community, Language, TargetGroup, Topic
        from verbindlich.office.vocab.providers import settings_nav

        slots.register("settings", "vocab", settings_nav, rank=20, queries=0)
        topics = _("Worum es geht. Themen bleiben, auch wenn Konzepte wechseln.")
        groups = _("Für wen Maßnahmen und Angebote da sind.")
        languages = _("In welchen Sprachen eine Organisation erreichbar ist.")
        communities = _("Welche Gruppen eine Organisation oder Schlüsselperson erreicht. Nie eine Angabe zur Herkunft.")
        register(WordList("themen", Topic, _("Themen"), topics))
        register(WordList("zielgruppen", TargetGroup, _("Zielgruppen"), groups))
        register(WordList("sprachen", Language, _("Sprachen"), languages))
        register(WordList("communities", Community, _("Communities"), communities))
