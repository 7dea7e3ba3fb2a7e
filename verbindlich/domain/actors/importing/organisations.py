"""The organisations that a file names: which spellings are one, which of them the directory knows. People decide what is unclear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count

from verbindlich.base.calc.duplicate_bodies import Body, Pair, bodies
from verbindlich.base.calc.duplicates import Groups
from verbindlich.domain.actors.importing import asking
from verbindlich.domain.actors.importing.said import SaidRow
from verbindlich.domain.actors.importing.stored import Stored, key_of
from verbindlich.domain.actors.models import Organisation, OrganisationAlias
from verbindlich.office.imports.plan import Question

SURE = ("other-words", "misspelt")  # reasons for which the one stored organisation is chosen beforehand


@dataclass(slots=True, eq=False)
class Draft:
    """An organisation of the file. `number` from 1; `row`: stored or still to be made; `spellings` in the order of the file;
    `near`: equal for those that look like one, whatever was decided."""

    number: int
    key: str
    name: str
    above: Draft | None
    spellings: dict[str, str] = field(default_factory=dict)  # key → as written
    rows: list[SaidRow] = field(default_factory=list)
    row: Organisation | None = None
    near: int = 0

    @property
    def identity(self) -> int:
        """Negative for a stored organisation, so that it never equals a new one's."""
        return -self.row.pk if self.row is not None and self.row.pk else self.number


