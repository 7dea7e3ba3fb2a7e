"""The people of the demo, in a test's database."""

from __future__ import annotations

from types import SimpleNamespace

from django.contrib.auth.hashers import make_password
from django.test import Client

from verbindlich.front.demo.cast import PARTS, PASSWORD, municipalities, people

KEYS = tuple(part.key for part in PARTS)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def assemble() -> SimpleNamespace:
    homes = municipalities()
    users = people(homes, make_password(PASSWORD))
    return SimpleNamespace(home=homes["beispielkreis"], neighbour=homes["nachbarkreis"], **users)


def sign_in_all(cast: SimpleNamespace) -> SimpleNamespace:
    clients = SimpleNamespace(gast=Client())
    for key in KEYS:
        client = Client()
        client.force_login(getattr(cast, key), backend=BACKEND)
        setattr(clients, key, client)
    return clients
