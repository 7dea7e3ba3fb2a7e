"""What a list can be narrowed by: a form whose fields stand in the URL under their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base.common.forms import flat

Q = TypeVar("Q", bound=QuerySet[Any])


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use: its parameter, label and value in words."""

    name: str
    label: str | Promise
    value: str


class ListFilter(forms.Form):
    """A field `x` narrows by the method `_x(rows, value)`. What is senseless or gone is left out and said (`ignored`).

    The fields of `FIRST` stand open, the others are folded.
    """

    FIRST: Sequence[str] = ()
    use_required_attribute = False

    def offer(self, name: str, pairs: Iterable[Any]) -> None:
        self.fields[name].choices = [("", gettext_lazy("alle")), *pairs]  # type: ignore[attr-defined]

    def leave_open(self) -> None:
        """No field must be filled in. Called when all fields are there."""
        for field in self.fields.values():
            field.required = False

    def apply(self, rows: Q) -> Q:
        """`rows` narrowed; no query. Nothing here trusts an id: each was checked against the municipality's own choices."""
        for name, value in self.said.items():
            if value:
                rows = getattr(self, f"_{name}")(rows, value)
        return rows

    @property
    def said(self) -> dict[str, Any]:
        """What can be applied, whatever is wrong with the rest."""
        self.is_valid()
        return self.cleaned_data

    @property
    def active(self) -> list[Chip]:
        return [
            Chip(name, self.fields[name].label or "", self._in_words(name, value))
            for name, value in self.said.items()
            if value
        ]

    def _in_words(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return f"{value:%d.%m.%Y}"
        labels = {str(key): str(label) for key, label in flat(getattr(self.fields[name], "choices", ()))}
        many = value if isinstance(value, list) else [value]
        between = _("oder")
        return f" {between} ".join(labels.get(str(one), str(one)) for one in many)

    @property
    def ignored(self) -> list[str | Promise]:
        """Labels of filters that the address names and that cannot be applied."""
        return [self.fields[name].label or "" for name in self.errors if name in self.fields]

    def first(self) -> list[BoundField]:
        return [self[name] for name in self.FIRST if name in self.fields]

    def folded(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name not in self.FIRST]

    @property
    def folded_in_use(self) -> bool:
        return any(chip.name not in self.FIRST for chip in self.active)
