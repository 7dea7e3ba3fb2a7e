"""A member's own concept beside the thirteen: figure 7 computed on the measures that this member may see, figure 6 from the frame."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from verbindlich.base.calc.figure7 import figure7
from verbindlich.domain.assessment.facts import Cell
from verbindlich.domain.concepts import access, facts
from verbindlich.domain.concepts.models import Concept
from verbindlich.office.accounts.models import Membership, Municipality
from verbindlich.office.accounts.tenancy import TenantRequest, within

WORDS = {"teilweise": "teilw."}  # as the figure prints it


@dataclass(frozen=True, slots=True)
class OwnRow:
    """`concept` None where only fields, goals or measures are there. `year`: of the last adoption, "" before one."""

    municipality: Municipality
    concept: Concept | None
    year: str
    cells: tuple[Cell, ...]

    @property
    def fulfilled(self) -> int:
        return sum(cell.word == "ja" for cell in self.cells)


def own_rows(request: HttpRequest) -> list[OwnRow]:
    """One per municipality of a signed-in person that has a concept; none for the public, which costs no query.

    One query, and nine for each municipality, ten for a Fachamt.
    """
    if not request.user.is_authenticated:
        return []
    homes = [m for m in Membership.objects.held_by(request.user) if m.municipality.has_room("concepts")]
    return [row for membership in homes if (row := _row(within(request, membership)))]


def _row(request: TenantRequest) -> OwnRow | None:
    concept = access.concept_for(request)
    catalogue = facts.catalogue(request.municipality, access.measures_for(request))
    if concept is None and not (catalogue.fields or catalogue.goals or catalogue.measures):
        return None
    adopted = catalogue.facts.adopted_on
    cells = tuple(Cell(WORDS.get(row.answer, row.answer)) for row in figure7(catalogue))
    return OwnRow(request.municipality, concept, str(adopted.year) if adopted else "", cells)
