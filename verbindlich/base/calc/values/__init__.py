"""What the words in a catalogue's cells mean: periods, bodies, priorities, money, states.

Each parser takes the text of a cell and returns a frozen value; none raises. `stated` tells a statement from a
placeholder, `understood` whether the meaning was recognised. A statement that is not understood is still a statement.
"""

from verbindlich.base.calc.values.bodies import Bodies, parse_bodies
from verbindlich.base.calc.values.money import Budget, parse_budget
from verbindlich.base.calc.values.period import Period, parse_period
from verbindlich.base.calc.values.placeholder import is_placeholder
from verbindlich.base.calc.values.priority import Priority, parse_priority
from verbindlich.base.calc.values.status import Status, parse_status

__all__ = [
    "Bodies",
    "Budget",
    "Period",
    "Priority",
    "Status",
    "is_placeholder",
    "parse_bodies",
    "parse_budget",
    "parse_period",
    "parse_priority",
    "parse_status",
]
