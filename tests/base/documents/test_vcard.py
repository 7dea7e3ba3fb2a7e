from __future__ import annotations

import vobject

from verbindlich.base.documents import vcard
from verbindlich.base.documents.vcard import Card

PERSON = Card(
    "p-1@kreis", "Dr. Miriam Okonkwo-Lenz", "Sozialamt; Sachgebiet 2, West", "Leitung", "m@b.example", "0315 555-1",
    street="Kreisallee 3", postal_code="00101", city="Beispielstadt",
)  # fmt: skip


def test_a_person_reads_back_as_written() -> None:
    said = vobject.readOne(vcard.text([PERSON]))
    assert (said.version.value, said.uid.value, said.fn.value) == ("3.0", "p-1@kreis", PERSON.name)
    assert (said.n.value.family, said.n.value.given, said.n.value.prefix) == ("Okonkwo-Lenz", "Miriam", "Dr.")
    assert said.org.value == ["Sozialamt; Sachgebiet 2, West"]
    assert (said.email.value, said.tel.value, said.title.value) == ("m@b.example", "0315 555-1", "Leitung")
    assert (said.adr.value.street, said.adr.value.code, said.adr.value.city) == (
        "Kreisallee 3",
        "00101",
        "Beispielstadt",
    )


def test_an_organisation_has_its_name_and_no_persons() -> None:
    said = vobject.readOne(
        vcard.text([Card("o-1@kreis", organisation="Tafel Ostufer", website="https://tafel.example")])
    )
    assert (said.fn.value, said.n.value.family, said.org.value) == ("Tafel Ostufer", "", ["Tafel Ostufer"])
    assert said.url.value == "https://tafel.example"
    assert not hasattr(said, "email")


def test_lines_end_as_mail_programs_want_and_are_folded() -> None:
    long = vcard.text([Card("p-2@kreis", "Ä" * 199 + " Ö", "Amt")])
    assert long.count("\r\n") == long.count("\n") > 6
    assert all(len(line.encode()) <= 76 for line in long.split("\r\n"))
    assert vobject.readOne(long).fn.value == "Ä" * 199 + " Ö"


def test_nothing_typed_into_a_name_makes_a_line_of_its_own() -> None:
    bad = "Anna\r\nEMAIL:fremd@b.example\nEND:VCARD"
    text = vcard.text([Card("p-3@kreis", bad, bad, title=bad, mail="a@b.example", phone="1\r\nNOTE:x")])
    said = list(vobject.readComponents(text))
    assert len(said) == 1
    assert [line.value for line in said[0].contents["email"]] == ["a@b.example"]
    assert "note" not in said[0].contents


def test_many_cards_stand_one_after_another() -> None:
    text = vcard.text([PERSON, Card("p-4@kreis", "محمد الأحمد", "Верхний дом")])
    assert [said.fn.value for said in vobject.readComponents(text)] == [PERSON.name, "محمد الأحمد"]
    assert vcard.text([]) == ""
