"""What has been read so far of a file: fields and goals, measures in the making, the ledger, and where in the outline we are."""

from __future__ import annotations

from dataclasses import dataclass, field

from verbindlich.base.check.headers import Column, Header
from verbindlich.base.check.ledger import Ledger, Problem
from verbindlich.base.check.outline import NamedGoal, Outline
from verbindlich.base.check.sections import Section, SectionWords
from verbindlich.base.check.synonyms import Synonyms
from verbindlich.base.readers.source import Cell, Paragraph, Table

UNKNOWN_COLUMN = "Spalte nicht zugeordnet"
VALUELESS = {"error": "Fehlerwert der Tabellenkalkulation", "formula": "Formel ohne gespeicherten Wert"}


@dataclass(slots=True)
class Draft:
    """A measure in the making: the cells that speak of it, each with its column.

    `title`, `number`: given by something else than a cell of a column (a heading, a merged cell above).
    `inherited`: merged cells that cover several measures and are counted with the first of them.
    """

    table: Table
    where: str
    cells: list[tuple[Column, Cell]] = field(default_factory=list)
    inherited: list[tuple[Column, Cell]] = field(default_factory=list)
    field: str = ""
    goals: tuple[str, ...] = ()
    title: str = ""
    number: str = ""
    lone_numbers: bool = False  # all titles of the table begin with a number ("4 Sprachkurse")
    divided: bool = False  # the table has a column for the beginning

    def of(self, name: str) -> list[tuple[Column, Cell]]:
        """The cells of a property, those of the better column first. Cells without a value are none."""
        pairs = [pair for pair in (*self.cells, *self.inherited) if pair[1].kind not in VALUELESS]
        own = [pair for pair in pairs if pair[0].property == name]
        return sorted(own, key=_is_second) or [pair for pair in pairs if name in pair[0].also]


def _is_second(pair: tuple[Column, Cell]) -> bool:
    return pair[0].second


@dataclass(slots=True)
class Position:
    """The section we are in. Goals named one after the other stand together until a measure follows."""

    field: str = ""
    goals: tuple[str, ...] = ()
    served: bool = False

    def enter_field(self, name: str) -> None:
        """A new field has no goal yet."""
        self.field, self.goals, self.served = name, (), False

    def enter_goals(self, titles: tuple[str, ...]) -> None:
        """Goals after a measure replace those before it; goals before any measure join."""
        self.goals = titles if self.served else self.goals + titles
        self.served = False

    def goals_for_measure(self) -> tuple[str, ...]:
        """The goals a measure at this place serves."""
        self.served = True
        return self.goals


class Reading:
    """Collects what the walkers over tables and paragraphs find."""

    def __init__(self, synonyms: Synonyms) -> None:
        self.synonyms = synonyms
        self.words = SectionWords(synonyms)
        self.outline = Outline(self.words)
        self.ledger = Ledger()
        self.position = Position()
        self.drafts: list[Draft] = []
        self.problems: list[Problem] = []
        self.properties: set[str] = set()
        self.title_lines: list[str] = []

    def problem(self, where: str, message: str) -> None:
        """Something the person at the file should look at."""
        self.problems.append(Problem(where, message))

    def enter(self, section: Section, item: Cell | Paragraph, where: str) -> None:
        """Go into the field or the goals that a line opens, and record the line as mapped."""
        self.ledger.mapped(item, section.kind)
        self.properties.add(section.kind)
        if section.kind == "field":
            self.position.enter_field(self.outline.field(section.title, where, section.number))
        else:
            self.enter_goals(self.outline.goals_of(section), where)

    def enter_goals(self, goals: list[NamedGoal], where: str) -> None:
        """The measures that follow serve these goals of the present field."""
        field = self.position.field
        self.position.enter_goals(tuple(self.outline.goal(goal, field, where) for goal in goals))

    def enter_header(self, header: Header) -> None:
        """Record the header's cells as mapped (or unknown) and its properties as places the source has."""
        names = {column.index: column.property for column in header.columns if column.property}
        for column in header.columns:
            self.properties.update(filter(None, (column.property, *column.also)))
        for cell in header.cells:
            below = {names[index] for index in names if cell.column <= index < cell.column + cell.columns}
            self.header_cell(cell, " ".join(sorted(below)))

    def header_cell(self, cell: Cell, name: str) -> None:
        """One header or label: mapped where its property is known."""
        if name:
            self.ledger.mapped(cell, f"header {name}")
        else:
            self.ledger.remark(cell, "", UNKNOWN_COLUMN)
