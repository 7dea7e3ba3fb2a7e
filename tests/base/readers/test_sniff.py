from __future__ import annotations

import pytest

from tests.base.readers.making import ole
from verbindlich.base.readers import UnreadableFile
from verbindlich.base.readers.sniff import EMPTY, OLD_EXCEL, OLD_OFFICE, OLD_WORD, PASSWORD, sniff


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", EMPTY),
        (ole("Root Entry", "WordDocument"), OLD_WORD),
        (ole("Root Entry", "Workbook"), OLD_EXCEL),
        (ole("Root Entry", "Book"), OLD_EXCEL),
        (ole("WordDocument", "Workbook"), OLD_OFFICE),
        (ole("Root Entry"), OLD_OFFICE),
        (ole("EncryptionInfo", "EncryptedPackage"), PASSWORD),
    ],
)
def test_old_and_locked_office_files_are_told_apart(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        sniff(data)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "ein Bild"),
        (b"\xff\xd8\xff\xe0", "ein Bild"),
        (b"%PDF-1.7", "eine PDF-Datei"),
        (b"{\\rtf1", "eine RTF-Datei"),
        (b"7z\xbc\xaf\x27\x1c", "ein gepacktes Archiv"),
    ],
)
def test_what_is_no_office_file_is_named(data: bytes, found: str) -> None:
    with pytest.raises(UnreadableFile, match=f"Die Datei ist {found} und keine Tabelle"):
        sniff(data)


@pytest.mark.parametrize(("data", "kind"), [(b"PK\x03\x04rest", "zip"), (b"Nr;Titel", "text"), (b"P", "text")])
def test_what_is_read(data: bytes, kind: str) -> None:
    assert sniff(data) == kind
