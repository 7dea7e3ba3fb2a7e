"""An object's story for a page: each event with the fields that changed, in the words of the object's model.

A model names the parts of its state that are no fields of its own in `STATE_LABELS`, and the words for values that no field
has choices for in `STATE_CHOICES`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from verbindlich.office.trail.models import Event, Traceable

VERBS: dict[str, str | Promise] = {
    "create": _("angelegt"),
    "edit": _("geändert"),
    "delete": _("gelöscht"),
    "restore": _("wiederhergestellt"),
    "merge": _("zusammengeführt"),
    "unmerge": _("Zusammenführung zurückgenommen"),
}


MOST = 100  # events on a page
LENGTH = 400  # characters of a value


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Chapter:
    at: datetime
    who: str
    kind: str
    verb: str | Promise
    changes: tuple[Change, ...]


def everything(event: Event) -> bool:
    return True


def story(obj: Traceable, *, hidden: Collection[str] = (), told: Callable[[Event], bool] = everything) -> list[Chapter]:
    """Newest first; one query. `hidden`: names of fields whose changes this reader must not see; `told`: which events."""
    return chapters(obj, (e for e in Event.objects.about(obj).select_related("user")[:MOST] if told(e)), hidden)


def chapters(obj: Traceable, events: Iterable[Event], hidden: Collection[str] = ()) -> list[Chapter]:
    """These events in the words of the model that they are about, of which `obj` is one."""
    return [
        Chapter(e.at, e.user.name if e.user else "", e.verb, VERBS.get(e.verb, e.verb), _changes(obj, e, hidden))
        for e in events
    ]


def _changes(obj: Traceable, event: Event, hidden: Collection[str]) -> tuple[Change, ...]:
    if event.before is None or event.after is None:
        return ()
    names = [name for name in event.after if name not in hidden and event.after[name] != event.before.get(name)]
    return tuple(
        Change(label(obj, name), _short(obj, name, event.before.get(name)), _short(obj, name, event.after[name]))
        for name in names
    )


def _short(obj: Traceable, name: str, value: Any) -> str:
    return Truncator(in_words(obj, name, value)).chars(LENGTH)


def label(obj: Traceable, name: str) -> str:
    """What people call this part of the object's state."""
    try:
        return str(obj._meta.get_field(name).verbose_name)
    except (FieldDoesNotExist, AttributeError):
        return str(getattr(obj, "STATE_LABELS", {}).get(name, name))


def in_words(obj: Traceable, name: str, value: Any) -> str:
    """A state's value for people: a choice by its label, {"id", "name"} by its name."""
    if isinstance(value, dict):
        return str(value.get("name", ""))
    if isinstance(value, list):
        return ", ".join(in_words(obj, name, item) for item in value)
    if isinstance(value, bool):
        return str(_("ja") if value else _("nein"))
    if isinstance(value, str) and isinstance(_field(obj, name), DateField):
        return f"{date.fromisoformat(value[:10]):%d.%m.%Y}"
    return str(_choices(obj, name).get(value, "" if value is None else value))


def _choices(obj: Traceable, name: str) -> dict[Any, Any]:
    own: dict[Any, Any] = getattr(obj, "STATE_CHOICES", {}).get(name, {})
    return own or dict(getattr(_field(obj, name), "flatchoices", ()))


def _field(obj: Traceable, name: str) -> Any:
    """The model's field, None where the name is none."""
    try:
        return obj._meta.get_field(name)
    except FieldDoesNotExist:
        return None
