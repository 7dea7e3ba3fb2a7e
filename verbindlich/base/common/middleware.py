from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


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
