"""Organisations of a municipality: other spellings of their names, and which accounts work for them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.german import sort_key
from verbindlich.domain.actors.models.entry import NO_CASES, TEXT, Entry, day, named, names
from verbindlich.domain.actors.models.space import SocialSpace
from verbindlich.domain.actors.querysets import OrganisationQuerySet
from verbindlich.domain.actors.tree import circle
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.vocab.models import Community, Language, TargetGroup, Topic, Visibility


class Organisation(Entry):
    """Organisation, Akteur. A department is an organisation with a parent.

    Kinds: the six groups of SächsIntG § 12 Abs. 2 (`LEGAL`), then those of the guide (3.3.3.4). Public only where the
    organisation agreed (`agreed_on`); fields shown in public stand in an allow-list.
    """

    class Kind(models.TextChoices):
        FEDERAL = "bund", _("Behörde des Bundes")
        STATE = "land", _("Behörde des Freistaates")
        MUNICIPAL = "kommune", _("kommunales Amt")
        WELFARE = "traeger", _("freier Träger")
        CHAMBER = "kammer", _("Selbstverwaltung der Wirtschaft")
        CIVIC = "initiative", _("bürgerschaftliche Initiative")
        COUNCIL = "rat", _("Kreistag, Stadtrat, Gemeinderat")
        ADVISORY = "beirat", _("Beirat")
        EDUCATION = "bildung", _("Bildungseinrichtung")
        CHURCH = "kirche", _("Kirche oder Religionsgemeinschaft")
        BUSINESS = "wirtschaft", _("Unternehmen")
        MEDIA = "medien", _("Medien")
        STATE_LEVEL = "landesebene", _("landesweite Stelle oder Verband")
        OTHER = "sonstige", _("andere")

    class Sphere(models.TextChoices):
        """Guide, chapter 7."""

        POLITICS = "politik", _("Politik")
        STEERING = "steuerung", _("Steuerung und Koordination")
        PRACTICE = "praxis", _("Praxis")

    LEGAL = (Kind.FEDERAL, Kind.STATE, Kind.MUNICIPAL, Kind.WELFARE, Kind.CHAMBER, Kind.CIVIC)
    # Where the guide (chapter 7) places a group; an office may see it otherwise.
    USUAL_SPHERE: ClassVar[dict[str, str]] = {
        Kind.COUNCIL: Sphere.POLITICS, Kind.ADVISORY: Sphere.POLITICS, Kind.STATE_LEVEL: Sphere.POLITICS,
        Kind.MUNICIPAL: Sphere.STEERING, Kind.FEDERAL: Sphere.PRACTICE, Kind.STATE: Sphere.PRACTICE,
        Kind.WELFARE: Sphere.PRACTICE, Kind.CHAMBER: Sphere.PRACTICE, Kind.CIVIC: Sphere.PRACTICE,
        Kind.EDUCATION: Sphere.PRACTICE, Kind.CHURCH: Sphere.PRACTICE,
    }  # fmt: skip
    MANY = ("topics", "spaces", "groups", "languages", "communities")

    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Kurzname"), max_length=60, blank=True)
    kind = models.CharField(_("Gruppe"), max_length=20, choices=Kind.choices)
    sphere = models.CharField(_("Ebene"), max_length=20, choices=Sphere.choices, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children", verbose_name=_("gehört zu")
    )
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    website = models.URLField(_("Website"), blank=True)
    street = models.CharField(_("Straße und Hausnummer"), max_length=200, blank=True)
    postal_code = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    city = models.CharField(_("Ort"), max_length=100, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("Themen"))
    spaces = models.ManyToManyField(
        SocialSpace, blank=True, related_name="organisations", verbose_name=_("Sozialräume")
    )
    groups = models.ManyToManyField(TargetGroup, blank=True, related_name="+", verbose_name=_("Zielgruppen"))
    languages = models.ManyToManyField(Language, blank=True, related_name="+", verbose_name=_("Sprachen"))
    communities = models.ManyToManyField(
        Community, blank=True, related_name="organisations", verbose_name=_("erreicht die Communities")
    )
    visibility = models.CharField(_("sichtbar"), max_length=20, choices=Visibility.choices, default=Visibility.RELEASED)
    agreed_on = models.DateField(_("Veröffentlichung zugestimmt am"), null=True, blank=True)
    agreed_how = models.CharField(_("zugestimmt durch"), max_length=200, blank=True)
    note = models.TextField(_("Notizen"), max_length=TEXT, blank=True, help_text=NO_CASES)

    objects: ClassVar[Any] = OrganisationQuerySet.as_manager()
    contacts = 0  # how many contact persons this reader sees there; set by organisation_table, never stored

    class Meta(Entry.Meta):
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(parent=models.F("pk")), name="not_its_own_parent")
        ]

    @property
    def label(self) -> str:
        return self.name

    def searchable(self) -> tuple[str, ...]:
        spellings = [alias.name for alias in self.aliases.all()] if self.pk else []
        return (self.name, self.short_name, self.city, *spellings)

    @property
    def internal(self) -> bool:
        """Seen by Steuerung and Fachamt alone."""
        return self.visibility == Visibility.INTERNAL

    def clean(self) -> None:
        """Refuses a circle: an organisation above itself."""
        rows = Organisation.objects.filter(municipality=self.municipality).order_by()
        if self.parent_id and circle(self.pk, self.parent_id, dict(rows.values_list("pk", "parent"))):
            raise ValidationError(
                {"parent": _("Das ergäbe einen Kreis: „%(name)s“ gehört schon hierzu.") % {"name": self.parent}}
            )
        if self.visibility == Visibility.PUBLIC and not self.agreed_on:
            raise ValidationError(
                {"agreed_on": _("Öffentlich erst, wenn die Organisation zugestimmt hat: bitte das Datum eintragen.")}
            )

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        return {
            "name": self.name, "short_name": self.short_name, "kind": self.kind, "sphere": self.sphere,
            "parent": named(self.parent), "email": self.email, "phone": self.phone, "website": self.website,
            "street": self.street, "postal_code": self.postal_code, "city": self.city,
            "topics": names(self.topics.all()), "spaces": names(self.spaces.all()), "groups": names(self.groups.all()),
            "languages": names(self.languages.all()), "communities": names(self.communities.all()),
            "visibility": self.visibility, "agreed_on": day(self.agreed_on), "agreed_how": self.agreed_how, "note": self.note,
        }  # fmt: skip


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
