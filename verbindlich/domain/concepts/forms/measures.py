"""The forms of the list of measures: what it is narrowed by, the few fields changed in place, the change of many, a name for a filter."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from verbindlich.base.calc.rules import registered
from verbindlich.base.common.filters import ListFilter
from verbindlich.base.common.forms import DateInput, GermanSelect
from verbindlich.base.common.lock import VersionedForm
from verbindlich.domain.actors.models import Organisation
from verbindlich.domain.concepts.choices import Choices
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Measure, SavedFilter
from verbindlich.domain.concepts.models.measure import Priority, State
from verbindlich.domain.concepts.querysets import RANKS, MeasureQuerySet
from verbindlich.domain.concepts.standing import SCALE
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.vocab.models import Visibility

ANY = "alle"  # any finding; a measure without a priority is "offen"
OPEN = "offen"
YEARS = range(-2, 8)  # around this one, offered; any year may stand in the address
SHORT = {rule.id: rule.short for rule in registered() if rule.short}
MOST = 500  # measures that one change touches


class MeasureFilter(ListFilter):
    FIRST = ("q", "feld", "federfuehrung", "stand", "befund")

    q = forms.CharField(label=_("Suche"), max_length=300, widget=forms.TextInput(attrs={"type": "search"}))
    feld = forms.ChoiceField(label=_("Handlungsfeld"))
    federfuehrung = forms.ChoiceField(label=_("Federführung"))
    stand = forms.ChoiceField(label=_("Stand"), choices=[(key, shown.word) for key, shown in SCALE.items()])
    befund = forms.ChoiceField(label=_("Befund"), choices=[(ANY, _("mit Befund")), *SHORT.items()], widget=GermanSelect)
    prioritaet = forms.MultipleChoiceField(
        label=_("Priorität"), choices=[*Priority.choices, (OPEN, _("offen"))], widget=forms.CheckboxSelectMultiple
    )
    jahr = forms.TypedChoiceField(label=_("läuft im Jahr"), coerce=int, empty_value=None)
    bis = forms.DateField(label=_("endet bis"), widget=DateInput)
    zeitraum = forms.ChoiceField(label=_("Zeitraum"), choices=[("ohne", _("ohne Zeitraum"))])
    raum = forms.ChoiceField(label=_("Sozialraum"))
    gruppe = forms.ChoiceField(label=_("Zielgruppe"))

    def __init__(self, params: QueryDict, choices: Choices, today: date, untold: frozenset[str] = frozenset()) -> None:
        """`untold`: rules whose findings this person is not told."""
        super().__init__(params)
        self.untold = untold
        self.today = today
        leads = [(OPEN, _("ohne Federführung")), *choices.leads]
        known: dict[str, list[Any]] = {
            "feld": choices.fields,
            "federfuehrung": leads,
            "raum": choices.spaces,
            "gruppe": choices.groups,
        }
        for name, pairs in known.items():
            self.offer(name, pairs)
        self.offer("jahr", self._years(params.get("jahr", "")))
        for name in ("stand", "befund", "zeitraum"):
            self.offer(name, [c for c in self.base_fields[name].choices if c[0] not in untold])  # type: ignore[attr-defined]
        self.leave_open()

    def _years(self, named: str) -> list[tuple[str, str]]:
        years = {self.today.year + n for n in YEARS} | (
            {int(named)} if re.fullmatch(r"(?:19|20)\d\d", named) else set()
        )
        return [(str(year), str(year)) for year in sorted(years)]

    def _q(self, rows: MeasureQuerySet, value: str) -> Any:
        return rows.matching(value)

    def _feld(self, rows: MeasureQuerySet, value: str) -> Any:
        return rows.filter(field=value)

    def _federfuehrung(self, rows: MeasureQuerySet, value: str) -> Any:
        return rows.without_lead() if value == OPEN else rows.led_by([value])

    def _stand(self, rows: MeasureQuerySet, value: str) -> Any:
        return rows.with_standing(self.today).filter(standing_rank=RANKS[value])  # type: ignore[index]

    def _befund(self, rows: MeasureQuerySet, value: str) -> Any:
        return rows.found_by("" if value == ANY else value, self.untold)

    def _prioritaet(self, rows: MeasureQuerySet, value: list[str]) -> Any:
        return rows.filter(priority__in=["" if one == OPEN else one for one in value])

    def _jahr(self, rows: MeasureQuerySet, value: int) -> Any:
        return rows.running_in(value)

    def _bis(self, rows: MeasureQuerySet, value: date) -> Any:
        return rows.filter(end__lte=value)

    def _zeitraum(self, rows: MeasureQuerySet, value: str) -> Any:
        return rows.without_period()

    def _raum(self, rows: MeasureQuerySet, value: str) -> Any:
        return rows.filter(spaces=value)

    def _gruppe(self, rows: MeasureQuerySet, value: str) -> Any:
        return rows.filter(groups=value)


class InlineForm(VersionedForm):
    """What is changed in the list itself."""

    class Meta:
        model = Measure
        fields = ("state", "priority", "end")
        widgets = {"state": forms.Select({"autofocus": True}), "end": DateInput}

    def _update_errors(self, errors: ValidationError) -> None:
        """What the model finds wrong in fields that are not here is mended on the measure's own form, and keeps nobody from this."""
        here = {name: found for name, found in errors.error_dict.items() if name in self.fields}
        if here:
            super()._update_errors(ValidationError(here))  # type: ignore[misc]


