"""The forms of a version's steps: each asks for what its step needs, and takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verbindlich.base.calc.cycle import Step
from verbindlich.base.common.forms import DateInput
from verbindlich.base.common.lock import VersionedForm
from verbindlich.domain.concepts import versioning
from verbindlich.domain.concepts.comparing import MARKS, PARTS
from verbindlich.domain.concepts.models import Version
from verbindlich.office.accounts.models import User

TODAY = "heute"  # stands for the concept as it is now
BODY = _("Zum Beispiel: Kreistag, Stadtrat, Gemeinderat.")


class BeginForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Version
        fields = ("name", "kind")
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "name": _("Zum Beispiel: Fassung 2027."),
            "kind": _("„Maßnahmenkatalog“ nur wählen, wenn er getrennt vom Konzept beschlossen wird; er hat dann eigene Fassungen."),
        }  # fmt: skip


class StepForm(VersionedForm):
    """A step that asks for nothing but whether it is meant."""

    class Meta:
        model = Version
        fields: tuple[str, ...] = ()

    def act(self, user: User) -> Any:
        """Takes the step. Raises StaleSave, NotAllowed, ValidationError."""
        raise NotImplementedError

    def seen(self) -> dict[str, Any]:
        return {"version": self.instance, "seen": self.version}


class ConsultForm(StepForm):
    def act(self, user: User) -> Any:
        return versioning.consult(user=user, **self.seen())


class WithdrawForm(StepForm):
    def act(self, user: User) -> Any:
        return versioning.withdraw(user=user, **self.seen())


class DiscardForm(StepForm):
    def act(self, user: User) -> Any:
        return versioning.discard(user=user, **self.seen())


def _needed(form: forms.BaseForm, *names: str) -> None:
    for name in names:
        form.fields[name].required = True


class AdoptForm(StepForm):
    """`basis`: only where something was frozen for the consultation."""

    basis = forms.ChoiceField(
        label=_("Was wurde beschlossen?"),
        widget=forms.RadioSelect,
        choices=[
            ("beraten", _("der Stand, der in Beratung gegeben wurde")),
            (TODAY, _("der heutige Stand, mit den Änderungen aus der Beratung")),
        ],
    )

    class Meta:
        model = Version
        fields = ("adopted_on", "body", "resolution")
        widgets = {"adopted_on": DateInput}
        help_texts = {"body": BODY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _needed(self, "adopted_on", "body", "resolution")
        if not self.instance.snapshot:
            del self.fields["basis"]

    def act(self, user: User) -> Any:
        said = self.cleaned_data
        return versioning.adopt(
            user=user, on=said["adopted_on"], body=said["body"], resolution=said["resolution"],
            as_consulted=said.get("basis") == "beraten", **self.seen(),
        )  # fmt: skip


class SubmitForm(StepForm):
    class Meta:
        model = Version
        fields = ("submitted_on",)
        widgets = {"submitted_on": DateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _needed(self, "submitted_on")

    def act(self, user: User) -> Any:
        return versioning.submit(user=user, on=self.cleaned_data["submitted_on"], **self.seen())


class AmendForm(StepForm):
    """What can be mended depends on how far the version came."""

    class Meta:
        model = Version
        fields = ("name", "adopted_on", "body", "resolution", "submitted_on")
        widgets = {"adopted_on": DateInput, "submitted_on": DateInput}
        help_texts = {"body": BODY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        late = {"submitted_on": self.instance.submitted_on}
        late |= dict.fromkeys(("adopted_on", "body", "resolution"), self.instance.adopted_on)
        for name in [name for name, day in late.items() if day is None]:
            del self.fields[name]
        _needed(self, *(name for name in late if name in self.fields))

    def act(self, user: User) -> Any:
        return versioning.amend(user=user, **self.seen())


STEP_FORMS: dict[Step, type[StepForm]] = {
    "beraten": ConsultForm, "zuruecknehmen": WithdrawForm, "verwerfen": DiscardForm, "beschliessen": AdoptForm,
    "vorlegen": SubmitForm, "berichtigen": AmendForm,
}  # fmt: skip


class CompareForm(forms.Form):
    """Which two versions, and which differences."""

    von = forms.ChoiceField(label=_("frühere Fassung"))
    zu = forms.ChoiceField(label=_("spätere Fassung"))
    aenderung = forms.ChoiceField(
        label=_("Art der Änderung"),
        required=False,
        choices=[("", _("alle")), *((mark.name, mark.word) for mark in MARKS.values())],
    )
    teil = forms.ChoiceField(label=_("Teil"), required=False, choices=[("", _("alle")), *PARTS.items()])

    def __init__(self, *args: Any, versions: Sequence[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(version.pk), str(version)) for version in versions] + [(TODAY, _("heutiger Stand"))]
        for name in ("von", "zu"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
