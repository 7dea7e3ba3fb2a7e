"""Two versions side by side, in words: what came, went, moved and changed between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import TextField
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from verbindlich.base.calc import snapshot as frozen
from verbindlich.base.calc.comparison import KINDS, Alteration, Difference, Kind, What, compare
from verbindlich.base.documents.difference import Change, difference
from verbindlich.domain.actors.access import works_inside
from verbindlich.domain.concepts.models import Version
from verbindlich.domain.concepts.saying import MODELS, Words, persons, title
from verbindlich.domain.concepts.snapshot import kept, take
from verbindlich.office.accounts.tenancy import TenantRequest

# In the order in which people ask for them, with their numbers.
COUNTED: dict[What, Any] = {
    "measures": ngettext_lazy("%(n)d Maßnahme", "%(n)d Maßnahmen", "n"),
    "goals": ngettext_lazy("%(n)d Ziel", "%(n)d Ziele", "n"),
    "fields": ngettext_lazy("%(n)d Handlungsfeld", "%(n)d Handlungsfelder", "n"),
    "sections": ngettext_lazy("%(n)d Teil des Textes", "%(n)d Teile des Textes", "n"),
    "strategies": ngettext_lazy("%(n)d Strategie", "%(n)d Strategien", "n"),
    "needs": ngettext_lazy("%(n)d Bedarf oder Potenzial", "%(n)d Bedarfe und Potenziale", "n"),
    "concept": ngettext_lazy("%(n)d Rahmen", "%(n)d Rahmen", "n"),
}
PARTS: dict[What, str | Promise] = {
    "concept": gettext_lazy("Rahmen des Konzepts"),
    "sections": gettext_lazy("Text"),
    "fields": gettext_lazy("Handlungsfelder"),
    "goals": gettext_lazy("Ziele"),
    "measures": gettext_lazy("Maßnahmen"),
    "strategies": gettext_lazy("Strategien"),
    "needs": gettext_lazy("Bedarfe und Potenziale"),
}


ANCHORS: dict[What, str] = {  # as in paper.py
    "concept": "rahmen", "sections": "teil-{}", "fields": "feld-{}", "goals": "ziel-{}", "measures": "massnahme-{}",
    "strategies": "strategien", "needs": "bedarfe",
}  # fmt: skip
LIVE: dict[What, str] = {
    "concept": "overview", "sections": "section-detail", "fields": "field-detail", "goals": "goal-detail",
    "measures": "measure-detail", "strategies": "strategy-detail", "needs": "need-detail",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A kind of difference as a pill: colour, sign and word. `name` stands in the URL, `counted` behind a number."""

    name: str
    tone: str
    sign: str
    word: str | Promise
    counted: str | Promise


