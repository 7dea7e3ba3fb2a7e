"""An authenticator app and a passkey, from setting them up to signing in with them."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from tests.e2e.acts import follow, press, shows, sign_in, sign_out
from tests.e2e.second_factor import code_now, give_authenticator
from verbindlich.front.demo.cast import PASSWORD

PageAs = Callable[..., Any]


def confirm_password(page: Any) -> None:
    """Changing how one signs in asks for the password once more."""
    page.wait_for_url("**/reauthenticate/**")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()


def own_factors(page: Any) -> None:
    page.get_by_role("link", name="A. Berger").click()
    follow(page, "Zweiten Faktor oder Passkey einrichten")


def give_code(page: Any, code: str) -> None:
    page.locator("#id_code").fill(code)
    page.locator("main form button[type=submit]").first.click()


def test_authenticator_app(page_as: PageAs, demo: SimpleNamespace) -> None:
    """Plain forms from beginning to end, so in a browser without JavaScript; test_passkey loads the same pages with it."""
    page = page_as("gast", scripts=False)
    sign_in(page, demo.steuerung.email)
    shows(page, "A. Berger (Steuerung)")
    own_factors(page)
    page.locator("a[href$='totp/activate/']").click()
    confirm_password(page)
    secret = page.locator("#authenticator_secret").input_value()
    give_code(page, code_now(secret))
    page.wait_for_url("**/recovery-codes/")
    spare = page.locator("#recovery_codes").input_value().split()[0]
    sign_out(page)
    sign_in(page, demo.steuerung.email)
    page.wait_for_url("**/authenticate/")
    page.goto("/beispielkreis/organisationen/")
    assert page.url.endswith("/authenticate/"), "half a sign-in opens nothing"
    give_code(page, "000000")
    page.locator("#id_code_error").wait_for()
    give_code(page, code_now(secret))
    shows(page, "A. Berger (Steuerung)")
    sign_out(page)
    sign_in(page, demo.steuerung.email)
    give_code(page, spare)
    shows(page, "A. Berger (Steuerung)")


def test_passkey(page_as: PageAs, demo: SimpleNamespace) -> None:
    """As the only thing needed, and as the second thing after the password."""
    page = page_as("gast", throw_away=True)
    give_authenticator(page)
    page.goto("/konto/login/")
    press(page, "Mit Passkey anmelden")
    shows(page, "Mit dem Schlüssel hat es nicht geklappt.")
    sign_in(page, demo.steuerung.email)
    shows(page, "A. Berger (Steuerung)")
    own_factors(page)
    page.locator("a[href$='webauthn/add/']").click()
    confirm_password(page)
    page.locator("#id_name").fill("Diensthandy")
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto("/konto/zwei-faktor/webauthn/")
    shows(page, "Diensthandy")
    sign_out(page)
    page.goto("/konto/login/")
    press(page, "Mit Passkey anmelden")
    shows(page, "A. Berger (Steuerung)")
    sign_out(page)
    sign_in(page, demo.steuerung.email)
    page.locator("#mfa_webauthn_authenticate").click()
    shows(page, "A. Berger (Steuerung)")
