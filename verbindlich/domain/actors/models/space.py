"""Where people live: social spaces as a tree, member municipalities among them."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.lock import Versioned
from verbindlich.domain.actors.models.entry import NO_CASES, TEXT, day, named, number
from verbindlich.office.vocab.models import Word


class SocialSpace(Versioned, Word):
    """Sozialraum: a part of the municipality that people live in; a member municipality (kreisangehörige Gemeinde) is one too.

    Versioned, because people edit it in a form. No circle: `tree.circle` refuses one.
    """

    class Kind(models.TextChoices):
        SPACE = "sozialraum", _("Sozialraum")
        MUNICIPALITY = "gemeinde", _("kreisangehörige Gemeinde")

    kind = models.CharField(_("Art"), max_length=20, choices=Kind.choices, default=Kind.SPACE)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children", verbose_name=_("gehört zu")
    )
    note = models.TextField(_("Was man wissen sollte"), max_length=TEXT, blank=True, help_text=NO_CASES)
    ags = models.CharField(
        _("Amtlicher Gemeindeschlüssel (AGS)"), max_length=8, blank=True,
        validators=[RegexValidator(r"^\d{8}$", _("Acht Ziffern."))],
    )  # fmt: skip
    mayor = models.ForeignKey(
        "Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Bürgermeisteramt")
    )
    commissioner = models.ForeignKey(
        "Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("eigene Beauftragte oder eigener Beauftragter"),
    )  # fmt: skip
    last_contact = models.DateField(_("letzter Kontakt am"), null=True, blank=True)

    class Meta(Word.Meta):
        verbose_name = _("Sozialraum")
        verbose_name_plural = _("Sozialräume")

    @property
    def is_municipality(self) -> bool:
        return self.kind == self.Kind.MUNICIPALITY

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        return {
            "name": self.name, "kind": self.kind, "parent": named(self.parent), "note": self.note, "ags": self.ags,
            "mayor": number(self.mayor_id), "commissioner": number(self.commissioner_id), "last_contact": day(self.last_contact),
        }  # fmt: skip

    def absorb(self, other: Any) -> list[str]:
        """Note and last contact come together; key, contacts and place are taken over where they are missing here."""
        self.note = "\n\n".join(note for note in (self.note, other.note) if note)
        self.last_contact = max((day for day in (self.last_contact, other.last_contact) if day), default=None)
        lost = (
            [str(_("„%(name)s“ war eine kreisangehörige Gemeinde.") % {"name": other.name})]
            if self._loses_kind(other)
            else []
        )
        for name in ("ags", "mayor", "commissioner"):
            mine, theirs = getattr(self, name), getattr(other, name)
            if not mine:
                setattr(self, name, theirs)
            elif theirs and theirs != mine:
                label = self._meta.get_field(name).verbose_name  # type: ignore[union-attr]
                lost.append(f"{label}: {theirs}")
        return lost

    def _loses_kind(self, other: SocialSpace) -> bool:
        return other.is_municipality and not self.is_municipality
