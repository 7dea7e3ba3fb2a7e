from django.apps import AppConfig

from verbindlich.base.common import slots


class FilesConfig(AppConfig):
    name = "verbindlich.office.files"
    label = "files"
    verbose_name = "Dateien"

    def ready(self) -> None:
        from verbindlich.office.files.views import panels

        slots.register("panels", "files", panels, rank=80, queries=3)
