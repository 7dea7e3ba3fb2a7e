"""The forms of positions: entering one with its duties, narrowing the list; and of the register of tasks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import zip_longest
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base import profiles
from verbindlich.base.common.filters import ListFilter
from verbindlich.base.common.folded import FoldedForm
from verbindlich.base.common.forms import DateInput
from verbindlich.base.common.german import sort_key
from verbindlich.domain.actors.actions import DutySaid
from verbindlich.domain.actors.forms.person import OPEN
from verbindlich.domain.actors.models import Organisation, Person, Position, PositionKind, Task
from verbindlich.domain.actors.querysets import OrganisationQuerySet, PositionQuerySet
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.vocab.actions import MOST

EMPTY_ROWS = 5
LONGEST = 120  # characters of a word
Row = tuple[str, str]  # task and share as they were typed


class DutiesWidget(forms.Widget):
    """A table of tasks with their shares: the rows there are and five empty ones."""

    template_name = "actors/duties_widget.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["rows"] = [*(value or ()), *[("", "")] * EMPTY_ROWS]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        typed = zip_longest(data.getlist(f"{name}_task"), data.getlist(f"{name}_share"), fillvalue="")
        return [(task.strip(), share.strip()) for task, share in typed if task.strip() or share.strip()]

    def id_for_label(self, id_: str) -> str:
        return ""


class DutiesField(forms.Field):
    """A list of `DutySaid`; every row that is wrong is named."""

    widget = DutiesWidget

    def prepare_value(self, value: Any) -> list[Row]:
        return [(d.task, str(d.share or "")) if isinstance(d, DutySaid) else d for d in value or ()]

    def clean(self, value: Any) -> list[DutySaid]:
        if len(value) > MOST:
            raise ValidationError(_("Höchstens %(n)d Aufgaben an einer Stelle.") % {"n": MOST})
        faults: list[str] = []
        said: dict[str, DutySaid] = {}
        for n, (task, share) in enumerate(value, start=1):
            if fault := self._fault(task, share, said):
                faults.append(_("Zeile %(n)d: %(fault)s") % {"n": n, "fault": fault})
            else:
                said[sort_key(task)] = DutySaid(" ".join(task.split()), int(share) if share else None)
        if faults:
            raise ValidationError(faults)
        return list(said.values())

    @staticmethod
    def _fault(task: str, share: str, said: dict[str, DutySaid]) -> str:
        if "\x00" in task or len(task) > LONGEST:
            return _("Die Aufgabe hat höchstens %(n)d Zeichen.") % {"n": LONGEST}
        if not sort_key(task):
            return _("Zu einem Anteil gehört eine Aufgabe.")
        if sort_key(task) in said:
            return _("„%(task)s“ steht schon darüber.") % {"task": task}
        if share and not (share.isdecimal() and len(share) <= 3 and 1 <= int(share) <= 100):
            return _("Der Anteil ist eine ganze Zahl von 1 bis 100.")
        return ""


class PositionForm(FoldedForm):
    """The Steuerung's. Its words may be new; suggestions stand in `kinds` and `tasks`."""

    kind = forms.CharField(
        label=gettext_lazy("Art der Stelle"),
        required=False,
        max_length=LONGEST,
        help_text=gettext_lazy("Aus den Vorschlägen oder ein eigenes Wort."),
        widget=forms.TextInput(attrs={"list": "stellenarten", "autocomplete": "off"}),
    )
    duties = DutiesField(
        label=gettext_lazy("Aufgaben mit Anteil an der Arbeitszeit"),
        required=False,
        help_text=gettext_lazy("Aus den Vorschlägen oder eigene Worte. Der Anteil in Prozent darf fehlen."),
    )

    FIRST = ("title", "kind", "scope", "fte", "unit", "holder", "vacant_since")
    FOLDED = (
        (
            gettext_lazy("Anstellung und Bezahlung"),
            ("employed", "pay_grade", "substitute", "funded_by", "funded_until"),
        ),
        (gettext_lazy("Bemerkung für die Übergabe"), ("note",)),
        (gettext_lazy("Aufgaben"), ("duties",)),
    )

    class Meta:
        model = Position
        fields = (
            "title", "scope", "fte", "employed", "pay_grade", "unit", "holder", "vacant_since", "substitute",
            "funded_by", "funded_until", "note",
        )  # fmt: skip
        widgets = {"vacant_since": DateInput, "funded_until": DateInput}
        help_texts = {
            "title": gettext_lazy("Wie die Stelle im Stellenplan heißt, ohne den Namen der Person."),
            "fte": gettext_lazy("Vollzeitäquivalent: 1 ist eine volle Stelle, 0,5 eine halbe."),
            "vacant_since": gettext_lazy("Nur wenn niemand die Stelle innehat."),
            "pay_grade": gettext_lazy("Sieht nur die Steuerung."),
            "funded_by": gettext_lazy("Zum Beispiel Kreishaushalt, Zuweisung nach KomIntAVO, Projekt."),
            "note": gettext_lazy(
                "Was wissen muss, wer die Stelle übernimmt. Sehen nur Steuerung und Fachamt. "
                "Keine Namen und keine Einzelfälle."
            ),
        }

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict_kwargs, self.home = {"municipality": municipality}, municipality
        people = Person.objects.of(municipality).there()
        rows = {"unit": Organisation.objects.of(municipality), "holder": people, "substitute": people}
        for name, among in rows.items():
            self.fields[name].queryset = among  # type: ignore[attr-defined]
            self.fields[name].empty_label = OPEN  # type: ignore[attr-defined]
        self.fields["scope"].choices = [("", OPEN), *Position.Scope.choices]  # type: ignore[attr-defined]
        self.fields["holder"].empty_label = gettext_lazy("– unbesetzt –")  # type: ignore[attr-defined]
        self._begin()

    def _begin(self) -> None:
        """What is stored elsewhere than in a field; somebody who left holds the position no longer."""
        if position := self.instance if self.instance.pk else None:
            duties = [DutySaid(duty.task.name, duty.share) for duty in position.duties.select_related("task")]
            self.initial = {"kind": position.kind.name if position.kind else "", "duties": duties, **self.initial}
            if position.holder and position.holder.gone_on(timezone.localdate()) and not self.initial["vacant_since"]:
                self.initial["vacant_since"] = position.holder.left_on

    @property
    def typed(self) -> dict[str, Any]:
        """What was sent, right or wrong, to be shown again with more rows for duties."""
        sent = {name: field.widget.value_from_datadict(self.data, {}, name) for name, field in self.fields.items()}
        return {**sent, "version_seen": self.data.get("version_seen")}

    @property
    def kinds(self) -> list[str]:
        """Suggested: what the law and the guide know, and what this municipality wrote."""
        return _suggested(profiles.load(self.home.profile).position_kinds.values(), PositionKind.objects.of(self.home))

    @property
    def tasks(self) -> list[str]:
        return _suggested(profiles.load(self.home.profile).tasks, Task.objects.of(self.home))

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        if kind and not sort_key(kind):
            raise ValidationError(_("Bitte ein Wort, nicht nur Zeichen."))
        return kind

    def clean(self) -> dict[str, Any]:
        """Somebody holds it, or it is vacant: the date of the one falls away with the other."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("holder"):
            said["vacant_since"] = None
        return said


def _suggested(given: Iterable[str], own: Iterable[Any]) -> list[str]:
    """Each word once, the municipality's own spelling before the one that comes with the product."""
    found = {sort_key(word): word for word in given}
    return list((found | {word.key: word.name for word in own}).values())


