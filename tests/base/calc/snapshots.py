"""Snapshots for tests: small ones by hand, any ones by Hypothesis."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from verbindlich.base.calc import snapshot as frozen

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBER = st.integers(1, 10**12)
DAY = st.dates(date(1, 1, 1))
MONEY = st.decimals(0, 10**10, places=2)


def _blank(cls: Any, **said: Any) -> Any:
    """The row with nothing in it but what is said."""
    kinds = {"str": "", "bool": False, "date": date(2025, 1, 1)}
    return cls(
        **{
            field.name: said.pop(field.name, kinds.get(str(field.type), () if "tuple" in str(field.type) else None))
            for field in fields(cls)
        },
        **said,
    )


def measure(pk: int, **said: Any) -> frozen.Measure:
    return _blank(frozen.Measure, measure=pk, **said)  # type: ignore[no-any-return]


def goal(pk: int, **said: Any) -> frozen.Goal:
    return _blank(frozen.Goal, goal=pk, **said)  # type: ignore[no-any-return]


def field(pk: int, **said: Any) -> frozen.Field:
    return _blank(frozen.Field, field=pk, **said)  # type: ignore[no-any-return]


def need(pk: int, **said: Any) -> frozen.Need:
    return _blank(frozen.Need, need=pk, **said)  # type: ignore[no-any-return]


def frame(**said: Any) -> frozen.Frame:
    return _blank(frozen.Frame, **said)  # type: ignore[no-any-return]


def snapshot(**parts: Any) -> frozen.Snapshot:
    return frozen.Snapshot(**{"kind": "konzept", "concept": None, **parts})


def _any(cls: Any) -> st.SearchStrategy[Any]:
    """A row with anything in it, as its types allow."""
    return st.builds(cls, **{field.name: BY_TYPE[str(field.type)] for field in fields(cls)})


BY_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "str": TEXT,
    "bool": st.booleans(),
    "int": NUMBER,
    "int | None": st.none() | NUMBER,
    "date": DAY,
    "date | None": st.none() | DAY,
    "Decimal | None": st.none() | MONEY.map(lambda money: money + Decimal("0.00")),
    "tuple[str, ...]": st.lists(TEXT, max_size=2).map(tuple),
    "tuple[int, ...]": st.lists(NUMBER, max_size=2).map(tuple),
}
for name in ("Organisation", "Contact", "Milestone", "Touched"):
    BY_TYPE[f"tuple[{name}, ...]"] = st.lists(_any(getattr(frozen, name)), max_size=2).map(tuple)
BY_TYPE["Organisation | None"] = st.none() | _any(frozen.Organisation)


def _rows(cls: Any) -> st.SearchStrategy[Any]:
    return st.lists(_any(cls), max_size=3, unique_by=frozen.row_key).map(tuple)


SNAPSHOTS = st.builds(
    frozen.Snapshot, kind=st.sampled_from(["konzept", "katalog"]), concept=st.none() | _any(frozen.Frame),
    sections=_rows(frozen.Section), fields=_rows(frozen.Field), goals=_rows(frozen.Goal), measures=_rows(frozen.Measure),
    strategies=_rows(frozen.Strategy), needs=_rows(frozen.Need),
)  # fmt: skip
