"""The pages of an import, the same in every room: upload, look, correct, decide, confirm, and the way back.

A room describes itself as a `Room`, decorates these functions with its roles, and fills the blocks of the templates in imports/.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base.common.listing import Column, Listing
from verbindlich.base.common.lock import StaleSave
from verbindlich.base.readers.source import UnreadableFile
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.imports import access, actions, mapping
from verbindlich.office.imports.forms import DecisionForm, MappingForm, UploadForm
from verbindlich.office.imports.handlers import handler_for
from verbindlich.office.imports.models import Import
from verbindlich.office.imports.pages import mapping_page, plan_page
from verbindlich.office.imports.plan import Plan, overtaken, plan_from
from verbindlich.office.imports.uploads import Busy, Upload, read_upload

COLUMNS = (
    Column("wann", gettext_lazy("hochgeladen"), ("created_at",)),
    Column("datei", gettext_lazy("Datei"), ("file_name", "created_at")),
    Column("stand", gettext_lazy("Stand"), ("state", "created_at")),
)


@dataclass(frozen=True, slots=True)
class Room:
    """`app`: namespace of its addresses and folder of its templates; `planned`, `done`: a plan, a result in a sentence."""

    app: str
    kind: str
    planned: Callable[[Plan], str]
    done: Callable[[dict[str, Any]], str]
    upload_form: type[UploadForm] = UploadForm

    def __getitem__(self, page: str) -> str:
        """The name of the address of a page, for templates: `importing.detail`."""
        return f"{self.app}:import-{page}"

    def template(self, page: str) -> str:
        return f"{self.app}/import_{page}.html"

    def to(self, request: TenantRequest, imported: Import, page: str = "detail") -> HttpResponseRedirect:
        return redirect(self[page], request.municipality.slug, imported.pk)


def import_list(request: TenantRequest, room: Room) -> HttpResponse:
    listing = Listing(request, access.imports_for(request, room.kind).for_list(), COLUMNS, "-wann")
    page = listing.page()
    lines = [(one, room.done(one.result) if one.state == Import.State.APPLIED else "") for one in page]
    context = {"listing": listing, "page": page, "lines": lines, "importing": room}
    return render(request, room.template("list"), context)


def import_create(request: TenantRequest, room: Room) -> HttpResponse:
    posted = request.method == "POST"
    form, status = (room.upload_form(request.POST, request.FILES), 422) if posted else (room.upload_form(), 200)
    if form.is_valid():
        try:
            return start(request, room, read_upload(form.cleaned_data["file"], form.most_cells))
        except UnreadableFile as error:
            form.add_error("file", str(error))
        except Busy as busy:
            form.add_error(None, str(busy))
            status = 503
    return render(request, room.template("form"), {"form": form, "importing": room}, status=status)


def start(request: TenantRequest, room: Room, upload: Upload) -> HttpResponseRedirect:
    imported = actions.start(user=request.user, municipality=request.municipality, kind=room.kind, upload=upload)
    return room.to(request, imported, "detail" if imported.plan["rows"] else "mapping")


def import_detail(request: TenantRequest, room: Room, pk: int) -> HttpResponse:
    """What would happen, or what did. Sent: what people decided so far is kept."""
    imported = access.import_for(request, room.kind, pk)
    if request.method != "POST":
        return _shown(request, room, imported)
    form = _decisions(request, imported)
    if form is not None and not form.is_valid():
        return _shown(request, room, imported, form, 422)
    if form is not None:
        _decide(request, form)
    return room.to(request, imported)


def _shown(
    request: TenantRequest, room: Room, imported: Import, form: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"object": imported, "importing": room}
    if not imported.open:
        context["sentence"] = room.done(imported.result)
        return render(request, room.template("result"), context, status=status)
    plan = plan_from(imported.plan)
    context |= {
        "page": plan_page(imported, plan, form or DecisionForm(imported, plan)), "sentence": room.planned(plan),
        "before": access.same_file(request, imported),
    }  # fmt: skip
    return render(request, room.template("plan"), context, status=status)


def _decisions(request: TenantRequest, imported: Import) -> DecisionForm | None:
    """What the page sent; None where there is nothing to decide any more, or the page was not ours."""
    if not imported.open or "version" not in request.POST:
        return None
    return DecisionForm(imported, plan_from(imported.plan), request.POST)


def _decide(request: TenantRequest, form: DecisionForm) -> Import | None:
    """None, with a word for the reader, where somebody was first."""
    try:
        return actions.decide(
            imported=form.imported, version=form.cleaned_data["version"], answers=form.answers, left_out=form.left_out,
            shown=form.shown,
        )  # fmt: skip
    except (StaleSave, actions.Closed):
        messages.warning(
            request, _("Dieser Import wurde inzwischen an anderer Stelle bearbeitet. Bitte noch einmal ansehen.")
        )
    return None


def import_mapping(request: TenantRequest, room: Room, pk: int) -> HttpResponse:
    """How each column was read, and what it is to be taken for."""
    imported = access.import_for(request, room.kind, pk)
    if not imported.open:
        return room.to(request, imported)
    plan = plan_from(imported.plan)
    form = _mapping_form(request, room, imported, plan)
    if form.is_valid():
        try:
            actions.correct(imported=imported, version=form.cleaned_data["version"], words=form.words)
            messages.success(request, _("Die Zuordnung ist gemerkt und gilt auch für die nächste Datei."))
        except (StaleSave, actions.Closed):
            messages.warning(
                request, _("Der Plan wurde inzwischen neu gemacht. Bitte die Zuordnung noch einmal ansehen.")
            )
        return room.to(request, imported)
    context = {"object": imported, "plan": plan, "tables": mapping_page(plan, form), "form": form, "importing": room}
    return render(request, room.template("mapping"), context, status=422 if form.is_bound else 200)


def _mapping_form(request: TenantRequest, room: Room, imported: Import, plan: Plan) -> MappingForm:
    columns = [column for table in plan.tables for column in table.columns if not column.fixed]
    known = mapping.keys_of(request.municipality, room.kind)
    sent = request.POST if request.method == "POST" else None
    return MappingForm(imported, columns, handler_for(room.kind).properties(), known, sent)


def import_apply(request: TenantRequest, room: Room, pk: int) -> HttpResponse:
    """Decisions and confirmation in one; where an answer changes what is to be done, people look once more."""
    imported = access.import_for(request, room.kind, pk)
    form = _decisions(request, imported)
    if form is None:
        return room.to(request, imported)
    if not form.is_valid():
        return _shown(request, room, imported, form, 422)
    seen = plan_from(imported.plan)
    decided = _decide(request, form)
    if decided and overtaken(seen, plan_from(decided.plan)):
        messages.info(request, _("Ihre Antworten ändern den Plan. Bitte noch einmal ansehen und dann übernehmen."))
    elif decided:
        return _applied(request, room, decided)
    return room.to(request, imported)


def _applied(request: TenantRequest, room: Room, imported: Import) -> HttpResponse:
    try:
        actions.apply(user=request.user, imported=imported, version=imported.version)
    except actions.Overtaken:
        return _shown(request, room, access.import_for(request, room.kind, imported.pk), status=409)
    except (StaleSave, actions.Closed):
        messages.warning(
            request, _("Dieser Import wurde inzwischen an anderer Stelle bearbeitet. Bitte noch einmal ansehen.")
        )
    else:
        messages.success(request, _("Der Import ist übernommen."))
    return room.to(request, imported)


def import_undo(request: TenantRequest, room: Room, pk: int) -> HttpResponse:
    imported = access.import_for(request, room.kind, pk)
    try:
        actions.undo(user=request.user, imported=imported)
    except actions.NotUntouched as refused:
        sentence = room.done(imported.result)
        context = {"object": imported, "sentence": sentence, "in_the_way": refused.names, "importing": room}
        return render(request, room.template("result"), context, status=409)
    except actions.Closed:
        messages.warning(request, _("Dieser Import lässt sich nicht mehr zurücknehmen."))
    else:
        messages.success(request, _("Der Import ist zurückgenommen. Alles steht wieder so wie vorher."))
    return room.to(request, imported)


def import_discard(request: TenantRequest, room: Room, pk: int) -> HttpResponse:
    actions.discard(imported=access.import_for(request, room.kind, pk))
    messages.success(request, _("Verworfen. Was aus der Datei gelesen wurde, ist gelöscht."))
    return redirect(room["list"], request.municipality.slug)
