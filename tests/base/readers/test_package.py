from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from tests.base.readers.making import bomb, docx_parts, ods_parts, package, relations, xlsx_parts, zipped
from verbindlich.base.readers import UnreadableFile, limits
from verbindlich.base.readers.package import NOT_OFFICE, PASSWORD, Main, Package, Relation, main_part


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        main_part(Package(data))
    return str(refusal.value)


@pytest.mark.parametrize(
    ("parts", "main"),
    [
        (xlsx_parts(""), Main("xlsx", "xl/workbook.xml")),
        (xlsx_parts("", content_type="application/vnd.ms-excel.sheet.macroEnabled.main+xml"), Main("xlsx", "xl/workbook.xml")),
        (docx_parts(""), Main("docx", "word/document.xml")),
        (docx_parts("", content_type="application/vnd.ms-word.document.macroEnabled.main+xml"), Main("docx", "word/document.xml")),
        (ods_parts(""), Main("ods", "content.xml")),
    ],
)  # fmt: skip
def test_the_kind_and_the_main_part(parts: dict[str, str | bytes], main: Main) -> None:
    assert main_part(Package(zipped(parts))) == main


def other_open_document(kind: str) -> dict[str, str | bytes]:
    return ods_parts("") | {"mimetype": f"application/vnd.oasis.opendocument.{kind}"}


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({}, NOT_OFFICE),
        ({"bild.png": b"\x89PNG"}, NOT_OFFICE),
        (package("xl/fehlt.xml", {}, "spreadsheetml"), NOT_OFFICE),
        (other_open_document("graphics"), NOT_OFFICE),
        (package("xl/workbook.bin", {"xl/workbook.bin": ""}, "application/vnd.ms-excel.sheet.binary.macroEnabled.main"), ".xlsb"),
        (package("ppt/p.xml", {"ppt/p.xml": ""}, "presentationml.presentation.main+xml"), "Präsentation"),
        (other_open_document("text"), ".odt"),
        (other_open_document("presentation"), "Präsentation"),
        (ods_parts("", manifest="<file-entry><encryption-data/></file-entry>"), PASSWORD),
    ],
)  # fmt: skip
def test_other_archives_are_named(parts: dict[str, str | bytes], message: str) -> None:
    assert message in refused(zipped(parts))


def test_a_zip_with_a_password() -> None:
    data = bytearray(zipped({"a.xml": "x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data)) == PASSWORD


@pytest.mark.parametrize("data", [bomb("xl/workbook.xml", 800), bomb("xl/workbook.xml", 120)])
def test_what_unpacks_to_too_much_is_refused(data: bytes) -> None:
    assert len(data) < 1_000_000
    assert refused(data) == limits.UNPACKED_TOO_LARGE


def test_a_lie_about_the_size_unpacks_no_more_than_it_claims() -> None:
    part = Package(bomb("a.xml", 20, declared=100)).open("a.xml")
    with pytest.raises(zipfile.BadZipFile):
        part.read()
    assert part.tell() <= 100


def test_relations_are_resolved_and_those_that_lead_out_are_not() -> None:
    out = (
        '<Relationship Id="w" Type="x/image" Target="https://example.org/x.png" TargetMode="External"/></Relationships>'
    )
    links = relations(a="styles-styles.xml", b="sheet-/xl/a.xml", c="sheet-../../../etc/x").replace(
        "</Relationships>", out
    )
    assert Package(zipped({"xl/_rels/workbook.xml.rels": links})).relations("xl/workbook.xml") == {
        "a": Relation("styles", "xl/styles.xml"),
        "b": Relation("sheet", "xl/a.xml"),
        "c": Relation("sheet", "etc/x"),
    }


def test_parts_are_found_in_any_case() -> None:
    read = Package(zipped({"XL\\Workbook.xml": "x"}))
    assert "xl/workbook.xml" in read
    assert "xl/styles.xml" not in read
    assert read.holds("workbook.xml")


def test_a_truncated_file_is_an_error() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.xml", "x" * 1000)
    with pytest.raises(zipfile.BadZipFile):
        Package(file.getvalue()[:500])
