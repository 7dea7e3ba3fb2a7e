"""The list of measures as one request asks for it: which rows in which order, which columns, and what stands in a line.

Lines are made here as plain values, so that the template only writes them down: fifty lines cost less than the page around them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypedDict
from urllib.parse import parse_qsl, urlencode

from django.core.paginator import Page
from django.db.models import CharField, F, QuerySet, Value
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base.common.listing import Column, Header, Listing, Sorting
from verbindlich.domain.actors.access import own_organisations
from verbindlich.domain.concepts import access
from verbindlich.domain.concepts.choices import Choices, choices_for
from verbindlich.domain.concepts.forms.measure import STEERING_ONLY
from verbindlich.domain.concepts.forms.measures import SHORT, MeasureFilter
from verbindlich.domain.concepts.mending import TARGETS
from verbindlich.domain.concepts.models import Finding, Measure, MeasureBody
from verbindlich.domain.concepts.querysets import MeasureQuerySet
from verbindlich.domain.concepts.standing import BY_RANK, Shown
from verbindlich.domain.concepts.wording import budget_words, period_words
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest


@dataclass(frozen=True, slots=True)
class ListColumn(Column):
    """`usual`: shown where nobody chose. `inside`: only for Steuerung and Fachamt. `number`: to the right."""

    usual: bool = False
    inside: bool = False
    number: bool = False


KEY = ("order_key", "sort_key")  # MeasureQuerySet.with_order
FIXED = ("nr", "massnahme")
COLUMNS = (
    ListColumn("nr", gettext_lazy("Nr."), ("sort_key",), number=True),
    ListColumn("massnahme", gettext_lazy("Maßnahme"), KEY),
    ListColumn("federfuehrung", gettext_lazy("Federführung und Beteiligte"), KEY, usual=True),
    ListColumn("zeitraum", gettext_lazy("Zeitraum"), KEY, usual=True),
    ListColumn("prioritaet", gettext_lazy("Priorität"), KEY, usual=True),
    ListColumn("stand", gettext_lazy("Stand"), ("standing_rank", "sort_key"), usual=True),
    ListColumn("haushalt", gettext_lazy("Haushalt"), KEY, usual=True, number=True),
    ListColumn("befunde", gettext_lazy("Befunde"), KEY, number=True),
    ListColumn("feld", gettext_lazy("Handlungsfeld"), KEY),
    ListColumn("ziel", gettext_lazy("Ziel"), KEY),
    ListColumn("art", gettext_lazy("Art"), KEY),
    ListColumn("meilensteine", gettext_lazy("Meilensteine"), KEY),
    ListColumn("zielgruppen", gettext_lazy("Zielgruppen"), KEY),
    ListColumn("raeume", gettext_lazy("Sozialräume"), KEY),
    ListColumn("kontakt", gettext_lazy("Kontaktpersonen"), KEY, inside=True),
    ListColumn("sichtbarkeit", gettext_lazy("Sichtbarkeit"), KEY, inside=True),
)
KEPT = (*MeasureFilter.base_fields, "sort", "spalten")  # of the address, in the links of the list and in saved filters


class Flag(TypedDict):
    """A finding in a few words, and the field that mends it ("" for those who may not)."""

    word: str
    url: str


class Cell(TypedDict):
    """`more`: a second, quieter line. `shown`: how the measure stands, as a pill instead of a text."""

    label: str
    text: str
    more: str
    shown: Shown | None
    number: bool


class Row(TypedDict):
    """A line. `choice`: what a chosen line sends; it and `change` are "" where the person may not edit.

    Dictionaries, because templates look into them first: fifty lines take a quarter less time than with attributes. Ids stand here
    as text: a template would write the thousandth as "1.000".
    """

    anchor: str
    number: str
    title: str
    url: str
    flags: list[Flag]
    cells: list[Cell]
    choice: str
    change: str


def anchor(pk: int) -> str:
    return f"zeile-{pk}"


def query_of(params: QueryDict, *more: str) -> str:
    """The query string of what the list knows, and of `more`; whatever else stood in the address is dropped."""
    return urlencode([(name, value) for name in (*KEPT, *more) for value in params.getlist(name) if value])


@dataclass
class Table:
    request: TenantRequest
    today: Any = field(default_factory=timezone.localdate)

    @cached_property
    def choices(self) -> Choices:
        return choices_for(self.request)

    @cached_property
    def filters(self) -> MeasureFilter:
        return MeasureFilter(self.request.GET, self.choices, self.today, access.untold(self.request))

    @cached_property
    def allowed(self) -> list[ListColumn]:
        inside = access.sees_remarks(self.request)
        return [column for column in COLUMNS if inside or not column.inside]

    @cached_property
    def columns(self) -> list[ListColumn]:
        """Those shown; the fixed ones stand first and are not among them."""
        chosen = self.chosen_columns
        return [column for column in self.optional if (column.name in chosen if chosen else column.usual)]

    @cached_property
    def listing(self) -> Listing:
        """The rows that the filters leave, in the order that the address names, for the page."""
        return self._listed(self.prepared)

    @property
    def exported(self) -> QuerySet[Measure]:
        """The same rows in the same order, for a file."""
        return self._listed(lambda rows: rows.with_standing(self.today).for_export()).rows

    def _listed(self, prepare: Callable[[MeasureQuerySet], MeasureQuerySet]) -> Listing:
        rows = prepare(self.filters.apply(access.measures_for(self.request)))
        column = Sorting(self.request, self.allowed).column
        ordered = rows.with_order(column.name, access.untold(self.request), access.seen_contacts(self.request))
        return Listing(self.request, ordered, self.allowed)

    def prepared(self, rows: MeasureQuerySet) -> MeasureQuerySet:
        """With what the shown columns need."""
        rows, shown = rows.for_list(self.today), {column.name for column in self.columns}
        rows = rows.with_milestones() if "meilensteine" in shown else rows
        joined = [name for column, name in (("feld", "field"), ("ziel", "goal")) if column in shown]
        return rows.select_related(*joined) if joined else rows

    @property
    def headers(self) -> list[tuple[ListColumn, Header]]:
        shown = {*FIXED, *(column.name for column in self.columns)}
        return [pair for pair in zip(self.allowed, self.listing.headers, strict=True) if pair[0].name in shown]

    @property
    def optional(self) -> list[ListColumn]:
        return [column for column in self.allowed if column.name not in FIXED]

    @property
    def chosen_columns(self) -> list[str]:
        """As the address names them, [] where nobody chose."""
        return [
            name for name in self.request.GET.getlist("spalten") if name in {column.name for column in self.allowed}
        ]

    @property
    def order(self) -> str:
        column = self.listing.column
        return f"-{column.name}" if self.listing.descending else "" if column is COLUMNS[0] else column.name

    @property
    def orders(self) -> list[tuple[str, str]]:
        """For where the headers cannot be seen: every column up and down; the usual order needs no word in the address."""
        return [pair for column in self.allowed for pair in _both_ways(column)]

    @property
    def query(self) -> str:
        """What leads back to this page of the list."""
        return query_of(self.request.GET, "seite")

    @property
    def kept(self) -> str:
        return query_of(self.request.GET)

    @property
    def kept_without_columns(self) -> list[tuple[str, str]]:
        return [pair for pair in parse_qsl(self.kept) if pair[0] != "spalten"]

    def rows(self, measures: Page[Measure] | Iterable[Measure], *, plain: bool = False) -> list[Row]:
        """The lines. Two queries, one more where words or persons are shown, two more for Fachamt.

        `plain`: nothing to choose or to change.
        """
        found = list(measures)
        return _Lines(self, found, plain).rows()


def _both_ways(column: ListColumn) -> list[tuple[str, str]]:
    return [
        ("" if column is COLUMNS[0] else column.name, str(column.label)),
        (f"-{column.name}", _("%(column)s, umgekehrt") % {"column": column.label}),
    ]


Names = dict[int, list[str]]
WORDS = {"zielgruppen": "groups", "raeume": "spaces", "kontakt": "contacts"}


class _Lines:
    """Makes the lines of some measures. What hangs on them is fetched as plain values: rows of the model would cost more than
    all the rest."""

    def __init__(self, table: Table, measures: Sequence[Measure], plain: bool) -> None:
        self.table, self.measures = table, measures
        self.columns = [(c, str(c.label), getattr(self, f"_{c.name}")) for c in table.columns]
        self.standings = [replace(shown, word=str(shown.word)) for shown in BY_RANK]
        self.leads, self.lead_ids, self.partners = self._bodies()
        self.rules = self._rules()
        self.words = self._words_of({c.name for c in table.columns} & WORDS.keys())
        self.steers = access.steers(table.request)
        self.may_edit: Callable[[Measure], bool] = (lambda measure: False) if plain else self._who_edits()
        self.back = f"?{table.query}" if table.query else ""

    def _who_edits(self) -> Callable[[Measure], bool]:
        if self.table.request.membership.role == Role.FACHAMT:
            own = own_organisations(self.table.request)
            return lambda measure: not own.isdisjoint(self.lead_ids[measure.pk])
        return lambda measure: self.steers

    def _bodies(self) -> tuple[Names, dict[int, list[int]], Names]:
        """Names of who leads, their ids, names of who takes part, by measure; one query."""
        leads, ids, partners = defaultdict(list), defaultdict(list), defaultdict(list)
        bodies = MeasureBody.objects.filter(measure__in=[measure.pk for measure in self.measures])
        for measure, role, organisation, name in bodies.values_list(
            "measure", "role", "organisation", "organisation__name"
        ):
            if role == MeasureBody.Role.LEAD:
                leads[measure].append(name)
                ids[measure].append(organisation)
            else:
                partners[measure].append(name)
        return leads, ids, partners

    def _rules(self) -> Names:
        """Ids of rules that found something, each once; one query."""
        found: Names = defaultdict(list)
        findings = Finding.objects.filter(measure__in=[measure.pk for measure in self.measures]).exclude(
            rule__in=access.untold(self.table.request)
        )
        for measure, rule in findings.values_list("measure", "rule"):
            if rule not in found[measure]:
                found[measure].append(rule)
        return found

    def _words_of(self, shown: set[str]) -> dict[tuple[str, int], list[str]]:
        """Names of what hangs on the measures many to many; one query for all kinds of it."""
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        parts = [self._named(column, WORDS[column]) for column in sorted(shown)]
        for column, measure, name in parts[0].union(*parts[1:], all=True) if parts else ():
            found[column, measure].append(name)
        return defaultdict(list, {key: sorted(names, key=str.casefold) for key, names in found.items()})

    def _named(self, column: str, relation: str) -> Any:
        through = (
            getattr(Measure, relation).through.objects.filter(measure__in=[m.pk for m in self.measures]).order_by()
        )
        target = Measure._meta.get_field(relation).m2m_reverse_field_name()  # type: ignore[union-attr]
        if relation == "contacts":
            through = through.filter(access.seen_contacts(self.table.request))
        named = through.annotate(part=Value(column, CharField()), name=F(f"{target}__name"))
        return named.values_list("part", "measure", "name")

    @cached_property
    def _addresses(self) -> dict[str, tuple[str, str]]:
        """Address of a measure's page and forms, before and behind its id: looked up once instead of for every line."""
        slug = self.table.request.municipality.slug
        names = ("detail", "edit", "row")
        parted = {name: reverse(f"concepts:measure-{name}", args=[slug, 0]).rpartition("/0/") for name in names}
        return {name: (before, behind) for name, (before, _zero, behind) in parted.items()}

    def _url(self, name: str, measure: Measure) -> str:
        before, behind = self._addresses[name]
        return f"{before}/{measure.pk}/{behind}"

    def rows(self) -> list[Row]:
        return [self._row(measure) for measure in self.measures]

    def _row(self, measure: Measure) -> Row:
        may_edit = self.may_edit(measure)
        return {
            "anchor": anchor(measure.pk),
            "number": measure.number,
            "title": measure.title,
            "url": self._url("detail", measure),
            "flags": self._flags(measure, may_edit),
            "cells": [self._cell(column, label, make(measure)) for column, label, make in self.columns],
            "choice": f"{measure.pk}.{measure.version}" if may_edit else "",
            "change": self._url("row", measure) + self.back if may_edit else "",
        }

    def _flags(self, measure: Measure, may_edit: bool) -> list[Flag]:
        """A link where this person's form has the field that mends it."""
        rules = [rule for rule in self.rules[measure.pk] if rule in SHORT]
        url = self._url("edit", measure) if may_edit and rules else ""
        fields = [TARGETS[rule].field for rule in rules]
        links = [f"{url}#id_{field}" if url and (self.steers or field not in STEERING_ONLY) else "" for field in fields]
        return [{"word": SHORT[rule], "url": link} for rule, link in zip(rules, links, strict=True)]

    def _cell(self, column: ListColumn, label: str, made: str | tuple[str, str] | Shown) -> Cell:
        shown = made if isinstance(made, Shown) else None
        text, more = made if isinstance(made, tuple) else ("" if isinstance(made, Shown) else made, "")
        return {"label": label, "text": text or "–", "more": more, "shown": shown, "number": column.number}

    def _federfuehrung(self, measure: Measure) -> tuple[str, str]:
        return ", ".join(self.leads[measure.pk]) or measure.lead_note, ", ".join(self.partners[measure.pk])

    def _zeitraum(self, measure: Measure) -> str:
        return period_words(measure)

    def _prioritaet(self, measure: Measure) -> str:
        return measure.get_priority_display() or measure.priority_note

    def _stand(self, measure: Measure) -> Shown:
        return self.standings[measure.standing_rank]  # type: ignore[attr-defined]

    def _haushalt(self, measure: Measure) -> str:
        return budget_words(measure)

    def _befunde(self, measure: Measure) -> str:
        return str(len(self.rules[measure.pk]) or "")

    def _feld(self, measure: Measure) -> str:
        return str(measure.field or "")

    def _ziel(self, measure: Measure) -> str:
        return str(measure.goal or "")

    def _art(self, measure: Measure) -> str:
        return str(measure.get_kind_display())

    def _meilensteine(self, measure: Measure) -> str:
        every, done = measure.milestones_all, measure.milestones_done  # type: ignore[attr-defined]
        return _("%(done)d von %(all)d") % {"done": done or 0, "all": every} if every else ""

    def _zielgruppen(self, measure: Measure) -> str:
        return ", ".join(self.words["zielgruppen", measure.pk])

    def _raeume(self, measure: Measure) -> str:
        return ", ".join(self.words["raeume", measure.pk])

    def _kontakt(self, measure: Measure) -> str:
        return ", ".join(self.words["kontakt", measure.pk])

    def _sichtbarkeit(self, measure: Measure) -> str:
        return str(measure.get_visibility_display())
