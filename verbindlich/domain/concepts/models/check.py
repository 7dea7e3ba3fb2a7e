"""The check on live data: stored findings, switched-off rules, how the findings went from day to day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.domain.concepts.models.measure import Measure
from verbindlich.domain.concepts.models.plan import FieldOfAction, Goal
from verbindlich.office.accounts.models import Municipality, User


class Finding(models.Model):
    """Befund: derived from the rows, made anew at every check (concepts/checking.py). At most one of measure, goal, field is set.

    `internal`: on an internal measure.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    measure = models.ForeignKey(Measure, null=True, on_delete=models.CASCADE, related_name="findings")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.CASCADE, related_name="findings")
    field = models.ForeignKey(FieldOfAction, null=True, on_delete=models.CASCADE, related_name="findings")
    message = models.TextField()
    internal = models.BooleanField(default=False)
    WORDS = ("rule", "severity", "measure_id", "goal_id", "field_id", "message", "internal")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "rule"]),
            models.Index(fields=["municipality", "severity", "internal"]),
        ]

    def __str__(self) -> str:
        return self.message


class RuleOff(models.Model):
    """A rule that this municipality switched off, and why: "bewusst anders gelöst"."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=60)
    reason = models.TextField(_("Begründung"))
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["rule"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "rule"], name="rule_off_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason}"

    def as_state(self) -> dict[str, str]:
        return {"rule": self.rule, "reason": self.reason}


class CheckDay(models.Model):
    """How many findings there were at the end of a day: the trend since the adoption. `internal_*`: of these on internal measures.

    The row is made when every rule has run that day: some findings come with the calendar.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    measures = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    notes = models.PositiveIntegerField(default=0)
    internal_errors = models.PositiveIntegerField(default=0)
    internal_warnings = models.PositiveIntegerField(default=0)
    internal_notes = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "day"], name="check_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.errors}/{self.warnings}/{self.notes}"
