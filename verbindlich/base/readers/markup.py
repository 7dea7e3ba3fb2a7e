"""XML parts of office files as a stream of events: constant memory, no document type, no entities.

expat from the standard library rather than a tree: a sheet of 50,000 rows never stands in memory as elements, and the
child process need not load lxml (which alone costs more time than reading a small file).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO
from xml.parsers import expat

from . import limits
from .source import UnreadableFile

DOCTYPE = (
    "Die Datei enthält eine Dokumenttyp-Angabe, wie sie kein Office-Programm schreibt, und wird zur Sicherheit nicht "
    "gelesen. Bitte öffnen Sie sie in Excel, Word oder LibreOffice und speichern Sie sie neu."
)

_CHUNK = 1 << 20

Attributes = Mapping[str, str]


class Part:
    """A reader of one XML part: what to do where an element starts and ends, by local name.

    Prefixes are dropped, since every writer may choose its own and the local names in the parts read do not collide.
    Elements named in `skipped` are passed over with all they hold. Text is kept between `listen` and `heard`.
    """

    skipped: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.starts: dict[str, Callable[[Attributes], None]] = {}
        self.ends: dict[str, Callable[[], None]] = {}
        self._listening = False
        self._heard: list[str] = []
        self._length = 0

    def listen(self, _: Attributes | None = None) -> None:
        self._listening = True

    def pause(self) -> None:
        self._listening = False

    def hear(self, text: str) -> None:
        """Text between tags. Raises UnreadableFile where one cell grows beyond all measure."""
        if self._listening:
            self._heard.append(text)
            self._length += len(text)
            if self._length > limits.RAW_CHARACTERS:
                raise UnreadableFile(limits.CELL_TOO_LONG)

    def say(self, text: str) -> None:
        """Add text that the file expresses by an element (a line break, a tab)."""
        self._heard.append(text)
        self._length += len(text)

    def heard(self) -> str:
        """The text kept since the last call; listening ends."""
        text = "".join(self._heard)
        self._heard.clear()
        self._length = 0
        self._listening = False
        return text


class _LocalNames(dict[str, str]):
    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


def parse(stream: IO[bytes], part: Part) -> None:
    """Run a part's XML through `part`. Raises UnreadableFile at a DOCTYPE, expat.ExpatError where it is no XML."""
    local = _LocalNames()
    starts, ends, skipped = part.starts, part.ends, part.skipped
    skipping = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal skipping
        name = local[name]
        if skipping or name in skipped:
            skipping += 1
        elif name in starts:
            starts[name](attributes)

    def end(name: str) -> None:
        nonlocal skipping
        if skipping:
            skipping -= 1
            return
        name = local[name]
        if name in ends:
            ends[name]()

    def text(data: str) -> None:
        if not skipping:
            part.hear(data)

    _feed(stream, start, end, text)


def _feed(
    stream: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    read = 0
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)
        read += len(chunk)
        if read - parser.CurrentByteIndex > limits.RAW_CHARACTERS:  # expat would go over an endless tag again and again
            raise UnreadableFile(limits.CELL_TOO_LONG)
    parser.Parse(b"", True)


def _refuse(*_: object) -> None:
    raise UnreadableFile(DOCTYPE)


def attribute(attributes: Attributes, name: str, default: str = "") -> str:
    """An attribute by its local name, whatever its prefix."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), default)
