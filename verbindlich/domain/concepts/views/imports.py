"""A catalogue of measures out of an office's own file: upload, look, confirm, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from verbindlich.base.common.listing import Column, Listing
from verbindlich.base.common.lock import StaleSave
from verbindlich.base.readers.source import UnreadableFile
from verbindlich.domain.concepts.importing import wording
from verbindlich.domain.concepts.importing.handler import KIND
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.imports import access, actions, mapping
from verbindlich.office.imports.forms import DecisionForm, MappingForm, UploadForm
from verbindlich.office.imports.handlers import handler_for
from verbindlich.office.imports.models import Import
from verbindlich.office.imports.pages import mapping_page, plan_page
from verbindlich.office.imports.plan import Plan, overtaken, plan_from
from verbindlich.office.imports.uploads import Busy, Upload, read_data, read_upload

SAMPLE = Path(__file__).parents[1] / "importing/data/beispielkatalog.xlsx"
SAMPLE_NAME = "Beispielkatalog.xlsx"
COLUMNS = (
    Column("wann", gettext_lazy("hochgeladen"), ("created_at",)),
    Column("datei", gettext_lazy("Datei"), ("file_name", "created_at")),
    Column("stand", gettext_lazy("Stand"), ("state", "created_at")),
)


@roles(Role.STEUERUNG)
def import_list(request: TenantRequest) -> HttpResponse:
    listing = Listing(request, access.imports_for(request, KIND).for_list(), COLUMNS, "-wann")
    page = listing.page()
    lines = [(one, wording.done(one.result) if one.state == Import.State.APPLIED else "") for one in page]
    context = {"listing": listing, "page": page, "lines": lines, "form": UploadForm()}
    return render(request, "concepts/import_list.html", context)


@roles(Role.STEUERUNG)
def import_create(request: TenantRequest) -> HttpResponse:
    posted = request.method == "POST"
    form, status = (UploadForm(request.POST, request.FILES), 422) if posted else (UploadForm(), 200)
    if form.is_valid():
        try:
            return _start(request, read_upload(form.cleaned_data["file"]))
        except UnreadableFile as error:
            form.add_error("file", str(error))
        except Busy as busy:
            form.add_error(None, str(busy))
            status = 503
    return render(request, "concepts/import_form.html", {"form": form}, status=status)


@require_POST
@roles(Role.STEUERUNG)
def import_sample(request: TenantRequest) -> HttpResponse:
    """The sample catalogue, in the demo: from here on a file like any other."""
    if not request.municipality.is_demo:
        raise Http404
    try:
        return _start(request, read_data(SAMPLE.read_bytes(), SAMPLE_NAME))
    except Busy as busy:
        messages.warning(request, str(busy))
        return redirect("concepts:import-create", request.municipality.slug)


def _start(request: TenantRequest, upload: Upload) -> HttpResponseRedirect:
    imported = actions.start(user=request.user, municipality=request.municipality, kind=KIND, upload=upload)
    return _page(request, imported, "import-detail" if imported.plan["rows"] else "import-mapping")


def _page(request: TenantRequest, imported: Import, name: str = "import-detail") -> HttpResponseRedirect:
    return redirect(f"concepts:{name}", request.municipality.slug, imported.pk)


@roles(Role.STEUERUNG)
def import_detail(request: TenantRequest, pk: int) -> HttpResponse:
    """What would happen, or what did. Sent: what people decided so far is kept."""
    imported = access.import_for(request, KIND, pk)
    if request.method != "POST":
        return _shown(request, imported)
    form = _decisions(request, imported)
    if form is not None and not form.is_valid():
        return _shown(request, imported, form, 422)
    if form is not None:
        _decide(request, form)
    return _page(request, imported)


def _shown(
    request: TenantRequest, imported: Import, form: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"object": imported}
    if not imported.open:
        context["sentence"] = wording.done(imported.result)
        return render(request, "concepts/import_result.html", context, status=status)
    plan = plan_from(imported.plan)
    context |= {
        "page": plan_page(imported, plan, form or DecisionForm(imported, plan)), "sentence": wording.planned(plan),
        "before": access.same_file(request, imported),
    }  # fmt: skip
    return render(request, "concepts/import_plan.html", context, status=status)


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


@roles(Role.STEUERUNG)
def import_mapping(request: TenantRequest, pk: int) -> HttpResponse:
    """How each column was read, and what it is to be taken for."""
    imported = access.import_for(request, KIND, pk)
    if not imported.open:
        return _page(request, imported)
    plan = plan_from(imported.plan)
    form = _mapping_form(request, imported, plan)
    if form.is_valid():
        try:
            actions.correct(imported=imported, version=form.cleaned_data["version"], words=form.words)
            messages.success(request, _("Die Zuordnung ist gemerkt und gilt auch für die nächste Datei."))
        except (StaleSave, actions.Closed):
            messages.warning(
                request, _("Der Plan wurde inzwischen neu gemacht. Bitte die Zuordnung noch einmal ansehen.")
            )
        return _page(request, imported)
    context = {"object": imported, "plan": plan, "tables": mapping_page(plan, form), "form": form}
    return render(request, "concepts/import_mapping.html", context, status=422 if form.is_bound else 200)


def _mapping_form(request: TenantRequest, imported: Import, plan: Plan) -> MappingForm:
    columns = [column for table in plan.tables for column in table.columns]
    known = mapping.keys_of(request.municipality, KIND)
    sent = request.POST if request.method == "POST" else None
    return MappingForm(imported, columns, handler_for(KIND).properties(), known, sent)


@require_POST
@roles(Role.STEUERUNG)
def import_apply(request: TenantRequest, pk: int) -> HttpResponse:
    """Decisions and confirmation in one; where an answer changes what is to be done, people look once more."""
    imported = access.import_for(request, KIND, pk)
    form = _decisions(request, imported)
    if form is None:
        return _page(request, imported)
    if not form.is_valid():
        return _shown(request, imported, form, 422)
    seen = plan_from(imported.plan)
    decided = _decide(request, form)
    if decided and overtaken(seen, plan_from(decided.plan)):
        messages.info(request, _("Ihre Antworten ändern den Plan. Bitte noch einmal ansehen und dann übernehmen."))
    elif decided:
        return _applied(request, decided)
    return _page(request, imported)


def _applied(request: TenantRequest, imported: Import) -> HttpResponse:
    try:
        actions.apply(user=request.user, imported=imported, version=imported.version)
    except actions.Overtaken:
        return _shown(request, access.import_for(request, KIND, imported.pk), status=409)
    except (StaleSave, actions.Closed):
        messages.warning(
            request, _("Dieser Import wurde inzwischen an anderer Stelle bearbeitet. Bitte noch einmal ansehen.")
        )
    else:
        messages.success(request, _("Der Import ist übernommen."))
    return _page(request, imported)


@require_POST
@roles(Role.STEUERUNG)
def import_undo(request: TenantRequest, pk: int) -> HttpResponse:
    imported = access.import_for(request, KIND, pk)
    try:
        actions.undo(user=request.user, imported=imported)
    except actions.NotUntouched as refused:
        context = {"object": imported, "sentence": wording.done(imported.result), "in_the_way": refused.names}
        return render(request, "concepts/import_result.html", context, status=409)
    except actions.Closed:
        messages.warning(request, _("Dieser Import lässt sich nicht mehr zurücknehmen."))
    else:
        messages.success(request, _("Der Import ist zurückgenommen. Alles steht wieder so wie vorher."))
    return _page(request, imported)


@require_POST
@roles(Role.STEUERUNG)
def import_discard(request: TenantRequest, pk: int) -> HttpResponse:
    actions.discard(imported=access.import_for(request, KIND, pk))
    messages.success(request, _("Verworfen. Was aus der Datei gelesen wurde, ist gelöscht."))
    return redirect("concepts:import-list", request.municipality.slug)
