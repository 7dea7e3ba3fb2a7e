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
from tests.e2e.axe import overflow, violations
from tests.e2e.places import NO_PAGES, PLACES, STATES, Rows
from tests.e2e.second_factor import add_passkey, give_authenticator
from tests.test_urls import names
from verbindlich.domain.actors.actions import save_organisation
from verbindlich.front.demo.cast import PASSWORD
from verbindlich.front.portal import views as portal
from verbindlich.office.accounts.models import Membership, Municipality, Role
from verbindlich.office.instance.actions import invitation_token, setup_code

HANDFUL = ("portal:home", "account_login", "assessment:concepts", "assessment:check", "actors:organisation-list",
           "actors:organisation-detail", "actors:organisation-create", "instance:member-list", "mfa_index")  # fmt: skip
HANDFUL_OF_STATES = ("a form with errors", "two people at once", "a checked catalogue", "a message and the undo")


def test_every_address_is_visited_or_is_no_page() -> None:
    known = [*PLACES, *NO_PAGES]
    assert sorted(known) == sorted(set(names(get_resolver().url_patterns)))


@pytest.fixture
def rows(demo: SimpleNamespace) -> Rows:
    """What the addresses of PLACES and STATES need."""
    for number in range(40):
        factories.organisation(demo.home, f"Verein Nr. {number}", kind="initiative")
    empty = Municipality.objects.create(name="Leerkreis", slug="leerkreis", ags="99003", kind="landkreis")
    Membership.objects.create(user=demo.steuerung, municipality=empty, role=Role.STEUERUNG)
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
        "spare": factories.organisation(demo.home, "Entbehrliches Amt").pk,
        "overtake": overtake,
        "membership": Membership.objects.get(user=demo.lesend).pk,
        "municipality": demo.home.pk,
        "invitation": invitation_token(factories.invitation(demo.home)),
        "confirmation": EmailConfirmationHMAC(pending).key,
        "reset_user": user_pk_to_url_str(demo.lesend),
        "reset_key": default_token_generator.make_token(demo.lesend),
    }


@pytest.fixture
def pages(page_as: Callable[..., Any], demo: SimpleNamespace, rows: dict[str, Any]) -> dict[str, Any]:
    """A page for each kind of visitor. Fachamt has both second factors, "halb" stands between password and code."""
    found = {who: page_as(who) for who in ("gast", "steuerung", "verwaltung", "lesend", "fachamt")}
    give_authenticator(found["fachamt"])
    add_passkey(found["fachamt"])
    TOTP.activate(demo.fachamt, generate_totp_secret())
    rows["passkey"] = Authenticator.objects.get(user=demo.fachamt, type=Authenticator.Type.WEBAUTHN).pk
    found["halb"] = page_as("gast")
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


def visit_state(pages: dict[str, Any], rows: Rows, name: str) -> Any:
    who, reach = STATES[name]
    reach(pages[who], rows)
    return pages[who]


def sweep(pages: dict[str, Any], rows: Rows, look: Callable[[Any], list[str]]) -> list[str]:
    """All findings, a line each with the page's name."""
    found = []
    for visit, every in ((visit_place, PLACES), (visit_state, STATES)):
        for name in every:
            page = visit(pages, rows, name)
            found += [f"{name}: {line}" for line in look(page)]
            page.set_viewport_size({"width": 1280, "height": 800})
    return found


def speaks(page: Any, language: str) -> list[str]:
    lang = page.get_attribute("html", "lang")
    return [] if lang == language else [f"lang is {lang}"]


def test_german(pages: dict[str, Any], rows: Rows) -> None:
    def look(page: Any) -> list[str]:
        return [*speaks(page, "de"), *violations(page), *overflow(page, 1280), *overflow(page, 375)]

    found = sweep(pages, rows, look)
    assert not found, "\n".join(found)


def test_english(pages: dict[str, Any], rows: Rows, site: str) -> None:
    for page in pages.values():
        page.context.add_cookies([{"name": "django_language", "value": "en", "url": site}])

    def look(page: Any) -> list[str]:
        return [*speaks(page, "en"), *overflow(page, 1280), *overflow(page, 375)]

    found = sweep(pages, rows, look)
    assert not found, "\n".join(found)


def test_dark_and_narrow(pages: dict[str, Any], rows: Rows) -> None:
    found = []
    for visit, some in ((visit_place, HANDFUL), (visit_state, HANDFUL_OF_STATES)):
        for name in some:
            page = visit(pages, rows, name)
            page.emulate_media(color_scheme="dark")
            found += [f"{name}, dark: {line}" for line in violations(page)]
            page.emulate_media(color_scheme="light")
            page.set_viewport_size({"width": 375, "height": 800})
            found += [f"{name}, narrow: {line}" for line in violations(page)]
            page.set_viewport_size({"width": 1280, "height": 800})
    assert not found, "\n".join(found)


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
