"""Hostile files: what is accepted by its content, and what is refused with a word."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from tests.office.files.making import EXE, PDF, SVG, docx, huge, odt, picture, zipped
from verbindlich.office.files.content import Refused, accept, tidy


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("satzung.pdf", PDF, "application/pdf"),
        ("brief.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("brief.odt", odt(), "application/vnd.oasis.opendocument.text"),
        ("liste.csv", "Träger;Ort\n".encode(), "text/csv; charset=utf-8"),
        ("notiz.txt", "Träger".encode("cp1252"), "text/plain; charset=windows-1252"),
        ("liste.txt", "Träger\tOrt\n".encode("utf-16"), "text/plain; charset=utf-16"),
    ],
)
def test_what_offices_send_is_kept_as_it_is(name: str, data: bytes, kind: str) -> None:
    kept = accept(name, data)
    assert (kept.name, kept.content_type, kept.data) == (name, kind, data)
    assert len(kept.sha256) == 64


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_drawn_anew_upright_and_bare(kind: str) -> None:
    data = picture(kind)
    kept = accept(f"bild.{kind.lower()}", data)
    assert b"Geheim" in data
    assert b"Geheim" not in kept.data
    drawn = Image.open(BytesIO(kept.data))
    assert (drawn.format, drawn.size, dict(drawn.getexif())) == (kind, (20, 40), {})


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("bild.svg", SVG, "nicht angenommen"), ("bild.png", SVG, "passt nicht"), ("text.txt", SVG, "passt nicht"),
        ("seite.txt", b"\xef\xbb\xbf <!DOCTYPE html><script>", "passt nicht"), ("seite.txt", "<html>".encode("utf-16"), "passt nicht"), ("lauf.txt", b"#!/bin/sh\nrm -rf", "passt nicht"),
        ("rechnung.pdf", EXE, "passt nicht"), ("rechnung.txt", EXE, "passt nicht"), ("rechnung.docx", EXE, "passt nicht"),
        ("setup.exe", EXE, "nicht angenommen"), ("ohne-endung", PDF, "nicht angenommen"), ("leer.pdf", b"", "leer"),
        ("brief.docx", docx("application/vnd.ms-word.document.macroEnabled.main+xml"), "Makros"), ("brief.docm", docx(), "Makros"),
        ("brief.docx", docx(parts={"word/vbaProject.bin": b"x"}), "Makros"),
        ("brief.docx", docx(more='<Default Extension="bin" ContentType="application/vnd.ms-office.vba&#80;roject"/>'), "Makros"),
        ("brief.odt", odt({"Basic/Standard/Module1.xml": b"x"}), "Makros"), ("brief.odt", odt({"Scripts/python/a.py": b"x"}), "Makros"),
        ("brief.docx", docx(parts={"word/media/a.bin": b"\0" * 120_000_000}), "ausgepackt"),
        ("brief.docx", docx(parts={f"word/{n}.xml": b"" for n in range(5_001)}), "gepackt"),
        ("brief.docx", zipped({"a.txt": b"x"}), "passt nicht"), ("brief.docx", odt(), "passt nicht"), ("tabelle.xlsx", docx(), "passt nicht"),
        ("brief.odt", odt(kind="spreadsheet"), "passt nicht"), ("brief.docx", docx()[:-40], "passt nicht"), ("brief.docx", b"PK\x03\x04" + b"\xff" * 99, "passt nicht"),
        ("brief.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "Kennwort"),
        ("bild.png", huge(), "40 Megapixel"), ("bild.png", picture("JPEG"), "passt nicht"), ("bild.jpg", picture()[:200], "passt nicht"),
        ("bild.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 50, "passt nicht"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_not_what_it_says_is_refused(name: str, data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        accept(name, data)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"), ("C:\\Windows\\a.pdf", "a.pdf"), (".htaccess", "Datei.htaccess"), ("a\x00b\r\n.pdf", "ab .pdf"),
        ("Rechnung\u202efdp.exe", "Rechnungfdp.exe"), ("\u2066a\u2069.pdf", "a.pdf"), ('a<b>"c".pdf', "a_b__c_.pdf"), ("a  b.PDF", "a b.PDF"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"), ("Überblick – Ämter.pdf", "Überblick – Ämter.pdf"), ("", "Datei"), ("عقد.pdf", "عقد.pdf"),
    ],
)  # fmt: skip
def test_names_harm_nobody(given: str, kept: str) -> None:
    assert tidy(given) == kept
