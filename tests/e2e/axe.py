"""axe-core's findings on the page that a browser shows."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}).then(found =>
    found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} – ${node.failureSummary}`)))"""


@cache
def script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def violations(page: Any) -> list[str]:
    """One line per element that breaks a rule of WCAG 2.2 level AA. Runs beside the page's security policy, not under it."""
    page.evaluate(script())
    found: list[str] = page.evaluate(RUN, WCAG)
    return [" ".join(line.split()) for line in found]


def overflow(page: Any, width: int) -> list[str]:
    """A line if the page must be scrolled sideways at that width (WCAG 1.4.10)."""
    page.set_viewport_size({"width": width, "height": 800})
    needs, has = page.evaluate("(d => [d.scrollWidth, d.getBoundingClientRect().width])(document.documentElement)")
    return [f"{needs} px wide in a window of {has} px"] if needs > has else []
