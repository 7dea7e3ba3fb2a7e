from django.apps import AppConfig

from verbindlich.base.common import slots


class ConceptsConfig(AppConfig):
    name = "verbindlich.domain.concepts"
    label = "concepts"
    verbose_name = "Konzept"

    def ready(self) -> None:
        from verbindlich.domain.concepts import noting, providers, spaces, word_lists
        from verbindlich.domain.concepts.importing.handler import CatalogueImport
        from verbindlich.domain.concepts.person_data import person_data
        from verbindlich.domain.concepts.searching import search
        from verbindlich.office.files import owners
        from verbindlich.office.imports import handlers

        slots.register("nav", "concepts", providers.nav, rank=10, queries=0)
        slots.register("deadlines", "concepts", providers.deadlines, rank=10, queries=3)
        slots.register("panels", "concepts", providers.panels, rank=10, queries=7)
        slots.register("panels", "concepts", providers.position_panels, rank=10, queries=9)
        slots.register("panels", "concepts", providers.network_panels, rank=20, queries=1)
        slots.register("panels", "concepts", providers.person_panels, rank=10, queries=5)
        slots.register("panels", "concepts", noting.panels, rank=30, queries=3)
        slots.register("chain", "concepts", providers.chain, rank=10, queries=1)
        slots.register("panels", "concepts", spaces.panels, rank=20, queries=7)
        slots.register("counts", "concepts", spaces.counts, rank=10, queries=2)
        slots.register("uses", "concepts", providers.uses, rank=10, queries=2)
        slots.register("person_data", "concepts", person_data, rank=20, queries=14)
        slots.register("search", "concepts", search, rank=10, queries=0)
        handlers.register(CatalogueImport())
        owners.register(providers.file_owner())
        word_lists.register()
