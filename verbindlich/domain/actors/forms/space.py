"""The forms of social spaces: one of them, a pasted list, where those below are hung; and what the list is narrowed by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base.calc.spaces import Line, outline
from verbindlich.base.common.filters import ListFilter
from verbindlich.base.common.folded import FoldedForm
from verbindlich.base.common.forms import DateInput
from verbindlich.domain.actors.actions.spaces import MOST
from verbindlich.domain.actors.forms.network import PersonChoice
from verbindlich.domain.actors.models import SocialSpace
from verbindlich.domain.actors.querysets import PersonQuerySet
from verbindlich.domain.actors.spaces import Spaces
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.vocab.querysets import WordQuerySet

LONGEST = 50_000  # characters of a pasted list
NOBODY = gettext_lazy("– noch offen –")
TOP = gettext_lazy("– oberste Ebene –")


class PlaceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A space with what it belongs to."""

    spaces: Spaces

    def label_from_instance(self, obj: Any) -> str:
        return self.spaces.label(obj.pk)


class SpaceForm(FoldedForm):
    """`persons`: who can be chosen as a contact."""

    FIRST = ("name", "kind", "parent")
    FOLDED = (
        (gettext_lazy("Was man wissen sollte"), ("note",)),
        (gettext_lazy("Nur bei einer kreisangehörigen Gemeinde"), ("ags", "last_contact", "mayor", "commissioner")),
    )

    class Meta:
        model = SocialSpace
        fields = ("name", "kind", "parent", "note", "ags", "last_contact", "mayor", "commissioner")
        field_classes = {"parent": PlaceChoice, "mayor": PersonChoice, "commissioner": PersonChoice}
        widgets = {"last_contact": DateInput}
        help_texts = {
            "name": gettext_lazy(
                "Zum Beispiel ein Stadtteil, ein Planungsraum, eine Gemeinde. Jeder Name steht nur einmal."
            ),
            "ags": gettext_lazy("Acht Ziffern."),
            "mayor": gettext_lazy("Wen man dort fragt; sehen nur Steuerung und Fachamt."),
        }

    def __init__(
        self, *args: Any, spaces: Spaces, municipality: Municipality, persons: PersonQuerySet, law: str, **kwargs: Any
    ) -> None:
        """`law`: what the law says of commissioners of member municipalities."""
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"spaces": spaces, "municipality": municipality, "persons": persons, "law": law}
        below = spaces.below(self.instance.pk) if self.instance.pk else ()
        offer_places(self.fields["parent"], spaces, SocialSpace.objects.of(municipality).exclude(pk__in=below))
        for name in ("mayor", "commissioner"):
            self.fields[name].queryset = persons.select_related("organisation")  # type: ignore[attr-defined]
            self.fields[name].empty_label = NOBODY  # type: ignore[attr-defined]
        self.fields["commissioner"].help_text = format_html('<span lang="de">{}</span>', law)

    def clean_ags(self) -> str:
        ags, kind = str(self.cleaned_data["ags"]), self.cleaned_data.get("kind")
        if ags and kind == SocialSpace.Kind.SPACE:
            raise ValidationError(
                _("Einen Schlüssel hat nur eine Gemeinde. Ändern Sie die Art oder lassen Sie ihn weg.")
            )
        return ags


def offer_places(field: forms.Field, spaces: Spaces, among: WordQuerySet) -> None:
    field.spaces, field.queryset, field.empty_label = spaces, among, TOP  # type: ignore[attr-defined]


class PasteForm(forms.Form):
    """Names as lines; what is indented lies below."""

    lines = forms.CharField(
        label=gettext_lazy("Namen, einer in jeder Zeile"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Eingerücktes liegt darunter. Acht Ziffern davor oder dahinter sind der Gemeindeschlüssel; die Zeile ist dann eine Gemeinde."
        ),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Die anderen Zeilen, die nicht eingerückt sind, sind"),
        choices=SocialSpace.Kind.choices,
        initial=SocialSpace.Kind.SPACE,
    )

    def clean_lines(self) -> list[Line]:
        found = outline(self.cleaned_data["lines"])
        if not found:
            raise ValidationError(_("Hier steht noch kein Name."))
        if len(found) > MOST:
            raise ValidationError(_("Höchstens %(n)d Zeilen auf einmal. Bitte teilen Sie die Liste.") % {"n": MOST})
        return found


class SpaceMoveForm(forms.Form):
    """Where those below a space are hung."""

    parent = PlaceChoice(
        label=gettext_lazy("Räume darunter gehören dann zu"), queryset=SocialSpace.objects.none(), required=False
    )

    def __init__(self, *args: Any, spaces: Spaces, space: SocialSpace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among = SocialSpace.objects.of(space.municipality).exclude(pk__in=spaces.below(space.pk))
        offer_places(self.fields["parent"], spaces, among)


class SpaceFilter(ListFilter):
    """What the list of spaces is narrowed by; every filter stands in the URL. Rows are weighed one by one: a tree is short."""

    FIRST = ("q", "art", "kontakt")

    q = forms.CharField(label=gettext_lazy("Suche"), max_length=120, widget=forms.TextInput(attrs={"type": "search"}))
    art = forms.ChoiceField(label=gettext_lazy("Art"))
    kontakt = forms.ChoiceField(label=gettext_lazy("Kontakt zur Gemeinde"))

    def __init__(self, params: QueryDict) -> None:
        super().__init__(params)
        self.offer("art", SocialSpace.Kind.choices)
        self.offer("kontakt", [("jahr", gettext_lazy("seit einem Jahr keiner"))])
        self.leave_open()
