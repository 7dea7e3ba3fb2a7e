"""Whose attempts are counted, and what happens when mail does not go out."""

from __future__ import annotations

import logging
import smtplib
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from tests import factories
from verbindlich.front.demo.cast import PASSWORD
from verbindlich.office.accounts.adapter import client_address


def attempt(email: str, password: str, seen: str, proxy: str = "127.0.0.1") -> int:
    form = {"login": email, "password": password}
    client = Client(REMOTE_ADDR=proxy, headers={"X-Forwarded-For": seen})
    return int(client.post(reverse("account_login"), form).status_code)


def test_behind_a_proxy_a_stranger_does_not_lock_the_coordinator_out(cast: SimpleNamespace, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(9):
        last = attempt(cast.steuerung.email, "falsch", "203.0.113.9")
    assert last == 429
    assert attempt(cast.steuerung.email, PASSWORD, "198.51.100.7") == 302


def test_behind_a_proxy_an_invented_address_changes_nothing(cast: SimpleNamespace, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(9):
        last = attempt(cast.steuerung.email, "falsch", f"10.0.0.{n}, 203.0.113.9")
    assert last == 429


def test_without_a_proxy_the_header_counts_for_nothing(cast: SimpleNamespace) -> None:
    for n in range(9):
        last = attempt(cast.steuerung.email, "falsch", f"10.0.0.{n}", proxy="203.0.113.9")
    assert last == 429


@pytest.mark.parametrize(
    ("seen", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("203.0.113.9:4711", "203.0.113.9"),
        ("unsinn", None),
        ("", "127.0.0.1"),
    ],
)
def test_an_address_is_one_a_database_can_hold(seen: str, address: str | None, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client_address(RequestFactory().get("/", headers={"X-Forwarded-For": seen})) == address


def test_a_sign_in_of_ones_own_forgives_nobody_else(cast: SimpleNamespace) -> None:
    """With a second factor the sign-in ends on a form that names no account: naming another's there must not help."""
    codes = factories.second_factor(cast.lesend)
    for _ in range(7):
        attempt(cast.steuerung.email, "falsch", "")
    mine = Client(REMOTE_ADDR="127.0.0.1")
    half = mine.post(reverse("account_login"), {"login": cast.lesend.email, "password": PASSWORD})
    assert half.url == reverse("mfa_authenticate")
    done = mine.post(reverse("mfa_authenticate"), {"code": codes[0], "login": cast.steuerung.email})
    assert done.status_code == 302
    assert mine.get(reverse("instance:account")).status_code == 200
    assert attempt(cast.steuerung.email, "falsch", "") == 429


def test_mail_that_is_refused_is_said_and_names_nobody(
    cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*args: Any) -> None:
        raise smtplib.SMTPRecipientsRefused({cast.lesend.email: (550, b"unknown")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refused)
    caplog.set_level(logging.ERROR)
    answer = Client().post(reverse("account_reset_password"), {"email": cast.lesend.email}, follow=True)
    assert answer.status_code == 200
    assert "Die Mail ging nicht hinaus" in answer.content.decode()
    assert "SMTPRecipientsRefused" in caplog.text
    assert cast.lesend.email not in caplog.text
