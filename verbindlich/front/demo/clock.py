"""The demo's calendar: everything is dated from today, so that it looks alive whenever it is loaded.

Marks in the data files: a number counts months from today (-14); "-14/12" is the 12th, fourteen months ago, moved to a working day;
"{y}" is the year of the adoption, "{y+2}" two years later, "{s+1}" the next year in two digits.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

ADOPTED = -17  # months: long enough for a history, short enough that nothing of it is forgotten
YEAR = re.compile(r"\{([ys])([+-]\d+)?\}")
MARK = re.compile(r"(-?\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Clock:
    today: date

    def first(self, months: int) -> date:
        """The first day of the month that lies so many months from this one."""
        year, month = divmod(self.today.year * 12 + self.today.month - 1 + months, 12)
        return date(year, month + 1, 1)

    def last(self, months: int) -> date:
        return self.first(months + 1) - timedelta(days=1)

    def begins(self, said: int | str) -> date:
        """A number counts months; the first day counts."""
        return self.first(said) if isinstance(said, int) else date.fromisoformat(said)

    def ends(self, said: int | str) -> date:
        return self.last(said) if isinstance(said, int) else date.fromisoformat(said)

    def day(self, mark: str) -> date:
        """A mark or an ISO date, moved back to Friday from a weekend."""
        found = MARK.fullmatch(mark)
        if not found:
            return working_day(date.fromisoformat(mark))
        month = self.first(int(found[1]))
        return working_day(month.replace(day=min(int(found[2]), monthrange(month.year, month.month)[1])))

    def moment(self, mark: str, turn: int = 0) -> datetime:
        """That day in office hours; `turn` tells apart what happened on the same day."""
        day = self.day(mark)
        minutes = (day.toordinal() * 37 + turn * 11) % 480
        return timezone.make_aware(datetime.combine(day, time(8)) + timedelta(minutes=minutes))

    @property
    def adopted(self) -> date:
        """The council sits on second Thursdays."""
        first = self.first(ADOPTED)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 7)

    def told(self, said: Any) -> Any:
        """What a data file says, with the years filled in."""
        if isinstance(said, str):
            return YEAR.sub(self._year, said)
        if isinstance(said, dict):
            return {name: self.told(value) for name, value in said.items()}
        return [self.told(value) for value in said] if isinstance(said, list) else said

    def _year(self, found: re.Match[str]) -> str:
        year = str(self.adopted.year + int(found[2] or 0))
        return year if found[1] == "y" else year[2:]


def working_day(day: date) -> date:
    return day - timedelta(days=max(day.weekday() - 4, 0))
