"""Which municipality a request belongs to, and who may enter. A stranger learns nothing: 404."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from verbindlich.office.accounts.models import Membership, Municipality, Role, User

P = ParamSpec("P")


class TenantRequest(HttpRequest):
    """A request under /<kommune>/: signed in, member, municipality known."""

    user: User
    municipality: Municipality
    membership: Membership


def within(request: HttpRequest, membership: Membership) -> TenantRequest:
    """The request as it would be under this municipality's address, for pages that show something of several."""
    inside = copy(request)
    inside.membership, inside.municipality = membership, membership.municipality  # type: ignore[attr-defined]
    return cast(TenantRequest, inside)


class TenancyMiddleware:
    """Takes `kommune` out of the view's arguments and sets request.municipality and request.membership.

    No view under /<kommune>/ can be reached without a membership, whatever the view does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.municipality = request.membership = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if "kommune" not in kwargs:
            return None
        slug = kwargs.pop("kommune")
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        membership = Membership.objects.held_by(request.user).filter(municipality__slug=slug).first()
        if membership is None:
            raise Http404
        room = request.resolver_match.app_name if request.resolver_match else ""
        if room and not membership.municipality.has_room(room):
            raise Http404
        membership.user = request.user
        request.membership = membership  # type: ignore[attr-defined]
        request.municipality = membership.municipality  # type: ignore[attr-defined]
        return None


TenantView = Callable[Concatenate[TenantRequest, P], HttpResponse]


def roles(*allowed: Role) -> Callable[[TenantView[P]], TenantView[P]]:
    """For a view that only some roles may use; the others get 403 with a word about whom to ask."""

    def decorate(view: TenantView[P]) -> TenantView[P]:
        @wraps(view)
        def checked(request: TenantRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.membership.role not in allowed:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate
