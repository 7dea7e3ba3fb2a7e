"""The product in Chromium: one browser for the folder, a page per person, an eye on the console.

The folder runs on its own (`pytest -m e2e tests/e2e`), because its database must be a file: the server answers in threads.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.testcases import LiveServerThread
from django.urls import reverse

from tests.e2e.shelf import Shelf
from tests.e2e.watch import Watch
from verbindlich.front.demo import load
from verbindlich.front.demo.cast import PARTS, PASSWORD
from verbindlich.office.accounts.models import Municipality, User

OFFLINE = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--in-process-gpu",
)
PageAs = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


def cannot(reason: str) -> NoReturn:
    """Left out with a word, unless everything is insisted on."""
    if os.environ.get("VERBINDLICH_INSIST"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    database = django_settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium. Playwright runs an event loop in this thread, hence Django's permission for it."""
    chromium = shutil.which("chromium")
    if not chromium:
        cannot("Browsertests: Chromium fehlt (apt install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        cannot("Browsertests: das Paket playwright fehlt (requirements-test.txt)")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(OFFLINE))
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The product in threads of this process. Styles and scripts come through WhiteNoise, as in operation.

    By name, not by number: a browser makes passkeys only for a name.
    """
    thread = LiveServerThread("localhost", static_handler=lambda application: application)  # type: ignore[arg-type]
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://localhost:{thread.port}"
    thread.terminate()


@pytest.fixture
def site(server: str, transactional_db: None, settings: Any) -> str:
    """The address of the running product, with an empty database behind it."""
    if "mode=memory" in str(connection.settings_dict["NAME"]):
        cannot("Browsertests brauchen eine eigene Datenbank: allein starten mit pytest -m e2e tests/e2e")
    cache.clear()
    settings.BASE_URL = server
    return server


@pytest.fixture(scope="session")
def loaded_demo() -> Iterator[sqlite3.Connection]:
    """A copy of the database with the demo in it; empty until somebody loads it. Quicker than telling it anew for each test."""
    with closing(sqlite3.connect(":memory:")) as copy:
        yield copy


@pytest.fixture
def demo(site: str, loaded_demo: sqlite3.Connection) -> SimpleNamespace:
    """The demo's data: `home`, and the people by the keys of the cast."""
    if loaded_demo.execute("select count(*) from sqlite_master").fetchone()[0]:
        loaded_demo.backup(connection.connection)
    else:
        load.load()
        connection.connection.backup(loaded_demo)
    people = {part.key: User.objects.get(email=part.email) for part in PARTS}
    return SimpleNamespace(home=Municipality.objects.get(slug="beispielkreis"), **people)


@pytest.fixture(scope="session")
def shelf(browser: Any, server: str) -> Shelf:
    return Shelf(browser, server)


@pytest.fixture
def open_page(shelf: Shelf, site: str) -> Iterator[PageAs]:
    """`open_page()`: a page of its own, German, 1280 wide. Complaints of the browser fail the test at its end.

    `scripts=False` is a browser without JavaScript. A test that changes more of its browser than cookies and size
    (emulates paper, adds an authenticator or scripts) asks for `throw_away=True`.
    """
    watch, taken = Watch(), []

    def opened(*, scripts: bool = True, session: str = "", throw_away: bool = False) -> Any:
        page = shelf.take(scripts)
        taken.append((page, scripts, throw_away))
        watch.over(page)
        if session:
            page.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
        return page

    yield opened
    watch.end()
    for page, scripts, throw_away in taken:
        if throw_away:
            page.context.close()
        else:
            shelf.put_back(page, scripts)
    assert not watch.complaints, "\n".join(watch.complaints)


@pytest.fixture
def page_as(open_page: PageAs, demo: SimpleNamespace) -> PageAs:
    """`page_as("steuerung")`: a page of a person of the cast who has just signed in; "gast" has not."""

    def opened(who: str, **options: Any) -> Any:
        return open_page(session="" if who == "gast" else session_of(getattr(demo, who)), **options)

    return opened


@pytest.fixture
def guest(page_as: PageAs) -> Any:
    return page_as("gast")


@pytest.fixture(params=[True, False], ids=["mit-skript", "ohne-skript"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """A flow that takes this runs with JavaScript and without."""
    return bool(request.param)


def session_of(user: User) -> str:
    """The cookie of a fresh session, made by the product's own sign-in, the password just confirmed once more."""
    client = Client()
    for name in ("account_login", "account_reauthenticate"):
        answer = client.post(reverse(name), {"login": user.email, "password": PASSWORD})
        assert answer.status_code == 302, "the demo's password opens the demo's account"
    return client.cookies["sessionid"].value
