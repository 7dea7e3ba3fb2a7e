"""Entries that may be one: proposed, merged, told apart, parted again."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verbindlich.base.common.listing import PAGE_SIZE, Column, Sorting
from verbindlich.base.common.lock import StaleSave
from verbindlich.domain.actors import access, actions, duplicates
from verbindlich.domain.actors.actions.merging import NotParted, NotTogether
from verbindlich.domain.actors.forms.merge import MergeForm
from verbindlich.domain.actors.models import Merge
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles

MOST_APART = 200
COLUMNS = (Column("", "", ()),)  # in their own order; pages only


def _sort(given: str | None) -> str:
    return given if given in duplicates.MODELS else duplicates.ORGANISATIONS


@roles(Role.STEUERUNG)
def duplicate_list(request: TenantRequest) -> HttpResponse:
    sort = _sort(request.GET.get("art"))
    pairs = duplicates.found(request.municipality, sort)
    page = Paginator(pairs, PAGE_SIZE).get_page(request.GET.get("seite"))
    rows = access.duplicates_for(request, sort).in_bulk({pk for pair in page for pk in (pair.one, pair.other)})
    lines = [(pair, rows[pair.one], rows[pair.other]) for pair in page if pair.one in rows and pair.other in rows]
    apart = access.apart_for(request, sort).select_related("one", "other").order_by("-said_at")[:MOST_APART]
    context = {
        "sort": sort, "page": page, "lines": lines, "apart": apart, "listing": Sorting(request, COLUMNS),
        "merges": access.merges_for(request).exists(),
    }  # fmt: skip
    return render(request, "actors/duplicate_list.html", context)


def _back(request: TenantRequest, sort: str) -> HttpResponse:
    url = reverse("actors:duplicate-list", args=[request.municipality.slug])
    return redirect(f"{url}?{urlencode({'art': sort})}")


def _two(request: TenantRequest, sort: str) -> tuple[Any, Any]:
    """The two that the request names, each its own; 404 for any other."""
    given = request.POST if request.method == "POST" else request.GET
    kept, gone = (access.duplicate_for(request, sort, given.get(name, "")) for name in ("bleibt", "geht"))
    return kept, gone


@roles(Role.STEUERUNG)
def duplicate_merge(request: TenantRequest) -> HttpResponse:
    """What stays of two entries, and then one of them."""
    sort = _sort((request.POST if request.method == "POST" else request.GET).get("art"))
    kept, gone = _two(request, sort)
    form = MergeForm(kept, gone, *([request.POST] if request.method == "POST" else []))
    if not form.is_valid():
        return _preview(request, sort, form)
    try:
        made = actions.merge(user=request.user, kept=kept, gone=gone, versions=form.versions, choose=form.choose)
    except StaleSave:
        messages.warning(
            request, _("Einen der beiden Einträge hat inzwischen jemand geändert. Bitte noch einmal ansehen.")
        )
        return _preview(request, sort, MergeForm(*_two(request, sort)), 409)
    except NotTogether as error:
        messages.warning(request, str(error))
        return _back(request, sort)
    text = _("„%(gone)s“ ist jetzt „%(kept)s“. Unter „Zusammenführungen“ lässt sich das zurücknehmen.")
    messages.success(request, text % {"gone": made.gone_name, "kept": made.kept_name})
    return _back(request, sort)


def _preview(request: TenantRequest, sort: str, form: MergeForm, status: int | None = None) -> HttpResponse:
    if form.kept.pk == form.gone.pk:
        messages.warning(request, _("Das ist zweimal derselbe Eintrag."))
        return _back(request, sort)
    turned = urlencode({"art": sort, "bleibt": form.gone.pk, "geht": form.kept.pk})
    context = {"form": form, "kept": form.kept, "gone": form.gone, "sort": sort, "turned": turned}
    return render(request, "actors/duplicate_merge.html", context, status=status or (422 if form.is_bound else 200))


@require_POST
@roles(Role.STEUERUNG)
def duplicate_apart(request: TenantRequest) -> HttpResponse:
    """Remembered that the two are different; with `wieder` forgotten again."""
    sort = _sort(request.POST.get("art"))
    if again := request.POST.get("wieder", ""):
        actions.ask_again(
            apart=get_object_or_404(access.apart_for(request, sort), pk=again[:18] if again.isdecimal() else 0)
        )
        messages.success(request, _("Die beiden werden wieder vorgeschlagen."))
        return _back(request, sort)
    one, other = _two(request, sort)
    if one.pk != other.pk:
        actions.tell_apart(user=request.user, one=one, other=other)
        messages.success(
            request, _("Gemerkt: „%(one)s“ und „%(other)s“ sind verschieden.") % {"one": one, "other": other}
        )
    return _back(request, sort)


@roles(Role.STEUERUNG)
def merge_list(request: TenantRequest) -> HttpResponse:
    merges = access.merges_for(request).select_related("organisation", "person", "user")
    page = Paginator(merges, PAGE_SIZE).get_page(request.GET.get("seite"))
    return render(request, "actors/merge_list.html", {"page": page, "listing": Sorting(request, COLUMNS)})


@require_POST
@roles(Role.STEUERUNG)
def merge_undo(request: TenantRequest, pk: int) -> HttpResponse:
    merge: Merge = get_object_or_404(access.merges_for(request), pk=pk)
    name = merge.gone_name
    try:
        actions.undo_merge(user=request.user, merge=merge)
    except NotParted as refused:
        messages.warning(request, f"{_('Nicht zurückgenommen.')} {' '.join(refused.reasons)}")
    else:
        messages.success(request, _("„%(name)s“ steht wieder für sich.") % {"name": name})
    return redirect("actors:merge-list", request.municipality.slug)
