"""One abstract catalogue, rendered in the many shapes in which offices keep theirs.

`invent` makes a catalogue from a random generator; each function of `SHAPES` renders one as a Source and says what of it
the shape can hold. The tests ask that reading the Source yields exactly what went in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from random import Random

from verbindlich.base.readers.source import Block, Cell, Paragraph, Source, Table

FIELDS = [
    "Sprache und Verständigung", "Frühkindliche und schulische Bildung", "Ausbildung, Arbeit", "Wohnen und Wohnumfeld",
    "Gesundheit und Pflege", "Begegnung & Dialog", "Interkulturelle Öffnung der Verwaltung", "Politische Teilhabe",
    "Sport, Kultur und Freizeit", "Ehrenamt",
]  # fmt: skip
GOAL_STARTS = [
    "Zugewanderte finden",
    "Familien nutzen",
    "Fachkräfte kennen",
    "Vereine bieten",
    "Die Verwaltung schafft",
]
GOAL_ENDS = [
    "ein passendes Angebot.",
    "gute Wege in die Regelsysteme",
    "mehr Begegnung im Alltag.",
    "Beratung vor Ort",
    "verlässliche Strukturen.",
]
VERBS = ["aufbauen", "ausbauen", "verstetigen", "erproben", "fördern", "abstimmen", "einrichten", "bündeln"]
THINGS = [
    "Sprachkurs-Börse", "Elterncafé", "Kita-Lotsinnen", "Runder Tisch Wohnen", "Lesepaten", "Fahrradwerkstatt", "Wegweiser Gesundheit",
    "Sprachmittlung für Behördengänge", "Ausbildungsmesse", "Beirat", "Dolmetscherpool", "Patenschaften", "Gesprächskreis", "Erzählcafé",
]  # fmt: skip
PLACES = [
    "in der Kernstadt",
    "im ländlichen Raum",
    "an drei Schulen",
    "in allen Sozialräumen",
    "mit freien Trägern",
    "(Modellphase)",
]
LEADS = [
    "Sozialamt",
    "Jugendamt",
    "Integrationsmanagement",
    "Volkshochschule",
    "Amt 50",
    "Büro Landrat",
    "Jobcenter (FF), IHK",
]
PARTNERS = ["Diakonie, AWO", "Kreissportbund", "freie Träger; Schulen", "Gemeinden", "Agentur für Arbeit"]
PERIODS = [
    "2025–2027",
    "ab 2026",
    "laufend",
    "III. Quartal 2025",
    "bis Ende 2026",
    "jährlich",
    "2026",
    "01.03.2025 - 28.02.2028",
    "31.12.2026",
]
PRIORITIES = ["hoch", "mittel", "niedrig", "1", "2", "3"]
BUDGETS = [
    "12.000 €",
    "ca. 45 T€ p. a.",
    "nein",
    "im Rahmen vorhandener Mittel",
    "8.500 EUR",
    "0,5 VZÄ",
    "3.000",
    "Landesmittel",
]
STATES = ["in Umsetzung", "noch nicht begonnen", "umgesetzt", "80 %", "zurückgestellt"]
PLACEHOLDERS = ["N. N.", "offen", "-", "k. A.", "noch zu klären", "??"]

HEADERS = {
    "number": ["Nr.", "lfd. Nr.", "Kennung", "M-Nr.", "Nummer", "Lfd.\nNr."],
    "title": ["Maßnahme", "Vorhaben", "Was?", "Maßnahme / Projekt", "Maßnahmentitel", "MASSNAHMEN", "Titel der Maßnahme", "Aktivität"],
    "lead": ["Federführung", "Zuständigkeit\n(FF = Federführung)", "Verantwortlich", "Wer?", "Verantwortliche Stelle", "Umsetzungsakteure"],
    "partners": ["Beteiligte", "Mitwirkung", "Kooperationspartner", "mit wem?", "Weitere Beteiligte"],
    "period": ["Zeitraum", "Laufzeit", "Bis wann?", "Terminstellung", "Umsetzungszeitraum", "Wann?", "Umsetzungs-\nzeitraum", "Zeitplan"],
    "priority": ["Priorität", "Prio", "Rang", "Dringlichkeit", "Priorität (1 = hoch)"],
    "budget": ["Kosten", "Mittel", "Finanzierung", "Haushalts-\nrelevanz", "Kosten / Finanzierung", "Finanzielle Auswirkungen", "Ressourcen"],
    "status": ["Umsetzungsstand", "Status", "Stand der Umsetzung", "Sachstand", "Stand"],
    "field": ["Handlungsfeld", "HF", "Themenfeld", "Bereich"],
    "goal": ["Ziel", "Zielstellung", "Teilziel", "Wozu?"],
    "remark": ["Bemerkungen", "Anmerkung", "Zielgruppe", "Sozialraum"],
}  # fmt: skip
STATEMENTS = ("lead", "partners", "period", "priority", "budget", "status")


@dataclass(frozen=True)
class Item:
    """A measure as invented. `cells`: property → text as an office writes it; a property left out has no cell."""

    number: str
    title: str
    field: str
    goal: str
    cells: dict[str, str]


@dataclass(frozen=True)
class Invented:
    """A catalogue as invented. `goals`: (field, title); `places`: the properties that the shape has columns for."""

    fields: tuple[str, ...]
    goals: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    numbered: bool = True
    places: tuple[str, ...] = STATEMENTS

    def of_field(self, name: str) -> list[Item]:
        return [item for item in self.items if item.field == name]

    def groups(self, name: str) -> list[tuple[str, list[Item]]]:
        """The goals of a field with their measures; ("", …) first for those without a goal."""
        titles = [""] + [title for field, title in self.goals if field == name]
        found = [(title, [item for item in self.of_field(name) if item.goal == title]) for title in titles]
        return [group for group in found if group[0] or group[1]]


@dataclass
class Paper:
    """Puts cells into a table."""

    name: str
    kind: str = "sheet"
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    hidden: bool = False

    def put(self, row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> None:
        if text:
            assert (row, column) not in self.cells
            self.cells[row, column] = Cell(row, column, text, rows=rows, columns=columns)

    def line(self, row: int, texts: Iterable[str], column: int = 1) -> None:
        for offset, text in enumerate(texts):
            self.put(row, column + offset, text)

    def table(self) -> Table:
        return Table(self.name, self.kind, tuple(self.cells[key] for key in sorted(self.cells)), self.hidden)  # type: ignore[arg-type]


def invent(random: Random, *, goals_per_field: int = 2, numbered: bool | None = None, bare: bool = True) -> Invented:
    """A catalogue of 3–5 fields; some fields have no goal, some measures state little or only placeholders.

    `bare` False: every measure states something, for shapes in which a title alone says nothing.
    """
    fields = random.sample(FIELDS, random.randint(3, 5))
    things = [f"{thing} {place} {verb}" for thing in THINGS for place in PLACES for verb in VERBS]
    titles = iter(random.sample(things, 60))
    goals: list[tuple[str, str]] = []
    items: list[Item] = []
    for place, name in enumerate(fields, 1):
        pairs = [f"{start} {end}" for start in GOAL_STARTS for end in GOAL_ENDS]
        own = random.sample(pairs, random.randint(0 if place > 1 else 1, goals_per_field))
        goals.extend((name, title) for title in own)
        numbers = iter(range(1, 99))
        for goal in own or [""]:
            for _ in range(random.randint(1, 4)):
                cells = _statements(random, bare=bare)
                items.append(Item(f"{place}.{next(numbers)}", next(titles), name, goal, cells))
    return Invented(tuple(fields), tuple(goals), tuple(items), random.random() < 0.8 if numbered is None else numbered)


def _statements(random: Random, *, bare: bool) -> dict[str, str]:
    if bare and random.random() < 0.1:
        return {}
    words = {
        "lead": LEADS,
        "partners": PARTNERS,
        "period": PERIODS,
        "priority": PRIORITIES,
        "budget": BUDGETS,
        "status": STATES,
    }
    cells = {}
    for name, known in words.items():
        chance = random.random()
        if chance < 0.75 or name == "lead" and not bare:
            cells[name] = random.choice(known)
        elif chance < 0.87:
            cells[name] = random.choice(PLACEHOLDERS)
    return cells


# --- parts of shapes


def headers(random: Random, names: Iterable[str]) -> dict[str, str]:
    return {name: random.choice(HEADERS[name]) for name in names}


def shuffled(random: Random, names: Iterable[str]) -> list[str]:
    order = list(names)
    random.shuffle(order)
    return order


def text_of(item: Item, name: str, numbered: bool) -> str:
    if name == "number":
        return item.number if numbered else ""
    return {"title": item.title, "field": item.field, "goal": item.goal}.get(name) or item.cells.get(name, "")


def list_columns(random: Random, invented: Invented, first: Iterable[str] = ()) -> list[str]:
    """The columns of a list: those that are fixed, then number and title, then statements in any order."""
    number = ["number"] if invented.numbered else []
    return [*first, *number, "title", *shuffled(random, invented.places)]


def sources(tables: Iterable[Paper], name: str = "katalog.xlsx") -> Source:
    return Source(name, "xlsx", tuple(paper.table() for paper in tables))


def write_list(
    paper: Paper,
    row: int,
    columns: list[str],
    heads: dict[str, str],
    items: Iterable[Item],
    numbered: bool,
    left: int = 1,
) -> int:
    """A header and one row per measure; the next free row."""
    paper.line(row, (heads[name] for name in columns), left)
    for item in items:
        row += 1
        paper.line(row, (text_of(item, name, numbered) for name in columns), left)
    return row + 1


# --- the shapes: each renders the catalogue and returns it as far as it fits the shape


Shape = Callable[[Random], tuple[Invented, Source]]


def flat(random: Random) -> tuple[Invented, Source]:
    """Every row holds its field and goal."""
    invented = invent(random)
    columns = shuffled(random, list_columns(random, invented, ["field", "goal"]))
    paper = Paper("Tabelle1")
    write_list(paper, 1, columns, headers(random, columns), invented.items, invented.numbered)
    return invented, sources([paper])


def titled(random: Random) -> tuple[Invented, Source]:
    """Title lines above, a sum and a legend below, header not in the first column, empty columns between."""
    invented = invent(random)
    columns = list_columns(random, invented, ["field", "goal"])
    left, paper = random.randint(2, 4), Paper("Maßnahmen")
    paper.put(1, 1, "Integrationskonzept Beispielkreis 2025–2030", columns=9)
    paper.put(2, left, "Anlage 2: Maßnahmenkatalog")
    paper.put(3, 1, "Stand: 15.10.2025")
    heads = headers(random, columns)
    gap = random.randint(2, len(columns) - 1)
    for row, texts in enumerate([heads, *invented.items], 5):
        for place, name in enumerate(columns):
            text = texts[name] if isinstance(texts, dict) else text_of(texts, name, invented.numbered)
            paper.put(row, left + place + (place >= gap), text)
    end = 6 + len(invented.items)
    paper.put(end, left, "Summe")
    paper.put(end, left + len(columns), "123.000 €")
    paper.put(end + 2, left, "FF = Federführung; p. a. = pro Jahr")
    paper.put(end + 3, left, "Alle Angaben vorbehaltlich des Haushalts.", columns=5)
    return invented, sources([paper])


def merged(random: Random) -> tuple[Invented, Source]:
    """Field and goal in merged cells."""
    invented = invent(random)
    columns = list_columns(random, invented)
    heads = headers(random, ["field", "goal", *columns])
    paper = Paper("Tabelle1")
    paper.line(1, [heads["field"], heads["goal"], *(heads[name] for name in columns)])
    row = 2
    for name in invented.fields:
        paper.put(row, 1, name, rows=len(invented.of_field(name)))
        for goal, items in invented.groups(name):
            paper.put(row, 2, goal, rows=len(items))
            for item in items:
                paper.line(row, (text_of(item, column, invented.numbered) for column in columns), 3)
                row += 1
    return invented, sources([paper])


def first_row_only(random: Random) -> tuple[Invented, Source]:
    """Field and goal in the first row of their group, blank below; without merges, as a CSV file has them."""
    invented = invent(random)
    columns = list_columns(random, invented)
    heads = headers(random, ["field", "goal", *columns])
    paper = Paper("katalog")
    paper.line(1, [heads["field"], heads["goal"], *(heads[name] for name in columns)])
    row = 2
    for place, name in enumerate(invented.fields, 1):
        paper.put(
            row, 1, random.choice([name, name.upper(), f"{place}. {name}", f"HF {place}: {name}"]) if row > 2 else name
        )
        for goal, items in invented.groups(name):
            paper.put(row, 2, goal)
            for item in items:
                paper.line(row, (text_of(item, column, invented.numbered) for column in columns), 3)
                row += 1
    return invented, Source("katalog.csv", "csv", (paper.table(),))


FIELD_LINES = ["Handlungsfeld {}: {}", "HF {} – {}", "Handlungsfeld {} {}", "{}. Handlungsfeld {}", "HF {}: {}"]
GOAL_LINES = ["Ziel: {}", "Ziel {}: {}", "Leitziel {} {}", "Teilziel {}: {}"]
ROMAN = ["0", "I", "II", "III", "IV", "V", "VI"]


def field_line(random: Random, shape: str, place: int, name: str) -> str:
    return shape.format(random.choice([str(place), ROMAN[place]]), name)


def goal_line(shape: str, number: str, title: str) -> str:
    return shape.format(title) if shape.count("{}") == 1 else shape.format(number, title)


def sections(random: Random) -> tuple[Invented, Source]:
    """Section rows between the measures, merged over the table or lone; perhaps the number at the title's head."""
    invented = invent(random)
    at_head = invented.numbered and random.random() < 0.4
    columns = [name for name in list_columns(random, invented) if not (at_head and name == "number")]
    paper, width = Paper("Maßnahmen"), random.choice([1, len(columns)])
    heads = headers(random, columns)
    paper.line(1, (heads[name] for name in columns))
    field_shape, goal_shape, row = random.choice(FIELD_LINES), random.choice(GOAL_LINES), 2
    for place, name in enumerate(invented.fields, 1):
        row += random.randint(0, 1)
        paper.put(row, 1, field_line(random, field_shape, place, name), columns=width)
        row += 1
        for number, (goal, items) in enumerate(invented.groups(name), 1):
            if goal:
                paper.put(row, 1, goal_line(goal_shape, f"{place}.{number}", goal), columns=width)
                row += 1
            for item in items:
                written = (
                    replace(item, title=random.choice(["{} {}", "{}. {}", "{}: {}"]).format(item.number, item.title))
                    if at_head
                    else item
                )
                paper.line(row, (text_of(written, column, invented.numbered) for column in columns))
                row += 1
    return invented, sources([paper])


