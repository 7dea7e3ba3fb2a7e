"""An Excel workbook (.xlsx, .xlsm): which sheets it has, what its styles and shared strings are.

Read by our own event parser and not by openpyxl: its read-only mode gives neither merged areas nor formulas beside
their values, sets no limits, and takes about twice the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from . import limits
from .collect import Collector, Grid
from .formats import BUILT_IN, EPOCH_1900, EPOCH_1904, NumberFormat, understand
from .markup import Attributes, Part, attribute
from .package import MACROS, Package
from .source import UnreadableFile
from .worksheet import Worksheet


def read_workbook(package: Package, part: str, collector: Collector) -> None:
    """All worksheets in the order of their tabs, hidden ones marked; chart and dialog sheets are passed over."""
    relations = package.relations(part)
    parts = {relation.kind: relation.target for relation in relations.values()}
    workbook, strings, styles = _Workbook(), SharedStrings(), Styles()
    package.parse(part, workbook)
    sheets = [s for s in workbook.sheets if s.relation in relations and relations[s.relation].kind == "worksheet"]
    if len(sheets) > limits.SHEETS:
        raise UnreadableFile(limits.TOO_MANY_SHEETS.format(count=len(sheets)))
    if package.holds("vbaproject.bin"):
        collector.note(MACROS)
    package.parse(parts.get("sharedStrings", ""), strings)
    package.parse(parts.get("styles", ""), styles)
    for sheet in sheets:
        grid = Grid(collector, sheet.name, "sheet", sheet.hidden)
        package.parse(relations[sheet.relation].target, Worksheet(grid, strings.texts, styles.formats, workbook.epoch))
        grid.close()


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    relation: str
    hidden: bool


class _Workbook(Part):
    """xl/workbook.xml: the sheets, and from which day the dates count."""

    def __init__(self) -> None:
        super().__init__()
        self.epoch: datetime = EPOCH_1900
        self.sheets: list[_Sheet] = []
        self.starts = {"sheet": self._sheet, "workbookPr": self._properties}

    def _sheet(self, attributes: Attributes) -> None:
        hidden = attributes.get("state") in ("hidden", "veryHidden")
        self.sheets.append(_Sheet(attributes.get("name", ""), attribute(attributes, "id"), hidden))

    def _properties(self, attributes: Attributes) -> None:
        if attributes.get("date1904") in ("1", "true", "on"):
            self.epoch = EPOCH_1904


class SharedStrings(Part):
    """xl/sharedStrings.xml: the texts that cells refer to by their place, without phonetic guides.

    Raises UnreadableFile past the cap in all."""

    skipped = frozenset({"rPh"})

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._characters = 0
        self.starts = {"t": self.listen}
        self.ends = {"t": self.pause, "si": self._item}

    def _item(self) -> None:
        text = self.heard()
        self.texts.append(text)
        self._characters += len(text)
        if self._characters > limits.CHARACTERS:
            raise UnreadableFile(limits.TOO_MUCH_TEXT)


class Styles(Part):
    """xl/styles.xml: `formats`, the number format of each cell style by the number that cells refer to it with."""

    skipped = frozenset({"cellStyleXfs", "dxfs"})

    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[str, str] = {}
        self.formats: dict[str, NumberFormat] = {}
        self.starts = {"numFmt": self._code, "xf": self._style}

    def _code(self, attributes: Attributes) -> None:
        self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")

    def _style(self, attributes: Attributes) -> None:
        number = attributes.get("numFmtId", "")
        self.formats[str(len(self.formats))] = understand(self._codes.get(number) or BUILT_IN.get(number, ""))
