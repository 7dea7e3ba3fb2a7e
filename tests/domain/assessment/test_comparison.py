"""The comparison says what the guide's figures say, and counts as the reference data expect."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from verbindlich.base import profiles
from verbindlich.domain.assessment import facts

URL = reverse("assessment:concepts")


def page(**query: str) -> SimpleNamespace:
    answer = Client().get(URL, query)
    return SimpleNamespace(html=answer.content.decode(), rows=answer.context["rows"], status=answer.status_code)


def test_sentences(db: None) -> None:
    html = page().html
    for sentence in (
        "12 von 13 haben ein Konzept.",
        "3 von 12 nennen Zeiträume.",
        "1 von 12 setzt Prioritäten, 1 weiteres teilweise.",
        "6 von 12 nennen, wer die Maßnahmen umsetzt, 1 weiteres teilweise.",
        "5 von 12 beschreiben ein Monitoring, 4 empfehlen es, 1 plant es.",
        "4 von 12 regeln die Fortschreibung, 1 empfiehlt sie.",
        "Stand Februar 2026",
    ):
        assert sentence in html


@pytest.mark.parametrize("expected", profiles.load("sachsen").expected_counts, ids=lambda e: e.criterion)
def test_counts_are_those_of_the_reference_data(expected: profiles.ExpectedCount) -> None:
    column = facts.criteria().index(expected.criterion)
    words = [row.cells[column].word for row in facts.rows()]
    assert {word: words.count(word) for word in expected.counts} == dict(expected.counts)


def test_every_contradiction_of_the_guide_is_shown(db: None) -> None:
    html = page().html
    assert all(note.topic in html for note in profiles.load("sachsen").guide_notes)


def test_all_thirteen_in_german_order(db: None) -> None:
    names = [row.authority.name for row in page().rows]
    assert len(names) == 13
    assert names[:2] == ["Chemnitz", "Dresden"]
    assert names[-1] == "Vogtlandkreis"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"art": "kreisfreie Stadt"}, 3),
        ({"merkmal": "Umsetzungszeiträume", "wert": "ja"}, 3),
        ({"merkmal": "Fortschreibung", "wert": "Empf."}, 1),
        ({"wert": "kein"}, 1),
        ({"q": "saechsische schweiz"}, 1),
        ({"q": "onlinebefragung"}, 1),
        ({"q": "gibt es nicht"}, 0),
        ({"art": "unsinn"}, 13),
    ],
)
def test_filters(query: dict[str, str], count: int, db: None) -> None:
    assert len(page(**query).rows) == count


def test_filter_values_are_the_same_in_every_language(db: None) -> None:
    client = Client(headers={"accept-language": "en"})
    assert len(client.get(URL, {"merkmal": "Umsetzungszeiträume", "wert": "ja"}).context["rows"]) == 3


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("einwohner", "Landkreis Nordsachsen"),
        ("-einwohner", "Leipzig"),
        ("-erfuellt", "Dresden"),
        ("jahr", "Chemnitz"),
        ("unsinn", "Chemnitz"),
    ],
)
def test_sorting(sort: str, first: str, db: None) -> None:
    assert page(sort=sort).rows[0].authority.name == first


def test_every_number_has_source_and_date(db: None) -> None:
    html = page().html
    assert "12411-01-01-4" in html
    assert "31.12.2024" in html


def test_no_database_is_asked(db: None, queries: object) -> None:
    assert queries(lambda: Client().get(URL)) == 0  # type: ignore[operator]
