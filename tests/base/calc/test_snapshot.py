"""The frozen form of a version: one way to write it, and what a reader refuses."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from tests.base.calc.snapshots import SNAPSHOTS, field, frame, goal, measure, snapshot
from verbindlich.base.calc import snapshot as frozen
from verbindlich.base.calc.snapshot import UnknownFormat, Unreadable, canonical, checksum, parse

LITTLE = snapshot(
    concept=frame(title="Ankommen", valid_from=date(2025, 1, 1)),
    fields=(field(3, name="Sprache"),),
    goals=(goal(5, title="Kurse für alle", field=3),),
    measures=(
        measure(
            7, title="Börse", goal=5, amount=Decimal("45000"), positions=Decimal("0.5"), contacts=(frozen.Contact(9),),
            leads=(frozen.Organisation(2, "Sozialamt"),),
        ),
    ),
)  # fmt: skip


def test_a_snapshot_is_read_as_it_was_written() -> None:
    assert parse(canonical(LITTLE)) == LITTLE


@given(SNAPSHOTS)
@settings(max_examples=60)
def test_any_snapshot_is_read_as_it_was_written(any_one: frozen.Snapshot) -> None:
    text = canonical(any_one)
    assert parse(text.encode().decode()) == any_one
    assert canonical(parse(text)) == text


def test_the_text_has_one_form() -> None:
    text = canonical(LITTLE)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert '"format":1' in text
    assert '"amount":"45000.00"' in text and '"positions":"0.50"' in text, "money is text"
    assert '"contacts":[{"person":9}]' in text
    assert "für" in text, "UTF-8, not escaped"
    assert '"measure":7,' in text and '"goal":5,' in text, "how a row is found in it (concepts/chain.py)"
    # changes with every change of the format: then FORMAT counts up, and old versions must still be read
    assert checksum(text) == "f6c13ba269179e8b317d1299fbb3246a07060eb38a3e29dd95ca27074fc89a97"


def changed(**parts: object) -> str:
    return json.dumps({**json.loads(canonical(LITTLE)), **parts})


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "{}", "kein JSON", '{"format":1}', "[" * 10_000, changed(measures=None), changed(measures=[{}]), changed(kind=1),
        changed(concept=[]), changed(more=1), changed(fields=[{"field": True}]), canonical(LITTLE).replace('"45000.00"', "45000.00"),
        canonical(LITTLE).replace('"45000.00"', '"viel"'), canonical(LITTLE).replace('"45000.00"', "NaN"),
        canonical(LITTLE).replace("2025-01-01", "2025-02-31"), canonical(LITTLE)[:-1],
    ],
)  # fmt: skip
def test_what_is_no_snapshot_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse(text)
    assert not isinstance(refused.value, UnknownFormat)


@pytest.mark.parametrize("later", [2, "1", None, [1]])
def test_another_format_is_refused_by_its_name(later: object) -> None:
    with pytest.raises(UnknownFormat) as refused:
        parse(changed(format=later))
    assert refused.value.found == later
