"""vCards as rows: the three versions, what programs do to them, broken ones, and vobject as an independent writer."""

from __future__ import annotations

import pytest
import vobject

from verbindlich.base.readers import UnreadableFile, read_bytes, read_here
from verbindlich.base.readers.source import Source


def rows(source: Source) -> list[dict[str, str]]:
    table = source.tables[0]
    header = {cell.column: cell.text for cell in table.cells if cell.row == 1}
    found: dict[int, dict[str, str]] = {}
    for cell in table.cells:
        if cell.row > 1:
            found.setdefault(cell.row, {})[header[cell.column]] = cell.text
    return list(found.values())


def card(*lines: str) -> bytes:
    return "\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD", "")).encode()


def test_version_2_with_quoted_printable_and_charsets() -> None:
    data = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;Anna;;Dr.\r\n"
        b"ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:B=C3=BCrgerb=\r\n=C3=BCro;Abteilung 1\r\nTEL;CELL:0171 1\r\nTEL;WORK;FAX:03741 2\r\n"
        b"EMAIL;INTERNET:a@b.example\r\nNOTE:Stra\xdfe\r\nEND:VCARD\r\n"
    )
    source = read_here(data, "alt.vcf")
    assert source.format == "vcf"
    assert rows(source) == [{
        "Titel": "Dr.", "Vorname": "Anna", "Nachname": "Müller", "Organisation": "Bürgerbüro", "Abteilung": "Abteilung 1",
        "E-Mail": "a@b.example", "Mobil": "0171 1", "Fax": "03741 2", "Bemerkung": "Straße",
    }]  # fmt: skip


def test_folded_lines_groups_several_values_and_several_cards() -> None:
    data = card(
        "VERSION:4.0", "FN:Café\\, Runde", "ORG:Café\\, Runde", "item1.EMAIL;TYPE=work:x@y.example", "EMAIL:z@y.example",
        "ADR;TYPE=work:;;Markt 1;Zwickau;;08056;DE", "TEL;VALUE=uri:tel:+49-375-1", "NOTE:lang", " er Text\\nzweite Zeile", "X-FOO:bar",
    ) + card("VERSION:3.0", "FN:Jan Novák")  # fmt: skip
    first, second = rows(read_here(data, "neu.vcf"))
    assert first == {
        "Organisation": "Café, Runde", "E-Mail": "x@y.example\nz@y.example", "Straße": "Markt 1", "Ort": "Zwickau", "PLZ": "08056",
        "Telefon": "+49-375-1", "Bemerkung": "langer Text\nzweite Zeile", "Weitere Angaben": "X-FOO: bar",
    }  # fmt: skip
    assert second == {"Name": "Jan Novák"}


def test_broken_cards_are_said_with_their_line_and_the_others_read() -> None:
    data = (
        b"BEGIN:VCARD\nFN:Ohne Ende\n"
        + card("FN:Gut", "Unsinn").replace(b"\r\n", b"\n")
        + b"BEGIN:VCARD\nFN:Abgeschnitten"
    )
    source = read_here(data, "x.vcf")
    assert rows(source) == [{"Name": "Gut"}]
    broken, nonsense = source.notes
    assert "END:VCARD fehlt): Zeile 1, Zeile 7" in broken
    assert nonsense.endswith("keine Angabe ist: Zeile 5.")
    with pytest.raises(UnreadableFile, match="keine vollständige Visitenkarte"):
        read_here(b"BEGIN:VCARD\nFN:A\n", "x.vcf")


@pytest.mark.parametrize("fold", ["\r\n ", "\r\n"])
def test_a_photo_of_ten_megabytes_is_passed_over_and_said(fold: str) -> None:
    photo = fold.join("A" * 75 for _ in range(10_000_000 // 75))
    source = read_bytes(
        card("VERSION:3.0", "FN:Mit Bild", f"PHOTO;ENCODING=b;TYPE=JPEG:{photo}", "EMAIL:a@b.example"), "bild.vcf"
    )
    assert rows(source) == [{"Name": "Mit Bild", "E-Mail": "a@b.example"}]
    assert source.notes == ("Bilder, Töne und Schlüssel in Visitenkarten werden nicht gelesen: Zeile 4.",)


def test_utf_16_with_a_byte_order_mark() -> None:
    assert rows(read_here(b"\xff\xfe" + card("FN:Žofie").decode().encode("utf-16-le"), "x.vcf")) == [{"Name": "Žofie"}]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_one(encoding: str) -> None:
    assert rows(read_here(card("FN:Žofie").decode().encode(encoding), "x.vcf")) == [{"Name": "Žofie"}]
    (table,) = read_here("Träger;Ort\nTafel;Zwönitz\n".encode(encoding), "x.csv").tables
    assert [cell.text for cell in table.cells] == ["Träger", "Ort", "Tafel", "Zwönitz"]


def test_what_outlook_and_apple_write_of_the_home_stays_apart_and_pictures_are_none() -> None:
    data = card(
        "VERSION:2.1", "N:Wolf;Jan", "ADR;HOME:;;Weg 3;Plauen;;08523;", "ADR;WORK:;;Markt 1;Zwickau;;08056;", "ADR;WORK:;;Markt 2;Aue;;08280;",
        "TEL;HOME;VOICE:0375 9", "TEL;WORK:0375 1", "EMAIL;ENCODING=BASE64:amFuQHguZXhhbXBsZQ==", "X-MS-CARDPICTURE;ENCODING=BASE64:/9j/", " 4AAQ", "",
    ) + card("KIND:org", "FN:Verein Hilfe", "FN:VH")  # fmt: skip
    source = read_here(data, "x.vcf")
    first, second = rows(source)
    assert (first["Straße"], first["PLZ"], first["Ort"], first["Telefon"]) == ("Markt 1", "08056", "Zwickau", "0375 1")
    assert (first["Privat"], first["E-Mail"]) == ("Weg 3\nPlauen\n08523\n0375 9", "jan@x.example")
    assert (second, len(source.notes)) == ({"Organisation": "Verein Hilfe", "Weitere Angaben": "VH"}, 1)


def test_reads_what_vobject_writes() -> None:
    written = vobject.vCard()
    written.add("n").value = vobject.vcard.Name(family="Großmann-Öz", given="Ayşe", prefix="Dr.")
    written.add("fn").value = "Dr. Ayşe Großmann-Öz"
    written.add("org").value = ["Verein; mit Komma, und mehr", "Abteilung"]
    written.add("email").value = "a@b.example"
    written.add("note").value = "Eine lange Bemerkung mit Umlauten: " + "äöü " * 60
    (found,) = rows(read_here(written.serialize().encode(), "v.vcf"))
    assert (found["Titel"], found["Vorname"], found["Nachname"]) == ("Dr.", "Ayşe", "Großmann-Öz")
    assert (found["Organisation"], found["Abteilung"]) == ("Verein; mit Komma, und mehr", "Abteilung")
    assert found["Bemerkung"].count("äöü") == 60
