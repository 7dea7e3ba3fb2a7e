"""What this program did not understand, said instead of guessed."""

from __future__ import annotations

from collections.abc import Iterator

from verbindlich.base.calc.catalogue import Catalogue
from verbindlich.base.calc.criteria import STATED
from verbindlich.base.calc.rules.conditions import HAS_MEASURES, some_measure
from verbindlich.base.calc.rules.measures import at
from verbindlich.base.calc.rules.registry import Hit, RuleContext, rule
from verbindlich.base.calc.wording import count, short

SOME_PERIOD = some_measure(
    "eine Maßnahme nennt einen Zeitraum", STATED["period"], "Keine Maßnahme nennt einen Zeitraum."
)
SOME_PRIORITY = some_measure(
    "eine Maßnahme hat eine Priorität", STATED["priority"], "Keine Maßnahme hat eine Priorität."
)
SOME_STATUS = some_measure(
    "eine Maßnahme nennt ihren Stand", lambda measure: measure.status.stated, "Keine Maßnahme nennt ihren Stand."
)


@rule(
    "number-not-given",
    reads=("measures", "number"),
    excerpt="unnumbered",
    sentence="Jede Maßnahme trägt eine eigene Nummer.",
    advice="Nummern vergeben, damit Beschlüsse und Berichte auf die Maßnahmen verweisen können.",
    source="Leitfaden 3.3.5.4",
    severity="note",
    when=(HAS_MEASURES,),
)
def number_not_given(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    without = [measure for measure in catalogue.measures if not measure.number_given]
    if without:
        subject = count(len(without), "Maßnahme trägt", "Maßnahmen tragen")
        counted = "" if catalogue.live else "; für diese Prüfung sind sie durchgezählt"
        yield Hit(f"{subject} keine eigene Nummer{counted}.")


@rule(
    "period-not-understood",
    short="Zeitraum nicht verstanden",
    local=True,
    sentence="Der Zeitraum lässt sich auf dem Kalender wiederfinden.",
    advice="Beginn und Ende als Jahr, Quartal oder Datum schreiben.",
    source="Leitfaden 5.2.4",
    severity="note",
    when=(SOME_PERIOD,),
)
def period_not_understood(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    for measure in catalogue.measures:
        period = measure.period
        if period.kind == "unknown" and not period.contradiction:
            yield at(measure, f"der Zeitraum „{short(period.raw)}“ wurde nicht verstanden.")


@rule(
    "period-without-date",
    short="Zeitraum ohne Datum",
    local=True,
    sentence="Der Zeitraum nennt ein Jahr oder ein Datum.",
    advice="Statt „kurzfristig“ ein Jahr oder eine Frist nennen, die man überprüfen kann.",
    source="Leitfaden 5.2.4",
    severity="note",
    when=(SOME_PERIOD,),
)
def period_without_date(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    for measure in catalogue.measures:
        period = measure.period
        if period.kind == "vague" and not (period.start or period.end):
            yield at(measure, f"„{short(period.raw)}“ nennt kein Datum, an dem man die Umsetzung messen kann.")


@rule(
    "priority-not-understood",
    short="Priorität unklar",
    local=True,
    sentence="Die Priorität folgt einer erkennbaren Abstufung.",
    advice="Eine Abstufung verwenden, etwa hoch, mittel, niedrig, und sie in der Legende nennen.",
    source="Leitfaden 5.2.4",
    severity="note",
    when=(SOME_PRIORITY,),
)
def priority_not_understood(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    for measure in catalogue.measures:
        if measure.priority.stated and not measure.priority.level:
            yield at(measure, f"die Priorität „{short(measure.priority.raw)}“ wurde keiner Stufe zugeordnet.")


@rule(
    "overdue-unclear",
    short="Stand unklar",
    local=True,
    sentence="Nach Ablauf des Zeitraums sagt der Stand, ob die Maßnahme umgesetzt ist.",
    advice="Den Stand mit einem Wort beginnen: geplant, in Umsetzung, umgesetzt, zurückgestellt oder eingestellt.",
    source="Leitfaden 3.3.5.5",
    severity="note",
    when=(SOME_STATUS,),
)
def overdue_unclear(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    for measure in catalogue.measures:
        end, status = measure.period.end, measure.status
        if end and end < context.today and status.stated and not status.state:
            stand = short(status.raw)
            yield at(measure, f"war bis {end:%d.%m.%Y} geplant; „{stand}“ sagt nicht, ob sie umgesetzt ist.")
