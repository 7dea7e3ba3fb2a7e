"""Every page that a person can reach, and the states a page can be in.

`PLACES` names each URL: who goes there, with which arguments. A new URL that is neither here nor in `NO_PAGES` fails test_axe.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

# name: (who, arguments by their keys in `rows`). "halb" has given the password and not yet the code.
PLACES: dict[str, tuple[str, ...]] = {
    "portal:home": ("gast",),
    "assessment:concepts": ("gast",),
    "assessment:check": ("gast",),
    "actors:organisation-list": ("steuerung", "home"),
    "actors:organisation-detail": ("steuerung", "home", "organisation"),
    "actors:organisation-create": ("steuerung", "home"),
    "actors:organisation-edit": ("steuerung", "home", "organisation"),
    "instance:member-list": ("steuerung", "home"),
    "instance:member-invite": ("steuerung", "home"),
    "instance:member-remove": ("steuerung", "home", "membership"),
    "instance:municipality-list": ("verwaltung",),
    "instance:municipality-create": ("verwaltung",),
    "instance:municipality-edit": ("verwaltung", "municipality"),
    "instance:municipality-invite": ("verwaltung", "orphan"),
    "instance:account": ("steuerung",),
    "instance:accept": ("gast", "invitation"),
    "account_login": ("gast",),
    "account_logout": ("steuerung",),
    "account_inactive": ("gast",),
    "account_signup": ("gast",),
    "account_reauthenticate": ("steuerung",),
    "account_email": ("steuerung",),
    "account_email_verification_sent": ("gast",),
    "account_confirm_email": ("lesend", "confirmation"),
    "account_change_password": ("steuerung",),
    "account_reset_password": ("gast",),
    "account_reset_password_done": ("gast",),
    "account_reset_password_from_key": ("gast", "reset_user", "reset_key"),
    "account_reset_password_from_key_done": ("gast",),
    "mfa_index": ("steuerung",),
    "mfa_authenticate": ("halb",),
    "mfa_reauthenticate": ("fachamt",),
    "mfa_activate_totp": ("steuerung",),
    "mfa_deactivate_totp": ("fachamt",),
    "mfa_view_recovery_codes": ("fachamt",),
    "mfa_generate_recovery_codes": ("fachamt",),
    "mfa_list_webauthn": ("fachamt",),
    "mfa_add_webauthn": ("steuerung",),
    "mfa_edit_webauthn": ("fachamt", "passkey"),
    "mfa_remove_webauthn": ("fachamt", "passkey"),
    "mfa_reauthenticate_webauthn": ("fachamt",),
}
NO_PAGES = {
    "portal:healthy": "plain text for a watchdog",
    "set-language": "takes a form, answers with a redirect",
    "actors:organisation-delete": "takes a form",
    "actors:organisation-restore": "takes a form",
    "instance:member-role": "takes a form",
    "instance:invitation-resend": "takes a form",
    "instance:invitation-withdraw": "takes a form",
    "instance:setup": "only while nobody has an account: a test of its own",
    "account_set_password": "sends people who have a password to its change, and everybody has one",
    "account_confirm_login_code": "sign-in by mailed code is off: sends people to the sign-in",
    "mfa_download_recovery_codes": "a text file",
    "mfa_login_webauthn": "data for a script",
}

Rows = Mapping[str, Any]


def _send(path: str, values: dict[str, str]) -> Callable[[Any, Rows], None]:
    """Open a page, fill in its form, send it. The browser's own checks are left out, to see the server's."""

    def reach(page: Any, rows: Rows) -> None:
        page.goto(path.format(**rows))
        page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
        for name, value in values.items():
            page.locator(f"main [name={name}]").fill(value)
        with page.expect_navigation():
            page.locator("main form button[type=submit]").first.click()

    return reach


def _conflict(page: Any, rows: Rows) -> None:
    """Somebody else saves between opening the form and sending it."""
    page.goto("/{home}/organisationen/{organisation}/bearbeiten/".format(**rows))
    rows["overtake"]()
    page.fill("#id_name", "Meine Fassung")
    page.get_by_role("main").locator("form button[type=submit]").click()
    page.wait_for_selector("tr.differs")


def _deleted(page: Any, rows: Rows) -> None:
    """Gone, back again (that gives a message), gone for good with the way back in sight."""
    page.goto("/{second}/organisationen/{spare}/".format(**rows))
    for selector in ("form[action$='/loeschen/'] button", ".undo button", "form[action$='/loeschen/'] button"):
        with page.expect_navigation():
            page.locator(selector).click()
    page.wait_for_selector(".undo")


def _checked(page: Any, rows: Rows) -> None:
    page.goto("/vergleich/konzepte/pruefen/")
    page.set_input_files("#id_file", {"name": "katalog.csv", "mimeType": "text/csv", "buffer": CATALOGUE.encode()})
    page.get_by_role("main").locator("form button[type=submit]").click()
    page.wait_for_selector("ul.findings")


CATALOGUE = """Handlungsfeld;Ziel;Nr.;Maßnahme;Federführung;Zeitraum;Priorität;Kosten
Sprache;Alle finden einen Kurs;1;Kurse im ländlichen Raum anbieten;Volkshochschule;2025–2027;hoch;45.000 EUR
Sprache;Alle finden einen Kurs;2;Kinderbetreuung im Kurs sichern;;bis Ende 2024;;
Arbeit;;3;Betriebe besuchen;alle Ämter;laufend;mittel;kostenneutral
"""

# States that an address leads to: (who, address, answer).
ADDRESSES: dict[str, tuple[str, str, int]] = {
    "page 2 of a list": ("steuerung", "/{home}/organisationen/?seite=2&sort=-art", 200),
    "a filtered list": ("steuerung", "/{home}/organisationen/?q=amt&art=kommune", 200),
    "a list that nothing matches": ("steuerung", "/{home}/organisationen/?q=xyz", 200),
    "the whole list for printing": ("steuerung", "/{home}/organisationen/?als=druck&art=kommune", 200),
    "a list for readers": ("lesend", "/{home}/organisationen/?q=amt", 200),
    "an empty list": ("steuerung", "/{empty}/organisationen/", 200),
    "a choice of municipalities": ("steuerung", "/", 200),
    "a comparison that nothing matches": ("gast", "/vergleich/konzepte/?q=xyz", 200),
    "a closed invitation": ("gast", "/einladung/nichts/", 404),
    "a used reset link": ("gast", "/konto/password/reset/key/1-nichts/", 200),
    "a used confirmation link": ("gast", "/konto/confirm-email/nichts/", 200),
    "an address to be confirmed": ("lesend", "/konto/email/", 200),
    "both factors in use": ("fachamt", "/konto/zwei-faktor/", 200),
    "no passkey yet": ("steuerung", "/konto/zwei-faktor/webauthn/", 200),
    "no right": ("lesend", "/{home}/organisationen/neu/", 403),
    "not found": ("gast", "/nirgends/gibt/es/", 404),
}
# States that somebody must first bring about: (who, how).
DEEDS: dict[str, tuple[str, Callable[[Any, Rows], None]]] = {
    "a form with errors": ("steuerung", _send("/{home}/organisationen/neu/", {})),
    "a municipality with errors": ("verwaltung", _send("/verwaltung/kommune/neu/", {"slug": "konto", "ags": "12"})),
    "a wrong password": ("gast", _send("/konto/login/", {"login": "a@b.example", "password": "falsch"})),
    "an upload without a file": ("gast", _send("/vergleich/konzepte/pruefen/", {})),
    "an invitation with errors": ("steuerung", _send("/{home}/zugaenge/einladen/", {"email": "keine"})),
    "a weak new password": ("gast", _send("/einladung/{invitation}/", {"password": "kurz"})),
    "a checked catalogue": ("gast", _checked),
    "a message and the undo": ("steuerung", _deleted),
    "two people at once": ("steuerung", _conflict),
    "a wrong code": ("halb", _send("/konto/zwei-faktor/authenticate/", {"code": "000000"})),
}
