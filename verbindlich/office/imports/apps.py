from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "verbindlich.office.imports"
    label = "imports"
    verbose_name = "Importe"
