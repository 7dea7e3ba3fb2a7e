from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from verbindlich.base.common.german import search_words
from verbindlich.office.trail.models import Event

if TYPE_CHECKING:
    from verbindlich.office.accounts.models import Municipality, User


INSIDE = models.Q(visibility="intern")  # persons whom departments see too


class SearchedQuerySet(models.QuerySet[Any]):
    def matching(self, query: str) -> Self:
        """Every word must occur; umlauts and their spellings are one."""
        found = self
        for word in search_words(query):
            found = found.filter(search__contains=word)
        return found


class EntryQuerySet(SearchedQuerySet):
    def of(self, municipality: Municipality) -> Self:
        """The municipality's own that are not deleted."""
        return self.filter(municipality=municipality, deleted_at=None)

    def deleted_of(self, municipality: Municipality) -> Self:
        return self.filter(municipality=municipality, deleted_at__isnull=False)


class OrganisationQuerySet(EntryQuerySet):
    def parents(self) -> OrganisationQuerySet:
        """Those that have others below them."""
        return self.filter(children__deleted_at=None, children__isnull=False).distinct()

    def for_list(self, *, inside: bool = True) -> OrganisationQuerySet:
        """With what the list shows and sorts by: the labels of kind and sphere, the parent's place in German order, whether there is
        an address to reach it at."""
        reached = Case(When(email="", phone="", then=Value(0)), default=Value(1))
        found: OrganisationQuerySet = self.select_related("parent").annotate(
            kind_label=labelled("kind", self.model.Kind.choices),
            sphere_label=labelled("sphere", self.model.Sphere.choices),
            parent_key=place_of("parent", inside=inside),
            reached=reached,
        )
        return found

    def with_somebody(self, persons: PersonQuerySet) -> OrganisationQuerySet:
        """`somebody`: whether one of these persons works there, in the first place or also."""
        there = models.Q(pk__in=persons.order_by().values("organisation")) | models.Q(
            pk__in=persons.also().values("organisation")
        )
        found: OrganisationQuerySet = self.annotate(somebody=Case(When(there, then=Value(1)), default=Value(0)))
        return found

    def without_contact(self, persons: PersonQuerySet | None = None) -> OrganisationQuerySet:
        """Neither an address nor a number; and nobody there among `persons`, where they are given."""
        bare: OrganisationQuerySet = self.filter(email="", phone="")
        return bare if persons is None else bare.with_somebody(persons).filter(somebody=0)


class PersonQuerySet(SearchedQuerySet):
    def of(self, municipality: Municipality) -> PersonQuerySet:
        return self.filter(municipality=municipality)

    def there(self) -> PersonQuerySet:
        """Those who have not left."""
        return self.filter(models.Q(left_on=None) | models.Q(left_on__gt=timezone.localdate()))

    def gone(self) -> PersonQuerySet:
        """Those who have left."""
        return self.filter(left_on__lte=timezone.localdate())

    def also(self) -> models.QuerySet[Any]:
        """Where these persons work besides, as rows with `person` and `organisation`."""
        found: models.QuerySet[Any] = self.model.also_in.through.objects.filter(person__in=self.order_by())
        return found

    def at_each(self, organisations: Any = None) -> dict[int, int]:
        """How many of these persons work at each of the organisations, or at each there is. One query."""
        first, also = self.order_by().filter(organisation__isnull=False), self.also()
        if organisations is not None:
            first, also = first.filter(organisation__in=organisations), also.filter(organisation__in=organisations)
        pairs = first.values_list("organisation", "pk").union(also.values_list("organisation", "person"))
        return Counter(body for body, _person in pairs)

    def shown(self, *, steers: bool) -> PersonQuerySet:
        """Whom the Steuerung sees, or else the departments; nobody else sees anybody."""
        return self if steers else self.filter(INSIDE)

    def unconfirmed(self, since: date) -> PersonQuerySet:
        """Those whom nobody confirmed on that day or later, nor entered; asked and silent ones too (base/calc/retention.py: due)."""
        never = models.Q(confirmed_on=None)
        entered = models.Q(entered_at=None) | models.Q(entered_at__date__lt=since)
        silent = models.Q(asked_on__isnull=False) & (never | models.Q(confirmed_on__lt=models.F("asked_on")))
        return self.with_entry().filter(models.Q(confirmed_on__lt=since) | (never & entered) | silent)

    def with_consent(self, scope: str, today: date) -> PersonQuerySet:
        """Those who agreed to it and did not withdraw, as long as they are there."""
        consents = self.model._meta.get_field("consents").related_model.objects
        agreed = consents.valid_on(today).filter(person=models.OuterRef("pk"), scope=scope).order_by()
        return self.filter(models.Exists(agreed)).there()

    def with_entry(self) -> PersonQuerySet:
        """`entered_at`: when the person was entered, as the trail knows."""
        events = Event.objects.filter(model=self.model._meta.label_lower, object_id=models.OuterRef("pk"))
        first = events.order_by("at", "pk").values("at")[:1]
        found: PersonQuerySet = self.annotate(entered_at=models.Subquery(first))
        return found

    def for_list(self) -> PersonQuerySet:
        """With what the list shows and sorts by."""
        found: PersonQuerySet = self.select_related("organisation").annotate(
            organisation_key=Coalesce("organisation__sort_key", Value("")),
            confirmed_order=Coalesce("confirmed_on", Value(date(1, 1, 1))),
        )
        return found

    def at(self, organisation: Any) -> PersonQuerySet:
        """Who works there, in the first place or also."""
        return self.filter(models.Q(organisation=organisation) | models.Q(also_in=organisation)).distinct()


