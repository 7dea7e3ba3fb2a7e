from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from verbindlich.office.accounts.models import Invitation
from verbindlich.office.instance.actions import invitation_token


def send_invitation(invitation: Invitation) -> None:
    """In German, whatever language the sender reads. The address comes from the settings, never from the request."""
    link = settings.BASE_URL + reverse("instance:accept", args=[invitation_token(invitation)])
    with override(settings.LANGUAGE_CODE):
        text = render_to_string("instance/mail_invitation.txt", {"invitation": invitation, "link": link})
        subject = _("Verbindlich: Ihr Zugang für %(name)s") % {"name": invitation.municipality}
    send_mail(" ".join(subject.split()), text, None, [invitation.email])
