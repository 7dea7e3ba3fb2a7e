"""The name of an organisation, as a link where this reader may follow it."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html

from verbindlich.domain.actors.access import may_open, may_tell
from verbindlich.domain.actors.models import Organisation

register = template.Library()


@register.simple_tag(takes_context=True)
def organisation(context: dict[str, Any], body: Organisation | None, *, named: bool = False) -> str:
    """`{% organisation position.unit %}`; an en dash where there is none that this reader may know. No query.

    `named`: what names it tells everybody its name, as measures and strategies do.
    """
    if body is None or not (named or may_tell(context["request"], body)):
        return "–"
    if not may_open(context["request"], body):
        return conditional_escape(body.name)
    url = reverse("actors:organisation-detail", args=[context["request"].municipality.slug, body.pk])
    return format_html('<a href="{}">{}</a>', url, body.name)
