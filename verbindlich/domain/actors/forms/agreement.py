"""The forms of cooperation agreements, of the standards agreed in them, and of the look at these once a year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.filters import ListFilter
from verbindlich.base.common.folded import FoldedForm
from verbindlich.base.common.forms import DateInput, RowsField
from verbindlich.domain.actors.models import Agreement, Judgement, Network, Organisation, Standard, StandardReview
from verbindlich.domain.actors.querysets import AgreementQuerySet, OrganisationQuerySet
from verbindlich.office.accounts.models import Municipality


class AgreementForm(FoldedForm):
    FIRST = ("title", "parties", "starts", "ends")
    FOLDED = (
        (_("Gegenstand und Aufgaben"), ("subject", "tasks")),
        (_("Verlängerung und Kündigung"), ("renewal", "notice")),
        (_("Netzwerk"), ("network",)),
    )

    class Meta:
        model = Agreement
        fields = ("title", "parties", "starts", "ends", "subject", "tasks", "renewal", "notice", "network")
        field_classes = {"parties": RowsField}
        widgets = {"starts": DateInput, "ends": DateInput, "parties": forms.CheckboxSelectMultiple}
        help_texts = {
            "ends": _("Sechs Monate vorher steht das Ende unter den Fristen."),
            "tasks": _("Wer was übernimmt. Keine Namen und keine Einzelfälle."),
            "notice": _("Zum Beispiel: drei Monate zum Jahresende."),
            "network": _("Wenn ein Netzwerk sie geschlossen hat."),
        }

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"municipality": municipality}
        self.fields["parties"].queryset = Organisation.objects.of(municipality)  # type: ignore[attr-defined]
        self.fields["network"].queryset = Network.objects.of(municipality)  # type: ignore[attr-defined]
        self.fields["network"].empty_label = _("– keines –")  # type: ignore[attr-defined]
        self.fields["renewal"].choices = [("", _("– noch offen –")), *Agreement.Renewal.choices]  # type: ignore[attr-defined]


class StandardForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Standard
        fields = ("text",)
        help_texts = {"text": _("Woran man sieht, dass die Zusammenarbeit hält, was vereinbart ist. Keine Namen.")}


class ReviewForm(forms.ModelForm):  # type: ignore[type-arg]
    """A year that has begun; what was said of it is said anew or taken back."""

    class Meta:
        model = StandardReview
        fields = ("year", "judgement", "remark")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judgement"].required = False
        self.fields["judgement"].choices = [("", _("– nicht bewertet –")), *Judgement.choices]  # type: ignore[attr-defined]

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise ValidationError(_("Das Jahr hat noch nicht begonnen."))
        return year

    def validate_unique(self) -> None:
        """`review_standard` replaces what was said of the year."""


class AgreementFilter(ListFilter):
    FIRST = ("q", "beteiligt", "netzwerk", "stand")

    q = forms.CharField(label=_("Suche"), max_length=300, widget=forms.TextInput(attrs={"type": "search"}))
    beteiligt = forms.ChoiceField(label=_("Beteiligte"))
    netzwerk = forms.ChoiceField(label=_("Netzwerk"))
    stand = forms.ChoiceField(label=_("Stand"))

    def __init__(self, params: Any, municipality: Municipality, among: OrganisationQuerySet, today: date) -> None:
        """`among`: the organisations that this reader may see."""
        super().__init__(params)
        self.today = today
        parties = among.filter(agreements__isnull=False, agreements__deleted_at=None)
        self.offer("beteiligt", parties.distinct().values_list("pk", "name"))
        self.offer("netzwerk", Network.objects.of(municipality).values_list("pk", "name"))
        self.offer(
            "stand",
            [("laufend", _("laufend")), ("endet", _("endet in sechs Monaten")), ("beendet", _("beendet"))],
        )
        self.leave_open()

    def _q(self, rows: AgreementQuerySet, value: str) -> AgreementQuerySet:
        return rows.matching(value)

    def _beteiligt(self, rows: AgreementQuerySet, value: str) -> AgreementQuerySet:
        return rows.filter(parties=value)

    def _netzwerk(self, rows: AgreementQuerySet, value: str) -> AgreementQuerySet:
        return rows.filter(network=value)

    def _stand(self, rows: AgreementQuerySet, value: str) -> AgreementQuerySet:
        if value == "endet":
            return rows.ending(self.today)
        return rows.ended(self.today) if value == "beendet" else rows.running(self.today)
