"""Excel's number formats (ECMA-376 part 1, 18.8.30 and 18.8.31): a stored number as the user sees it, in German.

Only the first section of a format counts, so that a zero stays "0 €" where Excel draws a dash, which a reader of the
catalogue would take for a missing statement. Fractions and scientific notation are shown as plain numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

# Excel's built-in formats by their number; 37–44 as German Excel shows them; not listed: General.
BUILT_IN = {
    "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "14": "dd.mm.yyyy",
    "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy", "18": "h:mm AM/PM", "19": "h:mm:ss AM/PM", "20": "h:mm",
    "21": "h:mm:ss", "22": "dd.mm.yyyy h:mm", "37": "#,##0", "38": "#,##0", "39": "#,##0.00", "40": "#,##0.00",
    "41": "#,##0", "42": '#,##0 "€"', "43": "#,##0.00", "44": '#,##0.00 "€"', "45": "mm:ss", "46": "[h]:mm:ss",
    "47": "mm:ss", "49": "@",
}  # fmt: skip

EPOCH_1900 = datetime(1899, 12, 30)
EPOCH_1904 = datetime(1904, 1, 1)
_LAST_SERIAL = {EPOCH_1900: 2_958_465, EPOCH_1904: 2_957_003}  # 31.12.9999

Kind = Literal["general", "number", "date", "month", "year", "time", "duration"]

_TOKEN = re.compile(
    r"""  "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | (?P<padding>[_*].) | \[\$(?P<currency>[^\]-]*)[^\]]*\]
        | (?P<elapsed>\[(?:h+|m+|s+)\]) | \[[^\]]*\] | (?P<clock>AM/PM|A/P) | (?P<code>.) """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_DIGITS = "0#?"
_SLOT = "\0"  # a digit's place in a template
_MOST_DECIMALS = 10
_LONGEST_CODE = 255  # Excel's own limit


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format understood once. `template`: the digits with what stands between them, "" for General."""

    code: str
    kind: Kind = "general"
    clock: bool = False  # a date with a time of day
    prefix: str = ""
    template: str = ""
    suffix: str = ""
    decimals: int = 0
    least_decimals: int = 0
    least_digits: int = 0
    grouped: bool = False
    percent: bool = False
    thousands: int = 0  # how often the shown number is divided by 1,000
    point: str = ","


GENERAL = NumberFormat("")


@lru_cache(maxsize=4096)
def understand(code: str) -> NumberFormat:
    """A format code as read from the file; one that is not understood shows its number plainly."""
    if code.lower() in ("", "general", "@", "standard") or len(code) > _LONGEST_CODE:
        return NumberFormat(code)
    tokens = list(_TOKEN.finditer(code.split(";")[0]))
    letters = "".join(t["code"] or "" for t in tokens).lower()
    if any(t["elapsed"] for t in tokens):
        return NumberFormat(code, "duration")
    if re.search("[dmyhs]", letters):
        return _moment(code, letters)
    if not re.search("[0#?]", letters) or re.search("[e/]", letters):
        return NumberFormat(code)
    return _number(code, tokens)


def _moment(code: str, letters: str) -> NumberFormat:
    clock = bool(re.search("[hs]", letters))
    if "d" in letters or ("m" in letters and "y" not in letters and not clock):
        return NumberFormat(code, "date", clock)
    if "y" in letters:
        return NumberFormat(code, "month" if "m" in letters else "year")
    return NumberFormat(code, "time")


def _number(code: str, tokens: list[re.Match[str]]) -> NumberFormat:
    """The parts of a number format: what stands before, between and after its digits."""
    signs = [t["code"] or "" for t in tokens]
    shown = [t["quoted"] or t["escaped"] or t["currency"] or t["code"] or "" for t in tokens]
    digits = [i for i, sign in enumerate(signs) if sign and sign in _DIGITS]
    first, after = digits[0], digits[-1] + 1
    point = signs.index(".", first, after) if "." in signs[first:after] else after
    whole, fraction = "".join(signs[first:point]), [s for s in signs[point:after] if s in _DIGITS]
    template = "".join(_SLOT if i in digits else shown[i] for i in range(first, point))
    suffix = "".join(shown[after:])
    return NumberFormat(
        code,
        "number",
        prefix="".join(shown[:first]),
        suffix=suffix.lstrip(",").replace("%", " %").replace("  ", " "),
        template=template if template.replace(",", "").strip(_SLOT) else "",
        decimals=min(len(fraction), _MOST_DECIMALS),
        least_decimals=min(fraction.count("0"), _MOST_DECIMALS),
        least_digits=whole.count("0"),
        grouped="," in whole.rstrip(","),
        percent="%" in signs,
        thousands=len(suffix) - len(suffix.lstrip(",")) + len(whole) - len(whole.rstrip(",")),
        # "0.00" is how offices make Excel keep the number 1.10: it stays as the format writes it
        point="." if re.fullmatch(r"0+\.0+", code) else ",",
    )


def show_number(value: float, form: NumberFormat) -> str:
    """1.1 as "0.00" → "1.10"; 12000 as "#,##0 €" → "12.000 €"; 0.8 as "0%" → "80 %"; 1.5 without a format → "1,5"."""
    if form.kind != "number" or abs(value) >= 1e15:
        return _plain(value)
    shown = Decimal(f"{abs(value):.15g}") * (100 if form.percent else 1) / 1000**form.thousands
    rounded = shown.quantize(Decimal(1).scaleb(-form.decimals), ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    fraction = fraction[: form.least_decimals] + fraction[form.least_decimals :].rstrip("0")
    text = _whole(whole.lstrip("0").rjust(form.least_digits, "0"), form) + (form.point + fraction if fraction else "")
    return ("-" if value < 0 and rounded else "") + form.prefix + (text or "0") + form.suffix


def _plain(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}".replace(".", ",")  # General shows at most ten digits


def _whole(digits: str, form: NumberFormat) -> str:
    if form.template:
        return _filled(form.template, digits)
    return f"{int(digits or 0):,}".replace(",", ".") if form.grouped else digits


def _filled(template: str, digits: str) -> str:
    r"""Digits from the right into a template such as `0\.00`; what is left over goes to the front."""
    left, text = list(digits), ""
    for sign in reversed(template):
        text = ((left.pop() if left else "") if sign == _SLOT else sign) + text
    return "".join(left) + text


def moment(serial: float, epoch: datetime) -> datetime | None:
    """A serial day number as a date, to the second; None outside what Excel can show.

    In the 1900 system day 60 is a 29.02.1900 that never was, so the days before it count from one day later."""
    if not 0 <= serial <= _LAST_SERIAL[epoch]:
        return None
    day = int(serial) + (1 if 0 < serial < 60 and epoch == EPOCH_1900 else 0)
    return epoch + timedelta(days=day, seconds=round(serial % 1 * 86_400))


def show_moment(when: datetime, form: NumberFormat) -> str:
    """A date as dd.mm.yyyy, however its format writes it; only the month or year where the format shows no more."""
    if form.kind == "time":
        return f"{when:%H:%M}"
    if form.kind == "year":
        return f"{when.year:04}"
    if form.kind == "month":
        return f"{when.month:02}.{when.year:04}"
    return show_date(when.date()) + (f" {when:%H:%M}" if form.clock and (when.hour or when.minute) else "")


def show_date(day: date) -> str:
    """31.12.2025 (strftime pads no years before 1000)."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def show_duration(days: float) -> str:
    """Days as hours and minutes: 1.5 → "36:00"."""
    minutes = round(days * 24 * 60)
    return f"{minutes // 60}:{minutes % 60:02}"
