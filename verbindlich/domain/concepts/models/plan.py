"""Fields of action, goals, and the strategies of other departments that they touch."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from verbindlich.domain.actors.models import Network, Organisation
from verbindlich.domain.concepts.models.row import NO_CASES, TEXT, Row, day, named, names
from verbindlich.domain.concepts.querysets import REMIND_DAYS, StrategyQuerySet
from verbindlich.office.vocab.models import Topic


class FieldOfAction(Row):
    """Handlungsfeld. `state_fields`: names of the state's own fields that it takes up (KomIntAVO § 10 Abs. 2 Nr. 1)."""

    name = models.CharField(_("Name"), max_length=300)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("Themen"))
    state_fields = models.JSONField(_("Handlungsfelder des Landes"), default=list, blank=True)
    deviation = models.TextField(_("Begründung der Abweichung"), max_length=TEXT, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("Handlungsfeld")
        verbose_name_plural = _("Handlungsfelder")

    @property
    def label(self) -> str:
        return self.name

    def as_state(self) -> dict[str, Any]:
        return {
            "number": self.number, "name": self.name, "topics": names(self.topics.all()),
            "state_fields": self.state_fields, "deviation": self.deviation,
        }  # fmt: skip


class Goal(Row):
    """Ziel in three levels, one below the other. The chain of effect belongs to a Leitziel; `assumed` names its guessed steps."""

    class Level(models.TextChoices):
        GUIDING = "leitziel", _("Leitziel")
        MEDIUM = "mittelfristig", _("mittelfristiges Ziel")
        SHORT = "kurzfristig", _("kurzfristiges Ziel")

    CHAIN = ("means", "activity", "output", "outcome", "effect")

    field = models.ForeignKey(
        FieldOfAction,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="goals",
        verbose_name=_("Handlungsfeld"),
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("dient dem Ziel"),
    )
    level = models.CharField(_("Ebene"), max_length=20, choices=Level.choices, default=Level.GUIDING)
    title = models.CharField(_("Ziel"), max_length=1000)
    situation = models.TextField(_("Ausgangslage"), max_length=TEXT, blank=True)
    challenges = models.TextField(_("Herausforderungen"), max_length=TEXT, blank=True)
    strategy = models.TextField(_("Strategie"), max_length=TEXT, blank=True)
    support_and_demand = models.BooleanField(_("Strategie des „Förderns und Forderns“"), default=False)
    indicator = models.TextField(_("Indikator"), max_length=TEXT, blank=True)
    sentence = models.TextField(_("Wirkungskette in einem Satz"), max_length=TEXT, blank=True)
    means = models.TextField(_("Mittel"), max_length=TEXT, blank=True)
    activity = models.TextField(_("Aktivität"), max_length=TEXT, blank=True)
    output = models.TextField(_("Ergebnis"), max_length=TEXT, blank=True)
    outcome = models.TextField(_("Veränderung bei den Beteiligten"), max_length=TEXT, blank=True)
    effect = models.TextField(_("Wirkung in der Kommune"), max_length=TEXT, blank=True)
    assumed = models.JSONField(_("nur angenommen"), default=list, blank=True)

    STATE_CHOICES: ClassVar[dict[str, Any]] = {
        "assumed": {
            "means": means.verbose_name,
            "activity": activity.verbose_name,
            "output": output.verbose_name,
            "outcome": outcome.verbose_name,
            "effect": effect.verbose_name,
        }
    }

    class Meta(Row.Meta):
        verbose_name = _("Ziel")
        verbose_name_plural = _("Ziele")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["municipality", "deleted_at", "sort_key"])]

    @property
    def label(self) -> str:
        return self.title

    def searchable(self) -> tuple[str, ...]:
        return (self.number, self.title, self.situation, self.challenges, self.strategy)

    def clean(self) -> None:
        """A goal serves one of a higher level, and those below it are of a lower one: no circle is possible."""
        if not self.fits_below(self.parent):
            raise ValidationError({"parent": _("Das Ziel darüber muss eine höhere Ebene haben.")})
        below = Goal.objects.filter(parent=self.pk, deleted_at=None) if self.pk else ()
        if any(not goal.fits_below(self) for goal in below):
            raise ValidationError({"level": _("Ziele, die diesem dienen, brauchen eine niedrigere Ebene als dieses.")})

    def fits_below(self, parent: Goal | None) -> bool:
        ranks = list(self.Level.values)
        return parent is None or (parent.level in ranks and self.level in ranks[ranks.index(parent.level) + 1 :])

    def as_state(self) -> dict[str, Any]:
        return {
            "number": self.number, "title": self.title, "level": self.level, "field": named(self.field),
            "parent": named(self.parent), "situation": self.situation, "challenges": self.challenges,
            "strategy": self.strategy, "support_and_demand": self.support_and_demand, "indicator": self.indicator,
            "sentence": self.sentence, **{step: getattr(self, step) for step in self.CHAIN}, "assumed": self.assumed,
        }  # fmt: skip


class Strategy(Row):
    """Strategie of another department (ISEK, Sozialplanung …) that goals of the concept touch."""

    name = models.CharField(_("Name"), max_length=200)
    owner = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("verantwortlich"),
    )
    next_revision = models.DateField(_("nächste Fortschreibung"), null=True, blank=True)
    note = models.TextField(_("Bemerkung"), max_length=TEXT, blank=True, help_text=NO_CASES)
    STATE_LABELS: ClassVar[dict[str, Any]] = {"links": _("berührte Ziele")}

    objects: ClassVar[Any] = StrategyQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("Strategie")
        verbose_name_plural = _("Strategien")

    @property
    def label(self) -> str:
        return self.name

    def reminder(self, today: date) -> int | None:
        """Days to the next revision once it is near (negative: past); None before that."""
        days = (self.next_revision - today).days if self.next_revision else None
        return days if days is not None and days <= REMIND_DAYS else None

    def as_state(self) -> dict[str, Any]:
        links = self.links.select_related("goal")
        return {
            "name": self.name, "owner": named(self.owner), "next_revision": day(self.next_revision), "note": self.note,
            "links": [{"id": link.goal_id, "name": f"{link.goal}: {link.conflict}".rstrip(": ")} for link in links],
        }  # fmt: skip


class StrategyLink(models.Model):
    """A goal of the concept that a strategy touches; `conflict` where the two pull in different directions."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="links")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="strategy_links", verbose_name=_("Ziel"))
    conflict = models.TextField(_("Widerspruch"), max_length=TEXT, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["goal__sort_key", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["strategy", "goal"], name="strategy_goal_once")
        ]

    def __str__(self) -> str:
        return f"{self.strategy} – {self.goal}"


class NetworkGoal(models.Model):
    """A goal of the concept that a network of the directory works for."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="network_links")

    class Meta:
        ordering: ClassVar[list[str]] = ["goal__sort_key", "pk"]
        verbose_name = _("Ziel eines Netzwerks")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "goal"], name="network_goal_once")
        ]

    def __str__(self) -> str:
        return f"{self.network} – {self.goal}"

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        return {"network": named(self.network), "goal": named(self.goal)}
