"""Files of the same offices that hold no catalogue: nothing may be read out of them."""

from __future__ import annotations

from collections.abc import Callable

from tests.base.check.unseen.making import Rows, text, word, workbook


def _sheet(name: str, rows: Rows) -> Callable[[], bytes]:
    return lambda: workbook((name, rows, []))


ADDRESSES = [
    ["Name", "Organisation", "Funktion", "Straße", "Ort", "Telefon"],
    *[[f"Person {i}", f"Träger {i}", "Beratung", "Weg 1", "Au", "0123"] for i in range(9)],
]
BUDGET = [
    ["Teilhaushalt 5 Soziales"],
    ["Produkt", "Sachkonto", "Bezeichnung", "Ergebnis 2024", "Ansatz 2025"],
    ["3.1.1", "433100", "Lebensunterhalt", 1200000, 1300000],
    ["3.5.1", "431800", "Zuschüsse an Vereine", 45000, 45000],
    ["Summe", "", "", 1245000, 1345000],
]
POSTS = [
    ["Stellen-Nr.", "Bezeichnung", "Amt", "VZÄ"],
    *[[f"50.{i}", f"Sachbearbeitung {i}", "Amt 50", 1.0] for i in range(1, 7)],
]
INVENTORY = [["Nr.", "Bezeichnung", "Raum", "Wert in €"], *[[i, f"Stuhl {i}", "101", 50] for i in range(1, 7)]]
MINUTES = [
    ["TOP", "Thema", "Ergebnis", "Wer", "Bis wann"],
    ["1", "Begrüßung", "Die Tagesordnung gilt.", "", ""],
    ["2", "Konzept", "Entwurf geht an alle.", "Frau A.", "30.03."],
]
OFFERS = [
    ["Angebot", "Träger", "Zielgruppe", "Ort", "Öffnungszeiten"],
    ["Beratung", "Caritas", "Erwachsene", "Au", "Mo 9–12"],
    ["Treff", "AWO", "Frauen", "Tal", "Do 15–17"],
]
PROSE = "In den Handlungsfeldern gab es Workshops. Über Ziele und Maßnahmen wurde gesprochen."

OTHERS = {
    "adressen.xlsx": _sheet("Netzwerk", ADDRESSES),
    "haushalt.xlsx": _sheet("Haushalt 2026", BUDGET),
    "stellen.xlsx": _sheet("Stellenplan", POSTS),
    "inventar.xlsx": _sheet("Inventar", INVENTORY),
    "protokoll.docx": lambda: word((1, "Protokoll vom 12.03.2025"), "Anwesend: Frau A., Herr B.", MINUTES),
    "angebote.csv": lambda: text(OFFERS, ";", "utf-8"),
    "leitbild.docx": lambda: word(
        (1, "Leitbild"),
        PROSE,
        (1, "TOP 2 Handlungsfeld Sprache"),
        PROSE,
        "*Nächste Schritte werden abgestimmt.",
        listed="*",
    ),
}
