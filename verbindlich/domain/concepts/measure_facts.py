"""What stands beside a measure on its page: its data in words, what the check finds missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verbindlich.domain.actors.access import may_open, persons_for
from verbindlich.domain.actors.models import Organisation, Person
from verbindlich.domain.concepts.access import may_edit, sees_remarks, steers, untold
from verbindlich.domain.concepts.mending import Mender
from verbindlich.domain.concepts.models import Measure
from verbindlich.domain.concepts.wording import budget_words, period_words
from verbindlich.office.accounts.tenancy import TenantRequest


@dataclass(frozen=True, slots=True)
class Entry:
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    label: str | Promise
    entries: tuple[Entry, ...]


def facts_of(request: TenantRequest, measure: Measure) -> list[Fact]:
    """What must be there stands there even if empty; the rest only where something is said. At most four queries."""
    slug = request.municipality.slug

    def linked(rows: Iterable[Any], name: str) -> tuple[Entry, ...]:
        return tuple(Entry(str(row), reverse(name, args=[slug, row.pk])) for row in rows)

    def bodies(rows: Iterable[Organisation]) -> tuple[Entry, ...]:
        page = "actors:organisation-detail"
        return tuple(
            Entry(str(body), reverse(page, args=[slug, body.pk]) if may_open(request, body) else "") for body in rows
        )

    needed = [
        Fact(_("Federführung"), bodies(measure.leads) or words(measure.lead_note)),
        Fact(_("Beteiligte"), bodies(measure.partners)),
        Fact(_("Zeitraum"), words(period_words(measure))),
        Fact(_("Priorität"), words(measure.get_priority_display() or measure.priority_note)),
        Fact(_("Haushalt"), words(budget_words(measure))),
    ]
    said = [
        Fact(_("Handlungsfeld"), linked(filter(None, [measure.field]), "concepts:field-detail")),
        Fact(_("weitere Ziele"), linked(measure.more_goals.all(), "concepts:goal-detail")),
        Fact(_("Art"), words(measure.get_kind_display(), measure.get_duty_display())),
        *(money(measure)),
        Fact(_("Zielgruppen"), words(*map(str, measure.groups.all()))),
        Fact(_("Sozialräume"), words(*map(str, measure.spaces.all()))),
        Fact(_("Strategien"), linked(measure.strategies.all(), "concepts:strategy-detail")),
    ]
    if sees_remarks(request):
        contacts = persons_for(request).filter(pk__in=measure.contacts.values("pk"))
        said.append(Fact(_("Kontaktpersonen"), tuple(contact_entry(person, slug) for person in contacts)))
        said.append(Fact(_("interne Bemerkung"), words(measure.remark)))
    return [*needed, *(fact for fact in said if fact.entries)]


def contact_entry(person: Person, slug: str) -> Entry:
    words = f"{person.name} ({person.organisation})" if person.organisation else person.name
    return Entry(words, reverse("actors:person-detail", args=[slug, person.pk]))


def money(measure: Measure) -> Iterator[Fact]:
    note = measure.budget_note if measure.budget_kind else ""
    yield Fact(_("Haushalt in Worten"), words(note))
    yield Fact(_("Finanzierungsquelle"), words(measure.budget_source))
    yield Fact(_("gesichert bis"), words(f"{measure.secured_until:%d.%m.%Y}" if measure.secured_until else ""))
    yield Fact(_("Stellen (Vollzeit)"), words(f"{measure.positions}".replace(".", ",") if measure.positions else ""))


def words(*texts: str | Promise) -> tuple[Entry, ...]:
    return tuple(Entry(str(text)) for text in texts if text)


@dataclass(frozen=True, slots=True)
class Missing:
    """A finding of the check with the place that mends it, "" for those who may not."""

    message: str
    url: str


def findings_of(request: TenantRequest, measure: Measure) -> list[Missing]:
    """One query. On the measure's own page the finding need not say which measure it is about."""
    led = frozenset([measure.pk] if may_edit(request, measure) else [])
    mender = Mender(request.municipality, steers(request), led)
    here = reverse("concepts:measure-detail", args=[request.municipality.slug, measure.pk])
    found = [
        (f.message, mender.url(f.rule, "measure", measure.pk, f.message))
        for f in measure.findings.exclude(rule__in=untold(request))
    ]
    return [Missing(message.split("“: ", 1)[-1], "" if url == here else url) for message, url in found]
