"""The form of another department's strategy: which goals it touches, and where the two disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.forms import DateInput, RowsField
from verbindlich.base.common.lock import VersionedForm
from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.concepts.forms.plan import LENGTH
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Strategy
from verbindlich.office.accounts.models import Municipality


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal to tick, and the place for what contradicts it."""

    goal: Goal
    tick: BoundWidget
    conflict: BoundField


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """The goals of a field of action; open where one is ticked."""

    field: FieldOfAction | None
    rows: tuple[GoalRow, ...]
    open: bool


class StrategyForm(VersionedForm):
    """A noted conflict links its goal, ticked or not. Links to deleted goals stay, in case the goals come back."""

    goals = RowsField(
        label=_("berührte Ziele"),
        queryset=Goal.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Strategy
        fields = ("name", "owner", "next_revision", "note")
        widgets = {"next_revision": DateInput, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "name": _("Zum Beispiel Stadtentwicklungskonzept (INSEK), Sozialplanung, Bildungskonzept."),
            "next_revision": _("180 Tage vorher erinnert die Anwendung daran."),
        }

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"municipality": municipality}
        self.among = Goal.objects.of(municipality).select_related("field").order_by("field__sort_key", "sort_key", "pk")
        self.known = list(self.among)
        self.links = {link.goal_id: link.conflict for link in self.instance.links.all()} if self.instance.pk else {}
        self.fields["owner"].queryset = Organisation.objects.of(municipality)  # type: ignore[attr-defined]
        self.fields["owner"].empty_label = _("– noch offen –")  # type: ignore[attr-defined]
        self.fields["goals"].queryset = self.among  # type: ignore[attr-defined]
        self.initial["goals"] = list(self.links)
        for goal in self.known:
            label = format_lazy(_("Widerspruch zu „{goal}“"), goal=Truncator(str(goal)).chars(LENGTH))
            widget = forms.Textarea(attrs={"rows": 2})
            self.fields[f"conflict_{goal.pk}"] = forms.CharField(
                label=label, required=False, max_length=2000, widget=widget, initial=self.links.get(goal.pk, "")
            )

    def chosen(self) -> Sequence[tuple[Goal, str]]:
        """What `save_strategy` takes: goals with the conflict or ""."""
        ticked, said = set(self.cleaned_data["goals"]), self.cleaned_data
        mine = [(goal, said[f"conflict_{goal.pk}"]) for goal in self.known]
        gone = Goal.objects.filter(pk__in=self.links, deleted_at__isnull=False)
        kept = [(goal, self.links[goal.pk]) for goal in gone]
        return [*((goal, conflict) for goal, conflict in mine if goal in ticked or conflict), *kept]

    def first(self) -> list[BoundField]:
        return [self[name] for name in ("name", "owner", "next_revision", "note")]

    def groups(self) -> Iterator[GoalGroup]:
        """Goals under their fields, in the order of the plan."""
        ticks = {str(tick.data["value"]): tick for tick in self["goals"].subwidgets}
        fields = {goal.field_id: goal.field for goal in self.known}
        for pk, field in fields.items():
            rows = tuple(
                GoalRow(goal, ticks[str(goal.pk)], self[f"conflict_{goal.pk}"])
                for goal in self.known
                if goal.field_id == pk
            )
            yield GoalGroup(field, rows, any(row.tick.data["selected"] or row.conflict.errors for row in rows))
