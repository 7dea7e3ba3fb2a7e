"""Where a finding is mended: one table, rule → page and field of its form. A test holds it to the rules and to the forms."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from django.urls import reverse

from verbindlich.base import profiles
from verbindlich.domain.actors.access import works_inside
from verbindlich.domain.concepts import access
from verbindlich.domain.concepts.forms.measure import STEERING_ONLY
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.accounts.tenancy import TenantRequest


@dataclass(frozen=True, slots=True)
class Target:
    """A page of this room and the form's field on it. `element`: the part of the text; `query` ends with the row's id where it
    ends with "="."""

    page: str
    field: str = ""
    element: str = ""
    query: str = ""


def _measure(field: str) -> Target:
    return Target("measure-edit", field)


STEP = "decree-step-missing"  # its finding names the step, and the step names the element
TARGETS: dict[str, Target] = {
    "measure-without-lead": _measure("lead"),
    "lead-too-vague": _measure("lead"),
    "measure-without-period": _measure("end"),
    "period-contradicts-itself": _measure("end"),
    "period-not-understood": _measure("end"),
    "period-without-date": _measure("end"),
    "measure-without-priority": _measure("priority"),
    "priority-not-understood": _measure("priority"),
    "measure-without-budget": _measure("budget_kind"),
    "measure-without-goal": _measure("goal"),
    "measure-without-field": _measure("field"),
    "measure-overdue": _measure("state"),
    "overdue-unclear": _measure("state"),
    "duplicate-number": _measure("number"),
    "duplicate-measure": _measure("title"),
    "goal-without-indicator": Target("goal-edit", "indicator"),
    "goal-without-measure": Target("measure-create", query="?ziel="),
    "field-without-goal": Target("goal-create", query="?feld="),
    "no-measures": Target("measure-create"),
    "no-strategic-measure": Target("measure-create"),
    "nothing-for-steering-or-monitoring": Target("measure-create"),
    "number-not-given": Target("measure-list", query="?sort=-nr"),
    "numbers-start-again": Target("measure-list"),
    "state-field-not-covered": Target("plan"),
    "principle-not-found": Target("text"),
    STEP: Target("section-edit", "text"),
    "monitoring-not-described": Target("section-edit", "text", element="monitoring-fortschreibung"),
    "hearing-not-documented": Target("concept-edit", "municipalities_heard"),
    "revision-interval-missing": Target("concept-edit", "revision_interval"),
    "revision-missed": Target("concept-edit", "next_revision"),
    "not-adopted": Target("version-list"),
}
# For those who may not mend it: where it can be seen.
SEEN = {
    "section-edit": "section-detail",
    "concept-edit": "overview",
    "measure-list": "measure-list",
    "plan": "plan",
    "text": "text",
    "version-list": "version-list",
}
OF_A_ROW = {"measure": "measure-detail", "goal": "goal-detail", "field": "field-detail"}


@dataclass(frozen=True, slots=True)
class Mender:
    """Links for one reader. `led`: the measures that somebody who does not steer may change."""

    municipality: Municipality
    steers: bool
    led: Container[int] = frozenset()

    @classmethod
    def of(cls, request: TenantRequest) -> Mender:
        """One query for a Fachamt, none for the others."""
        led: frozenset[int] = frozenset()
        if works_inside(request) and not access.steers(request):
            led = frozenset(access.editable_measures_for(request).order_by().values_list("pk", flat=True))
        return cls(request.municipality, access.steers(request), led)

    def url(self, rule: str, kind: str = "", pk: int = 0, message: str = "") -> str:
        """Where a finding of this rule is mended, for the others where it is seen; "" where there is no such page.

        `kind` and `pk` name its row: "measure", "goal", "field", "" for none.
        """
        target = TARGETS[rule]
        mine = target.page == "measure-edit" and pk in self.led and target.field not in STEERING_ONLY
        if not self.steers and not mine:
            return self._seen(target, kind, pk, message)
        query = f"{target.query}{pk}" if target.query.endswith("=") else target.query
        place = f"#id_{target.field}" if target.field else ""
        return self._page(target.page, self._args(target, pk, message)) + query + place

    def _seen(self, target: Target, kind: str, pk: int, message: str) -> str:
        if kind:
            return self._page(OF_A_ROW[kind], [pk])
        page = SEEN.get(target.page)
        return self._page(page, self._args(target, pk, message)) if page else ""

    def _args(self, target: Target, pk: int, message: str) -> list[int | str]:
        if target.page == "section-edit":
            return [target.element or element_of_step(self.municipality, message)]
        return [pk] if target.page in ("measure-edit", "goal-edit") else []

    def _page(self, page: str, args: list[int] | list[int | str]) -> str:
        return reverse(f"concepts:{page}", args=[self.municipality.slug, *args])


def element_of_step(municipality: Municipality, message: str) -> str:
    """The first part of the concept that serves the step of the decree which a finding names."""
    elements = profiles.load(municipality.profile).elements
    return next(element.id for element in elements for step in element.steps if f"„{step}“" in message)
