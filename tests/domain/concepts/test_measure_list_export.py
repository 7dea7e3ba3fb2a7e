"""What Excel gets is read again without a difference: cell by cell as text, and each cell as what it means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories
from verbindlich.base.calc.values import parse_budget, parse_period, parse_priority, parse_status
from verbindlich.base.check.mapping import map_source
from verbindlich.base.check.records import OURS
from verbindlich.base.check.synonyms import load_synonyms
from verbindlich.base.common.export import harmless
from verbindlich.base.readers import read_here
from verbindlich.base.readers.source import Table
from verbindlich.domain.concepts import exporting, facts
from verbindlich.domain.concepts.models import Measure
from verbindlich.domain.concepts.models.measure import BudgetKind, Priority, State


def export(client: Any, home: Any, kind: str) -> bytes:
    answer = client.get(reverse("concepts:measure-list", args=[home.slug]), {"als": kind})
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment")
    return bytes(answer.content)


def grid(data: bytes, kind: str) -> list[list[str]]:
    """The texts of a file as the readers of the import see them."""
    (table,) = (block for block in read_here(data, f"datei.{kind}").blocks if isinstance(block, Table))
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.text
    width = len(exporting.HEADERS)
    return [[rows[n].get(column, "") for column in range(1, width + 1)] for n in sorted(rows)]


DAYS = st.none() | st.dates(date(1995, 1, 1), date(2095, 12, 31))
MONEY = st.none() | st.decimals("0", "99999999999", places=2)
NOTES = st.sampled_from(
    [
        "",
        "nach Kassenlage",
        "2025 – 2027",
        "III. Quartal 2025",
        "laufend",
        "jährlich",
        "offen",
        "12.000 €",
        "hoch",
        "ca. 45 T€ p. a.; 0,5 VZÄ",
        "läuft",
        "keine",
    ]
)
MEASURE = st.fixed_dictionaries({
    "start": DAYS, "end": DAYS, "recurring": st.booleans(), "period_note": NOTES, "priority": st.sampled_from(["", *Priority.values]),
    "priority_note": NOTES, "budget_kind": st.sampled_from(["", *BudgetKind.values]), "amount": MONEY, "per_year": st.booleans(),
    "positions": st.none() | st.decimals("0.01", "99", places=2), "budget_source": st.sampled_from(["", "Landesmittel", "ESF Plus", "Kreishaushalt 2026: 5 €"]),
    "budget_note": NOTES, "state": st.sampled_from(["", *State.values]), "progress": st.none() | st.integers(0, 100), "state_note": NOTES,
})  # fmt: skip


@settings(max_examples=400)
@given(MEASURE)
def test_each_cell_means_what_is_stored(drawn: dict[str, Any]) -> None:
    measure = Measure(title="M", **drawn)
    if measure.start or measure.end or measure.recurring:
        period = parse_period(exporting.period_text(measure))
        assert (period.start, period.end, period.kind in ("permanent", "recurring")) == (
            measure.start,
            measure.end,
            measure.recurring,
        )
    else:
        assert exporting.period_text(measure) == measure.period_note
    if measure.priority:
        assert parse_priority(exporting.priority_text(measure)).level == measure.priority
    if measure.state:
        assert parse_status(exporting.status_text(measure)).state == measure.state
    if measure.budget_kind:
        _means_the_same_money(measure, parse_budget(exporting.budget_text(measure)))


def _means_the_same_money(measure: Measure, budget: Any) -> None:
    if measure.budget_kind == "amount" and measure.amount:
        assert (budget.kind, budget.amount, budget.per_year) == ("amount", measure.amount, measure.per_year)
    elif measure.budget_kind != "amount" and not measure.positions:
        assert (budget.kind, budget.amount) == (measure.budget_kind, None)
    if measure.positions and measure.budget_kind == "amount" and measure.amount:
        assert budget.positions == measure.positions


@pytest.mark.parametrize(
    ("fields", "texts"),
    [
        ({"start": date(2025, 1, 1), "end": date(2027, 12, 31)}, {"period": "01.01.2025 – 31.12.2027"}),
        ({"start": date(2025, 1, 1), "end": date(2027, 12, 31), "period_note": "2025 bis 2027"}, {"period": "2025 bis 2027"}),
        ({"start": date(2025, 1, 1), "end": date(2028, 12, 31), "period_note": "2025 bis 2027"}, {"period": "01.01.2025 – 31.12.2028"}),
        ({"start": date(2025, 1, 1), "recurring": True}, {"period": "laufend ab 01.01.2025"}),
        ({"period_note": "nach Kassenlage"}, {"period": "nach Kassenlage"}),
        ({"priority": "hoch", "priority_note": "sehr dringend"}, {"priority": "sehr dringend"}),
        ({"priority": "niedrig", "priority_note": "sehr dringend"}, {"priority": "niedrig"}),
        ({"budget_kind": "amount", "amount": Decimal("45000.00"), "per_year": True}, {"budget": "45.000 € im Jahr"}),
        ({"budget_kind": "amount", "amount": Decimal("1200.50"), "positions": Decimal("0.50"), "budget_source": "Landesmittel"}, {"budget": "1.200,50 €; 0,5 VZÄ; Landesmittel"}),
        ({"budget_kind": "none_needed"}, {"budget": "haushaltsneutral"}),
        ({"state": "running", "progress": 40}, {"status": "in Umsetzung, 40 %"}),
        ({"state": "done", "progress": 40}, {"status": "umgesetzt"}),
        ({"state_note": "wird gerade geklärt und besprochen"}, {"status": "wird gerade geklärt und besprochen"}),
        ({"lead_note": "alle Ämter"}, {"lead": "alle Ämter"}),
    ],
)  # fmt: skip
def test_texts(fields: dict[str, Any], texts: dict[str, str], cast: SimpleNamespace) -> None:
    measure = factories.measure(cast.home, **fields)
    written = exporting.cells(measure)
    assert {name: written[name] for name in texts} == texts


TEXTS = [
    "=HYPERLINK(\"http://x\";\"y\")", "+49", "-1", "@SUM(A1)", "'mit Apostroph", "'=doppelt", "a;b\"c\nd", "Ümläute ß €", "<script>", "🙂", "قائمة", "0012", "1.10", " mit Rand ", "weiches\u00adTrennzeichen", "\u202eumgedreht", "Zeile\r\nZeile", "fester\u00a0Abstand",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_file_holds_every_cell_as_it_was_written(
    kind: str, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    """A formula gets an apostrophe in front, in CSV alone: whoever compares adds it to its own side."""
    for n, text in enumerate(TEXTS):
        bodies = [factories.organisation(cast.home, f"{text} {n}"), factories.organisation(cast.home, f"Zweite {n}")]
        factories.measure(
            cast.home, text, number=text[:20], description=text, indicator=text, leads=bodies, period_note=text, budget_note=text,
            partners=[factories.organisation(cast.home, f"Industrie- und Handelskammer, Geschäftsstelle {n}")],
        )  # fmt: skip
    header, *rows = grid(export(clients.steuerung, cast.home, kind), kind)
    assert header == list(exporting.HEADERS.values())
    made = harmless if kind == "csv" else str
    assert {row[0]: row[1:] for row in rows} == {
        str(measure.pk): [made(text) for text in exporting.cells(measure).values()]
        for measure in Measure.objects.of(cast.home)
    }


def test_the_import_knows_our_headers() -> None:
    assert set(exporting.HEADERS.values()) - {"Kennung"} == OURS


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_check_reads_in_the_file_what_it_reads_in_the_rows(
    kind: str, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    field = factories.field(cast.home, "Sprache", number="1")
    goal = factories.goal(cast.home, "Alle finden einen Kurs", field=field)
    names = ("Jugendamt", "Volkshochschule", "Amt für Soziales und Gesundheit", "Jobcenter Beispielkreis")
    jugend, vhs, soziales, jobcenter = (factories.organisation(cast.home, name) for name in names)
    plain = {
        "field": field,
        "goal": goal,
        "kind": "operativ",
        "indicator": "Zahl der Plätze",
        "description": "Erste Zeile\nzweite Zeile",
    }
    factories.measure(cast.home, "Kurse anbieten", number="1.1", leads=[jugend], partners=[vhs, jobcenter], start=date(2025, 3, 1), end=date(2027, 2, 28),
                      priority="hoch", budget_kind="amount", amount=Decimal(45000), per_year=True, state="running", progress=40, **plain)  # fmt: skip
    factories.measure(
        cast.home,
        "Betreuung sichern",
        number="1.10",
        leads=[soziales, vhs],
        recurring=True,
        priority="niedrig",
        budget_kind="existing",
        state="paused",
        **plain,
    )
    factories.measure(
        cast.home,
        "Lotsin im Jobcenter",
        number="2",
        lead_note="alle Ämter",
        end=date(2026, 6, 30),
        budget_kind="yes",
        state="done",
        **plain,
    )
    mapped = map_source(
        read_here(export(clients.steuerung, cast.home, kind), f"datei.{kind}"), load_synonyms(None)
    ).catalogue
    ours = facts.catalogue(cast.home)
    partners = [tuple(map(str, measure.partners)) for measure in Measure.objects.of(cast.home).order_by("sort_key")]
    assert [measure.bodies.partners for measure in mapped.measures] == partners
    assert [meaning(measure) for measure in mapped.measures] == [meaning(measure) for measure in ours.measures]


def meaning(measure: Any) -> tuple[Any, ...]:
    """A measure of a catalogue without the words it was said in."""
    bodies, period, budget, status = measure.bodies, measure.period, measure.budget, measure.status
    return (
        measure.number, measure.title, measure.field, measure.goal, measure.kind, measure.description, measure.indicator,
        (bodies.lead, bodies.vague), (period.start, period.end, period.kind), measure.priority.level,
        (budget.kind, budget.amount, budget.per_year), (status.state, status.progress),
    )  # fmt: skip


def test_columns_are_words_that_the_import_knows() -> None:
    synonyms = load_synonyms(None)
    read = {name: synonyms.match(header).property for name, header in exporting.HEADERS.items() if name}  # type: ignore[union-attr]
    assert read == {name: name for name in read}


def test_the_header_stays_german_on_an_english_page(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.measure(cast.home, state="running")
    clients.steuerung.cookies["django_language"] = "en"
    rows = grid(export(clients.steuerung, cast.home, "xlsx"), "xlsx")
    assert rows[0] == list(exporting.HEADERS.values()) and "in Umsetzung" in rows[1]
