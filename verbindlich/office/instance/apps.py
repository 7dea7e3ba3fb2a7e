from django.apps import AppConfig

from verbindlich.base.common import slots


class InstanceConfig(AppConfig):
    name = "verbindlich.office.instance"
    label = "instance"
    verbose_name = "Verwaltung der Installation"

    def ready(self) -> None:
        from verbindlich.office.instance.views import settings_nav

        slots.register("settings", "instance", settings_nav, rank=10, queries=0)
