from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from verbindlich.office.accounts.models import Invitation
from verbindlich.office.instance.actions import invitation_token


def send_invitation(invitation: Invitation) -> None:
    """The address comes from the settings, never from the request."""
    link = settings.BASE_URL + reverse("instance:accept", args=[invitation_token(invitation)])
    text = render_to_string("instance/mail_invitation.txt", {"invitation": invitation, "link": link})
    send_mail(
        _("Verbindlich: Ihr Zugang für %(name)s") % {"name": invitation.municipality}, text, None, [invitation.email]
    )
