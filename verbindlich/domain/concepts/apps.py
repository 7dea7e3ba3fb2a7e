from django.apps import AppConfig

from verbindlich.base.common import slots


class ConceptsConfig(AppConfig):
    name = "verbindlich.domain.concepts"
    label = "concepts"
    verbose_name = "Konzept"

    def ready(self) -> None:
        from verbindlich.domain.concepts import providers
        from verbindlich.domain.concepts.importing.handler import CatalogueImport
        from verbindlich.office.imports import handlers

        slots.register("nav", "concepts", providers.nav, rank=10, queries=0)
        slots.register("deadlines", "concepts", providers.deadlines, rank=10, queries=3)
        slots.register("panels", "concepts", providers.panels, rank=10, queries=7)
        slots.register("uses", "concepts", providers.uses, rank=10, queries=2)
        handlers.register(CatalogueImport())
