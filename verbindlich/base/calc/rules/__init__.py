"""The rules: one function each, found by id, run by `judge`.

Why which severity (this project's choice; the law attaches none of it to a catalogue):
- **error**: what keeps a single measure from binding anybody: nobody leads it, it has no period, its period
  contradicts itself, or its number names two measures, so that no resolution can point at it. No measure at all is the
  limiting case.
- **warning**: what weakens the concept: gaps in the chain from field to measure, no priority, no statement on money,
  vague leads, overdue measures, nothing said on monitoring, revision or steps that the decree asks for.
- **note**: what a reader should look at and may answer with "bewusst anders": what is judged by words alone, what the
  law does not demand, and statements this program did not understand.

Sources name the chapter of the guide or the paragraph; where it is law, its force (kann, soll, muss) as the law stands.
A paragraph named here is that of Saxony; tests compare it with the state profile.
"""

from verbindlich.base.calc.rules import (  # noqa: F401  (importing a file registers its rules)
    chain,
    concept,
    duplicates,
    law,
    measures,
    steering,
    understanding,
)
from verbindlich.base.calc.rules.registry import (
    Condition,
    Hit,
    Reference,
    Rule,
    RuleContext,
    UnknownRule,
    judge,
    registered,
    require_known,
    rule,
)

__all__ = [
    "Condition",
    "Hit",
    "Reference",
    "Rule",
    "RuleContext",
    "UnknownRule",
    "judge",
    "registered",
    "require_known",
    "rule",
]
