"""Every limit of the readers in one place, each with what the user is told when a file passes it.

The figures bound what one file can cost (under 600 MB and 60 s in all) and are far above what an office keeps:
a catalogue has some hundred measures, the largest sheet we promise to read has 50,000 rows of 10 cells.
"""

from __future__ import annotations

MB = 1_000_000

FILE_BYTES = 50 * MB
FILE_TOO_LARGE = (
    "Die Datei ist größer als 50 MB. Bitte löschen Sie Bilder oder nicht benötigte Blätter daraus, oder kopieren Sie "
    "nur den Maßnahmenkatalog in eine neue Datei."
)

UNPACKED_BYTES = 250 * MB
PART_RATIO = 200  # unpacked : packed; Excel's own sheets reach about 20, 50,000 equal rows of an .ods file about 200
PART_RATIO_FROM = 100 * MB  # smaller parts do no harm, however well they are packed
UNPACKED_TOO_LARGE = (
    "Die Datei ist ausgepackt zu groß (mehr als 250 MB, oder ungewöhnlich stark gepackt). Oft sind es leere, "
    "formatierte Zeilen: Bitte kopieren Sie nur die ausgefüllten Zellen in eine neue Datei."
)

SHEETS = 100
TOO_MANY_SHEETS = (
    "Die Datei hat {count} Tabellenblätter, gelesen werden höchstens 100. Bitte kopieren Sie die Blätter mit den "
    "Maßnahmen in eine neue Datei."
)

ROWS = 60_000
COLUMNS = 200
OUTSIDE = (
    "Nicht gelesen, weil unterhalb von Zeile 60.000 oder rechts von Spalte 200: {places}. Bitte verschieben Sie, "
    "was dort steht und gebraucht wird, weiter nach oben oder links."
)

CELLS = 600_000
TOO_MANY_CELLS = (
    "Die Datei hat mehr als 600.000 ausgefüllte Zellen. Bitte kopieren Sie nur den Maßnahmenkatalog in eine neue Datei."
)

CELL_CHARACTERS = 20_000
CELL_CUT = (
    "Nach 20.000 Zeichen abgeschnitten, der Rest wurde nicht gelesen: {places}. Bitte teilen Sie lange Texte auf "
    "mehrere Zellen oder Absätze auf."
)

RAW_CHARACTERS = 5 * MB  # of one cell before it is cut
CELL_TOO_LONG = (
    "Eine Zelle oder ein Absatz enthält mehr als 5 Millionen Zeichen. Bitte prüfen Sie, ob die Datei beschädigt ist, "
    "und speichern Sie sie neu."
)

CHARACTERS = 30 * MB  # in all: one long text can be referred to from many cells
TOO_MUCH_TEXT = (
    "Die Datei enthält mehr als 30 Millionen Zeichen Text. Bitte kopieren Sie nur den Maßnahmenkatalog in eine neue "
    "Datei."
)

MERGES = 100_000  # in all sheets
TOO_MANY_MERGES = (
    "Die Datei hat mehr als 100.000 verbundene Bereiche. Bitte heben Sie die Verbindungen auf, die nicht gebraucht "
    "werden."
)

PLACES_NAMED = 5  # places that one note names before it only counts

CHILD_MEMORY_BYTES = 450 * MB
TOO_MUCH_MEMORY = (
    "Die Datei braucht beim Lesen zu viel Speicher. Bitte kopieren Sie nur den Maßnahmenkatalog in eine neue Datei."
)

CHILD_FILE_BYTES = 1 * MB  # it writes none; Python may keep its compiled modules

CHILD_CPU_SECONDS = 45
CHILD_SECONDS = 50  # on the wall clock
TOO_SLOW = (
    "Das Lesen der Datei hat zu lange gedauert und wurde abgebrochen. Bitte kopieren Sie nur den Maßnahmenkatalog in "
    "eine neue Datei."
)