MARKS: dict[Kind, Mark] = {
    "new": Mark("neu", "on", "+", gettext_lazy("neu"), gettext_lazy("neu")),
    "gone": Mark("entfallen", "late", "–", gettext_lazy("entfallen"), gettext_lazy("entfallen")),
    "moved": Mark("verschoben", "quiet", "→", gettext_lazy("verschoben"), gettext_lazy("verschoben")),
    "changed": Mark("geaendert", "risk", "≠", gettext_lazy("geändert"), gettext_lazy("geändert")),
    "advanced": Mark("stand", "done", "✓", gettext_lazy("anderer Stand"), gettext_lazy("mit anderem Umsetzungsstand")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A field of a row that says something else. Long texts come paragraph by paragraph, those that stayed left out."""

    label: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A row that differs. `place`: where it hangs, for one that came or went."""

    title: str
    url: str
    marks: tuple[Mark, ...]
    place: str
    lines: tuple[Line, ...]


def sentence(differences: Sequence[Difference]) -> str:
    """ "4 Maßnahmen neu, 2 entfallen, 9 geändert; 1 Ziel neu", "" where nothing differs."""
    return "; ".join(filter(None, (_counted(what, differences) for what in COUNTED)))


def _counted(what: What, differences: Sequence[Difference]) -> str:
    mine = [found for found in differences if found.what == what]
    counts = [(sum(kind in found.kinds for found in mine), MARKS[kind].counted) for kind in KINDS]
    said = [(n, word) for n, word in counts if n]
    if what == "concept":
        return ", ".join(f"{PARTS[what]} {word}" for _n, word in said)
    return ", ".join(f"{COUNTED[what] % {'n': n} if first else n} {word}" for first, (n, word) in _with_first(said))


def _with_first(every: Sequence[Any]) -> Iterator[tuple[bool, Any]]:
    return ((index == 0, one) for index, one in enumerate(every))


def size(snapshot: frozen.Snapshot) -> str:
    """ "8 Handlungsfelder, 15 Ziele, 57 Maßnahmen"."""
    counted: tuple[What, ...] = ("fields", "goals", "measures")
    return ", ".join(COUNTED[what] % {"n": len(getattr(snapshot, what))} for what in counted)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared. `version` None: the concept as it stands."""

    version: Version | None
    name: str
    snapshot: frozen.Snapshot | None
    trouble: str = ""


@dataclass(frozen=True)
class Sides:
    """The older beside the newer, for one reader."""

    request: TenantRequest
    old: Side
    new: Side

    @classmethod
    def of(cls, request: TenantRequest, versions: Sequence[Version], old: str, new: str) -> Sides:
        """`old`, `new`: ids among these versions; anything else is today."""
        chosen = [next((version for version in versions if str(version.pk) == said), None) for said in (old, new)]
        kind = next((version.kind for version in chosen if version), Version.Kind.CONCEPT)
        before, after = (_side(request, version, kind) for version in chosen)
        return cls(request, before, after)

    @property
    def same(self) -> bool:
        return self.old.version == self.new.version

    @property
    def troubles(self) -> list[str]:
        return [f"„{side.name}“: {side.trouble}" for side in (self.old, self.new) if side.trouble]

    @cached_property
    def words(self) -> tuple[Words, Words]:
        before, after = self._snapshots()
        known = persons(self.request, before, after) or {}
        return Words(before, known), Words(after, known)

    def _snapshots(self) -> tuple[frozen.Snapshot, frozen.Snapshot]:
        assert self.old.snapshot and self.new.snapshot
        return self.old.snapshot, self.new.snapshot

    def differences(self) -> tuple[Difference, ...]:
        """But for contact persons where the reader may not know them."""
        return compare(*self._snapshots(), without=() if works_inside(self.request) else ("contacts",))

    def grouped(self, differences: Iterable[Difference]) -> list[tuple[str | Promise, list[Told]]]:
        """In words, under the names of their parts."""
        return [
            (PARTS[what], [self.told(found) for found in some])
            for what, some in groupby(differences, key=attrgetter("what"))
        ]

    def told(self, found: Difference) -> Told:
        before, after = self.words
        row, words, side = (found.new, after, self.new) if found.new else (found.old, before, self.old)
        assert row
        return Told(
            title(row),
            self.url(found, side),
            tuple(MARKS[kind] for kind in KINDS if kind in found.kinds),
            "" if found.old and found.new else place(row, words),
            tuple(_line(found.what, alteration, before, after) for alteration in found.alterations),
        )

    def url(self, found: Difference, side: Side) -> str:
        """Where the row can be read whole: in its version, or on its own page today."""
        slug = self.request.municipality.slug
        if side.version:
            anchor = ANCHORS[found.what].format(found.key)
            return f"{reverse('concepts:version-detail', args=[slug, side.version.pk])}#{anchor}"
        name = f"concepts:{LIVE[found.what]}"
        return reverse(name, args=[slug] if found.what == "concept" else [slug, found.key])


def _side(request: TenantRequest, version: Version | None, kind: str) -> Side:
    if version is None:
        return Side(None, _("heutiger Stand"), take(request.municipality, kind))
    found = kept(version)
    return Side(version, version.name, found.snapshot, found.trouble)


def place(row: frozen.Row | frozen.Frame, words: Words) -> str:
    """ "Handlungsfeld › Ziel" of a measure or goal."""
    if isinstance(row, frozen.Measure):
        return " › ".join(filter(None, (words.name("fields", row.field), words.name("goals", row.goal))))
    return words.name("fields", row.field) if isinstance(row, frozen.Goal) else ""


def _line(what: What, found: Alteration, before: Words, after: Words) -> Line:
    old, new = before.of(what, found.name, found.old), after.of(what, found.name, found.new)
    changes: Iterable[Change] = difference(old, new) if _is_long(what, found.name) else ()
    pairs = tuple((change.old, change.new) for change in changes if change.kind != "same")
    return Line(after.labels[what, found.name], pairs or ((old, new),))


def _is_long(what: What, name: str) -> bool:
    return any(isinstance(field, TextField) and field.name == name for field in MODELS[what]._meta.fields)
