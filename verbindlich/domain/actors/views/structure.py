"""How integration work is organised: form and units, the separation that the law demands, KGSt's five requirements."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.base import profiles
from verbindlich.base.common.lock import StaleSave, conflict
from verbindlich.domain.actors import access, actions, directory_facts, structure_reading
from verbindlich.domain.actors.forms.structure import RequirementForm, StructureForm
from verbindlich.domain.actors.gaps import law
from verbindlich.domain.actors.models import RequirementSaid
from verbindlich.office.accounts.models import Role
from verbindlich.office.accounts.tenancy import TenantRequest, roles
from verbindlich.office.trail.story import story

UNITS = ("central_unit", "aliens_authority")


def structure(request: TenantRequest) -> HttpResponse:
    today, found = timezone.localdate(), directory_facts.structure_of(request.municipality)
    positions = list(access.positions_for(request))
    profile = profiles.load(request.municipality.profile)
    context: dict[str, Any] = {
        "object": found, "may_edit": access.may_edit(request), "forms": profile.structure_forms,
        "form_said": next((one for one in profile.structure_forms if one.id == found.form), None),
        "separation": directory_facts.separated(request.municipality, found, positions), "law": law(request),
        "requirements": structure_reading.requirements(request, directory_facts.work(request, positions, today)),
        "story": story(found, hidden=() if access.works_inside(request) else UNITS) if found.pk else [],
    }  # fmt: skip
    return render(request, "actors/structure.html", context)


@roles(Role.STEUERUNG)
def structure_edit(request: TenantRequest) -> HttpResponse:
    found = directory_facts.structure_of(request.municipality)
    form = StructureForm(request.POST or None, instance=found, among=access.organisations_for(request))
    if form.is_valid():
        version = form.version if found.pk else None
        try:
            actions.save_structure(user=request.user, structure=form.save(commit=False), version=version)
        except StaleSave as stale:
            return conflict(request, form, stale.current, _page(request))
        messages.success(request, _("Die Organisationsform ist gespeichert."))
        return redirect(_page(request))
    return render(request, "actors/structure_form.html", {"form": form}, status=422 if form.is_bound else 200)


@roles(Role.STEUERUNG)
def requirement_said(request: TenantRequest, number: int) -> HttpResponse:
    asked = next(
        (r for r in profiles.load(request.municipality.profile).structure_requirements if r.number == number), None
    )
    if asked is None:
        raise Http404
    said = RequirementSaid.objects.filter(municipality=request.municipality, requirement=number).first()
    form = RequirementForm(request.POST or None, instance=said)
    if request.method == "POST" and form.is_valid():
        actions.say_requirement(
            user=request.user,
            municipality=request.municipality,
            number=number,
            on=timezone.localdate(),
            **form.cleaned_data,
        )
        messages.success(request, _("Die Einschätzung ist gespeichert."))
        return redirect(f"{_page(request)}#anforderung-{number}")
    context = {"form": form, "asked": asked}
    return render(request, "actors/requirement_form.html", context, status=422 if form.is_bound else 200)


def _page(request: TenantRequest) -> str:
    return reverse("actors:structure", args=[request.municipality.slug])
