"""What needs no account: the comparison of the concepts, and the check of a catalogue beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.e2e.acts import chosen, follow, press, shows
from tests.e2e.places import CATALOGUE

PageAs = Callable[..., Any]


def compared(page: Any) -> list[str]:
    """The names in the first table, in its order."""
    return [name.strip() for name in page.locator("#results table").first.locator("tbody th").all_inner_texts()]


def test_comparison(page_as: PageAs, scripts: bool) -> None:
    page = page_as("gast", scripts=scripts)
    page.goto("/")
    follow(page, "Vergleich")
    shows(page, "12 von 13 haben ein Konzept.")
    assert len(compared(page)) == 13
    follow(page, "Einwohnerzahl")
    page.wait_for_url("**?sort=einwohner")
    assert compared(page)[-1] == "Leipzig"
    page.get_by_label("Bestandteil").select_option(label="Monitoring")
    page.get_by_label("Einschätzung").select_option(label="ja")
    press(page, "Filtern")
    shows(page, "5 von 13 Kommunen")
    assert chosen(page) == {"merkmal": "Monitoring", "wert": "ja", "sort": "einwohner"}
    assert compared(page)[-1] == "Leipzig", "still sorted"
    page.reload()
    assert len(compared(page)) == 5, "the address holds the filter"
    follow(page, "alle Filter aufheben")
    shows(page, "13 von 13 Kommunen")


def test_comparison_narrows_without_the_button(page_as: PageAs) -> None:
    page = page_as("gast")
    page.goto("/vergleich/konzepte/")
    page.get_by_label("Art").select_option(label="kreisfreie Stadt")
    shows(page, "3 von 13 Kommunen")
    follow(page, "alle Filter aufheben")
    shows(page, "13 von 13 Kommunen")
    page.go_back()
    shows(page, "3 von 13 Kommunen")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_label("Art").input_value() == "kreisfreie Stadt"


def test_check_a_catalogue(page_as: PageAs, scripts: bool) -> None:
    page = page_as("gast", scripts=scripts)
    page.goto("/vergleich/konzepte/")
    follow(page, "Eigenen Katalog daneben prüfen")
    page.get_by_label("Maßnahmenkatalog").set_input_files(
        {"name": "eigener.csv", "mimeType": "text/csv", "buffer": CATALOGUE.encode()}
    )
    page.get_by_label("Wessen Konzept").select_option(label="Landkreis")
    press(page, "Prüfen")
    shows(page, "Ergebnis der Prüfung")
    shows(page, "eigener.csv")
    findings = page.get_by_role("main").inner_text()
    assert "Kinderbetreuung im Kurs sichern" in findings, "the measure without a lead is named"
    assert page.locator("table").first.locator("tbody tr").count() >= 10


def test_what_cannot_be_read_is_said_at_the_field(page_as: PageAs, scripts: bool) -> None:
    page = page_as("gast", scripts=scripts)
    page.goto("/vergleich/konzepte/pruefen/")
    bild = {"name": "bild.xlsx", "mimeType": "application/octet-stream", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(200)}
    page.get_by_label("Maßnahmenkatalog").set_input_files(bild)
    press(page, "Prüfen")
    page.locator("#id_file_error").wait_for()


def test_check_the_sample(page_as: PageAs, shared: Path) -> None:
    folder = shared / "samples/massnahmen"
    expected = json.loads((folder / "beispielkreis_erwartet.json").read_text("utf-8"))
    page = page_as("gast")
    page.goto("/vergleich/konzepte/pruefen/")
    page.get_by_label("Maßnahmenkatalog").set_input_files(folder / "beispielkreis_abschnitte.xlsx")
    press(page, "Prüfen")
    shows(page, "Ergebnis der Prüfung")
    assert str(expected["measures"]) == "24"
    assert re.search(r"\b24\b", page.locator(".lead").inner_text())
    assert page.locator("ul.findings li").count() > 10
