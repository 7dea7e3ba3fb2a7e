"""vCards (2.1, 3.0, 4.0) as a table: a row per card, a column for each sort of statement, headed as an address list is.

Read line by line and not with vobject: no third-party code touches a foreign file, a broken card is said with its line, and a photo of
ten megabytes is passed over without being decoded.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from . import limits
from .collect import Collector, Grid
from .sniff import wide
from .source import UnreadableFile

BEGIN = b"BEGIN:VCARD"
BROKEN = "Nicht gelesen, weil die Karte nicht vollständig ist (END:VCARD fehlt): {places}. Bitte exportieren Sie sie noch einmal."
NO_LINE = "Nicht gelesen, weil die Zeile keine Angabe ist: {places}."
PICTURES = "Bilder, Töne und Schlüssel in Visitenkarten werden nicht gelesen: {places}."
UNDECODED = "Einige Zeichen ließen sich nicht lesen und stehen als „\ufffd“ da: {places}."
NO_CARD = "Die Datei enthält keine vollständige Visitenkarte. Bitte exportieren Sie die Kontakte noch einmal als vCard (.vcf)."

# name of the property → header of its column; the order is that of the columns
COLUMNS = {
    "PREFIX": "Titel", "GIVEN": "Vorname", "FAMILY": "Nachname", "FN": "Name", "ORG": "Organisation", "UNIT": "Abteilung",
    "TITLE": "Funktion", "EMAIL": "E-Mail", "TEL": "Telefon", "CELL": "Mobil", "FAX": "Fax", "STREET": "Straße", "CODE": "PLZ",
    "CITY": "Ort", "URL": "Website", "CATEGORIES": "Kategorien", "NOTE": "Bemerkung", "BDAY": "Geburtsdatum", "GENDER": "Geschlecht",
    "PRIVATE": "Privat", "OTHER": "Weitere Angaben",
}  # fmt: skip
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "X-MS-CARDLOGO"})
_ONCE = frozenset({"ADR", "ORG", "FN"})  # of several the first counts
_AT_HOME = frozenset({"ADR", "TEL", "EMAIL", "LABEL", "URL", "IMPP"})  # of a person's home they are nobody's business
_TECHNICAL = frozenset(
    ("VERSION", "PRODID", "REV", "UID", "SOURCE", "SORT-STRING", "CLASS", "MAILER", "TZ", "GEO", "KIND", "PROFILE", "CLIENTPIDMAP")
)  # fmt: skip
_HEAD = re.compile(rb'^((?:[^:"]|"[^"]*")*):(.*)$', re.DOTALL)
_PARAMETER = re.compile(r';((?:[^;"]|"[^"]*")*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SEPARATED = re.compile(r"((?:\\.|[^\\;])*)(?:;|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A property: `number` of its first line in the file, `name` in capitals without a group, parameters, the text as written."""

    number: int
    name: str
    parameters: dict[str, str]
    raw: bytes

    @property
    def types(self) -> str:
        return self.parameters.get("TYPE", "").upper()

    @property
    def base64(self) -> bool:
        words = f"{self.parameters.get('ENCODING', '')},{self.types}".upper().split(",")
        return "B" in words or "BASE64" in words

    @property
    def private(self) -> bool:
        words = self.types.split(",")
        return self.name in _AT_HOME and "HOME" in words and "WORK" not in words


@dataclass(slots=True)
class Card:
    number: int
    lines: list[Line] = field(default_factory=list)


def read_vcard(data: bytes, name: str, collector: Collector) -> None:
    """One table named after the file: row 1 holds the headers, card n stands in row n + 1. Raises UnreadableFile without a card."""
    if encoding := wide(data):
        data = data.decode(encoding, "replace").lstrip("\ufeff").encode()
    cards = [_said(card, collector) for card in _cards(data.removeprefix(b"\xef\xbb\xbf"), collector)]
    if not any(cards):
        raise UnreadableFile(NO_CARD)
    grid = Grid(collector, PurePath(name).stem or "Visitenkarten", "table")
    columns = [column for column in COLUMNS if any(column in said for said in cards)]
    for place, column in enumerate(columns, 1):
        grid.add(1, place, COLUMNS[column])
        for row, said in enumerate(cards, 2):
            grid.add(row, place, "\n".join(said.get(column, ())))
    grid.close()


