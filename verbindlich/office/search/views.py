from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from verbindlich.base.common.german import marked
from verbindlich.base.common.listing import PAGE_SIZE, Column, Sorting
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.search import access
from verbindlich.office.search.finding import Asked, Hits, Row, asked, fetched, find
from verbindlich.office.search.models import SearchEntry
from verbindlich.office.search.querysets import SearchEntryQuerySet
from verbindlich.office.search.sources import Source

COLUMNS = (Column("treffer", "", ("order",)),)  # the best first, there is no other order
SUGGESTED = 8
SUGGESTIONS = "vorschlaege"  # the id that HTMX fills under the box in the header


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry as it is shown: label and hint in pieces, those that match True; `where` says what matched if neither does."""

    url: str
    kind: str | Promise
    label: list[tuple[str, bool]]
    hint: list[tuple[str, bool]]
    where: str


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of a kind. `count`: how many there are in all."""

    source: Source
    count: int
    hits: list[Hit]


def results(request: TenantRequest) -> HttpResponse:
    question, kind = asked(request.GET.get("q", "")), _kind(request)
    entries = access.entries_for(request, kind.kind if kind else "")
    hits = find(entries, question)
    if request.htmx.target == SUGGESTIONS:  # type: ignore[attr-defined]
        return _suggestions(request, entries, question, hits)
    page = Paginator(hits.exact, PAGE_SIZE).get_page(request.GET.get("seite")) if kind else None
    shown = list(page) if page else _few_of_each(hits)
    alike = [] if page and page.number > 1 else list(hits.alike[:PAGE_SIZE])
    found = _hits(request, entries, [*shown, *alike], question)
    context = {
        "asked": question, "kind": kind, "total": len(hits.exact), "more": hits.more,
        "groups": _groups(request, hits, [(row, found[row]) for row in shown if row in found]),
        "alike": [found[row] for row in alike if row in found], "page": page, "listing": Sorting(request, COLUMNS),
    }  # fmt: skip
    return render(request, "search/results.html", context)


def _kind(request: TenantRequest) -> Source | None:
    """The kind of hits that the address narrows the page to."""
    wanted = request.GET.get("art", "")
    return next((source for source in access.sources_for(request).values() if source.kind == wanted), None)


def _suggestions(request: TenantRequest, entries: SearchEntryQuerySet, question: Asked, hits: Hits) -> HttpResponse:
    """The first few, while somebody types."""
    best = [*hits.exact, *hits.alike][:SUGGESTED]
    found = _hits(request, entries, best, question)
    context = {"asked": question, "hits": list(found.values()), "total": len(hits.exact), "more": hits.more}
    return render(request, "search/results.html#suggestions", context)


def _few_of_each(hits: Hits) -> list[Row]:
    """All where a page holds them; otherwise the best of each kind, as many as a page holds."""
    if len(hits.exact) <= PAGE_SIZE:
        return list(hits.exact)
    each, left = PAGE_SIZE // len(hits.counts), dict.fromkeys(hits.counts, 0)
    shown = []
    for row in hits.exact:
        left[row[1]] += 1
        if left[row[1]] <= each:
            shown.append(row)
    return shown


def _hits(request: TenantRequest, entries: SearchEntryQuerySet, rows: Sequence[Row], question: Asked) -> dict[Row, Hit]:
    """By row, in their order; one that was erased this very moment is left out."""
    fresh = fetched(entries, rows)
    return {row: _hit(request, fresh[row[0]], question) for row in rows if row[0] in fresh}


def _hit(request: TenantRequest, entry: SearchEntry, question: Asked) -> Hit:
    source = access.sources_for(request)[entry.model]
    label, hint = marked(entry.label, question.words), marked(entry.hint, question.words)
    seen = any(hit for _text, hit in (*label, *hint))
    where = "" if seen else _("Telefonnummer") if question.number and question.number in entry.digits else _("im Text")
    return Hit(source.url(request.municipality.slug, entry.key), source.label, label, hint, where)


def _groups(request: TenantRequest, hits: Hits, shown: Sequence[tuple[Row, Hit]]) -> list[Group]:
    """Kind by kind, the kind of the best hit first."""
    known = access.sources_for(request)
    return [
        Group(known[model], count, [hit for row, hit in shown if row[1] == model])
        for model, count in hits.counts.items()
    ]
