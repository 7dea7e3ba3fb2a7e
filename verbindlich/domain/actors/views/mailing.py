from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from verbindlich.base.common.export import csv_response, xlsx_response
from verbindlich.domain.actors.mailing import EXPORTED, MailingList
from verbindlich.office.accounts.tenancy import TenantRequest


def mailing(request: TenantRequest) -> HttpResponse:
    """The Steuerung's alone; that somebody else asked is noted, for the page holds what a file would."""
    wish = request.GET.get("als")
    found = MailingList(request, "Verteiler")
    name = f"verteiler-{request.municipality.slug}"
    if wish == "csv":
        return csv_response(name, EXPORTED, found.exported)
    if wish == "xlsx":
        return xlsx_response(name, _("Verteiler"), EXPORTED, found.exported)
    return render(request, "actors/mailing.html", {"found": found, "filters": found.filters, "query": _query(request)})


def _query(request: TenantRequest) -> str:
    """The filters as they stand in the address, for the links to the files."""
    params = request.GET.copy()
    params.pop("als", None)
    return f"&{params.urlencode()}" if params else ""