LEAVE = ("", _("– so lassen –"))


class BulkForm(forms.Form):
    """What many measures get at once; what is left empty stays as it is. `steers` False: without what only the Steuerung decides."""

    priority = forms.ChoiceField(label=_("Priorität"), choices=[LEAVE, *Priority.choices])
    state = forms.ChoiceField(label=_("Umsetzungsstand"), choices=[LEAVE, *State.choices])
    end = forms.DateField(label=_("Bis"), widget=DateInput)
    field = forms.ModelChoiceField(
        label=_("Handlungsfeld"), queryset=FieldOfAction.objects.none(), empty_label=LEAVE[1]
    )
    goal = forms.ModelChoiceField(
        label=_("Ziel"),
        queryset=Goal.objects.none(),
        empty_label=LEAVE[1],
        help_text=_("Ein Ziel bringt sein Handlungsfeld mit."),
    )
    lead = forms.ModelChoiceField(label=_("Federführung"), queryset=Organisation.objects.none(), empty_label=LEAVE[1])
    visibility = forms.ChoiceField(label=_("Sichtbar"), choices=[LEAVE, *Visibility.choices])

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, municipality: Municipality, steers: bool) -> None:
        super().__init__(data)
        rows: dict[str, Any] = {
            "field": FieldOfAction.objects.of(municipality),
            "goal": Goal.objects.of(municipality).select_related("field").order_by("field__sort_key", "sort_key"),
            "lead": Organisation.objects.of(municipality),
        }
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.required, field.wanted = False, True  # type: ignore[attr-defined]
        if not steers:
            for name in ("field", "goal", "lead", "visibility"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        goal, field = cleaned.get("goal"), cleaned.get("field")
        if goal and field and goal.field and goal.field != field:
            self.add_error("goal", _("Dieses Ziel gehört zu einem anderen Handlungsfeld."))
        if not self.errors and not any(cleaned.values()):
            raise ValidationError(_("Wählen Sie, was sich ändern soll."))
        return cleaned

    @property
    def changes(self) -> dict[str, Any]:
        """As `actions.change_measures` takes them."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        lead = said.pop("lead", None)
        return {**said, "leads": [lead]} if lead else said


class SavedFilterForm(forms.ModelForm):  # type: ignore[type-arg]
    """A name for the query that the instance carries already."""

    class Meta:
        model = SavedFilter
        fields = ("name",)
        help_texts = {
            "name": _("Zum Beispiel „verspätet, hohe Priorität“. Ein schon vergebener Name wird überschrieben.")
        }

    def clean(self) -> dict[str, Any]:
        query = self.instance.query
        if not query:
            raise ValidationError(_("Es ist nichts gefiltert und nichts sortiert, was sich speichern ließe."))
        if len(query) > (SavedFilter._meta.get_field("query").max_length or 0):
            raise ValidationError(_("Dieser Filter ist zu lang, um gespeichert zu werden. Kürzen Sie den Suchtext."))
        return super().clean() or {}


CHOSEN = re.compile(r"(\d{1,18})\.(\d{1,9})")


def chosen(values: list[str]) -> dict[int, int]:
    """Ids of measures with the versions that the person saw ("12.3"); what is no such pair is left out."""
    found = (CHOSEN.fullmatch(value) for value in values)
    return {int(match[1]): int(match[2]) for match in found if match}
