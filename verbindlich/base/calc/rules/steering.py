"""Measures that steer: the guide finds too few of them beside the practical ones (5.2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbindlich.base.calc.catalogue import Catalogue
from verbindlich.base.calc.rules.conditions import HAS_MEASURES
from verbindlich.base.calc.rules.registry import Hit, RuleContext, rule

# What shows in a title that a measure serves an area (our reading of the examples in 5.2.3): beginnings of words.
AREAS = {
    "Steuerung": (
        "steuerung",
        "lenkung",
        "strateg",
        "koordinierung",
        "gremi",
        "integrationskonzept",
        "leitbild",
        "fortschreib",
        "kooperationsvereinbarung",
        "rahmenvereinbarung",
        "kooperationsstruktur",
        "austauschstruktur",
        "beteiligungspflicht",
    ),
    "Monitoring": (
        "monitoring",
        "integrationsmonitoring",
        "umsetzungsmonitoring",
        "sozialmonitoring",
        "indikator",
        "kennzahl",
        "evalu",
        "berichtswesen",
        "umsetzungsbericht",
        "sachstandsbericht",
        "integrationsbericht",
        "teilhabebericht",
        "wirkungs",
        "qualitätsstandard",
        "qualitätssicherung",
        "controlling",
        "datengrundlage",
    ),
    "institutionelle Entwicklung": (
        "hauptsatzung",
        "satzung",
        "geschäftsordnung",
        "dienstanweisung",
        "dienstvereinbarung",
        "interkulturelle öffnung",
        "interkulturellen öffnung",
        "beschwerde",
        "organisationsentwicklung",
        "prüfschritt",
        "verwaltungsstandard",
        "standards",
        "querschnittsaufgabe",
        "stellenplan",
        "repräsentation",
    ),
}
BEGINNINGS = {area: re.compile(rf"\b(?:{'|'.join(words)})") for area, words in AREAS.items()}


@rule(
    "no-strategic-measure",
    reads=("measures", "kind", "title", "description"),
    excerpt="kinds",
    sentence="Der Katalog enthält auch Maßnahmen zur strategischen Steuerung.",
    advice="Mindestens eine Maßnahme aufnehmen, die Steuerung, Monitoring oder die Verwaltung selbst stärkt.",
    source="Leitfaden 5.2.3",
    severity="warning",
    when=(HAS_MEASURES,),
)
def no_strategic_measure(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    """The office's own column ("strategisch"/"operativ") counts; without one, titles and descriptions do."""
    if any(measure.kind for measure in catalogue.measures):
        if not any(measure.kind == "strategisch" for measure in catalogue.measures):
            yield Hit("Keine Maßnahme ist als strategisch gekennzeichnet.")
    elif not areas_served(catalogue):
        yield Hit("Dem Titel und der Beschreibung nach dient keine Maßnahme der strategischen Steuerung.")


@rule(
    "nothing-for-steering-or-monitoring",
    reads=("measures", "title", "description"),
    excerpt="kinds",
    sentence="Maßnahmen stärken die Steuerung der Integrationsarbeit und ihr Monitoring.",
    advice="Prüfen, ob etwa Gremium, Kooperationsstruktur, Indikatoren oder Umsetzungsberichte als Maßnahme fehlen.",
    source="Leitfaden 5.2.3",
    severity="note",
    when=(HAS_MEASURES,),
)
def nothing_for_steering_or_monitoring(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    served = areas_served(catalogue)
    for area in ("Steuerung", "Monitoring"):
        if area not in served:
            yield Hit(f"Dem Titel und der Beschreibung nach dient keine Maßnahme dem Bereich {area}.")


def areas_served(catalogue: Catalogue) -> set[str]:
    """The areas that any measure serves; looks no further once all are found."""
    found: set[str] = set()
    for measure in catalogue.measures:
        found.update(areas_of(measure.title, measure.description) if measure.areas is None else measure.areas)
        if len(found) == len(AREAS):
            break
    return found


def areas_of(title: str, description: str) -> tuple[str, ...]:
    text = f"{title} {description}".casefold()
    return tuple(area for area in AREAS if serves(text, area))


def serves(text: str, area: str) -> bool:
    """Whether the text names the area. Looking for the words anywhere first is ten times quicker."""
    return any(word in text for word in AREAS[area]) and bool(BEGINNINGS[area].search(text))
