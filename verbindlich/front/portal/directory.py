"""The public directory, read by anybody; and the page on which the Steuerung sees what the public sees, and switches it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from verbindlich.base.common.listing import PAGE_SIZE, Column, Sorting
from verbindlich.domain.actors.models import Organisation
from verbindlich.front.portal import public
from verbindlich.front.portal.forms import PublicFilter
from verbindlich.office.accounts.models import Municipality, Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.instance.actions import switch_room
from verbindlich.office.vocab.models import Visibility

COLUMNS = (Column("name", gettext_lazy("Name"), ()),)


def directory(request: HttpRequest, slug: str) -> HttpResponse:
    home, every = _published(slug)
    filters = PublicFilter(request.GET, every)
    found, whole = filters.found(), request.GET.get("als") == "druck"
    page = Paginator(found, max(len(found), 1) if whole else PAGE_SIZE).get_page(request.GET.get("seite"))
    context = {"home": home, "filters": filters, "page": page, "listing": Sorting(request, COLUMNS), "whole": whole}
    return _open(render(request, "portal/directory.html", context), home)


def organisation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    home, every = _published(slug)
    one = next((one for one in every if one.id == pk), None)
    if one is None:
        raise Http404
    persons = public.persons(home, pk)
    context = {"home": home, "object": one, "persons": persons}
    return _open(render(request, "portal/organisation.html", context), home, persons=bool(persons))


def _published(slug: str) -> tuple[Municipality, list[public.Shown]]:
    """404 where there is no directory: it is switched off, or nobody agreed yet."""
    home = get_object_or_404(Municipality, slug=slug)
    every = public.organisations(home) if public.has_directory(home) else []
    if not every:
        raise Http404
    return home, every


def _open(response: HttpResponse, home: Municipality, *, persons: bool = False) -> HttpResponse:
    """Nobody keeps a copy: what is withdrawn must be gone. Search engines stay away from persons and from invented data."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex" if home.is_demo or persons else "noarchive"
    return response


@roles(Role.STEUERUNG)
def publishing(request: TenantRequest) -> HttpResponse:
    home = request.municipality
    waiting = Organisation.objects.of(home).filter(visibility=Visibility.PUBLIC, agreed_on=None)
    context = {
        "on": public.has_directory(home), "shown": public.organisations(home), "waiting": waiting,
        "named": public.nameable(home, timezone.localdate()).select_related("organisation").order_by("sort_key"),
    }  # fmt: skip
    return render(request, "portal/publishing.html", context)


@require_POST
@roles(Role.STEUERUNG)
def publishing_switch(request: TenantRequest) -> HttpResponse:
    on = request.POST.get("an") == "ja"
    switch_room(user=request.user, municipality=request.municipality, room=public.SWITCH, on=on)
    text = (
        _("Das öffentliche Verzeichnis ist eingeschaltet.")
        if on
        else _("Das öffentliche Verzeichnis ist abgeschaltet.")
    )
    messages.success(request, text)
    return redirect("portal:publishing", request.municipality.slug)
