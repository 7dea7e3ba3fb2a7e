"""One catalogue in many shapes: reading any of them yields the catalogue, and every cell has its place in the ledger."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from tests.base.check.catalogues import SHAPES, Invented, Item
from verbindlich.base.calc.catalogue import Measure
from verbindlich.base.calc.values import parse_bodies, parse_budget, parse_period, parse_priority, parse_status
from verbindlich.base.check.ledger import UNPLACED
from verbindlich.base.check.mapping import Mapping, load_synonyms, map_source
from verbindlich.base.readers.source import Source, Table

SEEDS = range(5)
SYNONYMS = load_synonyms()


def outline(item: Item, place: int, numbered: bool) -> tuple[str, str, str, str]:
    return item.number if numbered else str(place), item.title, item.field, item.goal


def statements(item: Item, places: tuple[str, ...]) -> dict[str, object]:
    said = {name: item.cells.get(name, "") for name in places}
    return {
        "bodies": parse_bodies(said["lead"], said["partners"]),
        "period": parse_period(said["period"]).stated,
        "priority": parse_priority(said["priority"]),
        "budget": parse_budget(said["budget"]),
        "status": parse_status(said["status"]),
    }


def read(measure: Measure) -> dict[str, object]:
    names = ("bodies", "priority", "budget", "status")
    return {name: getattr(measure, name) for name in names} | {"period": measure.period.stated}


def assert_same(invented: Invented, mapping: Mapping) -> None:
    catalogue = mapping.catalogue
    assert [f.name.casefold() for f in catalogue.fields] == [name.casefold() for name in invented.fields]
    assert [(g.field.casefold(), g.title) for g in catalogue.goals] == [(f.casefold(), t) for f, t in invented.goals]
    expected = [outline(item, place, invented.numbered) for place, item in enumerate(invented.items, 1)]
    found = [(m.number, m.title, m.field, m.goal) for m in catalogue.measures]
    assert [(n, t, f.casefold(), g) for n, t, f, g in found] == [(n, t, f.casefold(), g) for n, t, f, g in expected]
    for item, measure in zip(invented.items, catalogue.measures, strict=True):
        assert read(measure) == statements(item, invented.places), item
        assert measure.number_given == invented.numbered


def assert_complete(source: Source, mapping: Mapping) -> None:
    """Each cell and paragraph once, with its own text, none without a place."""
    expected = Counter((b.where(c), c.text) for b in source.blocks if isinstance(b, Table) for c in b.cells)
    expected += Counter((p.where, p.text) for p in source.paragraphs)
    assert Counter((entry.where, entry.text) for entry in mapping.ledger) == expected
    assert not [entry for entry in mapping.ledger if entry.reason == UNPLACED[2]]
    assert all(entry.reason for entry in mapping.ledger if entry.kind != "mapped")
    assert all(entry.target for entry in mapping.ledger if entry.kind == "mapped")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("shape", SHAPES)
def test_shape(shape: str, seed: int) -> None:
    invented, source = SHAPES[shape](Random(f"{shape} {seed}"))
    mapping = map_source(source, SYNONYMS)
    assert_same(invented, mapping)
    assert_complete(source, mapping)
