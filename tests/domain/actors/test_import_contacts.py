"""An address list into the directory: told apart, recognised, planned, applied, undone; and what offices really write."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bench.address_list import contacts, sheet
from tests import factories
from verbindlich.base.readers import read_here
from verbindlich.domain.actors.importing.handler import KIND
from verbindlich.domain.actors.models import (
    Note,
    Organisation,
    OrganisationAlias,
    OrganisationsApart,
    Person,
    PersonAlias,
    PersonsApart,
)
from verbindlich.office.imports import actions
from verbindlich.office.imports.models import Import
from verbindlich.office.imports.plan import Plan, plan_from
from verbindlich.office.imports.uploads import Upload
from verbindlich.office.trail.models import Event

pytestmark = pytest.mark.django_db


def started(cast: SimpleNamespace, text: str | bytes, name: str = "liste.csv") -> Import:
    data = text.encode() if isinstance(text, str) else text
    upload = Upload(name, "0" * 64, read_here(data, name))
    imported = actions.start(user=cast.steuerung, municipality=cast.home, kind=KIND, upload=upload)
    source = upload.source
    assert plan_of(imported).ledger.cells == sum(len(table.cells) for table in source.tables) + len(source.paragraphs)
    return imported


def plan_of(imported: Import) -> Plan:
    return plan_from(imported.plan)


def applied(cast: SimpleNamespace, text: str | bytes, **answers: str) -> Import:
    """`answers`: by the beginning of the question's key."""
    imported = started(cast, text)
    if answers:
        given = {
            q.key: answers[key] for q in plan_of(imported).every_question() for key in answers if q.key.startswith(key)
        }
        imported = actions.decide(imported=imported, version=imported.version, answers=given, left_out=())
    return actions.apply(user=cast.steuerung, imported=imported, version=imported.version)


LIST = """Netzwerkpartner des Landkreises;;;;;;;
Stand Mai 2026;;;;;;;
Organisation;Abteilung;Anrede;Vorname;Nachname;E-Mail;Telefon;PLZ Ort
Landratsamt;Sozialamt;Frau;Anna;Müller;anna.mueller@kreis.example;0375 1234-1;08056 Zwickau
Landratsamt;Sozialamt;Herr;Bernd;Schmidt;b.schmidt@kreis.example;0375 1234-2;08056 Zwickau
Tafel e. V.;;;;;info@tafel.example;0375 99;08056 Zwickau
"""


def test_organisations_departments_and_persons_are_told_apart_and_nothing_happens_twice(cast: SimpleNamespace) -> None:
    done = applied(cast, LIST)
    assert done.result["done"] == {
        "actors.organisation": {"create": 3, "update": 0},
        "actors.person": {"create": 2, "update": 0},
    }
    office = Organisation.objects.get(name="Sozialamt")
    assert (office.parent.name, office.city, office.kind, office.email) == ("Landratsamt", "Zwickau", "kommune", "")
    food = Organisation.objects.get(name="Tafel e. V.")
    assert (food.email, food.phone, food.kind) == ("info@tafel.example", "0375 99", "initiative")
    anna = Person.objects.get(email="anna.mueller@kreis.example")
    assert (anna.name, anna.organisation, anna.phone, anna.visibility) == (
        "Anna Müller",
        office,
        "0375 1234-1",
        "intern",
    )
    event = Event.objects.get(model="actors.person", object_id=anna.pk)
    assert (event.verb, event.before) == ("create", None)
    assert "Müller" not in str(event.after)
    again = plan_of(started(cast, LIST))
    assert {row.action for row in again.rows} == {"unchanged"}
    assert not again.questions
    actions.undo(user=cast.steuerung, imported=done)
    assert (Organisation.objects.of(cast.home).count(), Person.objects.count(), PersonAlias.objects.count()) == (
        0,
        0,
        0,
    )


