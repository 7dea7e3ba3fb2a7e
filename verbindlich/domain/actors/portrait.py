"""An organisation as people read it: its own data in groups, who and what belongs to it, its relations in words, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base.calc.directory import Lack, lacks
from verbindlich.base.calc.directory import Organisation as Judged
from verbindlich.domain.actors import access
from verbindlich.domain.actors.forms.organisation import SENTENCES
from verbindlich.domain.actors.models import Note, Organisation, Person, Relation
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.trail.models import Event

NOTES = 10  # the newest
LACKS: dict[Lack, str | Promise] = {
    "address": gettext_lazy("E-Mail-Adresse oder Telefon"),
    "person": gettext_lazy("Kontaktperson"),
    "topic": gettext_lazy("Themen"),
    "space": gettext_lazy("Sozialräume"),
    "network": gettext_lazy("Netzwerk"),
    "sphere": gettext_lazy("Ebene"),
}
INSIDE = ("note", "agreed_on", "agreed_how")  # fields that Steuerung and Fachamt read


@dataclass(frozen=True, slots=True)
class Entry:
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    label: str | Promise
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Facts under a heading; only those of which something is said."""

    title: str | Promise
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A relation as a sentence about the organisation whose page it is."""

    pk: int
    says: str | Promise
    other: Organisation
    formal: bool
    note: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """`persons`, `notes`: None for those who see nobody."""

    parts: tuple[Part, ...]
    persons: list[Person] | None
    notes: list[Note] | None
    positions: list[Any]
    networks: list[Any]
    led: list[Any]
    agreements: list[Any]
    relations: list[Line]
    lacks: tuple[str | Promise, ...]


def hidden(request: TenantRequest) -> tuple[str, ...]:
    """Fields whose changes this reader must not see."""
    return () if access.works_inside(request) else (*INSIDE, "parent")


def of(request: TenantRequest, body: Organisation) -> Portrait:
    """However much there is, the same number of queries."""
    inside, today = access.works_inside(request), timezone.localdate()
    persons = list(access.persons_for(request).at(body).there()) if inside else None
    networks = list(access.networks_for(request).with_member(today, organisation=body))
    words = {name: list(getattr(body, name).all()) for name in Organisation.MANY}
    judged = Judged(
        address=bool(body.email or body.phone), sphere=bool(body.sphere), topics=len(words["topics"]),
        spaces=len(words["spaces"]), networks=len(networks), persons=None if persons is None else len(persons),
    )  # fmt: skip
    return Portrait(
        parts=tuple(_parts(request, body, words)),
        persons=persons,
        notes=list(access.notes_for(request).filter(organisation=body)[:NOTES]) if inside else None,
        positions=access.name_holders(request, access.positions_for(request).filter(unit=body)),
        networks=networks,
        led=list(access.networks_for(request).running(today).filter(lead=body)),
        agreements=list(access.agreements_for(request).filter(parties=body)),
        relations=relations(request, body),
        lacks=tuple(LACKS[lack] for lack in lacks(judged)),
    )


def _parts(request: TenantRequest, body: Organisation, words: dict[str, list[Any]]) -> Iterable[Part]:
    inside = access.works_inside(request)
    below = [_link(request, row) for row in access.organisations_for(request).filter(parent=body)]
    spaces = [
        Entry(str(s), reverse("actors:space-detail", args=[request.municipality.slug, s.pk])) for s in words["spaces"]
    ]
    yield _part(gettext_lazy("Erreichbar"), {
        gettext_lazy("E-Mail-Adresse"): [Entry(body.email, f"mailto:{body.email}")] if body.email else [],
        gettext_lazy("Telefon"): [Entry(body.phone, f"tel:{_dialled(body.phone)}")] if body.phone else [],
        gettext_lazy("Website"): [Entry(body.website, body.website)] if body.website else [],
        gettext_lazy("Anschrift"): _texts(body.street, f"{body.postal_code} {body.city}".strip()),
    })  # fmt: skip
    yield _part(gettext_lazy("Einordnung"), {
        gettext_lazy("Gruppe"): _texts(body.get_kind_display()),
        gettext_lazy("Ebene"): _texts(body.get_sphere_display()),
        gettext_lazy("gehört zu"): [_link(request, body.parent)] if body.parent and access.may_tell(request, body.parent) else [],
        gettext_lazy("darunter"): below,
    })  # fmt: skip
    yield _part(gettext_lazy("Wofür, wo und für wen"), {
        gettext_lazy("Themen"): _texts(*words["topics"]),
        gettext_lazy("Sozialräume"): spaces,
        gettext_lazy("Zielgruppen"): _texts(*words["groups"]),
        gettext_lazy("Sprachen"): _texts(*words["languages"]),
        gettext_lazy("erreicht die Communities"): _texts(*words["communities"]),
    })  # fmt: skip
    if inside:
        agreed = f"{body.agreed_on:%d.%m.%Y}" if body.agreed_on else ""
        yield _part(gettext_lazy("Nur für Steuerung und Fachamt"), {
            gettext_lazy("sichtbar"): _texts(body.get_visibility_display()),
            gettext_lazy("zugestimmt"): _texts(agreed, body.agreed_how),
            gettext_lazy("Notizen"): _texts(body.note),
        })  # fmt: skip


def _part(title: str | Promise, facts: dict[str | Promise, list[Entry]]) -> Part:
    return Part(title, tuple(Fact(label, tuple(entries)) for label, entries in facts.items() if entries))


def _texts(*texts: Any) -> list[Entry]:
    return [Entry(str(text)) for text in texts if text]


def _link(request: TenantRequest, body: Organisation) -> Entry:
    if not access.may_open(request, body):
        return Entry(body.name)
    return Entry(body.name, reverse("actors:organisation-detail", args=[request.municipality.slug, body.pk]))


def _dialled(phone: str) -> str:
    return "".join(c for c in phone if c.isdigit() or c == "+")


def relations(request: TenantRequest, body: Organisation) -> list[Line]:
    """Both directions, as sentences about `body`, in the order of the form. One query."""
    seen = access.organisations_for(request).order_by().values("pk")
    rows = Relation.objects.filter(Q(source=body) | Q(target=body), source__in=seen, target__in=seen)
    order: list[str | Promise] = list(SENTENCES.values())
    lines = [_line(row, body) for row in rows.select_related("source", "target")]
    return sorted(lines, key=lambda line: (order.index(line.says), line.other.sort_key))


def _line(row: Relation, body: Organisation) -> Line:
    out = row.source_id == body.pk
    says = SENTENCES[Relation.Kind(row.kind), "zu" if out or row.kind == Relation.Kind.WORKS else "von"]
    return Line(row.pk, says, row.target if out else row.source, row.formal, row.note)


def removed_relation(request: TenantRequest, body: Organisation) -> dict[str, Any]:
    """The relation of this organisation that the address says was taken away (`?beziehung=`), as the form takes it; one query
    where it names one."""
    pk = request.GET.get("beziehung", "")
    if not pk.isdecimal() or Relation.objects.filter(pk=pk[:18]).exists():
        return {}
    gone = {"municipality": request.municipality, "model": Relation._meta.label_lower, "object_id": pk[:18]}
    event = Event.objects.filter(**gone, verb="delete").first()
    ends = (event.before["source"], event.before["target"]) if event and event.before else ({}, {})
    mine = [end.get("id") == body.pk for end in ends]
    if event is None or not any(mine):
        return {}
    other, way = (ends[1], "zu") if mine[0] else (ends[0], "von")
    kind = Relation.Kind(event.before["kind"])
    way = "zu" if kind == Relation.Kind.WORKS else way
    says = SENTENCES[kind, way]
    return {
        "sentence": _("%(says)s „%(name)s“") % {"says": says, "name": other["name"]}, "says": f"{kind}-{way}",
        "other": other["id"], "formal": event.before["formal"], "note": event.before["note"],
    }  # fmt: skip
