"""The main job in the browser, with JavaScript and without: a file taken over, worked with, adopted, compared, taken back."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from tests.e2e.acts import chosen, follow, press, shows
from verbindlich.domain.concepts.models import Measure, Need, Version
from verbindlich.office.accounts.models import Municipality

PageAs = Callable[..., Any]


def test_a_file_becomes_the_concept_and_can_be_taken_back(
    page_as: PageAs, demo: SimpleNamespace, scripts: bool
) -> None:
    home = Municipality.objects.get(slug="nachbarkreis")
    page = page_as("fremd", scripts=scripts)
    page.goto("/")
    shows(page, "Zwei Wege zu beginnen")
    press(page, "Mit dem Beispielkatalog ausprobieren")
    shows(page, "24 Maßnahmen: 24 neu")
    assert not Measure.objects.of(home).exists(), "nothing happens before it is confirmed"
    press(page, "Übernehmen")
    shows(page, "Übernommen:")
    assert Measure.objects.of(home).count() == 24
    page.goto("/nachbarkreis/konzept/import/")
    follow(page, "Beispielkatalog.xlsx")
    page.on("dialog", lambda dialog: dialog.accept())
    press(page, "Import zurücknehmen")
    shows(page, "Alles steht wieder so wie vor dem Import")
    assert not Measure.objects.of(home).exists()


def test_a_measure_is_made_and_gets_its_missing_lead_by_its_finding(
    page_as: PageAs, demo: SimpleNamespace, scripts: bool
) -> None:
    page = page_as("steuerung", scripts=scripts)
    page.goto("/beispielkreis/massnahmen/")
    follow(page, "Maßnahme anlegen")
    page.get_by_label("Nummer").fill("9.1")
    page.get_by_label("Maßnahme", exact=True).fill("Fahrdienst zu Kursen")
    press(page, "Speichern")
    shows(page, "keine Federführung angegeben")
    page.get_by_role("link", name="Ergänzen").first.click()
    page.get_by_label("Federführung", exact=True).select_option(label="Jugendamt")
    press(page, "Speichern")
    shows(page, "ist gespeichert")
    made = Measure.objects.of(demo.home).get(number="9.1")
    assert [str(o) for o in made.leads] == ["Jugendamt"]
    assert not page.get_by_text("keine Federführung angegeben").count()


def test_a_row_is_changed_where_it_stands_and_the_filter_stays(
    page_as: PageAs, demo: SimpleNamespace, scripts: bool
) -> None:
    page = page_as("steuerung", scripts=scripts)
    page.goto("/beispielkreis/massnahmen/?q=Sprachkurs-Börse")
    page.get_by_role("link", name="ändern").first.click()
    page.locator("main select[name$=priority]").select_option("niedrig")
    page.get_by_role("main").get_by_role("button", name="Speichern").first.click()
    page.get_by_role("cell", name="niedrig", exact=True).wait_for()
    assert chosen(page)["q"] == "Sprachkurs-Börse"
    assert Measure.objects.of(demo.home).get(number="1.1").priority == "niedrig"


def test_many_are_changed_after_a_preview(page_as: PageAs, demo: SimpleNamespace, scripts: bool) -> None:
    page = page_as("steuerung", scripts=scripts)
    page.goto("/beispielkreis/massnahmen/")
    for number in ("1.1", "1.3"):
        page.get_by_role("checkbox", name=f"{number} ").check()
    press(page, "Ausgewählte ändern")
    page.locator("main select[name$=priority]").select_option("niedrig")
    press(page, "Vorschau zeigen")
    shows(page, "niedrig")
    rows = Measure.objects.of(demo.home).filter(number__in=("1.1", "1.3"))
    assert "niedrig" not in rows.values_list("priority", flat=True), "a preview changes nothing"
    page.get_by_role("main").locator("form button.kern-btn--primary").click()
    shows(page, "geändert")
    assert set(rows.values_list("priority", flat=True)) == {"niedrig"}


def test_a_need_is_answered_by_a_new_measure(page_as: PageAs, demo: SimpleNamespace, scripts: bool) -> None:
    page = page_as("steuerung", scripts=scripts)
    page.goto("/beispielkreis/konzept/bedarfe/neu/")
    page.get_by_label("Bedarf oder Potenzial").fill("Fahrten zum Kurs")
    press(page, "Speichern")
    need = Need.objects.get(title="Fahrten zum Kurs")
    page.goto(f"/beispielkreis/massnahmen/neu/?bedarf={need.pk}")
    assert page.get_by_label("Maßnahme", exact=True).input_value() == "Fahrten zum Kurs"
    press(page, "Speichern")
    shows(page, "ist gespeichert")
    need.refresh_from_db()
    assert need.measure and need.answer == Need.Answer.MEASURE
    page.get_by_role("list", name="Kette vom Bedarf zur Wirkung").get_by_role(
        "link", name="Fahrten zum Kurs"
    ).wait_for()


def test_a_new_version_is_adopted_and_compared(page_as: PageAs, demo: SimpleNamespace, scripts: bool) -> None:
    page = page_as("steuerung", scripts=scripts)
    page.goto("/beispielkreis/konzept/fassungen/")
    follow(page, "Maßnahmenkatalog 2027/2028")
    for verb, values in (
        ("In Beratung geben", {}),
        ("Beschluss eintragen", {"adopted_on": "2026-01-15", "body": "Kreistag", "resolution": "1"}),
    ):
        page.get_by_role("main").get_by_role("link", name=verb).first.click()
        if values:
            page.get_by_label("der Stand, der in Beratung gegeben wurde").check()
        for name, value in values.items():
            page.locator(f"[name={name}]").fill(value)
        page.get_by_role("main").locator("form button.kern-btn--primary").click()
    shows(page, "15.01.2026")
    version = Version.objects.get(municipality=demo.home, name="Maßnahmenkatalog 2027/2028")
    assert version.adopted and version.sha256
    page.goto(f"/beispielkreis/konzept/fassungen/vergleich/?von={version.pk}&zu=heute")
    shows(page, "Maßnahmen")


def test_department_contacts_see_and_edit_their_own(page_as: PageAs, demo: SimpleNamespace) -> None:
    page = page_as("fachamt")
    page.goto("/beispielkreis/massnahmen/")
    own = Measure.objects.of(demo.home).get(number="1.2")
    other = Measure.objects.of(demo.home).get(number="1.1")
    assert page.get_by_role("checkbox", name="1.2 ").count() == 1
    assert page.get_by_role("checkbox", name="1.1 ").count() == 0
    assert page.goto(f"/beispielkreis/massnahmen/{own.pk}/bearbeiten/").status == 200
    assert page.get_by_label("Federführung", exact=True).count() == 0
    assert page.goto(f"/beispielkreis/massnahmen/{other.pk}/bearbeiten/").status == 403
