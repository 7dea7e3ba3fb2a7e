"""axe-core's findings on the page that a browser shows."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Contrast takes long, and longer with the square of a page. It follows from tags and classes: of many siblings that are built alike
# two are looked at, the others only by all other rules.
RUN = """async only => {
    const seen = {}, spare = [];
    for (const e of document.querySelectorAll("main tbody tr, main li, main article")) {
        const parts = [e, ...e.querySelectorAll("*")].map(x => [x.parentNode.tagName, x.tagName, x.getAttribute("class")].join());
        const key = [e.parentNode.className, ...new Set(parts)].join("|");
        seen[key] = 1 + (seen[key] || 0);
        if (seen[key] > 2) spare.push(e);
    }
    const run = options => axe.run(document, {resultTypes: ["violations"], ...options});
    const found = [];
    if (spare.length > 5) {
        if (only.type === "tag") found.push(await run({runOnly: only, rules: {"color-contrast": {enabled: false}}}));
        spare.forEach(e => { e.style.display = "none"; });
        only = {type: "rule", values: ["color-contrast"]};
    }
    found.push(await run({runOnly: only}));
    spare.forEach(e => { e.style.display = ""; });
    return found.flatMap(one => one.violations).flatMap(
        rule => rule.nodes.map(node => `${rule.id}: ${node.target} – ${node.failureSummary}`));
}"""


@cache
def script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def bring(page: Any) -> None:
    """axe-core in every page that this browser opens from now on: quicker than bringing it to each."""
    page.context.add_init_script(script())


def violations(page: Any, contrast: bool = False) -> list[str]:
    """One line per element that breaks a rule (all of WCAG 2.2, levels A and AA), or of contrast alone. Runs beside the page's security policy, not under it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(script())
    only = {"type": "rule", "values": ["color-contrast"]} if contrast else {"type": "tag", "values": WCAG}
    found: list[str] = page.evaluate(RUN, only)
    return [" ".join(line.split()) for line in found]


def overflow(page: Any, width: int) -> list[str]:
    """A line if the page must be scrolled sideways at that width (WCAG 1.4.10)."""
    page.set_viewport_size({"width": width, "height": 800})
    needs, has = page.evaluate("(d => [d.scrollWidth, d.getBoundingClientRect().width])(document.documentElement)")
    return [f"{needs} px wide in a window of {has} px"] if needs > has else []
