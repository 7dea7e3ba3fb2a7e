"""The concept check: a large sheet in process, and a usual one as a whole process."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.measure import Figure, median_seconds

HEADER = [
    "Nr.",
    "Handlungsfeld",
    "Ziel",
    "Maßnahme",
    "Federführung",
    "Beteiligte",
    "Zeitraum",
    "Priorität",
    "Kosten",
    "Stand",
]
LEADS = ["Sozialamt", "Jugendamt", "Integrationsmanagement", "N. N.", "Hauptamt (FF)", "Amt 50 / Amt 51"]
PERIODS = ["2025 – 2027", "ab 2026", "laufend", "III. Quartal 2025", "01.03.2025 - 28.02.2028", "", "Schuljahr 2025/26"]
MONEY = ["12.000 €", "ca. 45 T€ p. a.", "nein", "offen", "im Rahmen vorhandener Mittel", "0,5 VZÄ"]


def sheet(rows: int) -> bytes:
    """An .xlsx with `rows` measures in ten columns, every title different."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Maßnahmen")
    page.write_row(0, 0, HEADER)
    for n in range(rows):
        field, goal = n // 400 + 1, n // 80 + 1
        page.write_row(n + 1, 0, [
            f"{field}.{n % 400 + 1}", f"Handlungsfeld {field}: Bereich {field}", f"Ziel {goal} ist erreicht", f"Angebot {n} für Zielgruppe {n * 7 % 1013} aufbauen",
            LEADS[n % len(LEADS)], "Volkshochschule, Träger", PERIODS[n % len(PERIODS)], ("hoch", "mittel", "niedrig")[n % 3], MONEY[n % len(MONEY)], "läuft",
        ])  # fmt: skip
    book.close()
    return out.getvalue()


def read_plainly(data: bytes) -> int:
    """The baseline: openpyxl, read-only, every value once."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return sum(1 for page in book for row in page.iter_rows(values_only=True) for value in row if value is not None)


def figures() -> Iterator[Figure]:
    from verbindlich.base.check.run import check
    from verbindlich.base.check.synonyms import load_synonyms
    from verbindlich.base.readers import read_here

    data, synonyms = sheet(10_000), load_synonyms(None)
    whole = median_seconds(lambda: check(read_here(data, "gross.xlsx"), synonyms=synonyms, today=date(2026, 1, 1)), 3)
    plain = median_seconds(lambda: read_plainly(data), 3)
    yield Figure("check, 10.000 Zeilen, im Prozess, alle Regeln", whole, plain, "openpyxl nur lesend", "s", "≤ 4 ×")

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "katalog.xlsx"
        path.write_bytes(sheet(24))
        process = median_seconds(lambda: run("-m", "verbindlich", "check", str(path)))
        bare = median_seconds(lambda: run("-c", "import openpyxl"))
    yield Figure("check, 24 Maßnahmen, ganzer Prozess", process, bare, "python -c 'import openpyxl'", "s", "≤ 1 s")


def run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
