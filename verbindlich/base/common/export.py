"""Tables out of the product: CSV that Excel opens, XLSX. Formulas are made harmless (CWE-1236)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
WIDEST = 380  # pixels of a column; longer text wraps
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def harmless(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers and dates stay what they are."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_DANGEROUS):
        return "'" + value
    return value


def csv_response(name: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Semicolons and a byte order mark: German Excel opens it with a double click."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([str(cell) for cell in header])
    writer.writerows([harmless(_plain(cell)) for cell in row] for row in rows)
    return attachment(out.getvalue().encode("utf-8-sig"), name, "csv", "text/csv; charset=utf-8")


def xlsx_response(name: str, title: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """One sheet, header fixed and filterable. Text is written as text, never as a formula or a link."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "dd.mm.yyyy",
    }
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet(title[:31])
    bold, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, [str(cell) for cell in header], bold)
    count = 0
    for count, row in enumerate(rows, start=1):
        for column, cell in enumerate(map(_plain, row)):
            sheet.write(count, column, cell, text if isinstance(cell, str) else None)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, max(len(header) - 1, 0))
    sheet.autofit(max_width=WIDEST)
    book.close()
    return attachment(out.getvalue(), name, "xlsx", XLSX)


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    return value if isinstance(value, str | int | float | date) else str(value)


def attachment(body: bytes, name: str, ending: str, content_type: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{slugify(name) or "export"}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