def label_cells(random: Random) -> tuple[Invented, Source]:
    """Section rows split over two cells: "Handlungsfeld 1" | "Sprache"."""
    invented = invent(random, numbered=True)
    columns = list_columns(random, invented)
    heads, paper, row = headers(random, columns), Paper("Katalog"), 2
    paper.line(1, (heads[name] for name in columns))
    for place, name in enumerate(invented.fields, 1):
        paper.line(row, [random.choice([f"Handlungsfeld {place}", "Handlungsfeld:"]), name])
        row += 1
        for goal, items in invented.groups(name):
            if goal:
                paper.line(row, ["Ziel:", goal])
                row += 1
            for item in items:
                paper.line(row, (text_of(item, column, True) for column in columns))
                row += 1
    return invented, sources([paper])


def plain_headings(random: Random) -> tuple[Invented, Source]:
    """Fields as rows merged over the table without a word for it."""
    invented = invent(random)
    columns = list_columns(random, invented)
    heads, paper, row = headers(random, columns), Paper("Katalog"), 2
    paper.line(1, (heads[name] for name in columns))
    for name in invented.fields:
        paper.put(row, 1, name, columns=len(columns))
        row += 1
        for goal, items in invented.groups(name):
            if goal:
                paper.put(row, 1, f"Ziel: {goal}", columns=len(columns))
                row += 1
            for item in items:
                paper.line(row, (text_of(item, column, invented.numbered) for column in columns))
                row += 1
    return invented, sources([paper])


