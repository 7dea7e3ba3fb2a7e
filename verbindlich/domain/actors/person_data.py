"""What the directory holds about a contact person: to show all of it, to hand it over, to erase it (slot `person_data`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import CharField, Model, Q, QuerySet, TextField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verbindlich.base.calc.traces import Traces
from verbindlich.base.common.slots import PersonData
from verbindlich.domain.actors.models import (
    Agreement,
    ConditionSaid,
    Consent,
    Merge,
    Network,
    NetworkMember,
    Note,
    Organisation,
    Person,
    PersonAlias,
    PersonsApart,
    Position,
    Relation,
    RequirementSaid,
    SocialSpace,
    Standard,
    StandardReview,
    Structure,
)
from verbindlich.office.files.models import StoredFile
from verbindlich.office.trail.actions import Step, record_many

Held = Sequence[dict[str, Any]]

PERSON = ("name", "function", "organisation", "also_in", "email", "phone", "substitute", "decides", "key_person", "communities",
          "visibility", "left_on", "confirmed_on", "asked_on")  # fmt: skip
# Where free texts may name somebody although they should not: model, and how its municipality is found.
TEXTS: tuple[tuple[Any, str], ...] = (
    (Organisation, "municipality"), (Position, "municipality"), (SocialSpace, "municipality"), (Network, "municipality"),
    (ConditionSaid, "network__municipality"), (Agreement, "municipality"), (Standard, "agreement__municipality"),
    (StandardReview, "standard__agreement__municipality"), (Structure, "municipality"),
    (RequirementSaid, "municipality"), (Relation, "municipality"), (StoredFile, "municipality"),
)  # fmt: skip


def person_data() -> Iterator[PersonData]:
    yield PersonData(gettext_lazy("Angaben zur Person"), own, with_the_row, frozenset(["actors.Person.substitute"]))
    yield PersonData(
        gettext_lazy("Andere Schreibweisen, Dubletten"), spellings, forget_spellings,
        frozenset(["actors.PersonAlias.person", "actors.PersonsApart.one", "actors.PersonsApart.other", "actors.Merge.person"]),
    )  # fmt: skip
    yield PersonData(gettext_lazy("Einwilligungen"), consents, forget_consents, frozenset(["actors.Consent.person"]))
    yield PersonData(gettext_lazy("Notizen"), notes, forget_notes, frozenset(["actors.Note.person"]))
    yield PersonData(gettext_lazy("Vertretung von"), stands_in, with_the_row)
    yield PersonData(
        gettext_lazy("Stellen"), positions, with_the_row,
        frozenset(["actors.Position.holder", "actors.Position.substitute"]),
    )  # fmt: skip
    yield PersonData(
        gettext_lazy("Netzwerke"), networks, with_the_row,
        frozenset(["actors.NetworkMember.person", "actors.Network.coordinator"]),
    )  # fmt: skip
    yield PersonData(
        gettext_lazy("Gemeinden"), spaces, with_the_row,
        frozenset(["actors.SocialSpace.mayor", "actors.SocialSpace.commissioner"]),
    )  # fmt: skip
    yield PersonData(gettext_lazy("Texte, die den Namen nennen"), mentions, left_to_people, by_hand=True)


def with_the_row(person: Any) -> None:
    """The foreign keys are emptied, and the rows between go, with the person's own row; positions were vacated before, by name of who
    deletes."""


def left_to_people(person: Any) -> None:
    """Texts of entries are written anew by whoever answers for them."""


def said(row: Model, names: Iterable[str]) -> dict[str, Any]:
    """Label → value of these fields, those that say something."""
    found = {}
    for name in names:
        value = getattr(row, f"get_{name}_display", lambda name=name: getattr(row, name))()
        if hasattr(value, "all"):
            value = [str(one) for one in value.all()]
        elif isinstance(value, Model):
            value = str(value)
        if value not in (None, "", []):
            found[str(row._meta.get_field(name).verbose_name)] = value  # type: ignore[union-attr]
    return found


def own(person: Person) -> Held:
    return [said(person, PERSON)]


def spellings(person: Person) -> Held:
    aliases = [said(one, ("name", "email")) for one in PersonAlias.objects.filter(person=person)]
    merges = [{_("zusammengeführt mit"): one.gone_name, _("am"): one.at} for one in Merge.objects.filter(person=person)]
    apart = PersonsApart.objects.filter(Q(one=person) | Q(other=person)).select_related("one", "other")
    others = [one.other if one.one_id == person.pk else one.one for one in apart]
    return [*aliases, *merges, *({_("nicht dieselbe Person wie"): other.name} for other in others)]


def forget_spellings(person: Person) -> None:
    PersonAlias.objects.filter(person=person).delete()
    Merge.objects.filter(person=person).delete()
    PersonsApart.objects.filter(Q(one=person) | Q(other=person)).delete()


def consents(person: Person) -> Held:
    names = ("scope", "given_on", "how", "until", "withdrawn_on")
    return [said(consent, names) for consent in Consent.objects.filter(person=person)]


def forget_consents(person: Person) -> None:
    Consent.objects.filter(person=person).delete()


def notes(person: Person) -> Held:
    """Those about the person, and others of the municipality that name it."""
    mine = Note.objects.filter(person=person).select_related("organisation")
    return [said(note, ("day", "kind", "text", "organisation")) for note in [*mine, *_naming(person)]]


def _naming(person: Person) -> list[Note]:
    traces = Traces.of(person)
    others = Note.objects.of(person.municipality).exclude(person=person)
    found = others.filter(_hinted(traces, ["text"])) if traces.words else Note.objects.none()
    return [note for note in found.select_related("organisation") if traces.within(note.text)]


def forget_notes(person: Person) -> None:
    """The person's own go; in others a token stands in the place of the name."""
    traces, others, steps = Traces.of(person), _naming(person), []
    Note.objects.filter(person=person).delete()
    for note in others:
        before = note.as_state()
        note.text = traces.without(note.text)
        note.arrange()
        note.version += 1
        steps.append(Step(note, before, note.as_state()))
    Note.objects.bulk_update(others, ["text", "search", "version"], batch_size=200)
    record_many(user=None, municipality=person.municipality, steps=steps)


