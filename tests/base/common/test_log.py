"""The log names places, not people."""

from __future__ import annotations

import logging
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.signing import dumps
from django.test import Client
from django.urls import reverse

from verbindlich.base.common.log import PlaceFormatter, RouteFilter

SECRET = dumps([1, "jemand@example.org"])


def line(record: logging.LogRecord) -> str:
    RouteFilter().filter(record)
    return PlaceFormatter("%(message)s").format(record)


def record(message: str, *args: Any, **more: Any) -> logging.LogRecord:
    made = logging.LogRecord("django", logging.ERROR, __file__, 1, message, args, more.pop("exc_info", None))
    made.__dict__.update(more)
    return made


def test_an_error_is_its_place_and_its_kind() -> None:
    try:
        raise ValueError("jemand@example.org")
    except ValueError:
        text = line(record("Internal Server Error: %s", "/x/", exc_info=sys.exc_info()))
    assert "jemand" not in text.splitlines()[-1]
    assert text.endswith("builtins.ValueError")
    assert "test_log.py" in text


def test_a_path_is_its_route() -> None:
    request = SimpleNamespace(
        path=f"/einladung/{SECRET}/", resolver_match=SimpleNamespace(route="einladung/<str:token>/")
    )
    text = line(record("Forbidden (%s): %s", "CSRF cookie not set.", request.path, request=request))
    assert text == "Forbidden (CSRF cookie not set.): /einladung/<str:token>/"


def test_an_unknown_path_and_a_referer_are_left_out() -> None:
    request = SimpleNamespace(path="/jemand@example.org/", resolver_match=None)
    reason = f"Referer checking failed - https://v.example/einladung/{SECRET}/ does not match."
    text = line(record("Forbidden (%s): %s", reason, request.path, request=request))
    assert text == "Forbidden (Referer checking failed - … does not match.): ?"


def test_other_records_stay() -> None:
    assert line(record("%d von %s", 3, "/x/")) == "3 von /x/"


def test_the_handler_in_use_says_no_token(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
    path = reverse("instance:accept", args=[SECRET])
    assert Client(enforce_csrf_checks=True).post(path, {}).status_code == 403
    said = capsys.readouterr().err
    assert "einladung/<str:token>/" in said
    assert SECRET not in said
