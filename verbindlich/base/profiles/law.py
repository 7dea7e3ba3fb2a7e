"""The legal frame as checkable questions (rechtsrahmen.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

Force = Literal["muss", "soll", "sollte", "kann", "zweck"]


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision of the law. `force` as the law stands ("zweck": it states a purpose).

    `condition`: it binds only where this holds ("" always). `applies_to`: kinds of municipality (empty: all).
    `basis`: "Gesetz" where the evidence stands in the law, "Prüfmaßstab" where it is this project's proposal.
    `quote`: the sentence of the law as it stands, "" where no page quotes it.
    """

    id: str
    ref: str
    force: Force
    topic: str
    question: str
    evidence: str
    basis: Literal["Gesetz", "Prüfmaßstab"]
    condition: str = ""
    applies_to: tuple[str, ...] = ()
    who: str = ""
    addressee: str = ""
    quote: str = ""

    @property
    def cited(self) -> str:
        """`SächsIntG § 12 Abs. 3 Satz 2 (muss)`."""
        return f"{self.ref} ({self.force})"


def provision(raw: Mapping[str, Any]) -> Provision:
    return Provision(
        id=raw["id"],
        ref=raw["ref"],
        force=cast(Force, raw["force"]),
        topic=raw["topic"],
        question=raw["question"],
        evidence=raw["evidence"],
        basis=raw["basis_evidence"],
        condition=raw.get("condition", ""),
        applies_to=tuple(raw.get("applies_to", ())),
        who=raw.get("who", ""),
        addressee=raw.get("addressee", ""),
        quote=raw.get("quote", ""),
    )