def numbered_headings(random: Random) -> tuple[Invented, Source]:
    """Fields as numbered rows ("1" | "Sprache") above "1.1"; no goals."""
    invented = replace(invent(random, goals_per_field=1, numbered=True, bare=False), goals=())
    invented = replace(invented, items=tuple(replace(item, goal="") for item in invented.items))
    columns = list_columns(random, invented)
    heads, paper, row = headers(random, columns), Paper("Katalog"), 2
    paper.line(1, (heads[name] for name in columns))
    for place, name in enumerate(invented.fields, 1):
        paper.line(row, [str(place), name])
        for item in invented.of_field(name):
            row += 1
            paper.line(row, (text_of(item, column, True) for column in columns))
        row += 1
    return invented, sources([paper])


def sheet_per_field(random: Random) -> tuple[Invented, Source]:
    """One sheet per field, named after it (cut at 31 characters), or with a line above the table that says it."""
    invented = invent(random)
    said_above = random.random() < 0.5
    papers = []
    for place, name in enumerate(invented.fields, 1):
        columns = list_columns(random, invented, ["goal"])
        paper = Paper(f"HF{place}" if said_above else random.choice([name, f"{place} {name}"])[:31].strip())
        if said_above:
            paper.line(
                1,
                random.choice(
                    [
                        [f"Handlungsfeld {place}: {name}"],
                        ["Handlungsfeld:", name],
                        [f"Maßnahmenplan Handlungsfeld {place}: {name}"],
                    ]
                ),
            )
        write_list(paper, 3, columns, headers(random, columns), invented.of_field(name), invented.numbered)
        papers.append(paper)
    if not said_above:
        cut = {name: next(paper.name for paper in papers if name[:20] in paper.name) for name in invented.fields}
        cut = {name: shown.lstrip("0123456789 ") for name, shown in cut.items()}
        invented = _renamed(invented, cut)
    return invented, sources(
        [*papers, Paper("Legende", cells={(1, 1): Cell(1, 1, "Priorität: hoch / mittel / niedrig")})]
    )


