"""The forms of an import: the file, what its columns hold, what people decide of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django import forms
from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.office.imports.mapping import key_of
from verbindlich.office.imports.models import Import
from verbindlich.office.imports.plan import Column, Option, Plan, Question, Row
from verbindlich.office.imports.uploads import MOST_CELLS

MOST_QUESTIONS = 300  # a form may hold 1,000 fields
MOST_HEADERS = 300
MOST_ROWS = 300  # rows of a sort that a page lists
AUTOMATIC = "automatisch"


class UploadForm(forms.Form):
    """`most_cells`: filled cells that the room can take; `formats`: what it reads, in words."""

    most_cells = MOST_CELLS
    formats = gettext_lazy("Excel (.xlsx), OpenDocument (.ods), Word (.docx) oder CSV, bis 25 MB.")

    file = forms.FileField(
        label=gettext_lazy("Datei"), widget=forms.FileInput, allow_empty_file=True,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = self.formats

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
            text = _(
                "Die Datei ist größer als 25 MB. Entfernen Sie Bilder oder speichern Sie nur das Blatt, das übernommen werden soll."
            )
            raise forms.ValidationError(text)
        return file


class PlanForm(forms.Form):
    """Carries the version of the import that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, imported: Import, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.imported = imported
        self.fields["version"].initial = imported.version


class MappingForm(PlanForm):
    """One choice per header or label, however many tables have it. `remembered`: keys of headers that people decided before."""

    def __init__(
        self,
        imported: Import,
        columns: Iterable[Column],
        properties: Sequence[Option],
        remembered: Iterable[str],
        *args: Any,
    ) -> None:
        super().__init__(imported, *args)
        known = set(remembered)
        distinct = {key_of(column.header): column for column in columns if key_of(column.header)}
        self.columns = dict(enumerate(islice(distinct.values(), MOST_HEADERS)))
        for place, column in self.columns.items():
            choices = [("", _("– nicht zugeordnet –")), *((one.value, one.label) for one in properties)]
            if key_of(column.header) in known:
                choices.append((AUTOMATIC, _("– wieder selbst erkennen –")))
            field = forms.ChoiceField(label=column.header, choices=choices, initial=column.property, required=False)
            self.fields[f"spalte-{place}"] = field

    @property
    def words(self) -> dict[str, str | None]:
        """Header → what it was said to mean, for those that were changed; None: to be recognised again."""
        said = {column: self.cleaned_data[f"spalte-{place}"] for place, column in self.columns.items()}
        return {
            column.header: None if value == AUTOMATIC else value or "remark"
            for column, value in said.items()
            if value != column.property
        }


class DecisionForm(PlanForm):
    """Answers to the questions of a plan, and the rows to be left out."""

    def __init__(self, imported: Import, plan: Plan, *args: Any) -> None:
        super().__init__(imported, *args)
        self.questions = dict(enumerate(islice(plan.every_question(), MOST_QUESTIONS)))
        self.rows: list[Row] = [row for action in ("update", "create") for row in plan.of(action)[:MOST_ROWS]]
        for place, question in self.questions.items():
            self.fields[f"frage-{place}"] = self._field(question)
        choices = [(row.key, row.title) for row in self.rows]
        self.fields["aus"] = forms.MultipleChoiceField(choices=choices, required=False)

    def _field(self, question: Question) -> forms.ChoiceField:
        choices = [(option.value, option.label) for option in question.options]
        if "" not in dict(choices):
            choices.insert(0, ("", _("– noch offen: vorerst auslassen –")))
        field = forms.ChoiceField(
            label=question.text, choices=choices, initial=question.answer, required=False, help_text=question.hint
        )
        field.wanted = True  # type: ignore[attr-defined]
        return field

    @property
    def answers(self) -> dict[str, str]:
        """Key of each question that the form was sent with → what people chose."""
        sent = ((place, question) for place, question in self.questions.items() if f"frage-{place}" in self.data)
        return {question.key: self.cleaned_data[f"frage-{place}"] for place, question in sent}

    @property
    def left_out(self) -> list[str]:
        found: list[str] = self.cleaned_data["aus"]
        return found

    @property
    def shown(self) -> list[str]:
        return [row.key for row in self.rows]
