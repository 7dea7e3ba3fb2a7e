"""The way into the concept: what it is, what is missing, how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.base.common.slots import Deadline, gather
from verbindlich.base.documents import chart
from verbindlich.domain.concepts import access, checking, picture
from verbindlich.domain.concepts.models import Version
from verbindlich.domain.concepts.todo import Todo, current, todos
from verbindlich.office.accounts.tenancy import TenantRequest

NEXT = 6  # deadlines that are shown


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline and the days until then; negative where it is past."""

    deadline: Deadline
    days: int


def overview(request: TenantRequest) -> HttpResponse:
    today = timezone.localdate()
    checking.ensure_today(request.municipality)
    concept, rows = access.concept_for(request), picture.field_rows(request, today)
    context: dict[str, Any] = {"object": concept, "steers": access.steers(request)}
    if concept is None and not rows:
        return render(request, "concepts/overview_empty.html", context)
    versions = list(access.versions_for(request).filter(kind=Version.Kind.CONCEPT).defer("snapshot"))
    adopted = current(versions)
    missing = todos(request, concept, adopted, today)
    context |= {
        "adopted": adopted, "in_work": next((v for v in versions if not v.adopted), None), "todos": missing,
        "sentence": f"{_open(missing)} {picture.sentence(rows)}", "deadlines": _deadlines(request, today), "rows": rows,
        "drawn": picture.DRAWN, "comparison": picture.comparison(rows), "today": today,
        "drawing": mark_safe(chart.svg(picture.drawing(rows))) if rows else "",
    }  # fmt: skip
    return render(request, "concepts/overview.html", context)


def _open(missing: tuple[Todo, ...]) -> str:
    if not missing:
        return _("Es fehlt nichts, was die Prüfung kennt.")
    return ngettext("Ein Punkt ist offen.", "%(n)d Punkte sind offen.", len(missing)) % {"n": len(missing)}


def _deadlines(request: TenantRequest, today: date) -> list[Due]:
    """Of all rooms, the earliest first; those that passed stay until they are moved."""
    found = sorted(gather("deadlines", request), key=lambda deadline: deadline.day)
    return [Due(deadline, (deadline.day - today).days) for deadline in found[:NEXT]]
