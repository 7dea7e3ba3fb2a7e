"""The persons that a file names: which rows mean one, whom of them the directory knows. People decide what is unclear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from verbindlich.base.calc.contacts import name_of, phone_key
from verbindlich.base.calc.duplicates import Groups, Human, Pair, humans
from verbindlich.domain.actors.importing import asking
from verbindlich.domain.actors.importing import organisations as bodies
from verbindlich.domain.actors.importing.said import SaidPerson, SaidRow
from verbindlich.domain.actors.importing.stored import Stored
from verbindlich.domain.actors.models import Person
from verbindlich.office.imports.plan import Question


class Mention(NamedTuple):
    """A person in a row, with the organisation that the row names."""

    row: SaidRow
    said: SaidPerson
    home: bodies.Draft | None


@dataclass(slots=True, eq=False)
class Draft:
    """A person of the file. `number` from 1; `row`: stored or None; `mentions` in the order of the file."""

    number: int
    key: str
    mentions: list[Mention]
    row: Person | None = None
    homes: list[bodies.Draft] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest of its spellings: no initial before a word, a title before none."""
        names = list(dict.fromkeys(mention.said.name for mention in self.mentions))
        if len(names) == 1:
            return names[0]
        return max(names, key=lambda name: (name_of(name).whole, sum(len(t) > 1 for t in name_of(name).tokens)))

    @property
    def where(self) -> str:
        return self.mentions[0].row.where

    @property
    def emails(self) -> list[str]:
        return list(dict.fromkeys(mail for mention in self.mentions for mail in mention.said.emails))


