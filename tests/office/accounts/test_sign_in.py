"""Signing in: no registration, lockout that hits the attacker and not the coordinator, no names in the log."""

from __future__ import annotations

import logging
from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from verbindlich.front.demo.cast import PASSWORD


def attempt(password: str, address: str, email: str) -> object:
    form = {"login": email, "password": password}
    return Client(REMOTE_ADDR=address).post(reverse("account_login"), form)


def test_nobody_registers(db: None) -> None:
    page = Client().get(reverse("account_signup"))
    assert page.status_code in (200, 403)
    assert b'name="password1"' not in page.content


@pytest.mark.parametrize("email", ["steuerung@beispielkreis.example", "STEUERUNG@Beispielkreis.example"])
def test_sign_in(email: str, cast: SimpleNamespace) -> None:
    answer = attempt(PASSWORD, "10.0.0.1", email)
    assert answer.status_code == 302  # type: ignore[attr-defined]


def test_a_stranger_cannot_lock_the_coordinator_out(cast: SimpleNamespace) -> None:
    email = cast.steuerung.email
    for _ in range(9):
        last = attempt("falsch", "203.0.113.9", email)
    assert "Zu viele Fehlversuche" in last.content.decode()  # type: ignore[attr-defined]
    assert attempt(PASSWORD, "203.0.113.9", email).status_code != 302  # type: ignore[attr-defined]
    assert attempt(PASSWORD, "10.0.0.1", email).status_code == 302  # type: ignore[attr-defined]


def test_an_unknown_address_looks_like_a_wrong_password(cast: SimpleNamespace) -> None:
    known = attempt("falsch", "10.0.0.1", cast.steuerung.email).content.decode()  # type: ignore[attr-defined]
    unknown = attempt("falsch", "10.0.0.1", "niemand@beispielkreis.example").content.decode()  # type: ignore[attr-defined]

    def error(page: str) -> str:
        return page.split('role="alert"')[1].split("</div>")[0]

    assert error(known) == error(unknown)


def test_reset_by_mail_uses_the_configured_address(cast: SimpleNamespace, settings: object) -> None:
    settings.BASE_URL = "https://verbindlich.example"  # type: ignore[attr-defined]
    Client().post(reverse("account_reset_password"), {"email": cast.steuerung.email}, headers={"host": "localhost"})
    assert "https://verbindlich.example/konto/" in mail.outbox[0].body
    assert "localhost" not in mail.outbox[0].body


def test_the_log_names_nobody(cast: SimpleNamespace, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for _ in range(10):
        attempt("ein geheimes wort", "10.0.0.1", cast.steuerung.email)
    attempt(PASSWORD, "10.0.0.2", cast.steuerung.email)
    text = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("django.db"))
    assert cast.steuerung.email not in text
    assert "geheimes" not in text


def test_pages_for_signed_in_people_stay_out_of_caches(clients: SimpleNamespace, cast: SimpleNamespace) -> None:
    answer = clients.lesend.get(f"/{cast.home.slug}/organisationen/")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
