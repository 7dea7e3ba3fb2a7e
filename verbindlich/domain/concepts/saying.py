"""What a snapshot holds, in words: numbers of rows become names, keys of choices become labels, a contact person's number a name
for those who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from verbindlich.base.calc import snapshot as frozen
from verbindlich.base.calc.comparison import What
from verbindlich.base.readers.texts import visible
from verbindlich.domain.actors.access import may_name, works_inside
from verbindlich.domain.actors.models import Person
from verbindlich.domain.concepts.models import Concept, FieldOfAction, Goal, Measure, Need, Section, Strategy
from verbindlich.domain.concepts.wording import euros
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.trail import story

Persons = Mapping[int, str]

MODELS: dict[What, Any] = {
    "concept": Concept, "sections": Section, "fields": FieldOfAction, "goals": Goal, "measures": Measure,
    "strategies": Strategy, "needs": Need,
}  # fmt: skip
# Fields that hold numbers of rows, and the part of the snapshot where these rows are.
LEADS_TO: dict[str, What] = {
    "field": "fields", "goal": "goals", "parent": "goals", "more_goals": "goals", "measure": "measures", "strategies": "strategies",
}  # fmt: skip


def persons(request: TenantRequest, *snapshots: frozen.Snapshot) -> Persons | None:
    """Names of the contact persons that these name, as far as they are still known; None for a reader who must not see any. A
    person whose name is not for this reader stands there without it. One query at most."""
    if not works_inside(request):
        return None
    numbers = {contact.person for one in snapshots for measure in one.measures for contact in measure.contacts}
    known = Person.objects.of(request.municipality).filter(pk__in=numbers) if numbers else Person.objects.none()
    return {person.pk: person.name if may_name(request, person) else _("geschützte Kontaktperson") for person in known}


def title(row: frozen.Row | frozen.Frame) -> str:
    """Number and name of a row."""
    name = row.name if isinstance(row, frozen.Field | frozen.Strategy) else row.title
    return visible(f"{getattr(row, 'number', '')} {name}".strip())


class Labels(dict[tuple[What, str], str]):
    """What people call the fields of the rows, each asked for once."""

    def __missing__(self, key: tuple[What, str]) -> str:
        what, name = key
        self[key] = found = story.label(MODELS[what], name)
        return found


@dataclass(frozen=True)
class Words:
    """The words of one snapshot. `persons`: names by number."""

    snapshot: frozen.Snapshot
    persons: Persons

    @cached_property
    def names(self) -> dict[tuple[What, int | str], str]:
        parts: tuple[What, ...] = ("fields", "goals", "measures", "strategies")
        return {(what, frozen.row_key(row)): title(row) for what in parts for row in getattr(self.snapshot, what)}

    @cached_property
    def labels(self) -> Labels:
        return Labels()

    def name(self, what: What, key: int | None) -> str:
        """Of the row with this number; "" where there is none."""
        return self.names.get((what, key), "") if key else ""

    def of(self, what: What, name: str, value: Any) -> str:
        """A field's value for people; "" where it says nothing."""
        if value is None or value == "" or value == ():
            return ""
        return visible(story.in_words(MODELS[what], name, self._plain(name, value)))

    def _plain(self, name: str, value: Any) -> Any:
        """The value as the trail keeps it."""
        if isinstance(value, tuple):
            return [self._plain(name, one) for one in value]
        if name in LEADS_TO and value is not None:
            return {"name": self.name(LEADS_TO[name], value)}
        if isinstance(value, frozen.Organisation):
            return {"name": value.name}
        if isinstance(value, frozen.Contact):
            return {"name": self.contact(value)}
        if isinstance(value, frozen.Milestone):
            return {"name": milestone(value)}
        if isinstance(value, frozen.Touched):
            return {"name": f"{self.name('goals', value.goal)}: {value.conflict}".rstrip(": ")}
        if isinstance(value, Decimal):
            return euros(value) if name == "amount" else f"{value.normalize():f}".replace(".", ",")
        return value.isoformat() if isinstance(value, date) else value

    def contact(self, contact: frozen.Contact) -> str:
        return self.persons.get(contact.person, _("gelöschte Kontaktperson"))


def milestone(found: frozen.Milestone) -> str:
    """ "Stelle besetzt (31.03.2026) ✓"."""
    until = f" ({found.due:%d.%m.%Y})" if found.due else ""
    return f"{found.title}{until}{' ✓' if found.done_on else ''}"