class Persons:
    def __init__(
        self, stored: Stored, rows: Iterable[SaidRow], organisations: bodies.Organisations, answers: Mapping[str, str]
    ) -> None:
        self._stored = stored
        self._answers = answers
        self.questions: list[Question] = []
        self.apart: list[tuple[Draft, Draft]] = []
        self.apart_from: list[tuple[Draft, Person]] = []
        singles: list[Draft] = []
        for row in rows:
            for place, said in enumerate(row.persons):
                key = f"{row.key}.{place}" if place else row.key
                home = organisations.of_row.get(row.key)
                singles.append(Draft(len(singles) + 1, key, [Mention(row, said, home)], homes=[home] if home else []))
        self.drafts = self._joined(singles)
        self.joined = len(singles) - len(self.drafts)

    def _joined(self, singles: list[Draft]) -> list[Draft]:
        by_number = {draft.number: draft for draft in singles}
        self._seen_before(singles)
        pairs = humans([*self._known(), *map(self._human, singles)], asked=lambda one, other: one > 0 or other > 0)
        self._recognise(by_number, [pair for pair in pairs if min(pair[:2]) < 0])
        groups = Groups({number: draft.row.pk for number, draft in by_number.items() if draft.row})
        unclear = []
        for pair in (pair for pair in pairs if min(pair[:2]) > 0):
            if pair.certain:
                groups.join(pair.one, pair.other)
            else:
                unclear.append(pair)
        self._ask(by_number, groups, unclear)
        same: dict[int, int] = {}
        for number, draft in by_number.items():
            if draft.row is not None:
                groups.join(number, same.setdefault(draft.row.pk, number))
        return self._grouped(singles, groups)

    def _grouped(self, singles: list[Draft], groups: Groups) -> list[Draft]:
        by_number = {draft.number: draft for draft in singles}
        kept = []
        for draft in singles:
            stands = by_number[groups.of(draft.number)]
            if stands is draft:
                kept.append(draft)
                continue
            stands.mentions += draft.mentions
            stands.row = stands.row or draft.row
            stands.homes += [home for home in draft.homes if all(home is not other for other in stands.homes)]
        self.apart = [(by_number[groups.of(a.number)], by_number[groups.of(b.number)]) for a, b in self.apart]
        self.apart_from = [(by_number[groups.of(draft.number)], person) for draft, person in self.apart_from]
        return kept

    # who is known

    def _known(self) -> Iterable[Human]:
        for pk, person in self._stored.persons.items():
            others = self._stored.persons_as.get(pk, ())
            mails = tuple(filter(None, (person.email.lower(), *(other.email for other in others))))
            homes = frozenset(-home for home in self._stored.at[pk])
            aliases = tuple(other.name for other in others if other.name)
            yield Human(-pk, person.name, homes, emails=mails, phone=person.phone, aliases=aliases)

    def _human(self, draft: Draft) -> Human:
        _row, said, home = draft.mentions[0]
        homes = frozenset((home.identity,)) if home else frozenset()
        near = frozenset((home.near + (1 << 40),)) if home else frozenset()
        return Human(draft.number, said.name, homes, near, said.emails, said.phone)

    def _seen_before(self, singles: Iterable[Draft]) -> None:
        """Persons without an organisation of whom the row says nothing but what is stored, each stored one once: the file again."""
        alone: dict[str, list[Person]] = defaultdict(list)
        for pk, person in self._stored.persons.items():
            if not self._stored.at[pk]:
                alone[name_of(person.name).key].append(person)
        for draft in singles:
            beside = alone.get(name_of(draft.name).key, []) if not draft.homes else []
            same = [one for one in beside if self._says_nothing_new(draft, one)]
            if same:
                draft.row = same[0]
                beside.remove(same[0])

    def _says_nothing_new(self, draft: Draft, person: Person) -> bool:
        said = draft.mentions[0].said
        mails = {person.email.lower(), *(other.email for other in self._stored.persons_as.get(person.pk, ()))}
        same_name = said.name.casefold() == person.name.casefold()
        return (
            same_name
            and mails.issuperset(said.emails)
            and (not said.phone or phone_key(said.phone) == phone_key(person.phone))
        )

    def _recognise(self, drafts: Mapping[int, Draft], pairs: Iterable[Pair]) -> None:
        beside: dict[int, list[Pair]] = defaultdict(list)
        for pair in pairs:
            beside[max(pair[:2])].append(pair)
        for number, found in beside.items():
            draft = drafts[number]
            if draft.row is not None:
                continue
            certain = [pair for pair in found if pair.certain]
            best = [pair for pair in certain if "same-mail" in pair.reasons] or certain
            best = [pair for pair in best if "same-name" in pair.reasons] or best
            if len(best) == 1:
                draft.row = self._stored.persons[-min(best[0][:2])]
            else:
                self._which(draft, [self._stored.persons[-min(pair[:2])] for pair in best or found])

    def _which(self, draft: Draft, proposed: list[Person]) -> None:
        question = asking.which_person(draft.key, draft.name, draft.where, proposed, self._answers)
        self.questions.append(question)
        draft.row = next((one for one in proposed if str(one.pk) == question.answer), None)
        if question.answer == asking.APART:
            self.apart_from += [(draft, one) for one in proposed]

    # who is one

    def _ask(self, drafts: Mapping[int, Draft], groups: Groups, pairs: list[Pair]) -> None:
        together = asking.rest_together(asking.PERSONS, self._answers)
        asked, seen = [], set()
        for pair in pairs:
            one, other = sorted((drafts[pair.one], drafts[pair.other]), key=lambda draft: draft.number)
            ends = frozenset((groups.of(one.number), groups.of(other.number)))
            if len(ends) == 1 or ends in seen or one.row is not None or other.row is not None:
                continue
            seen.add(ends)
            question = self._question(one, other)
            asked.append(question)
            if question.answer == asking.SAME or (not question.answer and together):
                groups.join(one.number, other.number)
            elif question.answer == asking.APART:
                self.apart.append((one, other))
        if len(asked) > asking.MANY:
            self.questions.insert(0, asking.about_rest(asking.PERSONS, len(asked), self._answers))
        self.questions += asked

    def _question(self, one: Draft, other: Draft) -> Question:
        hint = " · ".join(", ".join(filter(None, (draft.where, *draft.emails))) for draft in (one, other))
        return asking.same_person(one.key, one.name, other.key, other.name, hint, self._answers)