def test_what_is_stored_is_recognised_and_changed_field_by_field(cast: SimpleNamespace) -> None:
    office = factories.organisation(cast.home, "Sozialamt", phone="0375 1")
    factories.alias(office, "Amt für Soziales")
    anna = factories.person(cast.home, "A. Müller", email="anna@kreis.example", organisation=office, function="Leitung")
    kept = factories.person(cast.home, "Bernd Schmidt", organisation=office, phone="0375 2")
    imported = started(cast, "Organisation;Ansprechpartner;Funktion;E-Mail;Tel.;Website\n"
                       "Amt für Soziales;Müller, Dr. Anna;;anna@kreis.example;0375 / 1234;www.kreis.example\n"
                       "Sozialamt;Schmidt, Bernd;;;;\n")  # fmt: skip
    rows = {row.title: row for row in plan_of(imported).rows}
    assert {title: row.action for title, row in rows.items()} == {
        "Sozialamt": "update", "A. Müller, Amt für Soziales": "update", "Bernd Schmidt, Amt für Soziales": "unchanged",
    }  # fmt: skip
    changes = {change.label: (change.before, change.after) for change in rows["A. Müller, Amt für Soziales"].changes}
    assert changes == {"Name": ("A. Müller", "Dr. Anna Müller"), "Telefon": ("", "0375 / 1234")}
    done = actions.apply(user=cast.steuerung, imported=imported, version=imported.version)
    anna.refresh_from_db()
    office.refresh_from_db()
    assert (anna.name, anna.function, anna.organisation, anna.version) == ("Dr. Anna Müller", "Leitung", office, 2)
    assert (office.website, office.phone) == ("https://www.kreis.example", "0375 1")
    actions.undo(user=cast.steuerung, imported=done)
    anna.refresh_from_db()
    assert (anna.name, anna.phone, Person.objects.get(pk=kept.pk).version) == ("A. Müller", "", 1)


def test_a_person_in_three_organisations_is_one(cast: SimpleNamespace) -> None:
    text = "Einrichtung;Kontaktperson;Mail\nTafel;Anna Müller;am@x.example\nKleiderkammer;Anna Müller;am@x.example\nChor;A. Müller;AM@x.example\n"
    applied(cast, text)
    (anna,) = Person.objects.all()
    assert (anna.name, str(anna.organisation)) == ("Anna Müller", "Tafel")
    assert {str(one) for one in anna.also_in.all()} == {"Kleiderkammer", "Chor"}
    assert not plan_of(started(cast, text)).does_something


SIMILAR = """Träger;Vorname;Nachname;E-Mail
Caritasverband Plauen;Anna;Müller;anna.mueller@caritas.example
Caritasverband Plauen;Anna;Müler;a.mueller@caritas.example
Caritasverband Plauen;Jan;Wolf;
Caritasverband Plauenn;Jana;Wolf;
"""


def test_what_is_only_similar_is_asked_and_stays_apart_until_then(cast: SimpleNamespace) -> None:
    imported = started(cast, SIMILAR)
    questions = {question.text: question for question in plan_of(imported).questions}
    assert set(questions) == {
        "Sind „Caritasverband Plauen“ und „Caritasverband Plauenn“ dieselbe Organisation?", "Sind „Anna Müller“ und „Anna Müler“ dieselbe Person?",
    }  # fmt: skip
    assert all(question.answer == "" for question in questions.values())
    actions.apply(user=cast.steuerung, imported=imported, version=imported.version)
    assert (Organisation.objects.count(), Person.objects.count(), PersonsApart.objects.count()) == (2, 4, 0)


def test_decisions_are_remembered(cast: SimpleNamespace) -> None:
    applied(cast, SIMILAR, orgs="gleich", pers="gleich")
    assert [alias.name for alias in OrganisationAlias.objects.all()] == ["Caritasverband Plauenn"]
    assert Person.objects.count() == 3
    anna = Person.objects.get(email="anna.mueller@caritas.example")
    assert {(alias.name, alias.email) for alias in anna.aliases.all()} == {
        ("Anna Müler", ""),
        ("", "a.mueller@caritas.example"),
    }
    again = plan_of(started(cast, SIMILAR))
    assert (again.does_something, again.questions) == (False, ())


def test_said_to_be_different_they_are_not_asked_again(cast: SimpleNamespace) -> None:
    applied(cast, SIMILAR, orgs="getrennt", pers="getrennt")
    assert (OrganisationsApart.objects.count(), PersonsApart.objects.count(), Person.objects.count()) == (1, 1, 4)
    assert not plan_of(started(cast, SIMILAR)).does_something


