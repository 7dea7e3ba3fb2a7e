"""Everything held about a contact person: shown, handed over, erased; how long it is kept; what is never asked."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.base.calc.traces import GONE
from verbindlich.base.common.slots import person_data
from verbindlich.domain.actors.actions import confirm_person, delete_person, save_note, save_person, withdraw_consent
from verbindlich.domain.actors.models import Merge, Note, Person, PersonAlias, PersonsApart, RetentionRun, SocialSpace
from verbindlich.domain.concepts.noting import note_measure
from verbindlich.office.accounts.models import Municipality
from verbindlich.office.imports.models import Import
from verbindlich.office.trail.actions import backdated
from verbindlich.office.trail.models import Event

NAME, MAIL, PHONE = "Jördis Łuczak", "j.luczak@amt.example", "03501 12 34 56"
KNOWN_BY = (
    NAME,
    MAIL,
    PHONE,
    "Joerdis Luczak",
    "joerdis łuczak",
    "Mit ihr telefoniert",
)  # the last but one: as searches keep it
TODAY = timezone.localdate()


def url(name: str, cast: SimpleNamespace, *args: int) -> str:
    return reverse(f"actors:{name}", args=[cast.home.slug, *args])


def everywhere(cast: SimpleNamespace, rows: int) -> Person:
    """A person with data in all rooms, so many rows of each."""
    home, body = cast.home, factories.organisation(cast.home, "Träger")
    person = factories.person(home, NAME, email=MAIL, phone=PHONE, organisation=body, key_person=True)
    for n in range(rows):
        place = factories.organisation(home, f"Amt {n}", note=f"Fragen an {NAME}")
        person.also_in.add(place)
        withdraw_consent(user=None, consent=factories.consent(person, "verteiler"))
        factories.consent(person)
        factories.note(home, f"Mit ihr telefoniert {n}", person=person)
        other = factories.note(home, f"{NAME.upper()} fragen, Tel. {PHONE}", organisation=place)
        save_note(user=None, note=other, version=other.version)
        factories.person(home, f"P. {n}", substitute=person)
        factories.position(home, f"Stelle {n}", holder=person, duties={"Vernetzen": 50, "Berichten": None})
        factories.position(home, f"Vertretung {n}", substitute=person)
        factories.network(home, f"Netz {n}", members=[body], coordinator=person).members.update(person=person)
        SocialSpace.objects.create(
            municipality=home, name=f"Gemeinde {n}", kind="gemeinde", mayor=person, commissioner=person
        )
        measure = factories.measure(home, f"Maßnahme {n}", description=f"Ansprache durch {NAME}", leads=[body])
        measure.contacts.add(person)
        note_measure(user=None, measure=measure, note=Note(municipality=home, text=f"{NAME} ist dafür"))
        factories.waiting_import(
            home, cast.steuerung, f"Nr.;Maßnahme;Ansprechpartner\n{n};Kurs;Łuczak, Jördis {MAIL}\n"
        )
        PersonAlias.objects.create(municipality=home, person=person, name="Joerdis Luczak")
        PersonsApart.objects.create(municipality=home, one=person, other=factories.person(home, f"J. L. {n}"))
        Merge.objects.create(municipality=home, person=person, kept_id=person.pk, gone_id=99, data={"name": NAME})
    factories.version(home, adopted_on=date(2025, 6, 12))
    save_person(user=cast.steuerung, person=person, version=person.version)
    return Person.objects.get(pk=person.pk)


def stored(words: tuple[str, ...]) -> list[str]:
    """Columns of the whole database in which one of the words stands, escaped or not. What SQLite searches mirrors the index."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("search_trigrams_"):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description or ()]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    text = str(value).encode().decode("unicode_escape", "ignore") if "\\u" in str(value) else str(value)
                    if any(word.casefold() in f"{value} {text}".casefold() for word in words):
                        found.append(f"{table.replace('search_trigrams', 'search_searchentry')}.{name}")
    return sorted(set(found))


# What stays until people change it: texts that a page showed them, with the search for these; and what a council adopted.
BY_HAND = ["actors_organisation.note", "concepts_measure.description", "concepts_measure.search", "concepts_version.snapshot",
           "search_searchentry.text"]  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_erased_in_every_room(rows: int, cast: SimpleNamespace, queries: Any) -> None:
    person = everywhere(cast, rows)
    assert len(stored(KNOWN_BY)) > len(BY_HAND)
    assert queries(lambda: delete_person(user=cast.steuerung, person=person)) == 52
    assert stored(KNOWN_BY) == BY_HAND
    assert not Person.objects.filter(pk=person.pk).exists()
    assert {note.text for note in Note.objects.all()} == {f"{GONE} fragen, Tel. {GONE}", f"{GONE} ist dafür"}
    assert not Note.objects.matching("luczak").exists()
    events = Event.objects.about(person)
    assert [event.verb for event in events] == ["delete", "create"]
    assert all(event.before in (None, {}) and event.after in (None, {}) for event in events)
    assert {one.state for one in Import.objects.all()} == {Import.State.DISCARDED}
    assert Event.objects.filter(model="actors.position", verb="edit").count() == 2 * rows


