"""Persons and organisations as address cards for a mail program. Who may have them is the caller's to say."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse

from verbindlich.base.common.export import attachment
from verbindlich.base.documents import vcard
from verbindlich.base.documents.vcard import Card
from verbindlich.domain.actors.models import Organisation, Person


def response(name: str, cards: Iterable[Card]) -> HttpResponse:
    return attachment(vcard.text(cards).encode(), name, "vcf", "text/vcard; charset=utf-8")


def of_person(row: Person) -> Card:
    """With the address of the organisation, where it is there."""
    home = row.organisation if row.organisation and row.organisation.deleted_at is None else None
    return Card(
        uid=f"person-{row.pk}@verbindlich", name=row.name, organisation=home.name if home else "", title=row.function,
        mail=row.email, phone=row.phone, street=home.street if home else "", city=home.city if home else "",
        postal_code=home.postal_code if home else "",
    )  # fmt: skip


def of_organisation(row: Organisation) -> Card:
    return Card(
        uid=f"organisation-{row.pk}@verbindlich", organisation=row.name, mail=row.email, phone=row.phone, website=row.website,
        street=row.street, postal_code=row.postal_code, city=row.city,
    )  # fmt: skip
