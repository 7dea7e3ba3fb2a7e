"""Optimistic lock: two people edit at once, both are told, neither loses text.

A model inherits `Versioned`, its form `VersionedForm`. The verb calls `claim()` inside its transaction; on `StaleSave` the view
answers `conflict(…)`: 409 and a page with both texts.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from verbindlich.base.common.forms import flat


class Versioned(models.Model):
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


M = TypeVar("M", bound=Versioned)


class StaleSave(Exception):
    """Somebody saved in between. `current` is the row as it stands now."""

    def __init__(self, current: Versioned) -> None:
        super().__init__("stale")
        self.current = current


def claim(model: type[M], pk: Any, version: int) -> M:
    """The row, locked until the transaction ends, its version counted up (the caller saves it). Raises StaleSave, model.DoesNotExist."""
    row = model._default_manager.select_for_update().get(pk=pk)
    if row.version != version:
        raise StaleSave(row)
    row.version += 1
    return row


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
    """Carries the version that the user saw. Stays out of `Meta.fields`; read it as `form.version`."""

    version_seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version_seen"].initial = self.instance.version
        else:
            del self.fields["version_seen"]

    def clean_version_seen(self) -> int:
        seen = self.cleaned_data["version_seen"]
        if seen is None:
            raise forms.ValidationError(_("Das Formular ist unvollständig angekommen. Bitte die Seite neu laden."))
        return int(seen)

    @property
    def version(self) -> int:
        return int(self.cleaned_data["version_seen"])


def conflict(request: HttpRequest, form: VersionedForm, current: Versioned, back: str) -> HttpResponse:
    """409: what the user typed beside what somebody else saved; one button keeps the typed text, one drops it."""
    saved = (
        type(form)(instance=current, **form.conflict_kwargs)
        if hasattr(form, "conflict_kwargs")
        else type(form)(instance=current)
    )
    typed = request.POST.copy()
    typed[form.add_prefix("version_seen")] = str(current.version)
    rows = [
        {
            "label": field.label,
            "mine": shown(form, name, form.cleaned_data.get(name)),
            "theirs": shown(saved, name, saved[name].initial),
        }
        for name, field in form.fields.items()
        if name != "version_seen"
    ]
    hidden = [(name, value) for name in typed for value in typed.getlist(name) if name != "csrfmiddlewaretoken"]
    context = {"rows": rows, "hidden": hidden, "back": back}
    return render(request, "common/conflict.html", context, status=409)


def shown(form: forms.BaseForm, name: str, value: Any) -> str:
    """A form value as its label: the option's text, the object's name; several joined by commas."""
    if value is None or value == "":
        return ""
    if isinstance(value, list | tuple | set | models.QuerySet):
        return ", ".join(shown(form, name, one) for one in value)
    if isinstance(value, bool):
        return str(_("ja") if value else _("nein"))
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        found = value if isinstance(value, models.Model) else field.queryset.filter(pk=value).first()  # type: ignore[union-attr]
        return str(found or "")
    if isinstance(field, forms.ChoiceField):
        return str(dict(flat(field.choices)).get(value, value))  # type: ignore[arg-type]
    return str(value)
