from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody registers: people are invited. Links in mails come from the settings, never from the Host header."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        for key in ("password_reset_url", "activate_url"):
            if key in context:
                path = "/" + context[key].split("://", 1)[-1].split("/", 1)[-1]
                context[key] = settings.BASE_URL + path
        context["current_site"] = SimpleNamespace(name="Verbindlich", domain=settings.HOST)
        super().send_mail(template_prefix, email, context)


def attempted_login(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """For axes: the account that somebody tries to enter, spelled as one."""
    user = getattr(request, "user", None)
    typed = request.POST.get("login") or (credentials or {}).get("email") or getattr(user, "email", "")
    return str(typed).strip().lower()[:255]
