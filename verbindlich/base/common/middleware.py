from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from verbindlich.base.common import errors


class BodyLimitMiddleware:
    """Refuses a request that announces more than any form takes, before a byte of it reaches the disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) > settings.REQUEST_MAX_BYTES:
            return errors.too_large(request)
        return self.get_response(request)


class HeadersMiddleware:
    """Signed-in pages stay out of shared caches and search engines; HTMX and full answers are told apart by caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()")
        if request.user.is_authenticated:
            response.setdefault("Cache-Control", "private, no-store")
            response.setdefault("X-Robots-Tag", "noindex")
        return response