def _cards(data: bytes, collector: Collector) -> Iterator[Card]:
    """Complete cards. One that never ends, or in which another begins, is a note with its line."""
    card: Card | None = None
    for number, raw in _unfolded(data):
        word = raw.strip().upper()
        if word == BEGIN:
            if card:
                collector.note(BROKEN, f"Zeile {card.number}")
            card = Card(number)
        elif word == b"END:VCARD":
            if card:
                yield card
            card = None
        elif card and word:
            if line := _line(number, raw):
                card.lines.append(line)
            elif not (card.lines and card.lines[-1].name in _BINARY):  # of which it is the rest, not folded
                collector.note(NO_LINE, f"Zeile {number}")
    if card:
        collector.note(BROKEN, f"Zeile {card.number}")


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Logical lines with the number of their first: a line that begins with a blank goes on the one before, in vCard 2.1 also
    one after a quoted-printable "=" at the end."""
    begun, parts, soft = 0, [b""], False
    for number, raw in enumerate(data.splitlines(), 1):
        if soft:
            parts.append(b"\n" + raw)
        elif raw[:1] in (b" ", b"\t") and begun:
            parts.append(raw[1:])
        else:
            if begun:
                yield begun, b"".join(parts)
            begun, parts = number, [raw]
        soft = raw.endswith(b"=") and _quoted(parts[0])
    if begun:
        yield begun, b"".join(parts)


def _quoted(raw: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in raw.partition(b":")[0].upper()


def _line(number: int, raw: bytes) -> Line | None:
    found = _HEAD.match(raw)
    if not found:
        return None
    head = found[1].decode("ascii", "replace")
    name = head.partition(";")[0].rpartition(".")[2].strip().upper()  # without a group: "item1.EMAIL"
    parameters: dict[str, str] = {}
    for part in _PARAMETER.findall(head):
        key, equals, value = part.partition("=")
        key, value = (key.strip().upper(), value.strip().strip('"')) if equals else ("TYPE", key.strip())
        parameters[key] = f"{parameters[key]},{value}" if key in parameters else value
    return Line(number, name, parameters, found[2]) if name else None


def _text(line: Line, collector: Collector) -> str:
    """Decoded: quoted-printable, then its own charset, else UTF-8, else Windows-1252."""
    raw = line.raw
    if "QUOTED-PRINTABLE" in (line.parameters.get("ENCODING", "") + line.types).upper():
        raw = quopri.decodestring(raw)
    elif line.base64:
        with contextlib.suppress(binascii.Error):
            raw = base64.b64decode(raw, validate=True)
    for charset in (line.parameters.get("CHARSET", "utf-8"), "utf-8", "cp1252"):
        try:
            return raw.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    collector.note(UNDECODED, f"Zeile {line.number}")
    return raw.decode("utf-8", "replace")


def _said(card: Card, collector: Collector) -> dict[str, list[str]]:
    """Column → what the card says there, nothing twice."""
    said: dict[str, list[str]] = {}
    first: dict[str, Line] = {}
    for line in card.lines:
        if not line.private:
            first.setdefault(line.name, line)
    for line in card.lines:
        for name, text in _statements(line, collector):
            if line.private or (line.name in _ONCE and line is not first[line.name]):
                name = "PRIVATE" if line.private else "OTHER"
            if (tidy := text.strip()) and tidy not in said.setdefault(name, []):
                said[name].append(tidy)
    if "ORG" not in said and any(_of_a_body(line) for line in card.lines):
        said["ORG"] = said.pop("FN", [])
    if said.get("GIVEN") or said.get("FAMILY") or said.get("FN") == said.get("ORG"):
        said.pop("FN", None)  # the same once more
    return {name: texts for name, texts in said.items() if texts}


def _of_a_body(line: Line) -> bool:
    return (line.name, line.raw.strip().lower()) in (("KIND", b"org"), ("X-ABSHOWAS", b"company"))


def _statements(line: Line, collector: Collector) -> Iterator[tuple[str, str]]:
    """Column and text of one line."""
    if line.name in _BINARY or (line.base64 and line.name not in (*COLUMNS, "N", "ADR")):
        collector.note(PICTURES, f"Zeile {line.number}")
        return
    if line.name in _TECHNICAL or len(line.raw) > limits.RAW_CHARACTERS:
        return
    text = _text(line, collector)
    if line.name in ("N", "ORG", "ADR"):
        yield from _structured(line.name, [_plain(part) for part in _SEPARATED.findall(text)])
    elif line.name == "TEL":
        sort = "CELL" if "CELL" in line.types else "FAX" if "FAX" in line.types else "TEL"
        yield sort, _plain(text).removeprefix("tel:")
    elif line.name in ("ROLE", "TITLE"):
        yield "TITLE", _plain(text)
    elif line.name in COLUMNS:
        yield line.name, _plain(text)
    else:
        yield "OTHER", f"{line.name}: {_plain(text)}"


def _structured(name: str, parts: list[str]) -> Iterator[tuple[str, str]]:
    get = dict(enumerate(parts)).get
    if name == "N":
        yield from (("FAMILY", get(0, "")), ("GIVEN", " ".join(filter(None, (get(1, ""), get(2, ""))))))
        yield "PREFIX", get(3, "")
    elif name == "ORG":
        yield "ORG", get(0, "")
        yield "UNIT", ", ".join(filter(None, parts[1:]))
    else:
        yield "STREET", ", ".join(filter(None, (get(2, ""), get(1, ""), get(0, ""))))
        yield from (("CITY", get(3, "")), ("CODE", get(5, "")))


def _plain(text: str) -> str:
    """Without the backslashes that protect commas, semicolons and line breaks."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
