from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.folded import FoldedForm
from verbindlich.base.common.forms import DateInput, WordsField
from verbindlich.domain.actors.models import Organisation, OrganisationAlias, Relation, SocialSpace
from verbindlich.domain.actors.models.entry import NO_CASES
from verbindlich.domain.actors.querysets import OrganisationQuerySet
from verbindlich.office.accounts.models import User
from verbindlich.office.vocab.actions import words
from verbindlich.office.vocab.models import Community, Language, TargetGroup, Topic

Kind = Organisation.Kind
# The six groups of the law stand first, under its paragraph.
KINDS = [
    (_("SächsIntG § 12 Abs. 2"), [(kind.value, kind.label) for kind in Organisation.LEGAL]),
    (_("weitere"), [(kind.value, kind.label) for kind in Kind if kind not in Organisation.LEGAL]),
]
OPEN = _("– noch offen –")
WORDS = {"topics": Topic, "spaces": SocialSpace, "groups": TargetGroup, "languages": Language, "communities": Community}


class OrganisationForm(FoldedForm):
    """Name, group and contact stand open, the rest is folded. `among`: what it can belong to."""

    FIRST = ("name", "kind", "email", "phone")
    FOLDED = (
        (_("Kurzname, Ebene, gehört zu"), ("short_name", "sphere", "parent")),
        (_("Wofür, wo und für wen"), tuple(WORDS)),
        (_("Anschrift und Website"), ("street", "postal_code", "city", "website")),
        (_("Sichtbarkeit"), ("visibility", "agreed_on", "agreed_how")),
        (_("Notizen"), ("note",)),
    )

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    topics = WordsField(label=_("Themen"))
    spaces = WordsField(label=_("Sozialräume"))
    groups = WordsField(label=_("Zielgruppen"))
    languages = WordsField(label=_("Sprachen"))
    communities = WordsField(label=_("erreicht die Communities"))

    class Meta:
        model = Organisation
        fields = (
            "name", "kind", "email", "phone", "short_name", "sphere", "parent", "street", "postal_code", "city", "website",
            "visibility", "agreed_on", "agreed_how", "note",
        )  # fmt: skip
        widgets = {"agreed_on": DateInput}
        help_texts = {
            "name": _("Name des Amtes, Trägers, Vereins – keine Namen von Personen, keine Einzelfälle."),
            "email": _("Die allgemeine Adresse der Organisation; Personen stehen unter „Kontaktpersonen“."),
            "short_name": _("Wie man sie nennt: AWO, VHS, Jugendamt."),
            "sphere": _("Bleibt das leer, gilt, was zur Gruppe passt (Leitfaden, Kapitel 7)."),
            "parent": _("Zum Beispiel gehört ein Sachgebiet zu seinem Amt."),
            "visibility": _("Öffentlich erst, wenn die Organisation zugestimmt hat."),
            "agreed_how": _("Zum Beispiel „E-Mail der Geschäftsführung“."),
            "note": _("Sehen nur Steuerung und Fachamt. Keine Namen und keine Einzelfälle."),
        }

    def __init__(self, *args: Any, among: OrganisationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"among": among}
        self.fields["parent"].queryset = among.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]
        self.fields["parent"].empty_label = _("– keiner anderen –")  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("– bitte wählen –")), *KINDS]  # type: ignore[attr-defined]
        self.fields["sphere"].choices = [("", OPEN), *Organisation.Sphere.choices]  # type: ignore[attr-defined]
        self.fields["name"].widget.attrs["dir"] = "auto"
        self.fields["visibility"].required, self.fields["visibility"].wanted = False, True  # type: ignore[attr-defined]  # where nobody says, it stays
        for name, model in WORDS.items():
            self.fields[name].suggest(model.objects.of(self.instance.municipality))  # type: ignore[attr-defined]
            if self.instance.pk:
                self.initial[name] = list(getattr(self.instance, name).all())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("sphere"):
            cleaned["sphere"] = Organisation.USUAL_SPHERE.get(cleaned.get("kind", ""), "")
        return cleaned

    @property
    def many(self) -> dict[str, list[Any]]:
        """The words as rows of the municipality; those that are new are made."""
        home = self.instance.municipality
        return {name: words(model, home, self.cleaned_data[name]) for name, model in WORDS.items()}


class AffiliationForm(forms.Form):
    """Which account works for an organisation. `among`: those that can be chosen."""

    account = forms.ModelChoiceField(label=_("Zugang"), queryset=User.objects.none(), empty_label=_("– bitte wählen –"))

    def __init__(self, *args: Any, among: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = among  # type: ignore[attr-defined]
        self.fields["account"].label_from_instance = lambda user: f"{user.name} ({user.email})"  # type: ignore[attr-defined]


class AliasForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = OrganisationAlias
        fields = ["name"]
        help_texts = {"name": _("Daran erkennt ein Import die Organisation wieder.")}


# What is said of the organisation whose page it is; "von": the other one is the source. Working together has no direction.
SENTENCES = {
    (Relation.Kind.REFERS, "zu"): _("verweist Ratsuchende an"),
    (Relation.Kind.REFERS, "von"): _("bekommt Ratsuchende von"),
    (Relation.Kind.FUNDS, "zu"): _("finanziert"),
    (Relation.Kind.FUNDS, "von"): _("wird finanziert von"),
    (Relation.Kind.REPORTS, "zu"): _("berichtet an"),
    (Relation.Kind.REPORTS, "von"): _("bekommt Berichte von"),
    (Relation.Kind.WORKS, "zu"): _("arbeitet zusammen mit"),
}


class RelationForm(forms.Form):
    """A sentence about the organisation `about`: what it does, with whom. `among`: the others."""

    says = forms.ChoiceField(
        label=_("Diese Organisation …"),
        choices=[("", _("– bitte wählen –")), *((f"{kind}-{way}", said) for (kind, way), said in SENTENCES.items())],
    )
    other = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=_("– bitte wählen –")
    )
    formal = forms.BooleanField(
        label=_("förmlich geregelt"),
        required=False,
        help_text=_("Zum Beispiel durch Vertrag, Bescheid oder Dienstanweisung."),
    )
    note = forms.CharField(label=_("Bemerkung"), max_length=300, required=False, help_text=NO_CASES)

    def __init__(self, *args: Any, about: Organisation, among: OrganisationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        self.fields["other"].queryset = among.exclude(pk=about.pk)  # type: ignore[attr-defined]

    @property
    def relation(self) -> Relation:
        said = self.cleaned_data
        kind, way = said["says"].split("-")
        ends = (self.about, said["other"]) if way == "zu" else (said["other"], self.about)
        return Relation(
            municipality=self.about.municipality,
            source=ends[0],
            target=ends[1],
            kind=kind,
            formal=said["formal"],
            note=said["note"],
        )
