"""One organisation or person entered twice: other spellings of a person, what is told apart, what was merged."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.domain.actors.models.organisation import Organisation
from verbindlich.domain.actors.models.person import Person
from verbindlich.domain.actors.querysets import MergeQuerySet
from verbindlich.office.accounts.models import Municipality, User


class PersonAlias(models.Model):
    """Another spelling or address under which files name a person: decided at an import or left by a merge, erased with the
    person."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("andere Schreibweise"), max_length=120, blank=True)
    email = models.EmailField(_("andere E-Mail-Adresse"), blank=True)

    def __str__(self) -> str:
        return self.name or self.email


class Apart(models.Model):
    """Two rows that look like one and that people said are different; neither an import nor the search for duplicates asks again."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        abstract = True


class OrganisationsApart(Apart):
    one = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other"], name="organisations_apart_once"),
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="organisations_apart_are_two"),
        ]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"


class PersonsApart(Apart):
    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["one", "other"], name="persons_apart_once"),
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="persons_apart_are_two"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"


class Merge(models.Model):
    """Two rows that became one, with what it takes to part them again (actions/merging.py).

    Exactly one of `organisation` and `person` is set: the one that stays. The organisation that went is marked as deleted; the
    person that went stands in `data` alone, which is erased with the one that stays.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    kept_id = models.BigIntegerField()
    gone_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = MergeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        verbose_name = _("Zusammenführung")
        verbose_name_plural = _("Zusammenführungen")

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.kept_name}"

    @property
    def kept_name(self) -> str:
        return str(self.organisation or self.person)

    @property
    def gone_name(self) -> str:
        return str(self.data.get("name", ""))

    @property
    def of_persons(self) -> bool:
        return self.person_id is not None