def stands_in(person: Person) -> Held:
    return [{_("Person"): other.name} for other in Person.objects.filter(substitute=person)]


def positions(person: Person) -> Held:
    mine = Position.objects.filter(Q(holder=person) | Q(substitute=person)).select_related("unit")
    return [
        {**said(one, ("title", "unit")), _("als"): _("besetzt mit") if one.holder_id == person.pk else _("Vertretung")}
        for one in mine
    ]


def networks(person: Person) -> Held:
    members = NetworkMember.objects.filter(person=person).select_related("network", "organisation")
    joined = [{_("Netzwerk"): m.network.name, **said(m, ("organisation", "part", "since", "until"))} for m in members]
    led = Network.objects.filter(coordinator=person)
    return [*joined, *({_("Netzwerk"): one.name, _("als"): _("Koordination")} for one in led)]


def spaces(person: Person) -> Held:
    mine = SocialSpace.objects.filter(Q(mayor=person) | Q(commissioner=person))
    return [
        {_("Gemeinde"): one.name, _("als"): _("Bürgermeisteramt") if one.mayor_id == person.pk else _("Beauftragte")}
        for one in mine
    ]


def mentions(person: Person) -> Held:
    return mentioned(person, TEXTS)


def mentioned(person: Person, texts: Iterable[tuple[Any, str]]) -> Held:
    """Rows whose texts name the person, with the fields; one query for each model."""
    traces = Traces.of(person)
    if not traces.words:
        return []
    found = []
    for model, home in texts:
        for row in naming(model._default_manager.filter(**{home: person.municipality}), traces):
            fields = [field.verbose_name for field in _texts(model) if traces.within(getattr(row, field.name))]
            found.append({_("wo"): f"{model._meta.verbose_name}: {row}", _("in"): [str(name) for name in fields]})
    return found


def naming(rows: QuerySet[Any], traces: Traces) -> list[Any]:
    """Those of the rows whose texts hold the person's name, address or number."""
    names = [field.name for field in _texts(rows.model)]
    return [row for row in rows.filter(_hinted(traces, names)) if any(traces.within(getattr(row, n)) for n in names)]


def _texts(model: type[Model]) -> list[Any]:
    fields = [field for field in model._meta.fields if isinstance(field, CharField | TextField)]
    return [field for field in fields if field.editable and not field.choices]


def _hinted(traces: Traces, names: Iterable[str]) -> Q:
    found = Q()
    for name in names:
        for hint in traces.hints:
            found |= Q(**{f"{name}__icontains": hint})
    return found
