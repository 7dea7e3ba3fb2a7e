"""Django's forms in KERN's markup (templates/common/forms, templates/django/forms/widgets), and fields that rooms share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

SHOWN = 12  # words in a hint
LONGEST_ID = 18  # digits


class KernRenderer(TemplatesSetting):
    form_template_name = "common/forms/form.html"
    field_template_name = "common/forms/field.html"


def flat(choices: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Choices without the groups that they may stand in."""
    found: list[tuple[Any, Any]] = []
    for key, label in choices:
        found += label if isinstance(label, list | tuple) else [(key, label)]
    return found


class GermanSelect(forms.Select):
    """Options in German in every language: words of the law, of the rules, of figures."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"lang": "de", **(attrs or {})})


class DateInput(forms.DateInput):
    """The browser's own calendar; takes and gives ISO dates, and understands 31.12.2027 where it is typed."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows. An id that no database has is refused like one of another municipality."""

    def clean(self, value: Any) -> Any:
        for pk in value if isinstance(value, list | tuple) else ():
            if not (str(pk).isascii() and str(pk).isdigit() and len(str(pk)) <= LONGEST_ID):
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": "?"}
                )
        return super().clean(value)


class WordsField(forms.CharField):
    """Words divided by commas or lines: text in, list of tidy words out, none twice. `suggest()` names those in use."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"required": False, "max_length": 2000, **kwargs}
        super().__init__(**kwargs)

    def suggest(self, names: Iterable[str]) -> None:
        known = [str(name) for name in names][:SHOWN]
        self.help_text = _("Mit Komma trennen.")
        if known:
            self.help_text = format_lazy("{} {} {}", self.help_text, _("Schon verwendet:"), ", ".join(known))

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else ", ".join(str(word) for word in value)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        super().run_validators(text)  # of the text as it came: its length, no null characters
        words = (" ".join(part.split())[:120] for part in text.replace("\n", ",").replace(";", ",").split(","))
        return list(dict.fromkeys(word for word in words if word))

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Done in `to_python`, before the text is parted."""
