"""Positions: the list, a position's page, its form, the handover folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from verbindlich.base import profiles
from verbindlich.base.calc.duties import commissioner
from verbindlich.base.common.export import csv_response, xlsx_response
from verbindlich.base.common.listing import Column, Listing
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.base.common.slots import gather
from verbindlich.domain.actors import access, actions
from verbindlich.domain.actors.forms.position import PositionFilter, PositionForm
from verbindlich.domain.actors.handover import Folder
from verbindlich.domain.actors.models import Position
from verbindlich.domain.actors.models.position import COMMISSIONER
from verbindlich.domain.actors.register import SHORT, Register, carries, sentence
from verbindlich.office.accounts.models import Municipality, Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.story import story

COLUMNS = (
    Column("stelle", gettext_lazy("Stelle"), ("sort_key",)),
    Column("art", gettext_lazy("Art"), ("kind_order", "sort_key")),
    Column("vzae", gettext_lazy("VZÄ"), ("fte_order", "sort_key")),
    Column("bei", gettext_lazy("angesiedelt bei"), ("unit_order", "sort_key")),
    Column("besetzung", gettext_lazy("Besetzung"), ("since_order", "sort_key")),
    Column("bezahlt", gettext_lazy("bezahlt bis"), ("until_order", "sort_key")),
)


def position_list(request: TenantRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = PositionFilter(request.GET, request.municipality, access.organisations_for(request), today)
    inside = access.works_inside(request)
    listing = Listing(request, filters.apply(access.positions_for(request)).for_list(inside=inside), COLUMNS)
    shape = request.GET.get("als")
    if shape in ("csv", "xlsx"):
        return _export(request, listing, shape)
    page = listing.rows if shape == "druck" else listing.page()
    context = {
        "filters": filters, "listing": listing, "page": page, "rows": access.name_holders(request, page), "today": today,
        "sentence": sentence(listing.rows, today), "may_edit": access.may_edit(request),
        "deleted": access.undoable_entry(request, Position),
    }  # fmt: skip
    template = "actors/position_list.html"
    return render(request, template + "#results" if request.htmx else template, context)  # type: ignore[attr-defined]


def _export(request: TenantRequest, listing: Listing, shape: str) -> HttpResponse:
    """Every column as far as this reader may see it."""
    inside, steers = access.works_inside(request), access.may_edit(request)
    header = [_("Stelle"), _("Art"), _("Zuschnitt"), _("VZÄ"), _("hauptamtlich"), _("angesiedelt bei"), _("Besetzung"),
              _("unbesetzt seit"), _("bezahlt aus"), _("bezahlt bis"), _("Aufgaben"),
              *([_("besetzt mit"), _("Vertretung"), _("Bemerkung")] if inside else []),
              *([_("Entgeltgruppe")] if steers else [])]  # fmt: skip
    positions = access.name_holders(request, listing.rows.prefetch_related("duties__task"))
    rows = [list(_cells(position, inside, steers)) for position in positions]
    name = f"stellen-{request.municipality.slug}"
    return csv_response(name, header, rows) if shape == "csv" else xlsx_response(name, _("Stellen"), header, rows)


def _cells(p: Any, inside: bool, steers: bool) -> Iterator[Any]:
    yield from (p.title, p.kind.name if p.kind else "", p.get_scope_display(), p.fte and float(p.fte))
    yield from (_("ja") if p.employed else _("nein"), p.unit_name)
    yield from (
        _("unbesetzt") if p.vacant else _("besetzt"),
        p.since if p.vacant else None,
        p.funded_by,
        p.funded_until,
    )
    yield "; ".join(f"{duty.task} ({duty.share} %)" if duty.share else str(duty.task) for duty in p.duties.all())
    if inside:
        yield from (p.holder_name, p.substitute_name, p.note)
    if steers:
        yield p.pay_grade


def position_detail(request: TenantRequest, pk: int) -> HttpResponse:
    position = access.position_for(request, pk)
    register = Register(access.tasks_for(request), access.positions_for(request))
    inside, steers, duties = access.works_inside(request), access.may_edit(request), register.duties(position)
    context = {
        "object": position, "today": timezone.localdate(), "duties": duties, "sentence": carries(duties),
        "shares": sum(duty.share or 0 for duty in duties),
        "law": _law(request.municipality, position), "panels": gather("panels", request, about=position),
        "story": story(position, hidden=_hidden(inside, steers)), "may_edit": steers, "inside": inside,
    }  # fmt: skip
    return render(request, "actors/position_detail.html", context)


def _hidden(inside: bool, steers: bool) -> set[str]:
    """What the story keeps from this reader."""
    personal = set() if inside else {"holder", "substitute", "unit", "note"}
    return personal if steers else personal | {"pay_grade"}


def _law(home: Municipality, position: Any) -> dict[str, Any] | None:
    """What the law says of a commissioner, as it stands, and where this position falls short of it."""
    if position.kind is None or position.kind.code != COMMISSIONER:
        return None
    profile = profiles.load(home.profile)
    if home.kind == Municipality.Kind.MEMBER:
        return {"provision": profile.provision("beauftragte-gemeinden"), "short": [], "judged": False}
    found = commissioner(filled=not position.vacant, employed=position.employed, exclusive=position.exclusive)
    return {"provision": profile.provision("beauftragte"), "short": [SHORT[one] for one in found], "judged": True}


@roles(Role.STEUERUNG)
def position_create(request: TenantRequest) -> HttpResponse:
    """`?bei=`: the unit it belongs to."""
    given = request.GET.get("bei", "")
    unit = access.organisations_for(request).filter(pk=given[:18]).first() if given.isdecimal() else None
    return _position_form(request, Position(municipality=request.municipality, unit=unit))


def position_edit(request: TenantRequest, pk: int) -> HttpResponse:
    return _position_form(request, access.entry_for(request, Position, pk, edit=True))


def _position_form(request: TenantRequest, position: Position) -> HttpResponse:
    home = request.municipality
    form = PositionForm(request.POST or None, instance=position, municipality=home)
    if "mehr" in request.POST:
        form = PositionForm(instance=position, municipality=home, initial=form.typed)
    elif form.is_valid():
        said, version = form.cleaned_data, form.version if position.pk else None
        try:
            saved = actions.save_position(
                user=request.user, position=form.save(commit=False), kind=said["kind"], duties=said["duties"], version=version
            )  # fmt: skip
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request, position.pk))
        messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": saved})
        return redirect(_page(request, saved.pk))
    context = {"form": form, "object": position, "more": "mehr" in request.POST}
    return render(request, "actors/position_form.html", context, status=422 if form.is_bound else 200)


def _page(request: TenantRequest, pk: int) -> str:
    return reverse("actors:position-detail", args=[request.municipality.slug, pk])


@require_POST
def position_delete(request: TenantRequest, pk: int) -> HttpResponse:
    actions.delete_entry(user=request.user, entry=access.entry_for(request, Position, pk, edit=True))
    return redirect(reverse("actors:position-list", args=[request.municipality.slug]) + f"?geloescht={pk}")


@require_POST
def position_restore(request: TenantRequest, pk: int) -> HttpResponse:
    position = access.deleted_entry_for(request, Position, pk)
    actions.restore_entry(user=request.user, entry=position)
    messages.success(request, _("„%(name)s“ ist wieder da.") % {"name": position})
    return redirect(_page(request, pk))


def position_handover(request: TenantRequest, pk: int) -> HttpResponse:
    """Steuerung and Fachamt: it names persons and what was agreed with them."""
    if not access.works_inside(request):
        raise PermissionDenied
    position = access.position_for(request, pk)
    return render(request, "actors/position_handover.html", {"object": position, "folder": Folder(request, position)})
