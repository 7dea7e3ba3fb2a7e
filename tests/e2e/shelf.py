"""Used pages, wiped clean: a new one costs Chromium as much as three loads."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

DESK = {"width": 1280, "height": 800}


class Shelf:
    """Pages, each in a context of its own (German, as wide as a desk), by whether they run JavaScript."""

    def __init__(self, browser: Any, address: str) -> None:
        self._browser, self._address = browser, address
        self._pages: dict[bool, list[Any]] = defaultdict(list)

    def take(self, scripts: bool) -> Any:
        return self._pages[scripts].pop() if self._pages[scripts] else self._new(scripts)

    def _new(self, scripts: bool) -> Any:
        context = self._browser.new_context(
            base_url=self._address, locale="de-DE", viewport=DESK, java_script_enabled=scripts
        )
        context.set_default_timeout(15_000)
        return context.new_page()

    def put_back(self, page: Any, scripts: bool) -> None:
        """Nobody's page again: no cookies, nothing shown, its first size."""
        page.goto("about:blank")
        page.context.clear_cookies()
        page.set_viewport_size(DESK)
        self._pages[scripts].append(page)
