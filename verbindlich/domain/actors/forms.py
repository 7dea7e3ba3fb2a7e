from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.lock import VersionedForm
from verbindlich.domain.actors.models import Organisation, OrganisationAlias, Person
from verbindlich.domain.actors.querysets import OrganisationQuerySet
from verbindlich.office.accounts.models import User


class OrganisationForm(VersionedForm):
    class Meta:
        model = Organisation
        fields = ["name", "kind", "parent"]
        help_texts = {
            "name": _("Name des Amtes, Trägers, Vereins – keine Namen von Personen, keine Einzelfälle."),
            "parent": _("Zum Beispiel gehört ein Sachgebiet zu seinem Amt."),
        }

    def __init__(self, *args: Any, among: OrganisationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"among": among}
        self.fields["parent"].queryset = among.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]
        self.fields["parent"].empty_label = _("– keiner anderen –")  # type: ignore[attr-defined]


class AffiliationForm(forms.Form):
    """Which account works for an organisation. `among`: those that can be chosen."""

    account = forms.ModelChoiceField(label=_("Zugang"), queryset=User.objects.none(), empty_label=_("– bitte wählen –"))

    def __init__(self, *args: Any, among: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = among  # type: ignore[attr-defined]
        self.fields["account"].label_from_instance = lambda user: f"{user.name} ({user.email})"  # type: ignore[attr-defined]


class AliasForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = OrganisationAlias
        fields = ["name"]
        help_texts = {"name": _("Daran erkennt ein Import die Organisation wieder.")}


class PersonForm(VersionedForm):
    class Meta:
        model = Person
        fields = ["name", "email", "organisation"]
        help_texts = {
            "name": _("Dienstlich: wen man zu einer Maßnahme fragt. Niemals Ratsuchende, keine Einzelfälle."),
            "email": _("Die dienstliche Adresse."),
        }

    def __init__(self, *args: Any, among: OrganisationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"among": among}
        self.fields["organisation"].queryset = among  # type: ignore[attr-defined]
        self.fields["organisation"].empty_label = _("– noch offen –")  # type: ignore[attr-defined]


class OrganisationFilter(django_filters.FilterSet):  # type: ignore[misc]
    """What the list can be narrowed by; every filter stands in the URL."""

    q = django_filters.CharFilter(label=_("Suche"), method="matching", widget=forms.TextInput(attrs={"type": "search"}))
    art = django_filters.ChoiceFilter(
        label=_("Art"), field_name="kind", choices=Organisation.Kind.choices, empty_label=_("alle")
    )
    zu = django_filters.ModelChoiceFilter(
        label=_("gehört zu"), field_name="parent", queryset=Organisation.objects.none(), empty_label=_("alle")
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def __init__(self, *args: Any, among: OrganisationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, queryset=among, **kwargs)
        self.filters["zu"].queryset = among.parents()

    def matching(self, rows: OrganisationQuerySet, name: str, value: str) -> OrganisationQuerySet:
        return rows.matching(value)

    @property
    def active(self) -> list[dict[str, str]]:
        """The filters in use, as label, value in words and parameter, for the chips above the list."""
        if not self.form.is_valid():
            return []
        chips = []
        for name, value in self.form.cleaned_data.items():
            if value not in (None, ""):
                shown = dict(self.form.fields[name].choices).get(value, value) if name == "art" else value
                chips.append({"label": str(self.form.fields[name].label), "value": str(shown), "name": name})
        return chips