def test_other_people_of_the_trail_stay(cast: SimpleNamespace) -> None:
    """Another municipality's, another name's; a person with a name of one word takes nothing along."""
    factories.organisation(cast.neighbour, "Fremd", note=f"Fragen an {NAME}")
    factories.organisation(cast.home, "Eigen", note="Fragen an den Rat")
    factories.organisation(cast.home, "Zwei", note=f"{NAME} und R. Rat")
    delete_person(user=None, person=factories.person(cast.home, NAME))
    delete_person(user=None, person=factories.person(cast.home, "Rat"))
    kept = json.dumps([event.after for event in Event.objects.all()], ensure_ascii=False)
    assert kept.count(NAME) == 1
    assert "Fragen an den Rat" in kept
    assert f"{GONE} und R. Rat" in kept


def test_everything_on_one_page_and_as_a_file(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    person = everywhere(cast, 1)
    page = clients.steuerung.get(url("person-data", cast, person.pk)).content.decode()
    for words in ("Mit ihr telefoniert 0", f"{NAME.upper()} fragen", "widerrufen am", "P. 0", "Stelle 0", "Netz 0", "Gemeinde 0",
                  "Maßnahme 0", "Fassung 1", "katalog.csv", "angelegt", "Joerdis Luczak", "J. L. 0", "Organisation: Amt 0"):  # fmt: skip
        assert words in page, words
    answer = clients.steuerung.get(url("person-data", cast, person.pk), {"als": "json"})
    assert answer["Content-Disposition"] == f'attachment; filename="auskunft-{person.pk}.json"'
    told = json.loads(answer.content)["angaben"]
    assert told["Angaben zur Person"][0]["Name"] == NAME
    assert {label for label, rows in told.items() if rows} >= {
        "Notizen",
        "Einwilligungen",
        "Stellen",
        "Netzwerke",
        "Maßnahmen",
    }
    assert clients.fachamt.get(url("person-data", cast, person.pk)).status_code == 404, "a key person"
    asked = clients.steuerung.get(url("person-delete", cast, person.pk)).content.decode()
    assert "Das bleibt, bis Sie es von Hand ändern" in asked
    assert asked.index("Mit ihr telefoniert 0") < asked.index("Das bleibt") < asked.rindex("Organisation: Amt 0")
    assert clients.steuerung.post(url("person-delete", cast, person.pk)).status_code == 302
    assert not Person.objects.filter(pk=person.pk).exists()
    assert clients.steuerung.post(url("person-delete", cast, person.pk)).status_code == 404
    delete_person(user=None, person=person)
    assert Event.objects.about(person).filter(verb="delete").count() == 1


def test_every_foreign_key_to_a_person_is_answered_for() -> None:
    """A room that points at persons says what it holds and erases it (slot `person_data`)."""
    pointing = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model is Person
    }
    answered = {name for data in person_data() for name in data.fields}
    assert pointing - answered == set()
    assert answered - pointing == set()
    assert len(pointing) > 10


ORIGIN = re.compile(
    r"\b(origin|herkunft\w*|nationali\w+|staatsangeh\w+|citizen\w*|ethni\w+|religion\w*|konfession\w*|birth\w*|geb\.|geburt\w*|"
    r"geboren\w*|gender|geschlecht\w*|aufenthalt\w*|migrationshinter\w+|muttersprach\w+|hautfarb\w+)\b",
    re.I,
)


def test_nothing_asks_where_somebody_comes_from() -> None:
    """No field of the directory by name or label; the form says so in a help text, which is no field."""
    fields = [
        f
        for m in apps.get_app_config("actors").get_models()
        for f in m._meta.get_fields()
        if isinstance(f, models.Field)
    ]
    assert len(fields) > 100
    named = [str(field) for field in fields if ORIGIN.search(f"{field.name.replace('_', ' ')} {field.verbose_name}")]
    assert not named
    assert ORIGIN.search("country_of_birth".replace("_", " "))


# How long persons are kept


def entered(cast: SimpleNamespace, name: str, years: float, home: Municipality | None = None, **fields: Any) -> Person:
    with backdated(timezone.now() - timedelta(days=365.25 * years)):
        return factories.person(home or cast.home, name, **fields)


