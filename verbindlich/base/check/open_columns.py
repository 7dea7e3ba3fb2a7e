"""Columns whose header leaves open what they hold ("Umsetzung"): decided by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from verbindlich.base.calc.values import is_placeholder, parse_period, parse_status
from verbindlich.base.check.folding import fold_header
from verbindlich.base.check.grid import Row, column_cells
from verbindlich.base.check.headers import Column, Header
from verbindlich.base.check.synonyms import Synonyms

SAMPLE = 12  # cells with a statement looked at
LONGEST_NAME = 80  # characters; longer cells name no body


def settled(header: Header, body: Sequence[Row], synonyms: Synonyms) -> Header:
    """The header with the property of each such column settled. Two claims on one property: the plain header keeps it."""
    if not any(fold_header(column.header) in synonyms.open for column in header.columns):
        return header
    taken = {column.property for column in header.columns if fold_header(column.header) not in synonyms.open}
    return replace(header, columns=tuple(_column(column, body, taken, synonyms) for column in header.columns))


def _column(column: Column, body: Sequence[Row], taken: set[str], synonyms: Synonyms) -> Column:
    if fold_header(column.header) not in synonyms.open:
        return column
    cells = (cell for cell in column_cells(list(body), column.index) if not is_placeholder(cell.text))
    texts = [cell.text for cell in islice(cells, SAMPLE)]
    fits = (name for name in ("period", "status", "lead") if name not in taken and _reads_as(name, texts))
    name = next(fits, "remark") if texts else column.property
    taken.add(name)
    return replace(column, property=name, second=False)


def _reads_as(name: str, texts: Sequence[str]) -> bool:
    """Whether most texts make such a statement."""
    if name == "period":
        understood = [parse_period(text).understood for text in texts]
    elif name == "status":
        understood = [bool(parse_status(text).state) for text in texts]
    else:
        understood = [len(text) <= LONGEST_NAME for text in texts]
    return sum(understood) * 2 > len(texts)
