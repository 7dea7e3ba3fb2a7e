"""Networks with their members, and what was agreed in writing (guide 3.3.3.4, 6.3)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from verbindlich.base.common.lock import Versioned
from verbindlich.domain.actors.models.entry import NO_CASES, TEXT, Entry, day, named, names, number
from verbindlich.domain.actors.models.organisation import Organisation
from verbindlich.domain.actors.models.person import Person
from verbindlich.domain.actors.models.space import SocialSpace
from verbindlich.domain.actors.querysets import (
    SIX_MONTHS,
    AgreementQuerySet,
    MemberQuerySet,
    NetworkQuerySet,
    ReviewQuerySet,
)
from verbindlich.office.vocab.models import TargetGroup, Topic

AgreementStanding = Literal["undated", "planned", "running", "ending", "renewed", "ended"]


class Judgement(models.TextChoices):
    """What people say of a condition."""

    YES = "ja", _("erfüllt")
    PARTLY = "teilweise", _("teilweise")
    NO = "nein", _("nicht erfüllt")


class Network(Entry):
    """Netzwerk. Its goals of the concept are linked by concepts; the eight conditions (Reis) are read in base/calc/networks.py."""

    class Rhythm(models.TextChoices):
        MONTHLY = "monatlich", _("monatlich oder öfter")
        QUARTERLY = "quartal", _("vierteljährlich")
        HALF_YEARLY = "halbjahr", _("halbjährlich")
        YEARLY = "jahr", _("jährlich")
        AS_NEEDED = "bedarf", _("nach Bedarf")

    MANY = ("topics", "spaces", "groups")

    name = models.CharField(_("Name"), max_length=200)
    purpose = models.TextField(_("Zweck und gemeinsame Ziele"), max_length=TEXT, blank=True, help_text=NO_CASES)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("Themen"))
    spaces = models.ManyToManyField(SocialSpace, blank=True, related_name="+", verbose_name=_("Sozialräume"))
    groups = models.ManyToManyField(TargetGroup, blank=True, related_name="+", verbose_name=_("Zielgruppen"))
    rules = models.TextField(_("Regeln der Zusammenarbeit"), max_length=TEXT, blank=True)
    decision = models.TextField(_("So wird entschieden"), max_length=TEXT, blank=True)
    rhythm = models.CharField(_("Rhythmus"), max_length=20, choices=Rhythm.choices, blank=True)
    lead = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Federführung")
    )
    coordinator = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Koordination")
    )
    since = models.DateField(_("besteht seit"), null=True, blank=True)
    ended_on = models.DateField(_("beendet am"), null=True, blank=True)

    objects: ClassVar[Any] = NetworkQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("Netzwerk")
        verbose_name_plural = _("Netzwerke")

    @property
    def label(self) -> str:
        return self.name

    def ended(self, today: date) -> bool:
        return self.ended_on is not None and self.ended_on <= today

    def clean(self) -> None:
        if self.since and self.ended_on and self.ended_on < self.since:
            raise ValidationError({"ended_on": _("Das Ende liegt vor dem Anfang.")})

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps; members in their own rows."""
        return {
            "name": self.name, "purpose": self.purpose, "topics": names(self.topics.all()), "spaces": names(self.spaces.all()),
            "groups": names(self.groups.all()), "rules": self.rules, "decision": self.decision, "rhythm": self.rhythm,
            "lead": named(self.lead), "coordinator": number(self.coordinator_id), "since": day(self.since),
            "ended_on": day(self.ended_on),
        }  # fmt: skip


class NetworkMember(Versioned):
    """An organisation in a network, perhaps with the person who comes; `until`: the day it left."""

    class Part(models.TextChoices):
        MEMBER = "mitglied", _("Mitglied")
        LEAD = "leitung", _("Leitung")
        GUEST = "gast", _("Gast")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("Organisation")
    )
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="memberships",
        verbose_name=_("vertreten durch"),
    )
    part = models.CharField(_("Rolle"), max_length=20, choices=Part.choices, default=Part.MEMBER)
    since = models.DateField(_("seit"), null=True, blank=True)
    until = models.DateField(_("bis"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["organisation__sort_key", "pk"]
        verbose_name = _("Mitglied eines Netzwerks")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "organisation"], name="network_member_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def absorb(self, other: NetworkMember) -> None:
        """Two organisations became one: the longer membership, the leading part, whoever comes for it."""
        self.since = min(filter(None, (self.since, other.since)), default=None)
        self.until = max(self.until, other.until) if self.until and other.until else None
        self.part = self.Part.LEAD if self.Part.LEAD in (self.part, other.part) else self.part
        self.person = self.person or other.person

    def there(self, today: date) -> bool:
        """As `MemberQuerySet.there` in SQL, but for the organisation."""
        return self.until is None or self.until > today

    def clean(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("Das Ende liegt vor dem Anfang.")})

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps; the person by number."""
        return {
            "network": named(self.network), "organisation": named(self.organisation), "person": number(self.person_id),
            "part": self.part, "since": day(self.since), "until": day(self.until),
        }  # fmt: skip


class ConditionSaid(models.Model):
    """What the coordinator says of one of the eight conditions; `condition` is its number from 1 (base/calc/networks.py)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="conditions")
    condition = models.PositiveSmallIntegerField()
    judgement = models.CharField(_("Einschätzung"), max_length=20, choices=Judgement.choices)
    text = models.CharField(_("Begründung"), max_length=500, blank=True, help_text=NO_CASES)
    said_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["condition"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["network", "condition"], name="condition_said_once")
        ]

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        return {
            "network": named(self.network), "condition": self.condition, "judgement": self.judgement, "text": self.text,
            "said_on": day(self.said_on),
        }  # fmt: skip


