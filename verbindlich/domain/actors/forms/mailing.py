"""Whom an invitation is for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.filters import ListFilter
from verbindlich.domain.actors.choices import Choices, Pairs
from verbindlich.domain.actors.forms.organisation import KINDS
from verbindlich.domain.actors.models import NetworkMember, Organisation
from verbindlich.domain.actors.querysets import OrganisationQuerySet, PersonQuerySet


class MailingFilter(ListFilter):
    """Persons by what their organisations are; `organisations`: those that this reader sees. A network means who comes to it."""

    FIRST = ("netzwerk", "art", "thema", "raum", "gruppe")

    netzwerk = forms.ChoiceField(label=_("Netzwerk"))
    art = forms.ChoiceField(label=_("Gruppe"))
    thema = forms.ChoiceField(label=_("Thema"))
    raum = forms.ChoiceField(label=_("Sozialraum"))
    gruppe = forms.ChoiceField(label=_("Zielgruppe"))

    def __init__(
        self, params: QueryDict, choices: Choices, networks: Pairs, organisations: OrganisationQuerySet
    ) -> None:
        super().__init__(params)
        self.organisations = organisations.order_by()
        self.offer("netzwerk", networks)
        self.offer("art", KINDS)
        for name, pairs in (("thema", choices.topics), ("raum", choices.spaces), ("gruppe", choices.groups)):
            self.offer(name, pairs)
        self.leave_open()

    def _netzwerk(self, rows: PersonQuerySet, value: str) -> Any:
        members = NetworkMember.objects.there(timezone.localdate()).filter(network=value, person__isnull=False)
        return rows.filter(pk__in=members.order_by().values("person"))

    def _art(self, rows: PersonQuerySet, value: str) -> Any:
        return self._at(rows, kind=value)

    def _thema(self, rows: PersonQuerySet, value: str) -> Any:
        return self._at(rows, topics=value)

    def _raum(self, rows: PersonQuerySet, value: str) -> Any:
        return self._at(rows, spaces=value)

    def _gruppe(self, rows: PersonQuerySet, value: str) -> Any:
        return self._at(rows, groups=value)

    def _at(self, rows: PersonQuerySet, **wanted: str) -> PersonQuerySet:
        """Who works for such an organisation, in the first place or also."""
        pks = Organisation.objects.filter(pk__in=self.organisations.values("pk"), **wanted).order_by().values("pk")
        also = rows.model.also_in.through.objects.filter(organisation__in=pks)
        found: PersonQuerySet = rows.filter(Q(organisation__in=pks) | Q(pk__in=also.values("person")))
        return found
