"""What every page needs: navigation, title of the municipality, mode of the installation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from verbindlich import __version__
from verbindlich.base.common import slots


def page(request: HttpRequest) -> dict[str, Any]:
    municipality = getattr(request, "municipality", None)
    match = request.resolver_match
    room = match.app_name if match else ""
    settings_nav = slots.gather("settings", request) if municipality else []
    return {
        "municipality": municipality,
        "nav": slots.gather("nav", request) if municipality else [],
        "settings_nav": settings_nav,
        "in_settings": room in [item.room for item in settings_nav],
        "room": room,
        "product_version": __version__,
        "demo_mode": not settings.PRODUCTION,
    }
