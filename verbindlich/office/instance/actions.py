"""Verbs of the administration: municipalities, invitations, roles, the first administrator."""

from __future__ import annotations

import hmac
from typing import Any

from allauth.account.models import EmailAddress
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from verbindlich.base.common.lock import claim
from verbindlich.office.accounts.models import Invitation, Membership, Municipality, Role, UsedSlug, User
from verbindlich.office.trail.actions import record

SALT = "verbindlich.invitation"


def setup_code() -> str:
    """The word that proves access to the machine on a first run: printed at start, never stored."""
    return salted_hmac("verbindlich.setup", "first administrator").hexdigest()[:16]


def setup_open() -> bool:
    return not User.objects.exists()


@transaction.atomic
def create_first_admin(*, code: str, email: str, name: str, password: str) -> User:
    """Raises ValidationError if the code is wrong or somebody was first."""
    if not hmac.compare_digest(code.strip().encode(), setup_code().encode()):
        raise ValidationError({"code": _("Der Code stimmt nicht. Er steht in der Ausgabe beim Start der Anwendung.")})
    if not setup_open():
        raise ValidationError(_("Es gibt schon ein Konto. Bitte anmelden."))
    user = User.objects.create_user(email, password, name=name, is_instance_admin=True)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@transaction.atomic
def save_municipality(*, user: User, municipality: Municipality, version: int | None = None) -> Municipality:
    """Create or change. Raises ValidationError for a used address, StaleSave if somebody saved since `version`."""
    before = None
    if municipality.pk:
        stored = claim(Municipality, municipality.pk, version or 0)
        before, municipality.version = stored.as_state(), stored.version
    if UsedSlug.objects.filter(slug=municipality.slug).exclude(municipality_id=municipality.pk).exists():
        raise ValidationError(
            {"slug": _("Diese Adresse war schon vergeben und wird nie neu vergeben. Bitte eine andere wählen.")}
        )
    municipality.save()
    UsedSlug.objects.get_or_create(slug=municipality.slug, defaults={"municipality": municipality})
    record(user=user, verb="edit" if before else "create", obj=municipality, municipality=municipality, before=before)
    return municipality


@transaction.atomic
def switch_room(*, user: User, municipality: Municipality, room: str, on: bool) -> None:
    """A room of the municipality on or off; nothing in it is lost. Nothing to do where it is so already."""
    stored = Municipality.objects.select_for_update().get(pk=municipality.pk)
    if stored.has_room(room) == on:
        return
    before = stored.as_state()
    stored.rooms_off = [other for other in stored.rooms_off if other != room] + ([] if on else [room])
    stored.version += 1
    stored.save()
    record(user=user, verb="edit", obj=stored, municipality=stored, before=before)


def invite(*, by: User, municipality: Municipality, email: str, name: str, role: str) -> Invitation:
    """Raises ValidationError if the person already belongs to the municipality. The mail is sent by the caller, after commit."""
    if Membership.objects.of(municipality).filter(user__email__iexact=email).exists():
        raise ValidationError(
            {"email": _("Diese Person hat hier schon einen Zugang. Die Rolle lässt sich in der Liste ändern.")}
        )
    with transaction.atomic():
        Invitation.objects.filter(municipality=municipality, email__iexact=email, accepted_at=None).delete()
        return Invitation.objects.create(
            municipality=municipality, email=email.lower(), name=name, role=role, invited_by=by
        )


def invitation_token(invitation: Invitation) -> str:
    """Made when the mail is written, stored nowhere."""
    return signing.dumps([invitation.pk, invitation.email], salt=SALT)


def invitation_for(token: str) -> Invitation | None:
    """The open invitation that a token names; None if forged, withdrawn, used or too old."""
    try:
        pk, email = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    found = Invitation.objects.filter(pk=pk, email=email).select_related("municipality", "invited_by").first()
    return found if found and found.open else None


@transaction.atomic
def accept(*, invitation: Invitation, user: User | None = None, name: str = "", password: str = "") -> User:
    """Turn an open invitation into a membership; makes the account unless `user` has one. Raises ValidationError if no longer open."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not locked.open or locked.municipality is None:
        raise ValidationError(_("Diese Einladung gilt nicht mehr."))
    if user is None:
        user = User.objects.create_user(locked.email, password, name=name)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    # Whoever is in already keeps the role: it changes in the list, where the last Steuerung stays.
    Membership.objects.get_or_create(user=user, municipality=locked.municipality, defaults={"role": locked.role})
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    return user


@transaction.atomic
def change_role(*, membership: Membership, role: str) -> None:
    """Raises ValidationError where the last Steuerung would go."""
    if role != Role.STEUERUNG:
        _keep_one_steering(membership)
    membership.role = role
    membership.save(update_fields=["role"])


@transaction.atomic
def remove_member(*, membership: Membership) -> None:
    """Raises ValidationError where the last Steuerung would go."""
    _keep_one_steering(membership)
    membership.delete()


def _keep_one_steering(membership: Membership) -> None:
    """Locks all Steuerungen, read anew: two people may be taking the role from each other."""
    steering: Any = Membership.objects.of(membership.municipality).filter(role=Role.STEUERUNG).order_by("pk")
    if [m.pk for m in steering.select_for_update()] == [membership.pk]:
        raise ValidationError(
            _("Das ist der letzte Zugang mit der Rolle Steuerung. Geben Sie zuerst jemand anderem diese Rolle.")
        )
