"""Contact persons: whom to ask, what they agreed to, and what was agreed with them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.german import search_text, sort_key
from verbindlich.base.common.lock import Versioned
from verbindlich.domain.actors.models.entry import NO_CASES, TEXT, day, named, names, number
from verbindlich.domain.actors.models.organisation import Organisation
from verbindlich.domain.actors.querysets import ConsentQuerySet, NoteQuerySet, PersonQuerySet
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.vocab.models import Community


class Person(Versioned):
    """Kontaktperson: reached at work, never a migrant's case. There is no field about a person's origin, and none may be added.

    `organisation`: where the person works in the first place; `also_in`: further ones. `communities`: whom a key person reaches;
    key persons are shown to the Steuerung alone. `confirmed_on`: when somebody last said that all this is right;
    `asked_on`: when the retention run asked for it.
    """

    class Decides(models.TextChoices):
        DECIDES = "entscheidet", _("entscheidet selbst")
        COMMITS = "sagt-zu", _("kann für die Organisation zusagen")
        INFORMS = "auskunft", _("gibt Auskunft")

    class Visibility(models.TextChoices):
        STEERING = "steuerung", _("nur Steuerung")
        INSIDE = "intern", _("Steuerung und Fachamt")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=120)
    function = models.CharField(_("Funktion"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="persons",
        verbose_name=_("Organisation"),
    )
    also_in = models.ManyToManyField(Organisation, blank=True, related_name="+", verbose_name=_("auch tätig für"))
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    substitute = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Vertretung")
    )
    decides = models.CharField(_("Entscheidungsbefugnis"), max_length=20, choices=Decides.choices, blank=True)
    key_person = models.BooleanField(_("Schlüsselperson einer Community"), default=False)
    communities = models.ManyToManyField(Community, blank=True, related_name="+", verbose_name=_("erreicht"))
    visibility = models.CharField(
        _("sichtbar für"), max_length=20, choices=Visibility.choices, default=Visibility.INSIDE
    )
    left_on = models.DateField(_("ausgeschieden am"), null=True, blank=True)
    confirmed_on = models.DateField(_("zuletzt bestätigt am"), null=True, blank=True)
    asked_on = models.DateField(_("nach Bestätigung gefragt am"), null=True, editable=False)
    sort_key = models.CharField(max_length=255, editable=False)
    search = models.TextField(editable=False, default="")

    MANY: ClassVar[tuple[str, ...]] = ("also_in", "communities")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["sort_key", "pk"]
        verbose_name = _("Kontaktperson")
        verbose_name_plural = _("Kontaktpersonen")

    def __str__(self) -> str:
        return self.name

    def arrange(self) -> None:
        """Fill the stored columns; a key person is protected whatever the form says."""
        digits = "".join(c for c in self.phone if c.isdigit())
        self.sort_key = sort_key(self.name)
        self.search = search_text(self.name, self.function, self.email, self.phone, digits)
        if self.key_person:
            self.visibility = self.Visibility.STEERING

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.arrange()
        super().save(*args, **kwargs)

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps: no name, no function, no address, so that erasing a person needs no search through the past."""
        return {
            "organisation": {"id": self.organisation_id, "name": str(self.organisation or "")},
            "also_in": names(self.also_in.all()), "visibility": self.visibility, "key_person": self.key_person,
            "left": self.left_on is not None, "confirmed_on": day(self.confirmed_on), "asked_on": day(self.asked_on),
        }  # fmt: skip

    STATE_LABELS: ClassVar[dict[str, Any]] = {"left": _("ausgeschieden")}

    def gone_on(self, today: date) -> bool:
        return self.left_on is not None and self.left_on <= today


class Consent(models.Model):
    """Einwilligung: what a person agreed to, when, how, until when. Only what is valid today counts, and withdrawn is gone at once."""

    class Scope(models.TextChoices):
        PUBLIC = "oeffentlich", _("öffentlich als Kontakt genannt werden")
        MAILING = "verteiler", _("Einladungen und Rundschreiben erhalten")
        SHARE = "weitergabe", _("Weitergabe an Netzwerkpartner")

    class How(models.TextChoices):
        WRITTEN = "schriftlich", _("schriftlich")
        MAIL = "mail", _("per E-Mail")
        SPOKEN = "muendlich", _("mündlich")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    scope = models.CharField(_("wofür"), max_length=20, choices=Scope.choices)
    given_on = models.DateField(_("erteilt am"), default=timezone.localdate)
    how = models.CharField(_("wie"), max_length=20, choices=How.choices)
    until = models.DateField(_("gilt bis"), null=True, blank=True)
    withdrawn_on = models.DateField(_("widerrufen am"), null=True, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-given_on", "-pk"]
        verbose_name = _("Einwilligung")
        verbose_name_plural = _("Einwilligungen")

    def __str__(self) -> str:
        return str(self.get_scope_display())

    def valid_on(self, today: date) -> bool:
        ended = self.until is not None and self.until < today
        return self.given_on <= today and not ended and self.withdrawn_on is None

    def clean(self) -> None:
        if self.given_on and self.given_on > timezone.localdate():
            raise ValidationError({"given_on": _("Das Datum liegt in der Zukunft.")})
        if self.given_on and self.until and self.until < self.given_on:
            raise ValidationError({"until": _("Das Ende liegt vor dem Tag, an dem eingewilligt wurde.")})

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps; the person by number."""
        return {
            "person": number(self.person_id), "scope": self.scope, "given_on": day(self.given_on), "how": self.how,
            "until": day(self.until), "withdrawn_on": day(self.withdrawn_on),
        }  # fmt: skip


class Note(Versioned):
    """A note in fifteen seconds ("kurzer Dienstweg"): telephoned, agreed that …; goes with the person or organisation it is about."""

    class Kind(models.TextChoices):
        PHONE = "telefon", _("telefoniert")
        MET = "treffen", _("getroffen")
        MAIL = "mail", _("geschrieben")
        AGREED = "vereinbart", _("vereinbart")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("am"), default=timezone.localdate)
    kind = models.CharField(_("wie"), max_length=20, choices=Kind.choices, default=Kind.PHONE)
    text = models.TextField(_("Notiz"), max_length=TEXT, help_text=NO_CASES)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="notes", verbose_name=_("mit")
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notes",
        verbose_name=_("Organisation"),
    )
    author = models.ForeignKey(User, null=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    search = models.TextField(editable=False, default="")
    may_edit = False  # whether this reader may; set by access.notes_for, never stored

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-day", "-pk"]
        verbose_name = _("Notiz")
        verbose_name_plural = _("Notizen")

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}, {self.get_kind_display()}"

    def arrange(self) -> None:
        """Fill the stored column."""
        self.search = search_text(self.text)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.arrange()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.day and self.day > timezone.localdate():
            raise ValidationError({"day": _("Das Datum liegt in der Zukunft.")})

    def as_state(self) -> dict[str, Any]:
        """What the trail keeps: that there was a note, never what it says; the person by number."""
        return {
            "day": day(self.day), "kind": self.kind, "person": number(self.person_id), "organisation": named(self.organisation),
            "version": self.version,
        }  # fmt: skip
