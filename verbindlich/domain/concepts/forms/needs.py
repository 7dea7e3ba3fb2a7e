"""The forms of needs and potentials: entering one, answering one, narrowing the list."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.folded import FoldedForm
from verbindlich.base.common.forms import DateInput, WordsField
from verbindlich.base.common.lock import VersionedForm
from verbindlich.domain.actors.models import SocialSpace
from verbindlich.domain.concepts.forms.plan import RowChoice
from verbindlich.domain.concepts.models import Goal, Measure, Need
from verbindlich.domain.concepts.querysets import NeedQuerySet
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.vocab.models import TargetGroup, Topic


class NeedForm(FoldedForm):
    topics = WordsField(label=_("Themen"))
    spaces = WordsField(label=_("Sozialräume"))
    groups = WordsField(label=_("Zielgruppen"))

    FIRST = ("title", "kind", "source", "received_on")
    FOLDED = (
        (_("Von wem, womit belegt"), ("source_name", "evidence", "description")),
        (_("Thema, Ort, Zielgruppe"), ("topics", "spaces", "groups")),
    )

    class Meta:
        model = Need
        fields = ("title", "kind", "source", "received_on", "source_name", "evidence", "description")
        widgets = {"received_on": DateInput}
        help_texts = {
            "title": _("Was fehlt, oder was ist da und bleibt ungenutzt? Keine Namen und keine Einzelfälle."),
            "source_name": _(
                "Welche Stelle, welches Netzwerk. Sehen nur Steuerung und Fachamt. Keine Namen und keine Einzelfälle."
            ),
            "evidence": _(
                "Woran sieht man es? Zahl, Befragung, Protokoll, Beobachtung. Keine Namen und keine Einzelfälle."
            ),
        }

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"municipality": municipality}
        words = {"topics": Topic, "spaces": SocialSpace, "groups": TargetGroup}
        for name, model in words.items():
            self.fields[name].suggest(model.objects.of(municipality))  # type: ignore[attr-defined]
            self.initial[name] = list(getattr(self.instance, name).all()) if self.instance.pk else []

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Das Datum liegt in der Zukunft."))
        return day


ANSWERED_BY: dict[str, str] = {"measure": "measure", "goal": "goal", "refused": "refusal"}
NOTHING: dict[str, Any] = {"measure": None, "goal": None, "refusal": ""}


class AnswerForm(VersionedForm):
    """An answer names one thing: what belongs to another answer is dropped. One that was given can be taken back."""

    class Meta:
        model = Need
        fields = ("answer", "measure", "goal", "refusal")
        field_classes = {"measure": RowChoice, "goal": RowChoice}
        widgets = {"answer": forms.RadioSelect, "refusal": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "refusal": _("Verständlich für die, von denen der Bedarf kommt. Keine Namen und keine Einzelfälle.")
        }

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"municipality": municipality}
        given = bool(self.instance.answer)
        self.fields["answer"].required = not given
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            (Need.Answer.MEASURE, _("Eine Maßnahme antwortet darauf")),
            (Need.Answer.GOAL, _("Ein bestehendes Ziel antwortet darauf")),
            (Need.Answer.REFUSED, _("Abgelehnt, mit Begründung")),
            *([("", _("Antwort zurücknehmen: Der Bedarf wartet wieder"))] if given else []),
        ]
        for field in self.fields.values():
            field.wanted = True  # type: ignore[attr-defined]
        for name, model in (("measure", Measure), ("goal", Goal)):
            self.fields[name].queryset = model.objects.of(municipality)  # type: ignore[attr-defined]
            self.fields[name].empty_label = _("– bitte wählen –")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kept = ANSWERED_BY.get(cleaned.get("answer", ""), "")
        cleaned.update({name: empty for name, empty in NOTHING.items() if name != kept})
        return cleaned


class NeedFilter(django_filters.FilterSet):  # type: ignore[misc]
    """What the list can be narrowed by; every filter stands in the URL."""

    q = django_filters.CharFilter(label=_("Suche"), method="matching", widget=forms.TextInput(attrs={"type": "search"}))
    art = django_filters.ChoiceFilter(
        label=_("Art"), field_name="kind", choices=Need.Kind.choices, empty_label=_("alle")
    )
    herkunft = django_filters.ChoiceFilter(
        label=_("Herkunft"), field_name="source", choices=Need.Source.choices, empty_label=_("alle")
    )
    stand = django_filters.ChoiceFilter(
        label=_("Antwort"),
        method="standing",
        choices=[("wartet", _("wartet")), ("beantwortet", _("beantwortet"))],
        empty_label=_("alle"),
    )
    thema = django_filters.ModelChoiceFilter(
        label=_("Thema"), field_name="topics", queryset=Topic.objects.none(), empty_label=_("alle")
    )
    raum = django_filters.ModelChoiceFilter(
        label=_("Sozialraum"), field_name="spaces", queryset=SocialSpace.objects.none(), empty_label=_("alle")
    )
    gruppe = django_filters.ModelChoiceFilter(
        label=_("Zielgruppe"), field_name="groups", queryset=TargetGroup.objects.none(), empty_label=_("alle")
    )

    class Meta:
        model = Need
        fields: list[str] = []

    def __init__(self, *args: Any, municipality: Municipality, among: NeedQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, queryset=among, **kwargs)
        for name, model in (("thema", Topic), ("raum", SocialSpace), ("gruppe", TargetGroup)):
            self.filters[name].queryset = model.objects.of(municipality)

    def matching(self, rows: NeedQuerySet, name: str, value: str) -> NeedQuerySet:
        found: NeedQuerySet = rows.matching(value)
        return found

    def standing(self, rows: NeedQuerySet, name: str, value: str) -> NeedQuerySet:
        return rows.filter(waits=value == "wartet")

    @property
    def active(self) -> list[dict[str, str]]:
        """The filters in use, as label, value in words and parameter, for the chips above the list."""
        if not self.form.is_valid():
            return []
        fields = self.form.fields
        return [
            {"label": str(fields[name].label), "value": self._words(name, value), "name": name}
            for name, value in self.form.cleaned_data.items()
            if value not in (None, "")
        ]

    def _words(self, name: str, value: Any) -> str:
        labels = dict(self.form.fields[name].choices) if name in ("art", "herkunft", "stand") else {}
        return str(labels.get(value, value))
