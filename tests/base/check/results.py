"""Results of hand-built catalogues, for the reports. The files are tested in test_command.py."""

from __future__ import annotations

from tests.base.calc.building import TODAY, catalogue, measure
from verbindlich.base.calc.catalogue import Catalogue, FieldOfAction
from verbindlich.base.calc.values import Bodies, Budget, Period, Priority
from verbindlich.base.check.ledger import Entry, Problem
from verbindlich.base.check.run import CheckResult, result_for, rule_context

EVIL = "<script>alert(1)</script> \x1b[31mrot\x1b[0m \u202e\x07"
GAPS = catalogue(
    measure("1.1"),
    measure("1.2", bodies=Bodies(raw="N. N."), where="Maßnahmen!A6"),
    measure("2.1", EVIL, field="Wohnen", goal="Alle wohnen gut.", period=Period(), where="Maßnahmen!A9"),
    measure("3.1", field="Gesundheit", goal="", priority=Priority(), budget=Budget(), where="Maßnahmen!A12"),
)
LEDGER = (
    Entry("mapped", "Maßnahmen!A5", "1.1", "measure 1.1 number"),
    Entry("remark", "Maßnahmen!H5", "siehe Anlage", "measure 1.1", "Spalte nicht zugeordnet"),
    Entry("not_taken_over", "Maßnahmen!A1", "Integrationskonzept", "", "Titelzeile über der Tabelle"),
    Entry("not_taken_over", "Legende!A1", EVIL, "", "Legende"),
    Entry("not_taken_over", "Legende!A2", "hoch / mittel", "", "Legende"),
)


def result(
    of: Catalogue = GAPS, source: str = "katalog.xlsx", kind: str | None = "Landkreis", **off: str
) -> CheckResult:
    """`off`: rule ids with _ for -."""
    return result_for(
        of,
        source=source,
        context=rule_context("sachsen", TODAY, kind),
        off={id.replace("_", "-"): reason for id, reason in off.items()},
        ledger=LEDGER,
        problems=(Problem("Maßnahmen!B7", "Nummer 1.1 könnte 1.10 heißen."),),
    )


def many(number: int) -> Catalogue:
    """Measures without anybody who leads them."""
    return catalogue(*(measure(f"1.{i}", bodies=Bodies()) for i in range(number)))


NO_GOALS = Catalogue(fields=(FieldOfAction("Sprache"), FieldOfAction("Wohnen")))
