"""The short form of a note, and what the list of notes is narrowed by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.filters import ListFilter
from verbindlich.base.common.forms import DateInput
from verbindlich.base.common.lock import VersionedForm
from verbindlich.domain.actors.forms.person import PersonChoice
from verbindlich.domain.actors.models import Note
from verbindlich.domain.actors.querysets import NoteQuerySet, OrganisationQuerySet, PersonQuerySet

NOBODY = _("– niemand Bestimmtes –")


class NoteForm(VersionedForm):
    """Text, kind, day: fifteen seconds. `action`: where a form on another page sends it; `every`: where all of these notes stand."""

    class Meta:
        model = Note
        fields: tuple[str, ...] = ("text", "kind", "day")
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "day": DateInput}
        labels = {"text": _("Was besprochen wurde")}

    def __init__(self, *args: Any, action: str = "", every: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action, self.every = action, every
        self.fields["day"].required, self.fields["day"].wanted = False, True  # type: ignore[attr-defined]

    def clean_day(self) -> Any:
        return self.cleaned_data["day"] or self.instance.day


class PlacedNoteForm(NoteForm):
    """With whom or about what stands in the form itself, where the address does not say it."""

    class Meta(NoteForm.Meta):
        fields = ("text", "person", "organisation", "kind", "day")
        field_classes = {"person": PersonChoice}

    def __init__(self, *args: Any, persons: PersonQuerySet, organisations: OrganisationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = persons.there()  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        for name in ("person", "organisation"):
            self.fields[name].empty_label = NOBODY  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not (cleaned.get("person") or cleaned.get("organisation")):
            raise ValidationError(_("Wählen Sie, mit wem es besprochen wurde: eine Person oder eine Organisation."))
        return cleaned


class NoteFilter(ListFilter):
    """`persons`, `organisations`: those with notes, as pairs."""

    FIRST = ("q", "person", "organisation", "wie")

    q = forms.CharField(label=_("Suche"), max_length=300, widget=forms.TextInput(attrs={"type": "search"}))
    person = forms.ChoiceField(label=_("mit"))
    organisation = forms.ChoiceField(label=_("Organisation"))
    wie = forms.ChoiceField(label=_("wie"))

    def __init__(self, params: QueryDict, persons: list[tuple[str, str]], organisations: list[tuple[str, str]]) -> None:
        super().__init__(params)
        self.offer("person", persons)
        self.offer("organisation", organisations)
        self.offer("wie", Note.Kind.choices)
        self.leave_open()

    def _q(self, rows: NoteQuerySet, value: str) -> Any:
        return rows.matching(value)

    def _person(self, rows: NoteQuerySet, value: str) -> Any:
        return rows.filter(person=value)

    def _organisation(self, rows: NoteQuerySet, value: str) -> Any:
        return rows.filter(organisation=value)

    def _wie(self, rows: NoteQuerySet, value: str) -> Any:
        return rows.filter(kind=value)