def _renamed(invented: Invented, names: dict[str, str]) -> Invented:
    return replace(
        invented,
        fields=tuple(names[name] for name in invented.fields),
        goals=tuple((names[name], title) for name, title in invented.goals),
        items=tuple(replace(item, field=names[item.field]) for item in invented.items),
    )


def among_other_sheets(random: Random) -> tuple[Invented, Source]:
    """The list among a cover, a legend, lists of choices, an evaluation, a shorter overview and a hidden copy."""
    invented, source = flat(random)
    main = replace(source.tables[0], name=random.choice(["Maßnahmen", "Maßnahmenliste 2025", "Katalog"]))
    cover, legend, choices, pivot, overview = (
        Paper(name) for name in ("Deckblatt", "Legende", "Listen", "Auswertung", "Übersicht")
    )
    cover.line(1, ["Integrationskonzept Beispielkreis"])
    cover.line(3, ["Ansprechpartner:", "Integrationsmanagement"])
    for row, texts in enumerate(
        [
            ["Maßnahme", "kurze Bezeichnung"],
            ["Zeitraum", "von – bis"],
            ["Priorität", "hoch / mittel / niedrig"],
            ["FF", "Federführung"],
        ],
        1,
    ):
        legend.line(row, texts)
    for row, texts in enumerate(
        [["Priorität", "Status", "Handlungsfeld"], ["hoch", "geplant", "Sprache"], ["mittel", "läuft", "Arbeit"]], 1
    ):
        choices.line(row, texts)
    for row, texts in enumerate(
        [
            ["Handlungsfeld", "Anzahl Maßnahmen", "Summe von Kosten"],
            ["Sprache", "3", "12.000"],
            ["Gesamtergebnis", "3", "12.000"],
        ],
        1,
    ):
        pivot.line(row, texts)
    overview.line(1, ["Nr.", "Maßnahme"])
    for row, item in enumerate(invented.items, 2):
        overview.line(row, [item.number if invented.numbered else str(row - 1), item.title])
    copy = replace(main, name="alt", hidden=True)
    aside = [cover.table(), legend.table(), choices.table(), pivot.table()]
    if invented.numbered:
        aside.append(overview.table())
    blocks: list[Block] = [*aside, copy]
    blocks.insert(random.randint(0, len(blocks)), main)
    return invented, Source("katalog.xlsx", "xlsx", tuple(blocks))


