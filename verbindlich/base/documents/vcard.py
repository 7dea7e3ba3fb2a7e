"""Address cards as vCard 3.0 (RFC 2426): the version that Outlook, Thunderbird and telephones all read. UTF-8, CRLF, folded lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import vobject
from vobject.vcard import Address, Name

TITLES = ("dr.", "prof.", "dipl.-", "mag.", "pater", "pfarrer", "pfarrerin")


@dataclass(frozen=True, slots=True)
class Card:
    """Of a person, or of an organisation where `name` is empty. `uid` stays the same in every export, so that a card is replaced."""

    uid: str
    name: str = ""
    organisation: str = ""
    title: str = ""
    mail: str = ""
    phone: str = ""
    website: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""


def text(cards: Iterable[Card]) -> str:
    return "".join(_card(card) for card in cards)


def _card(card: Card) -> str:
    made = vobject.vCard()
    made.add("uid").value = card.uid
    made.add("n").value = name_parts(card.name) if card.name else Name(family="")
    made.add("fn").value = _line(card.name or card.organisation)
    if card.organisation:
        made.add("org").value = [_line(card.organisation)]
    for kind, value in (("title", card.title), ("url", card.website)):
        if value:
            made.add(kind).value = _line(value)
    _reached(made, card)
    if not card.name:
        made.add("x-abshowas").value = "COMPANY"
    return str(made.serialize(validate=False))


def _reached(made: vobject.base.Component, card: Card) -> None:
    for kind, value in (("email", card.mail), ("tel", card.phone)):
        if value:
            line = made.add(kind)
            line.value, line.type_param = _line(value), "INTERNET" if kind == "email" else "WORK"
    if card.street or card.city:
        line = made.add("adr")
        line.value = Address(street=_line(card.street), city=_line(card.city), code=_line(card.postal_code))
        line.type_param = "WORK"


def name_parts(name: str) -> Name:
    """The last word is the family name; what stands in front and ends in a title is the prefix."""
    words = _line(name).split()
    prefix: list[str] = []
    while len(words) > 1 and words[0].lower().startswith(TITLES):
        prefix.append(words.pop(0))
    return Name(family=words[-1], given=" ".join(words[:-1]), prefix=" ".join(prefix))


def _line(value: str) -> str:
    """In one line: no field of a card ends where a name has a line break."""
    return " ".join(value.split())
