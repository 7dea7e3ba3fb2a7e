"""Rows for tests, made by the product's own verbs."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tests.judging import judge, unjudged
from verbindlich.base.readers import read_here
from verbindlich.domain.actors.actions import (
    DutySaid,
    add_alias,
    add_members,
    give_consent,
    relate,
    save_agreement,
    save_network,
    save_note,
    save_organisation,
    save_person,
    save_position,
    save_space,
    save_standard,
)
from verbindlich.domain.actors.actions import merge as merge_entries
from verbindlich.domain.actors.models import (
    Affiliation,
    Agreement,
    Consent,
    Merge,
    Network,
    Note,
    Organisation,
    OrganisationAlias,
    Person,
    Position,
    Relation,
    SocialSpace,
    Standard,
)
from verbindlich.domain.concepts import actions as concepts
from verbindlich.domain.concepts import versioning
from verbindlich.domain.concepts.models import (
    Concept,
    FieldOfAction,
    Goal,
    Measure,
    Milestone,
    Need,
    Section,
    Strategy,
    Version,
)
from verbindlich.office.accounts.models import Invitation, Municipality, Role, User
from verbindlich.office.files.actions import attach
from verbindlich.office.files.content import accept
from verbindlich.office.files.models import StoredFile
from verbindlich.office.imports import actions as imports
from verbindlich.office.imports.models import Import
from verbindlich.office.imports.uploads import Upload
from verbindlich.office.vocab.actions import add_word
from verbindlich.office.vocab.merging import merge
from verbindlich.office.vocab.models import Topic, WordMerge


def organisation(municipality: Municipality, name: str = "Sozialamt", **fields: Any) -> Organisation:
    new = Organisation(
        municipality=municipality, name=name, kind=fields.pop("kind", Organisation.Kind.MUNICIPAL), **fields
    )
    return save_organisation(user=None, organisation=new)


def relation(source: Organisation, target: Organisation, kind: str = "verweist", **fields: Any) -> Relation:
    new = Relation(municipality=source.municipality, source=source, target=target, kind=kind, **fields)
    return relate(user=None, relation=new)


def invitation(municipality: Municipality, email: str = "neu@example.org", role: str = Role.FACHAMT) -> Invitation:
    return Invitation.objects.create(municipality=municipality, email=email, name="N. Neu", role=role)


def second_factor(user: User) -> list[str]:
    """From now on the user signs in with a code; these are good for one sign-in each."""
    TOTP.activate(user, generate_totp_secret())
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes


def affiliate(user: User, organisation: Organisation) -> Affiliation:
    """From now on the account works for this organisation, and leads what it leads."""
    return Affiliation.objects.create(municipality=organisation.municipality, organisation=organisation, user=user)


def alias(organisation: Organisation, name: str = "Amt für Soziales") -> OrganisationAlias:
    return add_alias(user=None, organisation=organisation, name=name)


def person(municipality: Municipality, name: str = "R. Rat", **fields: Any) -> Person:
    return save_person(user=None, person=Person(municipality=municipality, name=name, **fields))


def consent(person: Person, scope: str = Consent.Scope.PUBLIC, **fields: Any) -> Consent:
    new = Consent(municipality=person.municipality, person=person, scope=scope, **{"how": Consent.How.MAIL, **fields})
    return give_consent(user=None, consent=new)


def note(
    municipality: Municipality, text: str = "Telefoniert, Termin im Mai.", user: User | None = None, **fields: Any
) -> Note:
    return save_note(user=user, note=Note(municipality=municipality, text=text, **fields))


def position(
    municipality: Municipality, title: str = "Integrationsmanagement", kind: str | None = None, /, **fields: Any
) -> Position:
    """`duties`: task → share in per cent, None where it is unknown."""
    duties = [DutySaid(task, share) for task, share in fields.pop("duties", {}).items()]
    new = Position(municipality=municipality, title=title, **fields)
    return save_position(user=None, position=new, kind=kind, duties=duties)


def network(
    municipality: Municipality, name: str = "Runder Tisch", *, members: list[Organisation] | None = None, **fields: Any
) -> Network:
    made = save_network(user=None, network=Network(municipality=municipality, name=name, **fields))
    add_members(user=None, network=made, organisations=members or [])
    return made


def agreement(
    municipality: Municipality,
    title: str = "Kooperation Sprache",
    *,
    parties: list[Organisation] | None = None,
    standards: list[str] | None = None,
    **fields: Any,
) -> Agreement:
    new = Agreement(municipality=municipality, title=title, **fields)
    made = save_agreement(user=None, agreement=new, parties=parties)
    for text in standards or []:
        save_standard(user=None, standard=Standard(agreement=made, text=text))
    return made


def topic(municipality: Municipality, name: str = "Sprache") -> Topic:
    return add_word(user=None, model=Topic, municipality=municipality, name=name)


def merged(municipality: Municipality) -> WordMerge:
    """Two topics that became one."""
    return merge(user=None, source=topic(municipality, "Sprachen"), target=topic(municipality, "Mehrsprachigkeit"))[0]


def space(municipality: Municipality, name: str = "Nord", **fields: Any) -> SocialSpace:
    return save_space(user=None, space=SocialSpace(municipality=municipality, name=name, **fields))


@unjudged
def field(municipality: Municipality, name: str = "Sprache", **fields: Any) -> FieldOfAction:
    return concepts.save_field(user=None, field=FieldOfAction(municipality=municipality, name=name, **fields))


@unjudged
def goal(municipality: Municipality, title: str = "Alle finden einen Kurs", **fields: Any) -> Goal:
    return concepts.save_goal(user=None, goal=Goal(municipality=municipality, title=title, **fields))


@unjudged
def measure(
    municipality: Municipality,
    title: str = "Sprachkurs-Börse",
    *,
    leads: list[Organisation] | None = None,
    partners: list[Organisation] | None = None,
    milestones: list[Milestone] | None = None,
    **fields: Any,
) -> Measure:
    relations = concepts.Relations(leads=leads, partners=partners, milestones=milestones)
    new = Measure(municipality=municipality, title=title, **fields)
    return concepts.save_measure(user=None, measure=new, relations=relations)


@unjudged
def need(municipality: Municipality, title: str = "Kinderbetreuung im Kurs", **fields: Any) -> Need:
    return concepts.save_need(user=None, need=Need(municipality=municipality, title=title, **fields))


@unjudged
def strategy(municipality: Municipality, name: str = "Sozialplanung", **fields: Any) -> Strategy:
    return concepts.save_strategy(user=None, strategy=Strategy(municipality=municipality, name=name, **fields))


@unjudged
def concept(municipality: Municipality, title: str = "Ankommen im Kreis", **fields: Any) -> Concept:
    """The municipality's concept; changed where there is one."""
    there = Concept.objects.filter(municipality=municipality).first() or Concept(municipality=municipality)
    for name, value in {"title": title, **fields}.items():
        setattr(there, name, value)
    return concepts.save_concept(user=None, concept=there, version=there.version)


