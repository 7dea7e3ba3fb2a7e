"""Coming in: signing in, the lockout, the language, an invitation, a forgotten password. With JavaScript and without."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.core import mail
from django.test import Client

from tests.e2e.acts import follow, press, shows, sign_in, sign_out
from tests.e2e.axe import violations
from verbindlich.front.demo.cast import PASSWORD
from verbindlich.office.accounts.models import Membership, Role

PageAs = Callable[..., Any]
LONG = "ein langer Satz genügt hier"


def link_in_mail(to: str, site: str) -> str:
    """The address in the last mail, which leads to this installation and nowhere else."""
    message = mail.outbox[-1]
    assert message.to == [to]
    found = re.search(r"https?://\S+", str(message.body))
    assert found and found.group().startswith(site + "/")
    return found.group()


def test_sign_in_and_out(page_as: PageAs, demo: SimpleNamespace, scripts: bool) -> None:
    page = page_as("gast", scripts=scripts)
    page.goto("/beispielkreis/organisationen/?q=amt")
    assert page.get_by_role("button", name="Mit Passkey anmelden").is_visible() == scripts
    page.get_by_label("E-Mail-Adresse").fill(demo.fachamt.email)
    page.get_by_label("Passwort").fill("nicht das richtige")
    page.get_by_role("main").get_by_role("button", name="Anmelden", exact=True).click()
    shows(page, "E-Mail-Adresse oder Passwort")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url("**/beispielkreis/organisationen/?q=amt")
    shows(page, "M. Krause (Fachamt)")
    assert page.get_by_role("link", name="Organisation anlegen").count() == 0, "only the Steuerung keeps the directory"
    sign_out(page)
    page.goto("/beispielkreis/organisationen/")
    page.wait_for_url("**/konto/login/**")


def test_lockout_of_one_address(page_as: PageAs, demo: SimpleNamespace, scripts: bool) -> None:
    """Seven wrong passwords are sent without a browser, from the browser's address; the eighth and the right one in it."""
    wrong = {"login": demo.steuerung.email, "password": "geraten"}
    for _ in range(7):
        Client(REMOTE_ADDR="127.0.0.1").post("/konto/login/", wrong)
    page = page_as("gast", scripts=scripts)
    for password in ("geraten", PASSWORD):
        sign_in(page, demo.steuerung.email, password)
        shows(page, "Zu viele Fehlversuche")
    if scripts:
        assert not violations(page)
    right = {"login": demo.steuerung.email, "password": PASSWORD}
    assert Client(REMOTE_ADDR="192.0.2.7").post("/konto/login/", right).status_code == 302, "another address gets in"
    sign_in(page, demo.fachamt.email)
    shows(page, "M. Krause (Fachamt)")


def test_language(page_as: PageAs, scripts: bool) -> None:
    page = page_as("gast", scripts=scripts)
    page.goto("/vergleich/konzepte/?art=Landkreis")
    press(page, "English")
    page.locator("html[lang=en]").wait_for()
    assert page.url.endswith("/vergleich/konzepte/?art=Landkreis"), "the page stays, its filter too"
    page.goto("/konto/login/")
    assert page.get_attribute("html", "lang") == "en"
    press(page, "Deutsch")
    page.locator("html[lang=de]").wait_for()


def test_invitation(page_as: PageAs, demo: SimpleNamespace, site: str, scripts: bool) -> None:
    host, guest = page_as("steuerung", scripts=scripts), page_as("gast", scripts=scripts)
    host.goto("/")
    follow(host, "Einstellungen")
    follow(host, "Person einladen")
    host.get_by_label("Name").fill("P. Neumann")
    host.get_by_label("E-Mail-Adresse").fill("neumann@beispielkreis.example")
    host.get_by_label("Rolle").select_option(label="Beirat")
    press(host, "Einladung senden")
    shows(host, "Einladung an neumann@beispielkreis.example gesendet.")
    link = link_in_mail("neumann@beispielkreis.example", site)
    guest.goto(link)
    shows(guest, "Willkommen bei Beispielkreis")
    guest.get_by_label("Passwort").fill("kurz")
    press(guest, "Einladung annehmen")
    shows(guest, "Dieses Passwort ist zu kurz.")
    guest.get_by_label("Passwort").fill(LONG)
    press(guest, "Einladung annehmen")
    shows(guest, "P. Neumann (Beirat)")
    assert guest.url.endswith("/beispielkreis/konzept/")
    member = Membership.objects.get(user__email="neumann@beispielkreis.example")
    assert (member.municipality, member.role) == (demo.home, Role.BEIRAT)
    assert page_as("gast").goto(link).status == 404, "a link opens once"


def test_forgotten_password(page_as: PageAs, demo: SimpleNamespace, site: str, scripts: bool) -> None:
    page = page_as("gast", scripts=scripts)
    page.goto("/konto/login/")
    follow(page, "Passwort vergessen?")
    page.get_by_label("E-Mail-Adresse").fill(demo.lesend.email)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/reset/done/")
    page.goto(link_in_mail(demo.lesend.email, site))
    for field in page.locator("main input[type=password]").all():
        field.fill(LONG)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/key/done/")
    sign_in(page, demo.lesend.email, LONG)
    shows(page, "T. Vogel (Lesend)")
