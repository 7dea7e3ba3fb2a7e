"""The watch over the browser's console notices what it is there for."""

from __future__ import annotations

from typing import Any

from tests.e2e.watch import Watch


def test_watch_is_awake(browser: Any, site: str) -> None:
    watch, page = Watch(), browser.new_page()
    watch.over(page)
    answer = page.goto(f"{site}/nirgends/")
    assert answer.status == 404
    assert not watch.complaints, "a page that is not there is no complaint"
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">')")
    page.evaluate("console.error('made for this test')")
    page.evaluate("setTimeout(() => { throw new Error('thrown for this test') })")
    page.evaluate("fetch('/static/nichts.css')")
    page.close()
    told = "\n".join(watch.complaints)
    for word in ("Content Security Policy", "made for this test", "thrown for this test", "status of 404"):
        assert word in told
