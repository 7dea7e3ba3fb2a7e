"""Every page for everybody: axe-core without a finding, no scrolling sideways, in German and in English."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import get_resolver, reverse

from tests import factories
from tests.e2e.axe import bring, overflow, violations
from tests.e2e.places import ADDRESSES, DEEDS, NO_PAGES, PLACES, Rows
from tests.e2e.second_factor import add_passkey, give_authenticator
from tests.test_urls import names
from verbindlich.domain.actors.actions import save_organisation
from verbindlich.front.demo.cast import PASSWORD
from verbindlich.front.portal import views as portal
from verbindlich.office.accounts.models import Membership, Municipality, Role
from verbindlich.office.instance.actions import invitation_token, setup_code

HANDFUL = ("portal:home", "account_login", "assessment:concepts", "assessment:check", "actors:organisation-list",
           "actors:organisation-detail", "actors:organisation-create", "instance:member-list", "mfa_index",
           "a form with errors", "two people at once", "a checked catalogue", "a message and the undo")  # fmt: skip


def test_every_address_is_visited_or_is_no_page() -> None:
    known = [*PLACES, *NO_PAGES]
    assert sorted(known) == sorted(set(names(get_resolver().url_patterns)))


@pytest.fixture
def rows(demo: SimpleNamespace) -> Rows:
    """What the addresses of places.py need."""
    for number in range(30):
        factories.organisation(demo.home, f"Verein Nr. {number}", kind="initiative")
    empty = Municipality.objects.create(name="Leerkreis", slug="leerkreis", ags="99003", kind="landkreis")
    orphan = Municipality.objects.create(name="Neukreis", slug="neukreis", ags="99004", kind="landkreis")
    second = Municipality.objects.get(slug="nachbarkreis")
    for municipality in (empty, second):
        Membership.objects.create(user=demo.steuerung, municipality=municipality, role=Role.STEUERUNG)
    contested = factories.organisation(demo.home, "Umstrittenes Amt")
    pending = EmailAddress.objects.create(user=demo.lesend, email="neu@beispielkreis.example", primary=False)

    def overtake() -> None:
        contested.refresh_from_db()
        contested.name += " neu"
        save_organisation(user=demo.fachamt, organisation=contested, version=contested.version)

    return {
        "home": demo.home.slug,
        "empty": empty.slug,
        "organisation": contested.pk,
        "second": second.slug,
        "spare": factories.organisation(second, "Entbehrliches Amt").pk,
        "overtake": overtake,
        "membership": Membership.objects.get(user=demo.lesend).pk,
        "municipality": demo.home.pk,
        "orphan": orphan.pk,  # nobody steers it yet, so the administration invites
        "invitation": invitation_token(factories.invitation(demo.home)),
        "confirmation": EmailConfirmationHMAC(pending).key,
        "reset_user": user_pk_to_url_str(demo.lesend),
        "reset_key": default_token_generator.make_token(demo.lesend),
    }


@pytest.fixture
def pages(page_as: Callable[..., Any], demo: SimpleNamespace, rows: dict[str, Any]) -> dict[str, Any]:
    """A page for each kind of visitor. Fachamt has both second factors, "halb" stands between password and code."""
    found = {who: page_as(who, throw_away=True) for who in ("gast", "steuerung", "verwaltung", "lesend", "fachamt")}
    give_authenticator(found["fachamt"])
    add_passkey(found["fachamt"])
    TOTP.activate(demo.fachamt, generate_totp_secret())
    rows["passkey"] = Authenticator.objects.get(user=demo.fachamt, type=Authenticator.Type.WEBAUTHN).pk
    found["halb"] = page_as("gast", throw_away=True)
    found["halb"].goto("/konto/login/")
    found["halb"].fill("#id_login", demo.fachamt.email)
    found["halb"].fill("#id_password", PASSWORD)
    found["halb"].press("#id_password", "Enter")
    found["halb"].wait_for_url("**/authenticate/")
    return found


def visit_place(pages: dict[str, Any], rows: Rows, name: str) -> Any:
    who, *keys = PLACES[name]
    page, path = pages[who], reverse(name, args=[rows[key] for key in keys])
    answer = page.goto(path)
    landed = page.evaluate("location.pathname")
    # A reset link changes to one without its secret; everything else stays where it was asked for.
    assert landed == path or name == "account_reset_password_from_key", f"{name} leads to {landed}"
    assert answer.status == 200, f"{name} answers {answer.status}"
    return page


def visit_address(pages: dict[str, Any], rows: Rows, name: str) -> Any:
    who, path, status = ADDRESSES[name]
    answer = pages[who].goto(path.format(**rows))
    assert answer.status == status, f"{name} answers {answer.status}"
    return pages[who]


def visit_deed(pages: dict[str, Any], rows: Rows, name: str) -> Any:
    who, bring_about = DEEDS[name]
    bring_about(pages[who], rows)
    return pages[who]


LINKED = ((visit_place, tuple(PLACES)), (visit_address, tuple(ADDRESSES)))
DONE = ((visit_deed, tuple(DEEDS)),)
Look = Callable[[str, Any], list[str]]


def sweep(pages: dict[str, Any], rows: Rows, ways: Any, look: Look) -> list[str]:
    """All findings, a line each with the page's name."""
    return [
        f"{name}: {line}" for visit, every in ways for name in every for line in look(name, visit(pages, rows, name))
    ]


