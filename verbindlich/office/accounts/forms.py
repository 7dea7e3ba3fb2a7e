from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm


class CountedCode(BaseAuthenticateForm):  # type: ignore[misc]
    """Codes of a second factor, counted per person: a million codes are soon tried from many addresses."""

    def clean_code(self) -> str:
        if not ratelimit.consume(context.request, action="second_factor", user=self.user):
            raise get_adapter().validation_error("too_many_login_attempts")
        return str(super().clean_code())


class SecondFactorForm(CountedCode, AuthenticateForm):  # type: ignore[misc]
    """The code when signing in."""


class SecondFactorAgainForm(CountedCode, ReauthenticateForm):  # type: ignore[misc]
    """The code before something delicate."""
