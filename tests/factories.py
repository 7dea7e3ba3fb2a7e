"""Rows for tests, made by the product's own verbs."""

from __future__ import annotations

from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from verbindlich.domain.actors.actions import save_organisation
from verbindlich.domain.actors.models import Organisation
from verbindlich.office.accounts.models import Invitation, Municipality, Role, User


def organisation(municipality: Municipality, name: str = "Sozialamt", **fields: Any) -> Organisation:
    new = Organisation(
        municipality=municipality, name=name, kind=fields.pop("kind", Organisation.Kind.MUNICIPAL), **fields
    )
    return save_organisation(user=None, organisation=new)


def invitation(municipality: Municipality, email: str = "neu@example.org", role: str = Role.FACHAMT) -> Invitation:
    return Invitation.objects.create(municipality=municipality, email=email, name="N. Neu", role=role)


def second_factor(user: User) -> list[str]:
    """From now on the user signs in with a code; these are good for one sign-in each."""
    TOTP.activate(user, generate_totp_secret())
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes
