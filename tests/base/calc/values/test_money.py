"""What a measure costs, in whatever words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbindlich.base.calc.values import Budget, parse_budget

# text, euros, "a" for per year, "~" for approximate
AMOUNTS = [
    ("8.500 EUR", 8500, ""),
    ("10.000 Euro", 10000, ""),
    ("12.000,00 €", 12000, ""),
    ("12.000 €*", 12000, ""),
    ("5000€", 5000, ""),
    ("€ 12.000", 12000, ""),
    ("EUR 5.000", 5000, ""),
    ("5.000,- €", 5000, ""),
    ("5.000,– €", 5000, ""),
    ("28 000 EUR", 28000, ""),
    ("28\u00a0000\u202fEUR", 28000, ""),
    ("12'000 €", 12000, ""),
    ("1.234.567,89 €", Decimal("1234567.89"), ""),
    ("12,000.00", 12000, ""),
    ("12,000 €", 12000, ""),
    ("1000000000 €", 1000000000, ""),
    # nothing but a number
    ("3.000", 3000, ""),
    ("12000", 12000, ""),
    ("10000.5", Decimal("10000.5"), ""),
    ("10.000,00", 10000, ""),
    ("ca. 10.000", 10000, "~"),
    ("3.000 p. a.", 3000, "a"),
    ("3.000/Jahr", 3000, "a"),
    ("10.000\n5.000", 15000, ""),
    # thousands and more
    ("5 T€", 5000, ""),
    ("3,5 TEUR", 3500, ""),
    ("45 T Euro", 45000, ""),
    ("10 Tsd. €", 10000, ""),
    ("10 tausend Euro", 10000, ""),
    ("5k€", 5000, ""),
    ("1.250 T€", 1250000, ""),
    ("1,2 Mio. €", 1200000, ""),
    ("0,5 Mio", 500000, ""),
    ("1,250 Mio. €", 1250000, ""),
    ("2 Milliarden Euro", 2 * 10**9, ""),
    ("3 Mrd. €", 3 * 10**9, ""),
    # how often
    ("ca. 45 T€ p. a.", 45000, "a~"),
    ("10 TEUR/Jahr", 10000, "a"),
    ("30.000 € p.a.", 30000, "a"),
    ("15.000 € jährlich", 15000, "a"),
    ("15.000 € pro Jahr", 15000, "a"),
    ("5.000€/a", 5000, "a"),
    ("3.000 € jährlich ab 2026", 3000, "a"),
    ("500 € monatlich", 6000, "a"),
    ("500 €/Monat", 6000, "a"),
    ("2.000 EUR im Jahr 2026", 2000, ""),
    # how exactly
    ("10-15 T€", 15000, "~"),
    ("10.000 bis 15.000 €", 15000, "~"),
    ("10.000 € – 15.000 €", 15000, "~"),
    ("max. 5 T€", 5000, "~"),
    ("bis zu 10.000 €", 10000, "~"),
    ("rund 100.000 Euro", 100000, "~"),
    ("> 10.000 €", 10000, "~"),
    ("ab 2026 5.000 €", 5000, ""),
    ("je 2.000 € (3 Kurse)", 2000, "~"),
    # several sums
    ("3 x 2.000 €", 6000, ""),
    ("2025: 5.000 €; 2026: 7.000 €", 12000, ""),
    ("2025: 5.000; 2026: 7.000", 12000, ""),
    ("30 T€ in 2025, 40 T€ in 2026", 70000, ""),
    ("10.000 €\n5.000 €", 15000, ""),
    ("5.000 € Sachkosten, 20.000 € Personalkosten", 25000, ""),
    ("5.000 € einmalig, 2.000 € jährlich", 7000, "a~"),
    ("12.000 € (davon 3.000 € Eigenanteil)", 12000, ""),
    ("insgesamt 12.000 € (2025: 5.000 €, 2026: 7.000 €)", 12000, ""),
    ("5.000 € + 7.000 € = 12.000 €", 12000, ""),
    ("Gesamtkosten 12.000 €, Eigenanteil 1.200 €", 12000, ""),
    # beside other words
    ("Sachkosten 5.000 €", 5000, ""),
    ("4.800 € p. a. (Sitzungsgeld)", 4800, "a"),
    ("Ja, ca. 5.000 €", 5000, "~"),
    ("noch offen, ca. 5.000 €", 5000, "~"),
    ("keine zusätzlichen Mittel, 5.000 € sind vorhanden", 5000, ""),
    ("2025 bis 2027: 30.000 €", 30000, ""),
]


@pytest.mark.parametrize(("text", "euros", "marks"), AMOUNTS)
def test_amounts(text: str, euros: int | Decimal, marks: str) -> None:
    budget = parse_budget(text)
    assert (budget.kind, budget.amount) == ("amount", euros)
    assert "a" * budget.per_year + "~" * budget.approximate == marks


KINDS = {
    "none_needed": [
        "nein", "Nein", "keine", "Keine.", "entfällt", "kostenneutral", "haushaltsneutral", "kostenfrei", "keine Kosten", "keine zusätzlichen Mittel",
        "keine zusätzl. Kosten", "keine Kosten, da vorhandenes Personal", "kein Bedarf", "keine Haushaltsrelevanz", "nicht haushaltsrelevant",
        "nicht erforderlich", "trifft nicht zu", "unentgeltlich", "ohne zusätzliche Kosten", "nein (Ehrenamt)",
    ],
    "existing": [
        "im Rahmen vorhandener Mittel", "aus vorhandenen Mitteln", "mit vorhandenem Personal", "im Rahmen der vorhandenen personellen Ressourcen",
        "im laufenden Haushalt", "im Haushalt 2026 eingeplant", "Haushaltsmittel vorhanden", "eigenes Personal", "interne Ressourcen", "Bordmittel",
        "laufendes Geschäft der Verwaltung",
    ],
    "yes": ["ja", "Ja", "x", "gering", "hoch", "Personalkosten", "Honorarkosten", "Eigenmittel", "Drittmittel", "FRL IntM", "Fördermittel beantragt", "ja (Höhe offen)"],
    "text": [
        "Haushaltsvorbehalt", "nach Haushaltslage", "nicht bezifferbar", "keine Mittel vorhanden", "keine Mittel im Haushalt eingeplant",
        "Finanzierung nicht gesichert", "siehe 1.1", "2026", "2025/2026", "20 Wochenstunden", "120 %", "1 2 3", "3 Kurse",
    ],
    "none": ["", "-", "N. N.", "offen", "k. A.", "keine Angabe", "noch nicht beziffert", "noch zu ermitteln", "Finanzierung offen", "XX €", "___ €"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), [(text, kind) for kind, texts in KINDS.items() for text in texts])
def test_kinds_without_an_amount(text: str, kind: str) -> None:
    budget = parse_budget(text)
    assert (budget.kind, budget.amount, budget.stated) == (kind, None, kind != "none")


@pytest.mark.parametrize("text", ["0", "0 €", "0,00 €", "0,- €"])
def test_nothing_in_figures_is_a_statement(text: str) -> None:
    budget = parse_budget(text)
    assert (budget.kind, budget.amount) == ("none_needed", 0)


@pytest.mark.parametrize("text", ["-500 €", "-1", "100.000.000.000 €", "200 Mrd. €", "9 Mrd. € monatlich"])
def test_a_sum_that_cannot_be_meant_stays_words_and_says_so(text: str) -> None:
    budget = parse_budget(text)
    assert (budget.kind, budget.amount, budget.raw) == ("text", None, text)
    assert text in budget.doubt
    assert parse_budget("", value=-500.0).doubt
    assert parse_budget("99.999.999.999 €").doubt == ""


POSITIONS = [
    ("0,5 VZÄ", "0.5"),
    ("0,5 VZAE", "0.5"),
    ("1,0 VzÄ (E 9c)", "1"),
    ("VZÄ: 0,25", "0.25"),
    ("2 VbE", "2"),
    ("eine halbe Stelle", "0.5"),
    ("½ Stelle", "0.5"),
    ("1 ½ Stellen", "1.5"),
    ("eine ¾ Stelle", "0.75"),
    ("1½ Stellen", "1.5"),
    ("zwei Stellen", "2"),
    ("2 Personalstellen", "2"),
    ("50 %-Stelle", "0.5"),
    ("0,75 Vollzeitäquivalente", "0.75"),
]


@pytest.mark.parametrize(("text", "count"), POSITIONS)
def test_positions(text: str, count: str) -> None:
    budget = parse_budget(text)
    assert (budget.kind, budget.positions, budget.share) == ("positions", Decimal(count), None)


def test_positions_beside_an_amount() -> None:
    budget = parse_budget("0,5 VZÄ (30.000 € p. a.)")
    assert (budget.kind, budget.amount, budget.positions, budget.per_year) == ("amount", 30000, Decimal("0.5"), True)


@pytest.mark.parametrize(
    ("text", "share"),
    [("Förderung 80 %", "0.8"), ("80 % Förderung (AMIF)", "0.8"), ("62,5 Prozent", "0.625"), ("100%", "1")],
)
def test_shares(text: str, share: str) -> None:
    budget = parse_budget(text)
    assert (budget.kind, budget.share) == ("share", Decimal(share))


SOURCES = [
    ("28 000 EUR aus Landesmitteln", "Landesmittel"),
    ("62.000 € (Fördermittel)", "Fördermittel"),
    ("fördermittel", "fördermittel"),
    ("80 % Förderung (AMIF)", "AMIF"),
    ("AMIF-Mittel", "AMIF-Mittel"),
    ("LEADER-Förderung", "LEADER"),
    ("FRL IntM", "FRL IntM"),
    ("ESF Plus, Eigenmittel", "ESF Plus, Eigenmittel"),
    ("80 % Land, 20 % Eigenmittel", "Land, Eigenmittel"),
    ("Eigenmittel und Eigenmittel", "Eigenmittel"),
    ("Sachmittel 500 €", ""),
    ("Landkreis", ""),
    ("im Rahmen vorhandener Mittel", ""),
]


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_sources(text: str, source: str) -> None:
    assert parse_budget(text).source == source


VALUES = [
    ("12000", 12000.0, "amount", "12000"),
    ("12.000 €", 12000.4, "amount", "12000.4"),
    ("1.125", 1.125, "amount", "1.125"),
    ("45 T€", 45.0, "amount", "45000"),
    ("2026", 2026.0, "amount", "2026"),
    ("-", 0.0, "none_needed", "0"),
    ("1E+09", 1e9, "amount", "1E+9"),
    ("12.000 €", float("nan"), "amount", "12000"),
]


@pytest.mark.parametrize(("text", "value", "kind", "euros"), VALUES)
def test_the_cells_own_number(text: str, value: float, kind: str, euros: str) -> None:
    budget = parse_budget(text, value=value)
    assert (budget.kind, budget.amount) == (kind, Decimal(euros))


def test_a_number_shown_as_share_or_positions_is_no_sum() -> None:
    assert parse_budget("80%", value=0.8) == Budget("80%", "share", share=Decimal("0.8"))
    assert parse_budget("0,5 VZÄ", value=0.5) == Budget("0,5 VZÄ", "positions", positions=Decimal("0.5"))


@given(
    st.integers(1, 10**9),
    st.sampled_from((" €", " EUR", "€", " Euro", ",- €", ",00 €")),
    st.sampled_from((".", "", " ", "'")),
)
def test_sums_parse_back(euros: int, unit: str, between_thousands: str) -> None:
    text = f"{euros:,}".replace(",", between_thousands) + unit
    assert parse_budget(text) == Budget(text, "amount", Decimal(euros))


PIECES = st.lists(
    st.sampled_from(
        [
            "1.000",
            "5",
            "€",
            "T€",
            "EUR",
            "Mio.",
            "%",
            "VZÄ",
            "Stelle",
            "2025:",
            "-",
            "bis",
            "je",
            "x",
            "davon",
            "gesamt",
            "p.",
            "a.",
            "keine",
            "Mittel",
            "vorhanden",
            "0,5",
            ",",
            ".",
            ";",
            "(",
            ")",
            "ca.",
        ]
    ),
    max_size=8,
)


@given(st.one_of(st.text(max_size=300), PIECES.map(" ".join), PIECES.map("".join)), st.one_of(st.none(), st.floats()))
def test_nothing_raises_and_the_kind_tells_what_is_there(text: str, value: float | None) -> None:
    budget = parse_budget(text, value=value)
    assert (budget.kind == "amount") <= bool(budget.amount)
    assert budget.kind != "positions" or budget.positions is not None
    assert budget.share is None or 0 <= budget.share <= 1
    assert budget.stated or budget == Budget(budget.raw)
