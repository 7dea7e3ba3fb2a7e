"""What the page of the check can be narrowed to, and the reason for which a rule is switched off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from verbindlich.base.calc.findings import Finding
from verbindlich.base.calc.rules import registered
from verbindlich.domain.concepts.models import FieldOfAction, RuleOff
from verbindlich.domain.concepts.models.row import NO_CASES
from verbindlich.domain.concepts.querysets import RowQuerySet

LENGTH = 90  # characters of a rule in the select


class CheckFilter(forms.Form):
    """All in the URL; what names nothing is left out."""

    gewicht = forms.ChoiceField(
        label=_("Schwere"),
        choices=[("", _("alle")), ("error", _("Fehler")), ("warning", _("Warnungen")), ("note", _("Hinweise"))],
        required=False,
    )
    regel = forms.ChoiceField(label=_("Regel"), required=False, widget=forms.Select(attrs={"lang": "de"}))
    feld = forms.ModelChoiceField(
        label=_("Handlungsfeld"), queryset=FieldOfAction.objects.none(), required=False, empty_label=_("alle")
    )

    def __init__(self, *args: Any, among: RowQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["feld"].queryset = among  # type: ignore[attr-defined]
        rules = [(rule.id, Truncator(rule.sentence).chars(LENGTH)) for rule in registered()]
        self.fields["regel"].choices = [("", _("alle")), *rules]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def active(self) -> bool:
        return any(self.cleaned_data.values())

    def wants(self, finding: Finding) -> bool:
        said = self.cleaned_data
        return (
            said.get("gewicht", "") in ("", finding.severity)
            and said.get("regel", "") in ("", finding.rule)
            and (not said.get("feld") or getattr(finding.where, "field", 0) == said["feld"].pk)
        )


class RuleOffForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = RuleOff
        fields = ("reason",)
        help_texts = {"reason": NO_CASES}
