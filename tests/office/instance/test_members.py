"""Who may come in, and who takes care that somebody is always there."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.office.accounts.models import Invitation, Membership, Role, User
from verbindlich.office.instance import actions
from verbindlich.office.instance.actions import change_role, invitation_token, remove_member


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


def test_the_last_steuerung_stays_when_two_leave_at_once(cast: SimpleNamespace) -> None:
    """Both pages were fetched while there were two."""
    Membership.objects.filter(user=cast.fachamt).update(role=Role.STEUERUNG)
    first, second = (Membership.objects.get(user=user) for user in (cast.steuerung, cast.fachamt))
    change_role(membership=first, role=Role.LESEND)
    with pytest.raises(ValidationError):
        remove_member(membership=second)


def test_a_role_that_the_page_did_not_know_yet_counts(cast: SimpleNamespace) -> None:
    stale = Membership.objects.get(user=cast.lesend)
    Membership.objects.filter(pk=stale.pk).update(role=Role.STEUERUNG)
    Membership.objects.filter(user=cast.steuerung).delete()
    with pytest.raises(ValidationError):
        remove_member(membership=stale)


def test_an_invitation_takes_no_role_from_who_is_in(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """The last Steuerung took on the address that had been invited to read."""
    made = factories.invitation(cast.home, email=cast.steuerung.email, role=Role.LESEND)
    clients.steuerung.post(reverse("instance:accept", args=[invitation_token(made)]))
    assert Membership.objects.get(user=cast.steuerung).role == Role.STEUERUNG


def test_an_invitation_accepted_twice_at_once_makes_one_account(
    cast: SimpleNamespace, clients: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = factories.invitation(cast.home)
    late = actions.invitation_for(invitation_token(made))
    form = {"name": "N. Neu", "password": "ein langer satz als passwort"}
    url = reverse("instance:accept", args=[invitation_token(made)])
    clients.gast.post(url, form)
    User.objects.filter(email=made.email).update(email="andere@example.org")
    monkeypatch.setattr(actions, "invitation_for", lambda token: late)
    answer = Client().post(url, form)
    assert answer.status_code == 404
    assert "gilt nicht (mehr)" in answer.content.decode()
    assert not User.objects.filter(email=made.email).exists()


def test_an_invitation_of_a_member_is_not_sent_again(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    made = factories.invitation(cast.home, email=cast.lesend.email)
    answer = clients.steuerung.post(at("invitation-resend", cast, made.pk), follow=True)
    assert "schon einen Zugang" in answer.content.decode()
    assert not mail.outbox


def test_a_name_over_two_lines_breaks_no_mail(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    cast.home.name = "Kreis\nBcc: fremd@example.org"
    cast.home.save()
    form = {"name": "N. Neu", "email": "neu@example.org", "role": Role.BEIRAT}
    assert clients.steuerung.post(at("member-invite", cast), form).status_code == 302
    assert mail.outbox[0].recipients() == ["neu@example.org"]


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