def test_a_stored_person_of_similar_name_is_a_question(cast: SimpleNamespace) -> None:
    office = factories.organisation(cast.home, "Sozialamt")
    stored = factories.person(cast.home, "Anna Müller", organisation=office)
    text = "Organisation;Ansprechpartner\nSozialamt;Anna Müler\n"
    (question,) = plan_of(started(cast, text)).questions
    assert [option.value for option in question.options] == ["", str(stored.pk), "getrennt"]
    applied(cast, text, per=str(stored.pk))
    assert (Person.objects.count(), [alias.name for alias in stored.aliases.all()]) == (1, ["Anna Müler"])
    again = plan_of(started(cast, text))
    assert (again.does_something, again.questions) == (False, ())


def test_what_is_never_taken_over(cast: SimpleNamespace) -> None:
    text = ("Name;Vorname;geb. am;Staatsangehörigkeit;Herkunft;Bemerkung;Firma\n"
            "Yılmaz;Ali;1.1.1980;türkisch;Ankara;schwierig;Tafel\n")  # fmt: skip
    imported = started(cast, text)
    never = [notice.cell for notice in plan_of(imported).ledger.not_taken_cells if "nie gespeichert" in notice.text]
    assert never == ["1.1.1980", "türkisch", "Ankara"]
    fixed = [column.header for column in plan_of(imported).tables[0].columns if column.fixed]
    assert fixed == ["geb. am", "Staatsangehörigkeit", "Herkunft"]
    imported = actions.correct(
        imported=imported, version=imported.version, words={"Herkunft": "note", "Bemerkung": "note"}
    )
    actions.apply(user=cast.steuerung, imported=imported, version=imported.version)
    assert Organisation.objects.get().note == "schwierig"
    assert (Person.objects.get().name, Note.objects.count()) == ("Ali Yılmaz", 0)


@pytest.mark.parametrize(("text", "organisations", "persons", "said"), [
    ("Anna Müller;anna@x.example\nBernd Schmidt;bernd@x.example\n", [], ["Anna Müller", "Bernd Schmidt"], ""),  # no header
    ("Organisation;Ansprechpartner\nTafel;Anna Müller / Bernd Schmidt\n", ["Tafel"], ["Anna Müller", "Bernd Schmidt"], ""),
    ("Organisation;Ansprechpartner\nTafel;Anna und Bernd Müller\n", ["Tafel"], [], "zwei Personen in einer Zelle"),
    ("Organisation;Ansprechpartner;E-Mail\nTafel;Anna Müller;anna(at\n", ["Tafel"], ["Anna Müller"], "keine E-Mail-Adresse"),
    ("Organisation;Ansprechpartner\nمنظمة;محمد علي\nОрганизация;Анна Петрова\n", ["Организация", "منظمة"], ["Анна Петрова", "محمد علي"], ""),
    ("Organisation;Ansprechpartner\n<b>Tafel</b>;" + "Anna " * 60 + "\n", ["<b>Tafel</b>"], [], "länger als 120 Zeichen"),
    ("Organisation;E-Mail\n" + "A" * 201 + ";info@x.example\nTafel;\n", ["Tafel"], [], "höchstens 200 Zeichen"),
    ("Frage;Antwort\nja;nein\n", [], [], "keine Liste mit Namen"),
    ("Adressen;;\nName;E-Mail;Telefon\nVHS Plauen;info@vhs.example;03741 1\nKrause, Eva;eva.krause@x.example;\n", ["VHS Plauen"], ["Eva Krause"], ""),
    ("Vorname;Nachname;Mail\nAnna;Müller;a@x.example, b@x.example\n", [], ["Anna Müller"], ""),
    ("Name;E-Mail\nVerein " + "Ä" * 200 + ";info@x.example\nTafel e. V.;\n", ["Tafel e. V."], [], "höchstens 200 Zeichen"),
    ("Firma;Einrichtung;Partner;Vorname;Nachname\nTafel;Chor;Karl;Anna;Müller\n", ["Tafel"], ["Anna Müller"], ""),
    ("Organisation;E-Mail\nTafel;info@x.example, buero@x.example\n", ["Tafel"], [], "passt nicht alles hinein"),
    ("Organisation;Ansprechpartner\nTafel;Anna Wolf, Bernd Krause, Cora Lang\nSumme;3\nChor;45\n", ["Chor", "Tafel"], ["Anna Wolf", "Bernd Krause", "Cora Lang"], ""),
    ("Organisation;Ansprechpartner 1;Ansprechpartner 2;Tel\nTafel;Anna Wolf;Bernd Krause;Mo-Fr 8-12 Uhr\nChor;\"Cora Lang\nJan Fuchs\";;\nDom;\"Dr. Eva\nKern\";;\n", ["Chor", "Dom", "Tafel"], ["Anna Wolf", "Bernd Krause", "Cora Lang", "Dr. Eva Kern", "Jan Fuchs"], ""),
    ("Name;Vorname;E-Mail\nVerein Hilfe;;info@hilfe.example\nFuchs <af@x.example>;Ina;\n", ["Verein Hilfe"], ["Ina Fuchs"], ""),
])  # fmt: skip
def test_what_offices_write(
    cast: SimpleNamespace, text: str, organisations: list[str], persons: list[str], said: str
) -> None:
    imported = started(cast, text)
    plan = plan_of(imported)
    told = " ".join([*(notice.text for notice in plan.problems), *(row.message for row in plan.of("problem"))])
    assert said in told if said else not told
    if plan.rows:
        actions.apply(user=cast.steuerung, imported=imported, version=imported.version)
    assert sorted(Organisation.objects.values_list("name", flat=True)) == organisations
    assert sorted(Person.objects.values_list("name", flat=True)) == persons
    assert not plan_of(started(cast, text)).does_something


def test_zeros_that_excel_lost_come_back_and_numbers_in_two_lines_stay_two(cast: SimpleNamespace) -> None:
    applied(
        cast,
        'Organisation;Telefon;PLZ;Abteilung;Straße;Hausnr.\nTafel;1726543210;8056;;Hauptstr.;1\nChor;"0375 12\n0375 34";1067 ;Chor;;\n',
    )
    said = Organisation.objects.of(cast.home).order_by("name").values_list("name", "phone", "postal_code", "street")
    assert list(said) == [("Chor", "0375 12, 0375 34", "01067", ""), ("Tafel", "01726543210", "08056", "Hauptstr. 1")]


def test_persons_of_no_organisation_are_known_again_one_by_one(cast: SimpleNamespace) -> None:
    text = "Vorname;Nachname;Telefon\nAnna;Müller;\nAnna;Müller;\nJan;Wolf;0375 12\n"
    applied(cast, text)
    assert Person.objects.count() == 3
    again = plan_of(started(cast, text))
    assert (again.does_something, again.questions) == (False, ())
    assert plan_of(started(cast, text + "Anna;Müller;\n")).counts("person")["create"] == 1


def test_undone_what_was_hung_below_a_new_organisation_hangs_free_and_the_new_one_is_gone(
    cast: SimpleNamespace,
) -> None:
    office = factories.organisation(cast.home, "Sozialamt")
    done = applied(cast, "Organisation;Abteilung;Ansprechpartner\nLandratsamt;Sozialamt;Anna Müller\n")
    office.refresh_from_db()
    assert str(office.parent) == "Landratsamt"
    actions.undo(user=cast.steuerung, imported=done)
    office.refresh_from_db()
    assert (office.parent, [str(one) for one in Organisation.objects.of(cast.home)]) == (None, ["Sozialamt"])


def test_what_a_row_says_of_nobody_is_not_counted_as_taken(cast: SimpleNamespace) -> None:
    plan = plan_of(
        started(
            cast,
            "Organisation;Anrede;Funktion;Ansprechpartner;E-Mail\nTafel;Herr;Leitung;;\nDom;;;Wolf / Krause;w@x.example\n",
        )
    )
    left = {notice.cell for notice in plan.ledger.not_taken_cells}
    assert {"Herr", "Leitung", "Wolf / Krause", "w@x.example"} <= left
    imported = Import.objects.get()
    actions.apply(user=cast.steuerung, imported=imported, version=imported.version)
    assert Organisation.objects.get(name="Dom").email == ""


