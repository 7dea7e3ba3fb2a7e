"""Fetching is authorising."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from verbindlich.office.accounts.models import Invitation, Membership, Municipality
from verbindlich.office.accounts.tenancy import TenantRequest


def instance_admin(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For the administration of the installation; it does not exist for anybody else."""

    @login_required
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_instance_admin:  # type: ignore[union-attr]
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def municipality_for(pk: int) -> Municipality:
    return get_object_or_404(Municipality, pk=pk)


def membership_for(request: TenantRequest, pk: int) -> Membership:
    rows = Membership.objects.of(request.municipality).select_related("user", "municipality")
    found: Membership = get_object_or_404(rows, pk=pk)
    return found


def invitation_of(request: TenantRequest, pk: int) -> Invitation:
    return get_object_or_404(Invitation, pk=pk, municipality=request.municipality, accepted_at=None)
