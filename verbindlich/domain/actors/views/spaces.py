"""Social spaces and member municipalities: the tree, one's page, its form, a pasted list, deletion without loss."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.base.common.export import csv_response, xlsx_response
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.domain.actors import access, actions
from verbindlich.domain.actors.actions.spaces import FAULTS, seedlings
from verbindlich.domain.actors.forms.space import PasteForm, SpaceForm, SpaceMoveForm
from verbindlich.domain.actors.models import SocialSpace
from verbindlich.domain.actors.space_page import SpacePage, context, law
from verbindlich.domain.actors.space_table import Table
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.story import story
from verbindlich.office.vocab import lists
from verbindlich.office.vocab.actions import delete_word
from verbindlich.office.vocab.merging import Refused
from verbindlich.office.vocab.usage import usage


def space_list(request: TenantRequest) -> HttpResponse:
    table, shape = Table(request), request.GET.get("als")
    if shape in ("csv", "xlsx"):
        name, rows = f"sozialraeume-{request.municipality.slug}", table.exported
        if shape == "csv":
            return csv_response(name, table.header, rows)
        return xlsx_response(name, _("Sozialräume"), table.header, rows)
    found = {
        "filters": table.filters, "listing": table.listing, "page": table.page, "sentence": table.sentence,
        "any": bool(table.spaces.rows), "may_edit": access.may_edit(request),
    }  # fmt: skip
    template = "actors/space_list.html"
    return render(request, template + "#results" if request.htmx else template, found)  # type: ignore[attr-defined]


def space_detail(request: TenantRequest, pk: int) -> HttpResponse:
    space = access.space_for(request, pk)
    found = dict(context(SpacePage(request, space)))
    found |= {"object": space, "story": story(space), "may_edit": access.may_edit(request)}
    return render(request, "actors/space_detail.html", found)


@roles(Role.STEUERUNG)
def space_create(request: TenantRequest) -> HttpResponse:
    """`?unter=` says below which space."""
    given = request.GET.get("unter", "")
    parent = access.spaces_of(request).rows.get(int(given[:18])) if given.isascii() and given.isdigit() else None
    return _space_form(request, SocialSpace(municipality=request.municipality, parent=parent))


def space_edit(request: TenantRequest, pk: int) -> HttpResponse:
    return _space_form(request, access.space_for(request, pk, edit=True))


def _space_form(request: TenantRequest, space: SocialSpace) -> HttpResponse:
    said, title = law(request.municipality), space.name
    form = SpaceForm(
        request.POST or None, instance=space, spaces=access.spaces_of(request), municipality=request.municipality,
        persons=access.persons_for(request), law=f"{said.quote} ({said.ref})",
    )  # fmt: skip
    if form.is_valid():
        try:
            version = form.version if space.pk else None
            saved = actions.save_space(user=request.user, space=form.save(commit=False), version=version)
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request, space.pk))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": saved.name})
            return redirect(_page(request, saved.pk))
    status = 422 if form.is_bound else 200
    return render(request, "actors/space_form.html", {"form": form, "object": space, "title": title}, status=status)


def _page(request: TenantRequest, pk: int) -> str:
    return reverse("actors:space-detail", args=[request.municipality.slug, pk])


@roles(Role.STEUERUNG)
def space_paste(request: TenantRequest) -> HttpResponse:
    """Names as lines: first what would become of each, then they are made."""
    form = PasteForm(request.POST or None)
    found: dict[str, Any] = {"form": form}
    if form.is_valid():
        lines = form.cleaned_data["lines"]
        if "anlegen" in request.POST:
            try:
                made = actions.plant_spaces(
                    user=request.user, municipality=request.municipality, lines=lines, kind=form.cleaned_data["kind"]
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                text = ngettext("%(n)d Raum ist angelegt.", "%(n)d Räume sind angelegt.", len(made))
                messages.success(request, text % {"n": len(made)})
                return redirect("actors:space-list", request.municipality.slug)
        found["seedlings"] = seedlings(lines, access.spaces_of(request))
        found["faults"] = sum(one.fate in FAULTS for one in found["seedlings"])
        found["fresh"] = sum(one.fate == "new" for one in found["seedlings"])
    wrong = form.is_bound and (not form.is_valid() or found.get("faults"))
    return render(request, "actors/space_paste.html", found, status=422 if wrong else 200)


def space_delete(request: TenantRequest, pk: int) -> HttpResponse:
    """Only where nothing hangs on it; else it is merged into another one, or those below are hung elsewhere first."""
    space, spaces = access.space_for(request, pk, edit=True), access.spaces_of(request)
    form = SpaceMoveForm(request.POST or None, spaces=spaces, space=space, initial={"parent": space.parent_id})
    if request.method == "POST" and "umhaengen" not in request.POST:
        try:
            delete_word(user=request.user, word=space)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("actors:space-delete", request.municipality.slug, pk)
        messages.success(request, _("„%(name)s“ ist gelöscht.") % {"name": space.name})
        return redirect("actors:space-list", request.municipality.slug)
    if form.is_valid():
        try:
            n = actions.move_spaces(user=request.user, space=space, parent=form.cleaned_data["parent"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            text = ngettext("%(n)d Raum ist umgehängt.", "%(n)d Räume sind umgehängt.", n)
            messages.success(request, text % {"n": n})
            return redirect("actors:space-delete", request.municipality.slug, pk)
    found = _hanging(request, space) | {"object": space, "form": form}
    return render(request, "actors/space_delete.html", found, status=422 if form.is_bound else 200)


def _hanging(request: TenantRequest, space: SocialSpace) -> dict[str, Any]:
    """What hangs on it, with links; whether spaces lie below; into which spaces it can be merged."""
    used = usage(SocialSpace, request.municipality, space).get(space.pk, [])
    others = [(pk, access.spaces_of(request).label(pk)) for pk in access.spaces_of(request).rows if pk != space.pk]
    return {
        "uses": [(use.text, lists.link(use, request.municipality.slug, space.pk)) for use in used],
        "children": any(use.relation.inner for use in used),
        "others": sorted(others, key=lambda pair: pair[1].casefold()),
    }
