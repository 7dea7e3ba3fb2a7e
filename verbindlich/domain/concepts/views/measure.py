"""A measure's own page: its chain, its story, its form, its milestones."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verbindlich.base.common import slots
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.domain.concepts import access, actions
from verbindlich.domain.concepts.chain import chain_of_measure
from verbindlich.domain.concepts.forms.measure import MeasureForm, MilestoneForm
from verbindlich.domain.concepts.measure_facts import facts_of, findings_of
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Measure, Milestone, Need
from verbindlich.domain.concepts.standing import standing_of
from verbindlich.domain.concepts.story import measure_story
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles


def measure_detail(request: TenantRequest, pk: int) -> HttpResponse:
    measure = access.measure_for(request, pk)
    milestones = list(measure.milestones.all())
    context = {
        "object": measure,
        "facts": facts_of(request, measure),
        "milestones": milestones,
        "milestones_done": sum(m.done_on is not None for m in milestones),
        "today": timezone.localdate(),
        "chain": chain_of_measure(request, measure),
        "standing": standing_of(measure, timezone.localdate()),
        "findings": findings_of(request, measure),
        "story": measure_story(request, measure),
        "panels": slots.gather("panels", request, about=measure),
        "may_edit": access.may_edit(request, measure),
        "steers": access.steers(request),
        "inside": access.sees_remarks(request),
    }
    return render(request, "concepts/measure_detail.html", context)


@roles(Role.STEUERUNG)
def measure_create(request: TenantRequest) -> HttpResponse:
    """`?bedarf=`, `?ziel=`, `?feld=` say what the new measure answers, serves and belongs to."""
    return _measure_form(
        request, Measure(municipality=request.municipality), _prefilled(request), _waiting_need(request)
    )


def measure_edit(request: TenantRequest, pk: int) -> HttpResponse:
    return _measure_form(request, access.measure_for(request, pk, edit=True))


def _prefilled(request: TenantRequest) -> dict[str, Any]:
    found: dict[str, Any] = {}
    goal = _named(request, Goal, "ziel")
    field = goal.field if goal else _named(request, FieldOfAction, "feld")
    if need := _named(request, Need, "bedarf"):
        found["title"] = need.title
    return {**found, "goal": goal, "field": field}


def _named(request: TenantRequest, model: Any, name: str) -> Any:
    """The row that the address names, None where there is none or it is another municipality's."""
    given = request.GET.get(name, "")
    return access.rows_for(request, model).filter(pk=given[:18]).first() if given.isdecimal() else None


def _waiting_need(request: TenantRequest) -> Need | None:
    """The need that the new measure will answer; one that was answered meanwhile keeps its answer."""
    need: Need | None = _named(request, Need, "bedarf")
    return need if need and not need.answer else None


def _measure_form(
    request: TenantRequest, measure: Measure, initial: dict[str, Any] | None = None, need: Need | None = None
) -> HttpResponse:
    form = MeasureForm(
        request.POST or None, instance=measure, initial=initial, municipality=request.municipality, steers=access.steers(request)
    )  # fmt: skip
    if form.is_valid():
        try:
            saved = actions.save_measure(
                user=request.user, measure=form.save(commit=False), relations=form.relations,
                version=form.version if measure.pk else None, answers=need,
            )  # fmt: skip
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request, measure.pk))
        messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": saved})
        return redirect(_page(request, saved.pk))
    status = 422 if form.is_bound else 200
    return render(request, "concepts/measure_form.html", {"form": form, "object": measure}, status=status)


def _page(request: TenantRequest, pk: int) -> str:
    return reverse("concepts:measure-detail", args=[request.municipality.slug, pk])


@require_POST
@roles(Role.STEUERUNG)
def measure_delete(request: TenantRequest, pk: int) -> HttpResponse:
    actions.delete_row(user=request.user, row=access.measure_for(request, pk, edit=True))
    return redirect(reverse("concepts:measure-list", args=[request.municipality.slug]) + f"?geloescht={pk}")


@require_POST
@roles(Role.STEUERUNG)
def measure_restore(request: TenantRequest, pk: int) -> HttpResponse:
    measure = access.deleted_row_for(request, Measure, pk)
    actions.restore_row(user=request.user, row=measure)
    messages.success(request, _("„%(name)s“ ist wieder da.") % {"name": measure})
    return redirect(_page(request, pk))


def milestone_create(request: TenantRequest, pk: int) -> HttpResponse:
    measure = access.measure_for(request, pk, edit=True)
    return _milestone_form(request, Milestone(measure=measure))


def milestone_edit(request: TenantRequest, measure: int, pk: int) -> HttpResponse:
    return _milestone_form(request, access.milestone_for(request, measure, pk))


def _milestone_form(request: TenantRequest, milestone: Milestone) -> HttpResponse:
    form = MilestoneForm(request.POST or None, instance=milestone)
    back = _page(request, milestone.measure_id) + "#meilensteine"
    if form.is_valid():
        version = form.version if milestone.pk else None
        try:
            actions.save_milestone(user=request.user, milestone=form.save(commit=False), version=version)
        except StaleSave as stale:
            return conflict(request, form, stale.current, back)
        messages.success(request, _("Meilenstein „%(name)s“ ist gespeichert.") % {"name": form.instance})
        return redirect(back)
    context = {"form": form, "object": milestone, "measure": milestone.measure, "back": back}
    return render(request, "concepts/milestone_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def milestone_done(request: TenantRequest, measure: int, pk: int) -> HttpResponse:
    """Reached today; once more: not reached after all."""
    milestone = access.milestone_for(request, measure, pk)
    milestone.done_on = None if milestone.done_on else timezone.localdate()
    try:
        actions.save_milestone(user=request.user, milestone=milestone, version=milestone.version)
    except StaleSave:
        messages.warning(
            request, _("Jemand anderes hat diesen Meilenstein gerade geändert. Bitte noch einmal ansehen.")
        )
    return redirect(_page(request, measure) + "#meilensteine")


@require_POST
def milestone_delete(request: TenantRequest, measure: int, pk: int) -> HttpResponse:
    milestone = access.milestone_for(request, measure, pk)
    actions.delete_milestone(user=request.user, milestone=milestone)
    messages.success(request, _("Meilenstein „%(name)s“ ist entfernt.") % {"name": milestone})
    return redirect(_page(request, measure) + "#meilensteine")
