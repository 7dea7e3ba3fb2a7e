"""The plan of fields and goals as a tree, and a goal's own page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verbindlich.base import profiles
from verbindlich.base.common import slots
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.domain.concepts import access, actions, checking
from verbindlich.domain.concepts.chain import chain_of_goal
from verbindlich.domain.concepts.forms.plan import GoalForm, MoveForm
from verbindlich.domain.concepts.lines import lines
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Need, StrategyLink
from verbindlich.domain.concepts.tree import chain_of_effect, flags_of, state_fields, tree_of
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.story import story


def plan(request: TenantRequest) -> HttpResponse:
    checking.ensure_today(request.municipality)
    tree = tree_of(request)
    fields = [branch.field for branch in tree.branches if branch.field]
    context = {
        "tree": tree,
        "state_fields": state_fields(request.municipality.profile, fields),
        "law": profiles.load(request.municipality.profile).state_fields,
        "deleted_field": access.undoable(request, FieldOfAction),
        "deleted_goal": access.undoable(request, Goal, "geloeschtes_ziel"),
        "steers": access.steers(request),
    }
    return render(request, "concepts/plan.html", context)


def goal_detail(request: TenantRequest, pk: int) -> HttpResponse:
    goal = access.goal_for(request, pk)
    checking.ensure_today(request.municipality)
    links = StrategyLink.objects.filter(goal=goal, strategy__deleted_at=None).select_related("strategy")
    context = {
        "object": goal,
        "chain": chain_of_goal(request, goal),
        "below": list(access.rows_for(request, Goal).filter(parent=goal)),
        "measures": lines(access.measures_for(request).serving(goal), timezone.localdate()),
        "needs": access.rows_for(request, Need).filter(answer=Need.Answer.GOAL, goal=goal),
        "links": links,
        "effects": chain_of_effect(goal),
        "flags": flags_of(request, access.findings_for(request).filter(goal=goal))[f"goal-{pk}"],
        "panels": slots.gather("panels", request, about=goal),
        "story": story(goal),
        "steers": access.steers(request),
    }
    return render(request, "concepts/goal_detail.html", context)


@roles(Role.STEUERUNG)
def goal_create(request: TenantRequest) -> HttpResponse:
    """`?feld=`, `?ziel=` say to which field it belongs and which goal it serves."""
    parent, field = access.named_in_url(request, Goal, "ziel"), access.named_in_url(request, FieldOfAction, "feld")
    initial: dict[str, Any] = {"parent": parent, "field": field or (parent and parent.field)}
    if parent:
        initial["level"] = Goal.Level.MEDIUM if parent.level == Goal.Level.GUIDING else Goal.Level.SHORT
    return _goal_form(request, Goal(municipality=request.municipality), initial)


def goal_edit(request: TenantRequest, pk: int) -> HttpResponse:
    return _goal_form(request, access.row_for(request, Goal, pk, edit=True))


def _goal_form(request: TenantRequest, goal: Goal, initial: dict[str, Any] | None = None) -> HttpResponse:
    form = GoalForm(request.POST or None, instance=goal, initial=initial, municipality=request.municipality)
    if form.is_valid():
        version = form.version if goal.pk else None
        try:
            saved = actions.save_goal(user=request.user, goal=form.save(commit=False), version=version)
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request, goal.pk))
        messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": saved})
        return redirect(_page(request, saved.pk))
    status = 422 if form.is_bound else 200
    return render(request, "concepts/goal_form.html", {"form": form, "object": goal}, status=status)


def _page(request: TenantRequest, pk: int) -> str:
    return reverse("concepts:goal-detail", args=[request.municipality.slug, pk])


def goal_delete(request: TenantRequest, pk: int) -> HttpResponse:
    """A goal with others below it or with measures asks where they go; an empty one is gone at once and can be brought back."""
    goal = access.row_for(request, Goal, pk, edit=True)
    hanging = actions.hanging(goal)
    among = access.rows_for(request, Goal).exclude(pk=pk)
    if hanging["goals"]:
        among = among.filter(level__in=Goal.Level.values[: Goal.Level.values.index(goal.level) + 1])
    form = MoveForm(request.POST if "to" in request.POST else None, among=among)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            actions.delete_row(user=request.user, row=goal, move_to=form.cleaned_data["to"] if form.is_bound else None)
            return redirect(reverse("concepts:plan", args=[request.municipality.slug]) + f"?geloeschtes_ziel={pk}")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    context = {"object": goal, "form": form, "hanging": hanging, "choices": among}
    return render(request, "concepts/goal_delete.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def goal_restore(request: TenantRequest, pk: int) -> HttpResponse:
    goal = access.deleted_row_for(request, Goal, pk)
    actions.restore_row(user=request.user, row=goal)
    messages.success(request, _("„%(name)s“ ist wieder da.") % {"name": goal})
    return redirect(_page(request, pk))
