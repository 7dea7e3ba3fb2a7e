"""Needs and potentials: the list, a need's page, its answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import median
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from verbindlich.base.common import slots
from verbindlich.base.common.export import csv_response, xlsx_response
from verbindlich.base.common.listing import Column, Listing
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.domain.concepts import access, actions
from verbindlich.domain.concepts.chain import chain_of_need
from verbindlich.domain.concepts.forms.needs import AnswerForm, NeedFilter, NeedForm
from verbindlich.domain.concepts.models import Goal, Need
from verbindlich.domain.concepts.story import need_story
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles

COLUMNS = (
    Column("titel", gettext_lazy("Bedarf oder Potenzial"), ("sort_key",)),
    Column("art", gettext_lazy("Art"), ("kind_label", "sort_key")),
    Column("herkunft", gettext_lazy("Herkunft"), ("source_label", "sort_key")),
    Column("eingang", gettext_lazy("eingegangen"), ("received_on", "sort_key")),
    Column("antwort", gettext_lazy("Antwort"), ("waits", "waited")),
)
LONGEST_WAITING_FIRST = "-antwort"


def need_list(request: TenantRequest) -> HttpResponse:
    every = access.needs_for(request, timezone.localdate())
    filters = NeedFilter(request.GET, municipality=request.municipality, among=every)
    rows = filters.qs.for_list(access.measures_for(request))
    listing = Listing(request, rows, COLUMNS, LONGEST_WAITING_FIRST)
    shape = request.GET.get("als")
    if shape in ("csv", "xlsx"):
        return _export(request, listing, shape)
    context = {
        "filters": filters,
        "listing": listing,
        "page": listing.rows if shape == "druck" else listing.page(),
        "sentence": _sentence(list(every.values_list("waits", "received_on")), timezone.localdate()),
        "may_enter": access.enters_needs(request),
        "deleted": access.undoable(request, Need),
    }
    template = "concepts/need_list.html"
    return render(request, template + "#results" if request.htmx else template, context)  # type: ignore[attr-defined]


def _sentence(needs: list[tuple[bool, date]], today: date) -> str:
    """ "12 Bedarfe und Potenziale; 5 warten auf Antwort, im Median seit 143 Tagen." """
    days = [(today - received).days for waits, received in needs if waits]
    n = len(needs)
    size = ngettext("%(n)d Bedarf oder Potenzial", "%(n)d Bedarfe und Potenziale", n) % {"n": n}
    if not days:
        return _("%(size)s; nichts wartet auf Antwort.") % {"size": size}
    half = int(median(days))
    waiting = ngettext("%(n)d wartet auf Antwort", "%(n)d warten auf Antwort", len(days)) % {"n": len(days)}
    since = ngettext("im Median seit %(n)d Tag", "im Median seit %(n)d Tagen", half) % {"n": half}
    return f"{size}; {waiting}, {since}."


def _export(request: TenantRequest, listing: Listing, shape: str) -> HttpResponse:
    """Every column of the page and the folded rest; from whom it comes only for those who may see it."""
    inside = access.sees_sources(request)
    header = [_("Bedarf oder Potenzial"), _("Art"), _("Herkunft"), *([_("von wem")] if inside else []), _("eingegangen am"),
              _("Tage bis zur Antwort oder bis heute"), _("Antwort"), _("womit"), _("beantwortet am"), _("Beschreibung"),
              _("Beleg"), _("Themen"), _("Sozialräume"), _("Zielgruppen")]  # fmt: skip
    needs = listing.rows.prefetch_related("topics", "spaces", "groups")
    rows = [list(_cells(need, inside)) for need in needs]
    name = f"bedarfe-{request.municipality.slug}"
    return csv_response(name, header, rows) if shape == "csv" else xlsx_response(name, _("Bedarfe"), header, rows)


def _cells(need: Any, inside: bool) -> Iterator[Any]:
    yield from (need.title, need.get_kind_display(), need.get_source_display())
    if inside:
        yield need.source_name
    yield from (need.received_on, need.waited.days, _("wartet") if need.waits else need.get_answer_display())
    yield "" if need.waits else str(need.measure or need.goal or need.refusal)
    yield None if need.waits else need.answered_on
    yield from (need.description, need.evidence)
    yield from (", ".join(map(str, words.all())) for words in (need.topics, need.spaces, need.groups))


def need_detail(request: TenantRequest, pk: int) -> HttpResponse:
    need = access.need_in_list(request, pk, timezone.localdate())
    context = {
        "object": need,
        "chain": chain_of_need(request, need),
        "words": [(label, list(rows.all())) for label, rows in _words(need)],
        "inside": access.sees_sources(request),
        "panels": slots.gather("panels", request, about=need),
        "story": need_story(request, need),
        "steers": access.steers(request),
        "may_edit": access.may_edit_need(request, need),
    }
    return render(request, "concepts/need_detail.html", context)


def _words(need: Need) -> tuple[tuple[str, Any], ...]:
    return (_("Themen"), need.topics), (_("Sozialräume"), need.spaces), (_("Zielgruppen"), need.groups)


@roles(Role.STEUERUNG, Role.FACHAMT)
def need_create(request: TenantRequest) -> HttpResponse:
    """`?massnahme=`, `?ziel=`: what already answers it; only the Steuerung answers."""
    need = Need(municipality=request.municipality)
    if access.steers(request):
        need.measure, need.goal = (
            access.measure_in_url(request, "massnahme"),
            access.named_in_url(request, Goal, "ziel"),
        )
    if need.measure or need.goal:
        need.answer = Need.Answer.MEASURE if need.measure else Need.Answer.GOAL
    return _need_form(request, need)


def need_edit(request: TenantRequest, pk: int) -> HttpResponse:
    return _need_form(request, access.need_for(request, pk, edit=True))


def _need_form(request: TenantRequest, need: Need) -> HttpResponse:
    form = NeedForm(request.POST or None, instance=need, municipality=request.municipality)
    if form.is_valid():
        said, version = form.cleaned_data, form.version if need.pk else None
        try:
            saved = actions.save_need(
                user=request.user, need=form.save(commit=False), topics=said["topics"], groups=said["groups"],
                spaces=said["spaces"], version=version,
            )  # fmt: skip
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request, need.pk))
        messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": saved})
        return redirect(_page(request, saved.pk))
    status = 422 if form.is_bound else 200
    return render(request, "concepts/need_form.html", {"form": form, "object": need}, status=status)


def need_answer(request: TenantRequest, pk: int) -> HttpResponse:
    """Give an answer, change it, or take it back."""
    need = access.row_for(request, Need, pk, edit=True)
    form = AnswerForm(request.POST or None, instance=need, municipality=request.municipality)
    if form.is_valid():
        try:
            saved = actions.save_need(user=request.user, need=form.save(commit=False), version=form.version)
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request, pk))
        done = _("Die Antwort ist gespeichert.") if saved.answer else _("Der Bedarf wartet wieder auf Antwort.")
        messages.success(request, done)
        return redirect(_page(request, pk))
    status = 422 if form.is_bound else 200
    return render(request, "concepts/need_answer.html", {"form": form, "object": need}, status=status)


def _page(request: TenantRequest, pk: int) -> str:
    return reverse("concepts:need-detail", args=[request.municipality.slug, pk])


@require_POST
def need_delete(request: TenantRequest, pk: int) -> HttpResponse:
    actions.delete_row(user=request.user, row=access.row_for(request, Need, pk, edit=True))
    return redirect(reverse("concepts:need-list", args=[request.municipality.slug]) + f"?geloescht={pk}")


@require_POST
def need_restore(request: TenantRequest, pk: int) -> HttpResponse:
    need = access.deleted_row_for(request, Need, pk)
    actions.restore_row(user=request.user, row=need)
    messages.success(request, _("„%(name)s“ ist wieder da.") % {"name": need})
    return redirect(_page(request, pk))
