"""What the trail holds about a contact person: the person's own story, and other rows' states whose texts hold the name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base.calc.traces import Traces
from verbindlich.base.common.slots import PersonData
from verbindlich.office.trail.models import Event
from verbindlich.office.trail.story import VERBS, in_words, label

BATCH = 200


def person_data() -> Iterator[PersonData]:
    yield PersonData(gettext_lazy("Verlauf"), export, erase)
    yield PersonData(
        gettext_lazy("Verlauf anderer Einträge, deren Texte den Namen nennen"), export_others, erase_others
    )


def export(person: Any) -> Sequence[dict[str, Any]]:
    """Every event about the person, in words. One query."""
    return [
        {_("am"): event.at, _("was"): str(VERBS.get(event.verb, event.verb)), _("Stand danach"): _state(person, event)}
        for event in Event.objects.about(person)
    ]


def _state(person: Any, event: Event) -> list[str]:
    said = {name: in_words(person, name, value) for name, value in (event.after or {}).items()}
    return [f"{label(person, name)}: {value}" for name, value in said.items() if value]


def erase(person: Any) -> None:
    """That something happened stays, and when; what the person was then goes. Two queries."""
    mine = Event.objects.about(person)
    mine.filter(before__isnull=False).update(before={})
    mine.filter(after__isnull=False).update(after={})


def export_others(person: Any) -> Sequence[dict[str, Any]]:
    events = Event.objects.of(person.municipality).telling(Traces.of(person))
    return [{_("am"): event.at, _("wo"): f"{_kind(event.model)} Nr. {event.object_id}"} for event in events]


def _kind(model: str) -> str:
    """ "Maßnahme"; the bare label of a model that is no more."""
    try:
        return str(apps.get_model(model)._meta.verbose_name)
    except LookupError:
        return model


def erase_others(person: Any) -> None:
    """A token in the place of the name. Three queries, one where nothing holds it."""
    traces = Traces.of(person)
    events = Event.objects.of(person.municipality).telling(traces)
    for name in ("before", "after"):  # apart, since a bulk update would make null of what is not there
        said = [event for event in events if getattr(event, name) is not None]
        for event in said:
            setattr(event, name, traces.without(getattr(event, name)))
        Event.objects.bulk_update(said, [name], batch_size=BATCH)