class Agreement(Entry):
    """Kooperationsvereinbarung: parties, subject, tasks, agreed standards, from–to. Its file stands in office/files."""

    class Renewal(models.TextChoices):
        NONE = "endet", _("endet ohne weiteres")
        AUTOMATIC = "automatisch", _("verlängert sich, wenn niemand kündigt")
        BY_DECISION = "beschluss", _("muss neu vereinbart werden")

    MANY = ("parties",)

    title = models.CharField(_("Titel"), max_length=300)
    parties = models.ManyToManyField(Organisation, blank=True, related_name="agreements", verbose_name=_("Beteiligte"))
    network = models.ForeignKey(
        Network, null=True, blank=True, on_delete=models.SET_NULL, related_name="agreements", verbose_name=_("Netzwerk")
    )
    subject = models.TextField(_("Gegenstand"), max_length=TEXT, blank=True, help_text=NO_CASES)
    tasks = models.TextField(_("Aufgaben der Beteiligten"), max_length=TEXT, blank=True)
    starts = models.DateField(_("gilt ab"), null=True, blank=True)
    ends = models.DateField(_("gilt bis"), null=True, blank=True)
    renewal = models.CharField(_("Verlängerung"), max_length=20, choices=Renewal.choices, blank=True)
    notice = models.CharField(_("Kündigungsfrist in Worten"), max_length=200, blank=True)

    objects: ClassVar[Any] = AgreementQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = _("Kooperationsvereinbarung")
        verbose_name_plural = _("Kooperationsvereinbarungen")

    @property
    def label(self) -> str:
        return self.title

    def standing(self, today: date) -> AgreementStanding:
        """Its twin in SQL is `AgreementQuerySet`. Past its end it goes on where nobody has to do anything for that."""
        if self.ends and self.ends < today:
            return "renewed" if self.renewal == self.Renewal.AUTOMATIC else "ended"
        if self.ends and self.ends <= today + SIX_MONTHS:
            return "ending"
        if not self.starts and not self.ends:
            return "undated"
        return "planned" if self.starts and self.starts > today else "running"

    def clean(self) -> None:
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("Das Ende liegt vor dem Anfang.")})

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps."""
        return {
            "title": self.title, "parties": names(self.parties.all()), "network": named(self.network), "subject": self.subject,
            "tasks": self.tasks, "starts": day(self.starts), "ends": day(self.ends), "renewal": self.renewal,
            "notice": self.notice,
            "standards": [s.with_reviews() for s in self.standards.order_by("pk").prefetch_related("reviews")],
        }  # fmt: skip

    STATE_LABELS: ClassVar[dict[str, Any]] = {"standards": _("vereinbarte Standards")}


class Standard(models.Model):
    """A standard that the parties agreed on; looked at once a year."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="standards")
    text = models.CharField(_("Standard"), max_length=500, help_text=NO_CASES)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        verbose_name = _("Standard")

    def __str__(self) -> str:
        return self.text

    def with_reviews(self) -> str:
        """ "Termin in 14 Tagen (2025: nicht erfüllt, Personalmangel)": for the trail of its agreement, in German whoever writes it."""
        with override("de"):
            said = "; ".join(map(str, self.reviews.all()))
        return f"{self.text} ({said})" if said else self.text


class StandardReview(models.Model):
    """Whether a standard was met in a year."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="reviews")
    year = models.PositiveSmallIntegerField(_("Jahr"), validators=[MinValueValidator(1990), MaxValueValidator(2200)])
    judgement = models.CharField(_("eingehalten"), max_length=20, choices=Judgement.choices)
    remark = models.CharField(_("Bemerkung"), max_length=500, blank=True, help_text=NO_CASES)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-year"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["standard", "year"], name="reviewed_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_judgement_display()}" + (f", {self.remark}" if self.remark else "")