@unjudged
def section(municipality: Municipality, element: str = "leitlinien", text: str = "Wir stehen zusammen.") -> Section:
    """The text of a part of the concept; written anew where there is one."""
    there = Section.objects.filter(municipality=municipality, element=element).first()
    new = there or Section(municipality=municipality, element=element)
    new.text = text
    return concepts.save_section(user=None, section=new, version=new.version)


def version(
    municipality: Municipality, name: str = "Fassung 1", kind: str = "konzept", adopted_on: date | None = None
) -> Version:
    """A draft of the concept as it stands, or a version that was adopted on that day."""
    judge()
    draft = versioning.begin(user=None, municipality=municipality, kind=kind, name=name)
    if adopted_on is None:
        return draft
    return versioning.adopt(
        user=None, version=draft, seen=draft.version, on=adopted_on, body="Kreistag", resolution="2025/031"
    )


def merged_organisations(municipality: Municipality) -> Merge:
    """Two spellings of an organisation that became one."""
    kept, gone = organisation(municipality, "Stadtmission"), organisation(municipality, "Stadt-Mission e. V.")
    return merge_entries(user=None, kept=kept, gone=gone, versions=(1, 1))


CONTACTS = (
    "Organisation;Vorname;Nachname;E-Mail;Geburtsdatum\nCaritas Nord;Anna;Müller;anna(at;1.1.1980\nCaritas Nord;Anna;Müler;;\n"
    "Caritas Nordd;;;;\n"
)  # fmt: skip


def waiting_contacts(municipality: Municipality, user: User, text: str = CONTACTS) -> Import:
    """An address list that was uploaded and waits: something new, two questions, an address that is none, a column never taken."""
    upload = Upload("adressen.csv", "0" * 64, read_here(text.encode(), "adressen.csv"))
    return imports.start(user=user, municipality=municipality, kind="actors.contacts", upload=upload)


CATALOGUE = "Nr.;Maßnahme;Federführung;Zeitraum\n1;Lesepaten gewinnen;Bibliothek;2026\n2;;Sozialamt;2027\n1;Vorlesestunden;Bibliothek;2026\n"


def waiting_import(municipality: Municipality, user: User, text: str = CATALOGUE) -> Import:
    """A catalogue that was uploaded and waits: something new, a row with a question, a row with a problem."""
    upload = Upload("katalog.csv", "0" * 64, read_here(text.encode(), "katalog.csv"))
    return imports.start(user=user, municipality=municipality, kind="concepts.catalogue", upload=upload)


def file(owner: Organisation, name: str = "satzung.pdf", data: bytes = b"%PDF-1.7\n%%EOF\n") -> StoredFile:
    """A file that hangs on it; its bytes are in the test's data folder."""
    return attach(user=None, municipality=owner.municipality, owner=owner, accepted=accept(name, data))
