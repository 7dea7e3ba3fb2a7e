"""An object's story for a page: each event with the fields that changed, in the words of the object's model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verbindlich.office.trail.models import Event, Traceable

VERBS: dict[str, str | Promise] = {
    "create": _("angelegt"),
    "edit": _("geändert"),
    "delete": _("gelöscht"),
    "restore": _("wiederhergestellt"),
}


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Chapter:
    at: datetime
    who: str
    verb: str | Promise
    changes: tuple[Change, ...]


def story(obj: Traceable) -> list[Chapter]:
    """Newest first; one query."""
    events = Event.objects.about(obj).select_related("user")[:200]
    return [Chapter(e.at, e.user.name if e.user else "", VERBS.get(e.verb, e.verb), _changes(obj, e)) for e in events]


def _changes(obj: Traceable, event: Event) -> tuple[Change, ...]:
    if event.before is None or event.after is None:
        return ()
    names = [name for name in event.after if event.after[name] != event.before.get(name)]
    return tuple(
        Change(_label(obj, name), _text(obj, name, event.before.get(name)), _text(obj, name, event.after[name]))
        for name in names
    )


def _label(obj: Traceable, name: str) -> str:
    try:
        return str(obj._meta.get_field(name).verbose_name)
    except (FieldDoesNotExist, AttributeError):
        return name


def _text(obj: Traceable, name: str, value: Any) -> str:
    """A state's value for people: a choice by its label, {"id", "name"} by its name."""
    if isinstance(value, dict):
        return str(value.get("name", ""))
    if isinstance(value, list):
        return ", ".join(_text(obj, name, item) for item in value)
    choices = dict(getattr(obj._meta.get_field(name), "flatchoices", ())) if isinstance(value, str) else {}
    return str(choices.get(value, "" if value is None else value))
