"""Forms that begin short: what is always needed stands open, the rest is folded. templates/common/forms/folded.html shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise

from verbindlich.base.common.lock import VersionedForm

ROWS = 3  # of a text to begin with; it can be pulled larger


@dataclass(frozen=True, slots=True)
class Fold:
    """A folded part of the form; open where something is to be mended in it."""

    label: str | Promise
    fields: tuple[BoundField, ...]

    @property
    def open(self) -> bool:
        return any(field.errors for field in self.fields)


class FoldedForm(VersionedForm):
    """`FIRST` stands open, the parts of `FOLDED` are folded."""

    FIRST: Sequence[str] = ()
    FOLDED: Sequence[tuple[str | Promise, Sequence[str]]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = ROWS

    @property
    def first(self) -> list[BoundField]:
        return [self[name] for name in self.FIRST if name in self.fields]

    def folds(self) -> Iterator[Fold]:
        for label, names in self.FOLDED:
            fields = tuple(self[name] for name in names if name in self.fields)
            if fields:
                yield Fold(label, fields)
