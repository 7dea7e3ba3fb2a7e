"""The list of social spaces and member municipalities as one request asks for it: a tree, or what its filters leave of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verbindlich.base.calc.spaces import contact
from verbindlich.base.common.german import search_text, search_words
from verbindlich.base.common.listing import PAGE_SIZE, Column, Sorting
from verbindlich.base.common.slots import Counted, gather
from verbindlich.domain.actors import access, tree
from verbindlich.domain.actors.forms.space import SpaceFilter
from verbindlich.domain.actors.models import SocialSpace
from verbindlich.domain.actors.pills import Pill
from verbindlich.office.accounts.tenancy import TenantRequest

FIRST = (Column("raum", gettext_lazy("Sozialraum oder Gemeinde"), ()), Column("art", gettext_lazy("Art"), ()))
LAST = Column("kontakt", gettext_lazy("letzter Kontakt"), ())
DEEPEST = 6  # steps of indentation; what lies deeper stands under the last


@dataclass(frozen=True, slots=True)
class Number:
    label: str
    n: int


@dataclass(frozen=True, slots=True)
class Row:
    """`depth`: steps of indentation in the tree; outside of it `path` says to what the space belongs. `numbers` as the columns."""

    space: SocialSpace
    depth: int
    path: str
    numbers: tuple[Number, ...]
    contact: Pill | None


def contact_pill(space: SocialSpace) -> Pill | None:
    """How long ago somebody spoke with a member municipality; None for other spaces."""
    if not space.is_municipality:
        return None
    state = contact(space.last_contact, timezone.localdate())
    words = f"{space.last_contact:%d.%m.%Y}" if space.last_contact else ""
    if state == "never":
        return Pill(gettext_lazy("nie vermerkt"), "quiet", "○")
    return (
        Pill(words, "on", "●")
        if state == "fresh"
        else Pill(_("%(day)s, über ein Jahr her") % {"day": words}, "late", "▲")
    )


class Table:
    """Two queries of its own and those of the rooms that count."""

    def __init__(self, request: TenantRequest) -> None:
        self.request = request
        self.filters = SpaceFilter(request.GET)
        self.spaces = access.spaces_of(request)

    @cached_property
    def counted(self) -> list[tuple[Counted, dict[int, set[int]]]]:
        """What is counted, and for each space which, those below it included."""
        owned = defaultdict(list)
        for space, organisation in access.organisations_in(self.request, list(self.spaces.rows)):
            owned[space].append(organisation)
        own = Counted("organisationen", _("Organisationen"), owned)
        every = [own, *gather("counts", self.request, about=SocialSpace)]
        return [(one, tree.gathered(one.owned, self.spaces.parents)) for one in every]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return (*FIRST, *(Column(one.name, one.label, ()) for one, _all in self.counted), LAST)

    @cached_property
    def listing(self) -> Sorting:
        return Sorting(self.request, self.columns)

    @property
    def is_tree(self) -> bool:
        """In the order of the tree, unless a filter or another order takes it apart."""
        return not self.filters.active and self.listing.column.name == "raum" and not self.listing.descending

    @cached_property
    def rows(self) -> list[Row]:
        if self.is_tree:
            return [self._row(pk, depth) for pk, depth in tree.in_order(self.spaces.parents)]
        found = [self._row(pk, 0) for pk, space in self.spaces.rows.items() if self._fits(space)]
        return sorted(found, key=self._place, reverse=self.listing.descending)

    def _row(self, pk: int, depth: int) -> Row:
        space = self.spaces.rows[pk]
        numbers = tuple(Number(str(one.label), len(every[pk])) for one, every in self.counted)
        path = "" if self.is_tree else " › ".join(above.name for above in self.spaces.path(pk))
        return Row(space, min(depth, DEEPEST), path, numbers, contact_pill(space))

    def _fits(self, space: SocialSpace) -> bool:
        said, text = self.filters.said, search_text(space.name, space.ags)
        if said.get("art") and space.kind != said["art"]:
            return False
        if said.get("kontakt") and not silent(space):
            return False
        return all(word in text for word in search_words(said.get("q") or ""))

    def _place(self, row: Row) -> tuple[Any, ...]:
        name, key = self.listing.column.name, row.space.key
        if name == "kontakt":
            day = row.space.last_contact
            return (not row.space.is_municipality, day is not None, day and day.toordinal() or 0, key)
        if name == "art":
            return (row.space.get_kind_display(), key)
        at = next((i for i, (one, _all) in enumerate(self.counted) if one.name == name), None)
        return (key,) if at is None else (row.numbers[at].n, key)

    @property
    def page(self) -> Page[Row] | list[Row]:
        if self.request.GET.get("als") == "druck":
            return self.rows
        return Paginator(self.rows, PAGE_SIZE).get_page(self.request.GET.get("seite"))

    @property
    def sentence(self) -> str:
        """ "12 Sozialräume und 14 Gemeinden; zu 3 Gemeinden gab es seit einem Jahr keinen Kontakt." """
        members = [space for space in self.spaces.rows.values() if space.is_municipality]
        n, m = len(self.spaces.rows) - len(members), len(members)
        parts = [ngettext("%(n)d Sozialraum", "%(n)d Sozialräume", n) % {"n": n}] if n or not m else []
        if m:
            parts.append(ngettext("%(n)d Gemeinde", "%(n)d Gemeinden", m) % {"n": m})
        size = (" " + _("und") + " ").join(parts)
        late = sum(map(silent, members))
        if not late:
            return f"{size}."
        text = ngettext("zu %(n)d Gemeinde", "zu %(n)d Gemeinden", late) % {"n": late}
        return _("%(size)s; %(which)s gab es seit einem Jahr keinen Kontakt.") % {"size": size, "which": text}

    @property
    def header(self) -> list[str]:
        counts = [str(one.label) for one, _all in self.counted]
        return [_("Name"), _("Art"), _("gehört zu"), _("AGS"), *counts, _("letzter Kontakt"), _("eigene Beauftragte"),
                _("Was man wissen sollte")]  # fmt: skip

    @property
    def exported(self) -> Iterator[list[Any]]:
        """As the page: numbers include those below. Names of persons stay here."""
        for row in self.rows:
            space = row.space
            above = self.spaces.rows.get(space.parent_id or 0)
            own = "" if not space.is_municipality else _("ja") if space.commissioner_id else _("nein")
            yield [space.name, space.get_kind_display(), above.name if above else "", space.ags,
                   *(number.n for number in row.numbers), space.last_contact, own, space.note]  # fmt: skip


def silent(space: SocialSpace) -> bool:
    """A member municipality with which nobody spoke for a year, as far as is written down."""
    return space.is_municipality and contact(space.last_contact, timezone.localdate()) != "fresh"
