"""What a file is, by its content: its extension decides nothing (a .csv that is an Excel file is read as one)."""

from __future__ import annotations

from typing import Literal

from .source import UnreadableFile

PASSWORD = (
    "Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie in Excel, Word oder LibreOffice ohne Kennwort "
    "und versuchen Sie es noch einmal."
)
EMPTY = "Die Datei ist leer (0 Byte). Bitte speichern oder kopieren Sie sie noch einmal."
OLD_WORD = (
    "Die Datei hat das alte Word-Format (.doc). Bitte öffnen Sie sie in Word oder LibreOffice und speichern Sie sie "
    "als „Word-Dokument (.docx)“."
)
OLD_EXCEL = (
    "Die Datei hat das alte Excel-Format (.xls). Bitte öffnen Sie sie in Excel oder LibreOffice und speichern Sie sie "
    "als „Excel-Arbeitsmappe (.xlsx)“."
)
OLD_OFFICE = (
    "Die Datei hat ein altes Office-Format (.doc oder .xls). Bitte öffnen Sie sie in Word, Excel oder LibreOffice und "
    "speichern Sie sie als .docx oder .xlsx."
)
NO_TABLE = (
    "Die Datei ist {found} und keine Tabelle. Gelesen werden Excel (.xlsx), LibreOffice Calc (.ods), Word (.docx) und "
    "CSV (.csv)."
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = {
    b"%PDF": "eine PDF-Datei",
    b"\x89PNG": "ein Bild",
    b"\xff\xd8\xff": "ein Bild",
    b"GIF8": "ein Bild",
    b"II*\x00": "ein Bild",
    b"MM\x00*": "ein Bild",
    b"{\\rtf": "eine RTF-Datei",
    b"\x1f\x8b": "ein gepacktes Archiv",
    b"7z\xbc\xaf": "ein gepacktes Archiv",
    b"Rar!": "ein gepacktes Archiv",
    b"\x7fELF": "ein Programm",
    b"MZ\x90\x00": "ein Programm",
}


def sniff(data: bytes) -> Literal["zip", "text", "vcard"]:
    """Raises UnreadableFile for an empty file and for every kind known by its first bytes that is not read."""
    if not data:
        raise UnreadableFile(EMPTY)
    if data.startswith(_OLE):
        raise UnreadableFile(_old_office(data))
    for magic, found in _FOREIGN.items():
        if data.startswith(magic):
            raise UnreadableFile(NO_TABLE.format(found=found))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    head = data[:400].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return "vcard" if head[:11].upper() == b"BEGIN:VCARD" else "text"


def wide(data: bytes) -> str:
    """The encoding of a text in UTF-16, also without a byte order mark: then every other byte is mostly zero. "" of other texts."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:2_000]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = head[start::2].count(0), head[1 - start :: 2].count(0)
        if zeros > len(head) / 4 and not others:
            return encoding
    return ""


def _old_office(data: bytes) -> str:
    """The message for an OLE container, by the names of its streams (kept as UTF-16)."""
    names = {n for n in ("EncryptedPackage", "WordDocument", "Workbook", "Book") if n.encode("utf-16-le") in data}
    if "EncryptedPackage" in names:
        return PASSWORD
    if names == {"WordDocument"}:
        return OLD_WORD
    return OLD_EXCEL if names and "WordDocument" not in names else OLD_OFFICE
