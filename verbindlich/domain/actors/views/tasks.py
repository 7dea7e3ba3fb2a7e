"""The register of tasks: who does what, twice, or nobody."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from verbindlich.base import profiles
from verbindlich.base.calc.duties import Done
from verbindlich.base.common.export import csv_response, xlsx_response
from verbindlich.base.documents import chart
from verbindlich.domain.actors import access, actions
from verbindlich.domain.actors.forms.position import TaskForm
from verbindlich.domain.actors.register import WORDS, Register
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles


def task_register(request: TenantRequest) -> HttpResponse:
    """`?stand=`: only the tasks that are done so. `?entfernt=`: taken out just now, so that one click brings it back."""
    return _register(request, TaskForm())


def _register(request: TenantRequest, form: TaskForm) -> HttpResponse:
    register = Register(access.tasks_for(request), access.positions_for(request))
    stand = request.GET.get("stand", "")
    shown = stand if stand in list(Done) else ""
    if (shape := request.GET.get("als")) in ("csv", "xlsx"):
        return _export(request, register, shape)
    picture, steers = register.drawing(), access.may_edit(request)
    context = {
        "register": register, "rows": register.rows(shown), "stand": shown, "may_edit": steers, "form": form,
        "states": [(done, WORDS[done], register.count(done)) for done in Done if register.count(done)],
        "picture": picture, "drawing": mark_safe(chart.svg(picture)) if picture else "",  # noqa: S308 - our own drawing
        "loads": register.loads() if access.works_inside(request) else [],
        "removed": request.GET.get("entfernt", "")[:120] if steers else "", "ten": profiles.load(request.municipality.profile).tasks,
    }  # fmt: skip
    return render(request, "actors/task_register.html", context, status=422 if form.is_bound else 200)


def _export(request: TenantRequest, register: Register, shape: str) -> HttpResponse:
    """A line for each task and position; one without position for a task that nobody has."""
    header = [_("Aufgabe"), _("Stand"), _("Stelle"), _("Besetzung"), _("Anteil in Prozent"), _("VZÄ")]
    rows: list[tuple[Any, ...]] = []
    for row in register.rows():
        rows += [
            (row.task.name, row.word, carrier.position.title, _("unbesetzt") if carrier.position.vacant else _("besetzt"),
             carrier.share, carrier.time and float(carrier.time))
            for carrier in row.carriers
        ] or [(row.task.name, row.word, "", "", None, None)]  # fmt: skip
    name = f"aufgaben-{request.municipality.slug}"
    return csv_response(name, header, rows) if shape == "csv" else xlsx_response(name, _("Aufgaben"), header, rows)


@require_POST
@roles(Role.STEUERUNG)
def task_start(request: TenantRequest) -> HttpResponse:
    home = request.municipality
    n = actions.start_register(municipality=home, names=profiles.load(home.profile).tasks)
    text = ngettext("%(n)d Aufgabe ist neu im Register.", "%(n)d Aufgaben sind neu im Register.", n)
    messages.success(request, text % {"n": n})
    return redirect("actors:task-register", home.slug)


@require_POST
@roles(Role.STEUERUNG)
def task_create(request: TenantRequest) -> HttpResponse:
    form = TaskForm(request.POST)
    if not form.is_valid():
        return _register(request, form)
    name = form.cleaned_data["name"]
    new = actions.start_register(municipality=request.municipality, names=[name])
    text = _("„%(name)s“ steht im Register.") if new else _("„%(name)s“ stand schon im Register.")
    messages.success(request, text % {"name": name})
    return redirect("actors:task-register", request.municipality.slug)


@require_POST
def task_delete(request: TenantRequest, pk: int) -> HttpResponse:
    task, page = access.task_for(request, pk), reverse("actors:task-register", args=[request.municipality.slug])
    try:
        actions.remove_task(task=task)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(page)
    return redirect(f"{page}?{urlencode({'entfernt': task.name})}")
