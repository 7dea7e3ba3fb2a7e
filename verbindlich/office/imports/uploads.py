"""From an upload to what can be planned, and how the rows that were read are kept until then."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from io import BytesIO

from django.core.files import File
from django.utils.translation import gettext_lazy as _

from verbindlich.base.readers import UnreadableFile, read_bytes, wire
from verbindlich.base.readers.source import Source
from verbindlich.base.readers.texts import clean
from verbindlich.base.readers.turn import turn

MOST_CELLS = 100_000  # some 10,000 rows: more would take the web server's memory and the reader's patience
TOO_LARGE = _(
    "Die Datei enthält über %(n)s gefüllte Zellen. Bitte kopieren Sie nur das, was übernommen werden soll, in eine neue Datei."
)
BUSY = _("Gerade werden andere Dateien gelesen. Bitte in einer Minute noch einmal versuchen.")
LONGEST_NAME = 255


class Busy(Exception):
    """Too many files at once; `str()` says so."""


@dataclass(frozen=True, slots=True)
class Upload:
    file_name: str
    sha256: str
    source: Source


def read_upload(file: File[bytes], most: int = MOST_CELLS) -> Upload:
    """`most`: filled cells. Read in a limited child process. Raises UnreadableFile (a sentence for the user) and Busy."""
    name = clean((file.name or "").rpartition("/")[2])[-LONGEST_NAME:] or "Datei"
    return read_data(file.read(), name, most)


def read_data(data: bytes, name: str, most: int = MOST_CELLS) -> Upload:
    with turn() as mine:
        if not mine:
            raise Busy(BUSY)
        source = read_bytes(data, name)
    if sum(len(table.cells) for table in source.tables) + len(source.paragraphs) > most:
        raise UnreadableFile(TOO_LARGE % {"n": f"{most:,}".replace(",", ".")})
    return Upload(name, hashlib.sha256(data).hexdigest(), source)


def packed(source: Source) -> bytes:
    return zlib.compress("".join(wire.pack(source)).encode(), 6)


def unpacked(name: str, rows: bytes) -> Source:
    return wire.unpack(name, BytesIO(zlib.decompress(rows)))
