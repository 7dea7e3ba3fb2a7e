"""One catalogue in the categories of the guide's figure 7.

ja: all measures have it; teilweise: some; nein: none. The guide gives no threshold; this is our reading and is said
under every table. What the source cannot tell is "nicht prüfbar", never "nein".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from verbindlich.base.calc.catalogue import Catalogue, Measure
from verbindlich.base.calc.criteria import STATED
from verbindlich.base.calc.prose import has_element, known
from verbindlich.base.calc.wording import count

Answer = Literal["ja", "teilweise", "nein", "nicht prüfbar"]

READING = (
    "Lesart: „ja“ heißt alle Maßnahmen, „teilweise“ einige, „nein“ keine. Der Leitfaden nennt keine Schwelle. "
    "„nicht prüfbar“ heißt: Dazu braucht es den Text des Konzepts oder die Anwendung."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion. `having` of `total` measures, both None where it is not one of measures; `remark` in German."""

    criterion: str
    answer: Answer
    having: int | None = None
    total: int | None = None
    remark: str = ""

    @property
    def share(self) -> str:
        """`21 von 24`, or "" where there is nothing to count."""
        return "" if self.total is None else f"{self.having} von {self.total}"


def figure7(catalogue: Catalogue) -> tuple[Row, ...]:
    """The ten criteria of figure 7 in its order."""
    facts = catalogue.facts
    analysis = has_element(facts, "ausgangslage")
    return (
        told("Bedarfs- und Potenzialanalyse", analysis, "Abschnitt zur Ausgangslage gefunden, Inhalt nicht geprüft"),
        told("Angebotsanalyse", analysis, "Abschnitt zur Ausgangslage gefunden, Inhalt nicht geprüft"),
        told("Integrationsverständnis", has_element(facts, "integrationsverstaendnis"), "Abschnitt gefunden"),
        fields_row(catalogue),
        goals_row(catalogue),
        counted(catalogue, "Umsetzungsakteure", STATED["lead"]),
        counted(catalogue, "Umsetzungszeiträume", STATED["period"]),
        counted(catalogue, "Priorisierung der Maßnahmen", STATED["priority"]),
        told("Monitoring", known(facts, facts.monitoring_described), "im Text beschrieben"),
        told("Fortschreibung", known(facts, facts.revision_interval), "Intervall genannt"),
    )


def budget_row(catalogue: Catalogue) -> Row:
    """Relevance for the budget: asked for by the guide (3.3.5.4), but no row of figure 7."""
    return counted(catalogue, "Haushaltsrelevanz", STATED["budget"])


def counted(catalogue: Catalogue, criterion: str, has: Callable[[Measure], bool], remark: str = "") -> Row:
    total = len(catalogue.measures)
    if not total:
        return Row(criterion, "nicht prüfbar", remark="keine Maßnahme gefunden")
    having = sum(map(has, catalogue.measures))
    answer: Answer = "ja" if having == total else "teilweise" if having else "nein"
    return Row(criterion, answer, having, total, remark)


def told(criterion: str, value: bool | None, found: str) -> Row:
    if value is None:
        return Row(criterion, "nicht prüfbar")
    return Row(criterion, "ja", remark=found) if value else Row(criterion, "nein", remark="im Text nicht gefunden")


def fields_row(catalogue: Catalogue) -> Row:
    remark = count(len(catalogue.fields), "Handlungsfeld", "Handlungsfelder")
    if catalogue.fields and not catalogue.measures:
        return Row("Handlungsfelder", "ja", remark=remark)
    return counted(catalogue, "Handlungsfelder", lambda measure: bool(measure.field), remark)


def goals_row(catalogue: Catalogue) -> Row:
    """The figure, too, has concepts with goals alone ("Ziele")."""
    remark = count(len(catalogue.goals), "Ziel", "Ziele")
    if catalogue.goals and not catalogue.measures:
        return Row("Ziele und Maßnahmen", "teilweise", remark=f"nur {remark}, keine Maßnahme gefunden")
    return counted(catalogue, "Ziele und Maßnahmen", lambda measure: bool(measure.goal), remark)
