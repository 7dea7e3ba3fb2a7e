from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from verbindlich.base.common.export import csv_response, xlsx_response
from verbindlich.base.common.listing import Column, Listing
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.base.common.slots import InUse, NavItem, gather, uses
from verbindlich.domain.actors import access, actions
from verbindlich.domain.actors.forms import (
    AffiliationForm,
    AliasForm,
    OrganisationFilter,
    OrganisationForm,
    PersonForm,
)
from verbindlich.domain.actors.models import Affiliation, Organisation, OrganisationAlias, Person
from verbindlich.office.accounts.models import Role, User
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.story import story

PERSONS = (
    Column("name", gettext_lazy("Name"), ("sort_key",)),
    Column("organisation", gettext_lazy("Organisation"), ("organisation__sort_key", "sort_key")),
)
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
        "inside": access.works_inside(request),
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
    return _detail(request, access.organisation_for(request, pk))


def _detail(request: TenantRequest, organisation: Organisation, **forms: Any) -> HttpResponse:
    """`forms`: one that came back with errors."""
    context: dict[str, Any] = {
        "object": organisation,
        "below": access.organisations_for(request).filter(parent=organisation),
        "panels": gather("panels", request, about=organisation),
        "aliases": access.aliases_for(request).filter(organisation=organisation).order_by("key"),
        "story": story(organisation),
        "may_edit": access.may_edit(request),
        "inside": access.works_inside(request),
    }
    if context["inside"]:
        context["persons"] = access.persons_for(request).filter(organisation=organisation)
    if context["may_edit"]:
        accounts = access.accounts_for(request, organisation)
        context |= {"affiliations": access.affiliations_for(request).filter(organisation=organisation).order_by("user__name"),
                    "affiliation_form": AffiliationForm(among=accounts), "alias_form": AliasForm(),
                    "choosable": accounts.exists(), "removed": _removed(request, accounts)}  # fmt: skip
    status = 422 if forms else 200
    return render(request, "actors/organisation_detail.html", {**context, **forms}, status=status)


def _removed(request: TenantRequest, accounts: QuerySet[User]) -> dict[str, str]:
    """What was taken away just now, so that one click brings it back."""
    name, account = request.GET.get("schreibweise", "")[:200], request.GET.get("konto", "")
    user = accounts.filter(pk=account[:18]).first() if account.isdecimal() else None
    return {"name": name, "account": str(user.pk) if user else "", "user": user.name if user else ""}


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
    except InUse as used:
        links = format_html_join(", ", '<a href="{}">{}</a>', ((use.url, use.text) for use in used.uses))
        text = _("„{name}“ lässt sich nicht löschen: {uses}. Geben Sie das zuerst ab.")
        messages.error(request, format_html(text, name=organisation.name, uses=links))
        return redirect("actors:organisation-detail", request.municipality.slug, pk)
    return redirect(reverse("actors:organisation-list", args=[request.municipality.slug]) + f"?geloescht={pk}")


@require_POST
def organisation_restore(request: TenantRequest, pk: int) -> HttpResponse:
    organisation = access.deleted_organisation_for(request, pk)
    actions.restore_organisation(user=request.user, organisation=organisation)
    messages.success(request, _("„%(name)s“ ist wieder da.") % {"name": organisation.name})
    return redirect("actors:organisation-detail", request.municipality.slug, pk)


def _page(request: TenantRequest, organisation: int, query: str = "") -> HttpResponse:
    return redirect(reverse("actors:organisation-detail", args=[request.municipality.slug, organisation]) + query)


@require_POST
def affiliation_create(request: TenantRequest, pk: int) -> HttpResponse:
    organisation = access.organisation_for(request, pk, edit=True)
    form = AffiliationForm(request.POST, among=access.accounts_for(request, organisation))
    if not form.is_valid():
        return _detail(request, organisation, affiliation_form=form)
    account = form.cleaned_data["account"]
    actions.affiliate(user=request.user, organisation=organisation, account=account)
    text = _("%(user)s arbeitet jetzt für „%(name)s“ und bearbeitet, was diese Organisation federführend umsetzt.")
    messages.success(request, text % {"user": account.name, "name": organisation.name})
    return _page(request, pk)


@require_POST
def affiliation_delete(request: TenantRequest, pk: int) -> HttpResponse:
    affiliation: Affiliation = get_object_or_404(access.affiliations_for(request), pk=pk)
    actions.end_affiliation(user=request.user, affiliation=affiliation)
    return _page(request, affiliation.organisation_id, f"?konto={affiliation.user_id}")


@require_POST
def alias_create(request: TenantRequest, pk: int) -> HttpResponse:
    organisation = access.organisation_for(request, pk, edit=True)
    form = AliasForm(request.POST)
    if form.is_valid():
        try:
            actions.add_alias(user=request.user, organisation=organisation, name=form.cleaned_data["name"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _page(request, pk, "#schreibweisen")
    return _detail(request, organisation, alias_form=form)


@require_POST
@roles(Role.STEUERUNG)
def alias_delete(request: TenantRequest, pk: int) -> HttpResponse:
    alias: OrganisationAlias = get_object_or_404(access.aliases_for(request), pk=pk)
    actions.remove_alias(user=request.user, alias=alias)
    return _page(request, alias.organisation_id, f"?{urlencode({'schreibweise': alias.name})}")


def person_list(request: TenantRequest) -> HttpResponse:
    listing = Listing(request, access.persons_for(request), PERSONS)
    context = {"listing": listing, "page": listing.page(), "may_edit": access.may_edit(request), "inside": True}
    return render(request, "actors/person_list.html", context)


@roles(Role.STEUERUNG)
def person_create(request: TenantRequest) -> HttpResponse:
    """`?organisation=` says where the person works."""
    given = request.GET.get("organisation", "")
    home = access.organisations_for(request).filter(pk=given[:18]).first() if given.isdecimal() else None
    return _person_form(request, Person(municipality=request.municipality, organisation=home))


def person_edit(request: TenantRequest, pk: int) -> HttpResponse:
    return _person_form(request, access.person_for(request, pk, edit=True))


def _person_form(request: TenantRequest, person: Person) -> HttpResponse:
    form = PersonForm(request.POST or None, instance=person, among=access.organisations_for(request))
    if form.is_valid():
        version = form.version if person.pk else None
        try:
            saved = actions.save_person(user=request.user, person=form.save(commit=False), version=version)
        except StaleSave as stale:
            return conflict(
                request, form, stale.current, reverse("actors:person-list", args=[request.municipality.slug])
            )
        messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": saved.name})
        if saved.organisation_id:
            return _page(request, saved.organisation_id, "#kontakt")
        return redirect("actors:person-list", request.municipality.slug)
    status = 422 if form.is_bound else 200
    return render(request, "actors/person_form.html", {"form": form, "object": person}, status=status)


def person_delete(request: TenantRequest, pk: int) -> HttpResponse:
    """Asked before, because nothing of a person is kept that could be brought back."""
    person = access.person_for(request, pk, edit=True)
    if request.method == "POST":
        actions.delete_person(user=request.user, person=person)
        messages.success(request, _("Die Kontaktperson ist gelöscht."))
        return redirect("actors:person-list", request.municipality.slug)
    return render(request, "actors/person_delete.html", {"object": person, "uses": uses(person)})
