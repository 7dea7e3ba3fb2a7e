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
        self._watched: list[Any] = []
        self._heard = {"request": self._request, "console": self._console, "pageerror": self._thrown}

    def over(self, page: Any) -> None:
        for event, heard in self._heard.items():
            page.on(event, heard)
        self._watched.append(page)

    def end(self) -> None:
        """The pages go on without being watched."""
        for page in self._watched:
            for event, heard in self._heard.items():
                page.remove_listener(event, heard)

    def _request(self, request: Any) -> None:
        if request.is_navigation_request():
            self._pages.add(request.url)

    def _thrown(self, error: Any) -> None:
        self.complaints.append(str(error))

    def _console(self, message: Any) -> None:
        refused = "Content Security Policy" in message.text
        own_status = message.text.startswith("Failed to load resource") and message.location["url"] in self._pages
        if refused or (message.type == "error" and not own_status):
            self.complaints.append(f"{message.page.url if message.page else ''}: {message.text}")
