"""Measures: what is done, who leads it, until when, how urgent, with what money (guide 3.3.5.4)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from verbindlich.base.calc.rules.duplicates import number_key, title_key
from verbindlich.base.calc.rules.steering import areas_of
from verbindlich.base.common.lock import Versioned
from verbindlich.domain.actors.models import Organisation, Person, SocialSpace
from verbindlich.domain.concepts.models.plan import FieldOfAction, Goal, Strategy
from verbindlich.domain.concepts.models.row import NO_CASES, TEXT, Row, day, named, names
from verbindlich.domain.concepts.querysets import MeasureQuerySet
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.vocab.models import TargetGroup, Visibility


class Priority(models.TextChoices):
    HIGH = "hoch", _("hoch")
    MEDIUM = "mittel", _("mittel")
    LOW = "niedrig", _("niedrig")


class State(models.TextChoices):
    """Stated state; how the measure stands is computed from it (base/calc/standing.py)."""

    PLANNED = "planned", _("geplant")
    RUNNING = "running", _("in Umsetzung")
    DONE = "done", _("umgesetzt")
    PAUSED = "paused", _("zurückgestellt")
    DROPPED = "dropped", _("eingestellt")


class BudgetKind(models.TextChoices):
    NONE_NEEDED = "none_needed", _("keine Mittel nötig (haushaltsneutral)")
    EXISTING = "existing", _("im Rahmen vorhandener Mittel")
    AMOUNT = "amount", _("Betrag")
    YES = "yes", _("kostet, Betrag noch offen")


class Measure(Row):
    """Maßnahme. `*_note` keep an office's own words where they say more than the fields. `remark` never leaves Steuerung and Fachamt."""

    class Kind(models.TextChoices):
        STRATEGIC = "strategisch", _("strategisch")
        OPERATIVE = "operativ", _("operativ")

    class Duty(models.TextChoices):
        DIRECTIVE = "weisung", _("Weisungsaufgabe")
        MANDATORY = "pflichtig", _("pflichtige Selbstverwaltung")
        VOLUNTARY = "freiwillig", _("freiwillig")

    title = models.CharField(_("Maßnahme"), max_length=500)
    field = models.ForeignKey(
        FieldOfAction,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="measures",
        verbose_name=_("Handlungsfeld"),
    )
    goal = models.ForeignKey(
        Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="measures", verbose_name=_("Ziel")
    )
    more_goals = models.ManyToManyField(Goal, blank=True, related_name="+", verbose_name=_("weitere Ziele"))
    lead_note = models.CharField(_("Federführung in Worten"), max_length=500, blank=True)
    start = models.DateField(_("Beginn"), null=True, blank=True)
    end = models.DateField(_("bis"), null=True, blank=True)
    recurring = models.BooleanField(_("laufend oder wiederkehrend"), default=False)
    period_note = models.CharField(_("Zeitraum in Worten"), max_length=500, blank=True)
    priority = models.CharField(_("Priorität"), max_length=10, choices=Priority.choices, blank=True)
    priority_note = models.CharField(_("Priorität in Worten"), max_length=200, blank=True)
    budget_kind = models.CharField(_("Haushalt"), max_length=20, choices=BudgetKind.choices, blank=True)
    amount = models.DecimalField(
        _("Betrag in Euro"), max_digits=13, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    per_year = models.BooleanField(_("im Jahr"), default=False)
    positions = models.DecimalField(
        _("Stellen (Vollzeit)"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    budget_source = models.CharField(_("Finanzierungsquelle"), max_length=300, blank=True)
    secured_until = models.DateField(_("gesichert bis"), null=True, blank=True)
    budget_note = models.CharField(_("Haushalt in Worten"), max_length=1000, blank=True)
    state = models.CharField(_("Umsetzungsstand"), max_length=10, choices=State.choices, blank=True)
    progress = models.PositiveSmallIntegerField(
        _("Fortschritt in Prozent"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    state_note = models.TextField(_("Stand in Worten"), max_length=TEXT, blank=True, help_text=NO_CASES)
    kind = models.CharField(_("Art"), max_length=20, choices=Kind.choices, blank=True)
    duty = models.CharField(_("Aufgabenart"), max_length=20, choices=Duty.choices, blank=True)
    description = models.TextField(_("Beschreibung"), max_length=TEXT, blank=True, help_text=NO_CASES)
    indicator = models.TextField(_("Indikator"), max_length=TEXT, blank=True)
    visibility = models.CharField(_("sichtbar"), max_length=20, choices=Visibility.choices, default=Visibility.RELEASED)
    remark = models.TextField(_("interne Bemerkung"), max_length=TEXT, blank=True, help_text=NO_CASES)
    groups = models.ManyToManyField(TargetGroup, blank=True, related_name="+", verbose_name=_("Zielgruppen"))
    spaces = models.ManyToManyField(SocialSpace, blank=True, related_name="+", verbose_name=_("Sozialräume"))
    contacts = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name=_("Kontaktpersonen"))
    strategies = models.ManyToManyField(Strategy, blank=True, related_name="+", verbose_name=_("Strategien"))
    organisations = models.ManyToManyField(Organisation, through="MeasureBody", related_name="+")
    # For the check after one change: what tells duplicates, and what the words serve (concepts/excerpts.py).
    number_key = models.CharField(max_length=60, blank=True, editable=False)
    title_key = models.TextField(blank=True, editable=False)
    areas = models.CharField(max_length=80, blank=True, editable=False)

    objects: ClassVar[Any] = MeasureQuerySet.as_manager()
    STATE_LABELS: ClassVar[dict[str, Any]] = {
        "leads": _("Federführung"),
        "partners": _("Beteiligte"),
        "milestones": _("Meilensteine"),
    }

    class Meta(Row.Meta):
        verbose_name = _("Maßnahme")
        verbose_name_plural = _("Maßnahmen")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "deleted_at", *more])
            for more in (
                ["sort_key"],
                ["field", "sort_key", "number_key"],
                ["number_key"],
                ["title_key"],
                ["kind", "areas"],
            )
        ]

    @property
    def label(self) -> str:
        return self.title

    def searchable(self) -> tuple[str, ...]:
        return (self.number, self.title, self.description)

    def arrange(self) -> None:
        super().arrange()
        self.arrange_keys()

    def arrange_keys(self) -> None:
        self.number_key, self.title_key = number_key(self.number), title_key(self.title)
        self.areas = ", ".join(areas_of(self.title, self.description))

    def clean(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("Das Ende liegt vor dem Beginn.")})
        if self.budget_kind == BudgetKind.AMOUNT and self.amount is None:
            raise ValidationError({"amount": _("Bitte den Betrag nennen oder „kostet, Betrag noch offen“ wählen.")})

    @property
    def leads(self) -> list[Organisation]:
        """In the order of their naming; free where `bodies__organisation` is prefetched."""
        return self.taking_part()[MeasureBody.Role.LEAD]

    @property
    def partners(self) -> list[Organisation]:
        return self.taking_part()[MeasureBody.Role.PARTNER]

    def taking_part(self) -> dict[str, list[Organisation]]:
        """The organisations by their role; one query, none where they are prefetched."""
        known = "bodies" in getattr(self, "_prefetched_objects_cache", {})
        found: dict[str, list[Organisation]] = {role: [] for role in MeasureBody.Role.values}
        for body in self.bodies.all() if known else self.bodies.select_related("organisation"):
            found[body.role].append(body.organisation)
        return found

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps: contact persons by their number alone."""
        bodies = self.taking_part()
        plain = ("number", "title", "lead_note", "recurring", "period_note", "priority", "priority_note", "budget_kind",
                 "per_year", "budget_source", "budget_note", "state", "progress", "state_note", "kind", "duty", "description",
                 "indicator", "visibility", "remark")  # fmt: skip
        return {
            **{name: getattr(self, name) for name in plain},
            "start": day(self.start), "end": day(self.end), "secured_until": day(self.secured_until),
            "amount": None if self.amount is None else f"{self.amount:.2f}",
            "positions": None if self.positions is None else f"{self.positions:.2f}",
            "field": named(self.field), "goal": named(self.goal), "more_goals": names(self.more_goals.all()),
            "leads": names(bodies["lead"]), "partners": names(bodies["partner"]), "groups": names(self.groups.all()),
            "spaces": names(self.spaces.all()), "strategies": names(self.strategies.all()),
            "contacts": [{"id": person.pk} for person in self.contacts.all()],
            "milestones": [m.as_entry() for m in self.milestones.all()],
        }  # fmt: skip


class MeasureBody(models.Model):
    """An organisation that leads a measure or takes part in it."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Federführung")
        PARTNER = "partner", _("Beteiligte")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="bodies")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="measure_bodies")
    role = models.CharField(max_length=10, choices=Role.choices)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["measure", "organisation"], name="body_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"

    def absorb(self, other: MeasureBody) -> None:
        """Two organisations became one: who led the measure leads it."""
        if other.role == self.Role.LEAD:
            self.role = self.Role.LEAD


class Milestone(Versioned):
    """Meilenstein: reached when `done_on` is set. Its changes stand in the story of its measure."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("Meilenstein"), max_length=300)
    due = models.DateField(_("fällig am"), null=True, blank=True)
    done_on = models.DateField(_("erreicht am"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[Any]] = [models.F("due").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.title

    def as_entry(self) -> dict[str, Any]:
        """In a state's list: what the story shows of it."""
        until = f" ({self.due:%d.%m.%Y})" if self.due else ""
        return {
            "name": f"{self.title}{until}{' ✓' if self.done_on else ''}",
            "title": self.title,
            "due": day(self.due),
            "done_on": day(self.done_on),
        }


class SavedFilter(models.Model):
    """A person's own filter of the list of measures: a name for a query string."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "user", "name"], name="filter_once")
        ]

    def __str__(self) -> str:
        return self.name
