"""Every URL × every role. An address that is not listed here fails: say who may reach it before it goes out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import factories
from tests.cast import KEYS
from verbindlich.office.accounts.models import Membership
from verbindlich.office.instance.actions import invitation_token

ALL = (*KEYS, "gast")
MEMBERS = ("steuerung", "fachamt", "beirat", "lesend")
STEUERUNG = ("steuerung",)

# name: (method, who gets through, arguments besides the municipality)
TENANT: dict[str, tuple[str, tuple[str, ...], str]] = {
    "actors:organisation-list": ("get", MEMBERS, ""),
    "actors:organisation-detail": ("get", MEMBERS, "organisation"),
    "actors:organisation-create": ("get", STEUERUNG, ""),
    "actors:organisation-edit": ("get", STEUERUNG, "organisation"),
    "actors:organisation-delete": ("post", STEUERUNG, "organisation"),
    "actors:organisation-restore": ("post", STEUERUNG, "deleted"),
    "instance:member-list": ("get", STEUERUNG, ""),
    "instance:member-invite": ("get", STEUERUNG, ""),
    "instance:member-role": ("post", STEUERUNG, "membership"),
    "instance:member-remove": ("get", STEUERUNG, "membership"),
    "instance:invitation-resend": ("post", STEUERUNG, "invitation"),
    "instance:invitation-withdraw": ("post", STEUERUNG, "invitation"),
}
INSTANCE = {
    "instance:municipality-list": "",
    "instance:municipality-create": "",
    "instance:municipality-edit": "municipality",
    "instance:municipality-invite": "municipality",
}
SIGNED_IN = {"instance:account"}
PUBLIC = {"portal:home", "portal:healthy", "assessment:concepts", "assessment:check", "set-language"}
OTHER = {"instance:setup", "instance:accept"}  # a code or a signed token: tests/office/instance
LIBRARY = ("account_", "mfa_")  # allauth's own, tested there; registration closed: tests/office/accounts


def names(patterns: list[Any], prefix: str = "") -> list[str]:
    found = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            found += names(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            found.append(f"{prefix}{pattern.name}")
    return found


def test_every_address_is_listed() -> None:
    listed = {*TENANT, *INSTANCE, *SIGNED_IN, *PUBLIC, *OTHER}
    unlisted = [n for n in names(get_resolver().url_patterns) if n not in listed and not n.startswith(LIBRARY)]
    assert not unlisted
    assert not listed - set(names(get_resolver().url_patterns))


@pytest.fixture
def rows(cast: SimpleNamespace) -> dict[str, int]:
    deleted = factories.organisation(cast.home, "Altes Amt")
    from verbindlich.domain.actors.actions import delete_organisation

    delete_organisation(user=cast.steuerung, organisation=deleted)
    return {
        "organisation": factories.organisation(cast.home).pk,
        "deleted": deleted.pk,
        "membership": Membership.objects.get(user=cast.lesend).pk,
        "invitation": factories.invitation(cast.home).pk,
        "municipality": cast.home.pk,
    }


def visit(client: Client, method: str, url: str) -> int:
    return int(getattr(client, method)(url).status_code)


@pytest.mark.parametrize("name", sorted(TENANT))
@pytest.mark.parametrize("who", ALL)
def test_tenant_pages(
    name: str, who: str, cast: SimpleNamespace, clients: SimpleNamespace, rows: dict[str, int]
) -> None:
    method, allowed, key = TENANT[name]
    url = reverse(name, args=[cast.home.slug, *([rows[key]] if key else [])])
    status = visit(getattr(clients, who), method, url)
    if who == "gast":
        assert status == 302
    elif who in allowed:
        assert status in (200, 302)
    elif who in MEMBERS:
        assert status == 403
    else:
        assert status == 404, "a stranger must not learn that this exists"


@pytest.mark.parametrize("name", sorted(n for n, (_, _, key) in TENANT.items() if key))
def test_rows_of_another_municipality_do_not_exist(
    name: str, cast: SimpleNamespace, clients: SimpleNamespace, rows: dict[str, int]
) -> None:
    """The neighbour's Steuerung, in its own municipality, with an id of ours."""
    method, _, key = TENANT[name]
    assert visit(clients.fremd, method, reverse(name, args=[cast.neighbour.slug, rows[key]])) == 404


@pytest.mark.parametrize("name", sorted(INSTANCE))
@pytest.mark.parametrize("who", ALL)
def test_instance_administration(
    name: str, who: str, cast: SimpleNamespace, clients: SimpleNamespace, rows: dict[str, int]
) -> None:
    key = INSTANCE[name]
    status = visit(getattr(clients, who), "get", reverse(name, args=[rows[key]] if key else []))
    own = 302 if name == "instance:municipality-invite" else 200  # a municipality with a Steuerung invites for itself
    assert status == {"verwaltung": own, "gast": 302}.get(who, 404)


@pytest.mark.parametrize("who", ALL)
def test_public_and_own_pages(who: str, clients: SimpleNamespace) -> None:
    client = getattr(clients, who)
    assert visit(client, "get", reverse("assessment:concepts")) == 200
    assert visit(client, "get", reverse("assessment:check")) == 200
    assert visit(client, "get", reverse("portal:healthy")) == 200
    assert visit(client, "get", reverse("portal:home")) in (200, 302)
    assert visit(client, "get", reverse("instance:account")) == (302 if who == "gast" else 200)
    assert visit(client, "get", reverse("instance:setup")) == 404
    assert visit(client, "get", reverse("account_login")) in (200, 302)


def test_rooms_can_be_switched_off(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    cast.home.rooms_off = ["actors"]
    cast.home.save()
    assert visit(clients.steuerung, "get", reverse("actors:organisation-list", args=[cast.home.slug])) == 404


@pytest.mark.parametrize("name", sorted(n for n, (method, _, _) in TENANT.items() if method == "post"))
def test_reading_changes_nothing(
    name: str, cast: SimpleNamespace, clients: SimpleNamespace, rows: dict[str, int]
) -> None:
    url = reverse(name, args=[cast.home.slug, rows[TENANT[name][2]]])
    assert visit(clients.steuerung, "get", url) == 405


def test_an_invitation_opens_only_for_its_token(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    good = invitation_token(factories.invitation(cast.home))
    assert visit(clients.gast, "get", reverse("instance:accept", args=[good])) == 200
    assert visit(clients.gast, "get", reverse("instance:accept", args=[good[:-2] + "xx"])) == 404
