"""The frame of the concept, and the text of its parts."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from verbindlich.base import profiles
from verbindlich.base.common.forms import DateInput
from verbindlich.base.common.lock import VersionedForm
from verbindlich.domain.concepts.models import Concept, Section
from verbindlich.domain.concepts.models.row import NO_CASES
from verbindlich.office.accounts.models import Municipality

LONGEST = 100_000  # characters of a section: some forty printed pages


class SingleForm(VersionedForm):
    """For rows of which there is one: a form that was opened before there was any says 0, so that nobody is written over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["version_seen"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)


class BeginForm(SingleForm):
    """All that a concept needs to begin with."""

    class Meta:
        model = Concept
        fields = ("title",)
        help_texts: ClassVar[dict[str, Any]] = {"title": _("Zum Beispiel „Integrationskonzept des Beispielkreises“.")}


class ConceptForm(SingleForm):
    """The frame, and the process in the columns of figure 6 of the guide."""

    FRAME = ("title", "valid_from", "valid_until", "revision_interval", "next_revision")
    PROCESS = ("predecessor", "occasion", "formats", "participants", "steering", "duration", "municipalities_heard")

    class Meta:
        model = Concept
        fields = (
            "title", "valid_from", "valid_until", "revision_interval", "next_revision",
            "predecessor", "occasion", "formats", "participants", "steering", "duration", "municipalities_heard",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "valid_from": DateInput,
            "valid_until": DateInput,
            "next_revision": DateInput,
            **{
                name: forms.Textarea(attrs={"rows": 3})
                for name in ("occasion", "formats", "participants", "steering", "municipalities_heard")
            },
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "next_revision": _("Steht danach bei den Fristen."),
            "predecessor": _("Titel und Jahr des früheren Konzepts, oder „keins“."),
            "occasion": _("Was den Anstoß gab: ein Gesetz, ein Beschluss, eine veränderte Lage."),
            "formats": _("Zum Beispiel Arbeitsgruppen, Befragung, Konferenz."),
            "participants": format_lazy("{} {}", _("Ämter, Träger, Organisationen."), NO_CASES),
            "steering": format_lazy("{} {}", _("Welche Stelle den Prozess geleitet hat."), NO_CASES),
            "duration": _("Zum Beispiel „ein Jahr“."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home = self.instance.municipality
        law = profiles.load(home.profile)
        self.fields["revision_interval"].help_text = format_lazy(
            "{} {}", _("Zum Beispiel „alle drei Jahre“."), law.provision("konzept-evaluation").cited
        )
        self.fields["municipalities_heard"].help_text = format_lazy(
            "{} {}", _("Wer wann gehört wurde und was daraus folgte."), law.provision("anhoerung-gemeinden").cited
        )
        if home.kind != Municipality.Kind.DISTRICT:
            del self.fields["municipalities_heard"]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        begins, ends = found.get("valid_from"), found.get("valid_until")
        if begins and ends and ends < begins:
            self.add_error("valid_until", ValidationError(_("Das Ende liegt vor dem Beginn.")))
        return found

    @property
    def frame(self) -> list[BoundField]:
        return [self[name] for name in self.FRAME]

    @property
    def process(self) -> list[BoundField]:
        return [self[name] for name in self.PROCESS if name in self.fields]

    @property
    def process_open(self) -> bool:
        """Where something is to be mended in it."""
        return any(field.errors for field in self.process)


class SectionForm(SingleForm):
    class Meta:
        model = Section
        fields = ("text",)
        widgets: ClassVar[dict[str, Any]] = {"text": forms.Textarea(attrs={"rows": 24, "spellcheck": "true"})}
        help_texts: ClassVar[dict[str, Any]] = {"text": NO_CASES}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].wanted = True  # type: ignore[attr-defined]  # may be empty, but is not marked as optional

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        if len(text) > LONGEST:
            raise ValidationError(
                _("Der Abschnitt ist länger als %(most)s Zeichen. Bitte teilen oder kürzen."),
                params={"most": f"{LONGEST:,}".replace(",", ".")},
            )
        return text


class StandForm(forms.Form):
    """A day in the past."""

    stand = forms.DateField(label=_("Stand am"), widget=DateInput)
