"""A file into the concept and back, with JavaScript and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.e2e.acts import follow, press, shows
from verbindlich.domain.actors.models import OrganisationAlias
from verbindlich.domain.concepts.models import Measure
from verbindlich.office.imports.models import HeaderWord

PageAs = Callable[..., Any]
NEW = "/beispielkreis/konzept/import/neu/"
CATALOGUE = """Nr.;Maßnahme;Kümmert sich;Zeitraum
E1;Erzählcafé am Abend;Amt für Soziales;2027
E2;Lesepaten in der Bibliothek;Kreisarchiv;ab 2027
"""


def upload(page: Any, text: str = CATALOGUE) -> None:
    page.goto(NEW)
    page.set_input_files("#id_file", {"name": "katalog.csv", "mimeType": "text/csv", "buffer": text.encode()})
    press(page, "Hochladen und ansehen")


def test_map_decide_apply_take_back(page_as: PageAs, scripts: bool) -> None:
    page = page_as("steuerung", scripts=scripts)
    upload(page)
    shows(page, "2 Maßnahmen: 2 neu.")
    follow(page, "Zuordnung der Spalten ansehen und ändern")
    page.get_by_label("Kümmert sich").select_option(label="Federführung")
    press(page, "Zuordnung merken")
    shows(page, "Wer ist „Amt für Soziales“?")
    page.get_by_label("Wer ist „Amt für Soziales“?").select_option(label="dasselbe wie „Sozialamt“")
    page.get_by_text("2 neue Zeilen").click()
    page.get_by_label("auslassen: E2 Lesepaten in der Bibliothek").check()
    press(page, "Übernehmen")
    shows(page, "Übernommen: 1 Maßnahme angelegt.")
    made = Measure.objects.get(number="E1", deleted_at=None)
    assert ([str(one) for one in made.leads], Measure.objects.filter(number="E2").exists()) == (["Sozialamt"], False)
    assert OrganisationAlias.objects.filter(name="Amt für Soziales").exists()
    assert HeaderWord.objects.get().property == "lead"
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(page.url)  # the script that asks first comes with the whole page
    press(page, "Import zurücknehmen")
    shows(page, "Zurückgenommen: Alles steht wieder so wie vor dem Import.")
    assert not Measure.objects.filter(number="E1", deleted_at=None).exists()


def test_the_sample_is_one_click_away(page_as: PageAs, scripts: bool) -> None:
    page = page_as("steuerung", scripts=scripts)
    page.goto(NEW)
    press(page, "Mit dem Beispielkatalog ausprobieren")
    shows(page, "24 Maßnahmen:")
    press(page, "Verwerfen")
    shows(page, "Verworfen. Was aus der Datei gelesen wurde, ist gelöscht.")
