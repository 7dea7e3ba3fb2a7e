"""Needs and potentials: where they come from, and what became of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.domain.actors.models import SocialSpace
from verbindlich.domain.concepts.models.measure import Measure
from verbindlich.domain.concepts.models.plan import Goal
from verbindlich.domain.concepts.models.row import NO_CASES, TEXT, Row, day, named, names
from verbindlich.domain.concepts.querysets import NeedQuerySet
from verbindlich.office.vocab.models import TargetGroup, Topic


class Need(Row):
    """Bedarf or Potenzial. Waits until it is answered by a measure, by a goal, or by a refusal with its reason."""

    class Kind(models.TextChoices):
        NEED = "need", _("Bedarf")
        POTENTIAL = "potential", _("Potenzial")

    class Source(models.TextChoices):
        NETWORK = "network", _("Netzwerk")
        COUNSELLING = "counselling", _("Beratung")
        SURVEY = "survey", _("Befragung")
        MEETING = "meeting", _("Sitzung")
        HAND = "hand", _("anderer Weg")

    class Answer(models.TextChoices):
        MEASURE = "measure", _("Maßnahme")
        GOAL = "goal", _("bestehendes Ziel")
        REFUSED = "refused", _("abgelehnt mit Begründung")

    kind = models.CharField(_("Art"), max_length=10, choices=Kind.choices, default=Kind.NEED)
    title = models.CharField(_("Bedarf oder Potenzial"), max_length=300)
    description = models.TextField(_("Beschreibung"), max_length=TEXT, blank=True, help_text=NO_CASES)
    source = models.CharField(_("Herkunft"), max_length=12, choices=Source.choices, default=Source.HAND)
    source_name = models.CharField(_("von wem"), max_length=200, blank=True, help_text=NO_CASES)
    received_on = models.DateField(_("eingegangen am"), default=timezone.localdate)
    evidence = models.TextField(_("Beleg"), max_length=TEXT, blank=True, help_text=NO_CASES)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("Themen"))
    groups = models.ManyToManyField(TargetGroup, blank=True, related_name="+", verbose_name=_("Zielgruppen"))
    spaces = models.ManyToManyField(SocialSpace, blank=True, related_name="+", verbose_name=_("Sozialräume"))
    answer = models.CharField(_("Antwort"), max_length=10, choices=Answer.choices, blank=True)
    answered_on = models.DateField(_("beantwortet am"), null=True, blank=True, editable=False)
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.SET_NULL, related_name="needs", verbose_name=_("Maßnahme")
    )
    goal = models.ForeignKey(
        Goal, null=True, blank=True, on_delete=models.SET_NULL, related_name="needs", verbose_name=_("Ziel")
    )
    refusal = models.TextField(_("Begründung der Ablehnung"), max_length=TEXT, blank=True)

    waits: bool  # these two come with `NeedQuerySet.with_waiting`
    waited: timedelta

    objects: ClassVar[Any] = NeedQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("Bedarf")
        verbose_name_plural = _("Bedarfe und Potenziale")

    @property
    def label(self) -> str:
        return self.title

    def searchable(self) -> tuple[str, ...]:
        """Not from whom it comes: a search must not tell those who may not see it."""
        return (self.title, self.description, self.evidence)

    def clean(self) -> None:
        """An answer names what it points at."""
        missing = {
            self.Answer.MEASURE: ("measure", self.measure, _("Welche Maßnahme ist die Antwort?")),
            self.Answer.GOAL: ("goal", self.goal, _("Welches Ziel ist die Antwort?")),
            self.Answer.REFUSED: ("refusal", self.refusal.strip(), _("Eine Ablehnung braucht eine Begründung.")),
        }.get(self.answer)  # type: ignore[call-overload]
        if missing and not missing[1]:
            raise ValidationError({missing[0]: missing[2]})

    def waiting_days(self, today: date) -> int:
        """Days from its arrival to the answer, or to `today` while there is none."""
        return max(((self.answered_on or today) - self.received_on).days, 0)

    def as_state(self) -> dict[str, Any]:
        return {
            "kind": self.kind, "title": self.title, "description": self.description, "source": self.source,
            "source_name": self.source_name, "received_on": day(self.received_on), "evidence": self.evidence,
            "topics": names(self.topics.all()), "groups": names(self.groups.all()), "spaces": names(self.spaces.all()),
            "answer": self.answer, "answered_on": day(self.answered_on), "measure": named(self.measure), "goal": named(self.goal),
            "refusal": self.refusal,
        }  # fmt: skip
