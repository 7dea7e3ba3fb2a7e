"""The zip file around every modern office file: its parts, within limits, and what kind of file it is."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from typing import IO, Literal, NamedTuple

from . import limits
from .markup import Attributes, Part, attribute, parse
from .sniff import PASSWORD
from .source import UnreadableFile

NOT_OFFICE = (
    "Die Datei ist ein Zip-Archiv, aber keine Excel-, LibreOffice- oder Word-Datei. Bitte packen Sie das Archiv aus "
    "und wählen Sie die Datei darin."
)
MACROS = "Makros in der Datei wurden nicht ausgeführt."
OTHER_OFFICE = "Die Datei ist eine {found}. Bitte speichern Sie sie als {wanted} und versuchen Sie es noch einmal."
_BINARY = OTHER_OFFICE.format(found="binäre Excel-Datei (.xlsb)", wanted="Excel-Arbeitsmappe (.xlsx)")
_ODT = OTHER_OFFICE.format(found="LibreOffice-Textdatei (.odt)", wanted="Word-Datei (.docx)")
_PRESENTATION = OTHER_OFFICE.format(found="Präsentation", wanted="Tabelle (.xlsx) oder als Text (.docx)")

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


class Relation(NamedTuple):
    """`kind`: the last word of its type ("worksheet", "styles"); `target`: the name of a part."""

    kind: str
    target: str


class Package:
    """The parts of a zip file by name (in any case, as office programs look them up).

    Raises zipfile.BadZipFile for a damaged file, UnreadableFile past the limits or behind a password. The sizes checked
    are those declared: zipfile never unpacks more of a part than is declared for it.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(BytesIO(data))
        entries = self._zip.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableFile(PASSWORD)
        if sum(entry.file_size for entry in entries) > limits.UNPACKED_BYTES or any(map(_bomb, entries)):
            raise UnreadableFile(limits.UNPACKED_TOO_LARGE)
        self._entries = {_key(entry.filename): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def holds(self, end: str) -> bool:
        """Whether a part's name has this end."""
        return any(name.endswith(end) for name in self._entries)

    def open(self, name: str) -> IO[bytes]:
        """A part as a stream. Raises KeyError where there is none."""
        return self._zip.open(self._entries[_key(name)])

    def parse(self, name: str, part: Part) -> None:
        """Run an XML part through `part`; a part that is not there has nothing to say."""
        if name in self:
            with self.open(name) as stream:
                parse(stream, part)

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part ("" for the whole package) refers to inside the package, by id."""
        folder, base = posixpath.split(name)
        relations = _Relations(folder)
        self.parse(posixpath.join(folder, "_rels", f"{base}.rels"), relations)
        return relations.found


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > limits.PART_RATIO_FROM and entry.file_size > limits.PART_RATIO * entry.compress_size


class _Relations(Part):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.found: dict[str, Relation] = {}
        self.starts = {"Relationship": self._relation}

    def _relation(self, attributes: Attributes) -> None:
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, attribute(attributes, "Target")))
            kind = attribute(attributes, "Type").rpartition("/")[2]
            self.found[attribute(attributes, "Id")] = Relation(kind, target.lstrip("/"))


class _ContentTypes(Part):
    def __init__(self) -> None:
        super().__init__()
        self.of: dict[str, str] = {}
        self.starts = {"Override": self._override}

    def _override(self, attributes: Attributes) -> None:
        self.of[_key(attribute(attributes, "PartName"))] = attribute(attributes, "ContentType").lower()


class Main(NamedTuple):
    """What kind of office file a package is, and its main part."""

    format: Literal["xlsx", "ods", "docx"]
    part: str


def main_part(package: Package) -> Main:
    """Raises UnreadableFile for an archive that is no office file, or one of a kind that is not read."""
    if "mimetype" in package and "content.xml" in package:
        return _open_document(package)
    part = next((r.target for r in package.relations("").values() if r.kind == "officeDocument"), "")
    types = _ContentTypes()
    package.parse("[Content_Types].xml", types)
    content = types.of.get(_key(part), "")
    if part not in package or not content:
        raise UnreadableFile(NOT_OFFICE)
    return _microsoft(content, part)


def _microsoft(content: str, part: str) -> Main:
    if "binary" in content:
        raise UnreadableFile(_BINARY)
    if "spreadsheetml" in content or "ms-excel" in content:
        return Main("xlsx", part)
    if "wordprocessingml" in content or "ms-word" in content:
        return Main("docx", part)
    raise UnreadableFile(_PRESENTATION if "presentation" in content else NOT_OFFICE)


def _open_document(package: Package) -> Main:
    with package.open("mimetype") as stream:
        kind = stream.read(200).decode("ascii", "replace").strip().removeprefix(_OPEN_DOCUMENT)
    manifest = _Manifest()
    package.parse("META-INF/manifest.xml", manifest)
    if manifest.encrypted:
        raise UnreadableFile(PASSWORD)
    if kind.startswith("spreadsheet"):
        return Main("ods", "content.xml")
    if kind.startswith("text"):
        raise UnreadableFile(_ODT)
    raise UnreadableFile(_PRESENTATION if kind.startswith("presentation") else NOT_OFFICE)


class _Manifest(Part):
    def __init__(self) -> None:
        super().__init__()
        self.encrypted = False
        self.starts = {"encryption-data": self._found}

    def _found(self, _: Attributes) -> None:
        self.encrypted = True
