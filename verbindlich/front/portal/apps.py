from django.apps import AppConfig

from verbindlich.base.common import slots


class PortalConfig(AppConfig):
    name = "verbindlich.front.portal"
    label = "portal"
    verbose_name = "Öffentlich"

    def ready(self) -> None:
        from verbindlich.front.portal import providers

        slots.register("panels", "portal", providers.panels, rank=90, queries=0)
