from __future__ import annotations

from datetime import date

import pytest

from tests.base.check.grids import read, read_document, sheet, word_table

LIST = word_table([["Maßnahme", "Wer?", "Wann?"], ["Kurse", "Amt", "2025"]])


def facts(*paragraphs: str):
    return read_document(*paragraphs, LIST).catalogue.facts


@pytest.mark.parametrize(
    ("text", "adopted", "day"),
    [
        ("Der Kreistag hat das Konzept am 12.06.2025 beschlossen.", True, date(2025, 6, 12)),
        ("Beschluss des Stadtrats vom 3. März 2024, Nr. SR/12.", True, date(2024, 3, 3)),
        ("Das Konzept wurde vom Kreistag verabschiedet.", True, None),
        ("Das Konzept ist noch nicht beschlossen.", False, None),
        ("Das Konzept soll im Herbst vom Kreistag beschlossen werden.", False, None),
        ("Beschluss am 31.02.2025 durch den Kreistag, Beschluss Nr. 4.", True, None),
        ("Ein schönes Konzept.", False, None),
    ],
)
def test_adoption(text: str, adopted: bool, day: date | None) -> None:
    assert (facts(text).adopted, facts(text).adopted_on) == (adopted, day)


def test_title_line_of_a_spreadsheet_tells_the_resolution() -> None:
    rows = [["Maßnahmenplan"], ["beschlossen am 12.06.2025 durch den Kreistag"], ["Nr.", "Maßnahme"], ["1", "Kurse"]]
    found = read(sheet(rows)).catalogue.facts
    assert (found.adopted, found.adopted_on, found.text, found.elements) == (True, date(2025, 6, 12), None, None)


def test_spreadsheet_says_nothing_of_the_concept() -> None:
    found = read(sheet([["Nr.", "Maßnahme"], ["1", "Kurse"]])).catalogue.facts
    assert (found.adopted, found.monitoring_described, found.revision_interval, found.municipalities_heard) == (
        None,
    ) * 4


@pytest.mark.parametrize(
    ("text", "interval", "due"),
    [
        ("Das Konzept wird alle fünf Jahre fortgeschrieben.", True, None),
        ("Eine Überprüfung erfolgt alle 3 Jahre.", True, None),
        ("Der Maßnahmenplan wird jährlich aktualisiert.", True, None),
        ("Die nächste Fortschreibung erfolgt 2028.", False, date(2028, 12, 31)),
        ("Das Konzept ist bis 30.06.2027 fortzuschreiben.", False, date(2027, 6, 30)),
        ("Das Konzept wird bei Bedarf fortgeschrieben.", False, None),
        (
            "Der Kreistag hat es am 12.06.2025 beschlossen. Es wird nach fünf Jahren überprüft. Überprüfung nach fünf Jahren.",
            True,
            date(2030, 6, 12),
        ),
    ],
)
def test_revision(text: str, interval: bool, due: date | None) -> None:
    assert (facts(text).revision_interval, facts(text).revision_due) == (interval, due)


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("Der Umsetzungsstand wird jährlich dem Kreistag berichtet.", True),
        ("Ein Monitoring wird jährlich durchgeführt.", True),
        ("Ein Monitoring wird empfohlen.", False),
        ("Es gibt kein Monitoring.", False),
        ("Wir freuen uns auf die Zusammenarbeit.", False),
    ],
)
def test_monitoring(text: str, described: bool) -> None:
    assert facts(text).monitoring_described is described


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Die kreisangehörigen Gemeinden wurden angehört.", True),
        ("Die Anhörung der Städte und Gemeinden fand im Mai statt.", True),
        ("Die Gemeinden wurden noch nicht angehört.", False),
        ("Die Gemeinden sind wichtig.", False),
    ],
)
def test_hearing(text: str, heard: bool) -> None:
    assert facts(text).municipalities_heard is heard


def test_elements_by_headings() -> None:
    found = read_document(
        (1, "Vorwort des Landrats"),
        "Text.",
        (1, "2 Unser Integrationsverständnis"),
        (1, "Ausgangslage und Bedarfe"),
        LIST,
    )
    assert found.catalogue.facts.elements == {"vorwort", "integrationsverstaendnis", "ausgangslage", "ziele-massnahmen"}
