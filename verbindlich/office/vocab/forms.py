from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verbindlich.office.vocab.models import Topic
from verbindlich.office.vocab.querysets import WordQuerySet


class WordForm(forms.Form):
    """A word's name. `seen`: as it stood when the form was opened; "" for a new one."""

    name = forms.CharField(label=_("Wort"), max_length=120)
    seen = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)


class WordMergeForm(forms.Form):
    """Which word stays. `names`: of both, as the person saw them in the preview; empty before that."""

    mit = forms.ModelChoiceField(label=_("Es bleibt"), queryset=Topic.objects.none(), empty_label=_("– bitte wählen –"))
    source_seen = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    target_seen = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)

    def __init__(self, *args: Any, among: WordQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mit"].queryset = among  # type: ignore[attr-defined]
