"""The list of organisations, and an organisation saved, deleted, brought back. Its page: organisation_page.py."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import push_url

from verbindlich.base.common.export import csv_response, xlsx_response
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.base.common.slots import InUse
from verbindlich.domain.actors import access, actions, vcards
from verbindlich.domain.actors.forms.organisation import OrganisationForm
from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.actors.organisation_table import Table
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles


def organisation_list(request: TenantRequest) -> HttpResponse:
    table, wish = Table(request), request.GET.get("als")
    if wish in ("csv", "xlsx", "vcf"):
        return _export(request, table, wish)
    context: dict[str, Any] = {
        "table": table, "listing": table.listing, "printing": wish == "druck",
        "page": table.whole() if wish == "druck" else table.page(),
        "may_edit": access.may_edit(request), "inside": access.works_inside(request),
    }  # fmt: skip
    if request.htmx:  # type: ignore[attr-defined]
        answer = render(request, "actors/organisation_list.html#results", context)
        return push_url(answer, f"{request.path}{table.listing.url()}")
    context["deleted"] = access.undoable_entry(request, Organisation)
    return render(request, "actors/organisation_list.html", context)


def _export(request: TenantRequest, table: Table, kind: str) -> HttpResponse:
    name = f"organisationen-{request.municipality.slug}"
    if kind == "csv":
        return csv_response(name, table.headers, table.exported)
    if kind == "vcf":
        return vcards.response(name, map(vcards.of_organisation, table.listing.rows))
    return xlsx_response(name, _("Organisationen"), table.headers, table.exported)


@roles(Role.STEUERUNG)
def organisation_create(request: TenantRequest) -> HttpResponse:
    return _organisation_form(request, Organisation(municipality=request.municipality))


def organisation_edit(request: TenantRequest, pk: int) -> HttpResponse:
    return _organisation_form(request, access.organisation_for(request, pk, edit=True))


def _organisation_form(request: TenantRequest, organisation: Organisation) -> HttpResponse:
    form = OrganisationForm(request.POST or None, instance=organisation, among=access.organisations_for(request))
    if form.is_valid():
        version, changed = form.version if organisation.pk else None, form.save(commit=False)
        try:
            saved = actions.save_organisation(user=request.user, organisation=changed, version=version, many=form.many)
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request, organisation.pk))
        messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": saved.name})
        return redirect(_page(request, saved.pk))
    status = 422 if form.is_bound else 200
    return render(request, "actors/organisation_form.html", {"form": form, "object": organisation}, status=status)


def _page(request: TenantRequest, pk: int) -> str:
    return reverse("actors:organisation-detail", args=[request.municipality.slug, pk])


@require_POST
def organisation_delete(request: TenantRequest, pk: int) -> HttpResponse:
    organisation = access.organisation_for(request, pk, edit=True)
    try:
        actions.delete_organisation(user=request.user, organisation=organisation)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(_page(request, pk))
    except InUse as used:
        links = format_html_join(", ", '<a href="{}">{}</a>', ((use.url, use.text) for use in used.uses))
        text = _("„{name}“ lässt sich nicht löschen: {uses}. Geben Sie das zuerst ab.")
        messages.error(request, format_html(text, name=organisation.name, uses=links))
        return redirect(_page(request, pk))
    return redirect(reverse("actors:organisation-list", args=[request.municipality.slug]) + f"?geloescht={pk}")


@require_POST
def organisation_restore(request: TenantRequest, pk: int) -> HttpResponse:
    organisation = access.deleted_organisation_for(request, pk)
    actions.restore_organisation(user=request.user, organisation=organisation)
    messages.success(request, _("„%(name)s“ ist wieder da.") % {"name": organisation.name})
    return redirect(_page(request, pk))
