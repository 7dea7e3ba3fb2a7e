"""The pages of the versions: where they stand, one to read, one to take further; for whom."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.domain.concepts.test_snapshot import EVIL, fill
from verbindlich.base import profiles
from verbindlich.domain.actors.models import Person
from verbindlich.domain.concepts import versioning
from verbindlich.domain.concepts.actions import delete_row
from verbindlich.domain.concepts.models import Concept, FieldOfAction, Goal, Measure, Need, Section, Strategy, Version
from verbindlich.office.accounts.models import Municipality

TODAY = timezone.localdate
DAY = date(2025, 6, 12)
RESOLVED = {"body": "Kreistag", "resolution": "2025/031"}


@pytest.fixture
def url(cast: SimpleNamespace) -> Callable[..., str]:
    return lambda name, *args: reverse(f"concepts:{name}", args=[cast.home.slug, *args])


def page(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    text: str = answer.content.decode()
    return text


def primary(text: str) -> list[str]:
    return re.findall(r'kern-btn--primary" [^>]*><span class="kern-label">([^<]+)<', text)


def consult(version: Version) -> Version:
    return versioning.consult(user=None, version=version, seen=version.version)


# where they stand


def test_nothing_yet_offers_two_ways(clients: SimpleNamespace, url: Any) -> None:
    text = page(clients.steuerung.get(url("version-list")))
    assert "Wozu Fassungen dienen" in text
    assert url("version-create") in text and url("check") in text.split("Zwei Wege zu beginnen")[1]
    reader = page(clients.lesend.get(url("version-list")))
    assert "Zwei Wege" not in reader and "Sobald eine Fassung beschlossen ist" in reader


def test_the_next_step_is_the_one_primary_button(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    def offered() -> list[str]:
        return primary(page(clients.steuerung.get(url("version-list"))))

    draft = factories.version(cast.home)
    assert offered() == ["In Beratung geben"]
    consulted = consult(draft)
    assert offered() == ["Beschluss eintragen"]
    adopted = versioning.adopt(user=None, version=consulted, seen=2, on=DAY, **RESOLVED)
    assert offered() == ["Vorlage beim Ministerium eintragen"]
    versioning.submit(user=None, version=adopted, seen=3, on=DAY)
    assert offered() == ["Fortschreibung beginnen"]
    factories.version(cast.home, "Katalog", "katalog")
    assert offered() == ["In Beratung geben"], "what has begun comes before what may wait"
    assert primary(page(clients.lesend.get(url("version-list")))) == []


def test_what_is_overdue_and_why(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.concept(cast.home, next_revision=date(2026, 1, 31))
    factories.version(cast.home, adopted_on=DAY)
    text = page(clients.lesend.get(url("version-list")))
    assert "Noch nicht dem Ministerium vorgelegt" in text
    assert "KomIntAVO § 10 Abs. 3 (muss), seit 18.09.2025" in text, "a year after the decree came into force"
    assert "Fortschreibung noch nicht begonnen" in text
    assert "KomIntAVO § 10 Abs. 2 Nr. 4 (soll), eigener Termin: 31.01.2026" in text
    factories.version(cast.home, "Fassung 2")
    assert "Fortschreibung noch nicht begonnen" not in page(clients.lesend.get(url("version-list")))


def test_what_need_not_be_submitted(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.version(cast.home, "Katalog", "katalog", adopted_on=DAY)
    assert "Noch nicht dem Ministerium" not in page(clients.lesend.get(url("version-list")))
    factories.version(cast.home, adopted_on=DAY)
    Municipality.objects.filter(pk=cast.home.pk).update(kind=Municipality.Kind.MEMBER)
    assert "Noch nicht dem Ministerium" not in page(clients.lesend.get(url("version-list")))


def test_two_cycles_where_the_catalogue_has_its_own(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.version(cast.home, "Konzept 2025", adopted_on=DAY)
    assert "art-katalog" not in page(clients.steuerung.get(url("version-list")))
    factories.version(cast.home, "Katalog 2026", "katalog", adopted_on=DAY)
    text = page(clients.steuerung.get(url("version-list")))
    assert text.index("Konzept 2025") < text.index('id="art-katalog"') < text.index("Katalog 2026")
    assert len(primary(text)) == 1


def test_what_changed_since_in_a_sentence(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    measure = factories.measure(cast.home, "Börse")
    version = factories.version(cast.home, adopted_on=DAY)
    text = page(clients.lesend.get(url("version-list")))
    assert "Zuletzt beschlossen ist „Fassung 1“ (12.06.2025, Kreistag, 2025/031)." in text
    assert "Seit dem Beschluss hat sich nichts geändert." in text
    Measure.objects.filter(pk=measure.pk).update(title="Kursbörse")
    factories.measure(cast.home, "Messe")
    factories.measure(cast.home, "Geheim", visibility="intern")
    text = page(clients.lesend.get(url("version-list")))
    assert "Seit dem Beschluss hat sich geändert: 1 Maßnahme neu, 1 geändert." in text
    assert f"{url('version-compare')}?von={version.pk}&amp;zu=heute" in text


def test_readers_see_what_was_adopted(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.version(cast.home, "Alt", adopted_on=date(2024, 1, 1))
    factories.version(cast.home, "Gültig", adopted_on=DAY)
    draft = factories.version(cast.home, "Nächste")
    for who, sees in (("steuerung", True), ("fachamt", True), ("beirat", False), ("lesend", False)):
        client = getattr(clients, who)
        text = page(client.get(url("version-list")))
        assert "Alt" in text and "Gültig" in text and ("Nächste" in text) is sees
        for state in ("entwurf", "beratung"):
            Version.objects.filter(pk=draft.pk).update(state=state)
            assert client.get(url("version-detail", draft.pk)).status_code == (200 if sees else 404)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_many(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any
) -> None:
    for n in range(rows):
        factories.measure(cast.home, f"M {n}")
        factories.version(cast.home, f"F {n}", adopted_on=DAY)
    # session, user, membership; versions; the snapshot in force, today's 9; concept
    assert queries(lambda: clients.lesend.get(url("version-list"))) == 15
    for n in range(rows):
        factories.version(cast.home, f"K {n}", "katalog", adopted_on=DAY)
    # and those of the catalogue: its snapshot, today's 6
    assert queries(lambda: clients.lesend.get(url("version-list"))) == 22


# one to read


def test_a_version_reads_the_same_whatever_became_of_the_rows(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    rows = fill(cast)
    version = factories.version(cast.home, adopted_on=DAY)
    before = page(clients.lesend.get(url("version-detail", version.pk))).split("Verlauf")[0]
    for row in (rows.measure, rows.need, rows.strategy, rows.below, rows.goal, rows.field):
        delete_row(user=cast.steuerung, row=row)
    for model in (Need, Measure, Strategy, Goal, FieldOfAction, Section, Concept):
        model.objects.filter(municipality=cast.home).update(
            **{name: "ANDERS" for name in ("title", "name", "text") if hasattr(model, name)}
        )  # type: ignore[attr-defined]
    after = page(clients.lesend.get(url("version-detail", version.pk))).split("Verlauf")[0]
    token = re.compile(r"csrf\w*[^>]*|X-CSRFToken[^>]*")
    assert token.sub("", after) == token.sub("", before)


def test_everything_is_told_in_words(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    rows = fill(cast)
    version = factories.version(cast.home, adopted_on=DAY)
    text = page(clients.lesend.get(url("version-detail", version.pk)))
    for said in (
        "beschlossen", "12.06.2025, Kreistag", "2025/031", version.sha256, "1 Handlungsfeld, 2 Ziele, 1 Maßnahme",
        "Wir <strong>wollen</strong> das.", f'<h2 id="feld-{rows.field.pk}">1 Sprache</h2>',
        f'<h3 id="ziel-{rows.below.pk}">1.1 Jede Gemeinde</h3>', f'<h4 id="massnahme-{rows.measure.pk}">1.1.1 Börse</h4>',
        "<strong>Federführung: </strong>Sozialamt, Amt für Bildung", "<strong>Beteiligte: </strong>Volkshochschule",
        "<strong>Zeitraum: </strong>ab 01/2025", "<strong>Haushalt: </strong>45.000 € im Jahr", "<strong>Stellen (Vollzeit): </strong>0,5",
        "<strong>Zielgruppen: </strong>Ältere, Frauen", "<strong>Umsetzungsstand: </strong>in Umsetzung 40 %",
        "<strong>weitere Ziele: </strong>1 Alle finden einen Kurs", "Stelle besetzt (30.06.2025) ✓; Offen",
        "<strong>Mittel: </strong>Stelle (angenommen)", "<strong>dient dem Ziel: </strong>1 Alle finden einen Kurs",
        "<strong>gilt ab: </strong>01.01.2025", "1 Alle finden einen Kurs: Anderer Zuschnitt", "Antwort: Maßnahme: 1.1.1 Börse",
    ):  # fmt: skip
        assert said in text, said


def test_contact_persons_are_named_to_those_who_may_know_and_only_while_they_are_known(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    rows = fill(cast)
    version = factories.version(cast.home, adopted_on=DAY)
    where = url("version-detail", version.pk)
    for who, sees in (("steuerung", True), ("fachamt", True), ("beirat", False), ("lesend", False)):
        text = page(getattr(clients, who).get(where))
        assert ("Erika Beispiel" in text) is sees
        assert "GEHEIM" not in text and "erika@example.org" not in text and "Müller" not in text
    Person.objects.filter(pk=rows.person.pk).delete()
    text = page(clients.steuerung.get(where))
    assert "Erika" not in text and "gelöschte Kontaktperson" in text


def test_the_names_of_neighbours_are_never_looked_up(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    rows = fill(cast)
    version = factories.version(cast.home, adopted_on=DAY)
    Person.objects.filter(pk=rows.person.pk).update(municipality=cast.neighbour)
    assert "Erika" not in page(clients.steuerung.get(url("version-detail", version.pk)))


def test_a_draft_shows_the_concept_as_it_stands(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.measure(cast.home, "Börse")
    draft = factories.version(cast.home)
    text = page(clients.fachamt.get(url("version-detail", draft.pk)))
    assert "Börse" in text and "Der Entwurf zeigt das Konzept, wie es heute steht" in text
    assert "Prüfsumme (SHA-256)" not in text


def test_an_empty_concept_can_be_adopted_and_read(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    version = factories.version(cast.home, adopted_on=DAY)
    assert "Das Konzept ist noch leer" in page(clients.lesend.get(url("version-detail", version.pk)))


def test_rows_without_a_place_are_read_too(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    field = factories.field(cast.home)
    factories.measure(cast.home, "Nur im Feld", field=field)
    factories.measure(cast.home, "Ganz ohne")
    factories.goal(cast.home, "Heimatlos")
    version = factories.version(cast.home, adopted_on=DAY)
    text = page(clients.lesend.get(url("version-detail", version.pk))).split('id="verzeichnis"')[1]
    assert text.count("Maßnahmen ohne Ziel</h3>") == 2
    for title in ("Nur im Feld</h4>", "Ganz ohne</h4>", "Heimatlos</h3>", "Ohne Handlungsfeld</h2>"):
        assert title in text


def test_a_measure_of_another_field_than_its_goal_says_so(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    language, work = factories.field(cast.home, "Sprache"), factories.field(cast.home, "Arbeit")
    goal = factories.goal(cast.home, field=language)
    for field in (language, work):
        factories.measure(cast.home, goal=goal, field=field)
    version = factories.version(cast.home, adopted_on=DAY)
    text = page(clients.lesend.get(url("version-detail", version.pk)))
    assert text.count("<strong>Handlungsfeld: </strong>Arbeit") == 1
    assert "<strong>Handlungsfeld: </strong>Sprache" not in text


def test_any_text_is_harmless(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.concept(cast.home, title=EVIL, occasion=EVIL)
    factories.section(cast.home, "leitlinien", EVIL)
    goal = factories.goal(
        cast.home, EVIL, field=factories.field(cast.home, EVIL, deviation=EVIL), situation=EVIL, means=EVIL
    )
    factories.measure(
        cast.home, EVIL, goal=goal, description=EVIL, period_note=EVIL, leads=[factories.organisation(cast.home, EVIL)]
    )
    factories.need(cast.home, EVIL, answer="refused", refusal=EVIL)
    version = factories.version(cast.home, "<b>Fassung</b>", adopted_on=DAY)
    text = page(clients.lesend.get(url("version-detail", version.pk)))
    assert "<script>alert" not in text and "<b>Fassung" not in text
    assert "\u202e" not in text.split('id="verzeichnis"')[1].split("Verlauf")[0]
    assert "مرحبا" in text and "😀" in text


def test_a_tampered_version_says_so(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.measure(cast.home, "Börse")
    version = factories.version(cast.home, adopted_on=DAY)
    where = url("version-detail", version.pk)
    assert 'role="alert"' not in page(clients.lesend.get(where))
    Version.objects.filter(pk=version.pk).update(snapshot=version.snapshot.replace("Börse", "Basar"))
    text = page(clients.lesend.get(where))
    assert "Die Prüfsumme stimmt nicht" in text and "Basar" in text
    for broken in ("{}", version.snapshot.replace('"format":1', '"format":2')):
        Version.objects.filter(pk=version.pk).update(snapshot=broken)
        assert 'role="alert"' in page(clients.lesend.get(where))
        assert 'role="alert"' in page(clients.lesend.get(url("version-compare"), {"von": version.pk}))
        page(clients.lesend.get(url("version-list")))


def test_the_bytes_can_be_checked_elsewhere(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.measure(cast.home, "Börse für alle 😀")
    version = factories.version(cast.home, adopted_on=DAY)
    answer = clients.fachamt.get(url("version-detail", version.pk), {"als": "json"})
    assert hashlib.sha256(answer.content).hexdigest() == version.sha256
    assert answer["Content-Disposition"].startswith("attachment")
    assert clients.lesend.get(url("version-detail", version.pk), {"als": "json"}).status_code == 403
    draft = factories.version(cast.home, "Fassung 2")
    assert clients.steuerung.get(url("version-detail", draft.pk), {"als": "json"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_reading_costs_the_same_however_much_is_in_it(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any
) -> None:
    person = Person.objects.create(municipality=cast.home, name="E. Beispiel")
    for n in range(rows):
        factories.measure(cast.home, f"M {n}", goal=factories.goal(cast.home, f"Z {n}")).contacts.add(person)
    version = factories.version(cast.home, adopted_on=DAY)
    # session, user, membership; version; its story
    assert queries(lambda: clients.lesend.get(url("version-detail", version.pk))) == 5
    # and the names of contact persons
    assert queries(lambda: clients.fachamt.get(url("version-detail", version.pk))) == 6


# one to take further


def test_a_version_through_its_pages(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.measure(cast.home, "Börse")
    factories.measure(cast.home, "Geheim", visibility="intern")
    answer = clients.steuerung.post(url("version-create"), {"name": "Fassung 2025", "kind": "konzept"})
    version = Version.objects.get()
    where = url("version-step", version.pk)
    assert answer.url == url("version-detail", version.pk)
    text = page(clients.steuerung.get(where, {"schritt": "beraten"}))
    assert "0 Handlungsfelder, 0 Ziele, 1 Maßnahme." in text
    assert "1 interne Maßnahme gehört nicht zur Fassung" in text
    assert clients.steuerung.post(where, {"schritt": "beraten", "version_seen": 1}).status_code == 302
    factories.measure(cast.home, "Messe")
    text = page(clients.steuerung.get(where))
    assert "Seit es in Beratung ging, hat sich das Konzept geändert: 1 Maßnahme neu." in text
    said = {"schritt": "beschliessen", "version_seen": 2, "adopted_on": "2025-06-12", "basis": "beraten", **RESOLVED}
    assert clients.steuerung.post(where, said).status_code == 302
    text = page(clients.steuerung.get(url("version-detail", version.pk)))
    assert "Börse</h4>" in text and "Messe</h4>" not in text
    law = profiles.load("sachsen").provision("konzept-vorlage")
    text = page(clients.steuerung.get(where))
    assert law.quote in text and "KomIntAVO § 10 Abs. 3 (muss)" in text and "Konzept vorhanden" in text
    assert (
        clients.steuerung.post(
            where, {"schritt": "vorlegen", "version_seen": 3, "submitted_on": "2025-07-01"}
        ).status_code
        == 302
    )
    assert Version.objects.get().state == "vorgelegt"


def test_the_law_is_quoted_as_it_stands(shared: Any) -> None:
    quote = profiles.load("sachsen").provision("konzept-vorlage").quote
    assert f"(3) {quote}" in (shared / "law/KomIntAVO.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"adopted_on": "31.02.2025"}, "gültiges Datum"),
        ({"adopted_on": ""}, "zwingend erforderlich"),
        ({"adopted_on": str(TODAY() + timedelta(days=1))}, "liegt in der Zukunft"),
        ({"adopted_on": "2024-12-31"}, "erst am 01.01.2025 beschlossen"),
        ({"body": ""}, "zwingend erforderlich"),
        ({"resolution": "9" * 61}, "höchstens 60 Zeichen"),
        ({"version_seen": ""}, "unvollständig"),
        ({"basis": "gestern"}, "keine gültige Auswahl"),
    ],
)
def test_a_resolution_that_cannot_be(
    said: dict[str, Any], message: str, cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    factories.version(cast.home, adopted_on=date(2025, 1, 1))
    version = consult(factories.version(cast.home, "Fassung 2"))
    good = {"schritt": "beschliessen", "version_seen": 2, "adopted_on": "2025-06-12", "basis": "heute", **RESOLVED}
    text = page(clients.steuerung.post(url("version-step", version.pk), {**good, **said}), 422)
    assert message in text
    assert Version.objects.get(pk=version.pk).state == "beratung"


def test_a_resolution_is_understood_as_it_is_typed(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    version = factories.version(cast.home)
    said = {
        "schritt": "beschliessen",
        "version_seen": 1,
        "adopted_on": "12.06.2025",
        "body": "<b>Rat</b>",
        "resolution": "😀",
    }
    clients.steuerung.post(url("version-step", version.pk), said)
    assert Version.objects.get().adopted_on == DAY
    assert "<b>Rat" not in page(clients.lesend.get(url("version-detail", version.pk)))


def test_steps_that_do_not_lead_on(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    version = factories.version(cast.home, adopted_on=DAY)
    where = url("version-step", version.pk)
    for step in ("beraten", "zuruecknehmen", "verwerfen", "beschliessen"):
        assert "Dieser Schritt geht nicht mehr" in page(clients.steuerung.get(where, {"schritt": step}), 409)
        page(clients.steuerung.post(where, {"schritt": step, "version_seen": 2}), 409)
    for step in ("fortschreiben", "abloesen", "tanzen"):
        assert clients.steuerung.get(where, {"schritt": step}).status_code == 404
    assert Version.objects.get().state == "beschlossen"


def test_looking_at_a_step_changes_nothing(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    version = factories.version(cast.home)
    for step in ("beraten", "verwerfen", "beschliessen", "berichtigen"):
        page(clients.steuerung.get(url("version-step", version.pk), {"schritt": step}))
    assert Version.objects.get() == version and Version.objects.get().version == 1


@pytest.mark.parametrize("who", ["fachamt", "beirat", "lesend"])
def test_only_the_steuerung_acts(who: str, cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    version = factories.version(cast.home, adopted_on=DAY)
    client = getattr(clients, who)
    assert client.post(url("version-create"), {"name": "Meine", "kind": "konzept"}).status_code == 403
    assert (
        client.post(
            url("version-step", version.pk), {"schritt": "vorlegen", "version_seen": 2, "submitted_on": "2025-07-01"}
        ).status_code
        == 403
    )
    assert url("version-step", version.pk) not in page(client.get(url("version-detail", version.pk)))


def test_giving_up_a_draft_and_taking_back_a_consultation(
    cast: SimpleNamespace, clients: SimpleNamespace, url: Any
) -> None:
    version = consult(factories.version(cast.home))
    where = url("version-step", version.pk)
    assert "Prüfsumme" in page(clients.steuerung.get(where, {"schritt": "zuruecknehmen"}))
    assert clients.steuerung.post(where, {"schritt": "zuruecknehmen", "version_seen": 2}).url == url(
        "version-detail", version.pk
    )
    assert clients.steuerung.post(where, {"schritt": "verwerfen", "version_seen": 3}).url == url("version-list")
    assert clients.steuerung.post(where, {"schritt": "verwerfen", "version_seen": 3}).status_code == 404


def test_what_cannot_be_begun(cast: SimpleNamespace, clients: SimpleNamespace, url: Any) -> None:
    factories.version(cast.home)
    for said in (
        {"name": "Zwei", "kind": "konzept"},
        {"name": " ", "kind": "katalog"},
        {"name": "X", "kind": "gedicht"},
        {"name": "x" * 121, "kind": "katalog"},
    ):
        page(clients.steuerung.post(url("version-create"), said), 422)
    assert Version.objects.count() == 1
    text = page(clients.steuerung.get(url("version-create"), {"art": "katalog"}))
    assert re.search(r'value="katalog"[^>]*checked', text)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_step_costs_the_same_however_much_is_frozen(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, url: Any, queries: Any
) -> None:
    for n in range(rows):
        factories.measure(cast.home, f"M {n}")
    version = consult(factories.version(cast.home))
    # session, user, membership; version; today's 9; internal measures; the version in force; findings for the navigation
    assert queries(lambda: clients.steuerung.get(url("version-step", version.pk))) == 16
