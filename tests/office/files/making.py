"""Files for tests, good and hostile, built here."""

from __future__ import annotations

import zipfile
from io import BytesIO

from PIL import Image

W = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 200
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n"


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def docx(main: str = f"{W}.main+xml", more: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    types = f'<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
    return zipped({"[Content_Types].xml": types.encode(), "word/document.xml": b"<document/>", **(parts or {})})


def odt(parts: dict[str, bytes] | None = None, kind: str = "text") -> bytes:
    return zipped(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<x/>", **(parts or {})}
    )


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), comment: bytes = b"Geheimer Ort") -> bytes:
    """Turned by its EXIF, with a camera's name and a comment."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Kamera Geheim"
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, kind, exif=exif, comment=comment)
    return out.getvalue()


def huge() -> bytes:
    """50 megapixels in a few kilobytes."""
    out = BytesIO()
    Image.new("1", (10_000, 5_000)).save(out, "PNG")
    return out.getvalue()
