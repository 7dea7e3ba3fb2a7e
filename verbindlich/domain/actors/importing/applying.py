"""The plan carried out: many rows in few queries, with the same events in the trail as if each had been saved by itself.

All in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from verbindlich.base.common.german import sort_key
from verbindlich.domain.actors.importing.comparing import spellings
from verbindlich.domain.actors.importing.planning import Planned, Planner, taken
from verbindlich.domain.actors.importing.said import WORDS
from verbindlich.domain.actors.models import (
    Organisation,
    OrganisationAlias,
    OrganisationsApart,
    Person,
    PersonAlias,
    PersonsApart,
    SocialSpace,
)
from verbindlich.office.accounts.models import User
from verbindlich.office.imports.handlers import Touched
from verbindlich.office.imports.writing import CHUNK, raw, write
from verbindlich.office.trail.actions import Step, record_many
from verbindlich.office.vocab.actions import MOST, words
from verbindlich.office.vocab.models import Language, Topic, Word

VOCABULARY: dict[str, type[Word]] = {"topics": Topic, "languages": Language, "spaces": SocialSpace}
LOADED = {Organisation: ("parent",), Person: ("organisation",)}
BESIDE = {Organisation: ("aliases",), Person: ()}


def whole(model: type[Any], pks: Iterable[int]) -> dict[int, Any]:
    """Rows with all that their state in the trail names; some queries for each 500."""
    every, found = list(pks), {}
    for begin in range(0, len(every), CHUNK):
        rows = model.objects.filter(pk__in=every[begin : begin + CHUNK]).select_related(*LOADED[model])
        found.update({row.pk: row for row in rows.prefetch_related(*model.MANY, *BESIDE[model])})
    return found


def states(model: type[Any], pks: Iterable[int]) -> dict[int, dict[str, Any]]:
    return {pk: row.as_state() for pk, row in whole(model, pks).items()}


def find_again(pks: Iterable[int]) -> None:
    """The search finds these organisations by the spellings that they have now."""
    rows = list(whole(Organisation, pks).values())
    for row in rows:
        row.arrange()
    write(Organisation, rows, ())


class Application:
    """Carries out one plan. `skip`: keys of the rows that people left out."""

    def __init__(self, planner: Planner, user: User | None, skip: Collection[str]) -> None:
        self._planner = planner
        self._user = user
        self._home = planner.stored.municipality
        self._bodies = taken(planner.bodies, skip)
        self._humans = taken(planner.humans, skip)
        self._all = [one for one in (*planner.bodies, *planner.humans) if one.key not in skip]
        self._steps: list[Step] = []
        self.touched: list[Touched] = []

    def carry_out(self) -> list[Touched]:
        for below in (False, True):
            self._rows(Organisation, [one for one in self._bodies if (one.draft.above is not None) == below], _parent)
        self._words()
        self._spellings()
        self._record()  # before there are persons, whom the listeners of the trail would look up for each organisation
        self._rows(Person, self._humans, _home)
        self._also_in()
        self._known_as()
        self._apart()
        self._record()
        return self.touched

    def _rows(self, model: type[Any], planned: Sequence[Planned], hang: Any) -> None:
        """Store the columns: those that change, then those that are new."""
        changed = [one for one in planned if one.action == "update"]
        before = states(model, [one.draft.row.pk for one in changed])
        for one in planned:
            row = one.draft.row
            if row is None:
                row = one.draft.row = model(municipality=self._home, name=getattr(one.draft, "name", ""))
            else:
                self.touched.append(_before(one))
                row.version += 1
                self._steps.append(Step(row, before[row.pk], None))
            for name, value in one.compared.values.items():
                setattr(row, name, value)
            hang(one)
            row.arrange()
        write(model, [one.draft.row for one in changed], _columns(changed))
        new = [one.draft.row for one in planned if one.action == "create"]
        model.objects.bulk_create(new, batch_size=CHUNK)
        self.touched += [Touched(model._meta.label_lower, row.pk, row.version) for row in new]
        self._steps += [Step(row, None, None) for row in new]

    def _words(self) -> None:
        for name in WORDS:
            wanted = dict.fromkeys(word for one in self._bodies for word in one.compared.words.get(name, ()))
            every = list(wanted)
            known: dict[str, Word] = {}
            for begin in range(0, len(every), MOST):
                part = every[begin : begin + MOST]
                known |= {word.key: word for word in words(VOCABULARY[name], self._home, part)}
            through = getattr(Organisation, name).through
            column = f"{VOCABULARY[name]._meta.model_name}_id"
            through.objects.bulk_create(
                (
                    through(**{"organisation_id": one.draft.row.pk, column: known[key].pk})
                    for one in self._bodies
                    for key in dict.fromkeys(map(_word_key, one.compared.words.get(name, ())))
                    if key in known
                ),
                ignore_conflicts=True,
                batch_size=CHUNK,
            )

    def _spellings(self) -> None:
        skipped = {id(one.draft) for one in self._planner.bodies} - {id(one.draft) for one in self._all}
        aliases = [
            OrganisationAlias(municipality=self._home, organisation=draft.row, name=name, key=key)
            for draft, key, name in self._planner.organisations.aliases()
            if id(draft) not in skipped
        ]
        OrganisationAlias.objects.bulk_create(aliases, batch_size=CHUNK)
        find_again({alias.organisation_id for alias in aliases})
        self._steps += [Step(alias, None, alias.as_state()) for alias in aliases]
        self._made(aliases)

    def _also_in(self) -> None:
        through = Person.also_in.through
        through.objects.bulk_create(
            (
                through(person_id=one.draft.row.pk, organisation_id=home.row.pk)
                for one in self._humans
                for home in one.compared.homes
                if home.row is not None and home.row.pk != one.draft.row.organisation_id
            ),
            ignore_conflicts=True,
            batch_size=CHUNK,
        )

    def _known_as(self) -> None:
        """Other spellings and addresses, also of persons that stay as they are."""
        made = [
            PersonAlias(municipality=self._home, person=one.draft.row, name=name[:120], email=mail)
            for one in self._all
            if isinstance(one.draft.row, Person)
            for name, mail in spellings(one.compared)
        ]
        PersonAlias.objects.bulk_create(made, batch_size=CHUNK)
        self._made(made)

    def _made(self, rows: Iterable[Any]) -> None:
        self.touched += [Touched(row._meta.label_lower, row.pk, 0) for row in rows]

    def _apart(self) -> None:
        """What people said is different, so that nobody is asked again."""
        persons = [(a.row, b.row) for a, b in self._planner.persons.apart]
        persons += [(draft.row, person) for draft, person in self._planner.persons.apart_from]
        bodies = [(a.row, b.row) for a, b in self._planner.organisations.apart]
        both: tuple[tuple[Any, list[tuple[Any, Any]]], ...] = ((PersonsApart, persons), (OrganisationsApart, bodies))
        for model, pairs in both:
            apart = {tuple(sorted((a.pk, b.pk))) for a, b in pairs if a is not None and b is not None and a.pk != b.pk}
            rows = [
                model(municipality=self._home, user=self._user, one_id=one, other_id=other)
                for one, other in sorted(apart)
            ]
            model.objects.bulk_create(rows, ignore_conflicts=True)

    def _record(self) -> None:
        """What each row says now; its relations are read anew."""
        for model in (Organisation, Person):
            rows: list[Any] = [step.obj for step in self._steps if isinstance(step.obj, model)]
            for begin in range(0, len(rows), CHUNK):
                part = rows[begin : begin + CHUNK]
                for row in part:
                    row._prefetched_objects_cache = {}
                prefetch_related_objects(part, *model.MANY)
        steps = [Step(step.obj, step.before, step.after or step.obj.as_state()) for step in self._steps]
        record_many(user=self._user, municipality=self._home, steps=steps)
        self._steps = []


def _word_key(word: str) -> str:
    return sort_key(" ".join(word.split())[:120])


def _parent(one: Planned) -> None:
    if one.compared.homes and one.compared.homes[0].row is not None and one.compared.homes[0].row.pk:
        one.draft.row.parent = one.compared.homes[0].row


def _home(one: Planned) -> None:
    """The first organisation where the person has none yet; the others are added as further ones."""
    homes = [home.row for home in one.compared.homes if home.row is not None and home.row.pk]
    if homes and one.draft.row.organisation_id is None:
        one.draft.row.organisation = homes[0]


def _columns(planned: Iterable[Planned]) -> set[str]:
    found = {name for one in planned for name in one.compared.values}
    return found | {"parent" if isinstance(one.draft.row, Organisation) else "organisation" for one in planned}


def _before(one: Planned) -> Touched:
    """What the import is about to change."""
    row = one.draft.row
    hung = "parent_id" if isinstance(row, Organisation) else "organisation_id"
    names = {row._meta.get_field(name).attname for name in one.compared.values} | {hung}
    before: dict[str, Any] = {"fields": {name: raw(getattr(row, name)) for name in sorted(names)}}
    many = list(one.compared.words) if isinstance(row, Organisation) else ["also_in"]
    before["many"] = {name: [other.pk for other in getattr(row, name).all()] for name in many}
    return Touched(row._meta.label_lower, row.pk, row.version + 1, before)
