from __future__ import annotations

import pytest

from tests.base.calc.building import catalogue, findings, measure, outcome
from verbindlich.base.calc.catalogue import Catalogue


@pytest.mark.parametrize(
    "title",
    [
        "Strategiegremium der Amtsleitungen einrichten",
        "Umsetzungsbericht an den Kreistag",
        "Integrationsmonitoring aufbauen",
        "Beirat in der Hauptsatzung verankern",
        "Lenkungsgruppe bilden",
    ],
)
def test_a_title_that_steers_counts_where_the_file_has_no_column_for_it(title: str) -> None:
    assert findings("no-strategic-measure", catalogue(measure("1", "Sprachkurs"), measure("2", title))) == ()


def test_practical_titles_alone_are_found() -> None:
    practical = catalogue(measure("1", "Sprachkurs anbieten"), measure("2", "Steuerberatung für Vereine"))
    assert len(findings("no-strategic-measure", practical)) == 1
    assert len(findings("nothing-for-steering-or-monitoring", practical)) == 2


def test_the_offices_own_column_counts_before_words() -> None:
    said = catalogue(measure("1", "Strategiegremium", kind="operativ"))
    messages = [f.message for f in findings("no-strategic-measure", said)]
    assert messages == ["Keine Maßnahme ist als strategisch gekennzeichnet."]
    assert findings("no-strategic-measure", catalogue(measure("1", "Sprachkurs", kind="strategisch"))) == ()


def test_each_area_that_no_measure_serves_is_named() -> None:
    found = findings("nothing-for-steering-or-monitoring", catalogue(measure("1", "Strategiegremium einrichten")))
    assert [f.message.split()[-1] for f in found] == ["Monitoring."]


def test_not_applicable_without_measures() -> None:
    assert outcome("no-strategic-measure", Catalogue()).state == "not_applicable"
    assert outcome("nothing-for-steering-or-monitoring", Catalogue()).state == "not_applicable"
