from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.files import File
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.office.files.content import KINDS, Accepted, Refused, accept


class UploadForm(forms.Form):
    """`accepted`: what may be kept, once the form is valid."""

    accepted: Accepted
    file = forms.FileField(
        label=gettext_lazy("Datei"),
        help_text=format_lazy(
            "{}, {}", KINDS, gettext_lazy("bis 25 MB. Keine Namen und keine Einzelfälle im Dateinamen.")
        ),
        widget=forms.FileInput,
        allow_empty_file=True,
    )

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(
                _("Die Datei ist größer als 25 MB. Verkleinern Sie Bilder darin oder teilen Sie sie.")
            )
        try:
            self.accepted = accept(file.name or "", file.read())
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        return file
