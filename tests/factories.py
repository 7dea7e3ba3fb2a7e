"""Rows for tests, made by the product's own verbs."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from verbindlich.base.readers import read_here
from verbindlich.domain.actors.actions import add_alias, save_organisation, save_person
from verbindlich.domain.actors.models import Affiliation, Organisation, OrganisationAlias, Person
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
from verbindlich.office.imports import actions as imports
from verbindlich.office.imports.models import Import
from verbindlich.office.imports.uploads import Upload


def organisation(municipality: Municipality, name: str = "Sozialamt", **fields: Any) -> Organisation:
    new = Organisation(
        municipality=municipality, name=name, kind=fields.pop("kind", Organisation.Kind.MUNICIPAL), **fields
    )
    return save_organisation(user=None, organisation=new)


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


def field(municipality: Municipality, name: str = "Sprache", **fields: Any) -> FieldOfAction:
    return concepts.save_field(user=None, field=FieldOfAction(municipality=municipality, name=name, **fields))


def goal(municipality: Municipality, title: str = "Alle finden einen Kurs", **fields: Any) -> Goal:
    return concepts.save_goal(user=None, goal=Goal(municipality=municipality, title=title, **fields))


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


def need(municipality: Municipality, title: str = "Kinderbetreuung im Kurs", **fields: Any) -> Need:
    return concepts.save_need(user=None, need=Need(municipality=municipality, title=title, **fields))


def strategy(municipality: Municipality, name: str = "Sozialplanung", **fields: Any) -> Strategy:
    return concepts.save_strategy(user=None, strategy=Strategy(municipality=municipality, name=name, **fields))


def concept(municipality: Municipality, title: str = "Ankommen im Kreis", **fields: Any) -> Concept:
    """The municipality's concept; changed where there is one."""
    there = Concept.objects.filter(municipality=municipality).first() or Concept(municipality=municipality)
    for name, value in {"title": title, **fields}.items():
        setattr(there, name, value)
    return concepts.save_concept(user=None, concept=there, version=there.version)


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
    draft = versioning.begin(user=None, municipality=municipality, kind=kind, name=name)
    if adopted_on is None:
        return draft
    return versioning.adopt(
        user=None, version=draft, seen=draft.version, on=adopted_on, body="Kreistag", resolution="2025/031"
    )


CATALOGUE = "Nr.;Maßnahme;Federführung;Zeitraum\n1;Lesepaten gewinnen;Bibliothek;2026\n2;;Sozialamt;2027\n1;Vorlesestunden;Bibliothek;2026\n"


def waiting_import(municipality: Municipality, user: User, text: str = CATALOGUE) -> Import:
    """A catalogue that was uploaded and waits: something new, a row with a question, a row with a problem."""
    upload = Upload("katalog.csv", "0" * 64, read_here(text.encode(), "katalog.csv"))
    return imports.start(user=user, municipality=municipality, kind="concepts.catalogue", upload=upload)
