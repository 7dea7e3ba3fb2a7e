"""The people of the demo, in a test's database."""

from __future__ import annotations

from types import SimpleNamespace

from django.contrib.auth.hashers import make_password

from tests.judging import Looking
from verbindlich.front.demo.cast import PARTS, PASSWORD, municipalities, people

KEYS = tuple(part.key for part in PARTS)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def assemble() -> SimpleNamespace:
    homes = municipalities()
    users = people(homes, make_password(PASSWORD))
    return SimpleNamespace(home=homes["beispielkreis"], neighbour=homes["nachbarkreis"], **users)


class Clients(SimpleNamespace):
    """A signed-in client per person, made when first asked for; `gast` is not signed in."""

    def __init__(self, cast: SimpleNamespace) -> None:
        super().__init__(gast=Looking())
        self._cast = cast

    def __getattr__(self, key: str) -> Looking:
        if key not in KEYS:
            raise AttributeError(key)
        client = Looking()
        client.force_login(getattr(self._cast, key), backend=BACKEND)
        setattr(self, key, client)
        return client

    def sign_in_all(self) -> None:
        for key in KEYS:
            getattr(self, key)
