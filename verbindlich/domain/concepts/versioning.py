"""The verbs of a version: each takes one step of base/calc/cycle.py, writes the trail and has the check judge anew.

One step at a time in a municipality: what a step freezes is the concept between two changes, never half of one.
"""

from __future__ import annotations

from bisect import bisect
from datetime import date
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from verbindlich.base.calc import cycle
from verbindlich.base.calc.snapshot import canonical, checksum
from verbindlich.base.common.lock import claim
from verbindlich.domain.concepts import checking
from verbindlich.domain.concepts.models import Version
from verbindlich.domain.concepts.snapshot import take
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.trail.actions import moment, record

State = dict[str, Any]


def versions_of(municipality: Municipality, kind: str) -> QuerySet[Version]:
    """Without what they froze, which may be megabytes."""
    return Version.objects.filter(municipality=municipality, kind=kind).defer("snapshot")


def in_force(municipality: Municipality, kind: str) -> Version | None:
    """The version that was adopted last and not replaced. One query."""
    standing = versions_of(municipality, kind).filter(state__in=cycle.IN_FORCE)
    found = standing.order_by("-adopted_on", "-pk").first()
    if found:
        found.municipality = municipality
    return found


@transaction.atomic
def begin(*, user: User | None, municipality: Municipality, kind: str, name: str) -> Version:
    """A new draft; the version in force is being revised from now on. Raises ValidationError where there is a draft already."""
    _alone(municipality)
    _require({"name": name})
    in_work = versions_of(municipality, kind).filter(state__in=cycle.IN_WORK).first()
    if in_work:
        busy = _(
            "„%(name)s“ ist noch in Arbeit. Die nächste Fassung beginnt, wenn diese beschlossen oder verworfen ist."
        )
        raise ValidationError(busy % {"name": in_work})
    new = Version.objects.create(municipality=municipality, kind=kind, name=name.strip(), created_at=moment())
    record(user=user, verb="create", obj=new, municipality=municipality, before=None)
    former = in_force(municipality, kind)
    if former and former.state in cycle.STEPS["fortschreiben"]:
        _move(user, former, "fortschreiben")
    return new


@transaction.atomic
def consult(*, user: User | None, version: Version, seen: int) -> Version:
    """Into consultation: what is consulted is frozen. Raises StaleSave, NotAllowed."""
    stored, before = _claimed(version, seen, "beraten")
    _freeze(stored)
    return _keep(user, stored, before)


@transaction.atomic
def withdraw(*, user: User | None, version: Version, seen: int) -> Version:
    """Back to draft. What was consulted is dropped; its checksum stays in the trail. Raises StaleSave, NotAllowed."""
    stored, before = _claimed(version, seen, "zuruecknehmen")
    stored.snapshot, stored.sha256, stored.frozen_at = "", "", None
    return _keep(user, stored, before)


@transaction.atomic
def discard(*, user: User | None, version: Version, seen: int) -> None:
    """The draft is gone; the version in force is no longer being revised. Raises StaleSave, NotAllowed."""
    stored, before = _claimed(version, seen, "verwerfen")
    record(user=user, verb="delete", obj=stored, municipality=stored.municipality, before=before, deleted=True)
    former = in_force(stored.municipality, stored.kind)
    if former and former.state == Version.State.REVISED:
        earlier = former.as_state()
        former.state = cycle.resumed(submitted=former.submitted_on is not None)
        former.version += 1
        _keep(user, former, earlier)
    stored.delete()


@transaction.atomic
def adopt(
    *, user: User | None, version: Version, seen: int, on: date, body: str, resolution: str, as_consulted: bool = False
) -> Version:
    """The council has decided: freezes the concept as it stands, or keeps what was consulted (`as_consulted`). The former version
    is replaced. Raises StaleSave, NotAllowed, ValidationError."""
    stored, before = _claimed(version, seen, "beschliessen")
    former = in_force(stored.municipality, stored.kind)
    _resolve(stored, on, body, resolution, since=former.adopted_on if former else None)
    if not (as_consulted and stored.snapshot):
        _freeze(stored)
    if former:
        _move(user, former, "abloesen")
    _keep(user, stored, before)
    checking.recheck_adoption(stored.municipality)
    return stored


