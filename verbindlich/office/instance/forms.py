from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.lock import VersionedForm
from verbindlich.office.accounts.models import Municipality, Role, User


class MunicipalityForm(VersionedForm):
    class Meta:
        model = Municipality
        fields = ["name", "slug", "ags", "kind", "profile", "population", "population_source", "population_date"]
        widgets = {"population_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_slug(self) -> str:
        """In small letters: "Konto" and "konto" are one address to whoever reads it."""
        return str(self.cleaned_data["slug"]).lower()


class PasswordFields(forms.Form):
    """Name and a new password, checked against the installation's rules."""

    name = forms.CharField(label=_("Ihr Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Passwort"),
        help_text=_("Mindestens 12 Zeichen. Ein langer Satz merkt sich leichter als Sonderzeichen."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password"):
            try:
                validate_password(data["password"], User(email=data.get("email", ""), name=data.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


class SetupForm(PasswordFields):
    code = forms.CharField(label=_("Code"), help_text=_("Er steht in der Ausgabe beim Start der Anwendung."))
    email = forms.EmailField(label=_("E-Mail-Adresse"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    field_order = ["code", "name", "email", "password"]


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ["name"]


class InvitationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-Mail-Adresse"))
    role = forms.ChoiceField(
        label=_("Rolle"),
        choices=Role.choices,
        initial=Role.FACHAMT,
        help_text=_(
            "Steuerung bearbeitet alles. Fachamt bearbeitet das Eigene. Beirat und Lesend lesen, was freigegeben ist."
        ),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Rolle"), choices=Role.choices)