class PositionFilter(ListFilter):
    FIRST = ("q", "art", "besetzung", "endet")

    q = forms.CharField(label=gettext_lazy("Suche"), max_length=300, widget=forms.TextInput(attrs={"type": "search"}))
    art = forms.ChoiceField(label=gettext_lazy("Art"))
    besetzung = forms.ChoiceField(
        label=gettext_lazy("Besetzung"),
        choices=[("unbesetzt", gettext_lazy("unbesetzt")), ("besetzt", gettext_lazy("besetzt"))],
    )
    endet = forms.ChoiceField(
        label=gettext_lazy("Bezahlung"),
        choices=[
            ("sechs-monate", gettext_lazy("endet in sechs Monaten")),
            ("abgelaufen", gettext_lazy("abgelaufen")),
            ("offen", gettext_lazy("ohne Angabe")),
        ],
    )
    bei = forms.ChoiceField(label=gettext_lazy("angesiedelt bei"))
    zuschnitt = forms.ChoiceField(label=gettext_lazy("Zuschnitt"), choices=Position.Scope.choices)

    def __init__(self, params: Any, municipality: Municipality, among: OrganisationQuerySet, today: date) -> None:
        """`among`: the organisations that this reader may see."""
        super().__init__(params)
        self.today = today
        units = among.filter(pk__in=Position.objects.of(municipality).values("unit"))
        self.offer("art", PositionKind.objects.of(municipality).values_list("pk", "name"))
        self.offer("bei", units.values_list("pk", "name"))
        for name in ("besetzung", "endet", "zuschnitt"):
            self.offer(name, self.fields[name].choices)  # type: ignore[attr-defined]
        self.leave_open()

    def _q(self, rows: PositionQuerySet, value: str) -> PositionQuerySet:
        return rows.matching(value)

    def _art(self, rows: PositionQuerySet, value: str) -> PositionQuerySet:
        return rows.filter(kind=value)

    def _besetzung(self, rows: PositionQuerySet, value: str) -> PositionQuerySet:
        return rows.filter(vacant=value == "unbesetzt")

    def _endet(self, rows: PositionQuerySet, value: str) -> PositionQuerySet:
        if value == "offen":
            return rows.filter(funded_until=None)
        return rows.ending(self.today) if value == "sechs-monate" else rows.unpaid(self.today)

    def _bei(self, rows: PositionQuerySet, value: str) -> PositionQuerySet:
        return rows.filter(unit=value)

    def _zuschnitt(self, rows: PositionQuerySet, value: str) -> PositionQuerySet:
        return rows.filter(scope=value)


class TaskForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Aufgabe"), max_length=LONGEST)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not sort_key(name):
            raise ValidationError(_("Bitte ein Wort, nicht nur Zeichen."))
        return name
