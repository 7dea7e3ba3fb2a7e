"""How German texts name a stretch of days: a pattern for each way of saying it, and the days that it means."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from verbindlich.base.calc.values.wording import one_of

FIRST_YEAR, LAST_YEAR = 1990, 2100  # numbers outside are no years

Groups = tuple[str | None, ...]


class NoSuchDay(ValueError):
    """The text names a day, a month, a quarter or a year that cannot be meant."""


@dataclass(slots=True)
class Stretch:
    """The months `first` to `last` counted from January of `year` (13 is the next January, 0 the last December).

    `first_day` and `last_day` (0: the month's last) narrow it down. `year` is None where the text leaves it to a
    neighbour, as for "Juni" in "Juni–August 2026".
    """

    year: int | None
    first: int = 1
    last: int = 12
    first_day: int = 1
    last_day: int = 0

    def days(self) -> tuple[date, date]:
        """First and last day. Raises `NoSuchDay` without a year and where the calendar has no such day."""
        if self.year is None:
            raise NoSuchDay
        return _day(self.year, self.first, self.first_day), _day(self.year, self.last, self.last_day)

    @property
    def is_year(self) -> bool:
        return self.first == 1 and self.last == 12 and self.first_day == 1 and not self.last_day


def _day(year: int, month: int, day: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchDay
    if 0 < day <= 28:
        return date(year, month, day)
    length = monthrange(year, month)[1]
    if day > length:
        raise NoSuchDay
    return date(year, month, day or length)


def _year(digits: str | None) -> int | None:
    """The year of "2025", "25" or "95" (1995). Raises `NoSuchDay` outside of `FIRST_YEAR` to `LAST_YEAR`."""
    if digits is None:
        return None
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= 90 else 2000
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchDay
    return year


def _number(digits: str | None, last: int) -> int:
    number = int(digits or 0)
    if not 1 <= number <= last:
        raise NoSuchDay
    return number


# Patterns are matched against folded text (lower case, ae/oe/ue/ss). YEAR alone must look like a year; after a month or
# a quarter two digits do.
_YEAR = r"(?:199\d|20\d\d|2100)"
_TAIL = rf"(?:(?: ?/ ?|[ .-]|, |: )?(?:des jahres |im jahr |in )?'?((?:{_YEAR}|\d\d)(?!\d|\.\d)))?"
_MONTH_NAME = one_of(r"""
    jan(?:uar|ner)? | jaenner | feb(?:ruar|er)? | mae?rz | mrz | maer | apr(?:il)? | mai | jun[io]? | jul[iy]?
    aug(?:ust)? | sept?(?:ember)? | okt(?:ober)? | nov(?:ember)? | dez(?:ember)?
""")
_MONTHS = {
    **{"jan": 1, "jae": 1, "feb": 2, "mae": 3, "mar": 3, "mrz": 3, "apr": 4, "mai": 5, "jun": 6, "jul": 7},
    **{"aug": 8, "sep": 9, "okt": 10, "nov": 11, "dez": 12},
}
_ORDINAL = r"(?:\d(?!\d)|i{1,3}\b|iv\b|v\b|(?:erste|zweite|dritte|vierte|letzte)[nrs]?\b)"
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "ers": 1, "zwe": 2, "dri": 3, "vie": 4}
_UNIT = r"quartal|quart\b|qu?\b|vierteljahr|halbjahr|halbj\b|h?l?hj\b|jahreshaelfte"
_UNIT_AHEAD = r"quartal|quart\.?|qu?|halbjahr|hj\.?|h"
_TO = r" ?(?:-|bis(?: zum)?) ?"
_AND = r" ?(?:-|/|bis|und|u\.) ?"
# First and last month. Seasons as the weather counts them, university terms as the universities do.
_SEASONS = {
    "fruehjahr": (3, 5), "fruehling": (3, 5), "sommer": (6, 8), "herbst": (9, 11), "winter": (12, 14),
    "sommersemester": (4, 9), "wintersemester": (10, 15),
}  # fmt: skip


def _date(day: str | None, month: str | None, year: str | None) -> Stretch:
    number, in_month = _number(day, 31), _number(month, 12)
    return Stretch(_year(year), in_month, in_month, number, number)


def _iso_date(groups: Groups) -> Stretch:
    year, month, day = groups
    return _date(day, month, year)


def _german_date(groups: Groups) -> Stretch:
    day, month, year = groups
    return _date(day, month, year)


def _date_with_month_name(groups: Groups) -> Stretch:
    day, name, year = groups
    return _date(day, str(_MONTHS[(name or "")[:3]]), year)


def _days(groups: Groups) -> Stretch:
    """Days of one month: "1.-31.5.26", "15.-20. Mai 2026"."""
    first, last, month, year = groups
    in_month = _number(month if (month or "").isdigit() else str(_MONTHS[(month or "")[:3]]), 12)
    from_day, to_day = _number(first, 31), _number(last, 31)
    if from_day > to_day:
        raise NoSuchDay
    return Stretch(_year(year), in_month, in_month, from_day, to_day)


def _month(groups: Groups) -> Stretch:
    name, year = groups
    month = _MONTHS[(name or "")[:3]]
    return Stretch(_year(year), month, month)


def _months_in_figures(groups: Groups) -> Stretch:
    first, last, year = groups
    return Stretch(_year(year), _number(first or last, 12), _number(last, 12))


def _short_years(groups: Groups) -> Stretch:
    """Two years in "25/26" "12/27" is a month: no month is above 12."""
    first, second = groups
    if int(first or 0) > 12 and int(second or 0) == int(first or 0) + 1:
        return _years((first, "/", second))
    return _months_in_figures((None, first, second))


def _part_of_year(unit: str, first: str, last: str, year: str | None) -> Stretch:
    length = 3 if unit[0] in "qv" else 6
    from_part, to_part = _ordinal(first, 12 // length), _ordinal(last, 12 // length)
    return Stretch(_year(year), (from_part - 1) * length + 1, to_part * length)


def _ordinal(text: str, last: int) -> int:
    if text.startswith("letzte"):
        return last
    return _number(str(_ORDINALS.get(text[:3], text)), last)


def _ordinal_unit(groups: Groups) -> Stretch:
    first, last, unit, year = groups
    return _part_of_year(unit or "", first or last or "", last or "", year)


def _unit_ordinal(groups: Groups) -> Stretch:
    unit, first, last, year = groups
    return _part_of_year(unit or "", first or "", last or first or "", year)


def _roman_year(groups: Groups) -> Stretch:
    first, last, year = groups
    return _part_of_year("q", first or last or "", last or "", year)


def _season(groups: Groups) -> Stretch:
    name, year = groups
    return Stretch(_year(year), *_SEASONS[name or ""])


def _week(groups: Groups) -> Stretch:
    """Weeks by ISO 8601. Without a year they are somewhere in it."""
    first, last, year_text = groups
    year = _year(year_text)
    if year is None:
        return Stretch(None)
    try:
        start = date.fromisocalendar(year, int(first or 0), 1)
        end = date.fromisocalendar(year, int(last or first or 0), 7)
    except ValueError as error:
        raise NoSuchDay from error
    first_month, last_month = (day.month + 12 * (day.year - year) for day in (start, end))
    return Stretch(year, first_month, last_month, start.day, end.day)


def _school_year(groups: Groups) -> Stretch:
    """1 August to 31 July, as the states agreed (Hamburger Abkommen § 1)."""
    first, last = _year(groups[0]) or 0, _year(groups[1])
    return Stretch(first, 8, 7 + 12 * ((last or first + 1) - first))


def _years(groups: Groups) -> Stretch:
    """One or more years: "2025–2027", "2025/26", "2025-27"; but "2025-06" is a month, where it cannot be two years."""
    first, _, second = groups
    start = _year(first) or 0
    if len(second or "") == 2 and int(second or 0) <= min(12, start % 100):
        month = _number(second, 12)
        return Stretch(start, month, month)
    return Stretch(start, 1, 12 + 12 * ((_year(second) or 0) - start))


def _one_year(groups: Groups) -> Stretch:
    return Stretch(_year(groups[0]))


Reader = Callable[[Groups], Stretch]

_ORDINAL_UNIT = rf"(?:({_ORDINAL})\.?{_AND})?({_ORDINAL})\.? ?({_UNIT})[a-z]*\.?{_TAIL}"
_SCHOOL = r"(?:(?:schul|kita-?|kindergarten|ausbildungs)jahr(?:es?|en)?|sj\.?)"
_SEASON = r"(?:frueh|spaet)?(fruehjahr|fruehling|sommersemester|sommer|herbst|wintersemester|winter)(?:s|ferien)?\b"

# Ways that begin with a figure, then those that begin with a letter; the first that matches at a place counts.
BY_FIGURES: dict[str, tuple[str, Reader]] = {
    "iso_date": (r"(\d{4})[-./]([01]\d)[-./]([0-3]\d)(?!\d)(?:[t ]\d\d:\d\d[:.\d]*)?", _iso_date),
    "days": (rf"(\d{{1,2}})\.{_TO}(\d{{1,2}})\. ?(\d{{1,2}})\. ?(\d{{2,4}})(?!\d)", _days),
    "named_days": (rf"(\d{{1,2}})\.{_TO}(\d{{1,2}})\. ?({_MONTH_NAME}\b)\.?{_TAIL}", _days),
    "german_date": (r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{2,6}))?", _german_date),
    "slashed_date": (r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?!\d)", _german_date),
    "hyphened_date": (r"(\d{1,2})-(\d{1,2})-(\d{4}|\d\d)(?!\d)", _german_date),
    "named_date": (rf"(\d{{1,2}})\. ?({_MONTH_NAME}\b)\.?{_TAIL}", _date_with_month_name),
    "month_figures": (r"(?:(\d{1,2}) ?- ?)?(\d{1,2})(?: ?[/.] ?|-)([12]\d{3})(?!\d)", _months_in_figures),
    "months_short": (r"(\d{1,2}) ?- ?(\d{1,2})/(\d\d)(?!\d)", _months_in_figures),
    "short_years": (r"'?(\d{1,2})/'?(\d\d)(?![\d/.])", _short_years),
    "ordinal_unit": (_ORDINAL_UNIT, _ordinal_unit),
    "numbered_week": (rf"(\d{{1,2}})\.(?: ?- ?(\d{{1,2}})\.)? ?(?:kw\b|kalenderwoche)\.?{_TAIL}", _week),
    "years": (rf"({_YEAR}) ?([/-]) ?'?({_YEAR}|\d\d)(?!\d|[./]\d|\. ?[a-z])", _years),
    "year": (rf"({_YEAR})(?!\d)", _one_year),
    "apostrophe_year": (r"'(\d\d)(?!\d)", _one_year),
}
BY_WORDS: dict[str, tuple[str, Reader]] = {
    "month": (rf"({_MONTH_NAME}\b)\.?{_TAIL}", _month),
    "worded_unit": (_ORDINAL_UNIT, _ordinal_unit),
    "unit_ordinal": (
        rf"({_UNIT_AHEAD})[ .]?({_ORDINAL})(?:\.?{_AND}(?:{_UNIT_AHEAD})?[ .]?({_ORDINAL}))?\.?{_TAIL}",
        _unit_ordinal,
    ),
    "roman_year": (
        rf"(?:(i{{1,3}}|iv)\.?{_AND})?(i{{1,3}}|iv)\.? ?[/ ] ?((?:{_YEAR}|\d\d)(?!\d))",
        _roman_year,
    ),
    "season": (rf"{_SEASON}{_TAIL}(?:/\d\d(?:\d\d)?)?", _season),
    "week": (rf"(?:kw|kalenderwoche)\.? ?(\d{{1,2}})(?!\d)(?: ?- ?(\d{{1,2}})(?!\d))?{_TAIL}", _week),
    "school_year": (
        rf"{_SCHOOL} ?({_YEAR}|\d\d)(?!\d)(?: ?[/-] ?({_YEAR}|\d\d)(?!\d))?",
        _school_year,
    ),
}
READERS: dict[str, Reader] = {name: reader for name, (_, reader) in (BY_FIGURES | BY_WORDS).items()}
