from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from functools import reduce
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Lower, Replace

from verbindlich.base.calc.standing import ORDER
from verbindlich.base.common.german import search_words

if TYPE_CHECKING:
    from verbindlich.office.accounts.models import Municipality

REMIND_DAYS = 180  # before the revision of another department's strategy
RANKS = {name: rank for rank, name in enumerate(ORDER)}
PRIORITIES = ("hoch", "mittel", "niedrig", "")
UMLAUTS = (("Ä", "a"), ("Ö", "o"), ("Ü", "u"), ("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "ss"))


class RowQuerySet(models.QuerySet[Any]):
    def of(self, municipality: Municipality) -> Any:
        """The municipality's rows that are not deleted."""
        return self.filter(municipality=municipality, deleted_at=None)

    def deleted_of(self, municipality: Municipality) -> Any:
        return self.filter(municipality=municipality, deleted_at__isnull=False)

    def matching(self, query: str) -> Any:
        """Every word must occur; umlauts and their spellings are one."""
        found = self
        for word in search_words(query):
            found = found.filter(search__contains=word)
        return found


class NeedQuerySet(RowQuerySet):
    def with_waiting(self, today: date) -> NeedQuerySet:
        """`waits`: without an answer, or what it was answered with is deleted. `waited`: days as a duration until the answer or today."""
        gone = Q(measure__deleted_at__isnull=False) | Q(goal__deleted_at__isnull=False)
        waits = Case(When(Q(answer="") | gone, then=Value(True)), default=Value(False), output_field=BooleanField())
        until = Case(When(waits=True, then=Value(today)), default=F("answered_on"), output_field=DateField())
        waited = ExpressionWrapper(F("until") - F("received_on"), output_field=DurationField())
        found: NeedQuerySet = self.annotate(waits=waits).annotate(until=until).annotate(waited=waited)
        return found

    def for_list(self, measures: MeasureQuerySet) -> NeedQuerySet:
        """With the answers; a measure that is not among `measures` stays None. One query more however many rows."""
        labels = {
            f"{name}_label": Case(
                *[When(**{name: value}, then=Value(str(label))) for value, label in field.flatchoices],
                default=Value("~"),
                output_field=models.CharField(),
            )
            for name in ("kind", "source")
            if (field := self.model._meta.get_field(name))
        }
        seen = Prefetch("measure", queryset=measures)
        found: NeedQuerySet = self.annotate(**labels).select_related("goal").prefetch_related(seen)
        return found


class StrategyQuerySet(RowQuerySet):
    def near_revision(self, today: date) -> StrategyQuerySet:
        """Those whose next revision is near or past, the first due first."""
        near = today + timedelta(days=REMIND_DAYS)
        found: StrategyQuerySet = self.filter(next_revision__lte=near).order_by("next_revision", "sort_key")
        return found

    def for_list(self, measures: MeasureQuerySet) -> StrategyQuerySet:
        """With the owner and three counts: goals touched, conflicts, and those of these `measures` that name it. One query."""
        links = self.model._meta.get_field("links").related_model.objects.filter(goal__deleted_at=None)
        naming = measures.model.strategies.through.objects.filter(measure__in=measures.order_by().values("pk"))
        found: StrategyQuerySet = self.select_related("owner").annotate(
            owner_key=Coalesce("owner__sort_key", Value("~")),
            revision_order=Coalesce("next_revision", Value(date.max)),
            touched=_count(links),
            conflicts=_count(links.exclude(conflict="")),
            naming=_count(naming),
        )
        return found


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows name the strategy."""
    mine = rows.filter(strategy=OuterRef("pk")).order_by().values("strategy").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(mine), Value(0), output_field=IntegerField())


class MeasureQuerySet(RowQuerySet):
    def released(self) -> MeasureQuerySet:
        """What every member of the municipality may read."""
        return self.exclude(visibility="intern")

    def led_by(self, organisations: Any) -> MeasureQuerySet:
        """Led by one of these organisations (ids or a queryset)."""
        return self.filter(
            Exists(self._bodies().filter(measure=OuterRef("pk"), organisation__in=organisations, role="lead"))
        )

    def involving(self, organisations: Any) -> MeasureQuerySet:
        """Led by one of these organisations or with its part in it."""
        return self.filter(Exists(self._bodies().filter(measure=OuterRef("pk"), organisation__in=organisations)))

    def serving(self, goal: Any) -> MeasureQuerySet:
        """Of this goal or of one below it."""
        below = Q(goal=goal) | Q(goal__parent=goal) | Q(goal__parent__parent=goal)
        more = self.model.more_goals.through.objects.filter(goal=goal).values("measure")
        return self.filter(below | Q(pk__in=more))

    def without_lead(self) -> MeasureQuerySet:
        return self.exclude(Exists(self._bodies().filter(measure=OuterRef("pk"), role="lead")))

    def found_by(self, rule: str = "", untold: Collection[str] = ()) -> MeasureQuerySet:
        """With a finding of this rule, or of any; `untold` rules do not count."""
        finding = self.model._meta.get_field("findings").related_model
        found = finding.objects.filter(measure=OuterRef("pk")).exclude(rule__in=untold)
        return self.filter(Exists(found.filter(rule=rule) if rule else found))

    def _bodies(self) -> QuerySet[Any]:
        found: QuerySet[Any] = self.model._meta.get_field("bodies").related_model.objects.all()
        return found

    def with_standing(self, today: date) -> MeasureQuerySet:
        """`standing_rank`: the SQL twin of calc/standing.py, 0 is the worst. No join; one subquery on milestones."""
        milestones = self.model._meta.get_field("milestones").related_model.objects
        missed = Exists(milestones.filter(measure=OuterRef("pk"), done_on=None, due__lt=today))
        rank = Case(
            When(state="done", then=Value(RANKS["done"])),
            When(state="dropped", then=Value(RANKS["dropped"])),
            When(end__lt=today, then=Value(RANKS["late"])),
            When(Q(state="paused") | Q(state="planned", start__lt=today) | missed, then=Value(RANKS["risk"])),
            When(state="", then=Value(RANKS["silent"])),
            default=Value(RANKS["on"]),
            output_field=IntegerField(),
        )
        found: MeasureQuerySet = self.annotate(standing_rank=rank)
        return found

    def running_in(self, year: int) -> MeasureQuerySet:
        """Whose period touches the year; what is permanent runs in every year that its dates do not exclude."""
        said = Q(start__isnull=False) | Q(end__isnull=False) | Q(recurring=True)
        begun = Q(start=None) | Q(start__lte=date(year, 12, 31))
        unfinished = Q(end=None) | Q(end__gte=date(year, 1, 1))
        found: MeasureQuerySet = self.filter(said & begun & unfinished)
        return found

    def without_period(self) -> MeasureQuerySet:
        found: MeasureQuerySet = self.filter(start=None, end=None, recurring=False, period_note="")
        return found

    def with_order(self, column: str, untold: Collection[str] = (), contacts: Q = Q()) -> MeasureQuerySet:  # noqa: B008
        """`order_key` for a column of the list that is no field or sorts otherwise than its field; other columns cost nothing.
        `contacts`: which contact persons count."""
        keys: dict[str, Callable[[], Any]] = {
            "massnahme": self._title_key, "federfuehrung": self._lead_key, "zeitraum": self._end_key, "prioritaet": self._priority_key,
            "haushalt": self._amount_key, "befunde": lambda: self._finding_count(untold),
            "feld": lambda: Coalesce("field__sort_key", Value("~")), "ziel": lambda: Coalesce("goal__sort_key", Value("~")),
            "art": lambda: self._label_key("kind"), "sichtbarkeit": lambda: self._label_key("visibility"),
            "meilensteine": self._due_key, "zielgruppen": lambda: self._word_key("groups", "key"),
            "raeume": lambda: self._word_key("spaces", "key"), "kontakt": lambda: self._word_key("contacts", "sort_key", contacts),
        }  # fmt: skip
        made = keys.get(column)
        found: MeasureQuerySet = self.annotate(order_key=made()) if made else self
        return found

    def _title_key(self) -> Any:
        """German order without a stored key: SQLite's LOWER knows no umlauts."""
        folded = reduce(lambda text, pair: Replace(text, Value(pair[0]), Value(pair[1])), UMLAUTS, F("title"))  # type: ignore[arg-type,return-value]
        return Lower(folded)

    def _lead_key(self) -> Any:
        bodies = self._bodies().filter(measure=OuterRef("pk"), role="lead").order_by()
        lead = bodies.values("measure").annotate(key=Min("organisation__sort_key")).values("key")
        return Coalesce(Subquery(lead), Value("~"), output_field=models.CharField())

    def _end_key(self) -> Any:
        return Coalesce("end", Value(date(9999, 12, 31)))

    def _priority_key(self) -> Any:
        return Case(*[When(priority=p, then=Value(n)) for n, p in enumerate(PRIORITIES)], output_field=IntegerField())

    def _amount_key(self) -> Any:
        """Sums by size; what needs no money is 0, what is not said comes before."""
        return Case(
            When(budget_kind="amount", then=F("amount")),
            When(budget_kind="", then=Value(-2)),
            When(budget_kind="yes", then=Value(-1)),
            default=Value(0),
            output_field=models.DecimalField(),
        )

    def _finding_count(self, untold: Collection[str]) -> Any:
        findings = self.model._meta.get_field("findings").related_model.objects.filter(measure=OuterRef("pk"))
        count = findings.exclude(rule__in=untold).order_by().values("measure").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(count), Value(0), output_field=IntegerField())

    def _label_key(self, name: str) -> Any:
        labels = self.model._meta.get_field(name).flatchoices
        cases = [When(**{name: value}, then=Value(str(label))) for value, label in labels]
        return Case(*cases, default=Value("~"), output_field=models.CharField())

    def _due_key(self) -> Any:
        return Coalesce(Subquery(self._milestones().filter(done_on=None).values("first")), Value(date(9999, 12, 31)))

    def _word_key(self, relation: str, key: str, which: Q = Q()) -> Any:  # noqa: B008
        through = getattr(self.model, relation).through.objects.filter(which, measure=OuterRef("pk")).order_by()
        target = self.model._meta.get_field(relation).m2m_reverse_field_name()
        first = through.values("measure").annotate(first=Min(f"{target}__{key}")).values("first")
        return Coalesce(Subquery(first), Value("~"), output_field=models.CharField())

    def _milestones(self) -> QuerySet[Any]:
        """Of the row outside, as one group: how many (`n`), and the first day that is due (`first`)."""
        rows = self.model._meta.get_field("milestones").related_model.objects.filter(measure=OuterRef("pk")).order_by()
        found: QuerySet[Any] = rows.values("measure").annotate(n=Count("pk"), first=Min("due"))
        return found

    def with_milestones(self) -> MeasureQuerySet:
        """`milestones_all`, `milestones_done`: counts, None where there are none."""
        every = Subquery(self._milestones().values("n"))
        done = Subquery(self._milestones().filter(done_on__isnull=False).values("n"))
        found: MeasureQuerySet = self.annotate(milestones_all=every, milestones_done=done)
        return found

    def with_bodies(self) -> MeasureQuerySet:
        """With `bodies` and their organisations, one query however many rows."""
        bodies = Prefetch("bodies", queryset=self._bodies().select_related("organisation"))
        found: MeasureQuerySet = self.prefetch_related(bodies)
        return found

    def for_list(self, today: date) -> MeasureQuerySet:
        """With how each stands. Long texts stay where they are: a page sorted by a computed column would carry them along."""
        texts = ("description", "indicator", "state_note", "remark", "search", "title_key")
        found: MeasureQuerySet = self.with_standing(today).defer(*texts)
        return found

    def for_export(self) -> MeasureQuerySet:
        """What concepts/exporting.py writes: two queries however many rows."""
        found: MeasureQuerySet = self.select_related("field", "goal").with_bodies().defer("remark", "search")
        return found
