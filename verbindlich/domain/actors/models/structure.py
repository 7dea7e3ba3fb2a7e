"""How integration work is organised, and relations between organisations that nothing else shows (guide 3.3.3.3, 6.2)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.lock import Versioned
from verbindlich.domain.actors.models.entry import NO_CASES, TEXT, day, named
from verbindlich.domain.actors.models.network import Judgement
from verbindlich.domain.actors.models.organisation import Organisation
from verbindlich.office.accounts.models import Municipality


class Structure(Versioned):
    """Organisationsform: one row per municipality. `form`: id in the profile's forms of organisation (guide 3.3.3.3).

    `aliens_authority`: the unit responsible for foreigners' law in the narrower sense (KomIntAVO § 12 Abs. 3 Nr. 1).
    """

    municipality = models.OneToOneField(Municipality, on_delete=models.CASCADE, related_name="+")
    central_unit = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("zentrale Stelle"),
    )
    form = models.CharField(_("Organisationsform"), max_length=40, blank=True)
    aliens_authority = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("Ausländerbehörde"),
    )
    note = models.TextField(_("Warum so"), max_length=TEXT, blank=True, help_text=NO_CASES)

    class Meta:
        verbose_name = _("Organisationsform")

    def __str__(self) -> str:
        return str(_("Organisationsform"))

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        return {
            "central_unit": named(self.central_unit), "form": self.form, "note": self.note,
            "aliens_authority": named(self.aliens_authority),
        }  # fmt: skip


class RequirementSaid(models.Model):
    """What the Steuerung says of one of KGSt's five requirements of a structure; `requirement` is its number from 1."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    requirement = models.PositiveSmallIntegerField()
    judgement = models.CharField(_("Einschätzung"), max_length=20, choices=Judgement.choices)
    text = models.CharField(_("Begründung"), max_length=500, blank=True, help_text=NO_CASES)
    said_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["requirement"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "requirement"], name="requirement_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.requirement}: {self.get_judgement_display()}"

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        return {
            "requirement": self.requirement, "judgement": self.judgement, "text": self.text, "said_on": day(self.said_on),
        }  # fmt: skip


class Relation(models.Model):
    """Beziehung between two organisations, entered by hand: what memberships, measures and agreements do not show."""

    class Kind(models.TextChoices):
        REFERS = "verweist", _("verweist Ratsuchende an")
        FUNDS = "finanziert", _("finanziert")
        REPORTS = "berichtet", _("berichtet an")
        WORKS = "arbeitet", _("arbeitet zusammen mit")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="relations", verbose_name=_("von"))
    target = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="related", verbose_name=_("zu"))
    kind = models.CharField(_("Art"), max_length=20, choices=Kind.choices)
    formal = models.BooleanField(_("förmlich geregelt"), default=False)
    note = models.CharField(_("Bemerkung"), max_length=300, blank=True, help_text=NO_CASES)

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "pk"]
        verbose_name = _("Beziehung")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="relation_once"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="not_related_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        return {
            "source": named(self.source), "target": named(self.target), "kind": self.kind, "formal": self.formal,
            "note": self.note,
        }  # fmt: skip
