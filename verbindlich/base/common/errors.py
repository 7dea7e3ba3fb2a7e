"""Error pages: what happened, what to do. The 500 page needs no database and no session."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "common/error.html", {"title": title, "text": text, "status": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    text = _("Bitte gehen Sie zurück und versuchen Sie es noch einmal. Bleibt es dabei, laden Sie die Seite neu.")
    return _page(request, 400, _("Diese Anfrage konnten wir nicht verstehen"), text)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    text = _(
        "Ihre Rolle erlaubt das nicht. Wenn Sie es für Ihre Arbeit brauchen, sprechen Sie die Steuerung Ihrer Kommune an."
    )
    return _page(request, 403, _("Dafür reicht Ihre Berechtigung nicht"), text)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    text = _(
        "Ihre Sitzung ist abgelaufen oder der Browser hat Cookies abgelehnt. Gehen Sie zurück (Ihre Eingaben stehen dort meist noch), "
        "laden Sie die Seite neu und senden Sie noch einmal."
    )
    return _page(request, 403, _("Die Seite war zu lange offen"), text)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    text = _("Die Adresse ist falsch geschrieben, der Eintrag wurde gelöscht, oder er gehört zu einer anderen Kommune.")
    return _page(request, 404, _("Hier ist nichts"), text)


def too_large(request: HttpRequest) -> HttpResponse:
    text = _(
        "Angenommen werden Dateien bis 25 MB. Entfernen Sie Bilder oder speichern Sie nur das Blatt mit den Maßnahmen."
    )
    return _page(request, 413, _("Das ist zu groß"), text)


def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("common/error_500.html"), status=500)
