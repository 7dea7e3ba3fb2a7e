"""Organisations that a file names: known, known under another spelling, proposed, new, or left as words. People decide."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.base.calc.body_kinds import kind_of_body, names_a_person
from verbindlich.base.calc.similar import similar
from verbindlich.base.calc.values import Bodies, parse_bodies
from verbindlich.base.calc.values.body_words import is_vague
from verbindlich.domain.actors.models import Organisation, OrganisationAlias
from verbindlich.domain.concepts.importing.stored import Stored, key_of
from verbindlich.office.imports.plan import Option, Question

NEW, WORDS = "neu", "worte"
MOST_ASKED = 200  # names that are asked about; of more, nobody decides one by one
MOST_OPTIONS = 6_000  # in all selects of a page
SURE = 0.75  # a proposal as good as this is chosen beforehand
LONGEST_NAME = 200
LEAD_MARK = re.compile(r"\s*\(FF\)$", re.IGNORECASE)
PARTS = re.compile(r"\s*[;\n]\s*")


@dataclass(frozen=True, slots=True)
class Resolved:
    """`leads`, `partners`: organisations, those without a pk still to be made; `*_words`: names left as words."""

    leads: tuple[Organisation, ...] = ()
    partners: tuple[Organisation, ...] = ()
    lead_words: tuple[str, ...] = ()
    partner_words: tuple[str, ...] = ()


@dataclass(slots=True)
class Unknown:
    """A name that no organisation has. `proposals`: organisations by likeliness; `answer`: people's, else what is proposed."""

    name: str
    proposals: list[Organisation]
    answer: str
    sure: bool
    places: list[str] = field(default_factory=list)


class Directory:
    """Resolves names for one plan, and gathers what has to be asked."""

    def __init__(self, stored: Stored, answers: Mapping[str, str]) -> None:
        self._stored = stored
        self._answers = answers
        self._by_pk = {str(organisation.pk): organisation for organisation in stored.organisations}
        self._names = [(place, organisation.name) for place, organisation in enumerate(stored.organisations)]
        self._unknown: dict[str, Unknown] = {}
        self._made: dict[str, Organisation] = {}

    def resolve(self, bodies: Bodies, where: str) -> Resolved:
        leads, lead_words = self._each(bodies.lead, where)
        partners, partner_words = self._each(bodies.partners, where)
        others = tuple(one for one in partners if one not in leads)
        return Resolved(leads, others, lead_words, partner_words)

    def _each(self, names: Sequence[str], where: str) -> tuple[tuple[Organisation, ...], tuple[str, ...]]:
        found = [(name, self._one(name, where)) for name in names]
        rows = {
            id(organisation): organisation for _name, organisation in found if organisation
        }  # new ones have no hash
        return tuple(rows.values()), tuple(name for name, organisation in found if organisation is None)

    def knows(self, name: str) -> bool:
        return self._known(key_of(name)) is not None

    def _known(self, key: str) -> Organisation | None:
        return self._stored.bodies.get(key) or self._stored.aliases.get(key)

    def _one(self, name: str, where: str) -> Organisation | None:
        """The organisation, one to be made, or None for mere words."""
        key = key_of(name)
        if not key or (known := self._known(key)):
            return known if key else None
        if len(name) > LONGEST_NAME:  # a sentence rather than a name: cut, two of them might become one
            return None
        asked = self._unknown.get(key) or self._unknown.setdefault(key, self._ask(key, name))
        asked.places.append(where)
        if asked.answer == WORDS:
            return None
        return self._by_pk[asked.answer] if asked.answer in self._by_pk else self._new(key, asked.name)

    def _ask(self, key: str, name: str) -> Unknown:
        found = similar(name, self._names)
        proposals = [self._stored.organisations[proposal.key] for proposal in found]
        proposed = NEW
        if is_vague(name) or names_a_person(name):
            proposed = WORDS
        elif found and found[0].score >= SURE:
            proposed = str(proposals[0].pk)
        given = self._answers.get(f"org:{key}", "")
        answer = given if given in (NEW, WORDS) or given in self._by_pk else proposed
        plain = is_vague(name) or not (proposals or names_a_person(name))
        return Unknown(name, proposals, answer, sure=plain)

    def _new(self, key: str, name: str) -> Organisation:
        if key not in self._made:
            self._made[key] = Organisation(municipality=self._stored.municipality, name=name, kind=kind_of_body(name))
        return self._made[key]

    def questions(self) -> list[Question]:
        """The open ones first, those with a plain answer folded."""
        asked = sorted(self._unknown.items(), key=lambda item: (item[1].sure, item[0]))[:MOST_ASKED]
        others = self._stored.organisations if len(asked) * len(self._by_pk) <= MOST_OPTIONS else ()
        return [self._question(key, one, others) for key, one in asked]

    def _question(self, key: str, one: Unknown, others: Sequence[Organisation]) -> Question:
        rest = [organisation for organisation in others if organisation not in one.proposals]
        options = [
            *(Option(str(organisation.pk), _("dasselbe wie „%(name)s“") % {"name": organisation.name}) for organisation in one.proposals),
            Option(NEW, _("eine neue Organisation")),
            Option(WORDS, _("nur als Worte übernehmen")),
            *(Option(str(organisation.pk), organisation.name) for organisation in sorted(rest, key=lambda o: o.sort_key)),
        ]  # fmt: skip
        count = len(one.places)
        hint = ngettext("an %(n)d Stelle: %(where)s", "an %(n)d Stellen, zuerst %(where)s", count)
        return Question(
            f"org:{key}", _("Wer ist „%(name)s“?") % {"name": one.name}, tuple(options), one.answer,
            hint % {"n": count, "where": one.places[0]}, folded=one.sure,
        )  # fmt: skip

    def aliases(self) -> list[OrganisationAlias]:
        """What people said is another spelling of an organisation, for the next file."""
        home = self._stored.municipality
        return [
            OrganisationAlias(municipality=home, organisation=self._by_pk[one.answer], name=one.name, key=key)
            for key, one in self._unknown.items()
            if one.answer in self._by_pk
        ]


def bodies_of(directory: Directory, read: Bodies, lead: str, partners: str) -> Bodies:
    """The names of two cells. Parts between semicolons that are names we know are taken whole: names hold commas."""
    known = [LEAD_MARK.sub("", part) for part in PARTS.split(f"{lead};{partners}")]
    if all(not directory.knows(name) or name in (*read.lead, *read.partners) for name in known if name):
        return read
    marked = [(name, role == "lead") for part in _parts(lead) for name, role in _names(directory, part)]
    leads = [name for name, leading in marked if leading] or [name for name, _leading in marked[:1]]
    others = [name for name, _leading in marked if name not in leads]
    others += [name for part in _parts(partners) for name, _role in _names(directory, part) if name not in leads]
    return Bodies(read.raw, tuple(dict.fromkeys(leads)), tuple(dict.fromkeys(others)), read.vague)


def _parts(text: str) -> list[str]:
    return [part for part in PARTS.split(text) if part]


def _names(directory: Directory, part: str) -> list[tuple[str, str]]:
    """Each name with "lead" where it is marked as such."""
    bare = LEAD_MARK.sub("", part)
    if directory.knows(bare):
        return [(bare, "lead" if bare != part else "")]
    found = parse_bodies(part)
    marked = "lead" if bare != part else ""
    return [*((name, marked) for name in found.lead), *((name, "") for name in found.partners)]
