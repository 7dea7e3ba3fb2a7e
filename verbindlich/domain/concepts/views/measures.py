"""The list of measures: seen, narrowed, sorted, exported; changed in place and many at once; filters kept under a name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import push_url

from verbindlich.base.common.export import csv_response, xlsx_response
from verbindlich.base.common.lock import StaleSave, conflict, shown
from verbindlich.domain.concepts import access, actions, bulk, checking, exporting
from verbindlich.domain.concepts.choices import frame_for
from verbindlich.domain.concepts.forms.measures import MOST, BulkForm, InlineForm, SavedFilterForm, chosen
from verbindlich.domain.concepts.measure_table import Table, anchor, query_of
from verbindlich.domain.concepts.models import Measure, SavedFilter
from verbindlich.office.accounts.tenancy import TenantRequest

SAVED_AT_MOST = 30  # filters of one person in one municipality


def measure_list(request: TenantRequest) -> HttpResponse:
    # Findings are a cache of the rules' judgement, some of which changes with the calendar alone. Its renewal by the first GET of a
    # day alters nothing that people entered and leaves no trail; the other GETs pay one query to know that it is done.
    checking.ensure_today(request.municipality)
    table, wish = Table(request), request.GET.get("als")
    if wish in ("csv", "xlsx"):
        return _export(request, table, wish)
    page = table.listing.rows if wish == "druck" else table.listing.page()
    rows = table.rows(page, plain=wish == "druck")
    context: dict[str, Any] = {
        "table": table, "page": page, "rows": rows, "printing": wish == "druck", "chooses": any(row["choice"] for row in rows),
        "steers": access.steers(request),
    }  # fmt: skip
    if request.htmx:  # type: ignore[attr-defined]
        answer = render(request, "concepts/measure_list.html#results", context)
        return push_url(answer, f"{request.path}?{table.query}" if table.query else request.path)
    context |= {"frame": frame_for(request), "deleted": _deleted(request)}
    return render(request, "concepts/measure_list.html", context)


def _deleted(request: TenantRequest) -> Measure | None:
    """What was deleted just now, for those who may bring it back."""
    given = request.GET.get("geloescht", "")
    if not (access.steers(request) and given.isdecimal()):
        return None
    found: Measure | None = Measure.objects.deleted_of(request.municipality).filter(pk=given[:18]).first()
    return found


def _export(request: TenantRequest, table: Table, kind: str) -> HttpResponse:
    name, header = f"massnahmen-{request.municipality.slug}", list(exporting.HEADERS.values())
    rows = exporting.rows(table.exported)
    return csv_response(name, header, rows) if kind == "csv" else xlsx_response(name, exporting.SHEET, header, rows)


def _list_url(request: TenantRequest, query: str = "") -> str:
    url = reverse("concepts:measure-list", args=[request.municipality.slug])
    return f"{url}?{query}" if query else url


def measure_row(request: TenantRequest, pk: int) -> HttpResponse:
    """A line of the list as a small form; `?als=zeile` gives the line back as it was. The rest of the address leads back."""
    measure = access.measure_for(request, pk, edit=True)
    if request.GET.get("als") == "zeile" and request.htmx:  # type: ignore[attr-defined]
        return _line(request, pk)
    form = InlineForm(request.POST or None, instance=measure, auto_id=f"id_{pk}_%s")
    if form.is_valid():
        try:
            actions.save_measure(user=request.user, measure=form.save(commit=False), version=form.version)
        except StaleSave as stale:
            return _stale_line(request, form, stale)
        return _saved_line(request, pk)
    context = {"form": form, "object": measure, **_ways(request, pk)}
    return _render_line(request, context, status=422 if form.is_bound else 200)


def _ways(request: TenantRequest, pk: int) -> dict[str, Any]:
    """Where the little form goes and where it leads back to."""
    query = query_of(request.GET, "seite")
    own = reverse("concepts:measure-row", args=[request.municipality.slug, pk])
    return {
        "action": f"{own}?{query}" if query else own,
        "line": f"{own}?als=zeile&{query}",
        "back": f"{_list_url(request, query)}#{anchor(pk)}",
        "anchor": anchor(pk),
        "columns": len(Table(request).columns) + 4,
    }


def _render_line(request: TenantRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    part = "concepts/measure_row_form.html" if request.htmx else "concepts/measure_row.html"  # type: ignore[attr-defined]
    return push_url(render(request, part, context, status=status), False)


def _line(request: TenantRequest, pk: int, *, saved: bool = False) -> HttpResponse:
    table = Table(request)
    rows = table.rows(table.prepared(access.measures_for(request).filter(pk=pk)))
    context = {"row": rows[0], "saved": saved and _("gespeichert")}
    return push_url(render(request, "concepts/measure_row_fresh.html", context), False)


def _saved_line(request: TenantRequest, pk: int) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return _line(request, pk, saved=True)
    messages.success(request, _("Die Änderung ist gespeichert."))
    return redirect(_ways(request, pk)["back"])


def _stale_line(request: TenantRequest, form: InlineForm, stale: StaleSave) -> HttpResponse:
    """409 with both texts: in the line itself, or as a page of its own."""
    ways = _ways(request, form.instance.pk)
    if not request.htmx:  # type: ignore[attr-defined]
        return conflict(request, form, stale.current, ways["back"])
    now = InlineForm(instance=stale.current)
    both = [
        (f.label, shown(form, f.name, form.cleaned_data.get(f.name)), shown(now, f.name, f.initial))
        for f in now.visible_fields()
    ]
    typed = {f.name: form.data.get(f.name, "") for f in now.visible_fields()} | {
        "version_seen": str(stale.current.version)
    }
    differing = [line for line in both if line[1] != line[2]]
    return _render_line(request, {"object": stale.current, "differing": differing, "typed": typed, **ways}, status=409)


def measure_bulk(request: TenantRequest) -> HttpResponse:
    """The same change to many. Three steps on one address: what (`schritt` empty), how it would be ("vorschau"), done ("aendern").

    Chosen by `auswahl`, each id with the version that was seen; a GET chooses all that the filters of the address leave."""
    rows, query = access.editable_measures_for(request), query_of(request.GET)
    picked = chosen(request.POST.getlist("auswahl")) if request.method == "POST" else _all_filtered(request)
    if not 0 < len(picked) <= MOST:
        messages.warning(request, _refusal(len(picked)))
        return redirect(_list_url(request, query))
    step = request.POST.get("schritt", "")
    form = BulkForm(request.POST if step else None, municipality=request.municipality, steers=access.steers(request))
    context = {"form": form, "picked": picked, "query": query, "back": _list_url(request, query)}
    if not form.is_valid():
        return render(request, "concepts/measure_bulk.html", context, status=422 if form.is_bound else 200)
    plan = bulk.plan(rows, picked, form.changes)
    if step == "aendern":
        return _change_many(request, plan, form.changes, query)
    return render(request, "concepts/measure_bulk_preview.html", {**context, "plan": plan, "values": _sent(form)})


def _all_filtered(request: TenantRequest) -> dict[int, int]:
    rows = Table(request).filters.apply(access.editable_measures_for(request)).order_by("sort_key", "pk")
    return dict(rows.values_list("pk", "version")[: MOST + 1])


def _refusal(count: int) -> str:
    if count:
        return _("Das sind zu viele Maßnahmen auf einmal, höchstens %(most)d. Bitte filtern Sie enger.") % {
            "most": MOST
        }
    return _("Bitte wählen Sie mindestens eine Maßnahme aus, die Sie ändern dürfen.")


def _sent(form: BulkForm) -> list[tuple[str, str]]:
    """The form's values as the browser sent them, for the step after the preview."""
    return [(name, form.data[name]) for name in form.fields if form.data.get(name)]


