"""Words that rooms share, each municipality's own: written once, the same everywhere."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.german import sort_key
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.vocab.querysets import WordQuerySet


class Word(models.Model):
    """A word of one municipality. `key` makes "Über 60" and "ueber 60" one; two words never share it."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=120)
    key = models.CharField(max_length=255, editable=False)

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


class Topic(Word):
    """Thema: stays while concepts come and go; a concept's fields of action map to topics."""


class TargetGroup(Word):
    """Zielgruppe of measures and offers. Never a field about a single person."""
