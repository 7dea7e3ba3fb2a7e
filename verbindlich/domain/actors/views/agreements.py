"""Cooperation agreements: the list, an agreement's page with its standards over the years, the forms."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from verbindlich.base.common.export import csv_response, xlsx_response
from verbindlich.base.common.listing import Column, Listing
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.base.common.slots import gather
from verbindlich.domain.actors import access, actions
from verbindlich.domain.actors.forms.agreement import AgreementFilter, AgreementForm, ReviewForm, StandardForm
from verbindlich.domain.actors.models import Agreement, Standard, StandardReview
from verbindlich.domain.actors.pills import AGREEMENTS
from verbindlich.domain.actors.querysets import AgreementQuerySet
from verbindlich.domain.actors.standards import table_of
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.story import story

COLUMNS = (
    Column("titel", gettext_lazy("Vereinbarung"), ("sort_key",)),
    Column("ab", gettext_lazy("gilt ab"), ("starts_order", "sort_key")),
    Column("bis", gettext_lazy("gilt bis"), ("ends_order", "sort_key")),
    Column("standards", gettext_lazy("Standards"), ("size", "sort_key")),
)


def agreement_list(request: TenantRequest) -> HttpResponse:
    every, today = access.agreements_for(request), timezone.localdate()
    seen = access.organisations_for(request)
    filters = AgreementFilter(request.GET, request.municipality, seen, today)
    rows = filters.apply(every).for_list(today, seen)
    listing, shape = Listing(request, rows, COLUMNS), request.GET.get("als")
    if shape in ("csv", "xlsx"):
        return _export(request, listing, shape)
    page = listing.rows if shape == "druck" else listing.page()
    context = {
        "filters": filters,
        "listing": listing,
        "page": page,
        "rows": [(agreement, AGREEMENTS[agreement.standing(today)]) for agreement in page],
        "sentence": _sentence(every, today),
        "last_year": today.year - 1,
        "may_edit": access.may_edit(request),
        "deleted": access.undoable_entry(request, Agreement),
    }
    template = "actors/agreement_list.html"
    return render(request, template + "#results" if request.htmx else template, context)  # type: ignore[attr-defined]


def _sentence(every: AgreementQuerySet, today: date) -> str:
    """ "8 Vereinbarungen, 2 enden in sechs Monaten, 1 Standard im letzten Jahr nicht eingehalten." Three queries."""
    n, ending = every.count(), every.ending(today).count()
    missed = StandardReview.objects.missed(today.year - 1).filter(standard__agreement__in=every).count()
    parts = [ngettext("%(n)d Vereinbarung", "%(n)d Vereinbarungen", n) % {"n": n}]
    if ending:
        parts.append(ngettext("%(n)d endet in sechs Monaten", "%(n)d enden in sechs Monaten", ending) % {"n": ending})
    if missed:
        words = ngettext(
            "%(n)d Standard im letzten Jahr nicht eingehalten",
            "%(n)d Standards im letzten Jahr nicht eingehalten",
            missed,
        )
        parts.append(words % {"n": missed})
    return ", ".join(parts) + "."


def _export(request: TenantRequest, listing: Listing, shape: str) -> HttpResponse:
    header = [_("Vereinbarung"), _("Beteiligte"), _("Netzwerk"), _("gilt ab"), _("gilt bis"), _("Stand"), _("Verlängerung"),
              _("Kündigungsfrist"), _("Gegenstand"), _("Aufgaben der Beteiligten"), _("Standards"),
              _("im letzten Jahr nicht eingehalten")]  # fmt: skip
    today = timezone.localdate()
    rows = [
        (a.title, ", ".join(map(str, a.parties.all())), str(a.network) if a.network and not a.network.deleted_at else "",
         a.starts, a.ends, AGREEMENTS[a.standing(today)].word, a.get_renewal_display(), a.notice, a.subject, a.tasks,
         "; ".join(map(str, a.standards.all())), a.missed)
        for a in listing.rows.prefetch_related("standards")
    ]  # fmt: skip
    name = f"vereinbarungen-{request.municipality.slug}"
    return (
        csv_response(name, header, rows) if shape == "csv" else xlsx_response(name, _("Vereinbarungen"), header, rows)
    )


def agreement_detail(request: TenantRequest, pk: int) -> HttpResponse:
    return _detail(request, access.agreement_for(request, pk))


def _detail(request: TenantRequest, agreement: Agreement, **forms: Any) -> HttpResponse:
    """`forms`: one that came back with errors."""
    today, inside = timezone.localdate(), access.works_inside(request)
    standards = list(agreement.standards.prefetch_related(Prefetch("reviews")))
    context = {
        "object": agreement,
        "standing": AGREEMENTS[agreement.standing(today)],
        "parties": agreement.parties.filter(pk__in=access.organisations_for(request).order_by().values("pk")),
        "network": agreement.network if agreement.network and not agreement.network.deleted_at else None,
        "table": table_of(standards, agreement.starts, today),
        "standard_form": StandardForm(),
        "panels": gather("panels", request, about=agreement),
        "story": story(agreement, hidden=() if inside else ("parties",)),
        "may_edit": access.may_edit(request),
    }
    return render(request, "actors/agreement_detail.html", {**context, **forms}, status=422 if forms else 200)


@roles(Role.STEUERUNG)
def agreement_create(request: TenantRequest) -> HttpResponse:
    return _agreement_form(request, Agreement(municipality=request.municipality))


def agreement_edit(request: TenantRequest, pk: int) -> HttpResponse:
    return _agreement_form(request, access.entry_for(request, Agreement, pk, edit=True))


def _agreement_form(request: TenantRequest, agreement: Agreement) -> HttpResponse:
    form = AgreementForm(request.POST or None, instance=agreement, municipality=request.municipality)
    if form.is_valid():
        parties, version = form.cleaned_data["parties"], form.version if agreement.pk else None
        try:
            saved = actions.save_agreement(
                user=request.user, agreement=form.save(commit=False), parties=parties, version=version
            )
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request, agreement.pk))
        messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": saved})
        return redirect(_page(request, saved.pk))
    status = 422 if form.is_bound else 200
    return render(request, "actors/agreement_form.html", {"form": form, "object": agreement}, status=status)


def _page(request: TenantRequest, pk: int, rest: str = "") -> str:
    return reverse("actors:agreement-detail", args=[request.municipality.slug, pk]) + rest


@require_POST
def agreement_delete(request: TenantRequest, pk: int) -> HttpResponse:
    actions.delete_entry(user=request.user, entry=access.entry_for(request, Agreement, pk, edit=True))
    return redirect(reverse("actors:agreement-list", args=[request.municipality.slug]) + f"?geloescht={pk}")


@require_POST
def agreement_restore(request: TenantRequest, pk: int) -> HttpResponse:
    agreement = access.deleted_entry_for(request, Agreement, pk)
    actions.restore_entry(user=request.user, entry=agreement)
    messages.success(request, _("„%(name)s“ ist wieder da.") % {"name": agreement})
    return redirect(_page(request, pk))


@require_POST
def standard_create(request: TenantRequest, pk: int) -> HttpResponse:
    agreement = access.entry_for(request, Agreement, pk, edit=True)
    form = StandardForm(request.POST, instance=Standard(agreement=agreement))
    if not form.is_valid():
        return _detail(request, agreement, standard_form=form)
    actions.save_standard(user=request.user, standard=form.save(commit=False))
    return redirect(_page(request, pk, "#standards"))


def standard_edit(request: TenantRequest, pk: int) -> HttpResponse:
    standard = access.standard_for(request, pk)
    form = StandardForm(request.POST or None, instance=standard)
    if form.is_valid():
        actions.save_standard(user=request.user, standard=form.save(commit=False))
        return redirect(_page(request, standard.agreement_id, "#standards"))
    status = 422 if form.is_bound else 200
    return render(request, "actors/standard_form.html", {"form": form, "object": standard}, status=status)


def standard_delete(request: TenantRequest, pk: int) -> HttpResponse:
    """Asks first: what was said of the years goes with it."""
    standard = access.standard_for(request, pk)
    if request.method == "POST":
        actions.remove_standard(user=request.user, standard=standard)
        messages.success(request, _("Der Standard ist entfernt."))
        return redirect(_page(request, standard.agreement_id, "#standards"))
    context = {"object": standard, "reviews": standard.reviews.count()}
    return render(request, "actors/standard_delete.html", context)


def standard_review(request: TenantRequest, pk: int) -> HttpResponse:
    """`?jahr=`: the year that the form begins with, with what was said of it; without it the last one."""
    standard = access.standard_for(request, pk)
    asked = request.GET.get("jahr", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else timezone.localdate().year - 1  # noqa: PLR2004
    said = StandardReview.objects.filter(standard=standard, year=year).first() or StandardReview(
        standard=standard, year=year
    )
    form = ReviewForm(request.POST or None, instance=said)
    if form.is_valid():
        actions.review_standard(user=request.user, standard=standard, **form.cleaned_data)
        return redirect(_page(request, standard.agreement_id, "#standards"))
    status = 422 if form.is_bound else 200
    return render(request, "actors/review_form.html", {"form": form, "object": standard}, status=status)
