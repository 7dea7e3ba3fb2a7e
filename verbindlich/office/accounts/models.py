"""Who may sign in, and for which municipality in which role."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.lock import Versioned
from verbindlich.office.accounts.querysets import MembershipQuerySet, MunicipalityQuerySet

# First parts of paths that belong to the product; no municipality may take one.
RESERVED_SLUGS = frozenset(
    [
        "konto",
        "vergleich",
        "einrichten",
        "einladung",
        "verwaltung",
        "sprache",
        "static",
        "media",
        "api",
        "oparl",
        "l",
        "zuarbeit",
        "hilfe",
        "impressum",
        "datenschutz",
        "barrierefreiheit",
        "oeffentlich",
        "gesund",
        "admin",
        "kern",
    ]
)


def not_reserved(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            _("„%(slug)s“ braucht die Anwendung selbst. Bitte eine andere Adresse wählen."), params={"slug": slug}
        )


class Municipality(Versioned):
    """Kommune: the tenant. Population with source and date (Stichtag); `profile` names the state's law (base/profiles)."""

    class Kind(models.TextChoices):
        DISTRICT = "landkreis", _("Landkreis")
        CITY = "kreisfreie-stadt", _("kreisfreie Stadt")
        MEMBER = "gemeinde", _("kreisangehörige Gemeinde")

    name = models.CharField(_("Name"), max_length=120)
    slug = models.SlugField(
        _("Adresse"),
        max_length=50,
        unique=True,
        validators=[not_reserved],
        help_text=_("Teil der Adresse im Browser, zum Beispiel „beispielkreis“. Wird nie neu vergeben."),
    )
    ags = models.CharField(
        _("Amtlicher Gemeindeschlüssel (AGS)"),
        max_length=8,
        validators=[RegexValidator(r"^\d{5}(\d{3})?$", _("Fünf Ziffern für Kreise, acht für Gemeinden."))],
    )
    kind = models.CharField(_("Art"), max_length=20, choices=Kind.choices)
    profile = models.CharField(_("Land"), max_length=20, choices=[("sachsen", _("Sachsen"))], default="sachsen")
    population = models.PositiveIntegerField(
        _("Einwohnerzahl"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    population_source = models.CharField(_("Quelle der Einwohnerzahl"), max_length=200, blank=True)
    population_date = models.DateField(_("Stichtag der Einwohnerzahl"), null=True, blank=True)
    rooms_off = models.JSONField(_("abgeschaltete Räume"), default=list, blank=True)
    is_demo = models.BooleanField(default=False, editable=False)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name = _("Kommune")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.population and not (self.population_source and self.population_date):
            raise ValidationError({"population": _("Zu einer Einwohnerzahl gehören Quelle und Stichtag.")})

    def has_room(self, room: str) -> bool:
        return room not in self.rooms_off

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        return {
            "name": self.name, "slug": self.slug, "ags": self.ags, "kind": self.kind, "profile": self.profile,
            "population": self.population, "population_source": self.population_source,
            "population_date": self.population_date and self.population_date.isoformat(), "rooms_off": self.rooms_off,
        }  # fmt: skip


class UsedSlug(models.Model):
    """Every address a municipality ever had: a link of the past never shows somebody else's data."""

    slug = models.SlugField(max_length=50, unique=True)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.SET_NULL, related_name="used_slugs")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser):
    """A person who signs in. Everything else about contact persons lives in the directory (domain/actors)."""

    email = models.EmailField(_("E-Mail-Adresse"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    is_active = models.BooleanField(default=True)
    is_instance_admin = models.BooleanField(_("Verwaltung der Installation"), default=False)
    is_demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


def display_name(user: User) -> str:
    """For allauth: how a signed-in person is called."""
    return user.name


class Role(models.TextChoices):
    """What a person may do in one municipality, strongest first."""

    STEUERUNG = "steuerung", _("Steuerung")
    FACHAMT = "fachamt", _("Fachamt")
    BEIRAT = "beirat", _("Beirat")
    LESEND = "lesend", _("Lesend")


class Membership(models.Model):
    """The one role a user has in a municipality."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("Rolle"), max_length=20, choices=Role.choices)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "municipality"], name="one_role_per_municipality")
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"

    @property
    def steers(self) -> bool:
        return self.role == Role.STEUERUNG


def invitation_end() -> datetime:
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)


class Invitation(models.Model):
    """An invitation by mail. The link carries a signature made when the mail is written; it is stored nowhere."""

    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("E-Mail-Adresse"))
    name = models.CharField(_("Name"), max_length=120)
    role = models.CharField(_("Rolle"), max_length=20, choices=Role.choices, blank=True)
    instance_admin = models.BooleanField(default=False)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(default=invitation_end, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"

    @property
    def open(self) -> bool:
        return self.accepted_at is None and self.expires_at > timezone.now()
