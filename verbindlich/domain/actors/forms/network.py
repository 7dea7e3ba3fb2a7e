"""The forms of networks: the network itself, its members one by one or many at once, what the coordinator says of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.filters import ListFilter
from verbindlich.base.common.folded import FoldedForm
from verbindlich.base.common.forms import DateInput, RowsField, WordsField
from verbindlich.base.common.lock import VersionedForm
from verbindlich.domain.actors.models import (
    ConditionSaid,
    Judgement,
    Network,
    NetworkMember,
    Organisation,
    SocialSpace,
)
from verbindlich.domain.actors.querysets import NetworkQuerySet, OrganisationQuerySet, PersonQuerySet
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.vocab.models import TargetGroup, Topic

OPEN = _("– noch offen –")


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A contact person with the organisation; who left only where chosen already."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.organisation})" if obj.organisation else str(obj.name)


def there(persons: PersonQuerySet, chosen: int | None) -> PersonQuerySet:
    found: PersonQuerySet = persons.filter(Q(left_on=None) | Q(pk=chosen))
    return found


class NetworkForm(FoldedForm):
    topics = WordsField(label=_("Themen"))
    spaces = WordsField(label=_("Sozialräume"))
    groups = WordsField(label=_("Zielgruppen"))

    FIRST = ("name", "topics", "coordinator", "lead", "rhythm")
    FOLDED = (
        (_("Zweck und Regeln"), ("purpose", "rules", "decision")),
        (_("Ort und Zielgruppe"), ("spaces", "groups")),
        (_("Seit wann, bis wann"), ("since", "ended_on")),
    )

    class Meta:
        model = Network
        fields = ("name", "coordinator", "lead", "rhythm", "purpose", "rules", "decision", "since", "ended_on")
        field_classes = {"coordinator": PersonChoice}
        widgets = {"since": DateInput, "ended_on": DateInput}
        help_texts = {
            "coordinator": _("Wer einlädt und zusammenhält. Den Namen sehen nur Steuerung und Fachamt."),
            "lead": _("Die Organisation, die das Netzwerk trägt."),
            "rules": _("Was die Mitglieder miteinander beschlossen haben."),
            "decision": _("Zum Beispiel: im Konsens, mit Mehrheit, die Federführung nach Anhörung."),
        }

    def __init__(self, *args: Any, municipality: Municipality, persons: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"municipality": municipality, "persons": persons}
        for name, model in (("topics", Topic), ("spaces", SocialSpace), ("groups", TargetGroup)):
            self.fields[name].suggest(model.objects.of(municipality))  # type: ignore[attr-defined]
            self.initial[name] = list(getattr(self.instance, name).all()) if self.instance.pk else []
        self.fields["coordinator"].queryset = there(persons, self.instance.coordinator_id)  # type: ignore[attr-defined]
        self.fields["lead"].queryset = Organisation.objects.of(municipality)  # type: ignore[attr-defined]
        for name in ("coordinator", "lead"):
            self.fields[name].empty_label = OPEN  # type: ignore[attr-defined]
        self.fields["rhythm"].choices = [("", OPEN), *Network.Rhythm.choices]  # type: ignore[attr-defined]


class MemberForm(VersionedForm):
    """One member: added in a line, changed on a page of its own. An organisation is chosen once and stays."""

    class Meta:
        model = NetworkMember
        fields = ("organisation", "part", "person", "since", "until")
        field_classes = {"person": PersonChoice}
        widgets = {"since": DateInput, "until": DateInput}
        help_texts = {"until": _("Der Tag des Austritts. Das Mitglied steht dann unter „Frühere Mitglieder“.")}

    def __init__(self, *args: Any, among: OrganisationQuerySet, persons: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"among": among, "persons": persons}
        self.fields["person"].queryset = there(persons, self.instance.person_id)  # type: ignore[attr-defined]
        self.fields["person"].empty_label = OPEN  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = among  # type: ignore[attr-defined]
            self.fields["organisation"].empty_label = _("– bitte wählen –")  # type: ignore[attr-defined]

    def clean_organisation(self) -> Any:
        organisation = self.cleaned_data["organisation"]
        there = NetworkMember.objects.there(timezone.localdate())
        if there.filter(network=self.instance.network_id, organisation=organisation).exists():
            raise forms.ValidationError(_("„%(name)s“ ist schon Mitglied.") % {"name": organisation})
        return organisation

    def validate_unique(self) -> None:
        """One that had left may be chosen again: `add_members` brings it back."""


class MembersForm(forms.Form):
    """Many at once. `among`: those that do not take part yet."""

    organisations = RowsField(
        label=_("Organisationen"), queryset=Organisation.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    part = forms.ChoiceField(label=_("Rolle"), choices=NetworkMember.Part.choices, initial=NetworkMember.Part.MEMBER)
    since = forms.DateField(label=_("seit"), required=False, widget=DateInput)

    def __init__(self, *args: Any, among: OrganisationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_viele_%s", **kwargs})
        self.fields["organisations"].queryset = among  # type: ignore[attr-defined]


class ConditionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = ConditionSaid
        fields = ("judgement", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judgement"].required = False
        self.fields["judgement"].choices = [("", _("– keine Einschätzung –")), *Judgement.choices]  # type: ignore[attr-defined]


class NetworkFilter(ListFilter):
    FIRST = ("q", "thema", "raum", "rhythmus", "stand")

    q = forms.CharField(label=_("Suche"), max_length=300, widget=forms.TextInput(attrs={"type": "search"}))
    thema = forms.ChoiceField(label=_("Thema"))
    raum = forms.ChoiceField(label=_("Sozialraum"))
    rhythmus = forms.ChoiceField(label=_("Rhythmus"))
    stand = forms.ChoiceField(label=_("Stand"))

    def __init__(self, params: Any, municipality: Municipality, today: date) -> None:
        super().__init__(params)
        self.today = today
        self.offer("thema", Topic.objects.of(municipality).values_list("pk", "name"))
        self.offer("raum", SocialSpace.objects.of(municipality).values_list("pk", "name"))
        self.offer("rhythmus", Network.Rhythm.choices)
        self.offer("stand", [("laufend", _("laufend")), ("beendet", _("beendet"))])
        self.leave_open()

    def _q(self, rows: NetworkQuerySet, value: str) -> NetworkQuerySet:
        return rows.matching(value)

    def _thema(self, rows: NetworkQuerySet, value: str) -> NetworkQuerySet:
        return rows.filter(topics=value)

    def _raum(self, rows: NetworkQuerySet, value: str) -> NetworkQuerySet:
        return rows.filter(spaces=value)

    def _rhythmus(self, rows: NetworkQuerySet, value: str) -> NetworkQuerySet:
        return rows.filter(rhythm=value)

    def _stand(self, rows: NetworkQuerySet, value: str) -> NetworkQuerySet:
        return rows.ended(self.today) if value == "beendet" else rows.running(self.today)
