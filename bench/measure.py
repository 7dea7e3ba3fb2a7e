"""How a figure is taken and printed."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` and `baseline` in the same `unit`; `budget` says what the project wants to reach, in words."""

    name: str
    value: float
    baseline: float
    baseline_name: str
    unit: str
    budget: str

    def line(self) -> str:
        ratio = self.value / self.baseline if self.baseline else float("nan")
        return f"{self.name:52} {self.value:9.3f} {self.unit:4} {ratio:7.2f} ×  {self.baseline_name} ({self.baseline:.3f} {self.unit})   Ziel: {self.budget}"


def median_seconds(act: Callable[[], Any], times: int = 5) -> float:
    """Median of several runs, after one that is not counted."""
    act()
    taken = []
    for _ in range(times):
        gc.collect()
        begin = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)
