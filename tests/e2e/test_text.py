"""Writing the text of the concept: the preview with JavaScript and without, and the question before text is lost."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from tests.e2e.acts import follow, press, shows
from verbindlich.domain.concepts.models import Section

PageAs = Callable[..., Any]
EDITOR = "/beispielkreis/konzept/text/leitlinien/bearbeiten/"


def test_preview_then_save_then_look_back(page_as: PageAs, demo: SimpleNamespace, scripts: bool) -> None:
    page = page_as("steuerung", scripts=scripts)
    page.goto("/")
    follow(page, "Text")
    follow(page, "Leitlinien der kommunalen Integrationspolitik")
    page.goto(EDITOR)
    page.get_by_label("Text").fill("# Haltung\n\nWir reden **mit**, nicht über.")
    press(page, "Vorschau")
    assert page.locator("#preview strong").text_content() == "mit"
    shows(page, "Noch nicht gespeichert.")
    assert "**mit**" in page.get_by_label("Text").input_value()
    assert not Section.objects.filter(municipality=demo.home, text__contains="Wir reden").exists()
    press(page, "Speichern")
    shows(page, "ist gespeichert.")
    assert page.locator(".prose strong").text_content() == "mit"
    page.locator("ul.story a").first.click()
    shows(page, "So steht der Text heute noch da.")


def test_leaving_with_unsaved_text_asks(page_as: PageAs, demo: SimpleNamespace) -> None:
    page = page_as("steuerung", throw_away=True)

    def would_ask() -> bool:
        """What the browser asks the page before it leaves. The dialog itself is the browser's, and hard to meet in time."""
        return bool(page.evaluate("() => !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"))

    page.goto(EDITOR)
    assert not would_ask(), "nothing was typed"
    page.get_by_label("Text").press_sequentially("Neues ")
    assert would_ask()
    press(page, "Vorschau")
    shows(page, "Noch nicht gespeichert.")
    assert would_ask(), "a preview saves nothing"
    press(page, "Speichern")
    shows(page, "ist gespeichert.")
    page.goto(EDITOR)
    assert not would_ask(), "what is saved is not lost"