def repeated_headers(random: Random) -> tuple[Invented, Source]:
    """The header again on each page, or under each field's row."""
    invented = invent(random)
    columns = list_columns(random, invented)
    heads, paper, row = headers(random, columns), Paper("Druckfassung"), 1
    paged = random.random() < 0.5
    for place, name in enumerate(invented.fields, 1):
        texts = [heads[column] for column in columns]
        title = f"Handlungsfeld {place}: {name}"
        paper.line(row, texts if paged else [title])
        paper.line(row + 1, [title] if paged else texts)
        row += 2
        for goal, items in invented.groups(name):
            if goal:
                paper.put(row, 1, f"Ziel: {goal}")
                row += 1
            for item in items:
                paper.line(row, (text_of(item, column, invented.numbered) for column in columns))
                row += 1
    return invented, sources([paper])


def unlabelled_blocks(random: Random) -> tuple[Invented, Source]:
    """One table per field below each other, the field's bare name above each header."""
    invented = invent(random)
    columns = list_columns(random, invented, ["goal"])
    heads, paper, row = headers(random, columns), Paper("Maßnahmen"), 3
    paper.put(1, 1, "Maßnahmenkatalog 2025")
    for name in invented.fields:
        paper.put(row, 1, name)
        row = write_list(paper, row + 1, columns, heads, invented.of_field(name), invented.numbered) + 1
    return invented, sources([paper])


