from django.apps import AppConfig

from verbindlich.base.common import slots


class TrailConfig(AppConfig):
    name = "verbindlich.office.trail"
    label = "trail"
    verbose_name = "Verlauf"

    def ready(self) -> None:
        from verbindlich.office.trail.person_data import person_data

        slots.register("person_data", "trail", person_data, rank=80, queries=2)
