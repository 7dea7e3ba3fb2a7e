"""Notes ("kurzer Dienstweg") about a measure. The note itself is the directory's; this says what it hangs on."""

from __future__ import annotations

from django.db import models

from verbindlich.domain.actors.models import Note
from verbindlich.domain.concepts.models.measure import Measure


class MeasureNote(models.Model):
    """For Steuerung, and for departments that may edit the measure. Never in a snapshot or an export."""

    note = models.OneToOneField(Note, on_delete=models.CASCADE, related_name="measure_link")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="note_links")

    def __str__(self) -> str:
        return f"{self.note} – {self.measure}"
