from django.apps import AppConfig

from verbindlich.base.common import slots


class ActorsConfig(AppConfig):
    name = "verbindlich.domain.actors"
    label = "actors"
    verbose_name = "Akteure"

    def ready(self) -> None:
        from verbindlich.domain.actors import providers, uses, word_lists
        from verbindlich.domain.actors.file_owners import file_owners
        from verbindlich.domain.actors.importing.handler import ContactImport
        from verbindlich.domain.actors.person_data import person_data
        from verbindlich.domain.actors.searching import search
        from verbindlich.office.files import owners
        from verbindlich.office.imports import handlers

        slots.register("nav", "actors", providers.nav, rank=50, queries=0)
        slots.register("deadlines", "actors", providers.position_deadlines, rank=50, queries=1)
        slots.register("uses", "actors", providers.position_uses, rank=50, queries=1)
        slots.register("deadlines", "actors", providers.agreement_deadlines, rank=60, queries=1)
        slots.register("uses", "actors", providers.network_uses, rank=60, queries=2)
        slots.register("uses", "actors", uses.of_organisation, rank=50, queries=7)
        slots.register("person_data", "actors", person_data, rank=10, queries=27)
        slots.register("search", "actors", search, rank=50, queries=0)
        for owner in file_owners():
            owners.register(owner)
        word_lists.register()
        handlers.register(ContactImport())
