"""Whether an uploaded file may be kept: an allow-list by what is in it, never by what its name or the browser says alone.

Pictures are drawn anew, so that nothing travels with them (place, camera, hidden data). Nothing else is unpacked or run.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from verbindlich.base.readers.markup import Attributes, Part, attribute
from verbindlich.base.readers.package import Package
from verbindlich.base.readers.sniff import wide
from verbindlich.base.readers.source import UnreadableFile
from verbindlich.base.readers.texts import clean
from verbindlich.base.readers.turn import turn

MOST_PIXELS = 40_000_000
MOST_PARTS = 5_000  # of a zip file; a presentation with 300 slides has some 2,000
LONGEST_NAME = 120
_MICROSOFT = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
TYPES = {
    "pdf": "application/pdf", "docx": f"{_MICROSOFT}wordprocessingml.document", "xlsx": f"{_MICROSOFT}spreadsheetml.sheet",
    "pptx": f"{_MICROSOFT}presentationml.presentation", "odt": f"{_OPEN}text", "ods": f"{_OPEN}spreadsheet",
    "odp": f"{_OPEN}presentation", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp",
    "txt": "text/plain", "csv": "text/csv",
}  # fmt: skip
KINDS = _(
    "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument (.odt, .ods, .odp), Bilder (.png, .jpg, .webp), "
    "Text (.txt, .csv)"
)

EMPTY = _("Die Datei ist leer (0 Byte). Bitte speichern oder kopieren Sie sie noch einmal.")
NOT_KEPT = format_lazy("{} {}.", _("Diese Art von Datei wird nicht angenommen. Angenommen werden:"), KINDS)
OTHER = _(
    "Der Inhalt passt nicht zur Endung des Namens. Öffnen Sie die Datei, speichern Sie sie in ihrem eigenen Format und versuchen "
    "Sie es noch einmal."
)
MACROS = _("Die Datei enthält Makros. Speichern Sie sie ohne Makros (als .docx, .xlsx, .pptx oder OpenDocument).")
PACKED = _("Die Datei ist ausgepackt zu groß oder ungewöhnlich stark gepackt. Speichern Sie sie neu oder als PDF.")
LOCKED = _("Die Datei ist mit einem Kennwort geschützt. Speichern Sie sie ohne Kennwort.")
PIXELS = _("Das Bild ist zu groß: höchstens 40 Megapixel. Verkleinern Sie es zuerst.")
BUSY = _("Gerade werden andere Dateien geprüft. Bitte in einer Minute noch einmal versuchen.")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (
    zipfile.BadZipFile,
    ValueError,
    OverflowError,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    KeyError,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_MARKUP = re.compile(r"\s*(<!doctype|<html|<svg|<\?xml|<script|#!)", re.IGNORECASE)


class Refused(Exception):
    """The file is not kept; the text says why and what to do."""

    def __init__(self, why: str | Promise) -> None:
        super().__init__(str(why))


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is kept: a name that harms nobody, and bytes of a kind that is known."""

    name: str
    content_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def accept(name: str, data: bytes) -> Accepted:
    """Raises Refused."""
    name = tidy(name)
    end = name.rpartition(".")[2].lower()
    if end in ("docm", "xlsm", "pptm", "dotm", "xltm", "xlam", "xlsb"):
        raise Refused(MACROS)
    if end not in TYPES:
        raise Refused(NOT_KEPT)
    if not data:
        raise Refused(EMPTY)
    kind = TYPES[end]
    if kind.startswith("image/"):
        return Accepted(name, kind, _drawn_anew(data, kind.partition("/")[2].upper()))
    if kind.startswith("text/"):
        return Accepted(name, f"{kind}; charset={_charset(data)}", data)
    if end == "pdf" and not data.startswith(b"%PDF-"):
        raise Refused(OTHER)
    if end != "pdf":
        _check_office(data, kind)
    return Accepted(name, kind, data)


def tidy(name: str) -> str:
    """The name alone, without folders, invisible and bidi characters, and what some system does not allow in a name."""
    bare = re.sub(r'[<>:"|?*]', "_", clean(re.split(r"[/\\]", name)[-1]))
    stem, dot, end = " ".join(bare.split()).rpartition(".")
    if not dot:
        stem, end = end, ""
    end = end[:10]
    return f"{stem.lstrip('.')[: LONGEST_NAME - len(end) - 1] or 'Datei'}{dot}{end}"


def _charset(data: bytes) -> str:
    """Of a text; what is no text, or runs in a browser, is refused."""
    charset = wide(data) or "utf-8"  # Excel's "Unicode-Text" is UTF-16
    try:
        text = data.decode(charset)
    except UnicodeDecodeError:
        text, charset = data.decode("cp1252", "replace"), "windows-1252"
    if _CONTROL.search(text) or _MARKUP.match(text.lstrip("\ufeff")):
        raise Refused(OTHER)
    return charset


class _Types(Part):
    """The content types that a Microsoft package declares."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.starts = {"Override": self._type, "Default": self._type}

    def _type(self, attributes: Attributes) -> None:
        self.found.add(attribute(attributes, "ContentType").lower())


def _check_office(data: bytes, kind: str) -> None:
    if data.startswith(_OLE):
        raise Refused(LOCKED if "EncryptedPackage".encode("utf-16-le") in data else OTHER)
    if not data.startswith(b"PK\x03\x04"):
        raise Refused(OTHER)
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        raise Refused(PACKED)
    try:
        with zipfile.ZipFile(BytesIO(data)) as opened:
            parts = opened.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise Refused(LOCKED)
        types = _declared(Package(data))
    except UnreadableFile:
        raise Refused(PACKED) from None
    except _BROKEN:
        raise Refused(OTHER) from None
    names = [part.filename.replace("\\", "/").lstrip("/").lower() for part in parts]
    if any("vbaproject" in one or "macro" in one for one in (*types, *names)) or any(
        name.startswith(("basic/", "scripts/")) for name in names
    ):
        raise Refused(MACROS)
    if kind not in types and f"{kind}.main+xml" not in types:
        raise Refused(OTHER)


def _declared(package: Package) -> set[str]:
    """What the package says it is: OpenDocument by its first part, Microsoft by its list of types."""
    if "mimetype" in package:
        with package.open("mimetype") as stream:
            return {stream.read(200).decode("ascii", "replace").strip()}
    types = _Types()
    package.parse("[Content_Types].xml", types)
    return types.found


def _drawn_anew(data: bytes, kind: str) -> bytes:
    """The picture alone, upright, without anything that came with it. At most 160 MB of memory, two at once."""
    with turn() as mine:
        if not mine:
            raise Refused(BUSY)
        try:
            with Image.open(BytesIO(data), formats=[kind]) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise Refused(PIXELS)
                upright = ImageOps.exif_transpose(opened)
            bare = upright.convert("RGBA" if upright.has_transparency_data and kind != "JPEG" else "RGB")
            bare.info.clear()
            out = BytesIO()
            bare.save(out, kind, quality=90)
        except Image.DecompressionBombError:
            raise Refused(PIXELS) from None
        except (*_BROKEN, SyntaxError, Image.DecompressionBombWarning):
            raise Refused(OTHER) from None
    return out.getvalue()
