"""From a file's bytes to a Source in this process: looks at the content, calls the reader that fits."""

from __future__ import annotations

from typing import Literal

from . import limits
from .collect import Collector
from .sniff import sniff
from .source import Source, UnreadableFile

DAMAGED = (
    "Die Datei konnte nicht gelesen werden; sie ist unvollständig oder beschädigt. Bitte öffnen Sie sie in Excel, Word "
    "oder LibreOffice, speichern Sie sie neu und versuchen Sie es noch einmal."
)
NOTHING = "Die Datei lässt sich öffnen, enthält aber keine ausgefüllten Zellen und keinen Text."


def read_here(data: bytes, name: str) -> Source:
    """The file in this process, for the child, benchmarks and tests: the caps hold, time and memory are not limited.

    Raises UnreadableFile and nothing else, whatever the bytes are.
    """
    if len(data) > limits.FILE_BYTES:
        raise UnreadableFile(limits.FILE_TOO_LARGE)
    collector = Collector()
    try:
        form = _read(data, name, collector)
    except UnreadableFile:
        raise
    except MemoryError:
        collector.blocks.clear()  # room to say so
        raise UnreadableFile(limits.TOO_MUCH_MEMORY) from None
    except Exception as error:  # a forged or damaged file may break any step of any parser
        raise UnreadableFile(DAMAGED) from error
    if not collector.blocks:
        raise UnreadableFile(NOTHING)
    return Source(name, form, tuple(collector.blocks), collector.notes())


def _read(data: bytes, name: str, collector: Collector) -> Literal["xlsx", "ods", "docx", "csv", "vcf"]:
    """Each reader is imported only where its file comes up, so that the child starts fast."""
    kind = sniff(data)
    if kind == "vcard":
        from .vcard import read_vcard

        read_vcard(data, name, collector)
        return "vcf"
    if kind == "text":
        from .delimited import read_delimited

        read_delimited(data, name, collector)
        return "csv"
    return _read_package(data, collector)


def _read_package(data: bytes, collector: Collector) -> Literal["xlsx", "ods", "docx"]:
    from .package import Package, main_part

    package = Package(data)
    form, part = main_part(package)
    if form == "xlsx":
        from .workbook import read_workbook as reader
    elif form == "ods":
        from .ods import read_ods as reader
    else:
        from .docx import read_docx as reader
    reader(package, part, collector)
    return form
