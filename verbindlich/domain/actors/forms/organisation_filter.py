"""What the list of organisations can be narrowed by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.filters import ListFilter
from verbindlich.domain.actors.choices import Choices
from verbindlich.domain.actors.forms.organisation import KINDS
from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.actors.querysets import OrganisationQuerySet, PersonQuerySet
from verbindlich.office.vocab.models import Visibility

WITHOUT = {
    "adresse": _("ohne E-Mail und Telefon"),
    "person": _("ohne Kontaktperson"),
    "alles": _("ohne Adresse und ohne Kontaktperson"),
}
OPEN = "offen"


class OrganisationFilter(ListFilter):
    """`persons`: those whom this reader sees, None where nobody; without them nothing is asked about persons."""

    FIRST = ("q", "art", "ebene", "thema", "raum")

    q = forms.CharField(label=_("Suche"), max_length=300, widget=forms.TextInput(attrs={"type": "search"}))
    art = forms.ChoiceField(label=_("Gruppe"))
    ebene = forms.ChoiceField(label=_("Ebene"))
    thema = forms.ChoiceField(label=_("Thema"))
    raum = forms.ChoiceField(label=_("Sozialraum"))
    gruppe = forms.ChoiceField(label=_("Zielgruppe"))
    sprache = forms.ChoiceField(label=_("Sprache"))
    community = forms.ChoiceField(label=_("Community"))
    zu = forms.ChoiceField(label=_("gehört zu"))
    sichtbar = forms.ChoiceField(label=_("Sichtbarkeit"))
    kontakt = forms.ChoiceField(label=_("Kontakt"))

    def __init__(self, params: QueryDict, choices: Choices, persons: PersonQuerySet | None) -> None:
        super().__init__(params)
        self.persons = persons
        self.offer("art", KINDS)
        self.offer("ebene", [*Organisation.Sphere.choices, (OPEN, _("nicht zugeordnet"))])
        self.offer("sichtbar", Visibility.choices)
        known = {"zu": choices.parents, "thema": choices.topics, "raum": choices.spaces, "gruppe": choices.groups,
                 "sprache": choices.languages, "community": choices.communities}  # fmt: skip
        for name, pairs in known.items():
            self.offer(name, pairs)
        self.offer("kontakt", [(key, word) for key, word in WITHOUT.items() if key == "adresse" or persons is not None])
        if persons is None:
            del self.fields["sichtbar"]
        self.leave_open()

    def _q(self, rows: OrganisationQuerySet, value: str) -> Any:
        return rows.matching(value)

    def _art(self, rows: OrganisationQuerySet, value: str) -> Any:
        return rows.filter(kind=value)

    def _ebene(self, rows: OrganisationQuerySet, value: str) -> Any:
        return rows.filter(sphere="" if value == OPEN else value)

    def _thema(self, rows: OrganisationQuerySet, value: str) -> Any:
        return rows.filter(topics=value)

    def _raum(self, rows: OrganisationQuerySet, value: str) -> Any:
        return rows.filter(spaces=value)

    def _gruppe(self, rows: OrganisationQuerySet, value: str) -> Any:
        return rows.filter(groups=value)

    def _sprache(self, rows: OrganisationQuerySet, value: str) -> Any:
        return rows.filter(languages=value)

    def _community(self, rows: OrganisationQuerySet, value: str) -> Any:
        return rows.filter(communities=value)

    def _zu(self, rows: OrganisationQuerySet, value: str) -> Any:
        return rows.filter(parent=value)

    def _sichtbar(self, rows: OrganisationQuerySet, value: str) -> Any:
        return rows.filter(visibility=value)

    def _kontakt(self, rows: OrganisationQuerySet, value: str) -> Any:
        if value == "person" and self.persons is not None:
            return rows.with_somebody(self.persons).filter(somebody=0)
        return rows.without_contact(self.persons if value == "alles" else None)
