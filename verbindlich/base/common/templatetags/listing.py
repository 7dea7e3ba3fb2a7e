"""Links of a list that keep what is chosen."""

from __future__ import annotations

from django import template

from verbindlich.base.common import german
from verbindlich.base.common.listing import Listing

register = template.Library()
register.filter("breakable", german.breakable)


@register.simple_tag
def list_url(listing: Listing, **changes: object) -> str:
    """The list's query string with parameters changed; an empty value drops one: `{% list_url listing seite=2 %}`."""
    return listing.url(**{name: None if value in (None, "") else str(value) for name, value in changes.items()})


@register.simple_tag
def without(listing: Listing, name: str) -> str:
    """The list's query string without one filter, from its first page."""
    return listing.url(**{name: None, "seite": None})
