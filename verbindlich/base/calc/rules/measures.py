"""What a single measure must say to bind anybody (guide 3.3.5.4, 5.2.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verbindlich.base.calc.catalogue import Catalogue, Measure
from verbindlich.base.calc.criteria import STATED
from verbindlich.base.calc.rules.conditions import HAS_MEASURES, known_from_source, some_measure
from verbindlich.base.calc.rules.registry import Hit, RuleContext, rule
from verbindlich.base.calc.wording import named, short


@rule(
    "no-measures",
    reads=("measures",),
    excerpt="any",
    sentence="Der Katalog enthält Maßnahmen.",
    advice="Maßnahmen eintragen. Bei einer Datei: Ist die richtige gewählt, und benennt eine Kopfzeile die Spalte mit den Maßnahmen?",
    source="Leitfaden 3.3.5.4",
    severity="error",
)
def no_measures(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    if not catalogue.measures:
        yield Hit(
            "Das Konzept hat noch keine Maßnahme." if catalogue.live else "In der Datei wurde keine Maßnahme gefunden."
        )


@rule(
    "measure-without-lead",
    short="ohne Federführung",
    local=True,
    sentence="Jede Maßnahme nennt, wer sie federführend umsetzt.",
    advice="Ein Amt, eine Stelle oder einen Träger mit Federführung eintragen.",
    source="Leitfaden 3.3.5.4 und 5.2.4",
    severity="error",
    when=(HAS_MEASURES,),
)
def measure_without_lead(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    return lacking(catalogue, "lead", "eine Federführung", "keine Federführung", _about_lead)


def _about_lead(measure: Measure) -> str:
    """Who takes part leads nobody: the partners are named, not called a placeholder."""
    bodies = measure.bodies
    return f"; beteiligt: {short(', '.join(bodies.partners))}" if bodies.partners else _placeholder(bodies.raw)


def _placeholder(text: str) -> str:
    return f"; „{short(text.strip())}“ ist ein Platzhalter" if text.strip() else ""


@rule(
    "measure-without-period",
    short="ohne Zeitraum",
    local=True,
    sentence="Jede Maßnahme nennt, wann oder bis wann sie umgesetzt wird.",
    advice="Einen Zeitraum oder eine Frist eintragen, bei Daueraufgaben „laufend“.",
    source="Leitfaden 3.3.5.4 und 5.2.4",
    severity="error",
    when=(HAS_MEASURES,),
)
def measure_without_period(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    return lacking(catalogue, "period", "einen Zeitraum", "kein Zeitraum", lambda m: _placeholder(m.period.raw))


@rule(
    "period-contradicts-itself",
    short="Zeitraum widersprüchlich",
    local=True,
    sentence="Der Zeitraum einer Maßnahme widerspricht sich nicht.",
    advice="Beginn und Ende prüfen und richtigstellen.",
    source="Leitfaden 3.3.5.4",
    severity="error",
    when=(
        some_measure("eine Maßnahme nennt einen Zeitraum", STATED["period"], "Keine Maßnahme nennt einen Zeitraum."),
    ),
)
def period_contradicts_itself(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    for measure in catalogue.measures:
        if measure.period.contradiction:
            yield at(measure, measure.period.contradiction)


@rule(
    "measure-without-priority",
    short="ohne Priorität",
    local=True,
    sentence="Jede Maßnahme hat eine Priorität.",
    advice="Eine Priorität eintragen, etwa hoch, mittel oder niedrig.",
    source="Leitfaden 3.3.5.4 und 5.2.4",
    severity="warning",
    when=(HAS_MEASURES,),
)
def measure_without_priority(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    return lacking(catalogue, "priority", "eine Priorität", "keine Priorität", lambda m: _placeholder(m.priority.raw))


@rule(
    "measure-without-budget",
    short="ohne Angabe zum Haushalt",
    local=True,
    sentence="Jede Maßnahme sagt, was sie für den Haushalt bedeutet.",
    advice="Betrag, Finanzierungsquelle oder „keine“ eintragen; auch „nein“ ist eine Angabe.",
    source="Leitfaden 3.3.5.4 und 5.2.4",
    severity="warning",
    when=(HAS_MEASURES,),
)
def measure_without_budget(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    return lacking(
        catalogue, "budget", "eine Angabe zum Haushalt", "nichts zum Haushalt", lambda m: _placeholder(m.budget.raw)
    )


@rule(
    "lead-too-vague",
    short="Federführung zu allgemein",
    local=True,
    sentence="Die Federführung liegt bei einer bestimmten Stelle.",
    advice="Statt „alle Ämter“ die Stelle nennen, die den Anstoß gibt und berichtet; die übrigen wirken mit.",
    source="Leitfaden 5.2.4",
    severity="warning",
    when=(
        some_measure(
            "eine Maßnahme nennt eine Federführung", STATED["lead"], "Keine Maßnahme nennt eine Federführung."
        ),
    ),
)
def lead_too_vague(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    for measure in catalogue.measures:
        if measure.bodies.stated and measure.bodies.vague:
            yield at(measure, f"„{short(measure.bodies.raw)}“ bindet keine bestimmte Stelle.")


@rule(
    "measure-overdue",
    short="Zeitraum abgelaufen",
    local=True,
    sentence="Maßnahmen, deren Zeitraum abgelaufen ist, sind umgesetzt.",
    advice="Den Stand nachtragen oder einen neuen Zeitraum festlegen und begründen.",
    source="Leitfaden 3.3.5.5",
    severity="warning",
    when=(
        some_measure(
            "eine Maßnahme hat ein Ende", lambda measure: bool(measure.period.end), "Kein Zeitraum nennt ein Ende."
        ),
        known_from_source(
            "die Datei nennt den Umsetzungsstand",
            lambda catalogue: "status" in catalogue.columns or any(m.status.stated for m in catalogue.measures),
            "den Umsetzungsstand der Maßnahmen; die Datei hat keine Spalte dafür.",
        ),
    ),
)
def measure_overdue(catalogue: Catalogue, context: RuleContext) -> Iterator[Hit]:
    """A state that was not understood is left to `overdue-unclear`; dropped measures are not overdue."""
    for measure in catalogue.measures:
        period, status = measure.period, measure.status
        unfinished = status.state in ("planned", "running", "paused") or not status.stated
        if period.end and period.end < context.today and unfinished and not period.contradiction:
            stand = f"Stand: „{short(status.raw)}“" if status.stated else "ein Stand ist nicht angegeben"
            yield at(measure, f"war bis {period.end:%d.%m.%Y} geplant; {stand}.")


def lacking(
    catalogue: Catalogue, criterion: str, wanted: str, missing: str, about: Callable[[Measure], str]
) -> Iterator[Hit]:
    """One hit per measure without the statement; a single one where the source has no place for it at all."""
    without = [measure for measure in catalogue.measures if not STATED[criterion](measure)]
    if len(without) > 1 and len(without) == len(catalogue.measures) and criterion not in catalogue.columns:
        yield Hit(f"Die Datei nennt für keine ihrer {len(without)} Maßnahmen {wanted}.")
        return
    for measure in without:
        yield at(measure, f"{missing} angegeben{about(measure)}.")


def at(measure: Measure, message: str) -> Hit:
    return Hit(f"{named(measure)}: {message}", measure.number, measure.where)
