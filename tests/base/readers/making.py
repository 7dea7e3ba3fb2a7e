"""Small office files made by hand, honest and hostile, so that each test shows what is in its file."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

from verbindlich.base.readers import Source, Table, read_here

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = {
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
}
MB = 1_000_000


def zipped(parts: dict[str, str | bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def relations(**targets: str) -> str:
    """Relations by id; the kind is what stands before the first "-" of "kind-target"."""
    split = {key: target.partition("-") for key, target in targets.items()}
    lines = (f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{to}"/>' for key, (kind, _, to) in split.items())
    return f"<Relationships>{''.join(lines)}</Relationships>"


def package(main: str, parts: dict[str, str | bytes], content_type: str = "") -> dict[str, str | bytes]:
    override = f'<Override PartName="/{main}" ContentType="{content_type or TYPES.get(main, "")}"/>'
    return {
        "[Content_Types].xml": f"<Types>{override}</Types>",
        "_rels/.rels": relations(rId1=f"officeDocument-{main}"),
        **parts,
    }


def xlsx_parts(
    *sheets: str, names: tuple[str, ...] = (), states: tuple[str, ...] = (), strings: str = "", styles: str = "",
    properties: str = "", merges: str = "", content_type: str = "",
) -> dict[str, str | bytes]:  # fmt: skip
    """A workbook's parts; each of `sheets` is what stands in <sheetData>. merges: of the first sheet."""
    tabs = ""
    targets = {"s": "sharedStrings-sharedStrings.xml", "t": "styles-styles.xml"}
    parts: dict[str, str | bytes] = {}
    for i, data in enumerate(sheets):
        name = names[i] if i < len(names) else f"Blatt{i + 1}"
        state = f' state="{states[i]}"' if i < len(states) and states[i] else ""
        tabs += f'<sheet name="{name}" sheetId="{i + 1}"{state} r:id="w{i}"/>'
        targets[f"w{i}"] = f"worksheet-worksheets/sheet{i + 1}.xml"
        merged = f"<mergeCells>{merges}</mergeCells>" if merges and not i else ""
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{merged}</worksheet>'
        parts[f"xl/worksheets/sheet{i + 1}.xml"] = sheet
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr {properties}/><sheets>{tabs}</sheets></workbook>'
    parts |= {
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relations(**targets),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }
    return package("xl/workbook.xml", parts, content_type)


def xlsx(*sheets: str, **kwargs: Any) -> bytes:
    return zipped(xlsx_parts(*sheets, **kwargs))


def styles(*codes: str) -> str:
    """Cell style 0 is General, style 1 has the first of `codes`, and so on."""
    custom = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{_quoted(code)}"/>' for i, code in enumerate(codes))
    cells = "".join(f'<xf numFmtId="{164 + i}"/>' for i in range(len(codes)))
    return f'<numFmts>{custom}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf/>{cells}</cellXfs>'


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def number(reference: str, value: object, style: int = 0) -> str:
    return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'


def ods_parts(*tables: str, styles: str = "", manifest: str = "") -> dict[str, str | bytes]:
    spaces = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "table", "text", "style")
    )
    body = "".join(f'<table:table table:name="Blatt{i}">{table}</table:table>' for i, table in enumerate(tables, 1))
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        "content.xml": content,
    }


def ods(*tables: str, **kwargs: str) -> bytes:
    return zipped(ods_parts(*tables, **kwargs))


def docx_parts(body: str, styles: str = "", numbering: str = "", content_type: str = "") -> dict[str, str | bytes]:
    parts: dict[str, str | bytes] = {
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:mc="urn:mc"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": relations(s="styles-styles.xml", n="numbering-numbering.xml"),
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{WORD}">{numbering}</w:numbering>',
    }
    return package("word/document.xml", parts, content_type)


def docx(body: str, **kwargs: str) -> bytes:
    return zipped(docx_parts(body, **kwargs))


def p(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def tc(content: str, properties: str = "") -> str:
    content = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def ole(*streams: str) -> bytes:
    """Not a real compound file, but its signature and the names of its streams."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + b"".join(s.encode("utf-16-le") for s in streams)


def bomb(name: str, megabytes: int, declared: int | None = None) -> bytes:
    """A zip file with one part of blanks, made without packing them one by one; `declared`: the size it claims."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(b" " * MB) + packer.flush(zlib.Z_FULL_FLUSH)
    next_ = packer.compress(b" " * MB) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = first + next_ * (megabytes - 1) + packer.flush()
    size = megabytes * MB if declared is None else declared
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, 0, len(packed), size, len(name), 0)
    local = b"PK\x03\x04" + common + name.encode() + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    """The zip file with a part put in or replaced."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {entry: archive.read(entry) for entry in archive.namelist()}
    return zipped(parts | {name: content})


def only_table(data: bytes, name: str = "katalog.xlsx") -> Table:
    return read_here(data, name).tables[0]


def grid(source: Source, table: int = 0) -> dict[tuple[int, int], str]:
    """Texts by row and column."""
    return {(cell.row, cell.column): cell.text for cell in source.tables[table].cells}
