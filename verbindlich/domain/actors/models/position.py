"""Positions (Stellen) of integration work, what they are paid from, and which tasks they carry (guide 3.3.3.3, 6.1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from verbindlich.base import profiles
from verbindlich.base.common.german import sort_key
from verbindlich.domain.actors.models.entry import NO_CASES, TEXT, Entry, day, named, number
from verbindlich.domain.actors.models.organisation import Organisation
from verbindlich.domain.actors.models.person import Person
from verbindlich.domain.actors.querysets import PositionQuerySet
from verbindlich.office.vocab.models import Word

COMMISSIONER = "beauftragte"
SOCIAL_WORK = "fluechtlingssozialarbeit"


class PositionKind(Word):
    """Art der Stelle. `code` keeps what a rule asks for when the word is changed; "" for an office's own kind."""

    code = models.CharField(max_length=40, blank=True, editable=False)

    class Meta(Word.Meta):
        verbose_name = _("Art der Stelle")
        verbose_name_plural = _("Arten von Stellen")

    def save(self, *args: Any, **kwargs: Any) -> None:
        known = profiles.load(self.municipality.profile).position_kinds
        self.code = self.code or next(
            (code for code, word in known.items() if sort_key(word) == sort_key(self.name)), ""
        )
        super().save(*args, **kwargs)

    def absorb(self, other: Any) -> list[str]:
        """What the rules ask for goes over, unless this kind stands for something else already."""
        if other.code and self.code and other.code != self.code:
            text = _(
                "Nach „%(name)s“ fragen Regeln des Rechts eigens; sie finden diese Stellen dann nicht mehr darunter."
            )
            return [text % {"name": other.name}]
        self.code = self.code or other.code
        return []


class Task(Word):
    """Aufgabe of integration management: who does it, twice, or nobody. Start list: guide 6.1."""

    class Meta(Word.Meta):
        verbose_name = _("Aufgabe")
        verbose_name_plural = _("Aufgaben")


class Position(Entry):
    """Stelle. `fte`: full-time equivalent (VZÄ, 1 = full time); `pay_grade` is shown to the Steuerung alone. Vacant: no `holder`."""

    class Scope(models.TextChoices):
        EXCLUSIVE = "ausschliesslich", _("ausschließlich für Integration")
        DOUBLE = "doppelt", _("Doppelfunktion")

    title = models.CharField(_("Bezeichnung"), max_length=200)
    kind = models.ForeignKey(
        PositionKind, null=True, blank=True, on_delete=models.PROTECT, related_name="positions", verbose_name=_("Art")
    )
    fte = models.DecimalField(
        _("Umfang (VZÄ)"), max_digits=4, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(50))],
    )  # fmt: skip
    employed = models.BooleanField(_("hauptamtlich"), default=True)
    scope = models.CharField(_("Zuschnitt"), max_length=20, choices=Scope.choices, blank=True)
    pay_grade = models.CharField(_("Entgeltgruppe"), max_length=20, blank=True)
    unit = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="positions",
        verbose_name=_("angesiedelt bei"),
    )
    holder = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="positions",
        verbose_name=_("besetzt mit"),
    )
    vacant_since = models.DateField(_("unbesetzt seit"), null=True, blank=True)
    substitute = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Vertretung")
    )
    funded_by = models.CharField(_("bezahlt aus"), max_length=200, blank=True)
    funded_until = models.DateField(_("bezahlt bis"), null=True, blank=True)
    note = models.TextField(_("Bemerkung"), max_length=TEXT, blank=True, help_text=NO_CASES)
    tasks: Any = models.ManyToManyField(Task, through="Duty", related_name="+")

    objects: ClassVar[Any] = PositionQuerySet.as_manager()
    # who and where, as far as this reader may know; set by access.name_holders, never stored
    holder_name = substitute_name = unit_name = ""
    # annotated by PositionQuerySet.seen
    vacant: bool
    since: date | None
    ends_soon: bool

    class Meta(Entry.Meta):
        verbose_name = _("Stelle")
        verbose_name_plural = _("Stellen")

    @property
    def label(self) -> str:
        return self.title

    def searchable(self) -> tuple[str, ...]:
        return (self.title, self.funded_by)

    @property
    def exclusive(self) -> bool | None:
        """Whether it is for integration alone; None where nobody said."""
        return self.scope == self.Scope.EXCLUSIVE if self.scope else None

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps; the holder by number."""
        return {
            "title": self.title, "kind": named(self.kind), "fte": self.fte and str(self.fte), "employed": self.employed,
            "scope": self.scope, "pay_grade": self.pay_grade, "unit": named(self.unit), "holder": number(self.holder_id),
            "vacant_since": day(self.vacant_since), "substitute": number(self.substitute_id),
            "funded_by": self.funded_by, "funded_until": day(self.funded_until), "note": self.note,
            "duties": [f"{duty.task} ({duty.share} %)" if duty.share else str(duty.task)
                       for duty in self.carried()],
        }  # fmt: skip

    def carried(self) -> models.QuerySet[Duty]:
        """Its duties with their tasks; one query, none where `duties__task` is prefetched."""
        known = "duties" in getattr(self, "_prefetched_objects_cache", {})
        found: models.QuerySet[Duty] = self.duties.all() if known else self.duties.select_related("task")
        return found

    STATE_LABELS: ClassVar[dict[str, Any]] = {"duties": _("Aufgaben")}


class Duty(models.Model):
    """A task that a position carries. `share`: of its working time, per cent; unknown where nobody said."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="duties")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="duties", verbose_name=_("Aufgabe"))
    share = models.PositiveSmallIntegerField(
        _("Anteil in Prozent"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    class Meta:
        ordering: ClassVar[list[Any]] = [models.F("share").desc(nulls_last=True), "task__key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["position", "task"], name="duty_once")
        ]

    def __str__(self) -> str:
        return f"{self.task}"

    def absorb(self, other: Any) -> list[str]:
        """Two tasks of a position become one: their shares add up, to 100 per cent at most."""
        total = (self.share or 0) + (other.share or 0)
        self.share = min(total, 100) or None
        if total <= 100:
            return []
        text = _("„%(position)s“: Die Anteile ergeben zusammen %(total)d Prozent; eingetragen werden 100.")
        return [text % {"position": self.position, "total": total}]
