"""What a browser complains of while a test runs."""

from __future__ import annotations

from typing import Any


class Watch:
    """Collects console errors, script errors and refusals by the content security policy.

    Chromium also logs each page that answers 4xx or 5xx; that is the test's business, not a complaint.
    """

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self._pages: set[str] = set()

    def over(self, page: Any) -> None:
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def _request(self, request: Any) -> None:
        if request.is_navigation_request():
            self._pages.add(request.url)

    def _console(self, message: Any) -> None:
        refused = "Content Security Policy" in message.text
        own_status = message.text.startswith("Failed to load resource") and message.location["url"] in self._pages
        if refused or (message.type == "error" and not own_status):
            self.complaints.append(f"{message.page.url if message.page else ''}: {message.text}")
