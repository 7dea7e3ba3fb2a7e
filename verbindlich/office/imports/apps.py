from django.apps import AppConfig

from verbindlich.base.common import slots


class ImportsConfig(AppConfig):
    name = "verbindlich.office.imports"
    label = "imports"
    verbose_name = "Importe"

    def ready(self) -> None:
        from verbindlich.office.imports.person_data import person_data

        slots.register("person_data", "imports", person_data, rank=90, queries=1)
