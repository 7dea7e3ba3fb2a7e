"""Sums of money in German texts: "ca. 45 T€", "10-15 TEUR", "1,2 Mio. €", "28 000 EUR", "5.000,- €"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from verbindlich.base.calc.values.wording import one_of, pattern

# Thousands in groups by dot, blank or apostrophe (or by comma, as English software writes them), or a plain number.
NUMBER = one_of(r"""
    \d{1,3}(?:[. ']\d{3})+(?!\d)(?:,\d{1,2}(?!\d))? | \d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,2}(?!\d))?
    \d{1,20}(?:[.,]\d{1,20})?(?!\d)
""")
_EURO = r"(?:€|eur(?:o|os)?\b)"
_SCALE = rf"(?:(?:tsd|tausend|mio|million(?:en)?|mrd|milliarden?)\b\.?|[tk]\.?(?= ?{_EURO}))"
_DASHED = r"(?:[,.]-+)?"  # "5.000,-"
_RANGE = rf"{NUMBER}{_DASHED}(?: ?{_SCALE})?(?: ?{_EURO})? ?(?P<range>-|bis(?: zu)?) ?"
_AMOUNT = pattern(
    rf"(?<![\d.,])(?:(?P<times>\d{{1,3}}) ?x ?(?:je )?)?(?P<ahead>{_EURO} ?)?(?P<sign>-)?(?:{_RANGE})?"
    rf"(?P<number>{NUMBER}){_DASHED}(?: ?(?P<scale>{_SCALE}))?(?: ?(?P<euro>{_EURO}))?"
)
# A text of nothing but numbers speaks of euros, unless it is a year.
_ABOUT = r"(?:(?:(?:ca|rd|max|mind|vsl)\.|circa|etwa|rund|maximal|mindestens|bis zu|[~≈<>]) ?)?"
_ONE_BARE = rf"(?:20\d\d ?: ?)?-?{NUMBER}{_DASHED}(?: ?(?:-|bis) ?{NUMBER}{_DASHED})?"
_EVERY = r"(?:p\. ?a\.?|pa|(?:pro|je|im|/) ?(?:jahr|monat|a)|jaehrl(?:ich|\.)|monatlich)?"
_BARE = pattern(rf"{_ABOUT}(?:{_ONE_BARE}(?: ?[;\n] ?|, |$|(?=/)| (?!\d)))+{_EVERY}")
_YEAR = pattern(r"20[1-4]\d")
_YEAR_LABEL = pattern(r"\b20\d\d ?: ?")
_DIGIT = pattern(r"\d")
_SCALES = {"t": 1_000, "k": 1_000, "mrd": 1_000_000_000, "millia": 1_000_000_000, "mi": 1_000_000}  # by beginning
_ENGLISH = pattern(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_GROUPED = pattern(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")

_TOTAL = pattern(r"gesamt|summe|zusammen|total|=|∑")
_TOTAL_SAID = pattern(r" (?:insgesamt|gesamt|zusammen)\b")
_PARTS_FOLLOW = pattern(r"davon|darunter|darin|hiervon|inkl|einschl")
_EACH = pattern(r"\bje (?:ca\. ?)?$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in euros of `count` sums. `open`: a range, whose upper end it is, or the price of one of many ("je 200 €").

    `start` and `end`: its place in the text. `scaled`: said in thousands or more, or added up, so that the number in
    the cell is another.
    """

    euros: Decimal
    start: int = 0
    end: int = 0
    open: bool = False
    scaled: bool = False
    count: int = 1


def total(folded: str) -> Amount | None:
    """What a text costs altogether: the sum it calls the total, else the sum of all, without the parts after "davon"."""
    amounts = _amounts(folded) if _DIGIT.search(folded) else []
    if len(amounts) < 2:
        return amounts[0] if amounts else None
    return _named_total(folded, amounts) or _added(folded, amounts)


def _named_total(folded: str, amounts: list[Amount]) -> Amount | None:
    before = 0
    for amount in amounts:
        if _TOTAL.search(folded, before, amount.start) or _TOTAL_SAID.match(folded, amount.end):
            return amount
        before = amount.end
    return None


def _added(folded: str, amounts: list[Amount]) -> Amount:
    parts = _PARTS_FOLLOW.search(folded, amounts[0].end)
    counted = [amount for amount in amounts if not parts or amount.end <= parts.start()]
    euros = sum((amount.euros for amount in counted), Decimal())
    is_open = any(amount.open for amount in counted)
    return Amount(euros, counted[0].start, counted[-1].end, is_open, scaled=True, count=len(counted))


def _amounts(folded: str) -> list[Amount]:
    text = _YEAR_LABEL.sub(lambda label: " " * len(label[0]), folded)
    bare = _BARE.fullmatch(folded) is not None and not _YEAR.fullmatch(folded)
    found = _AMOUNT.finditer(text)
    return [_amount(match) for match in found if bare or match["ahead"] or match["euro"] or match["scale"]]


def _amount(match: re.Match[str]) -> Amount:
    scale, before = match["scale"] or "", match.string[: match.start()]
    factor = next((factor for beginning, factor in _SCALES.items() if scale.startswith(beginning)), 1)
    euros = decimal(match["number"], scaled=bool(scale)) * factor * int(match["times"] or 1)
    if match["sign"] and not before.strip():
        euros = -euros
    is_open = bool(match["range"] or _EACH.search(before[-9:]))
    return Amount(euros, match.start(), match.end(), is_open, bool(scale or match["times"]))


def decimal(number: str, *, scaled: bool = False) -> Decimal:
    """A number as German offices write it. "12,000" is twelve thousand, unless a scale follows ("1,250 Mio.")."""
    number = number.replace(" ", "").replace("'", "")
    if _ENGLISH.fullmatch(number) and not scaled:
        return Decimal(number.replace(",", ""))
    if _GROUPED.fullmatch(number):
        number = number.replace(".", "")
    return Decimal(number.replace(",", "."))