class ConsentQuerySet(models.QuerySet[Any]):
    def valid_on(self, today: date) -> ConsentQuerySet:
        """As `Consent.valid_on` in SQL: given, not ended, not withdrawn."""
        ended = models.Q(until__lt=today)
        return self.filter(given_on__lte=today, withdrawn_on=None).exclude(ended)


class NoteQuerySet(SearchedQuerySet):
    def of(self, municipality: Municipality) -> NoteQuerySet:
        return self.filter(municipality=municipality)

    def shown(self, *, steers: bool, user: User) -> NoteQuerySet:
        """Each with `may_edit`. Departments see notes about organisations and about persons whom they see, and their own.

        A note about neither hangs on something of another room, which shows it there to whom it concerns.
        """
        rows = self.with_right(steers=steers, user=user)
        if steers:
            return rows
        known = models.Q(person=None) | models.Q(person__in=self._persons().filter(INSIDE))
        placed = models.Q(person__isnull=False) | models.Q(organisation__isnull=False)
        return rows.filter(known, placed | models.Q(author=user))

    def with_right(self, *, steers: bool, user: User) -> NoteQuerySet:
        """`may_edit`: the Steuerung changes every note, others their own."""
        mine = Value(True) if steers else Case(When(author=user, then=Value(True)), default=Value(False))
        found: NoteQuerySet = self.annotate(may_edit=mine)
        return found

    def _persons(self) -> Any:
        return self.model._meta.get_field("person").related_model.objects.order_by()


class MergeQuerySet(models.QuerySet[Any]):
    def of(self, municipality: Municipality) -> MergeQuerySet:
        return self.filter(municipality=municipality)

    def standing(self) -> MergeQuerySet:
        """Those that were not taken back."""
        return self.filter(undone_at=None)


class MemberQuerySet(models.QuerySet[Any]):
    def there(self, today: date) -> MemberQuerySet:
        """Who takes part on that day; `until` is the day of leaving. Members whose organisation was deleted wait for its return."""
        stays = models.Q(until=None) | models.Q(until__gt=today)
        return self.filter(stays, organisation__deleted_at=None)


class NetworkQuerySet(EntryQuerySet):
    def running(self, today: date) -> NetworkQuerySet:
        return self.filter(models.Q(ended_on=None) | models.Q(ended_on__gt=today))

    def ended(self, today: date) -> NetworkQuerySet:
        return self.filter(ended_on__lte=today)

    def with_member(self, today: date, **who: Any) -> NetworkQuerySet:
        """In which an organisation or a person (`organisation=`, `person=`) takes part on that day, or which the person coordinates;
        each with the `part`."""
        there = self.model._meta.get_field("members").related_model.objects.there(today)
        mine = there.filter(network=models.OuterRef("pk"), **who).order_by().values("part")[:1]
        found = self.annotate(part=Coalesce(models.Subquery(mine), Value("")))
        leads = models.Q(coordinator=who["person"]) if "person" in who else models.Q()
        kept: NetworkQuerySet = found.filter(~models.Q(part="") | leads) if leads else found.exclude(part="")
        return kept

    def for_list(self, today: date, seen: OrganisationQuerySet, *, inside: bool = True) -> NetworkQuerySet:
        """With what the list shows and sorts by; `seen`: the organisations that this reader may see, `inside`: all there are."""
        there = self.model._meta.get_field("members").related_model.objects.there(today)
        mine = seen.order_by().values("pk")
        there = there.filter(network=models.OuterRef("pk"), organisation__in=mine).order_by()
        rhythms = [When(rhythm=value, then=Value(n)) for n, value in enumerate(self.model.Rhythm.values)]
        found: NetworkQuerySet = self.select_related("lead").prefetch_related("topics")
        return found.annotate(  # type: ignore[no-any-return]
            size=counted(there, "network"),
            lead_key=place_of("lead", inside=inside),
            rhythm_rank=Case(*rhythms, default=Value(99)),
            since_order=Coalesce("since", Value(date(9999, 12, 31))),
        )