def _change_many(request: TenantRequest, plan: bulk.Plan, changes: dict[str, Any], query: str) -> HttpResponse:
    rows = [one.measure for one in plan.changed]
    done = {m.pk for m in bulk.change_measures(user=request.user, measures=rows, versions=plan.versions, **changes)}
    messages.success(
        request,
        ngettext("%(n)d Maßnahme ist geändert.", "%(n)d Maßnahmen sind geändert.", len(done)) % {"n": len(done)},
    )
    late = [*plan.stale, *(row for row in rows if row.pk not in done)]
    if late:
        names = ", ".join(str(row) for row in late[:5]) + (" …" if len(late) > 5 else "")
        messages.warning(
            request, _("Inzwischen von anderen geändert und deshalb nicht angefasst: %(names)s") % {"names": names}
        )
    return redirect(_list_url(request, query))


def filter_save(request: TenantRequest) -> HttpResponse:
    """A name for what the address says. A name that the person has already takes the new query."""
    query = query_of(request.GET)
    own = SavedFilter.objects.filter(municipality=request.municipality, user=request.user)
    name = request.POST.get("name", "").replace("\0", "").strip()
    saved = own.filter(name=name).first()
    saved = saved or SavedFilter(municipality=request.municipality, user=request.user)
    saved.query = query
    form = SavedFilterForm(request.POST or None, instance=saved)
    if form.is_valid() and saved.pk is None and own.count() >= SAVED_AT_MOST:
        full = _("Sie haben schon %(most)d Filter gespeichert. Bitte löschen Sie zuerst einen.")
        form.add_error(None, full % {"most": SAVED_AT_MOST})
    if form.is_valid():
        form.save()
        messages.success(request, _("Der Filter „%(name)s“ ist gespeichert.") % {"name": saved})
        return redirect(_list_url(request, query))
    context = {"form": form, "back": _list_url(request, query), "filters": Table(request).filters}
    return render(request, "concepts/filter_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def filter_delete(request: TenantRequest, pk: int) -> HttpResponse:
    own = SavedFilter.objects.filter(municipality=request.municipality, user=request.user)
    saved = get_object_or_404(own, pk=pk)
    saved.delete()
    messages.success(request, _("Der Filter „%(name)s“ ist gelöscht.") % {"name": saved})
    return redirect(_list_url(request, saved.query))
