"""What the rows of an address list say, before anything is looked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from verbindlich.office.imports.plan import Notice, TableRead

Owner = Literal["organisation", "person"]
TEXTS = ("short_name", "email", "phone", "website", "street", "postal_code", "city")
WORDS = ("topics", "languages", "spaces")


@dataclass(frozen=True, slots=True)
class SaidCell:
    """A cell that was understood. `owner`: whose field it fills."""

    where: str
    text: str
    property: str
    owner: Owner


@dataclass(slots=True)
class SaidPerson:
    name: str
    function: str = ""
    emails: tuple[str, ...] = ()
    phone: str = ""


@dataclass(slots=True)
class SaidRow:
    """One row. `unclear`: a name that may be an organisation's or a person's, people decide; `problem`: why no person was read."""

    key: str
    where: str
    organisation: str = ""
    department: str = ""
    kind: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""
    persons: list[SaidPerson] = field(default_factory=list)
    unclear: str = ""
    problem: str = ""
    cells: list[SaidCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says. `left`: cells that no row has, with the reason; `problems`: what in it should be mended."""

    rows: tuple[SaidRow, ...]
    tables: tuple[TableRead, ...]
    left: tuple[Notice, ...]
    problems: tuple[Notice, ...]

    def names(self) -> Iterator[str]:
        yield from (row.organisation for row in self.rows if row.organisation)
