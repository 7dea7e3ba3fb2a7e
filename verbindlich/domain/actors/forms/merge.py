from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from verbindlich.domain.actors.actions.merging import CHOSEN

KEPT, GONE = "bleibt", "geht"


class MergeForm(forms.Form):
    """Which value stays where two entries differ; one that only one of them has stays in any case. Carries the versions seen."""

    def __init__(self, kept: Any, gone: Any, *args: Any) -> None:
        super().__init__(*args)
        self.kept, self.gone = kept, gone
        self.same: list[tuple[str, str]] = []
        for name, row in (("version_bleibt", kept), ("version_geht", gone)):
            self.fields[name] = forms.IntegerField(widget=forms.HiddenInput, initial=row.version)
        for name in CHOSEN[type(kept)]:
            self._offer(name)

    def _offer(self, name: str) -> None:
        mine, other = self._said(self.kept, name), self._said(self.gone, name)
        label = str(self.kept._meta.get_field(name).verbose_name)
        if mine and other and mine != other:
            self.fields[name] = forms.ChoiceField(
                label=label, choices=[(KEPT, mine), (GONE, other)], initial=KEPT, widget=forms.RadioSelect
            )
        elif mine or other:
            self.same.append((label, mine or other))

    def _said(self, row: Any, name: str) -> str:
        value = getattr(row, f"get_{name}_display", lambda: getattr(row, name))()
        if isinstance(value, date):
            return f"{value:%d.%m.%Y}"
        return "" if value is None else str(value)

    @property
    def choose(self) -> dict[str, str]:
        return {name: "gone" for name in CHOSEN[type(self.kept)] if self.cleaned_data.get(name) == GONE}

    @property
    def versions(self) -> tuple[int, int]:
        return self.cleaned_data["version_bleibt"], self.cleaned_data["version_geht"]

    @property
    def choices_made(self) -> list[Any]:
        """The fields that people choose."""
        return [self[name] for name in CHOSEN[type(self.kept)] if name in self.fields]

    def stays(self) -> list[str]:
        """What is true of every merge of this sort, in words."""
        if hasattr(self.kept, "consents"):
            return [
                _("Die strengere Sichtbarkeit gilt; wer eine Schlüsselperson ist, bleibt es."),
                _("Einwilligungen beider bleiben; was widerrufen wurde, bleibt widerrufen."),
                _("Andere Schreibweisen und Adressen bleiben vermerkt, damit ein Import sie wiedererkennt."),
            ]
        return [
            _("Themen, Sozialräume, Zielgruppen, Sprachen und Notizen beider bleiben."),
            _("Die strengere Sichtbarkeit gilt."),
            _("Der andere Name bleibt als Schreibweise, damit ein Import ihn wiedererkennt."),
        ]
