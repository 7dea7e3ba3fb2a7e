"""What is far too large is refused before it is read."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["account_login", "assessment:check", "set-language"])
def test_no_address_takes_a_flood(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*args: Any, **more: Any) -> None:
        pytest.fail("the body was read")

    monkeypatch.setattr("django.http.multipartparser.MultiPartParser.parse", read)
    answer = Client(enforce_csrf_checks=True).post(
        reverse(name), {"file": SimpleUploadedFile("x.csv", b"x")}, CONTENT_LENGTH=str(settings.REQUEST_MAX_BYTES + 1)
    )
    assert answer.status_code == 413
    assert "Das ist zu groß" in answer.content.decode()


def test_a_file_that_is_a_little_too_large_is_explained_in_the_form(settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    answer = Client().post(reverse("assessment:check"), {"file": SimpleUploadedFile("x.csv", b"x" * 11)})
    assert answer.status_code == 422
    assert "größer als 25 MB" in answer.content.decode()
