from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.domain.assessment import facts


class ComparisonForm(forms.Form):
    """Filters of the comparison; all in the URL."""

    q = forms.CharField(label=gettext_lazy("Suche"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    art = forms.ChoiceField(label=gettext_lazy("Art"), required=False)
    merkmal = forms.ChoiceField(
        label=gettext_lazy("Bestandteil"), required=False, widget=forms.Select(attrs={"lang": "de"})
    )
    wert = forms.ChoiceField(label=gettext_lazy("Einschätzung"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        everything = ("", _("alle"))
        words = {cell.key: cell.label for row in facts.rows() for cell in row.cells}
        self._choose("art", [everything, ("Landkreis", _("Landkreis")), ("kreisfreie Stadt", _("kreisfreie Stadt"))])
        self._choose("merkmal", [everything, *[(name, name) for name in facts.criteria()]])
        self._choose("wert", [everything, *words.items()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class CheckForm(forms.Form):
    """A catalogue to check. The file is read and forgotten."""

    file = forms.FileField(
        label=gettext_lazy("Maßnahmenkatalog oder Konzept"),
        help_text=gettext_lazy(
            "Excel (.xlsx), OpenDocument (.ods), Word (.docx) oder CSV, bis 25 MB. Die Datei wird gelesen und nicht gespeichert."
        ),
        widget=forms.FileInput,
        allow_empty_file=True,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Wessen Konzept ist es?"),
        required=False,
        choices=[
            ("", gettext_lazy("keine Angabe")),
            ("landkreis", gettext_lazy("Landkreis")),
            ("stadt", gettext_lazy("kreisfreie Stadt")),
            ("gemeinde", gettext_lazy("kreisangehörige Gemeinde")),
        ],
        help_text=gettext_lazy("Manche Prüfungen gelten nur für Landkreise."),
    )

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(
                _(
                    "Die Datei ist größer als 25 MB. Entfernen Sie Bilder oder speichern Sie nur das Blatt mit den Maßnahmen."
                )
            )
        return file
