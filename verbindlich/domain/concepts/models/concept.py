"""The concept as a whole: its frame, its text, its versions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.lock import Versioned
from verbindlich.domain.concepts.models.row import TEXT, day
from verbindlich.office.accounts.models import Municipality


class Concept(Versioned):
    """Integrationskonzept (SächsIntG § 12 Abs. 3, KomIntAVO § 10): one per municipality, for ever. The process: figure 6."""

    municipality = models.OneToOneField(Municipality, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("Titel"), max_length=200)
    valid_from = models.DateField(_("gilt ab"), null=True, blank=True)
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    revision_interval = models.CharField(_("Abstand der Überprüfung"), max_length=200, blank=True)
    next_revision = models.DateField(_("nächste Fortschreibung"), null=True, blank=True)
    predecessor = models.CharField(_("Vorgänger"), max_length=300, blank=True)
    occasion = models.TextField(_("Anlass"), max_length=TEXT, blank=True)
    formats = models.TextField(_("Beteiligungsformate"), max_length=TEXT, blank=True)
    participants = models.TextField(_("beteiligte Akteure"), max_length=TEXT, blank=True)
    steering = models.TextField(_("Steuerung"), max_length=TEXT, blank=True)
    duration = models.CharField(_("Dauer"), max_length=200, blank=True)
    municipalities_heard = models.TextField(_("Anhörung der kreisangehörigen Gemeinden"), max_length=TEXT, blank=True)

    class Meta:
        verbose_name = _("Integrationskonzept")

    def __str__(self) -> str:
        return self.title

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        return {
            "title": self.title, "valid_from": day(self.valid_from), "valid_until": day(self.valid_until),
            "revision_interval": self.revision_interval, "next_revision": day(self.next_revision),
            "predecessor": self.predecessor, "occasion": self.occasion, "formats": self.formats,
            "participants": self.participants, "steering": self.steering, "duration": self.duration,
            "municipalities_heard": self.municipalities_heard,
        }  # fmt: skip


class Section(Versioned):
    """Text of one of the eight usual elements (guide 3.3.5), in Markdown. `element`: id in the state's konzeptelemente."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    element = models.CharField(max_length=40)
    text = models.TextField(_("Text"), max_length=10 * TEXT, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "element"], name="section_once")
        ]

    def __str__(self) -> str:
        return self.element

    def as_state(self) -> dict[str, Any]:
        return {"text": self.text}


class Version(Versioned):
    """Fassung: a stage of the concept, or of a catalogue of measures that is adopted on its own.

    From "consultation" on `snapshot` is the frozen canonical JSON (concepts/snapshot.py), read back whatever happens to the rows.
    """

    class Kind(models.TextChoices):
        CONCEPT = "konzept", _("Integrationskonzept")
        CATALOGUE = "katalog", _("Maßnahmenkatalog")

    class State(models.TextChoices):
        DRAFT = "entwurf", _("Entwurf")
        CONSULTATION = "beratung", _("in Beratung")
        ADOPTED = "beschlossen", _("beschlossen")
        SUBMITTED = "vorgelegt", _("beim Ministerium vorgelegt")
        REVISED = "fortgeschrieben", _("wird fortgeschrieben")
        REPLACED = "ersetzt", _("ersetzt")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("Art"), max_length=20, choices=Kind.choices, default=Kind.CONCEPT)
    name = models.CharField(_("Bezeichnung"), max_length=120)
    state = models.CharField(_("Stand"), max_length=20, choices=State.choices, default=State.DRAFT, editable=False)
    adopted_on = models.DateField(_("beschlossen am"), null=True, blank=True)
    body = models.CharField(_("beschlossen von"), max_length=120, blank=True)
    resolution = models.CharField(_("Beschlussnummer"), max_length=60, blank=True)
    submitted_on = models.DateField(_("dem Ministerium vorgelegt am"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    frozen_at = models.DateTimeField(null=True, editable=False)
    snapshot = models.TextField(blank=True, editable=False)
    sha256 = models.CharField(_("Prüfsumme"), max_length=64, blank=True, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        verbose_name = _("Fassung")

    def __str__(self) -> str:
        return self.name

    @property
    def adopted(self) -> bool:
        return self.adopted_on is not None

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps: the snapshot by its checksum alone."""
        return {
            "kind": self.kind, "name": self.name, "state": self.state, "adopted_on": day(self.adopted_on), "body": self.body,
            "resolution": self.resolution, "submitted_on": day(self.submitted_on), "sha256": self.sha256,
        }  # fmt: skip
