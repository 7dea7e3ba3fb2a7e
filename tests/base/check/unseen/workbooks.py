"""Spreadsheets as offices keep them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.base.check.unseen.expectations import Case, Expected
from tests.base.check.unseen.making import workbook


def twelve_columns() -> bytes:
    """Title lines, wrapped headers, merged fields and goals on two levels, a legend below."""
    rows = [
        ["Landkreis Musterau – Sozialamt"],
        ["Umsetzungstabelle zum Integrationskonzept 2025 – 2029"],
        ["Sachstand: 30.09.2025"],
        [],
        ["Nr.", "Handlungs-\nfeld", "Leitziel", "Teilziel", "Maßnahme", "Zuständig", "Kooperation", "Zeit", "Indikator", "Finanzierung", "Sachstand", "Bemerkung"],
        ["1.1", "Sprache", "Alle verstehen sich.", "Kurse erreichen das Land.", "Mobile Kurse", "VHS", "Gemeinden", "2025-2026", "Zahl der Kurse", "18.000 € (FRL)", "in Umsetzung", ""],
        ["1.2", "", "", "", "Lernorte", "Bibliothek", "", "ab 2026", "", "noch offen", "in Planung", ""],
        ["1.3", "", "", "Eltern wirken mit.", "Elterncafés", "N.N.", "", "laufend", "", "keine", "läuft", "Träger wird gesucht"],
        ["2.1", "Arbeit", "Alle finden Arbeit.", "Abschlüsse zählen.", "Sprechtage", "Jobcenter", "IHK", "2x jährlich", "", "Eigenmittel", "läuft", ""],
        ["2.2", "", "", "", "Praktikumsbörse", "Wirtschaftsförderung", "", "wird noch festgelegt", "", "ca. 6 T€", "", ""],
        [],
        ["Legende: FRL = Förderrichtlinie"],
    ]  # fmt: skip
    return workbook(("Maßnahmenplan", rows, ["B6:B8", "C6:C8", "D6:D7", "B9:B10", "C9:C10", "D9:D10"]))


def sums_and_gaps() -> bytes:
    """The table begins in column B, a column stays empty, sums stand between and below, one of them without a word."""
    rows = [
        [],
        ["", "Maßnahmen und Kosten, alle Angaben in T€"],
        [],
        ["", "Nr.", "", "Maßnahme", "Verantwortlich", "Laufzeit", "Kosten in T€"],
        ["", "HF 1: Sprache"],
        ["", 1, "", "Abendkurse", "VHS", "2025-2027", 12.5],
        ["", 2, "", "Tandem", "Freiwilligenzentrum", "laufend", 8],
        ["", "Zwischensumme HF 1", "", "", "", "", 20.5],
        ["", "HF 2: Kultur"],
        ["", 3, "", "Filmreihe", "Kulturamt", "offen", 3.2],
        ["", "", "", "Summe Kultur", "", "", 3.2],
        ["", "", "", "", "", "", 23.7],
    ]
    return workbook(("Finanzplan", rows, []))


def pages() -> bytes:
    """A list for printing: each page with title, header and foot."""
    header = ["Nr.", "Maßnahme", "Zuständigkeit", "Zeitrahmen", "Priorität", "Kosten"]
    rows = [
        ["Maßnahmenliste zum Integrationskonzept"],
        header,
        ["Handlungsfeld Frühe Hilfen"],
        ["1.", "Willkommensbesuche", "Jugendamt", "2025", "hoch", "4.000 €"],
        ["2.", "Hebammenlotsin", "Gesundheitsamt", "--", "hoch", "-"],
        ["", "", "", "", "", "Seite 1 von 2"],
        ["Maßnahmenliste zum Integrationskonzept – Fortsetzung"],
        header,
        ["3.", "Kita-Einstieg", "tbd", "bis 2027", "k. A.", "Bundesmittel"],
        ["Handlungsfeld Sport"],
        ["4.", "Sport im Park", "Sportamt", "Sommer 2026", "niedrig", "800 €"],
        ["", "", "", "", "", "Seite 2 von 2"],
    ]
    return workbook(("Druckfassung", rows, []))


def one_column_each() -> bytes:
    """Labels on the left, one measure per column; values that end like labels ("Theaterprojekt", "Drittmittel")."""
    rows = [
        ["Nr.", "S1", "S2", "F1"],
        ["Handlungsfeld", "Sprache", "Sprache", "Freizeit"],
        ["Ziel", "Sprache schafft Zugang.", "Sprache schafft Zugang.", "Freizeit verbindet."],
        ["Maßnahme", "Tandems", "Lernapp", "Theaterprojekt"],
        ["Verantwortlich", "VHS", "NN", "Kulturamt"],
        ["Zeitraum", "2025", "offen", "2027"],
        ["Priorität", "hoch", "mittel", "niedrig"],
        ["Kosten", "500 €", "tbd", "Drittmittel"],
    ]
    return workbook(("Blatt", rows, []))


def beside_other_tables() -> bytes:
    """Addresses, a budget, values for choosing and a resolution in the same file."""
    address = ["Caritas", "Frau Muster", "Kirchweg 1", "Au", "0371 1", "Beratung"]
    rows = [
        ["Handlungsfeld", "Ziel", "Nr.", "Maßnahme", "Zuständig", "Zeitraum", "Finanzierung"],
        ["Sprache", "Deutsch lernen", 1, "Frauenkurse", "VHS", "2025-2026", "15.000 €"],
        ["Sprache", "Deutsch lernen", 2, "Lernpaten", "", "2026", "??"],
        ["Arbeit", "Arbeit finden", 3, "Firmenlotsen", "Kammern", "n.n.", "80 T€"],
    ]
    return workbook(
        ("Akteure", [["Organisation", "Ansprechperson", "Straße", "Ort", "Telefon", "Bereich"], address, address], []),
        ("Maßnahmen 2025-2028", rows, []),
        (
            "Haushalt",
            [["Produkt", "Bezeichnung", "Ansatz 2025"], ["3.1.3", "Hilfen", 120000], ["", "Summe", 120000]],
            [],
        ),
        ("Dropdown", [["Status", "Priorität"], ["geplant", "hoch"], ["läuft", "mittel"]], []),
        ("Beschluss", [["Beschluss des Kreistages vom 12.06.2025, Nr. 2025/044"]], []),
    )


def draft_with_footnotes() -> bytes:
    """One column for field and goal, marks of footnotes on headers and names, +, ++ and +++."""
    rows = [
        ["ENTWURF", "", "", "", "", "Stand: 14.03.2025"],
        ["Aktionsplan Integration der Stadt Hohenwald; noch nicht beschlossen"],
        [],
        ["", "Handlungsfeld / Ziel", "Nr.", "Maßnahme¹", "Federführung²", "Zeitschiene", "Priorisierung*"],
        ["", "Bildung"],
        ["", "Ziel: Bildung öffnet Türen", "1.1", "Hausaufgabenhilfe", "Amt 40", "kurzfristig", "+++"],
        ["", "", "1.2", "Lernpaten", "Amt 51", "offen", "++"],
        ["", "Teilhabe"],
        ["", "Ziel: Alle gehören dazu", "2.1", "Festkalender", "Kulturamt", "laufend", "+"],
        [],
        ["", "¹ vorbehaltlich der Haushaltsplanung"],
        ["", "² Amt 40 = Schulamt, Amt 51 = Jugendamt"],
    ]
    return workbook(("Tabelle1", rows, []))


def ticks() -> bytes:
    """Years, levels and yes or no as columns to tick, their groups not merged but blank (as after saving to CSV)."""
    rows = [
        ["Handlungsfeld", "Nr.", "Maßnahme", "Zuständig", "Zeitraum", "", "Priorität", "", "haushaltsrelevant", ""],
        ["", "", "", "", 2025, 2026, "hoch", "niedrig", "ja", "nein"],
        ["Wohnen", 1, "Wohnlotsen", "Sozialamt", "x", "x", "x", "", "x", ""],
        ["", 2, "Mieterfest", "SWG", "", "", "", "X", "", "x"],
        ["Kultur", 3, "Chor", "?", "", "x", "", "", "", ""],
    ]
    return workbook(("Maßnahmen", rows, []))


def description_below() -> bytes:
    """Two rows a measure, the second with its description, nothing merged."""
    rows = [["Nr.", "Handlungsfeld", "Ziel", "Maßnahme", "Zuständig", "Zeitraum"]]
    for number, title, lead in (
        ("1", "Wohnlotsen", "Sozialamt"),
        ("2", "Mieterfest", "N.N."),
        ("3", "Umzugshilfe", "SWG"),
    ):
        rows += [
            [number, "Wohnen", "Gut wohnen", title, lead, "2025"],
            ["", "", "", f"So wird {title} umgesetzt.", "", ""],
        ]
    return workbook(("Plan", rows, []))


def numbered_elsewhere() -> bytes:
    """Fields by their number, which a table above the list explains."""
    rows = [
        ["HF-Nr.", "Handlungsfeld", "Leitziel"],
        ["1", "Sprache", "Deutsch lernen"],
        ["2", "Arbeit", "Arbeit finden"],
        [],
        ["HF", "Nr.", "Maßnahme", "Zuständig", "Umsetzung"],
        ["1", "1.1", "Kurs", "VHS", "2025"],
        ["1", "1.2", "Tandem", "NN", "2026"],
        ["2", "2.1", "Messe", "IHK", "jährlich"],
    ]
    return workbook(("Konzept", rows, []))


def ditto() -> bytes:
    rows = [
        ["Ident-Nr.", "Handlungsfeld", "Ziel", "Maßnahme", "Zuständig", "Zeitraum", "€"],
        ["P-1", "Sprache", "Sprechen", "Kurs", "VHS", "2025", 100],
        ["P-2", "dto.", "dto.", "Café", "dito", "s. o.", '"'],
        ["P-3", "dto.", "dto.", "Film", "-", "2026", "???"],
    ]
    return workbook(("Tabelle1", rows, []))


def misspelt_and_short() -> bytes:
    rows = [
        ["M-Nr", "Handlungfeld", "Zielstelung", "Maßn.", "Verantw.", "zeitl. Rahmen", "Prorität", "Finanz.-bedarf"],
        [1, "Sprache", "Sprechen", "Kurs", "VHS", date(2026, 6, 30), "1", "offen"],
        [2, "Arbeit", "Arbeiten", "Messe", "k. A.", "tbd", "?", "nein"],
    ]
    return workbook(("Tab", rows, []))


WORKBOOKS = [
    Case(
        "zwoelf_spalten.xlsx",
        twelve_columns,
        Expected(
            ["Sprache", "Arbeit"],
            [
                "Alle verstehen sich.",
                "Kurse erreichen das Land.",
                "Eltern wirken mit.",
                "Alle finden Arbeit.",
                "Abschlüsse zählen.",
            ],
            "1.1 1.2 1.3 2.1 2.2",
            lead="1.3",
            period="2.2",
            priority="*",
            budget="1.2",
            spots={
                "1.1": {
                    "bodies.partners": ("Gemeinden",),
                    "period.end": date(2026, 12, 31),
                    "budget.amount": Decimal(18000),
                },
                "1.3": {"goal": "Eltern wirken mit.", "field": "Sprache"},
            },
        ),
    ),
    Case(
        "summen.xlsx",
        sums_and_gaps,
        Expected(
            ["Sprache", "Kultur"],
            [],
            "1 2 3",
            period="3",
            priority="*",
            without_goal=["Sprache", "Kultur"],
            spots={"2": {"budget.amount": Decimal(8000)}, "3": {"budget.amount": Decimal(3200)}},
        ),
    ),
    Case(
        "druckfassung.xlsx",
        pages,
        Expected(
            ["Frühe Hilfen", "Sport"],
            [],
            "1 2 3 4",
            lead="3",
            period="2",
            priority="3",
            budget="2",
            without_goal=["Frühe Hilfen", "Sport"],
            spots={"3": {"field": "Frühe Hilfen"}},
        ),
    ),
    Case(
        "eine_spalte_je_massnahme.xlsx",
        one_column_each,
        Expected(
            ["Sprache", "Freizeit"],
            ["Sprache schafft Zugang.", "Freizeit verbindet."],
            "S1 S2 F1",
            lead="S2",
            period="S2",
            budget="S2",
            spots={"F1": {"title": "Theaterprojekt", "budget.raw": "Drittmittel"}},
        ),
    ),
    Case(
        "mit_fremden_tabellen.xlsx",
        beside_other_tables,
        Expected(
            ["Sprache", "Arbeit"],
            ["Deutsch lernen", "Arbeit finden"],
            "1 2 3",
            lead="2",
            period="3",
            priority="*",
            budget="2",
        ),
    ),
    Case(
        "entwurf.xlsx",
        draft_with_footnotes,
        Expected(
            ["Bildung", "Teilhabe"],
            ["Bildung öffnet Türen", "Alle gehören dazu"],
            "1.1 1.2 2.1",
            period="1.2",
            budget="*",
            spots={"1.1": {"priority.level": "hoch"}, "2.1": {"field": "Teilhabe", "goal": "Alle gehören dazu"}},
        ),
    ),
    Case(
        "ankreuzen.xlsx",
        ticks,
        Expected(
            ["Wohnen", "Kultur"],
            [],
            "1 2 3",
            lead="3",
            period="2",
            priority="3",
            budget="3",
            without_goal=["Wohnen", "Kultur"],
            spots={
                "1": {"priority.level": "hoch", "budget.kind": "yes"},
                "2": {"priority.level": "niedrig", "budget.kind": "none_needed"},
            },
        ),
    ),
    Case(
        "beschreibung_darunter.xlsx",
        description_below,
        Expected(
            ["Wohnen"],
            ["Gut wohnen"],
            "1 2 3",
            lead="2",
            priority="*",
            budget="*",
            spots={"3": {"description": "So wird Umzugshilfe umgesetzt."}},
        ),
    ),
    Case(
        "felder_nach_nummern.xlsx",
        numbered_elsewhere,
        Expected(
            ["Sprache", "Arbeit"],
            ["Deutsch lernen", "Arbeit finden"],
            "1.1 1.2 2.1",
            lead="1.2",
            priority="*",
            budget="*",
            spots={"2.1": {"field": "Arbeit", "period.kind": "recurring"}},
        ),
    ),
    Case(
        "dito.xlsx",
        ditto,
        Expected(
            ["Sprache"],
            ["Sprechen"],
            "P-1 P-2 P-3",
            lead="P-3",
            priority="*",
            budget="P-3",
            spots={"P-2": {"bodies.lead": ("VHS",), "period.end": date(2025, 12, 31), "budget.amount": Decimal(100)}},
        ),
    ),
    Case(
        "tippfehler.xlsx",
        misspelt_and_short,
        Expected(
            ["Sprache", "Arbeit"], ["Sprechen", "Arbeiten"], "1 2", lead="2", period="2", priority="2", budget="1"
        ),
    ),
]
