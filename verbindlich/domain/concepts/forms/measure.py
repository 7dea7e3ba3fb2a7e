"""The form of a measure: what is always needed first, the rest folded; and the small form of a milestone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verbindlich.base.common.folded import Fold
from verbindlich.base.common.forms import DateInput, RowsField, WordsField
from verbindlich.base.common.lock import VersionedForm
from verbindlich.domain.actors.models import Organisation, Person, SocialSpace
from verbindlich.domain.actors.querysets import PersonQuerySet
from verbindlich.domain.concepts.actions import Relations
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Measure, Milestone, Strategy
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.vocab.models import TargetGroup

FIRST = ("number", "title", "goal", "field", "lead", "end", "priority", "budget_kind", "amount")
FOLDED: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("Inhalt"), ("description", "kind", "duty", "indicator", "more_goals")),
    (_("Beteiligte"), ("partners", "more_leads", "lead_note", "contacts")),
    (_("Zeit und Stand"), ("start", "recurring", "period_note", "state", "progress", "state_note", "priority_note")),
    (_("Geld"), ("per_year", "positions", "budget_source", "secured_until", "budget_note")),
    (_("Für wen und wo"), ("groups", "spaces", "strategies")),
    (_("Sichtbarkeit und interne Bemerkung"), ("visibility", "remark")),
)
OPEN = _("– noch offen –")
BINDING = ("goal", "lead", "end", "priority", "budget_kind")  # guide 3.3.5.4 and 5.2.4
STEERING_ONLY = ("number", "goal", "field", "more_goals", "lead", "more_leads", "lead_note", "visibility")


class MeasureForm(VersionedForm):
    """`steers` False: without what only the Steuerung decides (number, place in the plan, lead, visibility)."""

    lead = forms.ModelChoiceField(
        label=_("Federführung"), queryset=Organisation.objects.none(), required=False, empty_label=OPEN
    )
    more_leads = RowsField(
        label=_("weitere Federführung"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nur wenn sich mehrere die Federführung teilen; besser ist eine Stelle, die den Anstoß gibt."),
    )
    partners = RowsField(
        label=_("Beteiligte"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    groups = WordsField(label=_("Zielgruppen"))
    spaces = WordsField(label=_("Sozialräume"))

    class Meta:
        model = Measure
        fields = (
            "number", "title", "goal", "field", "end", "priority", "budget_kind", "amount",
            "description", "kind", "duty", "indicator", "more_goals", "lead_note", "contacts", "start", "recurring",
            "period_note", "state", "progress", "state_note", "priority_note", "per_year", "positions", "budget_source",
            "secured_until", "budget_note", "strategies", "visibility", "remark",
        )  # fmt: skip
        widgets = {
            "start": DateInput,
            "end": DateInput,
            "secured_until": DateInput,
            "more_goals": forms.CheckboxSelectMultiple,
            "contacts": forms.CheckboxSelectMultiple,
            "strategies": forms.CheckboxSelectMultiple,
        }
        field_classes = {"more_goals": RowsField, "contacts": RowsField, "strategies": RowsField}
        help_texts = {
            "field": _("Nur nötig, solange kein Ziel gewählt ist: Ein Ziel bringt sein Handlungsfeld mit."),
            "lead_note": _("Wörtlich aus dem Konzept, falls sich keine Organisation zuordnen lässt."),
            "period_note": _("Wörtlich, falls Beginn und Ende nicht alles sagen, zum Beispiel „nach Kassenlage“."),
            "budget_kind": _("Auch „keine Mittel nötig“ ist eine Angabe."),
            "remark": _("Sehen nur Steuerung und Fachamt. Keine Namen und keine Einzelfälle."),
        }

    def __init__(self, *args: Any, municipality: Municipality, steers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs = {"municipality": municipality, "steers": steers}
        self.persons = Person.objects.of(municipality).shown(steers=steers)
        self._choices(municipality)
        self._initial_relations()
        for name in ("priority", "budget_kind", "state", "kind", "duty"):
            self.fields[name].choices = [("", OPEN), *self.fields[name].choices[1:]]  # type: ignore[attr-defined]
        for name in BINDING:
            self.fields[name].wanted = True  # type: ignore[attr-defined]  # may be left open, but is never marked as optional
        if not steers:
            for name in STEERING_ONLY:
                del self.fields[name]

    def _choices(self, home: Municipality) -> None:
        """Only rows of this municipality can be chosen."""
        goals = Goal.objects.of(home).select_related("field").order_by("field__sort_key", "sort_key")
        rows: dict[str, Any] = {
            "field": FieldOfAction.objects.of(home), "goal": goals, "more_goals": goals,
            "lead": Organisation.objects.of(home), "more_leads": Organisation.objects.of(home),
            "partners": Organisation.objects.of(home), "contacts": self._contacts(), "strategies": Strategy.objects.of(home),
        }  # fmt: skip
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        self.fields["goal"].empty_label = self.fields["field"].empty_label = OPEN  # type: ignore[attr-defined]
        self.fields["groups"].suggest(TargetGroup.objects.of(home))  # type: ignore[attr-defined]
        self.fields["spaces"].suggest(SocialSpace.objects.of(home))  # type: ignore[attr-defined]

    def _contacts(self) -> PersonQuerySet:
        """Whom this reader may know: those who are there, and those who are contacts already."""
        named = Measure.contacts.through.objects.filter(measure=self.instance.pk).values("person")
        there = self.persons.there().values("pk")
        return self.persons.filter(Q(pk__in=there) | Q(pk__in=named)).select_related("organisation")

    def _initial_relations(self) -> None:
        if self.instance.pk:
            leads = self.instance.leads
            named = self.instance.contacts.values("pk")
            self.initial.update(
                contacts=list(self.persons.filter(pk__in=named)),
                lead=leads[0] if leads else None, more_leads=leads[1:], partners=self.instance.partners,
                groups=list(self.instance.groups.all()), spaces=list(self.instance.spaces.all()),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        goal = cleaned.get("goal")
        if goal and goal.field:
            cleaned["field"] = goal.field
        return cleaned

    @property
    def relations(self) -> Relations:
        said = self.cleaned_data
        leads = None
        if "lead" in self.fields:
            leads = [*([said["lead"]] if said["lead"] else []), *said["more_leads"]]
        more = list(said["more_goals"]) if "more_goals" in self.fields else None
        return Relations(
            leads=leads, partners=self._as_before(said["partners"]), more_goals=more, groups=said["groups"], spaces=said["spaces"],
            contacts=[*said["contacts"], *self._unseen_contacts()], strategies=list(said["strategies"]),
        )  # fmt: skip

    def _unseen_contacts(self) -> list[Person]:
        """Contacts whom this reader may not know stay."""
        if not self.instance.pk:
            return []
        return list(self.instance.contacts.exclude(pk__in=self.persons.order_by().values("pk")))

    def _as_before(self, partners: Iterable[Organisation]) -> list[Organisation]:
        """In the order of their naming; new ones come last."""
        before = [partner.pk for partner in self.instance.partners] if self.instance.pk else []
        return sorted(partners, key=lambda o: before.index(o.pk) if o.pk in before else len(before))

    @property
    def first(self) -> list[BoundField]:
        return [self[name] for name in FIRST if name in self.fields]

    def folds(self) -> Iterator[Fold]:
        for label, names in FOLDED:
            fields = tuple(self[name] for name in names if name in self.fields)
            if fields:
                yield Fold(label, fields)


class MilestoneForm(VersionedForm):
    class Meta:
        model = Milestone
        fields = ("title", "due", "done_on")
        widgets = {"due": DateInput, "done_on": DateInput}