def two_row_header(random: Random) -> tuple[Invented, Source]:
    """Groups over columns: "Zuständigkeit" over "FF" and "Mitwirkende"; merged, or with merges lost."""
    invented = invent(random)
    numbered, merges = invented.numbered, random.random() < 0.6
    columns = [
        "field",
        "goal",
        *(["number"] if numbered else []),
        "title",
        "lead",
        "partners",
        *shuffled(random, ["period", "priority", "budget", "status"]),
    ]
    heads = headers(random, columns) | {"lead": "FF", "partners": "Mitwirkende"}
    paper = Paper("Tabelle1")
    place = columns.index("lead") + 1
    paper.put(1, place, "Zuständigkeit", columns=2 if merges else 1)
    for column, name in enumerate(columns, 1):
        if name in ("lead", "partners"):
            paper.put(2, column, heads[name])
        else:
            paper.put(1, column, heads[name], rows=2 if merges else 1)
    for row, item in enumerate(invented.items, 3):
        paper.line(row, (text_of(item, name, numbered) for name in columns))
    return invented, sources([paper])


def groups_above(random: Random) -> tuple[Invented, Source]:
    """A row of groups above the header proper."""
    invented = invent(random)
    columns = [
        "field",
        "goal",
        *(["number"] if invented.numbered else []),
        "title",
        "lead",
        "partners",
        "period",
        "priority",
        "budget",
        "status",
    ]
    paper = Paper("Tabelle1")
    paper.put(1, columns.index("lead") + 1, "Zuständigkeit", columns=2)
    paper.put(1, columns.index("budget") + 1, "Umsetzungsstand", columns=2)
    write_list(paper, 2, columns, headers(random, columns), invented.items, invented.numbered)
    return invented, sources([paper])


def side_by_side(random: Random) -> tuple[Invented, Source]:
    """Two lists next to each other."""
    invented = invent(random, numbered=True)
    columns = ["field", "goal", "number", "title", *shuffled(random, invented.places)]
    heads, paper, half = headers(random, columns), Paper("Tabelle1"), len(invented.items) // 2
    write_list(paper, 2, columns, heads, invented.items[:half], True)
    write_list(paper, 2, columns, heads, invented.items[half:], True, left=len(columns) + random.randint(1, 3))
    return invented, sources([paper])


def several_rows(random: Random) -> tuple[Invented, Source]:
    """A measure over several rows: number merged (or blank below), the partners line by line."""
    invented = invent(random, numbered=True)
    columns = ["number", "title", "lead", "partners", "period", "priority", "budget", "status"]
    heads, paper, row = headers(random, columns), Paper("Tabelle1"), 2
    paper.line(1, [HEADERS["field"][0], HEADERS["goal"][0], *(heads[name] for name in columns)])
    merges = random.random() < 0.5
    items = []
    for item in invented.items:
        more = random.randint(1, 3) if item.cells.get("partners") in PARTNERS else 0
        lines = [f"Verein {number}" for number in range(more)]
        for place, name in enumerate(["field", "goal", *columns], 1):
            paper.put(row, place, text_of(item, name, True), rows=1 + more if merges and name != "partners" else 1)
        for line in lines:
            row += 1
            paper.put(row, 6, line)
        row += 1
        items.append(
            replace(
                item, cells=item.cells | ({"partners": "\n".join([item.cells["partners"], *lines])} if lines else {})
            )
        )
    return replace(invented, items=tuple(items)), sources([paper])


