"""Fields of action: their page, their form, and where their goals go when one is deleted."""

from __future__ import annotations

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
from verbindlich.domain.concepts.forms.plan import FieldForm, MoveForm
from verbindlich.domain.concepts.lines import lines
from verbindlich.domain.concepts.models import FieldOfAction, Goal
from verbindlich.domain.concepts.tree import flags_of
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.story import story


def field_detail(request: TenantRequest, pk: int) -> HttpResponse:
    field = access.row_for(request, FieldOfAction, pk)
    checking.ensure_today(request.municipality)
    context = {
        "object": field,
        "topics": field.topics.all(),
        "goals": list(access.rows_for(request, Goal).filter(field=field)),
        "measures": lines(access.measures_for(request).filter(field=field), timezone.localdate()),
        "flags": flags_of(request, access.findings_for(request).filter(field=field))[f"field-{pk}"],
        "law": profiles.load(request.municipality.profile).state_fields,
        "panels": slots.gather("panels", request, about=field),
        "story": story(field),
        "steers": access.steers(request),
    }
    return render(request, "concepts/field_detail.html", context)


@roles(Role.STEUERUNG)
def field_create(request: TenantRequest) -> HttpResponse:
    return _field_form(request, FieldOfAction(municipality=request.municipality))


def field_edit(request: TenantRequest, pk: int) -> HttpResponse:
    return _field_form(request, access.row_for(request, FieldOfAction, pk, edit=True))


def _field_form(request: TenantRequest, field: FieldOfAction) -> HttpResponse:
    form = FieldForm(request.POST or None, instance=field, municipality=request.municipality)
    if form.is_valid():
        version = form.version if field.pk else None
        try:
            saved = actions.save_field(
                user=request.user, field=form.save(commit=False), topics=form.cleaned_data["topics"], version=version
            )
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request, field.pk))
        messages.success(request, _("„%(name)s“ ist gespeichert.") % {"name": saved})
        return redirect(_page(request, saved.pk))
    status = 422 if form.is_bound else 200
    return render(request, "concepts/field_form.html", {"form": form, "object": field}, status=status)


def _page(request: TenantRequest, pk: int) -> str:
    return reverse("concepts:field-detail", args=[request.municipality.slug, pk])


def field_delete(request: TenantRequest, pk: int) -> HttpResponse:
    """A field with goals or measures asks where they go; an empty one is gone at once and can be brought back."""
    field = access.row_for(request, FieldOfAction, pk, edit=True)
    among = access.rows_for(request, FieldOfAction).exclude(pk=pk)
    form = MoveForm(request.POST if "to" in request.POST else None, among=among)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            actions.delete_row(user=request.user, row=field, move_to=form.cleaned_data["to"] if form.is_bound else None)
            return redirect(reverse("concepts:plan", args=[request.municipality.slug]) + f"?geloescht={pk}")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    context = {"object": field, "form": form, "hanging": actions.hanging(field), "choices": among}
    return render(request, "concepts/field_delete.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def field_restore(request: TenantRequest, pk: int) -> HttpResponse:
    field = access.deleted_row_for(request, FieldOfAction, pk)
    actions.restore_row(user=request.user, row=field)
    messages.success(request, _("„%(name)s“ ist wieder da.") % {"name": field})
    return redirect(_page(request, pk))
