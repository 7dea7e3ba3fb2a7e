"""Pieces that every page of the concept shows."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from verbindlich.domain.concepts.access import steers
from verbindlich.domain.concepts.models import Finding

register = template.Library()


@register.inclusion_tag("concepts/subnav.html", takes_context=True)
def subnav(context: Context, here: str = "") -> dict[str, Any]:
    """The pages of the concept; `here` is the current one.

    The number of findings that are no mere notes is for the Steuerung, who mends them: one query, none for the others, whom
    it would tell of internal measures.
    """
    request = context["request"]
    count = 0
    if steers(request):
        count = Finding.objects.filter(municipality=request.municipality).exclude(severity="note").count()
    return {"municipality": request.municipality, "here": here, "findings": count}
