"""The page of an organisation with all that is known there, the dossier, and the small forms on the page: relations, spellings,
accounts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verbindlich.base.common.slots import gather
from verbindlich.domain.actors import access, actions, portrait
from verbindlich.domain.actors.forms.organisation import AffiliationForm, AliasForm, RelationForm
from verbindlich.domain.actors.models import Affiliation, Organisation, OrganisationAlias
from verbindlich.domain.actors.views.notes import short_form
from verbindlich.office.accounts.models import Role, User
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.story import story


def organisation_detail(request: TenantRequest, pk: int) -> HttpResponse:
    return _detail(request, access.organisation_for(request, pk))


def organisation_dossier(request: TenantRequest, pk: int) -> HttpResponse:
    """What is known, on two pages to print."""
    organisation = access.organisation_for(request, pk)
    context = _known(request, organisation)
    return render(request, "actors/organisation_dossier.html", {**context, "today": timezone.localdate()})


def _known(request: TenantRequest, organisation: Organisation) -> dict[str, Any]:
    """As far as this reader may know it."""
    found: dict[str, Any] = {
        "object": organisation,
        "known": portrait.of(request, organisation),
        "panels": gather("panels", request, about=organisation),
        "aliases": access.aliases_for(request).filter(organisation=organisation).order_by("key"),
        "may_edit": access.may_edit(request),
        "inside": access.works_inside(request),
    }
    return found


def _detail(request: TenantRequest, organisation: Organisation, **forms: Any) -> HttpResponse:
    """`forms`: one that came back with errors."""
    context = _known(request, organisation) | {"story": story(organisation, hidden=portrait.hidden(request))}
    many_notes = len(context["known"].notes or ()) == portrait.NOTES
    context["note_form"] = short_form(request, organisation, every=many_notes)
    if context["may_edit"]:
        accounts, others = access.accounts_for(request, organisation), access.organisations_for(request)
        context |= {
            "affiliations": access.affiliations_for(request).filter(organisation=organisation).order_by("user__name"),
            "affiliation_form": AffiliationForm(among=accounts), "choosable": accounts.exists(), "alias_form": AliasForm(),
            "relation_form": RelationForm(about=organisation, among=others), "removed": _removed(request, organisation, accounts),
        }  # fmt: skip
    status = 422 if forms else 200
    return render(request, "actors/organisation_detail.html", {**context, **forms}, status=status)


def _removed(request: TenantRequest, organisation: Organisation, accounts: QuerySet[User]) -> dict[str, Any]:
    """What was taken away just now, so that one click brings it back."""
    name, account = request.GET.get("schreibweise", "")[:200], request.GET.get("konto", "")
    user = accounts.filter(pk=account[:18]).first() if account.isdecimal() else None
    relation = portrait.removed_relation(request, organisation)
    return {
        "name": name,
        "account": str(user.pk) if user else "",
        "user": user.name if user else "",
        "relation": relation,
    }


def _page(request: TenantRequest, organisation: int, query: str = "") -> HttpResponse:
    return redirect(reverse("actors:organisation-detail", args=[request.municipality.slug, organisation]) + query)


@require_POST
def relation_create(request: TenantRequest, pk: int) -> HttpResponse:
    organisation = access.organisation_for(request, pk, edit=True)
    form = RelationForm(request.POST, about=organisation, among=access.organisations_for(request))
    if form.is_valid():
        try:
            actions.relate(user=request.user, relation=form.relation)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _page(request, pk, "#beziehungen")
    return _detail(request, organisation, relation_form=form)


@require_POST
def relation_delete(request: TenantRequest, pk: int) -> HttpResponse:
    """From the page of the organisation that `seite` names: one of the two."""
    relation = access.relation_for(request, pk)
    actions.unrelate(user=request.user, relation=relation)
    back = relation.target_id if request.POST.get("seite") == str(relation.target_id) else relation.source_id
    return _page(request, back, f"?beziehung={pk}#beziehungen")


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
