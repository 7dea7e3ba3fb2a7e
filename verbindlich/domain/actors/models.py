"""Who acts: for now the organisations of a municipality; persons, positions and networks follow in this room."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.german import search_text, sort_key
from verbindlich.base.common.lock import Versioned
from verbindlich.domain.actors.querysets import OrganisationQuerySet
from verbindlich.office.accounts.models import Municipality


class Organisation(Versioned):
    """Organisation, Akteur. A department is an organisation with a parent. Kinds: the six groups of SächsIntG § 12 Abs. 2, then others."""

    class Kind(models.TextChoices):
        FEDERAL = "bund", _("Behörde des Bundes")
        STATE = "land", _("Behörde des Freistaates")
        MUNICIPAL = "kommune", _("kommunales Amt")
        WELFARE = "traeger", _("freier Träger")
        CHAMBER = "kammer", _("Selbstverwaltung der Wirtschaft")
        CIVIC = "initiative", _("bürgerschaftliche Initiative")
        OTHER = "sonstige", _("andere")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Art"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children", verbose_name=_("gehört zu")
    )
    sort_key = models.CharField(max_length=255, editable=False, db_index=True)
    search = models.TextField(editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["sort_key", "pk"]
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(parent=models.F("pk")), name="not_its_own_parent")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        self.search = search_text(self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuses a circle: an organisation above itself."""
        seen, above = {self.pk}, self.parent
        while above is not None:
            if above.pk in seen:
                raise ValidationError(
                    {"parent": _("Das ergäbe einen Kreis: „%(name)s“ gehört schon hierzu.") % {"name": self.parent}}
                )
            seen.add(above.pk)
            above = above.parent

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        parent = {"id": self.parent_id, "name": self.parent.name} if self.parent else None
        return {"name": self.name, "kind": self.kind, "parent": parent}
