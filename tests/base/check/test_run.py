from __future__ import annotations

from datetime import date

import pytest

from verbindlich.base import profiles
from verbindlich.base.check.run import check, rule_context
from verbindlich.base.check.synonyms import load_synonyms
from verbindlich.base.readers.source import Cell, Source, Table

TODAY = date(2026, 3, 1)
ROWS = (("Nr.", "Maßnahme", "Federführung", "Zeitraum"), ("1", "Sprachkurs anbieten", "N. N.", "2026"))
SHEET = Table(
    "Maßnahmen", "sheet", tuple(Cell(r, c, text) for r, row in enumerate(ROWS, 4) for c, text in enumerate(row, 1))
)


def test_from_rows_to_findings_with_place() -> None:
    result = check(Source("k.xlsx", "xlsx", (SHEET,)), synonyms=load_synonyms(), today=TODAY)
    assert (result.source, len(result.catalogue.measures), result.has_errors) == ("k.xlsx", 1, True)
    lead = next(finding for finding in result.findings if finding.rule == "measure-without-lead")
    assert (lead.measure, lead.where.startswith("Maßnahmen!")) == ("1", True)
    assert result.criteria["lead"].without == ("1",)


def test_what_the_reader_noticed_is_told() -> None:
    source = Source("k.xlsm", "xlsx", (SHEET,), notes=("Makros wurden nicht ausgeführt.",))
    result = check(source, synonyms=load_synonyms(), today=TODAY)
    assert "Makros wurden nicht ausgeführt." in [problem.message for problem in result.problems]


def test_rules_get_the_state_s_data_as_plain_values() -> None:
    context = rule_context("sachsen", TODAY, "Landkreis")
    assert (len(context.state_fields), context.state_fields_expected, len(context.principles)) == (17, 22, 5)
    steps = {step.name: step.marks for step in context.decree_steps}
    assert steps["Leitbild"] == ("integrationsverstaendnis", "leitlinien")
    assert len(steps) == 4


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(profiles.UnknownProfile):
        rule_context("atlantis", TODAY, None)
