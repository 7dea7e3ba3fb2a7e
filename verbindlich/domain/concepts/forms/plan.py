"""The forms of fields of action and goals: what is always needed first, the rest folded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from verbindlich.base import profiles
from verbindlich.base.common.folded import FoldedForm
from verbindlich.base.common.forms import WordsField
from verbindlich.domain.concepts.models import FieldOfAction, Goal
from verbindlich.domain.concepts.models.row import NO_CASES
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.vocab.models import Topic

LENGTH = 100  # characters of a title in a select


class RowChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A row by number and the beginning of its title, a goal with its level."""

    def label_from_instance(self, obj: Any) -> str:
        text = Truncator(str(obj)).chars(LENGTH)
        return f"{text} ({obj.get_level_display()})" if isinstance(obj, Goal) else text


class FieldForm(FoldedForm):
    topics = WordsField(label=_("Themen"))
    state_fields = forms.MultipleChoiceField(
        label=_("Handlungsfelder des Landes"), required=False, widget=forms.CheckboxSelectMultiple({"lang": "de"})
    )
    more_state_fields = WordsField(
        label=_("weitere Handlungsfelder des Landes"), help_text=_("Falls eines oben nicht steht. Mit Komma trennen.")
    )

    FIRST = ("number", "name")
    FOLDED = (
        (_("Themen"), ("topics",)),
        (_("Bezug zum Konzept des Landes"), ("state_fields", "more_state_fields", "deviation")),
    )

    class Meta:
        model = FieldOfAction
        fields = ("number", "name", "deviation")
        help_texts = {
            "deviation": _("Warum steht das Handlungsfeld im Konzept, wenn keines des Landes dazu gewählt ist?"),
        }

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"municipality": municipality}
        state = profiles.load(municipality.profile).state_fields
        known = {field.name for field in state.fields}
        mine = self.instance.state_fields
        self.fields["state_fields"].choices = [  # type: ignore[attr-defined]
            (dimension, [(name, name) for name in names]) for dimension, names in state.by_dimension().items()
        ]
        self.fields["state_fields"].help_text = format_html('<span lang="de">„{}“</span> ({})', state.quote, state.ref)
        self.fields["topics"].suggest(Topic.objects.of(municipality))  # type: ignore[attr-defined]
        self.initial.update(
            state_fields=[name for name in mine if name in known],
            more_state_fields=[name for name in mine if name not in known],
            topics=list(self.instance.topics.all()) if self.instance.pk else [],
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [*cleaned.get("state_fields", ()), *cleaned.get("more_state_fields", ())]
        self.instance.state_fields = list(dict.fromkeys(chosen))
        return cleaned


STEPS = Goal.CHAIN
ASSUMED = {step: f"assumed_{step}" for step in STEPS}


class GoalForm(FoldedForm):
    FIRST = ("number", "title", "level", "parent", "field")
    FOLDED = (
        (
            _("Ausgangslage, Strategie, Indikator"),
            ("situation", "challenges", "strategy", "support_and_demand", "indicator"),
        ),
        (_("Wirkungskette"), ("sentence", *(name for step in STEPS for name in (step, ASSUMED[step])))),
    )

    class Meta:
        model = Goal
        fields = ("number", "title", "level", "field", "parent", "situation", "challenges", "strategy",
                  "support_and_demand", "indicator", "sentence", *STEPS)  # fmt: skip
        field_classes = {"field": RowChoice, "parent": RowChoice}
        widgets = {"title": forms.Textarea}
        help_texts = {
            "title": _("Welcher Zustand soll erreicht sein?"),
            "parent": _("Ein mittelfristiges Ziel dient einem Leitziel, ein kurzfristiges einem der beiden."),
            "field": _("Nur nötig, solange kein Ziel darüber gewählt ist: Es bringt sein Handlungsfeld mit."),
            "situation": NO_CASES,
            "challenges": NO_CASES,
            "strategy": NO_CASES,
            "support_and_demand": _(
                "Eine Strategie „zur Verknüpfung der Eigenverantwortung und Leistungsbereitschaft von Menschen mit "
                "Migrationshintergrund mit ergänzender staatlicher Unterstützung zur Selbsthilfe“ (SächsIntG § 12 Abs. 3 Satz 3 "
                "Nr. 3). Das Konzept „legt Strategien zur Umsetzung des Grundsatzes des Forderns und Förderns fest“ "
                "(KomIntAVO § 10 Abs. 2 Nr. 3)."
            ),
            "indicator": _("Woran erkennt man, dass das Ziel erreicht ist? Am besten mit Quelle, Ausgangs- und Zielwert."),
            "sentence": _("Zum Beispiel: „Mit freien Plätzen an einem Ort finden mehr Menschen früher einen Kurs.“ Ein Satz genügt."),
            "means": _("Was wird eingesetzt?"),
            "activity": _("Was wird getan?"),
            "output": _("Was liegt danach vor?"),
            "outcome": _("Was ändert sich für die Menschen, die es erreicht?"),
            "effect": _("Was ändert sich vor Ort auf Dauer?"),
        }  # fmt: skip

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"municipality": municipality}
        above = Goal.objects.of(municipality).exclude(pk=self.instance.pk).exclude(level=Goal.Level.SHORT)
        self._rows("field", FieldOfAction.objects.of(municipality), _("– noch offen –"))
        self._rows("parent", above, _("– keinem anderen –"))
        for step, name in ASSUMED.items():
            label = format_lazy(_("{step}: nur angenommen, noch nicht belegt"), step=self.fields[step].label)
            self.fields[name] = forms.BooleanField(label=label, required=False, initial=step in self.instance.assumed)

    def _rows(self, name: str, rows: QuerySet[Any], empty: str | Promise) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields[name].empty_label = empty  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.instance.assumed = [step for step, name in ASSUMED.items() if cleaned.get(name) and cleaned.get(step)]
        return cleaned


class MoveForm(forms.Form):
    """Where goals and measures go when what they hang on is deleted."""

    to = RowChoice(
        label=_("Wohin sollen sie?"), queryset=FieldOfAction.objects.none(), empty_label=_("– bitte wählen –")
    )

    def __init__(self, *args: Any, among: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = among  # type: ignore[attr-defined]
