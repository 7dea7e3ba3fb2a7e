"""The result for programs. The keys are a promise to whoever reads them: nothing more, nothing less."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from verbindlich.base.check.run import CheckResult


def as_json(results: Sequence[CheckResult], *, several: bool) -> str:
    """One file was asked for: the object. Several: an array of the objects of those that could be read, in order."""
    objects = [as_object(result) for result in results]
    return json.dumps(objects if several else objects[0], ensure_ascii=False, indent=2)


def as_object(result: CheckResult) -> dict[str, Any]:
    """`fields_of_action`, `goals`, `measures` are counts; `without` and `measure` are numbers of measures as text."""
    return {
        "source": result.source,
        "fields_of_action": len(result.catalogue.fields),
        "goals": len(result.catalogue.goals),
        "measures": len(result.catalogue.measures),
        "criteria": {
            name: {"with": criterion.having, "without": list(criterion.without)}
            for name, criterion in result.criteria.items()
        },
        "fields_without_goal": list(result.fields_without_goal),
        "findings": [
            {key: getattr(finding, key) for key in ("rule", "severity", "measure", "where", "message")}
            for finding in result.findings
        ],
        "not_taken_over": [
            {"where": entry.where, "text": entry.text, "reason": entry.reason} for entry in result.not_taken_over
        ],
    }
