"""Fixtures for all tests. The cast is the demo's: `cast.steuerung` and `clients.steuerung` read as people."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

os.environ.setdefault("VERBINDLICH_DATA", str(Path(__file__).resolve().parent.parent / "var/test"))

# Generated examples have no deadline: some start a process or read a whole file, on machines that others use too.
hypothesis_settings.register_profile("verbindlich", deadline=None)
hypothesis_settings.load_profile("verbindlich")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The samples beside the checkout; `.ci/run` insists on them."""
    folder = Path(os.environ.get("VERBINDLICH_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not folder.is_dir():
        if os.environ.get("VERBINDLICH_INSIST"):
            pytest.fail("shared samples are missing")
        pytest.skip("the shared samples are not beside this checkout")
    return folder


@pytest.fixture(autouse=True)
def fast_and_quiet(request: pytest.FixtureRequest) -> None:
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        settings = request.getfixturevalue("settings")
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
        settings.STORAGES = {**settings.STORAGES, "files": memory}


@pytest.fixture
def cast(db: None, request: pytest.FixtureRequest) -> Iterator[SimpleNamespace]:
    """Two municipalities (`home`, `neighbour`) and the people of front/demo/cast.py by their keys."""
    from tests.cast import assemble
    from tests.judging import later

    with nullcontext() if request.node.get_closest_marker("at_once") else later():
        yield assemble()


@pytest.fixture
def clients(cast: SimpleNamespace) -> SimpleNamespace:
    """A signed-in client per person of the cast, and `gast`, who is not signed in."""
    from tests.cast import Clients

    return Clients(cast)


@pytest.fixture
def queries(db: None, request: pytest.FixtureRequest) -> Callable[[Callable[[], Any]], int]:
    """How many queries a call takes. Everybody has signed in before, so that signing in is not counted."""
    if "clients" in request.fixturenames:
        request.getfixturevalue("clients").sign_in_all()

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.judging import judge

    def count(act: Callable[[], Any]) -> int:
        judge()
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    return count
