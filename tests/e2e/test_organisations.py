"""The list that every other list is copied from, with JavaScript and without."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests import factories
from tests.e2e.acts import chosen, follow, press, shows
from verbindlich.domain.actors.models import Organisation
from verbindlich.office.accounts.models import Role
from verbindlich.office.search import actions as search
from verbindlich.office.trail.models import Event

PageAs = Callable[..., Any]
LIST = "/beispielkreis/organisationen/"


@pytest.fixture
def every(demo: SimpleNamespace) -> int:
    """How many organisations the demo has: two pages."""
    return Organisation.objects.of(demo.home).count()


@pytest.fixture
def sixty(every: int, demo: SimpleNamespace) -> int:
    """How many there are after sixty more with a name of a kind."""
    with search.paused():
        for number in range(1, 61):
            factories.organisation(demo.home, f"Verein Nr. {number}", kind=Organisation.Kind.CIVIC)
    return every + 60


def narrowing(page: Any, label: str) -> Any:
    """A field of the list's filters; the header has a search of its own."""
    return page.locator("main form.filters").get_by_label(re.compile(f"^{label}"))


def test_create_edit_delete_undo(page_as: PageAs, scripts: bool) -> None:
    page = page_as("steuerung", scripts=scripts)
    page.goto(LIST)
    follow(page, "Organisation anlegen")
    page.get_by_label("Name", exact=True).fill("Übersetzungsdienst Ölmühle")
    page.get_by_label("Gruppe", exact=True).select_option(label="freier Träger")
    page.get_by_text("Kurzname, Ebene, gehört zu").click()
    page.get_by_label("Gehört zu").select_option(label="Sozialamt")
    press(page, "Speichern")
    shows(page, "„Übersetzungsdienst Ölmühle“ ist gespeichert.")
    follow(page, "Bearbeiten")
    page.get_by_label("Name", exact=True).fill("Sprachmittlung Ölmühle")
    press(page, "Speichern")
    shows(page, "Name: Übersetzungsdienst Ölmühle → Sprachmittlung Ölmühle")
    press(page, "Löschen")
    shows(page, "„Sprachmittlung Ölmühle“ ist gelöscht.")
    assert page.get_by_role("link", name="Sprachmittlung Ölmühle").count() == 0
    press(page, "Rückgängig machen")
    shows(page, "„Sprachmittlung Ölmühle“ ist wieder da.")
    saved = Organisation.objects.get(name="Sprachmittlung Ölmühle", deleted_at=None)
    assert (saved.kind, str(saved.parent)) == (Organisation.Kind.WELFARE, "Sozialamt")


def test_a_mistake_is_said_at_its_field(page_as: PageAs, scripts: bool) -> None:
    page = page_as("steuerung", scripts=scripts)
    page.goto(LIST + "neu/")
    page.get_by_label("Name", exact=True).fill("  ")
    page.get_by_label("Gruppe", exact=True).select_option(label="freier Träger")
    press(page, "Speichern")
    page.locator("#id_name_error").wait_for()
    assert page.get_attribute("#id_name", "aria-invalid") == "true"
    assert page.get_by_label("Gruppe", exact=True).input_value() == "traeger", "what was right stays"


def test_filter_sort_and_page(page_as: PageAs, sixty: int, scripts: bool) -> None:
    page = page_as("steuerung", scripts=scripts)
    page.goto(LIST)
    shows(page, f"{sixty} Organisationen, gezeigt 1 bis 50")
    follow(page, "Weiter →")
    shows(page, "gezeigt 51 bis 100")
    follow(page, "Gruppe")
    follow(page, "Gruppe")
    page.wait_for_url("**/?sort=-art")
    assert page.locator("th[aria-sort=descending]").inner_text().strip() == "Gruppe"
    narrowing(page, "Suche").fill("VEREIN nr")
    press(page, "Filtern")
    shows(page, "60 Organisationen, gezeigt 1 bis 50")
    assert chosen(page) == {"q": "VEREIN nr", "sort": "-art"}
    follow(page, "Weiter →")
    shows(page, "gezeigt 51 bis 60")
    assert chosen(page) == {"q": "VEREIN nr", "sort": "-art", "seite": "2"}
    page.go_back()
    shows(page, "gezeigt 1 bis 50")
    assert narrowing(page, "Suche").input_value() == "VEREIN nr"
    page.get_by_role("link", name="Suche: VEREIN nr").click()
    shows(page, f"{sixty} Organisationen")


