from django.apps import AppConfig


class VocabConfig(AppConfig):
    name = "verbindlich.office.vocab"
    label = "vocab"
    verbose_name = "Schlagwörter"
