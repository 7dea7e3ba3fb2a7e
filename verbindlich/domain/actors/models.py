"""Who acts and where: organisations, contact persons, social spaces; positions and networks follow in this room."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.german import search_text, sort_key
from verbindlich.base.common.lock import Versioned
from verbindlich.domain.actors.querysets import OrganisationQuerySet, PersonQuerySet
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.vocab.models import Word


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

    def arrange(self) -> None:
        """Fill the stored columns for order and search."""
        self.sort_key = sort_key(self.name)
        self.search = search_text(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.arrange()
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


class OrganisationAlias(models.Model):
    """Another spelling of an organisation, decided by people at an import and remembered: "Amt für Soziales" = "Sozialamt"."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("andere Schreibweise"), max_length=200)
    key = models.CharField(max_length=255, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "key"], name="alias_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} = {self.organisation}"

    def taken_by(self) -> Organisation | None:
        """The organisation that this spelling means already, by its name or as an alias."""
        key = sort_key(self.name)
        own: Organisation | None = Organisation.objects.of(self.municipality).filter(sort_key=key).first()
        if own:
            return own
        known = (
            OrganisationAlias.objects.filter(municipality=self.municipality, key=key)
            .select_related("organisation")
            .first()
        )
        return known.organisation if known else None

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        return {"name": self.name, "organisation": {"id": self.organisation_id, "name": self.organisation.name}}

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = sort_key(self.name)
        super().save(*args, **kwargs)


class Affiliation(models.Model):
    """For which organisation an account works: a department contact edits what this organisation or one below it leads."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="affiliations")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "user"], name="affiliation_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps: the account by its number alone."""
        return {"account": self.user_id, "organisation": {"id": self.organisation_id, "name": self.organisation.name}}


class Person(Versioned):
    """Kontaktperson: whom to ask about a measure. Name, mail and organisation only; never a migrant, never a case."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="persons",
        verbose_name=_("Organisation"),
    )
    sort_key = models.CharField(max_length=255, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["sort_key", "pk"]
        verbose_name = _("Kontaktperson")
        verbose_name_plural = _("Kontaktpersonen")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps: no name and no address, so that erasing a person needs no search through the past."""
        return {"organisation": {"id": self.organisation_id, "name": str(self.organisation or "")}}


class SocialSpace(Word):
    """Sozialraum: a part of the municipality that people live in."""
