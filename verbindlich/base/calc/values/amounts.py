"""Sums of money in German texts: "ca. 45 T€", "10-15 TEUR", "1,2 Mio. €", "28 000 EUR", "5.000,- €"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# Thousands in groups by dot, blank or apostrophe (or by comma, as English software writes them), or a plain number.
NUMBER = (
    r"(?:\d{1,3}(?:[. ']\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,2}(?!\d))?|\d{1,20}(?:[.,]\d{1,20})?(?!\d))"
)
_EURO = r"(?:€|eur(?:o|os)?\b)"
_SCALE = rf"(?:(?:tsd|tausend|mio|million(?:en)?|mrd|milliarden?)\b\.?|[tk]\.?(?= ?{_EURO}))"
_DASHED = r"(?:[,.]-+)?"  # "5.000,-"
_AMOUNT = re.compile(
    rf"(?<![\d.,])(?:(?P<times>\d{{1,3}}) ?x ?(?:je )?)?(?P<ahead>{_EURO} ?)?(?P<sign>-)?"
    rf"(?:{NUMBER}{_DASHED}(?: ?{_SCALE})?(?: ?{_EURO})? ?(?P<range>-|bis(?: zu)?) ?)?"
    rf"(?P<number>{NUMBER}){_DASHED}(?: ?(?P<scale>{_SCALE}))?(?: ?(?P<euro>{_EURO}))?"
)
_BARE = re.compile(
    rf"(?:(?:(?:ca|rd|max|mind|vsl)\.|circa|etwa|rund|maximal|mindestens|bis zu|[~≈<>]) ?)?(?:(?:20\d\d ?: ?)?-?{NUMBER}{_DASHED}(?: ?(?:-|bis) ?{NUMBER}{_DASHED})?(?: ?[;\n] ?|, |$|(?=/)| (?!\d)))+"
    r"(?:p\. ?a\.?|pa|(?:pro|je|im|/) ?(?:jahr|monat|a)|jaehrl(?:ich|\.)|monatlich)?"
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"20[1-4]\d")
_YEAR_LABEL = re.compile(r"\b20\d\d ?: ?")
_SCALES = {"t": 1_000, "k": 1_000, "mi": 1_000_000, "mr": 1_000_000_000}
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")

_TOTAL = re.compile(r"insgesamt|gesamt|summe|zusammen|total|=|∑")
_PARTS_FOLLOW = re.compile(r"davon|darunter|darin|hiervon|inkl|einschl")
_EACH = re.compile(r"\bje (?:ca\. ?)?$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in euros of `count` sums. `open`: a range, whose upper end it is, or the price of one of many ("je 200 €").

    `scaled`: said in thousands or more, so that the figure in the cell is another.
    """

    euros: Decimal
    start: int
    end: int
    open: bool = False
    scaled: bool = False
    count: int = 1


def total(folded: str) -> Amount | None:
    """What a text costs altogether: the sum that it calls the total, else the sum of all, without the parts after "davon"."""
    amounts = _amounts(folded) if _DIGIT.search(folded) else []
    if len(amounts) < 2:
        return amounts[0] if amounts else None
    before = 0
    for amount in amounts:
        if _TOTAL.search(folded, before, amount.start) or _TOTAL.match(folded, amount.end + 1):
            return amount
        before = amount.end
    parts = _PARTS_FOLLOW.search(folded, amounts[0].end)
    counted = [amount for amount in amounts if not parts or amount.end <= parts.start()]
    euros = sum((amount.euros for amount in counted), Decimal())
    is_open = any(amount.open for amount in counted)
    return Amount(euros, counted[0].start, counted[-1].end, is_open, scaled=True, count=len(counted))


def _amounts(folded: str) -> list[Amount]:
    text = _YEAR_LABEL.sub(lambda label: " " * len(label[0]), folded)
    bare = _BARE.fullmatch(text.strip()) is not None and not _YEAR.fullmatch(text)
    return [
        _amount(match, text)
        for match in _AMOUNT.finditer(text)
        if bare or match["ahead"] or match["euro"] or match["scale"]
    ]


def _amount(match: re.Match[str], text: str) -> Amount:
    scale = match["scale"] or ""
    euros = decimal(match["number"], scaled=bool(scale)) * _SCALES.get(scale[:2], _SCALES.get(scale[:1], 1)) * int(match["times"] or 1)
    is_open = bool(match["range"]) or bool(_EACH.search(text, 0, match.start()))
    return Amount(-euros if match["sign"] and not text[: match.start()].strip() else euros, match.start(), match.end(), is_open, bool(scale))


def decimal(number: str, *, scaled: bool = False) -> Decimal:
    """A number as German offices write it. "12,000" is twelve thousand, unless a scale follows ("1,250 Mio.")."""
    number = number.replace(" ", "").replace("'", "")
    if _ENGLISH.fullmatch(number) and not scaled:
        return Decimal(number.replace(",", ""))
    if _GROUPED.fullmatch(number):
        number = number.replace(".", "")
    return Decimal(number.replace(",", "."))
