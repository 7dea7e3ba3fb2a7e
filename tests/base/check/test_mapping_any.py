"""Whatever stands in a file: nothing raises, and every cell and paragraph is accounted for exactly once."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.base.check.grids import SYNONYMS, cell
from verbindlich.base.check.mapping import map_source
from verbindlich.base.readers.source import Block, Paragraph, Source, Table

WORDS = [
    "Nr.", "Maßnahme", "Ziel", "Handlungsfeld", "Wer?", "Zeitraum", "Beginn", "Ende", "Priorität", "Kosten in T€", "Stand", "Indikator",
    "Handlungsfeld 1: Sprache", "Ziel: Alle lernen", "Ziele:", "1", "1.1", "1.1 Kurse", "Kurse", "Sozialamt", "2025", "hoch", "x", "-", "N. N.",
    "Summe", "FF = Federführung", "Legende", "Federführung / Beteiligte", "Handlungsfeld / Ziel", "- a\n- b", "• Punkt", "Anzahl", "Text:",
]  # fmt: skip
TEXT = st.sampled_from(WORDS) | st.text(min_size=1, max_size=12).map(str.strip).filter(bool)
SPANS = st.sampled_from([(1, 1)] * 6 + [(2, 1), (3, 1), (1, 2), (1, 9), (1_048_576, 16_384)])


@st.composite
def tables(draw: st.DrawFn, kind: str, name: str) -> Table:
    content = draw(
        st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 6)), st.tuples(TEXT, SPANS), max_size=36)
    )
    cells = tuple(cell(*place, text, *span) for place, (text, span) in sorted(content.items()))
    return Table(name, kind, cells, hidden=draw(st.integers(0, 9)) == 0)  # type: ignore[arg-type]


@st.composite
def sources(draw: st.DrawFn) -> Source:
    word = draw(st.booleans())
    blocks: list[Block] = []
    for number in range(1, draw(st.integers(1, 7))):
        if word and draw(st.booleans()):
            blocks.append(
                Paragraph(
                    number,
                    draw(TEXT),
                    draw(st.sampled_from([0, 0, 1, 2, 3])),
                    draw(st.sampled_from(["", "Title", "List Bullet"])),
                )
            )
        else:
            blocks.append(draw(tables("table" if word else "sheet", f"T{number}")))
    return Source("x", "docx" if word else "xlsx", tuple(blocks))


@settings(deadline=None, max_examples=120)
@given(sources())
def test_everything_is_accounted_for(source: Source) -> None:
    mapping = map_source(source, SYNONYMS)
    expected = Counter(b.where(c) for b in source.blocks if isinstance(b, Table) for c in b.cells)
    expected += Counter(p.where for p in source.paragraphs)
    assert Counter(entry.where for entry in mapping.ledger) == expected
    assert all(entry.reason for entry in mapping.ledger if entry.kind != "mapped")
    numbers = [measure.number for measure in mapping.catalogue.measures]
    assert all(numbers)
    names = {field.name for field in mapping.catalogue.fields} | {""}
    assert all(measure.field in names for measure in mapping.catalogue.measures)
    goals = {(goal.field, goal.title) for goal in mapping.catalogue.goals}
    served = {(m.field, goal) for m in mapping.catalogue.measures for goal in (m.goal, *m.more_goals) if goal}
    assert served <= goals
