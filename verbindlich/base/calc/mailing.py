"""Who gets an invitation by mail: with a consent that is valid today and an address, as long as they are there. Else: why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Why = Literal["gone", "withdrawn", "ended", "never", "no-mail", "twice"]
ORDER: tuple[Why, ...] = get_args(Why)


@dataclass(frozen=True, slots=True)
class Said:
    """A consent to get mail."""

    given: date
    until: date | None = None
    withdrawn: date | None = None

    def valid(self, today: date) -> bool:
        return self.given <= today and self.withdrawn is None and (self.until is None or self.until >= today)


@dataclass(frozen=True, slots=True)
class Contact:
    """`id`: of the person; `mail`: "" for none; `left`: the day they went."""

    id: int
    mail: str = ""
    left: date | None = None
    said: tuple[Said, ...] = ()


def left_out(contact: Contact, today: date) -> Why | None:
    """Why somebody gets nothing, the gravest reason first; None for who does. Of several consents one that is valid is enough."""
    if contact.left is not None and contact.left <= today:
        return "gone"
    if not any(said.valid(today) for said in contact.said):
        return _without(contact.said)
    return None if contact.mail else "no-mail"


def _without(said: tuple[Said, ...]) -> Why:
    if any(one.withdrawn for one in said):
        return "withdrawn"
    return "ended" if said else "never"


def sort_out(contacts: Iterable[Contact], today: date) -> dict[int, Why | None]:
    """For each person why not, None for who gets mail. An address that two of them share gets one mail."""
    found: dict[int, Why | None] = {}
    taken: set[str] = set()
    for contact in contacts:
        why = left_out(contact, today)
        if why is None and contact.mail.lower() in taken:
            why = "twice"
        if why is None:
            taken.add(contact.mail.lower())
        found[contact.id] = why
    return found
