"""Who is who: entered, found, asked, published, merged, taken over. With JavaScript and without."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from tests import factories
from tests.e2e.acts import follow, press, shows
from verbindlich.domain.actors.models import Consent, Note, Organisation, OrganisationAlias, Person, Position
from verbindlich.office.vocab.models import Topic, Visibility

PageAs = Callable[..., Any]


def find(page: Any, text: str) -> None:
    """By the box in the header, which stands on every page."""
    page.goto("/beispielkreis/massnahmen/")
    box = page.get_by_role("search", name="Überall suchen").get_by_role("searchbox")
    box.fill(text)
    box.press("Enter")
    page.wait_for_url("**/suche/?q=**")


def test_an_organisation_is_entered_found_and_called(page_as: PageAs, scripts: bool) -> None:
    """Found by a wrong spelling and by a part of its number; a note about the call takes one sentence and one button."""
    page = page_as("fachamt", scripts=scripts)
    steering = page_as("steuerung", scripts=scripts)
    steering.goto("/beispielkreis/organisationen/neu/")
    steering.get_by_label("Name", exact=True).fill("Kulturwerkstatt Ölsnitzgrund")
    steering.get_by_label("Gruppe", exact=True).select_option(label="bürgerschaftliche Initiative")
    steering.get_by_label("Telefon").fill("0315 48 81 237")
    assert not steering.get_by_label("Ort (freiwillig)", exact=True).is_visible(), "what is not always needed is folded"
    for fold, label, text in (
        ("Anschrift und Website", "Ort (freiwillig)", "Lindenau"),
        ("Wofür, wo und für wen", "Themen (freiwillig)", "Erzählen, Theater"),
    ):
        steering.get_by_text(fold, exact=True).click()
        steering.get_by_label(label, exact=True).fill(text)
    press(steering, "Speichern")
    shows(steering, "„Kulturwerkstatt Ölsnitzgrund“ ist gespeichert.")
    shows(steering, "Erzählen, Theater")
    for asked in ("kulturwerkstat oelsnizgrund", "4881237"):
        find(page, asked)
        page.get_by_role("main").get_by_role("link", name="Kulturwerkstatt Ölsnitzgrund").wait_for()
    if scripts:
        page.goto("/beispielkreis/massnahmen/")
        page.get_by_label("Suchbegriff").fill("ölsnitzgr")
        page.locator("#vorschlaege a", has_text="Kulturwerkstatt").click()
    else:
        follow(page, "Kulturwerkstatt Ölsnitzgrund")
    page.get_by_label("Was besprochen wurde").fill("Der Raum ist ab Mai dienstags frei.")
    press(page, "Notiz speichern")
    shows(page, "Die Notiz ist gespeichert.")
    shows(page, "Der Raum ist ab Mai dienstags frei.")
    assert str(Note.objects.get(text__startswith="Der Raum").organisation) == "Kulturwerkstatt Ölsnitzgrund"


def test_a_person_is_public_until_the_consent_is_withdrawn(
    page_as: PageAs, demo: SimpleNamespace, scripts: bool
) -> None:
    body = Organisation.objects.of(demo.home).filter(visibility=Visibility.PUBLIC)[0]
    public = f"/oeffentlich/beispielkreis/akteure/{body.pk}/"
    page, guest = page_as("steuerung", scripts=scripts), page_as("gast", scripts=scripts)
    page.goto(f"/beispielkreis/organisationen/{body.pk}/")
    follow(page, "Kontaktperson anlegen")
    page.get_by_label("Name", exact=True).fill("Mina Ölschläger")
    page.get_by_label("Funktion").fill("Empfang")
    press(page, "Speichern")
    shows(page, "noch nie bestätigt")
    guest.goto(public)
    assert not guest.get_by_text("Mina Ölschläger").count(), "nobody is named who did not agree"
    page.get_by_text("Einwilligung eintragen").click()
    page.get_by_label("Wofür").select_option(label="öffentlich als Kontakt genannt werden")
    page.locator("form[action$='/einwilligung/']").get_by_label("Wie").select_option(label="schriftlich")
    press(page, "Eintragen")
    shows(page, "Die Einwilligung ist eingetragen.")
    guest.reload()
    shows(guest, "Mina Ölschläger, Empfang")
    press(page, "Widerrufen (öffentlich als Kontakt genannt werden)")
    shows(page, "widerrufen am")
    guest.reload()
    assert guest.get_by_role("heading", level=1, name=body.name).is_visible(), "the organisation stays"
    assert not guest.get_by_text("Mina Ölschläger").count()
    person = Person.objects.get(name="Mina Ölschläger")
    assert (person.organisation, Consent.objects.get(person=person).withdrawn_on is not None) == (body, True)


def test_the_duties_of_a_position_show_who_does_what(page_as: PageAs, scripts: bool) -> None:
    page = page_as("steuerung", scripts=scripts)
    page.goto("/beispielkreis/stellen/")
    follow(page, "Stelle anlegen")
    for title, share in (("Koordination Ehrenamt", "60"), ("Koordination Patenschaften", "")):
        page.goto("/beispielkreis/stellen/neu/")
        page.get_by_label("Bezeichnung").fill(title)
        page.get_by_label("Umfang").fill("0.5")
        page.get_by_text("Aufgaben", exact=True).last.click()
        page.get_by_label("Aufgabe 1", exact=True).fill("Patenschaften vermitteln")
        page.get_by_label("Anteil der Aufgabe 1 in Prozent").fill(share)
        press(page, "Speichern")
        shows(page, f"„{title}“ ist gespeichert.")
    follow(page, "Aufgaben")
    row = page.get_by_role("row", name="Patenschaften vermitteln")
    said = row.inner_text()
    assert "Koordination Ehrenamt" in said and "60 %, 0,30 VZÄ" in said and "Koordination Patenschaften" in said
    row.get_by_role("link", name="Koordination Ehrenamt").click()
    shows(page, "Patenschaften vermitteln")
    assert Position.objects.get(title="Koordination Ehrenamt").duties.get().share == 60


def test_two_words_become_one_and_two_again(page_as: PageAs, demo: SimpleNamespace, scripts: bool) -> None:
    stays, goes = factories.topic(demo.home, "Hofleben"), factories.topic(demo.home, "Hofleben und Höfe")
    club = factories.organisation(demo.home, "Hofverein")
    club.topics.add(goes)
    page = page_as("steuerung", scripts=scripts)
    page.goto("/beispielkreis/einstellungen/listen/themen/")
    page.get_by_role("link", name="Umbenennen oder zusammenführen (Hofleben und Höfe)").click()
    page.get_by_label("Es bleibt").select_option(label="Hofleben")
    press(page, "Vorschau zeigen")
    shows(page, "„Hofleben und Höfe“ verschwindet, „Hofleben“ bleibt")
    assert list(club.topics.all()) == [goes], "a preview changes nothing"
    press(page, "Zusammenführen")
    shows(page, "sind jetzt ein Wort: „Hofleben“")
    assert list(club.topics.all()) == [stays]
    press(page, "Rückgängig machen (Hofleben und Höfe)")
    shows(page, "„Hofleben und Höfe“ ist wieder ein eigenes Wort.")
    assert list(club.topics.all()) == list(Topic.objects.of(demo.home).filter(name="Hofleben und Höfe"))


def test_an_address_list_is_taken_over_and_back(page_as: PageAs, demo: SimpleNamespace, scripts: bool) -> None:
    def held() -> tuple[int, int]:
        return Organisation.objects.of(demo.home).count(), Person.objects.of(demo.home).count()

    before = held()
    page = page_as("steuerung", scripts=scripts)
    page.goto("/beispielkreis/akteure/import/neu/")
    press(page, "Mit einer Beispielliste ausprobieren")
    shows(page, "Was nur Sie wissen")
    assert held() == before, "nothing happens before it is confirmed"
    page.get_by_label("Welche Organisation ist „VHS Beispielkreis“?").select_option(
        label="dasselbe wie „Volkshochschule Beispielkreis“"
    )
    press(page, "Übernehmen")
    shows(page, "Übernommen:")
    assert str(OrganisationAlias.objects.get(name="VHS Beispielkreis").organisation) == "Volkshochschule Beispielkreis"
    assert held() > before
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(page.url)  # the script that asks first comes with the whole page
    press(page, "Import zurücknehmen")
    shows(page, "Zurückgenommen: Alles steht wieder so wie vor dem Import.")
    assert held() == before