def fits(page: Any, width: int) -> list[str]:
    return [f"{width} px: {line}" for line in overflow(page, width)]


def both_widths(page: Any) -> list[int]:
    """Beginning with the one that the window has: resizing takes time."""
    return sorted((1280, 375), key=lambda width: width != page.viewport_size["width"])


def speaks(page: Any, language: str) -> list[str]:
    lang = page.get_attribute("html", "lang")
    return [] if lang == language else [f"lang is {lang}"]


def test_german(pages: dict[str, Any], rows: Rows) -> None:
    """Some also on a phone and in the dark, where only colours change."""
    for page in pages.values():
        bring(page)

    def look(name: str, page: Any) -> list[str]:
        found = speaks(page, "de")
        for width in both_widths(page):
            found += fits(page, width)
            if width == 1280 or name in HANDFUL:
                found += [f"{width} px: {line}" for line in violations(page)]
        if name in HANDFUL:
            page.emulate_media(color_scheme="dark")
            found += [f"dark: {line}" for line in violations(page, rules=["color-contrast"])]
            page.emulate_media(color_scheme="light")
        return found

    found = sweep(pages, rows, (*LINKED, *DONE), look)
    assert not found, "\n".join(found)


def test_english(pages: dict[str, Any], rows: Rows, site: str) -> None:
    for page in pages.values():
        page.context.add_cookies([{"name": "django_language", "value": "en", "url": site}])

    def look(name: str, page: Any) -> list[str]:
        return [*speaks(page, "en"), *(line for width in both_widths(page) for line in fits(page, width))]

    found = sweep(pages, rows, LINKED, look)
    assert not found, "\n".join(found)


def test_axe_is_awake(guest: Any) -> None:
    guest.goto("/")
    guest.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<button></button>')")
    assert [line.split(":")[0] for line in violations(guest)] == ["button-name"]


def test_the_first_run(open_page: Callable[..., Any]) -> None:
    """Before anybody has an account: the front door and the page that makes the first one."""
    page = open_page()
    found = []
    for path in ("/", f"/einrichten/?code={setup_code()}"):
        page.goto(path)
        found += [*violations(page), *overflow(page, 375)]
    page.get_by_role("main").locator("form").evaluate("form => { form.noValidate = true }")
    page.locator("main form button[type=submit]").click()
    found += [*violations(page), *overflow(page, 375)]
    assert not found, "\n".join(found)


def test_the_page_for_our_own_faults(guest: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> bool:
        raise RuntimeError("made for this test")

    monkeypatch.setattr(portal, "setup_open", fails)
    answer = guest.goto("/")
    assert answer.status == 500
    found = [*violations(guest), *overflow(guest, 1280), *overflow(guest, 375)]
    assert not found, "\n".join(found)