def start_and_end(random: Random) -> tuple[Invented, Source]:
    """Beginning and end in columns of their own; the office writes other statements into the end's column."""
    invented = invent(random)
    columns = list_columns(
        random, replace(invented, places=tuple(p for p in STATEMENTS if p != "period")), ["field", "goal"]
    )
    pair = random.choice([("Beginn", "Ende"), ("von", "bis"), ("Start", "Ende"), ("Beginn", "Abschluss")])
    heads, paper = headers(random, columns), Paper("Tabelle1")
    paper.line(1, [*(heads[name] for name in columns), *pair])
    for row, item in enumerate(invented.items, 2):
        start, dash, end = item.cells.get("period", "").partition("–")
        texts = [text_of(item, name, invented.numbered) for name in columns]
        paper.line(row, [*texts, *((start, end) if dash else ("", start))])
    return invented, sources([paper])


def blocks_stacked(random: Random) -> tuple[Invented, Source]:
    """Blocks of labels and values one below the other in a sheet; one or two pairs in a row."""
    invented = invent(random)
    names = ["field", "goal", "number", "title", *shuffled(random, invented.places)]
    if not invented.numbered:
        names.remove("number")
    if random.random() < 0.5:
        names = ["title", *(name for name in names if name != "title")]
    heads, paper, row = headers(random, names), Paper("Steckbriefe"), 2
    colon, pairs = random.choice(["", ":"]), random.choice([1, 2])
    for item in invented.items:
        for place, name in enumerate(names):
            column = 1 + 2 * (place % pairs)
            paper.put(row + place // pairs, column, heads[name] + colon)
            paper.put(row + place // pairs, column + 1, text_of(item, name, invented.numbered))
        row += (len(names) + pairs - 1) // pairs + random.randint(0, 2)
    return invented, sources([paper])


def transposed(random: Random) -> tuple[Invented, Source]:
    """Labels in the first column, one measure per column."""
    invented = invent(random)
    names = ["number", "title", "field", "goal", *shuffled(random, invented.places)]
    if not invented.numbered:
        names.remove("number")
    heads, paper = headers(random, names), Paper("Maßnahmen")
    for row, name in enumerate(names, 1):
        paper.line(row, [heads[name], *(text_of(item, name, invented.numbered) for item in invented.items)])
    return invented, sources([paper])


# --- Word


@dataclass
class Document:
    """Puts paragraphs and tables one after the other."""

    blocks: list[Block] = field(default_factory=list)

    def say(self, text: str, level: int = 0, style: str = "Normal") -> None:
        number = 1 + sum(isinstance(block, Paragraph) for block in self.blocks)
        self.blocks.append(Paragraph(number, text, level, f"Heading {level}" if level else style))

    def paper(self) -> Paper:
        return Paper(f"Tabelle {1 + sum(isinstance(block, Table) for block in self.blocks)}", "table")

    def add(self, paper: Paper) -> None:
        self.blocks.append(paper.table())

    def source(self) -> Source:
        return Source("konzept.docx", "docx", tuple(self.blocks))


def word_under_headings(random: Random) -> tuple[Invented, Source]:
    """A table per field (or goal) below headings that say "Handlungsfeld", or bold lines that do."""
    invented = invent(random)
    shape = random.choice(["6.{} Handlungsfeld {}", "Handlungsfeld {}: {}", "{} Handlungsfeld {}"])
    level = random.choice([0, 1, 2])
    document = Document()
    document.say("Integrationskonzept Beispielkreis", style="Title")
    document.say("1 Einleitung", 1)
    document.say("Ziel dieses Konzepts ist Verbindlichkeit. Handlungsfelder beschreibt Kapitel 6.")
    document.say("6 Handlungsfelder, Ziele und Maßnahmen", 1)
    for place, name in enumerate(invented.fields, 1):
        document.say(shape.format(place, name), level)
        document.say("Ausgangslage und Bedarf werden in Kapitel 4 beschrieben.")
        _word_goals(random, document, invented, name)
    document.say("7 Monitoring", 1)
    document.say("Der Umsetzungsstand wird jährlich berichtet.")
    return invented, document.source()


def _word_goals(random: Random, document: Document, invented: Invented, name: str) -> None:
    columns = list_columns(random, invented)
    heads = headers(random, columns)
    for goal, items in invented.groups(name):
        if goal:
            document.say(f"Ziel: {goal}")
        paper = document.paper()
        write_list(paper, 1, columns, heads, items, invented.numbered)
        document.add(paper)


def word_bare_headings(random: Random) -> tuple[Invented, Source]:
    """Headings with the field's bare name under a chapter of fields, perhaps with "Ziele" and "Maßnahmen" below them."""
    invented = invent(random)
    deeper = random.random() < 0.5
    document = Document()
    document.say("1 Vorwort", 1)
    document.say("Ein gutes Miteinander ist allen wichtig.")
    document.say(random.choice(["5 Handlungsfelder", "5 Handlungsfelder und Maßnahmen", "Maßnahmenplan"]), 1)
    for place, name in enumerate(invented.fields, 1):
        document.say(f"5.{place} {name}", 2)
        if deeper:
            document.say("Maßnahmen", 3)
        _word_goals(random, document, invented, name)
    return invented, document.source()


def word_continued(random: Random) -> tuple[Invented, Source]:
    """One table that goes on without its header after a page break; field and goal in columns."""
    invented = invent(random, numbered=True, bare=False)
    columns = ["field", "goal", "number", "title", *shuffled(random, invented.places)]
    document, heads = Document(), headers(random, columns)
    document.say("Anlage 1: Maßnahmen", 1)
    half = len(invented.items) // 2
    first, second = document.paper(), Paper("Tabelle 2", "table")
    write_list(first, 1, columns, heads, invented.items[:half], True)
    for row, item in enumerate(invented.items[half:], 1):
        for place, name in enumerate(columns, 1):
            paper_text = text_of(item, name, True)
            second.put(row, place, paper_text)
    last = len(columns)
    if not any(column == last for _, column in second.cells):
        second.put(1, last, "-")
    document.add(first)
    document.add(second)
    return invented, document.source()


def word_sheets(random: Random) -> tuple[Invented, Source]:
    """A table of two columns per measure; field and goal in it, or in headings above."""
    invented = invent(random)
    inside = random.random() < 0.5
    names = [*(["field", "goal"] if inside else []), "number", "title", *shuffled(random, invented.places)]
    if not invented.numbered:
        names.remove("number")
    document, heads = Document(), headers(random, names)
    document.say("Maßnahmenblätter", style="Title")
    for place, name in enumerate(invented.fields, 1):
        if not inside:
            document.say(f"Handlungsfeld {place}: {name}", 1)
        for goal, items in invented.groups(name):
            if goal and not inside:
                document.say(f"Ziel {place}: {goal}", 2)
            for item in items:
                paper = document.paper()
                for row, label in enumerate(names, 1):
                    paper.line(row, [heads[label], text_of(item, label, invented.numbered)])
                document.add(paper)
    return invented, document.source()


def word_sheets_under_titles(random: Random) -> tuple[Invented, Source]:
    """A table per measure whose name is the heading above it (or the table's first, merged row)."""
    invented = invent(random, numbered=True)
    as_row = random.random() < 0.5
    names = ["field", "goal", *shuffled(random, invented.places)]
    document, heads = Document(), headers(random, names)
    for item in invented.items:
        title = random.choice(["{} {}", "Maßnahme {}: {}"]).format(item.number, item.title)
        if not as_row:
            document.say(title, 3)
        paper = document.paper()
        if as_row:
            paper.put(1, 1, title, columns=2)
        for row, label in enumerate(names, 2):
            paper.line(row, [heads[label], text_of(item, label, True)])
        document.add(paper)
    return invented, document.source()


SHAPES: dict[str, Shape] = {
    shape.__name__: shape
    for shape in (
        flat, titled, merged, first_row_only, sections, label_cells, plain_headings, numbered_headings, sheet_per_field,
        among_other_sheets, repeated_headers, unlabelled_blocks, two_row_header, groups_above, side_by_side, several_rows,
        start_and_end, blocks_stacked, transposed, word_under_headings, word_bare_headings, word_continued, word_sheets,
        word_sheets_under_titles,
    )
}  # fmt: skip
