"""The text of the concept: what is written, when it was changed, and how it read on a day in the past."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils.safestring import SafeString, mark_safe

from verbindlich.base import profiles
from verbindlich.base.documents import html, markdown
from verbindlich.base.documents.difference import Change, difference
from verbindlich.base.profiles.model import ConceptElement
from verbindlich.domain.concepts.models import Section
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.trail.models import Event
from verbindlich.office.trail.querysets import EventQuerySet

# Elements whose content stands in rows of its own, and the page that shows them.
ELSEWHERE = {"handlungsfelder": "concepts:plan", "ziele-massnahmen": "concepts:measure-list"}


@dataclass(frozen=True, slots=True)
class Part:
    """A usual part of the concept and what is written of it. `words` 0: nothing yet. `elsewhere`: page of its rows, "" for most."""

    element: ConceptElement
    text: str
    words: int
    changed_at: datetime | None

    @property
    def elsewhere(self) -> str:
        return ELSEWHERE.get(self.element.id, "")

    @property
    def missing(self) -> bool:
        return not (self.words or self.elsewhere or self.element.optional)


@dataclass(frozen=True, slots=True)
class Stand:
    """How a text read once. `who` changed it then; `changes`: what became of its paragraphs since."""

    text: str
    at: datetime
    who: str
    changes: tuple[Change, ...]

    @property
    def unchanged(self) -> bool:
        return all(change.kind == "same" for change in self.changes)


def parts(municipality: Municipality) -> list[Part]:
    """All of them in the usual order; two queries."""
    sections = {section.element: section for section in Section.objects.filter(municipality=municipality)}
    changed = _last_changes(municipality, sections.values())
    found = []
    for element in profiles.load(municipality.profile).elements:
        section = sections.get(element.id)
        text = section.text if section else ""
        found.append(Part(element, text, len(text.split()), changed.get(section.pk) if section else None))
    return found


def _last_changes(municipality: Municipality, sections: Iterable[Section]) -> dict[int, datetime]:
    events = Event.objects.of(municipality).filter(
        model=Section._meta.label_lower, object_id__in=[section.pk for section in sections]
    )
    return dict(events.order_by().values_list("object_id").annotate(Max("at")))


def history(section: Section) -> EventQuerySet:
    """Who changed it when, newest first, without the texts."""
    found: EventQuerySet = _events(section).defer("before", "after")
    return found


def stand_at(section: Section, event: int) -> Stand | None:
    """The text as this event left it; None where it is no event of this section."""
    return _stand(section, _events(section).filter(pk=event).first())


def stand_on(section: Section, day: date) -> Stand | None:
    """The text at the end of that day; None before there was any."""
    return _stand(section, _events(section).until(day).first())


def _events(section: Section) -> EventQuerySet:
    return Event.objects.of(section.municipality).about(section).select_related("user")


def _stand(section: Section, event: Event | None) -> Stand | None:
    if event is None or event.after is None:
        return None
    text = str(event.after["text"])
    return Stand(text, event.at, event.user.name if event.user else "", difference(text, section.text))


def rendered(text: str, *, below: int = 1) -> SafeString:
    """Markdown as a part of a page, under a heading of this level. Safe: the tree knows no markup (base/documents)."""
    return mark_safe(html.fragment(markdown.blocks(text, below=below)))
