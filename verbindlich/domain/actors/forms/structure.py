from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from verbindlich.base import profiles
from verbindlich.base.common.forms import GermanSelect
from verbindlich.base.common.lock import VersionedForm
from verbindlich.domain.actors.models import Judgement, RequirementSaid, Structure
from verbindlich.domain.actors.querysets import OrganisationQuerySet

OPEN = _("– noch offen –")


class StructureForm(VersionedForm):
    form = forms.ChoiceField(label=_("Organisationsform"), required=False, widget=GermanSelect)

    class Meta:
        model = Structure
        fields = ("central_unit", "form", "aliens_authority", "note")
        help_texts = {
            "central_unit": _("Die Organisationseinheit, von der aus das Integrationsmanagement gesteuert wird."),
            "aliens_authority": _("Die im engeren Sinne für ausländerrechtliche Angelegenheiten zuständige Stelle."),
        }

    def __init__(self, *args: Any, among: OrganisationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"among": among}
        forms_known = profiles.load(self.instance.municipality.profile).structure_forms
        self.fields["form"].choices = [("", OPEN), *((one.id, one.title) for one in forms_known)]  # type: ignore[attr-defined]
        for name in ("central_unit", "aliens_authority"):
            self.fields[name].queryset = among  # type: ignore[attr-defined]
            self.fields[name].empty_label = OPEN  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.wanted = True  # type: ignore[attr-defined]


class RequirementForm(forms.ModelForm):  # type: ignore[type-arg]
    """What people say of a requirement; without a judgement it is open again."""

    class Meta:
        model = RequirementSaid
        fields = ("judgement", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judgement"].required, self.fields["judgement"].wanted = False, True  # type: ignore[attr-defined]
        self.fields["judgement"].choices = [("", OPEN), *Judgement.choices]  # type: ignore[attr-defined]
