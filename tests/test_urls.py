"""Every URL × every role. An address that is not listed here fails: say who may reach it before it goes out."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import factories
from tests.cast import KEYS
from verbindlich.domain.actors.actions import delete_entry, delete_organisation
from verbindlich.domain.actors.models import Task
from verbindlich.domain.concepts import checking
from verbindlich.domain.concepts.actions import delete_row
from verbindlich.domain.concepts.models import Milestone
from verbindlich.office.accounts.models import Membership
from verbindlich.office.instance.actions import invitation_token

Row = int | str | tuple[int | str, ...]  # what an address names besides the municipality

ALL = (*KEYS, "gast")
MEMBERS = ("steuerung", "fachamt", "beirat", "lesend")
STEUERUNG = ("steuerung",)

# name: (method, who gets through, arguments besides the municipality: a key of `rows`)
TENANT: dict[str, tuple[str, tuple[str, ...], str]] = {
    "actors:organisation-list": ("get", MEMBERS, ""),
    "actors:organisation-detail": ("get", MEMBERS, "organisation"),
    "actors:organisation-create": ("get", STEUERUNG, ""),
    "actors:organisation-edit": ("get", STEUERUNG, "organisation"),
    "actors:organisation-delete": ("post", STEUERUNG, "organisation"),
    "actors:organisation-restore": ("post", STEUERUNG, "deleted"),
    "actors:organisation-dossier": ("get", MEMBERS, "organisation"),
    "actors:relation-delete": ("post", STEUERUNG, "relation"),
    "actors:overview": ("get", MEMBERS, ""),
    "actors:structure": ("get", MEMBERS, ""),
    "actors:structure-edit": ("get", STEUERUNG, ""),
    "actors:requirement-said": ("get", STEUERUNG, "requirement"),
    "actors:affiliation-delete": ("post", STEUERUNG, "affiliation"),
    "actors:alias-delete": ("post", STEUERUNG, "alias"),
    "actors:person-list": ("get", ("steuerung", "fachamt"), ""),
    "actors:import-sample": ("post", STEUERUNG, ""),
    "actors:import-list": ("get", STEUERUNG, ""),
    "actors:import-create": ("get", STEUERUNG, ""),
    "actors:import-detail": ("get", STEUERUNG, "contacts"),
    "actors:import-mapping": ("get", STEUERUNG, "contacts"),
    "actors:import-apply": ("post", STEUERUNG, "contacts"),
    "actors:import-undo": ("post", STEUERUNG, "contacts"),
    "actors:import-discard": ("post", STEUERUNG, "contacts"),
    "actors:duplicate-list": ("get", STEUERUNG, ""),
    "actors:merge-list": ("get", STEUERUNG, ""),
    "actors:merge-undo": ("post", STEUERUNG, "merge"),
    "actors:mailing": ("get", STEUERUNG, ""),
    "portal:publishing": ("get", STEUERUNG, ""),
    "portal:publishing-switch": ("post", STEUERUNG, ""),
    "actors:person-create": ("get", STEUERUNG, ""),
    "actors:person-edit": ("get", STEUERUNG, "person"),
    "actors:person-delete": ("get", STEUERUNG, "person"),
    "actors:person-detail": ("get", ("steuerung", "fachamt"), "person"),
    "actors:person-confirm": ("post", STEUERUNG, "person"),
    "actors:person-data": ("get", STEUERUNG, "person"),
    "actors:consent-withdraw": ("post", STEUERUNG, "consent"),
    "actors:retention": ("get", STEUERUNG, ""),
    "actors:note-list": ("get", ("steuerung", "fachamt"), ""),
    "actors:note-create": ("get", ("steuerung", "fachamt"), ""),
    "actors:note-edit": ("get", STEUERUNG, "note"),
    "actors:note-delete": ("get", STEUERUNG, "note"),
    "actors:position-list": ("get", MEMBERS, ""),
    "actors:position-detail": ("get", MEMBERS, "position"),
    "actors:position-create": ("get", STEUERUNG, ""),
    "actors:position-edit": ("get", STEUERUNG, "position"),
    "actors:position-delete": ("post", STEUERUNG, "position"),
    "actors:position-restore": ("post", STEUERUNG, "deleted_position"),
    "actors:position-handover": ("get", ("steuerung", "fachamt"), "position"),
    "actors:task-register": ("get", MEMBERS, ""),
    "actors:task-start": ("post", STEUERUNG, ""),
    "actors:task-delete": ("post", STEUERUNG, "task"),
    "actors:network-list": ("get", MEMBERS, ""),
    "actors:network-detail": ("get", MEMBERS, "network"),
    "actors:network-create": ("get", STEUERUNG, ""),
    "actors:network-edit": ("get", STEUERUNG, "network"),
    "actors:network-delete": ("post", STEUERUNG, "network"),
    "actors:network-restore": ("post", STEUERUNG, "deleted_network"),
    "actors:member-edit": ("get", STEUERUNG, "member"),
    "actors:member-delete": ("post", STEUERUNG, "member"),
    "actors:condition-said": ("get", STEUERUNG, "condition"),
    "actors:agreement-list": ("get", MEMBERS, ""),
    "actors:agreement-detail": ("get", MEMBERS, "agreement"),
    "actors:agreement-create": ("get", STEUERUNG, ""),
    "actors:agreement-edit": ("get", STEUERUNG, "agreement"),
    "actors:agreement-delete": ("post", STEUERUNG, "agreement"),
    "actors:agreement-restore": ("post", STEUERUNG, "deleted_agreement"),
    "actors:standard-edit": ("get", STEUERUNG, "standard"),
    "actors:standard-delete": ("get", STEUERUNG, "standard"),
    "actors:standard-review": ("get", STEUERUNG, "standard"),
    "concepts:network-goals": ("get", STEUERUNG, "network"),
    "actors:space-list": ("get", MEMBERS, ""),
    "actors:space-create": ("get", STEUERUNG, ""),
    "actors:space-paste": ("get", STEUERUNG, ""),
    "actors:space-detail": ("get", MEMBERS, "space"),
    "actors:space-edit": ("get", STEUERUNG, "space"),
    "actors:space-delete": ("get", STEUERUNG, "space"),
    "vocab:overview": ("get", STEUERUNG, ""),
    "vocab:word-list": ("get", STEUERUNG, "list"),
    "vocab:word-create": ("get", STEUERUNG, "list"),
    "vocab:word-edit": ("get", STEUERUNG, "word"),
    "vocab:word-merge": ("get", STEUERUNG, "word"),
    "vocab:word-delete": ("get", STEUERUNG, "word"),
    "vocab:merge-undo": ("post", STEUERUNG, "merged"),
    "concepts:overview": ("get", MEMBERS, ""),
    "concepts:concept-edit": ("get", STEUERUNG, ""),
    "concepts:text": ("get", MEMBERS, ""),
    "concepts:section-detail": ("get", MEMBERS, "element"),
    "concepts:section-edit": ("get", STEUERUNG, "element"),
    "concepts:check": ("get", MEMBERS, ""),
    "concepts:check-report": ("get", MEMBERS, ""),
    "concepts:rule-off": ("get", STEUERUNG, "rule"),
    "concepts:rule-on": ("post", STEUERUNG, "rule"),
    "concepts:import-list": ("get", STEUERUNG, ""),
    "concepts:import-create": ("get", STEUERUNG, ""),
    "concepts:import-sample": ("post", STEUERUNG, ""),
    "concepts:import-detail": ("get", STEUERUNG, "import"),
    "concepts:import-mapping": ("get", STEUERUNG, "import"),
    "concepts:import-apply": ("post", STEUERUNG, "import"),
    "concepts:import-undo": ("post", STEUERUNG, "import"),
    "concepts:import-discard": ("post", STEUERUNG, "import"),
    "concepts:measure-list": ("get", MEMBERS, ""),
    "concepts:measure-bulk": ("get", ("steuerung", "fachamt"), ""),
    "concepts:measure-row": ("get", STEUERUNG, "measure"),
    "concepts:filter-save": ("get", MEMBERS, ""),
    "concepts:measure-detail": ("get", MEMBERS, "measure"),
    "concepts:measure-create": ("get", STEUERUNG, ""),
    "concepts:measure-edit": ("get", STEUERUNG, "measure"),
    "concepts:measure-delete": ("post", STEUERUNG, "measure"),
    "concepts:measure-restore": ("post", STEUERUNG, "deleted_measure"),
    "concepts:milestone-create": ("get", STEUERUNG, "measure"),
    "concepts:milestone-edit": ("get", STEUERUNG, "milestone"),
    "concepts:milestone-done": ("post", STEUERUNG, "milestone"),
    "concepts:milestone-delete": ("post", STEUERUNG, "milestone"),
    "concepts:plan": ("get", MEMBERS, ""),
    "concepts:field-detail": ("get", MEMBERS, "field"),
    "concepts:field-create": ("get", STEUERUNG, ""),
    "concepts:field-edit": ("get", STEUERUNG, "field"),
    "concepts:field-delete": ("get", STEUERUNG, "field"),
    "concepts:field-restore": ("post", STEUERUNG, "deleted_field"),
    "concepts:goal-detail": ("get", MEMBERS, "goal"),
    "concepts:goal-create": ("get", STEUERUNG, ""),
    "concepts:goal-edit": ("get", STEUERUNG, "goal"),
    "concepts:goal-delete": ("get", STEUERUNG, "goal"),
    "concepts:goal-restore": ("post", STEUERUNG, "deleted_goal"),
    "concepts:need-list": ("get", MEMBERS, ""),
    "concepts:need-detail": ("get", MEMBERS, "need"),
    "concepts:need-create": ("get", ("steuerung", "fachamt"), ""),
    "concepts:need-edit": ("get", ("steuerung", "fachamt"), "need"),
    "concepts:need-answer": ("get", STEUERUNG, "need"),
    "concepts:need-delete": ("post", STEUERUNG, "need"),
    "concepts:need-restore": ("post", STEUERUNG, "deleted_need"),
    "concepts:strategy-list": ("get", MEMBERS, ""),
    "concepts:strategy-detail": ("get", MEMBERS, "strategy"),
    "concepts:strategy-create": ("get", STEUERUNG, ""),
    "concepts:strategy-edit": ("get", STEUERUNG, "strategy"),
    "concepts:strategy-delete": ("post", STEUERUNG, "strategy"),
    "concepts:strategy-restore": ("post", STEUERUNG, "deleted_strategy"),
    "concepts:version-list": ("get", MEMBERS, ""),
    "concepts:version-create": ("get", STEUERUNG, ""),
    "concepts:version-compare": ("get", MEMBERS, ""),
    "concepts:version-detail": ("get", MEMBERS, "version"),
    "concepts:version-step": ("get", STEUERUNG, "version"),
    "search:results": ("get", MEMBERS, ""),
    "files:file-create": ("get", STEUERUNG, "file_owner"),
    "files:file-download": ("get", MEMBERS, "file"),
    "files:file-delete": ("get", STEUERUNG, "file"),
    "instance:member-list": ("get", STEUERUNG, ""),
    "instance:member-invite": ("get", STEUERUNG, ""),
    "instance:member-role": ("post", STEUERUNG, "membership"),
    "instance:member-remove": ("get", STEUERUNG, "membership"),
    "instance:invitation-resend": ("post", STEUERUNG, "invitation"),
    "instance:invitation-withdraw": ("post", STEUERUNG, "invitation"),
}
WORDS = {"element", "list", "rule", "requirement"}  # keys that name no row: every municipality has the same
INSTANCE = {
    "instance:municipality-list": "",
    "instance:municipality-create": "",
    "instance:municipality-edit": "municipality",
    "instance:municipality-invite": "municipality",
}
SIGNED_IN = {"instance:account"}
PUBLIC = {
    "portal:home",
    "portal:healthy",
    "portal:directory",
    "portal:organisation",
    "assessment:concepts",
    "assessment:check",
    "set-language",
}
OTHER = {"instance:setup", "instance:accept"}  # a code or a signed token: tests/office/instance
OTHER |= {
    "actors:affiliation-create",
    "actors:alias-create",
    "actors:relation-create",
}  # 422 without what to add: tests/domain/actors
OTHER |= {
    "actors:duplicate-merge",
    "actors:duplicate-apart",
}  # 404 without the two: tests/domain/actors/test_merging.py
OTHER |= {"actors:task-create"}  # 422 without a task: tests/domain/actors/test_tasks.py
OTHER |= {"actors:member-create", "actors:standard-create"}  # 422 without what to add: tests/domain/actors
OTHER |= {
    "actors:consent-create",
    "concepts:note-create",
}  # 422 without what to say: test_consents.py, test_contacts.py
OTHER |= {"concepts:filter-delete"}  # only the one who saved it: tests/domain/concepts/test_measure_list.py
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
def rows(cast: SimpleNamespace) -> dict[str, Row]:
    with checking.paused():
        return made(cast)


def made(cast: SimpleNamespace) -> dict[str, Row]:
    deleted = factories.organisation(cast.home, "Altes Amt")
    delete_organisation(user=cast.steuerung, organisation=deleted)
    measure = factories.measure(cast.home, milestones=[Milestone(title="Erster Schritt")])
    body = factories.organisation(cast.home)
    position = factories.position(cast.home, duties={"Berichten": 50})
    deleted_position = factories.position(cast.home, "Alte Stelle", duties={"Vernetzen": None})
    delete_entry(user=cast.steuerung, entry=deleted_position)
    network, deleted_network = (
        factories.network(cast.home, members=[body]),
        factories.network(cast.home, "Altes Netzwerk"),
    )
    agreement = factories.agreement(cast.home, standards=["Antwort in fünf Tagen"])
    deleted_agreement = factories.agreement(cast.home, "Alte Vereinbarung")
    for entry in (deleted_network, deleted_agreement):
        delete_entry(user=cast.steuerung, entry=entry)
    return {
        "affiliation": factories.affiliate(cast.lesend, body).pk,
        "alias": factories.alias(body).pk,
        "relation": factories.relation(body, factories.organisation(cast.home, "Beratung")).pk,
        "requirement": 1,
        "person": factories.person(cast.home).pk,
        "consent": factories.consent(factories.person(cast.home, "E. Einverstanden")).pk,
        "note": factories.note(cast.home, organisation=body, user=cast.steuerung).pk,
        "position": position.pk,
        "deleted_position": deleted_position.pk,
        "task": Task.objects.of(cast.home).get(name="Vernetzen").pk,
        "rule": "measure-without-lead",
        "import": factories.waiting_import(cast.home, cast.steuerung).pk,
        "contacts": factories.waiting_contacts(cast.home, cast.steuerung).pk,
        "merge": factories.merged_organisations(cast.home).pk,
        "measure": measure.pk,
        "deleted_measure": gone(cast, factories.measure(cast.home, "Alte Maßnahme")),
        "milestone": (measure.pk, measure.milestones.get().pk),
        "field": factories.field(cast.home).pk,
        "deleted_field": gone(cast, factories.field(cast.home, "Altes Feld")),
        "goal": factories.goal(cast.home).pk,
        "deleted_goal": gone(cast, factories.goal(cast.home, "Altes Ziel")),
        "need": factories.need(cast.home).pk,
        "deleted_need": gone(cast, factories.need(cast.home, "Alter Bedarf")),
        "strategy": factories.strategy(cast.home).pk,
        "deleted_strategy": gone(cast, factories.strategy(cast.home, "Alte Strategie")),
        "version": factories.version(cast.home, adopted_on=date(2025, 6, 12)).pk,
        "file": factories.file(body).pk,
        "file_owner": ("organisation", body.pk),
        "organisation": factories.organisation(cast.home).pk,
        "deleted": deleted.pk,
        "network": network.pk,
        "deleted_network": deleted_network.pk,
        "member": network.members.get().pk,
        "condition": (network.pk, 1),
        "agreement": agreement.pk,
        "deleted_agreement": deleted_agreement.pk,
        "standard": agreement.standards.get().pk,
        "space": factories.space(cast.home).pk,
        "list": "themen",
        "word": ("themen", factories.topic(cast.home).pk),
        "merged": factories.merged(cast.home).pk,
        "membership": Membership.objects.get(user=cast.lesend).pk,
        "invitation": factories.invitation(cast.home).pk,
        "municipality": cast.home.pk,
        "element": "leitlinien",
    }


def gone(cast: SimpleNamespace, row: Any) -> int:
    """The id of a row of the concept that was deleted and can come back."""
    delete_row(user=cast.steuerung, row=row)
    return int(row.pk)


def address(name: str, home: Any, row: Row | None) -> str:
    ids = row if isinstance(row, tuple) else () if row is None else (row,)
    return reverse(name, args=[home.slug, *ids])


def visit(client: Client, method: str, url: str) -> int:
    return int(getattr(client, method)(url).status_code)


def look(name: str, cast: SimpleNamespace, clients: SimpleNamespace, rows: dict[str, Row]) -> list[str]:
    """Everybody in turn, those who get through last: what they do changes the rows. A stranger must not learn that this exists."""
    method, allowed, key = TENANT[name]
    url, wrong = address(name, cast.home, rows[key] if key else None), []
    for who in sorted(ALL, key=lambda who: who in allowed):
        status = visit(getattr(clients, who), method, url)
        expected = (200, 302) if who in allowed else (302,) if who == "gast" else (403,) if who in MEMBERS else (404,)
        if status not in expected:
            wrong.append(f"{name}: {who} gets {status}")
    return wrong


READING = sorted(name for name, (method, _, _) in TENANT.items() if method == "get")
ACTING = sorted(name for name, (method, _, _) in TENANT.items() if method == "post")


def test_pages_that_are_read(cast: SimpleNamespace, clients: SimpleNamespace, rows: dict[str, Row]) -> None:
    assert not [line for name in READING for line in look(name, cast, clients, rows)]


@pytest.mark.parametrize("name", ACTING)
def test_acts(name: str, cast: SimpleNamespace, clients: SimpleNamespace, rows: dict[str, Row]) -> None:
    assert not look(name, cast, clients, rows)


def test_rows_of_another_municipality_do_not_exist(
    cast: SimpleNamespace, clients: SimpleNamespace, rows: dict[str, Row]
) -> None:
    """The neighbour's Steuerung, in its own municipality, with an id of ours."""
    named = {name: (method, key) for name, (method, _, key) in TENANT.items() if key and key not in WORDS}
    assert len(named) > 20
    for name, (method, key) in named.items():
        assert visit(clients.fremd, method, address(name, cast.neighbour, rows[key])) == 404, name


@pytest.mark.parametrize("name", sorted(INSTANCE))
def test_instance_administration(name: str, clients: SimpleNamespace, rows: dict[str, Row]) -> None:
    key = INSTANCE[name]
    own = 302 if name == "instance:municipality-invite" else 200  # a municipality with a Steuerung invites for itself
    for who in ALL:
        status = visit(getattr(clients, who), "get", reverse(name, args=[rows[key]] if key else []))
        assert status == {"verwaltung": own, "gast": 302}.get(who, 404), who


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


def test_reading_changes_nothing(cast: SimpleNamespace, clients: SimpleNamespace, rows: dict[str, Row]) -> None:
    for name in ACTING:
        key = TENANT[name][2]
        assert visit(clients.steuerung, "get", address(name, cast.home, rows[key] if key else None)) == 405, name


def test_an_invitation_opens_only_for_its_token(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    good = invitation_token(factories.invitation(cast.home))
    assert visit(clients.gast, "get", reverse("instance:accept", args=[good])) == 200
    assert visit(clients.gast, "get", reverse("instance:accept", args=[good[:-2] + "xx"])) == 404
