"""What Saxon law says of a concept. Paragraph and force are those of the state profile (a test compares them)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verbindlich.base.calc.catalogue import Catalogue
from verbindlich.base.calc.prose import has_element, known
from verbindlich.base.calc.rules.conditions import HAS_FIELDS, known_from_source
from verbindlich.base.calc.rules.registry import Condition, Hit, Reference, RuleContext, rule
from verbindlich.base.calc.wording import listed

PLANNING = frozenset({"handlungsfelder", "ziele-massnahmen"})

KNOWS_KIND = Condition(
    "die Art der Kommune ist bekannt",
    lambda _, context: context.kind is not None,
    "Braucht die Art der Kommune: --kind landkreis, stadt oder gemeinde angeben.",
    "needs_application",
)
IS_DISTRICT = Condition(
    "die Kommune ist ein Landkreis",
    lambda _, context: context.kind == "Landkreis",
    "Gilt nur für Landkreise.",
)
KNOWS_HEARING = known_from_source(
    "der Text des Konzepts liegt vor",
    lambda catalogue: known(catalogue.facts, catalogue.facts.municipalities_heard) is not None,
    "die Anhörung je Gemeinde mit Datum und Antwort oder den Text des Konzepts (Word-Datei).",
)
KNOWS_STEPS = Condition(
    "der Text des Konzepts liegt vor",
    lambda catalogue, context: any(
        has_element(catalogue.facts, element) is not None for step in context.decree_steps for element in step.marks
    ),
    "Braucht die Anwendung oder den Text des Konzepts (Word-Datei).",
    "needs_application",
)
KNOWS_STATE_FIELDS = Condition(
    "das Landesprofil nennt Handlungsfelder des Landes",
    lambda _, context: bool(context.state_fields),
    "Das Landesprofil nennt keine Handlungsfelder des Landes.",
)


@rule(
    "decree-step-missing",
    reads=("measures",),
    excerpt="any",
    sentence="Das Konzept enthält Bedarfs-, Potenzial- und Angebotsanalyse, Leitbild, Ziel- und Maßnahmenplanung.",
    advice="Den Abschnitt ergänzen oder so überschreiben, dass er zu finden ist; steht er anderswo, die Regel abschalten.",
    source="KomIntAVO § 10 Abs. 1",
    force="soll",
    severity="warning",
    when=(KNOWS_STEPS,),
)
def decree_step_missing(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    """A catalogue with measures is itself a plan of goals and measures, whatever its headings."""
    for step in context.decree_steps:
        planned = bool(catalogue.measures) and not PLANNING.isdisjoint(step.marks)
        if not planned and all(has_element(catalogue.facts, element) is False for element in step.marks):
            where = "im Konzept" if catalogue.live else "in dieser Datei"
            yield Hit(f"Kein Abschnitt zum Schritt „{step.name}“ {where} gefunden.")


@rule(
    "hearing-not-documented",
    sentence="Die kreisangehörigen Gemeinden sind angehört und ihre Belange berücksichtigt.",
    advice="Anhörung je Gemeinde mit Datum, Antwort und Abwägung dokumentieren.",
    source="SächsIntG § 12 Abs. 3 Satz 2",
    force="muss",
    severity="warning",
    when=(KNOWS_KIND, IS_DISTRICT, KNOWS_HEARING),
)
def hearing_not_documented(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    if not catalogue.facts.municipalities_heard:
        where = "im Konzept" if catalogue.live else "im Text dieser Datei"
        yield Hit(f"Die Anhörung der kreisangehörigen Gemeinden ist {where} nicht dokumentiert.")


@rule(
    "state-field-not-covered",
    sentence="Die Handlungsfelder orientieren sich am Zuwanderungs- und Integrationskonzept des Freistaats (ZIK II).",
    advice="Prüfen, ob das Feld vor Ort wichtig ist; vorgeschrieben ist die Orientierung, nicht jedes einzelne Feld.",
    source="KomIntAVO § 10 Abs. 2 Nr. 1",
    force="muss",
    severity="note",
    when=(HAS_FIELDS, KNOWS_STATE_FIELDS),
)
def state_field_not_covered(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    covered = covered_names([field.name for field in catalogue.fields], context.state_fields)
    covered |= {field.name for field in context.state_fields} & {name for f in catalogue.fields for name in f.takes_up}
    missing = [field.name for field in context.state_fields if field.name not in covered]
    if missing:
        named, total = len(context.state_fields), context.state_fields_expected
        yield Hit(
            f"{len(covered)} von {named} belegten Feldern des ZIK II (von insgesamt {total}) sind erkennbar "
            f"aufgegriffen. Ohne Entsprechung: {listed(missing)}."
        )


def covered_names(names: Iterable[str], state_fields: tuple[Reference, ...]) -> set[str]:
    """The state's fields that the municipal names take up. A name that is itself a state field covers only that one."""
    own = {" ".join(words_of(field.name)): field.name for field in state_fields}
    covered: set[str] = set()
    for name in names:
        words = words_of(name)
        exact = own.get(" ".join(words))
        covered |= {exact} if exact else {field.name for field in state_fields if matches(words, field.marks)}
    return covered


def matches(words: list[str], marks: tuple[str, ...]) -> bool:
    """Whether all parts of one mark are beginnings of words."""
    return any(all(any(word.startswith(part) for word in words) for part in mark.split()) for mark in marks)


def words_of(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())
