"""The four sample files of one catalogue, from the file to the JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from verbindlich.base.check.report_json import as_json
from verbindlich.base.check.run import CheckResult, check_file
from verbindlich.base.check.synonyms import load_synonyms

FILES = (
    "beispielkreis_abschnitte.xlsx",
    "beispielkreis_spalten.xlsx",
    "beispielkreis_konzept.docx",
    "beispielkreis_massnahmenblaetter.docx",
)
CRITERIA = {"lead": "responsible", "period": "period", "priority": "priority", "budget": "budget_statement"}


@pytest.fixture(scope="module", params=FILES)
def checked(request: pytest.FixtureRequest, shared: Path) -> CheckResult:
    path = shared / "samples/massnahmen" / request.param
    return check_file(path, synonyms=load_synonyms(), today=date(2025, 11, 1), kind="Landkreis")


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, Any]:
    text = (shared / "samples/massnahmen/beispielkreis_erwartet.json").read_text("utf-8")
    return dict(json.loads(text))


def test_yields_what_is_expected(checked: CheckResult, expected: dict[str, Any]) -> None:
    found = json.loads(as_json([checked], several=False))
    for name in ("fields_of_action", "goals", "measures", "fields_without_goal"):
        assert found[name] == expected[name]
    for criterion, name in CRITERIA.items():
        assert found["criteria"][criterion] == {
            "with": expected[f"with_{name}"],
            "without": expected[f"without_{name}"],
        }


def test_every_gap_is_an_error_or_warning_with_its_place(checked: CheckResult, expected: dict[str, Any]) -> None:
    for rule, name in (("measure-without-lead", "responsible"), ("measure-without-budget", "budget_statement")):
        found = [finding for finding in checked.findings if finding.rule == rule]
        assert [finding.measure for finding in found] == expected[f"without_{name}"]
        assert all("!" in finding.where or "Tabelle" in finding.where for finding in found)


def test_findings_do_not_depend_on_the_shape_of_the_file(checked: CheckResult) -> None:
    """But for the text, the status and the indicators, which not all four files have."""
    everywhere = {
        "measure-without-lead": 3,
        "measure-without-period": 2,
        "measure-without-priority": 2,
        "measure-without-budget": 5,
        "field-without-goal": 1,
        "measure-without-goal": 2,
        "state-field-not-covered": 1,
        "period-without-date": 1,
        "goal-without-indicator": 1,
        "nothing-for-steering-or-monitoring": 1,
    }
    counts = {rule: sum(finding.rule == rule for finding in checked.findings) for rule in everywhere}
    assert counts == everywhere
    assert not [
        f for f in checked.findings if f.rule.startswith(("duplicate", "period-contr", "lead-too", "goal-without-m"))
    ]


def test_no_shape_but_the_word_file_with_text_is_judged_by_its_text(checked: CheckResult) -> None:
    judged = {outcome.rule for outcome in checked.outcomes if outcome.state in ("found", "clean")}
    assert ("monitoring-not-described" in judged) is (checked.source == "beispielkreis_konzept.docx")
