"""Words that rooms share, each municipality's own: written once, the same everywhere."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.german import sort_key
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.vocab.querysets import WordQuerySet


class Word(models.Model):
    """A word of one municipality. `key` makes "Über 60" and "ueber 60" one; two words never share it."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=120)
    key = models.CharField(max_length=255, editable=False)

    STATE_LABELS: ClassVar[dict[str, Any]] = {"merged": _("zusammengeführt mit")}

    objects = WordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "key"], name="%(class)s_once")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = sort_key(self.name)
        super().save(*args, **kwargs)

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        return {"name": self.name}

    def absorb(self, other: Any) -> list[str]:
        """Take over what `other`, merged into this one, says and this one does not; not saved. Returns in words what finds no place."""
        return []


class Visibility(models.TextChoices):
    """Internal: Steuerung and Fachamt. Released: everybody in the municipality. Public: also without an account."""

    INTERNAL = "intern", _("intern (Steuerung und Fachamt)")
    RELEASED = "freigegeben", _("freigegeben (alle mit Zugang)")
    PUBLIC = "oeffentlich", _("öffentlich")


class Topic(Word):
    """Thema: stays while concepts come and go; a concept's fields of action map to topics."""

    class Meta(Word.Meta):
        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")


class TargetGroup(Word):
    """Zielgruppe of measures and offers. Never a field about a single person."""

    class Meta(Word.Meta):
        verbose_name = _("Zielgruppe")
        verbose_name_plural = _("Zielgruppen")


class Language(Word):
    """Sprache in which an organisation or an offer can be used."""

    class Meta(Word.Meta):
        verbose_name = _("Sprache")
        verbose_name_plural = _("Sprachen")


class Community(Word):
    """Community that somebody reaches: a group that speaks a language or came together. Never a field about a single person's origin."""

    class Meta(Word.Meta):
        verbose_name = _("Community")
        verbose_name_plural = _("Communities")


class WordMerge(models.Model):
    """Two words that became one, with all that is needed to part them again: rows as they were, and which rows moved.

    `moved`: by relation ("actors.duty.task") the ids of the rows that point at the other word now. `dropped`: rows that said the
    same twice. `before`, `after`: the word that stayed, and rows that took something over, as they were and as the merge left them.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    model = models.CharField(max_length=60)
    source_id = models.BigIntegerField()
    source_name = models.CharField(max_length=120)
    target_id = models.BigIntegerField()
    target_name = models.CharField(max_length=120)
    source = models.JSONField()
    before = models.JSONField()
    after = models.JSONField()
    dropped = models.JSONField()
    moved = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["municipality", "model", "at"])]

    def __str__(self) -> str:
        return f"{self.source_name} → {self.target_name}"
