"""The steps of a version: what each needs, writes and freezes, who may take it, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.base.calc.cycle import STATES, STEPS, NotAllowed
from verbindlich.base.common.lock import StaleSave
from verbindlich.domain.concepts import checking, versioning
from verbindlich.domain.concepts.models import Finding, Measure, Milestone, Version
from verbindlich.domain.concepts.snapshot import kept, take
from verbindlich.office.trail.actions import backdated
from verbindlich.office.trail.models import Event

TODAY = timezone.localdate
DAY = date(2025, 6, 12)
RESOLVED = {"body": "Kreistag", "resolution": "2025/031"}


@pytest.fixture
def url(cast: SimpleNamespace) -> Callable[..., str]:
    return lambda name, *args: reverse(f"concepts:{name}", args=[cast.home.slug, *args])


def fresh(version: Version) -> Version:
    return Version.objects.get(pk=version.pk)


def step(verb: Any, version: Version, **said: Any) -> Any:
    now = fresh(version)
    return verb(user=None, version=now, seen=now.version, **said)


def adopt(version: Version, on: date = DAY, **said: Any) -> Version:
    return step(versioning.adopt, version, on=on, **{**RESOLVED, **said})  # type: ignore[no-any-return]


def page(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


# the cycle


def test_a_version_from_draft_to_replaced(cast: SimpleNamespace) -> None:
    factories.measure(cast.home)
    first = factories.version(cast.home)
    assert (first.state, first.snapshot) == ("entwurf", "")
    assert step(versioning.consult, first).state == "beratung"
    assert adopt(first).state == "beschlossen"
    assert step(versioning.submit, first, on=date(2025, 9, 1)).state == "vorgelegt"
    second = factories.version(cast.home, "Fassung 2")
    assert fresh(first).state == "fortgeschrieben"
    adopt(second, date(2026, 6, 12))
    assert (fresh(first).state, fresh(second).state) == ("ersetzt", "beschlossen")
    assert fresh(first).submitted_on == date(2025, 9, 1)


def test_each_step_is_in_the_trail_with_the_checksum_alone(cast: SimpleNamespace) -> None:
    factories.measure(cast.home, "Sprachkurs-Börse")
    version = factories.version(cast.home)
    consulted = step(versioning.consult, version)
    adopt(version)
    events = list(Event.objects.about(version).order_by("pk"))
    assert [event.verb for event in events] == ["create", "edit", "edit"]
    assert events[1].after["sha256"] == consulted.sha256
    assert events[2].after["resolution"] == "2025/031"
    assert not Event.objects.filter(model="concepts.version", after__icontains="Sprachkurs").exists()


def test_the_catalogue_has_its_own_cycle(cast: SimpleNamespace) -> None:
    concept = factories.version(cast.home, adopted_on=DAY)
    catalogue = factories.version(cast.home, "Katalog", "katalog", adopted_on=date(2025, 9, 1))
    later = factories.version(cast.home, "Katalog 2", "katalog", adopted_on=date(2026, 9, 1))
    assert [fresh(version).state for version in (concept, catalogue, later)] == [
        "beschlossen",
        "ersetzt",
        "beschlossen",
    ]


def test_one_draft_at_a_time(cast: SimpleNamespace) -> None:
    factories.version(cast.home)
    with pytest.raises(ValidationError, match="„Fassung 1“ ist noch in Arbeit"):
        factories.version(cast.home, "Fassung 2")
    factories.version(cast.home, "Katalog", "katalog")
    factories.version(cast.neighbour)
    with pytest.raises(ValidationError):
        factories.version(cast.neighbour, "  ")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", sorted(set(STEPS) - {"fortschreiben", "abloesen"}))
def test_no_verb_goes_where_the_table_does_not(name: str, state: str, cast: SimpleNamespace) -> None:
    verbs = {
        "beraten": versioning.consult, "zuruecknehmen": versioning.withdraw, "verwerfen": versioning.discard,
        "beschliessen": adopt_now, "vorlegen": submit_now, "berichtigen": versioning.amend,
    }  # fmt: skip
    version = Version.objects.create(municipality=cast.home, name="V", state=state, **GIVEN[state])
    if state in STEPS[name]:  # type: ignore[index]
        verbs[name](user=None, version=version, seen=1)
        then = STEPS[name][state]  # type: ignore[index]
        assert Version.objects.filter(pk=version.pk, state=then).exists() is (then is not None)
    else:
        with pytest.raises(NotAllowed):
            verbs[name](user=None, version=version, seen=1)
        assert (fresh(version).state, fresh(version).version) == (state, 1)


GIVEN: dict[str, dict[str, Any]] = {
    **{state: {"adopted_on": DAY, **RESOLVED} for state in STATES},
    "entwurf": {},
    "beratung": {},
}


def adopt_now(**said: Any) -> Version:
    return versioning.adopt(on=DAY, **RESOLVED, **said)


def submit_now(**said: Any) -> Version:
    return versioning.submit(on=DAY, **said)


def test_what_was_submitted_is_not_submitted_twice(cast: SimpleNamespace) -> None:
    version = factories.version(cast.home, adopted_on=DAY)
    factories.version(cast.home, "Fassung 2")
    assert step(versioning.submit, version, on=date(2025, 9, 1)).state == "fortgeschrieben"
    with pytest.raises(NotAllowed):
        step(versioning.submit, version, on=date(2025, 9, 2))


# what is frozen


def test_adopting_freezes_what_stands_there(cast: SimpleNamespace) -> None:
    measure = factories.measure(cast.home, "Börse")
    version = factories.version(cast.home, adopted_on=DAY)
    then = take(cast.home, "konzept")
    Measure.objects.filter(pk=measure.pk).update(title="Ganz anders")
    found = kept(fresh(version))
    assert (found.snapshot, found.trouble) == (then, "")
    assert fresh(version).frozen_at is not None


def test_the_council_may_adopt_what_was_consulted_or_what_came_of_it(cast: SimpleNamespace) -> None:
    for as_consulted, expected in ((True, "vorher"), (False, "nachher")):
        Measure.objects.all().delete()
        measure = factories.measure(cast.home, "vorher")
        version = factories.version(cast.home)
        step(versioning.consult, version)
        Measure.objects.filter(pk=measure.pk).update(title="nachher")
        found = kept(adopt(version, as_consulted=as_consulted)).snapshot
        assert found and [one.title for one in found.measures] == [expected]


def test_taken_back_and_sent_again(cast: SimpleNamespace) -> None:
    version = factories.version(cast.home)
    consulted = step(versioning.consult, version).sha256
    withdrawn = step(versioning.withdraw, version)
    assert (withdrawn.state, withdrawn.snapshot, withdrawn.sha256, withdrawn.frozen_at) == ("entwurf", "", "", None)
    assert Event.objects.about(version).filter(before__sha256=consulted).exists(), "its checksum stays in the trail"
    factories.measure(cast.home)
    assert step(versioning.consult, version).sha256 != consulted


def test_a_draft_that_is_given_up(cast: SimpleNamespace) -> None:
    former = factories.version(cast.home, adopted_on=DAY)
    for submitted in (False, True):
        if submitted:
            step(versioning.submit, former, on=date(2025, 9, 1))
        draft = factories.version(cast.home, "Fassung 2")
        assert fresh(former).state == "fortgeschrieben"
        step(versioning.discard, draft)
        assert fresh(former).state == ("vorgelegt" if submitted else "beschlossen")
        assert not Version.objects.filter(pk=draft.pk).exists()
        assert Event.objects.about(draft).first().verb == "delete"  # type: ignore[union-attr]


def test_a_step_of_the_past_is_dated_there(cast: SimpleNamespace) -> None:
    moment = timezone.make_aware(datetime(2025, 6, 12, 18))
    with backdated(moment):
        version = factories.version(cast.home, adopted_on=DAY)
    assert (version.created_at, version.frozen_at) == (moment, moment)


# what a step asks for


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"body": " "}, "body"),
        ({"resolution": ""}, "resolution"),
        ({"on": date(2024, 1, 1)}, "adopted_on"),
        ({"on": TODAY() + timedelta(days=1)}, "adopted_on"),
    ],
)
def test_adopting_needs_a_day_a_body_and_a_number(said: dict[str, Any], field: str, cast: SimpleNamespace) -> None:
    factories.version(cast.home, adopted_on=DAY)
    draft = factories.version(cast.home, "Fassung 2")
    with pytest.raises(ValidationError) as refused:
        adopt(draft, **{"on": TODAY(), **said})
    assert list(refused.value.message_dict) == [field]
    assert fresh(draft).state == "entwurf"


@pytest.mark.parametrize("day", [DAY - timedelta(days=1), TODAY() + timedelta(days=1)])
def test_submitted_after_the_adoption_and_not_tomorrow(day: date, cast: SimpleNamespace) -> None:
    version = factories.version(cast.home, adopted_on=DAY)
    with pytest.raises(ValidationError) as refused:
        step(versioning.submit, version, on=day)
    assert list(refused.value.message_dict) == ["submitted_on"]


def test_mending_what_was_entered_wrong(cast: SimpleNamespace) -> None:
    first = factories.version(cast.home, adopted_on=DAY)
    second = factories.version(cast.home, "Fassung 2", adopted_on=date(2026, 1, 1))
    third = factories.version(cast.home, "Fassung 3", adopted_on=date(2026, 6, 1))
    frozen = fresh(second).sha256
    now = fresh(second)
    now.name, now.adopted_on, now.resolution = " Fassung II ", date(2026, 2, 1), "7"
    mended = versioning.amend(user=None, version=now, seen=now.version)
    assert (mended.name, mended.adopted_on, mended.resolution, mended.sha256) == (
        "Fassung II",
        date(2026, 2, 1),
        "7",
        frozen,
    )
    for day, said in ((DAY - timedelta(days=1), "davor"), (date(2026, 6, 2), "danach"), (None, "Datum")):
        now = fresh(second)
        now.adopted_on = day
        with pytest.raises(ValidationError, match=said):
            versioning.amend(user=None, version=now, seen=now.version)
    assert [fresh(version).state for version in (first, third)] == ["ersetzt", "beschlossen"]


# two at once


def test_of_two_who_step_at_once_one_wins(cast: SimpleNamespace) -> None:
    version = factories.version(cast.home)
    versioning.consult(user=None, version=version, seen=1)
    with pytest.raises(StaleSave):
        versioning.adopt(user=None, version=version, seen=1, on=DAY, **RESOLVED)


def test_the_second_is_told(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    version = factories.version(cast.home)
    said = {"schritt": "beschliessen", "version_seen": 1, "adopted_on": "2025-06-12", **RESOLVED}
    assert clients.steuerung.post(url("version-step", version.pk), said).status_code == 302
    answer = clients.steuerung.post(url("version-step", version.pk), said)
    assert answer.status_code == 409
    assert "steht inzwischen so da: beschlossen" in page(answer)
    assert Event.objects.about(version).count() == 2


def test_the_second_who_mends_sees_both_texts(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    version = factories.version(cast.home)
    post = lambda name: clients.steuerung.post(  # noqa: E731
        url("version-step", version.pk), {"schritt": "berichtigen", "version_seen": 1, "name": name}
    )
    assert post("Meine").status_code == 302
    answer = post("Andere")
    assert answer.status_code == 409 and "Meine" in page(answer) and "Andere" in page(answer)


# the check


@pytest.mark.at_once
def test_the_check_hears_of_an_adoption(cast: SimpleNamespace) -> None:
    factories.concept(cast.home)
    rule = Finding.objects.filter(municipality=cast.home, rule="not-adopted")
    assert rule.exists()
    draft = factories.version(cast.home)
    assert rule.exists()
    adopt(draft)
    assert not rule.exists()
    before = set(Finding.objects.values_list("rule", "message"))
    checking.recheck(cast.home)
    assert set(Finding.objects.values_list("rule", "message")) == before


# what it costs


@pytest.mark.parametrize("rows", [1, 3])
def test_adopting_costs_the_same_for_one_and_three_rows(rows: int, cast: SimpleNamespace, queries: Any) -> None:
    lead = factories.organisation(cast.home)
    for n in range(rows):
        factories.measure(cast.home, f"M {n}", leads=[lead], milestones=[Milestone(title="A")])
    factories.version(cast.home, adopted_on=DAY)
    draft = factories.version(cast.home, "Fassung 2")
    # savepoint 2, lock, version, version before; snapshot 9; both saved and in the trail 4; the check 11
    assert queries(lambda: adopt_now(user=None, version=draft, seen=1)) == 29