def test_filtering_while_typing_and_back(page_as: PageAs, every: int) -> None:
    """The extra of JavaScript: no button needed, and the way back shows whole pages."""
    page = page_as("steuerung")
    page.goto(LIST)
    narrowing(page, "Suche").press_sequentially("uebersee")
    shows(page, "1 Organisation")
    page.wait_for_url("**/?q=uebersee**")
    narrowing(page, "Gruppe").select_option(label="Behörde des Bundes")
    shows(page, "Nichts passt zu diesen Filtern")
    page.go_back()
    shows(page, "Gemeindeverwaltung Übersee am Forst")
    page.go_back()
    page.wait_for_selector("main form.filters [name=q]:not([value])")
    shows(page, f"{every} Organisationen")
    assert page.get_by_role("heading", level=1).inner_text() == "Organisationen"
    assert page.get_by_role("navigation", name="Hauptnavigation").is_visible()
    assert narrowing(page, "Suche").input_value() == ""


def test_two_people_at_once(page_as: PageAs, demo: SimpleNamespace, scripts: bool) -> None:
    demo.fachamt.memberships.update(role=Role.STEUERUNG)
    contested = factories.organisation(demo.home, "Amt für Beispiele")
    first, second = (page_as(who, scripts=scripts) for who in ("fachamt", "steuerung"))
    for page in (first, second):
        page.goto(f"{LIST}{contested.pk}/bearbeiten/")
    first.get_by_label("Name", exact=True).fill("Amt für Vorbilder")
    press(first, "Speichern")
    shows(first, "ist gespeichert")
    second.get_by_label("Name", exact=True).fill("Amt für Muster")
    press(second, "Speichern")
    shows(second, "Jemand war schneller")
    row = second.get_by_role("row", name=re.compile("^Name"))
    assert "Amt für Muster" in row.inner_text() and "Amt für Vorbilder" in row.inner_text()
    press(second, "Meine Fassung speichern")
    shows(second, "„Amt für Muster“ ist gespeichert.")
    contested.refresh_from_db()
    assert contested.name == "Amt für Muster"
    assert [event.user for event in Event.objects.about(contested)[:2]] == [demo.steuerung, demo.fachamt]


def test_keyboard_alone(page_as: PageAs, scripts: bool) -> None:
    page = page_as("steuerung", scripts=scripts)
    page.goto(LIST)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Zum Inhalt")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.bounding_box()["x"] >= 0, "seen once it has the focus"
    page.keyboard.press("Enter")
    page.wait_for_url("**#inhalt")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("jobcenter")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=jobcenter**")
    shows(page, "1 Organisation")
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Jobcenter Beispielkreis").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Jobcenter Beispielkreis").wait_for()


def test_on_paper(page_as: PageAs, every: int) -> None:
    """Every row, and nothing that can only be clicked."""
    page = page_as("steuerung", throw_away=True)
    page.goto(LIST)
    follow(page, "Druckansicht")
    shows(page, f"{every} Organisationen")
    page.emulate_media(media="print")
    assert page.locator("tbody tr").count() == every
    for row in (page.locator("tbody tr").first, page.locator("tbody tr").last):
        assert row.is_visible()
    clickable = page.locator("nav, form, button, .bar, .filters, .chips, .row")
    seen = [element.evaluate("e => e.outerHTML.slice(0, 80)") for element in clickable.all() if element.is_visible()]
    assert not seen
