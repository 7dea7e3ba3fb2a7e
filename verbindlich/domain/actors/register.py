"""The positions of a municipality as base/calc/duties.py judges them, and what it finds in words: the list, the register of tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verbindlich.base.calc.duties import (
    FULL_TIME,
    Done,
    Held,
    Load,
    Post,
    Short,
    TaskLine,
    Why,
    loads,
    only_here,
    register,
)
from verbindlich.base.documents.chart import Bar, BarChart, Series
from verbindlich.domain.actors.models import Position, Task
from verbindlich.domain.actors.querysets import SIX_MONTHS, PositionQuerySet

MOST_BARS = 15  # positions in the drawing
WORDS = {
    Done.NOBODY: gettext_lazy("macht niemand"),
    Done.VACANT: gettext_lazy("nur unbesetzt"),
    Done.SEVERAL: gettext_lazy("mehrere"),
    Done.ONE: gettext_lazy("eine Person"),
}
LOOKS = {Done.NOBODY: ("late", "▲"), Done.VACANT: ("risk", "◆"), Done.SEVERAL: ("quiet", "◇"), Done.ONE: ("on", "●")}
SHORT = {
    Short.VACANT: gettext_lazy("Die Stelle ist unbesetzt."),
    Short.HONORARY: gettext_lazy("Die Stelle ist nicht hauptamtlich."),
    Short.DOUBLE: gettext_lazy("Die Stelle hat eine Doppelfunktion, ist also nicht ausschließlich zuständig."),
    Short.UNSAID: gettext_lazy("Ob die Stelle ausschließlich zuständig ist, ist nicht angegeben."),
}


def extent(time: Decimal) -> str:
    """ "9,5": full-time equivalents in a sentence."""
    return number_format(f"{time:.2f}".rstrip("0").rstrip("."))


def sentence(positions: QuerySet[Any], today: date) -> str:
    """ "14 Stellen, 9,5 VZÄ, 2 unbesetzt, 3 enden in sechs Monaten." One query."""
    soon = Q(funded_until__gte=today, funded_until__lte=today + SIX_MONTHS)
    found = positions.order_by().aggregate(
        n=Count("pk"),
        fte=Sum("fte"),
        empty=Count("pk", filter=Q(vacant=True)),
        soon=Count("pk", filter=soon),
        past=Count("pk", filter=Q(funded_until__lt=today)),
    )
    parts = [ngettext("%(n)d Stelle", "%(n)d Stellen", found["n"]) % {"n": found["n"]}]
    parts += [_("%(n)s VZÄ") % {"n": extent(found["fte"] or Decimal(0))}]
    parts += [_("%(n)d unbesetzt") % {"n": found["empty"]}]
    ends = ngettext("%(n)d endet in sechs Monaten", "%(n)d enden in sechs Monaten", found["soon"])
    parts += [ends % {"n": found["soon"]}]
    if past := found["past"]:
        parts += [
            ngettext("bei %(n)d ist die Bezahlung abgelaufen", "bei %(n)d ist die Bezahlung abgelaufen", past)
            % {"n": past}
        ]
    return ", ".join(parts) + "."


def post(position: Position) -> Post:
    """As the calculation sees it; `position` comes from PositionQuerySet.seen, its duties are prefetched."""
    held = tuple(Held(duty.task_id, duty.share) for duty in position.duties.all())
    return Post(position.pk, position.fte, None if position.vacant else position.holder_id, held)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A position that carries a task; `time` in VZÄ, None where unknown."""

    position: Position
    share: int | None
    time: Decimal | None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the register as a page shows it."""

    task: Task
    line: TaskLine
    carriers: tuple[Carrier, ...]

    @property
    def word(self) -> str:
        return str(WORDS[self.line.done])

    @property
    def tone(self) -> str:
        return LOOKS[self.line.done][0]

    @property
    def sign(self) -> str:
        return LOOKS[self.line.done][1]


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A task on a position's own page: its share, its time in VZÄ, the other positions that carry it. `lonely`: nobody else does it."""

    task: Task
    share: int | None
    time: Decimal | None
    others: tuple[Position, ...]
    lonely: bool


