"""Two versions side by side: what a reader is told, in which words, and what must not be asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from tests import factories
from tests.domain.concepts.test_snapshot import EVIL
from verbindlich.domain.actors.models import Person
from verbindlich.domain.concepts import checking, versioning
from verbindlich.domain.concepts.actions import Relations, delete_row, save_measure
from verbindlich.domain.concepts.models import FieldOfAction, Goal, Measure, Milestone, Need, Version

DAY, LATER = date(2025, 6, 12), date(2026, 6, 12)


@pytest.fixture
def url(cast: SimpleNamespace) -> Callable[..., str]:
    return lambda name, *args: reverse(f"concepts:{name}", args=[cast.home.slug, *args])


@pytest.fixture
def compared(clients: SimpleNamespace, url: Any) -> Callable[..., str]:
    """The page that compares, as text without markup; `who` looks at it."""

    def look(von: Any, zu: Any = "heute", *, who: str = "lesend", **more: Any) -> str:
        answer = getattr(clients, who).get(
            url("version-compare"), {"von": str(getattr(von, "pk", von)), "zu": str(getattr(zu, "pk", zu)), **more}
        )
        assert answer.status_code == 200
        main = answer.content.decode().split("<main")[1].split("</main>")[0]
        return " ".join(re.sub(r"<form method=\"get\".*?</form>|<[^>]*>", " ", main, flags=re.S).split())

    return look


def change(row: Any, **said: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**said)


# in words


def test_what_came_went_moved_and_changed(cast: SimpleNamespace, compared: Any) -> None:
    language, work = factories.field(cast.home, "Sprache", number="1"), factories.field(cast.home, "Arbeit", number="2")
    courses = factories.goal(cast.home, "Kurse", number="1.1", field=language)
    firms = factories.goal(cast.home, "Betriebe", number="2.1", field=work)
    goes, moves, changes = (
        factories.measure(cast.home, title, goal=courses) for title in ("Geht", "Zieht um", "Heißt anders")
    )
    before = factories.version(cast.home, adopted_on=DAY)
    delete_row(user=cast.steuerung, row=goes)
    change(moves, goal=firms, field=work)
    change(changes, title="Heißt neu", priority="hoch", end=date(2027, 12, 31), per_year=True)
    factories.measure(cast.home, "Kommt", goal=firms)
    text = compared(before)
    assert "Heute gegenüber „Fassung 1“: 1 Maßnahme neu, 1 entfallen, 1 verschoben, 1 geändert." in text
    assert "Kommt + neu" not in text and "Kommt neu 2 Arbeit › 2.1 Betriebe" in text
    assert "Geht entfallen 1 Sprache › 1.1 Kurse" in text
    assert "Zieht um verschoben Handlungsfeld 1 Sprache 2 Arbeit Ziel 1.1 Kurse 2.1 Betriebe" in text
    assert (
        "Heißt neu geändert Maßnahme Heißt anders Heißt neu bis – 31.12.2027 Priorität – hoch im Jahr nein ja" in text
    )


def test_texts_are_compared_paragraph_by_paragraph(cast: SimpleNamespace, compared: Any) -> None:
    factories.section(cast.home, "leitlinien", "Bleibt.\n\nFrüher so.\n\nFällt weg.")
    before = factories.version(cast.home, adopted_on=DAY)
    factories.section(cast.home, "leitlinien", "Bleibt.\n\nHeute anders.")
    text = compared(before)
    assert "1 Teil des Textes geändert" in text
    assert "Text Früher so. Heute anders. Text Fällt weg. –" in text
    assert "Bleibt." not in text


def test_two_adopted_versions(cast: SimpleNamespace, compared: Any, url: Any) -> None:
    measure = factories.measure(cast.home, "Börse")
    first = factories.version(cast.home, "Fassung 2025", adopted_on=DAY)
    change(measure, title="Kursbörse")
    second = factories.version(cast.home, "Fassung 2026", adopted_on=LATER)
    change(measure, title="Ganz anders")
    assert "„Fassung 2026“ gegenüber „Fassung 2025“: 1 Maßnahme geändert." in compared(first, second)
    assert "Maßnahme Börse Kursbörse" in compared(first, second)
    assert "Maßnahme Kursbörse Börse" in compared(second, first), "and the other way round"


def test_no_difference_says_so(cast: SimpleNamespace, compared: Any) -> None:
    factories.measure(cast.home)
    first = factories.version(cast.home, "Fassung 2025", adopted_on=DAY)
    second = factories.version(cast.home, "Fassung 2026", adopted_on=LATER)
    assert "Kein Unterschied zwischen „Fassung 2025“ und „Fassung 2026“." in compared(first, second)
    assert "Kein Unterschied zwischen „Fassung 2025“ und „heutiger Stand“." in compared(first)
    for same in (first, "heute"):
        assert "Kein Unterschied: Das ist zweimal dasselbe." in compared(same, same)


def test_how_far_measures_have_come_is_counted_apart(cast: SimpleNamespace, compared: Any) -> None:
    measure = factories.measure(
        cast.home, "Börse", state="planned", milestones=[Milestone(title="Stelle", due=date(2026, 1, 1))]
    )
    before = factories.version(cast.home, adopted_on=DAY)
    change(measure, state="running", progress=30)
    Milestone.objects.update(done_on=date(2025, 12, 1))
    text = compared(before)
    assert "1 Maßnahme mit anderem Umsetzungsstand." in text
    assert "Umsetzungsstand geplant in Umsetzung" in text
    assert "Meilensteine Stelle (01.01.2026) Stelle (01.01.2026) ✓" in text


def test_every_part_has_its_words(cast: SimpleNamespace, compared: Any) -> None:
    factories.concept(cast.home, occasion="Gesetz")
    field, goal = factories.field(cast.home), factories.goal(cast.home, means="Geld", assumed=["means"])
    need, strategy = factories.need(cast.home), factories.strategy(cast.home)
    measure = factories.measure(
        cast.home, "Börse", amount=Decimal(1000), positions=Decimal("0.5"), budget_kind="amount"
    )
    before = factories.version(cast.home, adopted_on=DAY)
    factories.concept(cast.home, occasion="Beschluss")
    change(field, state_fields=["Sprache", "Arbeit"])
    change(goal, level="kurzfristig", support_and_demand=True, assumed=["means", "effect"])
    change(need, answer="goal", goal=goal)
    change(strategy, owner=factories.organisation(cast.home, "Bauamt"), next_revision=date(2028, 1, 1))
    change(measure, amount=12500, positions="1.25", duty="freiwillig")
    text = compared(before)
    for said in (
        "Rahmen des Konzepts geändert", "Anlass Gesetz Beschluss", "Handlungsfelder des Landes – Sprache, Arbeit",
        "Ebene Leitziel kurzfristiges Ziel", "nur angenommen Mittel Mittel, Wirkung in der Kommune", "Antwort – bestehendes Ziel",
        "Ziel – Alle finden einen Kurs", "verantwortlich – Bauamt", "nächste Fortschreibung – 01.01.2028",
        "Betrag in Euro 1.000 € 12.500 €", "Stellen (Vollzeit) 0,5 1,25", "Aufgabenart – freiwillig",
        "1 Bedarf oder Potenzial geändert", "1 Strategie geändert", "1 Handlungsfeld geändert", "1 Ziel geändert",
    ):  # fmt: skip
        assert said in text, said
    assert "1 Ziel verschoben" not in text


def test_a_catalogue_is_compared_with_a_concept_in_what_both_have(cast: SimpleNamespace, compared: Any) -> None:
    factories.section(cast.home)
    factories.measure(cast.home, "Börse")
    concept = factories.version(cast.home, adopted_on=DAY)
    factories.measure(cast.home, "Messe")
    catalogue = factories.version(cast.home, "Katalog", "katalog", adopted_on=LATER)
    assert "„Katalog“ gegenüber „Fassung 1“: 1 Maßnahme neu." in compared(concept, catalogue)
    assert "Kein Unterschied" in compared(catalogue)


# for whom


def test_contact_persons_are_compared_for_those_who_know_them(cast: SimpleNamespace, compared: Any) -> None:
    one, other = (Person.objects.create(municipality=cast.home, name=name) for name in ("E. Eins", "Z. Zwei"))
    measure = factories.measure(cast.home)
    save_measure(user=None, measure=measure, relations=Relations(contacts=[one]), version=measure.version)
    before = factories.version(cast.home, adopted_on=DAY)
    measure.contacts.set([other])
    one.delete()
    assert "Kontaktpersonen gelöschte Kontaktperson Z. Zwei" in compared(before, who="fachamt")
    assert "Kein Unterschied" in compared(before, who="lesend")


def test_an_internal_measure_is_never_told(cast: SimpleNamespace, compared: Any) -> None:
    factories.measure(cast.home, "Geheimplan", visibility="intern")
    withdrawn = factories.measure(cast.home, "War offen")
    before = factories.version(cast.home, adopted_on=DAY)
    change(withdrawn, visibility="intern", title="Heimlich umbenannt")
    text = compared(before, who="steuerung")
    assert "War offen entfallen" in text and "gelöscht oder nicht mehr freigegeben" in text
    assert "Geheimplan" not in text and "Heimlich" not in text


def test_what_is_not_there_cannot_be_compared(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.version(cast.home, adopted_on=DAY)
    foreign = factories.version(cast.neighbour, "Fremde", adopted_on=DAY).pk
    draft = versioning.consult(user=None, version=factories.version(cast.home, "Fassung 2"), seen=1).pk
    for value in (foreign, draft, "999999", "-1", "abc", "9" * 40, "1 OR 1=1", "heute\x00"):
        for which in ("von", "zu"):
            assert clients.lesend.get(url("version-compare"), {which: value}).status_code == 404, (which, value)
    assert "Fremde" not in clients.lesend.get(url("version-compare")).content.decode()


def test_nothing_to_compare_yet(clients: SimpleNamespace, url: Any, cast: SimpleNamespace) -> None:
    factories.version(cast.home)
    assert "Noch nichts zu vergleichen" in clients.steuerung.get(url("version-compare")).content.decode()


def test_without_asking_it_is_the_version_in_force_with_today(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    factories.version(cast.home, "Alt", adopted_on=DAY)
    factories.version(cast.home, "Gültig", adopted_on=LATER)
    text = clients.lesend.get(url("version-compare")).content.decode()
    assert "Kein Unterschied zwischen „Gültig“ und „heutiger Stand“." in text


# the page


def test_narrowing_by_kind_and_part(cast: SimpleNamespace, compared: Any) -> None:
    measure, goal = factories.measure(cast.home, "Börse"), factories.goal(cast.home, "Kurse")
    before = factories.version(cast.home, adopted_on=DAY)
    change(measure, title="Kursbörse")
    change(goal, title="Kurse für alle")
    factories.measure(cast.home, "Messe")
    assert "Kursbörse geändert" in compared(before, aenderung="geaendert") and "Messe" not in compared(
        before, aenderung="geaendert"
    )
    only_goals = compared(before, aenderung="geaendert", teil="goals")
    assert "Kurse für alle geändert" in only_goals and "Kursbörse" not in only_goals
    assert "Nichts passt zu diesen Filtern" in compared(before, aenderung="verschoben")
    assert "Messe" in compared(before, aenderung="unsinn", teil="unsinn"), "senseless filters are none"


def test_fifty_on_a_page_and_all_on_paper(cast: SimpleNamespace, compared: Any) -> None:
    before = factories.version(cast.home, adopted_on=DAY)
    with checking.paused():
        for n in range(51):
            factories.measure(cast.home, f"Neue {n:02}")
    assert "Seite 1 von 2" in compared(before) and "Neue 50" not in compared(before)
    assert "Neue 50" in compared(before, seite=2) and "51 Maßnahmen neu" in compared(before, seite=2)
    assert "Neue 50" in compared(before, als="druck") and "Neue 00" in compared(before, als="druck")


def test_rows_lead_to_where_they_can_be_read(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    measure, gone = factories.measure(cast.home, "Börse"), factories.measure(cast.home, "Geht")
    before = factories.version(cast.home, adopted_on=DAY)
    change(measure, title="Kursbörse")
    delete_row(user=cast.steuerung, row=gone)
    text = clients.lesend.get(url("version-compare")).content.decode()
    assert f'href="{url("measure-detail", measure.pk)}">Kursbörse' in text
    anchor = f"{url('version-detail', before.pk)}#massnahme-{gone.pk}"
    assert f'href="{anchor}">Geht' in text
    assert f'id="massnahme-{gone.pk}"' in clients.lesend.get(anchor).content.decode()


def test_any_text_is_harmless(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    rows = [
        factories.field(cast.home),
        factories.goal(cast.home),
        factories.measure(cast.home),
        factories.need(cast.home),
    ]
    factories.version(cast.home, "<b>Fassung</b>", adopted_on=DAY)
    names = {
        FieldOfAction: ("name", "deviation"),
        Goal: ("title", "situation"),
        Measure: ("title", "description", "period_note"),
        Need: ("title",),
    }
    for row in rows:
        change(row, **dict.fromkeys(names[type(row)], EVIL))
    factories.section(cast.home, "leitlinien", EVIL)
    text = clients.lesend.get(url("version-compare")).content.decode()
    assert "<script>alert" not in text and "<b>Fassung" not in text
    assert "&lt;script&gt;" in text and "\u202e" not in text


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_however_much_differs(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any
) -> None:
    person = Person.objects.create(municipality=cast.home, name="E. Eins")
    measures = [factories.measure(cast.home, f"M {n}") for n in range(rows)]
    first = factories.version(cast.home, adopted_on=DAY)
    for measure in measures:
        change(measure, title="Neu")
        measure.contacts.add(person)
    second = factories.version(cast.home, "Fassung 2", adopted_on=LATER)
    # session, user, membership; versions; one snapshot; today's 9
    assert queries(lambda: clients.lesend.get(url("version-compare"), {"von": first.pk})) == 14
    # two snapshots; contact persons
    assert queries(lambda: clients.fachamt.get(url("version-compare"), {"von": first.pk, "zu": second.pk})) == 7


def test_more_measures_than_a_query_has_parameters(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any
) -> None:
    Measure.objects.bulk_create(
        Measure(municipality=cast.home, title=f"M {n}", sort_key=f"{n:05}") for n in range(1100)
    )
    with checking.paused():
        version = factories.version(cast.home, adopted_on=DAY)
    Measure.objects.filter(municipality=cast.home).update(priority="hoch")
    assert queries(lambda: clients.lesend.get(url("version-compare"), {"von": version.pk})) == 14
    text = clients.lesend.get(url("version-compare"), {"von": version.pk}).content.decode()
    assert "1100 Maßnahmen geändert" in text and "Seite 1 von 22" in text
    assert "M 1099</h4>" in clients.lesend.get(url("version-detail", version.pk)).content.decode()
    assert Version.objects.get().sha256 == version.sha256