def place_of(field: str, *, inside: bool) -> Coalesce:
    """The German order of an organisation that a row names; for readers outside of Steuerung and Fachamt an internal one is none, so
    that no order tells of it."""
    place = models.F(f"{field}__sort_key")
    open_ = ~models.Q(**{f"{field}__visibility": "intern"})
    return Coalesce(place if inside else Case(When(open_, then=place)), Value(""))


def labelled(field: str, choices: Any) -> Case:
    """A choice by its label, to sort by what people read."""
    return Case(*[When(**{field: value}, then=Value(str(label))) for value, label in choices], default=Value(""))


def counted(rows: models.QuerySet[Any], group: str) -> Coalesce:
    """How many of these rows belong to the outer one, as a subquery: no join multiplies what is counted."""
    number = rows.values(group).annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(number, output_field=models.IntegerField()), Value(0))


class ReviewQuerySet(models.QuerySet[Any]):
    def missed(self, year: int) -> ReviewQuerySet:
        """Standards that were not met in a year."""
        return self.filter(year=year, judgement="nein")


SIX_MONTHS = timedelta(days=183)


class AgreementQuerySet(EntryQuerySet):
    """In SQL what `Agreement.standing` says of one; a test holds the two together."""

    def ended(self, today: date) -> AgreementQuerySet:
        """Past their end, but for those that go on unless somebody gives notice."""
        return self.filter(ends__lt=today).exclude(renewal="automatisch")

    def ending(self, today: date) -> AgreementQuerySet:
        return self.filter(ends__gte=today, ends__lte=today + SIX_MONTHS)

    def running(self, today: date) -> AgreementQuerySet:
        begun = models.Q(starts=None) | models.Q(starts__lte=today)
        lasts = models.Q(ends=None) | models.Q(ends__gte=today) | models.Q(renewal="automatisch")
        return self.filter(begun & lasts)

    def for_list(self, today: date, seen: OrganisationQuerySet) -> AgreementQuerySet:
        """With what the list shows and sorts by; `missed`: standards not met last year; `seen`: as for networks."""
        standards = self.model._meta.get_field("standards").related_model.objects
        mine = standards.filter(agreement=models.OuterRef("pk")).order_by()
        missed = mine.filter(reviews__year=today.year - 1, reviews__judgement="nein")
        found: AgreementQuerySet = self.select_related("network").prefetch_related(models.Prefetch("parties", seen))
        return found.annotate(  # type: ignore[no-any-return]
            size=counted(mine, "agreement"),
            missed=counted(missed, "agreement"),
            starts_order=Coalesce("starts", Value(date(1, 1, 1))),
            ends_order=Coalesce("ends", Value(date(9999, 12, 31))),
        )


class PositionQuerySet(EntryQuerySet):
    def seen(self, today: date) -> PositionQuerySet:
        """With `vacant` on that day (no holder, or one who has left), `since` when as far as known, and whether its pay `ends_soon`."""
        vacant = models.Q(holder=None) | models.Q(holder__left_on__lte=today)
        soon = models.Q(funded_until__gte=today, funded_until__lte=today + SIX_MONTHS)
        found: PositionQuerySet = self.annotate(
            vacant=Case(When(vacant, then=Value(True)), default=Value(False)),
            since=Coalesce("vacant_since", "holder__left_on"),
            ends_soon=Case(When(soon, then=Value(True)), default=Value(False)),
        )
        return found

    def ending(self, today: date) -> PositionQuerySet:
        """Paid for less than six months from now."""
        return self.filter(funded_until__gte=today, funded_until__lte=today + SIX_MONTHS)

    def unpaid(self, today: date) -> PositionQuerySet:
        """Paid until a day that is past."""
        return self.filter(funded_until__lt=today)

    def for_list(self, *, inside: bool = True) -> PositionQuerySet:
        """With what the list sorts by; what nobody said comes first, what has no end comes last."""
        found: PositionQuerySet = self.annotate(
            kind_order=Coalesce("kind__key", Value("")),
            unit_order=place_of("unit", inside=inside),
            fte_order=Coalesce("fte", Value(Decimal(0)), output_field=models.DecimalField()),
            since_order=Coalesce("since", Value(date(9999, 12, 31))),
            until_order=Coalesce("funded_until", Value(date(9999, 12, 31))),
        )
        return found