@transaction.atomic
def submit(*, user: User | None, version: Version, seen: int, on: date) -> Version:
    """Submitted to the ministry (KomIntAVO § 10 Abs. 3). Raises StaleSave, NotAllowed, ValidationError."""
    stored, before = _claimed(version, seen, "vorlegen")
    if stored.submitted_on:
        raise cycle.NotAllowed("vorlegen", stored.state)
    _submitted(stored, on)
    return _keep(user, stored, before)


@transaction.atomic
def amend(*, user: User | None, version: Version, seen: int) -> Version:
    """Mends what was entered wrong: name, dates, body, number of the resolution; never what is frozen. Raises StaleSave,
    ValidationError."""
    stored, before = _claimed(version, seen, "berichtigen")
    _require({"name": version.name})
    stored.name = version.name.strip()
    if stored.adopted_on:
        earlier, later = _neighbours(stored)
        _resolve(stored, version.adopted_on, version.body, version.resolution, since=earlier, until=later)
    if stored.submitted_on:
        _submitted(stored, version.submitted_on)
    _keep(user, stored, before)
    checking.recheck_adoption(stored.municipality)
    return stored


def _neighbours(version: Version) -> tuple[date | None, date | None]:
    """When the versions before and after it were adopted."""
    others = versions_of(version.municipality, version.kind).exclude(pk=version.pk).filter(adopted_on__isnull=False)
    days = sorted(others.values_list("adopted_on", "pk"))
    place = bisect(days, (version.adopted_on, version.pk))
    return days[place - 1][0] if place else None, days[place][0] if place < len(days) else None


def _alone(municipality: Municipality) -> None:
    """Held until the transaction ends (checking.py takes the same lock): nobody else's step or change comes between."""
    Municipality.objects.select_for_update(no_key=True).values_list("pk").get(pk=municipality.pk)


def _claimed(version: Version, seen: int, step: cycle.Step) -> tuple[Version, State]:
    """The stored version in its next state, and its state before as the trail keeps it."""
    _alone(version.municipality)
    stored = claim(Version, version.pk, seen)
    stored.municipality = version.municipality
    before = stored.as_state()
    stored.state = cycle.after(step, stored.state) or stored.state
    return stored, before


def _move(user: User | None, version: Version, step: cycle.Step) -> None:
    """What another version's step does to this one."""
    before = version.as_state()
    version.state = cycle.after(step, version.state) or version.state
    version.version += 1
    _keep(user, version, before)


def _keep(user: User | None, version: Version, before: State) -> Version:
    version.save()
    record(user=user, verb="edit", obj=version, municipality=version.municipality, before=before)
    return version


def _freeze(version: Version) -> None:
    version.snapshot = canonical(take(version.municipality, version.kind))
    version.sha256, version.frozen_at = checksum(version.snapshot), moment()


def _resolve(
    version: Version, on: date | None, body: str, resolution: str, *, since: date | None, until: date | None = None
) -> None:
    """Date, body and number of the resolution; between those of the versions before and after."""
    _require({"body": body, "resolution": resolution})
    version.adopted_on = _past("adopted_on", on)
    version.body, version.resolution = body.strip(), resolution.strip()
    if since and version.adopted_on < since:
        _refuse("adopted_on", _("Die Fassung davor wurde erst am %(day)s beschlossen."), since)
    if until and version.adopted_on > until:
        _refuse("adopted_on", _("Die Fassung danach wurde schon am %(day)s beschlossen."), until)


def _submitted(version: Version, on: date | None) -> None:
    version.submitted_on = _past("submitted_on", on)
    if version.adopted_on and version.submitted_on < version.adopted_on:
        _refuse("submitted_on", _("Beschlossen wurde die Fassung erst am %(day)s."), version.adopted_on)


def _require(said: dict[str, str]) -> None:
    missing = [name for name, text in said.items() if not text.strip()]
    if missing:
        raise ValidationError({name: _("Bitte ausfüllen.") for name in missing})


def _past(name: str, day: date | None) -> date:
    if day is None:
        raise ValidationError({name: _("Bitte das Datum nennen.")})
    if day > timezone.localdate():
        raise ValidationError({name: _("Das Datum liegt in der Zukunft.")})
    return day


def _refuse(name: str, sentence: str, day: date) -> NoReturn:
    raise ValidationError({name: sentence % {"day": f"{day:%d.%m.%Y}"}})
