from django.apps import AppConfig
from django.db.models.signals import post_migrate

from verbindlich.base.common import slots


class SearchConfig(AppConfig):
    name = "verbindlich.office.search"
    label = "search"
    verbose_name = "Suche"

    def ready(self) -> None:
        from verbindlich.office.search.actions import heard
        from verbindlich.office.search.person_data import person_data
        from verbindlich.office.search.trigrams import prepare
        from verbindlich.office.trail.listeners import listen

        listen(heard)
        post_migrate.connect(prepare, sender=self)
        slots.register("person_data", "search", person_data, rank=80, queries=0)