def test_a_name_that_may_be_either_is_asked(cast: SimpleNamespace) -> None:
    text = "Name;Telefon\nBunter Garten;0375 1\n"
    imported = started(cast, text)
    (row,) = plan_of(imported).of("ask")
    assert row.question and [option.value for option in row.question.options] == ["organisation", "person"]
    applied(cast, text, was="organisation")
    assert (Organisation.objects.get().phone, Person.objects.count()) == ("0375 1", 0)


def test_a_merged_cell_holds_for_its_rows_and_group_rows_are_none(cast: SimpleNamespace) -> None:
    from io import BytesIO

    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet("Blatt")
    page.write_row(0, 0, ("Träger", "Name", "Vorname"))
    page.merge_range(1, 0, 1, 2, "Freie Träger")
    page.merge_range(2, 0, 3, 0, "Tafel")
    page.write_row(2, 1, ("Müller", "Anna"))
    page.write_row(3, 1, ("Schmidt", "Bernd"))
    page.write_formula(4, 0, "=A3", value="")
    book.close()
    applied(cast, out.getvalue())
    assert {(p.name, str(p.organisation)) for p in Person.objects.all()} == {
        ("Anna Müller", "Tafel"),
        ("Bernd Schmidt", "Tafel"),
    }
    assert Organisation.objects.count() == 1


def test_visiting_cards_in_the_browser_from_upload_to_undo(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    data = "BEGIN:VCARD\nVERSION:3.0\nN:Müller;Anna;;Dr.\nORG:Tafel\nEMAIL:anna@tafel.example\nPHOTO:xx\nEND:VCARD\n".encode()
    client = clients.steuerung
    answer = client.post(url(cast, "create"), {"file": SimpleUploadedFile("karten.vcf", data)})
    imported = Import.objects.get()
    assert answer["Location"] == url(cast, "detail", imported)
    page = client.get(url(cast, "detail", imported)).content.decode()
    assert "1 Organisation: 1 neu. 1 Kontaktperson: 1 neu." in page
    assert "Bilder, Töne und Schlüssel in Visitenkarten werden nicht gelesen: Zeile 6." in page
    assert "Karte 1" in page
    assert client.get(url(cast, "mapping", imported)).status_code == 200
    client.post(url(cast, "apply", imported), {"version": imported.version})
    assert Person.objects.get().name == "Dr. Anna Müller"
    assert "1 Organisation und 1 Kontaktperson angelegt" in client.get(url(cast, "list")).content.decode()
    factories.consent(Person.objects.get())
    assert client.post(url(cast, "undo", imported)).status_code == 409
    assert Person.objects.exists()


def url(cast: SimpleNamespace, name: str, imported: Import | None = None) -> str:
    return reverse(f"actors:import-{name}", args=[cast.home.slug, *([imported.pk] if imported else [])])


def test_many_questions_are_folded_and_the_page_stays_small(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    imported = started(cast, sheet(contacts(600)), "liste.xlsx")
    plan = plan_of(imported)
    assert len(plan.questions) > 30
    answer = clients.steuerung.get(url(cast, "detail", imported))
    assert len(answer.content) < 1_000_000
    assert "Paare von Personen sind sich ähnlich" in answer.content.decode()
    apart = len(plan.of("create", "person"))
    imported = actions.decide(
        imported=imported, version=imported.version, answers={"alle-personen": "gleich"}, left_out=()
    )
    assert len(plan_of(imported).of("create", "person")) < apart


@pytest.mark.parametrize("rows", [1, 40])
def test_queries_do_not_grow_with_the_rows(
    cast: SimpleNamespace, django_assert_max_num_queries: Any, rows: int
) -> None:
    text = "Organisation;Vorname;Nachname;Thema\n" + "".join(
        f"Haus {n};Anna;Nr{chr(97 + n % 26)}{n}x;Sprache\n" for n in range(rows)
    )
    imported = started(cast, text)
    with django_assert_max_num_queries(75):
        actions.apply(user=cast.steuerung, imported=imported, version=imported.version)
    assert Person.objects.count() == rows