def test_a_run_asks_waits_and_deletes(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    page = url("retention", cast)
    body = factories.organisation(cast.home, "Träger")
    asked = entered(cast, NAME, 2.1, email=MAIL, phone=PHONE, function="Leitung", organisation=body)
    factories.consent(asked, "verteiler")
    silent = entered(cast, "Ohne Adresse", 3)
    entered(cast, "Weg Gezogen", 3, email="weg@amt.example", left_on=date(2020, 1, 1))
    entered(cast, "Ganz Frisch", 1.9, email="frisch@amt.example")
    confirmed = entered(cast, "Alt Bestätigt", 9, email="alt@amt.example", confirmed_on=TODAY)
    entered(cast, "Wartet Noch", 3, email="w@amt.example", asked_on=TODAY - timedelta(days=60))
    lapsed = entered(cast, "Schweigt Lange", 3, email="s@amt.example", asked_on=TODAY - timedelta(days=61))
    entered(cast, "Nebenan", 9, home=cast.neighbour, email="n@amt.example")
    assert clients.fachamt.get(page).status_code == 403
    shown = clients.steuerung.get(page).content.decode()
    assert "1 per Mail fragen, 2 ohne Adresse nennen, 1 löschen" in shown
    assert "Ganz Frisch" not in shown
    asking = clients.steuerung.get(page, {"lauf": "frage"}).content.decode()
    assert "Jetzt 1 Mail senden und 1 Person endgültig löschen?" in asking and "Fragen und löschen" in asking
    assert not RetentionRun.objects.exists()
    assert not mail.outbox
    clients.steuerung.post(page)
    run = RetentionRun.objects.get()
    assert (run.user, run.dry, run.asked, run.unreached, run.deleted, run.failed) == (cast.steuerung, False, 1, 2, 1, 0)
    assert not Person.objects.filter(pk=lapsed.pk).exists()
    sent = mail.outbox[0]
    assert (sent.to, sent.reply_to) == ([MAIL], [cast.steuerung.email])
    for words in (
        NAME,
        MAIL,
        PHONE,
        "Leitung",
        "Träger",
        "Einladungen und Rundschreiben erhalten",
        f"{TODAY + timedelta(days=60):%d.%m.%Y}",
    ):
        assert words in sent.body, words
    assert "http" not in sent.body
    asked.refresh_from_db()
    silent.refresh_from_db()
    assert asked.asked_on == silent.asked_on == TODAY
    clients.steuerung.post(page)
    assert len(mail.outbox) == 1, "nobody is asked twice"
    Person.objects.filter(asked_on=TODAY).update(asked_on=TODAY - timedelta(days=61))
    confirm_person(user=cast.steuerung, person=asked)
    asking = clients.steuerung.get(page, {"lauf": "frage"}).content.decode()
    assert "Jetzt 2 Personen endgültig löschen?" in asking and "Fragen und löschen" not in asking
    clients.steuerung.post(page)
    assert "alert--warning" not in clients.steuerung.get(page, {"lauf": "frage"}).content.decode(), "nothing to ask for"
    assert set(Person.objects.of(cast.home).values_list("name", flat=True)) == {
        NAME,
        "Ganz Frisch",
        confirmed.name,
        "Wartet Noch",
    }
    entered(cast, "Noch Eine", 3)
    asking = clients.steuerung.get(page, {"lauf": "frage"}).content.decode()
    assert "Jetzt für 1 Person die Frist beginnen?" in asking and ">Frist beginnen<" in asking


def test_a_mail_that_fails_is_tried_again(cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    from verbindlich.domain.actors import retention

    made = entered(cast, NAME, 3, email=MAIL)

    def broken(self: Any) -> int:
        raise OSError(f"no route to {MAIL}")

    monkeypatch.setattr(retention.EmailMessage, "send", broken)
    run = retention.run(cast.home, user=None)
    assert (run.asked, run.failed) == (0, 1)
    made.refresh_from_db()
    assert made.asked_on is None
    assert MAIL not in caplog.text


def test_the_command(cast: SimpleNamespace, capsys: Any) -> None:
    entered(cast, NAME, 3, email=MAIL)
    entered(cast, "Nebenan", 3, home=cast.neighbour, email="n@amt.example")
    call_command("retention", "--dry-run")
    assert not mail.outbox
    call_command("retention", "--municipality", cast.home.slug)
    said = capsys.readouterr().out
    assert "beispielkreis: gefragt 1, ohne Adresse 0, gelöscht 0, Mail nicht zugestellt 0 (Probe)" in said
    assert NAME not in said
    assert [message.to for message in mail.outbox] == [[MAIL]]
    assert mail.outbox[0].reply_to == [cast.steuerung.email]
    assert [run.dry for run in RetentionRun.objects.order_by("pk")] == [True, True, False]
    with pytest.raises(CommandError, match="Keine Kommune"):
        call_command("retention", "--municipality", "nirgends")
