"""The forms of contact persons: the person, what it agreed to, and what the list is narrowed by."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.base.calc.retention import UNCONFIRMED_YEARS, limit
from verbindlich.base.common.filters import ListFilter
from verbindlich.base.common.folded import FoldedForm
from verbindlich.base.common.forms import DateInput, RowsField, WordsField
from verbindlich.domain.actors.models import Consent, Person
from verbindlich.domain.actors.querysets import OrganisationQuerySet, PersonQuerySet
from verbindlich.office.vocab.actions import words
from verbindlich.office.vocab.models import Community

OPEN = _("– noch offen –")


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A contact person with the organisation."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.organisation})" if obj.organisation else str(obj.name)


class PersonForm(FoldedForm):
    """`among`: organisations; `persons`: who can stand in."""

    FIRST = ("name", "function", "organisation", "email", "phone")
    FOLDED = (
        (_("Weitere Organisationen, Vertretung, Entscheidungsbefugnis"), ("also_in", "substitute", "decides")),
        (_("Schlüsselperson einer Community"), ("key_person", "communities")),
        (_("Sichtbarkeit und Stand der Angaben"), ("visibility", "confirmed_on", "left_on")),
    )

    communities = WordsField(label=_("erreicht die Communities"))

    class Meta:
        model = Person
        fields = (
            "name", "function", "organisation", "email", "phone", "also_in", "substitute", "decides", "key_person", "visibility",
            "confirmed_on", "left_on",
        )  # fmt: skip
        field_classes = {"also_in": RowsField, "substitute": PersonChoice}
        widgets = {"also_in": forms.CheckboxSelectMultiple, "confirmed_on": DateInput, "left_on": DateInput}
        help_texts = {
            "name": _("Dienstlich: wen man zu einer Maßnahme fragt. Niemals Ratsuchende, keine Einzelfälle."),
            "function": _("Zum Beispiel „Leitung Sachgebiet Bildung“. Keine Angaben zur Herkunft."),
            "email": _("Die dienstliche Adresse."),
            "key_person": _(
                "Schlüsselpersonen sind geschützt: Nur die Steuerung sieht sie, an keiner Stelle sonst jemand."
            ),
            "visibility": _("Eine Schlüsselperson sieht immer nur die Steuerung."),
            "confirmed_on": _("Wann zuletzt jemand gesagt hat, dass alles hier stimmt."),
            "left_on": _("Wer ausgeschieden ist, wird nirgends mehr zur Auswahl angeboten."),
        }

    def __init__(self, *args: Any, among: OrganisationQuerySet, persons: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"among": among, "persons": persons}
        chosen = Q(pk=self.instance.substitute_id)
        others = persons.filter(pk__in=persons.there().values("pk")) | persons.filter(chosen)
        rows: dict[str, Any] = {
            "organisation": among,
            "also_in": among,
            "substitute": others.exclude(pk=self.instance.pk),
        }
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        for name in ("organisation", "substitute"):
            self.fields[name].empty_label = OPEN  # type: ignore[attr-defined]
        self.fields["decides"].choices = [("", OPEN), *Person.Decides.choices]  # type: ignore[attr-defined]
        self.fields["visibility"].required, self.fields["visibility"].wanted = False, True  # type: ignore[attr-defined]  # where nobody says, it stays
        self.fields["name"].widget.attrs["dir"] = "auto"
        self.fields["communities"].suggest(Community.objects.of(self.instance.municipality))  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["communities"] = list(self.instance.communities.all())

    def clean_visibility(self) -> str:
        return str(self.cleaned_data["visibility"] or self.instance.visibility)

    def clean_confirmed_on(self) -> date | None:
        day: date | None = self.cleaned_data["confirmed_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Das Datum liegt in der Zukunft."))
        return day

    @property
    def many(self) -> dict[str, list[Any]]:
        """The communities as rows of the municipality; those that are new are made. The first organisation is no further one."""
        said = self.cleaned_data
        also = [organisation for organisation in said["also_in"] if organisation != said["organisation"]]
        return {"also_in": also, "communities": words(Community, self.instance.municipality, said["communities"])}


class ConsentForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Consent
        fields = ("scope", "how", "given_on", "until")
        widgets = {"given_on": DateInput, "until": DateInput}
        help_texts = {"until": _("Leer: bis zum Widerruf.")}


STANDINGS = [
    ("da", _("tätig")),
    ("unbestaetigt", _("seit %(n)d Jahren nicht bestätigt")),
    ("ausgeschieden", _("ausgeschieden")),
]


class PersonFilter(ListFilter):
    """`organisations`: those that somebody works for, as pairs. Key persons are asked for by the Steuerung alone."""

    FIRST = ("q", "organisation", "stand")

    q = forms.CharField(label=_("Suche"), max_length=300, widget=forms.TextInput(attrs={"type": "search"}))
    organisation = forms.ChoiceField(label=_("Organisation"))
    stand = forms.ChoiceField(label=_("Stand"))
    mail = forms.ChoiceField(label=_("E-Mail-Adresse"))
    einwilligung = forms.ChoiceField(label=_("Einwilligung"))
    schluessel = forms.ChoiceField(label=_("Schlüsselperson"))

    def __init__(self, params: QueryDict, organisations: list[tuple[str, str]], *, steers: bool, today: date) -> None:
        super().__init__(params)
        self.today = today
        self.offer("organisation", organisations)
        self.offer("stand", [(key, str(word) % {"n": UNCONFIRMED_YEARS}) for key, word in STANDINGS])
        self.offer("mail", [("ohne", _("ohne Adresse"))])
        self.offer("einwilligung", Consent.Scope.choices)
        self.offer("schluessel", [("ja", _("nur Schlüsselpersonen"))])
        if not steers:
            del self.fields["schluessel"]
        self.leave_open()

    def _q(self, rows: PersonQuerySet, value: str) -> Any:
        return rows.matching(value)

    def _organisation(self, rows: PersonQuerySet, value: str) -> Any:
        return rows.at(value)

    def _stand(self, rows: PersonQuerySet, value: str) -> Any:
        if value == "ausgeschieden":
            return rows.gone()
        return rows.there() if value == "da" else rows.there().unconfirmed(limit(self.today))

    def _mail(self, rows: PersonQuerySet, value: str) -> Any:
        return rows.filter(email="")

    def _einwilligung(self, rows: PersonQuerySet, value: str) -> Any:
        return rows.with_consent(value, self.today)

    def _schluessel(self, rows: PersonQuerySet, value: str) -> Any:
        return rows.filter(key_person=True)