class Register:
    """The tasks of a municipality over its positions. Three queries."""

    def __init__(self, tasks: Iterable[Task], positions: PositionQuerySet) -> None:
        self.tasks = {task.pk: task for task in tasks}
        self.positions = {position.pk: position for position in positions.prefetch_related("duties")}
        self.posts = [post(position) for position in self.positions.values()]
        self.lines = register(self.tasks, self.posts)

    def rows(self, done: str = "") -> list[Row]:
        """The gravest first; `done`: only those."""
        ranks = list(Done)
        lines = sorted(self.lines, key=lambda line: ranks.index(line.done))
        return [self._row(line) for line in lines if not done or line.done == done]

    def _row(self, line: TaskLine) -> Row:
        shares = {p.id: next(held.share for held in p.duties if held.task == line.task) for p in line.posts}
        carriers = (Carrier(self.positions[p.id], shares[p.id], p.time_for(line.task)) for p in line.posts)
        return Row(self.tasks[line.task], line, tuple(carriers))

    def count(self, done: Done) -> int:
        return sum(line.done == done for line in self.lines)

    def lonely(self, position: Position) -> list[Task]:
        """Its tasks that nobody else does."""
        mine = next((p for p in self.posts if p.id == position.pk), None)
        alone = only_here(mine, self.posts) if mine else frozenset()
        return [task for pk, task in self.tasks.items() if pk in alone]

    def duties(self, position: Position) -> list[DutyLine]:
        """The largest share first."""
        lonely, found = self.lonely(position), []
        for row in self.rows():
            mine = next((c for c in row.carriers if c.position.pk == position.pk), None)
            if mine:
                others = tuple(c.position for c in row.carriers if c is not mine)
                found.append(DutyLine(row.task, mine.share, mine.time, others, row.task in lonely))
        return sorted(found, key=lambda duty: -(duty.share or 0))

    @property
    def sentence(self) -> str:
        """ "10 Aufgaben: 2 macht niemand, 1 liegt nur bei unbesetzten Stellen, 3 machen mehrere, 4 macht eine Person." """
        n, several = len(self.lines), self.count(Done.SEVERAL)
        size = ngettext("%(n)d Aufgabe", "%(n)d Aufgaben", n) % {"n": n}
        parts = (
            (_("%(n)d macht niemand"), self.count(Done.NOBODY)),
            (_("%(n)d liegt nur bei unbesetzten Stellen"), self.count(Done.VACANT)),
            (ngettext("%(n)d macht mehr als eine Person", "%(n)d machen mehrere Personen", several), several),
            (_("%(n)d macht eine Person allein"), self.count(Done.ONE)),
        )
        return f"{size}: {', '.join(text % {'n': count} for text, count in parts if count)}."

    def loads(self) -> list[str]:
        """Too much in one hand, a sentence each."""
        return [self._in_words(load) for load in loads(self.posts)]

    def _in_words(self, load: Load) -> str:
        titles = _and([f"„{self.positions[p.id].title}“" for p in load.posts])
        if load.why is Why.SHARES:
            text = _("Die Anteile von %(titles)s ergeben %(n)d %%: mehr Zeit, als die Stelle hat.")
            return text % {"titles": titles, "n": load.amount}
        if load.why is Why.TASKS:
            text = _("Wer %(titles)s innehat, trägt %(n)d Aufgaben: mehr als die Hälfte der zehn des Leitfadens (6.1).")
            return text % {"titles": titles, "n": load.amount}
        text = _("%(titles)s liegen in einer Hand, zusammen %(n)s VZÄ.")
        if load.amount > FULL_TIME:
            text = _("%(titles)s liegen in einer Hand, zusammen %(n)s VZÄ: mehr als eine volle Stelle.")
        return text % {"titles": titles, "n": extent(load.amount)}

    def drawing(self) -> BarChart | None:
        """How many tasks hang on a position, and how many of them nobody else does; the heaviest first."""
        bars = [(self.positions[p.id], len(only_here(p, self.posts)), len(p.duties)) for p in self.posts if p.duties]
        bars = sorted(bars, key=lambda bar: -bar[2])[:MOST_BARS]
        if not bars:
            return None
        series = (Series(_("macht sonst niemand"), "▲", "risk"), Series(_("machen auch andere"), "●", "on"))
        top, _alone, most = bars[0]
        said = _("Die meisten Aufgaben trägt „%(title)s“: %(n)d.") % {"title": top.title, "n": most}
        drawn = tuple(Bar(_labelled(position), (alone, n - alone)) for position, alone, n in bars)
        return BarChart(_("Aufgaben je Stelle"), said, series, drawn)


def carries(duties: Sequence[DutyLine]) -> str:
    """ "Trägt 4 Aufgaben, 2 davon macht sonst niemand." """
    n, alone = len(duties), sum(duty.lonely for duty in duties)
    if not n:
        return _("Noch ist keine Aufgabe eingetragen.")
    size = ngettext("Trägt %(n)d Aufgabe", "Trägt %(n)d Aufgaben", n) % {"n": n}
    if not alone:
        return ngettext("%(size)s; sie macht auch jemand anderes.", "%(size)s; jede macht auch jemand anderes.", n) % {
            "size": size
        }
    if alone == n:
        return ngettext("%(size)s; sie macht sonst niemand.", "%(size)s; keine davon macht sonst jemand.", n) % {
            "size": size
        }
    return _("%(size)s, %(n)d davon macht sonst niemand.") % {"size": size, "n": alone}


def _labelled(position: Position) -> str:
    return _("%(title)s (unbesetzt)") % {"title": position.title} if position.vacant else position.title


def _and(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("%(first)s und %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
