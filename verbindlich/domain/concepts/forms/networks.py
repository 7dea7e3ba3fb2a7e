"""Which goals of the concept a network works for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.forms import RowsField
from verbindlich.domain.concepts.models import Goal
from verbindlich.domain.concepts.querysets import RowQuerySet


class GoalChoices(RowsField):
    """Goals with their level."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.get_level_display()})"


class NetworkGoalsForm(forms.Form):
    """`among`: the municipality's goals."""

    goals = GoalChoices(
        label=_("Ziele"), queryset=Goal.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, among: RowQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goals"].queryset = among  # type: ignore[attr-defined]
