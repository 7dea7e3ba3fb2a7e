"""What the application knows already, for an import to compare with."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from verbindlich.base.common.german import sort_key
from verbindlich.domain.actors.models import Organisation, OrganisationAlias
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Measure
from verbindlich.office.accounts.models import Municipality


@dataclass(frozen=True, slots=True)
class Stored:
    """`bodies`: organisations by the key of their names; `aliases`: the same by other spellings."""

    municipality: Municipality
    measures: dict[int, Measure]
    fields: tuple[FieldOfAction, ...]
    goals: tuple[Goal, ...]
    organisations: tuple[Organisation, ...]
    bodies: dict[str, Organisation]
    aliases: dict[str, Organisation]


def load(municipality: Municipality) -> Stored:
    """Eight queries; in a transaction three more, which lock what is compared where the database knows locks of rows."""
    if connection.in_atomic_block:
        for model in (FieldOfAction, Goal, Measure):
            list(model.objects.of(municipality).order_by("pk").select_for_update().values_list("pk"))
    measures = (
        Measure.objects.of(municipality)
        .select_related("field", "goal")
        .prefetch_related("bodies__organisation", "more_goals")
    )
    organisations = tuple(Organisation.objects.of(municipality).order_by("pk"))
    aliases = OrganisationAlias.objects.filter(municipality=municipality, organisation__deleted_at=None)
    by_pk = {organisation.pk: organisation for organisation in organisations}
    return Stored(
        municipality=municipality,
        measures={measure.pk: measure for measure in measures},
        fields=tuple(FieldOfAction.objects.of(municipality)),
        goals=tuple(Goal.objects.of(municipality).select_related("field")),
        organisations=organisations,
        bodies={key_of(organisation.name): organisation for organisation in reversed(organisations)},
        aliases={alias.key: by_pk[alias.organisation_id] for alias in aliases},
    )


def key_of(name: str) -> str:
    """Equal for spellings of a name that differ in case, umlauts or blanks only; the key of aliases."""
    return sort_key(" ".join(name.split()))
