"""What people do in front of a page, by the words that they read there."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from verbindlich.front.demo.cast import PASSWORD


def shows(page: Any, text: str) -> None:
    """Waits until the text is to be seen; fails the test if it does not come."""
    page.get_by_text(text).first.wait_for(state="visible")


def chosen(page: Any) -> dict[str, str]:
    """What the address says of a list: its filters, its order, its page. Empty filters are as good as none."""
    return dict(parse_qsl(urlsplit(page.url).query))


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).click()


def follow(page: Any, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def sign_in(page: Any, email: str, password: str = PASSWORD) -> None:
    page.goto("/konto/login/")
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_label("Passwort").fill(password)
    page.get_by_role("main").get_by_role("button", name="Anmelden", exact=True).click()


def sign_out(page: Any) -> None:
    press(page, "Abmelden")
    shows(page, "Ohne Anmeldung")
