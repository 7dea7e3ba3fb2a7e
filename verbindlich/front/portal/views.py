from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from verbindlich.front.portal.public import places
from verbindlich.office.accounts.models import Membership, Municipality, User
from verbindlich.office.instance.actions import setup_open


def home(request: HttpRequest) -> HttpResponse:
    """The public front door; a signed-in person with one municipality goes straight to it."""
    if not request.user.is_authenticated:
        context = {"setup_open": setup_open(), "demo_users": _demo_users(), "places": places()}
        return render(request, "portal/home.html", context)
    memberships = list(Membership.objects.held_by(request.user).order_by("municipality__name"))
    if len(memberships) == 1:
        return redirect(_workplace(memberships[0].municipality))
    if not memberships and request.user.is_instance_admin:
        return redirect("instance:municipality-list")
    choices = [(membership, _workplace(membership.municipality)) for membership in memberships]
    return render(request, "portal/choose.html", {"places": choices})


def _workplace(municipality: Municipality) -> str:
    """Where work in a municipality begins: with its concept, if it has that room."""
    page = "concepts:overview" if municipality.has_room("concepts") else "actors:organisation-list"
    return reverse(page, args=[municipality.slug])


def _demo_users() -> list[User]:
    return [] if settings.PRODUCTION else list(User.objects.filter(is_demo=True).order_by("pk"))


def healthy(request: HttpRequest) -> HttpResponse:
    """For a watchdog: 200 where the application and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
