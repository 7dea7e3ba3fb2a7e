"""What happened to a measure or a need, as its reader may see it."""

from __future__ import annotations

from verbindlich.domain.concepts.access import sees_remarks, sees_sources, steers, takes_part
from verbindlich.domain.concepts.models import Measure, Need
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.trail.models import Event
from verbindlich.office.trail.story import Chapter, story
from verbindlich.office.vocab.models import Visibility

INSIDE = ("remark", "contacts")


def measure_story(request: TenantRequest, measure: Measure) -> list[Chapter]:
    """One query. Internal remarks and who was asked stay with Steuerung and Fachamt, in the past too; what was written while
    the measure was internal stays with those who worked on it. An act that changed nothing else is left out for the others."""
    if steers(request) or takes_part(request, measure):
        return story(measure, hidden=("contacts",))
    return _telling(story(measure, hidden=("contacts",) if sees_remarks(request) else INSIDE, told=_open))


def _open(event: Event) -> bool:
    states = [state for state in (event.before, event.after) if state]
    return all(state.get("visibility") != Visibility.INTERNAL for state in states)


def need_story(request: TenantRequest, need: Need) -> list[Chapter]:
    """One query. From whom it came stays with Steuerung and Fachamt; the measures that answered it once may be internal."""
    hidden = [] if steers(request) else ["measure"]
    return _telling(story(need, hidden=hidden if sees_sources(request) else [*hidden, "source_name"]))


def _telling(chapters: list[Chapter]) -> list[Chapter]:
    return [chapter for chapter in chapters if chapter.changes or chapter.kind != "edit"]