class Organisations:
    """Resolves every name of a file at once: first those that stand alone, then departments below them."""

    def __init__(self, stored: Stored, rows: Iterable[SaidRow], answers: Mapping[str, str]) -> None:
        self._stored = stored
        self._answers = answers
        self.drafts: list[Draft] = []
        self.of_row: dict[str, Draft] = {}
        self.apart: list[tuple[Draft, Draft]] = []
        self.questions: list[Question] = []
        self.joined = 0
        self._numbers = count(1)
        rows = [row for row in rows if row.organisation]
        self._level(rows, [(row, None, row.organisation) for row in rows])
        below = [row for row in rows if row.department]
        self._level(rows, [(row, self.of_row[row.key], row.department) for row in below])
        for row in rows:
            self.of_row[row.key].rows.append(row)

    def _level(self, rows: list[SaidRow], named: list[tuple[SaidRow, Draft | None, str]]) -> None:
        fresh: dict[tuple[int, str], Draft] = {}
        places: dict[str, Draft] = {}
        for row, above, name in named:
            key = (above.identity if above else 0, key_of(name))
            draft = fresh.get(key)
            if draft is None:
                draft = fresh[key] = Draft(next(self._numbers), row.key, name, above, {key[1]: name})
            places[row.key] = draft
        drafts = list(fresh.values())
        kept = self._resolved(drafts)
        self.drafts += dict.fromkeys(kept.values())
        for row_key, draft in places.items():
            self.of_row[row_key] = kept[draft.number]

    def _resolved(self, drafts: list[Draft]) -> dict[int, Draft]:
        """Number of each draft → the one that stands for it."""
        for draft in drafts:
            draft.row = self._by_name(draft)
        pairs = self._pairs(drafts)
        by_number = {draft.number: draft for draft in drafts}
        self._recognise(by_number, pairs)
        groups = self._joined(by_number, [pair for pair in pairs if min(pair.one, pair.other) > 0])
        kept = {number: by_number[groups.of(number)] for number in by_number}
        for number, stands in kept.items():
            stands.spellings.update({**by_number[number].spellings, **stands.spellings})
            stands.row = stands.row or by_number[number].row
        self.joined += len(set(by_number)) - len({draft.number for draft in kept.values()})
        return kept

    def _by_name(self, draft: Draft) -> Organisation | None:
        """By name, other spelling or short name, in this order; where several have it, one below the same parent."""
        key = key_of(draft.name)
        for known in (self._by_key[0], self._by_key[1], self._by_key[2]):
            found = known.get(key, [])
            if draft.above:
                found = [one for one in found if one.parent_id is None or -one.parent_id == draft.above.identity]
                found = [one for one in found if -one.pk != draft.above.identity]
            same = [one for one in found if draft.above and -(one.parent_id or 0) == draft.above.identity]
            if len(same or found) == 1 or (known is self._by_key[0] and found):
                return (same or found)[0]
        return None

    @property
    def _by_key(self) -> tuple[dict[str, list[Organisation]], ...]:
        if not hasattr(self, "_keys"):
            names: tuple[dict[str, list[Organisation]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
            for pk, one in self._stored.organisations.items():
                names[0][key_of(one.name)].append(one)
                for spelling in self._stored.spellings.get(pk, ()):
                    names[1][key_of(spelling)].append(one)
                if one.short_name:
                    names[2][key_of(one.short_name)].append(one)
            self._keys = names
        return self._keys

    def _pairs(self, drafts: list[Draft]) -> list[Pair]:
        """Those with a draft in it, stored organisations under their negative ids."""
        entries = [
            Body(
                -pk,
                (one.name, *filter(None, (one.short_name,)), *self._stored.spellings.get(pk, ())),
                -(one.parent_id or 0),
            )
            for pk, one in self._stored.organisations.items()
        ]
        entries += [Body(d.number, (d.name,), d.above.identity if d.above else 0) for d in drafts]
        return bodies(entries, asked=lambda one, other: one > 0 or other > 0)

    def _recognise(self, drafts: Mapping[int, Draft], pairs: list[Pair]) -> None:
        """Drafts that no stored organisation has the name of: certain where one only differs in its legal form, else asked."""
        beside: dict[int, list[Pair]] = defaultdict(list)
        for pair in pairs:
            low, high = sorted(pair[:2])
            if low < 0 and drafts[high].row is None:
                beside[high].append(pair)
        for number, found in beside.items():
            draft = drafts[number]
            certain = {min(pair[:2]) for pair in found if pair.certain}
            if len(certain) == 1:
                draft.row = self._stored.organisations[-certain.pop()]
                continue
            proposed = list(dict.fromkeys(self._stored.organisations[-min(pair[:2])] for pair in found))
            sure = len(proposed) == 1 and bool(set(found[0].reasons) & set(SURE))
            question = asking.which_organisation(draft.key, draft.name, proposed, sure, self._answers)
            self.questions.append(question)
            draft.row = next((one for one in proposed if str(one.pk) == question.answer), None)

    def _joined(self, drafts: Mapping[int, Draft], pairs: list[Pair]) -> Groups:
        groups, unclear = Groups({number: draft.row.pk for number, draft in drafts.items() if draft.row}), []
        for pair in pairs:
            one, other = drafts[pair.one], drafts[pair.other]
            if pair.certain:
                groups.join(pair.one, pair.other)
            elif one.row is None and other.row is None:
                unclear.append((one, other))
        near = Groups()
        for draft in drafts.values():
            near.join(draft.number, groups.of(draft.number))
        self._ask(groups, near, unclear)
        by_row: dict[int, int] = {}
        for number, draft in drafts.items():
            if draft.row is not None:
                groups.join(number, by_row.setdefault(draft.row.pk, number))
            draft.near = near.of(number)
        return groups

    def _ask(self, groups: Groups, near: Groups, unclear: list[tuple[Draft, Draft]]) -> None:
        together = asking.rest_together(asking.ORGANISATIONS, self._answers)
        asked = []
        for one, other in unclear:
            near.join(one.number, other.number)
            if groups.of(one.number) == groups.of(other.number):
                continue
            question = asking.same_organisation(one.key, one.name, other.key, other.name, self._answers)
            asked.append(question)
            if question.answer == asking.SAME or (not question.answer and together):
                groups.join(one.number, other.number)
            elif question.answer == asking.APART:
                self.apart.append((one, other))
        if len(asked) > asking.MANY:
            self.questions.insert(0, asking.about_rest(asking.ORGANISATIONS, len(asked), self._answers))
        self.questions += asked

    def aliases(self) -> list[tuple[Draft, str, str]]:
        """Spellings to remember, with their keys: what differs from the name of a draft and nobody has yet."""
        taken = set(self._by_key[0]) | set(self._by_key[1])
        found = []
        for draft in self.drafts:
            own = key_of(draft.row.name if draft.row is not None else draft.name)
            for key, name in draft.spellings.items():
                if (
                    key != own
                    and key not in taken
                    and len(name) <= (OrganisationAlias._meta.get_field("name").max_length or 0)
                ):
                    taken.add(key)
                    found.append((draft, key, name))
        return found
