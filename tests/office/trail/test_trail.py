from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from tests import factories
from verbindlich.office.trail.actions import record
from verbindlich.office.trail.models import Event
from verbindlich.office.trail.story import story


def on(day: date, obj: Any, **state: Any) -> None:
    before = obj.as_state()
    for name, value in state.items():
        setattr(obj, name, value)
    at = timezone.make_aware(datetime(day.year, day.month, day.day, 23, 59))
    record(user=None, verb="edit", obj=obj, municipality=obj.municipality, before=before, at=at)


def test_stand_am(cast: SimpleNamespace) -> None:
    obj = factories.organisation(cast.home, "Heute")
    Event.objects.all().delete()
    on(date(2025, 3, 1), obj, name="Sozialamt")
    on(date(2025, 6, 1), obj, name="Amt für Soziales")

    def name(day: date) -> str | None:
        state = Event.objects.state_on(obj, day)
        return state and state["name"]

    assert name(date(2025, 2, 28)) is None
    assert name(date(2025, 3, 1)) == "Sozialamt", "a change late on the day counts for that day"
    assert name(date(2025, 5, 31)) == "Sozialamt"
    assert name(date(2026, 1, 1)) == "Amt für Soziales"


def test_nothing_is_written_where_nothing_changed(cast: SimpleNamespace) -> None:
    obj = factories.organisation(cast.home)
    assert record(user=None, verb="edit", obj=obj, municipality=cast.home, before=obj.as_state()) is None
    assert Event.objects.about(obj).count() == 1


def test_the_story_speaks_german(cast: SimpleNamespace) -> None:
    top = factories.organisation(cast.home, "Landratsamt")
    obj = factories.organisation(cast.home, "Sozialamt")
    on(date(2025, 3, 1), obj, parent=top, kind="traeger")
    changes = {(c.field, c.before, c.after) for c in story(obj)[-1].changes}
    assert changes == {("gehört zu", "", "Landratsamt"), ("Gruppe", "kommunales Amt", "freier Träger")}


def test_a_deleted_user_leaves_the_deed_without_the_name(cast: SimpleNamespace) -> None:
    obj = factories.organisation(cast.home)
    Event.objects.about(obj).update(user=cast.lesend)
    cast.lesend.delete()
    assert [chapter.who for chapter in story(obj)] == [""]
