from django.apps import AppConfig

from verbindlich.base.common import slots


class ActorsConfig(AppConfig):
    name = "verbindlich.domain.actors"
    label = "actors"
    verbose_name = "Akteure"

    def ready(self) -> None:
        from verbindlich.domain.actors.views import nav

        slots.register("nav", "actors", nav, rank=50, queries=0)
