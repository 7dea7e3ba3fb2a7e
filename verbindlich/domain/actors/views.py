from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from verbindlich.base.common.export import csv_response, xlsx_response
from verbindlich.base.common.listing import Column, Listing
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.base.common.slots import NavItem
from verbindlich.domain.actors import access, actions
from verbindlich.domain.actors.forms import OrganisationFilter, OrganisationForm
from verbindlich.domain.actors.models import Organisation
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.story import story

COLUMNS = (
    Column("name", gettext_lazy("Name"), ("sort_key",)),
    Column("art", gettext_lazy("Art"), ("kind_label", "sort_key")),
    Column("zu", gettext_lazy("gehört zu"), ("parent_key", "sort_key")),
)


def nav(request: HttpRequest) -> Iterator[NavItem]:
    slug = request.municipality.slug  # type: ignore[attr-defined]
    yield NavItem(gettext_lazy("Akteure"), reverse("actors:organisation-list", args=[slug]), "actors")


def organisation_list(request: TenantRequest) -> HttpResponse:
    filters = OrganisationFilter(request.GET, among=access.organisations_for(request))
    listing = Listing(request, filters.qs.for_list(), COLUMNS)
    export = request.GET.get("als")
    if export in ("csv", "xlsx"):
        return _export(request, listing, export)
    context: dict[str, Any] = {
        "filters": filters,
        "listing": listing,
        "page": listing.page(),
        "may_edit": access.may_edit(request),
    }
    if request.GET.get("als") == "druck":
        context["page"] = listing.rows
    if context["may_edit"] and str(request.GET.get("geloescht", "")).isdecimal():
        context["deleted"] = (
            Organisation.objects.deleted_of(request.municipality).filter(pk=request.GET["geloescht"][:18]).first()
        )
    template = "actors/organisation_list.html"
    return render(request, template + "#results" if request.htmx else template, context)  # type: ignore[attr-defined]


def _export(request: TenantRequest, listing: Listing, kind: str) -> HttpResponse:
    name, header = f"organisationen-{request.municipality.slug}", [c.label for c in COLUMNS]
    rows = [(o.name, o.get_kind_display(), o.parent.name if o.parent else "") for o in listing.rows]
    return csv_response(name, header, rows) if kind == "csv" else xlsx_response(name, _("Organisationen"), header, rows)


def organisation_detail(request: TenantRequest, pk: int) -> HttpResponse:
    organisation = access.organisation_for(request, pk)
    below = access.organisations_for(request).filter(parent=organisation)
    context = {
        "object": organisation,
        "below": below,
        "story": story(organisation),
        "may_edit": access.may_edit(request),
    }
    return render(request, "actors/organisation_detail.html", context)


@roles(Role.STEUERUNG)
def organisation_create(request: TenantRequest) -> HttpResponse:
    return _organisation_form(request, Organisation(municipality=request.municipality))


def organisation_edit(request: TenantRequest, pk: int) -> HttpResponse:
    return _organisation_form(request, access.organisation_for(request, pk, edit=True))


def _organisation_form(request: TenantRequest, organisation: Organisation) -> HttpResponse:
    form = OrganisationForm(request.POST or None, instance=organisation, among=access.organisations_for(request))
    if form.is_valid():
        try:
            version = form.version if organisation.pk else None
            saved = actions.save_organisation(user=request.user, organisation=form.save(commit=False), version=version)
        except StaleSave as stale:
            return conflict(
                request,
                form,
                stale.current,
                reverse("actors:organisation-detail", args=[request.municipality.slug, organisation.pk]),
            )
        messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": saved.name})
        return redirect("actors:organisation-detail", request.municipality.slug, saved.pk)
    status = 422 if form.is_bound else 200
    return render(request, "actors/organisation_form.html", {"form": form, "object": organisation}, status=status)


@require_POST
def organisation_delete(request: TenantRequest, pk: int) -> HttpResponse:
    organisation = access.organisation_for(request, pk, edit=True)
    try:
        actions.delete_organisation(user=request.user, organisation=organisation)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("actors:organisation-detail", request.municipality.slug, pk)
    return redirect(reverse("actors:organisation-list", args=[request.municipality.slug]) + f"?geloescht={pk}")


@require_POST
def organisation_restore(request: TenantRequest, pk: int) -> HttpResponse:
    organisation = access.deleted_organisation_for(request, pk)
    actions.restore_organisation(user=request.user, organisation=organisation)
    messages.success(request, _("„%(name)s“ ist wieder da.") % {"name": organisation.name})
    return redirect("actors:organisation-detail", request.municipality.slug, pk)
