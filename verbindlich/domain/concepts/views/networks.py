"""The goals of the concept that a network of the directory works for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from verbindlich.domain.actors.access import entry_for
from verbindlich.domain.actors.models import Network
from verbindlich.domain.concepts import access
from verbindlich.domain.concepts.forms.networks import NetworkGoalsForm
from verbindlich.domain.concepts.linking import link_goals
from verbindlich.domain.concepts.models import Goal
from verbindlich.office.accounts.tenancy import TenantRequest


def network_goals(request: TenantRequest, pk: int) -> HttpResponse:
    network, among = entry_for(request, Network, pk, edit=True), access.rows_for(request, Goal)
    back = reverse("actors:network-detail", args=[request.municipality.slug, pk]) + "#ziele"
    initial = {"goals": [goal.pk for goal in access.goals_of(request, network)]}
    form = NetworkGoalsForm(request.POST or None, initial=initial, among=among)
    if form.is_valid():
        link_goals(user=request.user, network=network, goals=form.cleaned_data["goals"])
        messages.success(request, _("Die Ziele sind gespeichert."))
        return redirect(back)
    context = {"form": form, "object": network, "back": back, "goals": among}
    return render(request, "concepts/network_goals.html", context, status=422 if form.is_bound else 200)
