"""What a social space or a member municipality lacks (guide 3.3.3.1, 3.3.3.4), and names pasted as lines read as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Contact = Literal["never", "long", "fresh"]
Gap = Literal["organisations", "contacts", "networks", "commissioner", "never", "long"]

SILENCE = timedelta(days=365)  # after this long without contact somebody should call
TAB = 4  # columns
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,3}[.)])\s+")
_AGS = re.compile(r"^(?P<before>\d{8})?[\s;,]*(?P<name>.*?)[\s;,]*(?P<after>\d{8})?$")


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a space, those below it included. `contacts` None: this reader may not know; `member`: a municipality."""

    member: bool
    organisations: int
    contacts: int | None
    networks: int
    commissioner: bool
    last_contact: date | None


def contact(last: date | None, today: date) -> Contact:
    """Whether somebody spoke with a member municipality within the last 365 days."""
    if last is None:
        return "never"
    return "long" if today - last > SILENCE else "fresh"


def gaps(place: Place, today: date) -> tuple[Gap, ...]:
    """What is missing, what weighs most first. Only a member municipality can lack a commissioner or a contact."""
    return tuple(_gaps(place, today))


def _gaps(place: Place, today: date) -> Iterator[Gap]:
    if not place.organisations:
        yield "organisations"
    if place.contacts == 0:
        yield "contacts"
    if not place.networks:
        yield "networks"
    if place.member:
        if (state := contact(place.last_contact, today)) != "fresh":
            yield state
        if not place.commissioner:
            yield "commissioner"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a pasted list. `number` counts from 1 as people do; `above`: place in the list of the line that it lies below."""

    number: int
    name: str
    depth: int
    above: int | None
    ags: str


def outline(text: str) -> list[Line]:
    """One name per line; what is indented lies below the last line that is indented less. Bullets and numbers in front go.

    Eight digits before or after the name are taken for the official key (AGS). Empty lines are left out.
    """
    lines: list[Line] = []
    open_: list[tuple[int, int]] = []  # indentation and place of the lines that the next one may lie below
    for number, raw in enumerate(text.splitlines(), start=1):
        wide = raw.expandtabs(TAB)
        if not wide.strip():
            continue
        indent = len(wide) - len(wide.lstrip())
        while open_ and open_[-1][0] >= indent:
            open_.pop()
        name, ags = _parts(wide.strip())
        lines.append(Line(number, name, len(open_), open_[-1][1] if open_ else None, ags))
        open_.append((indent, len(lines) - 1))
    return lines


def _parts(text: str) -> tuple[str, str]:
    """Name and official key of a line."""
    found = _AGS.match(_BULLET.sub("", text))
    if found is None or not found["name"]:
        return text, ""
    return " ".join(found["name"].split()), found["before"] or found["after"] or ""
