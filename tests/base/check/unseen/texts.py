"""Word and CSV files as offices keep them."""

from __future__ import annotations

from tests.base.check.unseen.expectations import Case, Expected
from tests.base.check.unseen.making import text, word

PROSE = (
    "Maßnahmen entfalten nur dann Wirkung, wenn Zuständigkeiten klar sind. In den Handlungsfeldern gab es Workshops."
)
HEADER = ["Nr.", "Maßnahme", "Verantwortlich", "Zeitraum", "Priorität"]


def concept() -> bytes:
    """A table of contents, sixty paragraphs of prose, statistics, then the measures, then addresses."""
    return word(
        (1, "Inhaltsverzeichnis"),
        "1 Vorwort\t3",
        "4.1 Handlungsfeld Sprache\t42",
        "4.2 Handlungsfeld Schule ........ 47",
        (1, "1 Vorwort"),
        *[PROSE] * 60,
        [["Jahr", "Einwohner"], ["2023", "200.912"], ["2024", "199.870"]],
        (1, "4 Handlungsfelder, Ziele und Maßnahmen"),
        (2, "4.1 Handlungsfeld Sprache"),
        PROSE,
        "Ziel: Angebote sind abgestimmt.",
        [HEADER, ["1.1", "Kursatlas", "VHS", "2025-2026", "hoch"], ["1.2", "Runde", "VHS", "-", "mittel"]],
        (2, "4.2 Handlungsfeld Schule"),
        "Ziel: Kein Kind bleibt zurück.",
        [HEADER, ["2.1", "Lernhilfe", "", "Schuljahr 2025/26", "noch offen"]],
        (1, "Anhang: Beteiligte"),
        [["Organisation", "Ansprechpartner", "Telefon"], ["Caritas", "Frau A.", "0123"]],
    )


def bold_paragraphs() -> bytes:
    """No styles: fields and goals are bold lines, a goal changes between two tables."""
    header = ["Maßnahme", "Zuständig", "Zeit", "Kosten"]
    return word(
        "+Aktionsplan Integration – Stadt Birkenrode",
        "+Handlungsfeld 1: Bildung von Anfang an",
        "Viele Kinder besuchen keine Kita.",
        "+Ziel 1: Jedes Kind lernt früh Deutsch.",
        [header, ["Sprachkitas", "Jugendamt", "laufend", "50.000 €"], ["Vorlesepaten", "Bibliothek", "", "keine"]],
        "+Handlungsfeld 2: Arbeit",
        "+Ziel 1: Potenziale werden erkannt.",
        [header, ["Kompetenzfeststellung", "Jobcenter", "2025", "offen"]],
        "+Ziel 2: Betriebe werden unterstützt.",
        [header, ["Betriebslotsen", "n. n.", "2026–2028", "40 TEUR"]],
        bold="+",
    )


def forms() -> bytes:
    """A table per measure, two pairs of label and value in a row, the measure's name in a line above them."""

    def form(number: str, title: str, lead: str, period: str, priority: str) -> list[list[str]]:
        return [
            [f"Maßnahme {number}: {title}"],
            ["Handlungsfeld", "Sprache", "Ziel", "Sprache fördern"],
            ["Federführung", lead, "Mitwirkung", "Volkshochschule"],
            ["Zeitraum", period, "Priorität", priority],
            ["Beschreibung", "Ausführliche Darstellung."],
        ]

    return word(
        form("1.1", "Lernwerkstatt", "Bibliothek", "2025", "hoch"), "", form("1.2", "Elternkurs", "offen", "NN", "–")
    )


def captions() -> bytes:
    header = ["Nr.", "Maßnahmentitel", "Verantwortliche Stelle(n)", "Umsetzungszeitraum", "Prio."]
    return word(
        (1, "6 Umsetzung"),
        "Tabelle 3: Maßnahmen im Handlungsfeld Ankommen",
        [
            header,
            ["1.1", "Erstinfo", "Ausländerbehörde", "2025", "hoch"],
            ["1.2", "Kursplan", "k. A.", "2025", "mittel"],
        ],
        "Tabelle 4: Maßnahmen im Handlungsfeld Bleiben",
        [header, ["2.1", "Beratung", "Caritas", "…", "hoch"]],
        (1, "Abkürzungen"),
        [["Abkürzung", "Bedeutung"], ["VHS", "Volkshochschule"]],
    )


def measures_in_paragraphs() -> bytes:
    """No table: each measure has a line of its own and labelled lines below."""
    return word(
        (1, "Handlungsfeld 1: Sprache"),
        "Ziel: Deutsch lernen",
        "+Maßnahme 1.1: Kurse auf dem Land",
        "Kurze Erläuterung in einem Satz.",
        "Verantwortlich: VHS",
        "Zeitraum: 2025",
        "+Maßnahme 1.2: Café",
        "Verantwortlich: N.N.",
        "Zeitraum: noch offen",
        "Zielgruppe: alle",
        bold="+",
    )


