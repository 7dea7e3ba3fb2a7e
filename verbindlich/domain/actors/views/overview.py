"""The way into the directory: what is there, what is missing."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.base.calc.directory import gaps
from verbindlich.base.documents import chart
from verbindlich.domain.actors import access, directory_facts, picture
from verbindlich.domain.actors.gaps import lines
from verbindlich.office.accounts.tenancy import TenantRequest


def overview(request: TenantRequest) -> HttpResponse:
    today, rows = timezone.localdate(), picture.rows(request)
    context: dict[str, Any] = {"may_edit": access.may_edit(request), "inside": access.works_inside(request)}
    if not any(row.total for row in rows):
        return render(request, "actors/overview_empty.html", context)
    missing = lines(request, gaps(directory_facts.directory(request, today), today))
    context |= {
        "sentence": picture.sentence(request, rows),
        "gaps": missing,
        "open": _open(len(missing)),
        "rows": rows,
        "series": picture.series(),
        "comparison": picture.comparison(rows),
        "drawing": mark_safe(chart.svg(picture.drawing(rows))),
        "today": today,
    }
    return render(request, "actors/overview.html", context)


def _open(n: int) -> str:
    if not n:
        return _("Es fehlt nichts, was sich aus dem Verzeichnis ablesen lässt.")
    return ngettext("Ein Punkt braucht jemanden.", "%(n)d Punkte brauchen jemanden.", n) % {"n": n}
