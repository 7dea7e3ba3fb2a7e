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
REFERENCE = "goal_reference"  # property of a cell that refers to a goal which the file does not name
UNKNOWN_GOAL = "Verweis auf ein Ziel, das in der Datei nicht steht"
SKIPPED = "Auf Wunsch nicht übernommen"
VALUELESS = {"error": "Fehlerwert der Tabellenkalkulation", "formula": "Formel ohne gespeicherten Wert"}


Pair = tuple[Column, Cell]


@dataclass(slots=True)
class Draft:
    """A measure in the making: the cells that speak of it, each with its column.

    `title`, `number`: given by something else than a cell of a column (a heading, a line above a block); `record`: the row of a
    list that the application wrote (records.py).
    """

    table: Table
    where: str
    pairs: dict[str, list[Pair]] = field(default_factory=dict)  # property → cells, those of the better column first
    field: str = ""
    goals: tuple[str, ...] = ()
    title: str = ""
    number: str = ""
    lone_numbers: bool = False  # all titles of the table begin with a number ("4 Sprachkurse")
    divided: bool = False  # the table has a column for the beginning
    shares: bool = False  # a column names several properties
    record: bool = False

    def add(self, column: Column, cell: Cell) -> None:
        """Take a cell. Error values and formulas without a value say nothing; the ledger has them already."""
        if cell.kind in VALUELESS:
            return
        self.shares = self.shares or bool(column.also)
        pairs = self.pairs.setdefault(column.property, [])
        pairs.append((column, cell))
        if len(pairs) > 1:
            pairs.sort(key=_is_second)

    def of(self, name: str) -> list[Pair]:
        """The cells of a property, or those of a column that names it besides another ("Priorität / Zeitraum")."""
        if name in self.pairs:
            return self.pairs[name]
        return [pair for pairs in self.pairs.values() for pair in pairs if name in pair[0].also] if self.shares else []


def _is_second(pair: Pair) -> bool:
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

    def problem(self, where: str, message: str, about: str = "") -> None:
        """Something the person at the file should look at."""
        self.problems.append(Problem(where, message, about))

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
        if name == "skip":
            self.ledger.left_out(cell, SKIPPED)
        elif name:
            self.ledger.mapped(cell, f"header {name}")
        else:
            self.ledger.remark(cell, "", UNKNOWN_COLUMN)
