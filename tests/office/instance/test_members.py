"""Who may come in, and who takes care that somebody is always there."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.office.accounts.models import Invitation, Membership, Role
from verbindlich.office.instance.actions import invitation_token


def at(name: str, cast: SimpleNamespace, *args: int) -> str:
    return reverse(f"instance:{name}", args=[cast.home.slug, *args])


def test_the_mail_names_the_configured_address(
    cast: SimpleNamespace, clients: SimpleNamespace, settings: object
) -> None:
    settings.BASE_URL = "https://verbindlich.example"  # type: ignore[attr-defined]
    form = {"name": "N. Neu", "email": "neu@example.org", "role": Role.BEIRAT}
    clients.steuerung.post(at("member-invite", cast), form, headers={"host": "localhost"})
    assert "https://verbindlich.example/einladung/" in mail.outbox[0].body
    assert "Beirat" in mail.outbox[0].body


def test_a_member_is_not_invited_twice(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    answer = clients.steuerung.post(
        at("member-invite", cast), {"name": "X", "email": cast.lesend.email.upper(), "role": Role.BEIRAT}
    )
    assert "schon einen Zugang" in answer.content.decode()
    assert not mail.outbox


def test_the_last_steuerung_stays(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    mine = Membership.objects.get(user=cast.steuerung)
    clients.steuerung.post(at("member-role", cast, mine.pk), {"role": Role.LESEND})
    answer = clients.steuerung.post(at("member-remove", cast, mine.pk), follow=True)
    assert Membership.objects.get(user=cast.steuerung).role == Role.STEUERUNG
    assert answer.status_code == 200


def test_roles_change_and_access_ends(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    reader = Membership.objects.get(user=cast.lesend)
    clients.steuerung.post(at("member-role", cast, reader.pk), {"role": Role.STEUERUNG})
    assert clients.lesend.get(at("member-list", cast)).status_code == 200
    clients.steuerung.post(at("member-remove", cast, reader.pk))
    assert clients.lesend.get(at("member-list", cast)).status_code == 404


@pytest.mark.parametrize("spoil", ["expired", "used", "withdrawn"])
def test_spoilt_invitations_open_nothing(spoil: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    made = factories.invitation(cast.home)
    token = invitation_token(made)
    if spoil == "withdrawn":
        clients.steuerung.post(at("invitation-withdraw", cast, made.pk))
    else:
        change = {"expired": {"expires_at": timezone.now() - timedelta(1)}, "used": {"accepted_at": timezone.now()}}[
            spoil
        ]
        Invitation.objects.filter(pk=made.pk).update(**change)
    url = reverse("instance:accept", args=[token])
    assert clients.gast.get(url).status_code == 404
    assert clients.gast.post(url, {"name": "x", "password": "ein langer satz als passwort"}).status_code == 404


def test_resending_replaces_the_old_link(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    made = factories.invitation(cast.home)
    old = invitation_token(made)
    clients.steuerung.post(at("invitation-resend", cast, made.pk))
    assert len(mail.outbox) == 1
    assert clients.gast.get(reverse("instance:accept", args=[old])).status_code == 404


def test_an_invitation_for_an_account_needs_that_account(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    url = reverse("instance:accept", args=[invitation_token(factories.invitation(cast.home, email=cast.fremd.email))])
    assert clients.gast.get(url).status_code == 302, "sign in first"
    assert clients.lesend.post(url).status_code == 404, "not somebody else's"
    clients.fremd.post(url)
    assert Membership.objects.filter(user=cast.fremd, municipality=cast.home, role=Role.FACHAMT).exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_member_list_costs_the_same(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: object
) -> None:
    for n in range(rows):
        factories.invitation(cast.home, email=f"n{n}@example.org")
    # session, user, membership; members; invitations
    assert queries(lambda: clients.steuerung.get(at("member-list", cast))) == 5  # type: ignore[operator]


def test_a_mail_server_that_is_down_loses_no_invitation(
    cast: SimpleNamespace, clients: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*args: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("verbindlich.office.instance.mails.send_mail", down)
    form = {"name": "N. Neu", "email": "neu@example.org", "role": Role.BEIRAT}
    answer = clients.steuerung.post(at("member-invite", cast), form, follow=True)
    assert "ging nicht hinaus" in answer.content.decode()
    assert Invitation.objects.filter(email="neu@example.org").exists()
