from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


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
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            # The error itself quotes the address.
            log.error("mail %s not sent: %s", template_prefix, type(error).__name__)
            messages.warning(self.request, _("Die Mail ging nicht hinaus. Bitte versuchen Sie es später noch einmal."))


def attempted_login(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """For axes: the account that somebody tries to enter, spelled as one.

    What was checked comes before what the form says: who signs in with a code sends a form of their own making.
    """
    checked = credentials or {}
    typed = checked.get("email") or checked.get(settings.AXES_USERNAME_FORM_FIELD) or request.POST.get("login", "")
    return str(typed).strip().lower()[:255]


def client_address(request: HttpRequest) -> str | None:
    """For axes: the address as allauth's own limits see it, behind `VERBINDLICH_PROXIES` proxies; of IPv6 the network."""
    address = get_client_ip(request)
    return str(truncate_ip(address)) if address else None
