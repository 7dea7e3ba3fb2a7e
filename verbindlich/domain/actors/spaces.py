"""The social spaces of a municipality as one tree."""

from __future__ import annotations

from dataclasses import dataclass

from verbindlich.domain.actors import tree
from verbindlich.domain.actors.models import SocialSpace
from verbindlich.office.accounts.models import Municipality


@dataclass(frozen=True, slots=True)
class Spaces:
    """`rows` in German order, `parents` beside them."""

    rows: dict[int, SocialSpace]
    parents: dict[int, int | None]

    @classmethod
    def of(cls, municipality: Municipality) -> Spaces:
        """One query."""
        rows = list(SocialSpace.objects.of(municipality).order_by("key"))
        for row in rows:
            row.municipality = municipality
        return cls({row.pk: row for row in rows}, {row.pk: row.parent_id for row in rows})

    def below(self, pk: int) -> frozenset[int]:
        """The space itself and all below it."""
        return tree.with_those_below([pk], self.parents)

    def under(self, pk: int) -> list[tuple[SocialSpace, int]]:
        """Those below a space in the order of a page, each with its depth, 0 just below it."""
        inside = self.below(pk) - {pk}
        own = {one: parent for one, parent in self.parents.items() if one in inside}
        return [(self.rows[one], depth) for one, depth in tree.in_order(own)]

    def path(self, pk: int) -> list[SocialSpace]:
        """What a space belongs to, from the top down."""
        return [self.rows[one] for one in tree.above(pk, self.parents)]

    def label(self, pk: int) -> str:
        """ "Nord › Altstadt" """
        return " › ".join(space.name for space in (*self.path(pk), self.rows[pk]))