def measures_in_lists() -> bytes:
    """No table: a list below "Maßnahmen:" in each field, another list that is none of measures."""
    return word(
        (1, "Handlungsfeld Sprache"),
        "Ziel: Deutsch lernen",
        "Maßnahmen:",
        "*Kurse in den Gemeinden",
        "*Sprachpaten gewinnen",
        "Indikatoren:",
        "*Zahl der Kurse",
        (1, "Handlungsfeld Kultur"),
        "Ziel: Kultur erleben",
        (2, "Maßnahmen"),
        "2.1 Kulturpass einführen",
        listed="*",
    )


def table_without_words() -> bytes:
    """Windows-1252, title lines above, sections between."""
    rows = [
        ["Kürzel", "Maßnahme", "Zuständigkeit", "Umsetzung bis", "Kosten in €"],
        ["Handlungsfeld: Öffentlichkeitsarbeit", "", "", "", ""],
        ["Ziel: Vielfalt zeigen", "", "", "", ""],
        ["Ö1", "Plakate „Gesichter“; mehrsprachig", "Pressestelle", "31.10.2025", "3500"],
        ["Ö2", "Medienpreis", "noch offen", "offen", ""],
    ]
    return text(rows, ";", "cp1252", "Maßnahmenliste des Landkreises\r\nStand: Oktober 2025\r\n\r\n")


def with_separator_line() -> bytes:
    """What Excel needs to know first, rows filled up with separators, numbers with a German comma."""
    rows = [
        ["Nr.", "Handlungs-\nfeld", "Ziel", "Maßnahme", "Verant-\nwortlich", "Laufzeit", "Kosten", ""],
        ["1,1", "Sprache", "Sprechen", "Kurs", "VHS\nCaritas", "2025", "12.500,00 €", ""],
        ["1,2", "", "", "Café", "k.A.", "2026", "", ""],
        ["", "", "", "", "", "", "", ""],
        ["Stand: 1.10.2025", "", "", "", "", "", "", ""],
    ]
    return text(rows, ";", "utf-8-sig", "sep=;\r\n")


TEXTS = [
    Case(
        "konzept.docx",
        concept,
        Expected(
            ["Sprache", "Schule"],
            ["Angebote sind abgestimmt.", "Kein Kind bleibt zurück."],
            "1.1 1.2 2.1",
            lead="2.1",
            period="1.2",
            priority="2.1",
            budget="*",
            spots={"2.1": {"field": "Schule", "goal": "Kein Kind bleibt zurück."}},
        ),
    ),
    Case(
        "fette_absaetze.docx",
        bold_paragraphs,
        Expected(
            ["Bildung von Anfang an", "Arbeit"],
            ["Jedes Kind lernt früh Deutsch.", "Potenziale werden erkannt.", "Betriebe werden unterstützt."],
            "1 2 3 4",
            lead="4",
            period="2",
            priority="*",
            budget="3",
            spots={"4": {"goal": "Betriebe werden unterstützt.", "field": "Arbeit"}},
        ),
    ),
    Case(
        "formulare.docx",
        forms,
        Expected(
            ["Sprache"],
            ["Sprache fördern"],
            "1.1 1.2",
            lead="1.2",
            period="1.2",
            priority="1.2",
            budget="*",
            spots={"1.1": {"title": "Lernwerkstatt", "bodies.partners": ("Volkshochschule",)}},
        ),
    ),
    Case(
        "beschriftungen.docx",
        captions,
        Expected(
            ["Ankommen", "Bleiben"],
            [],
            "1.1 1.2 2.1",
            lead="1.2",
            period="2.1",
            budget="*",
            without_goal=["Ankommen", "Bleiben"],
            spots={"1.2": {"field": "Ankommen"}},
        ),
    ),
    Case(
        "absaetze.docx",
        measures_in_paragraphs,
        Expected(
            ["Sprache"],
            ["Deutsch lernen"],
            "1.1 1.2",
            lead="1.2",
            period="1.2",
            priority="*",
            budget="*",
            spots={
                "1.1": {"title": "Kurse auf dem Land", "description": "Kurze Erläuterung in einem Satz."},
                "1.2": {"remarks": ("Zielgruppe: alle",)},
            },
        ),
    ),
    Case(
        "aufzaehlung.docx",
        measures_in_lists,
        Expected(
            ["Sprache", "Kultur"],
            ["Deutsch lernen", "Kultur erleben"],
            "1 2 2.1",
            lead="*",
            period="*",
            priority="*",
            budget="*",
            spots={"2": {"title": "Sprachpaten gewinnen"}, "2.1": {"title": "Kulturpass einführen", "field": "Kultur"}},
        ),
    ),
    Case(
        "abschnitte.csv",
        table_without_words,
        Expected(
            ["Öffentlichkeitsarbeit"], ["Vielfalt zeigen"], "Ö1 Ö2", lead="Ö2", period="Ö2", priority="*", budget="Ö2"
        ),
    ),
    Case(
        "trennzeichen.csv",
        with_separator_line,
        Expected(
            ["Sprache"],
            ["Sprechen"],
            "1.1 1.2",
            lead="1.2",
            priority="*",
            budget="1.2",
            spots={"1.1": {"bodies.lead": ("VHS",), "bodies.partners": ("Caritas",)}},
        ),
    ),
]
