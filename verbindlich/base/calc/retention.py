"""How long a contact person is kept without anybody saying that it is still right.

GDPR Art. 5 Abs. 1 lit. d and e ask for data that are accurate and kept no longer than needed; they name no period. Ours: people in
these offices change within a few years, so that what nobody confirmed for two of them is more likely wrong than right. Sixty days
to answer leave room for holidays and an illness.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

UNCONFIRMED_YEARS = 2
ANSWER_DAYS = 60

Due = Literal["fresh", "ask", "waiting", "delete"]


@dataclass(frozen=True, slots=True)
class Kept:
    """`entered_on`, `confirmed_on`: None where unknown or never; `asked_on`: when the person was asked last."""

    entered_on: date | None
    confirmed_on: date | None
    asked_on: date | None


def limit(today: date) -> date:
    """Whoever was confirmed before this day is asked. 29 February counts from 28 February."""
    year = today.year - UNCONFIRMED_YEARS
    try:
        return today.replace(year=year)
    except ValueError:
        return today.replace(year=year, day=28)


def due(kept: Kept, today: date) -> Due:
    """ "fresh": confirmed within the period; "ask": not; "waiting": asked, may still answer; "delete": asked and no answer."""
    if kept.asked_on and (kept.confirmed_on is None or kept.confirmed_on < kept.asked_on):
        return "delete" if today > answer_until(kept.asked_on) else "waiting"
    since = kept.confirmed_on or kept.entered_on
    return "fresh" if since and since >= limit(today) else "ask"


def answer_until(asked_on: date) -> date:
    """The last day on which an answer keeps the person."""
    return asked_on + timedelta(days=ANSWER_DAYS)
