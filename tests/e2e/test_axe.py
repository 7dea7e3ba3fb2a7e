"""Every page for everybody: axe-core without a finding, no scrolling sideways, in German and in English."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import get_resolver, reverse
from django.utils import timezone

from tests import factories
from tests.e2e.axe import bring, overflow, violations
from tests.e2e.places import ADDRESSES, DEEDS, NO_PAGES, PLACES, Rows
from tests.e2e.second_factor import add_passkey, give_authenticator
from tests.test_urls import names
from verbindlich.domain.actors.actions import (
    add_members,
    review_standard,
    save_organisation,
    save_structure,
    say_condition,
    say_requirement,
    tell_apart,
    withdraw_consent,
)
from verbindlich.domain.actors.directory_facts import structure_of
from verbindlich.domain.actors.models import Consent, Organisation, Person, RetentionRun
from verbindlich.domain.concepts.actions import delete_row, save_measure, save_strategy
from verbindlich.domain.concepts.linking import link_goals
from verbindlich.domain.concepts.models import Goal, Milestone
from verbindlich.front.demo.cast import PASSWORD
from verbindlich.front.portal import views as portal
from verbindlich.office.accounts.models import Membership, Municipality, Role
from verbindlich.office.imports.actions import apply as apply_import
from verbindlich.office.instance.actions import invitation_token, setup_code
from verbindlich.office.trail.actions import note_refusal
from verbindlich.office.trail.models import Event
from verbindlich.office.vocab.actions import words
from verbindlich.office.vocab.models import Topic

HANDFUL = ("concepts:check", "an organisation that leads measures", "portal:home", "account_login", "assessment:concepts", "assessment:check", "actors:organisation-list",
           "actors:organisation-detail", "actors:organisation-create", "concepts:overview", "concepts:section-detail", "instance:member-list", "mfa_index",
           "a form with errors", "two people at once", "a checked catalogue", "a message and the undo")  # fmt: skip


def test_every_address_is_visited_or_is_no_page() -> None:
    known = [*PLACES, *NO_PAGES]
    assert sorted(known) == sorted(set(names(get_resolver().url_patterns)))


def _bound(home: Municipality, body: Any, person: Any) -> tuple[Any, Any]:
    """A network with a former member and what the coordinator says of it; an agreement with a standard kept and one missed."""
    today = timezone.localdate()
    network = factories.network(
        home, "Netz zur Probe", purpose="Kurse abstimmen", rules="Wir hören zu", lead=body, coordinator=person
    )
    add_members(user=None, network=network, organisations=[body], person=person, part="leitung", since=today)
    gone = factories.organisation(home, "Ehemaliges Mitglied")
    add_members(user=None, network=network, organisations=[gone], since=date(2020, 1, 1), until=today)
    for condition, judgement in enumerate(("ja", "teilweise", "nein"), start=1):
        say_condition(user=None, network=network, condition=condition, judgement=judgement, text="Im Entwurf")
    agreement = factories.agreement(
        home, "Vereinbarung zur Probe", parties=[body], network=network, starts=date(2020, 1, 1), ends=today,
        subject="Kurse", tasks="Das Amt lädt ein", renewal="automatisch", standards=["Antwort in fünf Tagen", "Zwei Treffen"],
    )  # fmt: skip
    for standard, judgement in zip(agreement.standards.all(), ("ja", "nein"), strict=True):
        said = {"year": today.year - 1, "judgement": judgement, "remark": "Personal fehlte"}
        review_standard(user=None, standard=standard, **said)
    return network, agreement


def public_place(home: Municipality) -> Organisation:
    """An organisation that agreed to be shown, with somebody who agreed to be named and to get mail."""
    body = factories.organisation(
        home, "Offener Treff", visibility="oeffentlich", agreed_on=timezone.localdate(), street="Markt 1", city="Beispielstadt",
        phone="0315 555-1", email="treff@b.example", website="https://treff.example",
    )  # fmt: skip
    body.topics.set(words(Topic, home, ["Begegnung"]))
    person = factories.person(home, "O. Offen", organisation=body, email="offen@b.example", function="Leitung")
    for scope in ("oeffentlich", "verteiler"):
        Consent.objects.create(municipality=home, person=person, scope=scope, how="mail", given_on=timezone.localdate())
    return body


def _kept(demo: SimpleNamespace, person: Person) -> int:
    """What is kept about a contact person: consents, notes, a question that waits, a run, a refused file. Returns the note."""
    withdraw_consent(user=None, consent=factories.consent(person, "verteiler"))
    factories.consent(person, until=timezone.localdate())
    factories.person(
        demo.home, "Lange Still", email="still@b.example", asked_on=date(2024, 1, 1), confirmed_on=date(2021, 1, 1)
    )
    factories.person(demo.home, "Nie Bestätigt", confirmed_on=date(2021, 1, 1), key_person=True)
    RetentionRun.objects.create(municipality=demo.home, asked=2, dry=True)
    note_refusal(user=demo.fachamt, municipality=demo.home, what="Kontaktpersonen (xlsx)")
    return factories.note(demo.home, person=person, user=demo.steuerung).pk


@pytest.fixture
def rows(demo: SimpleNamespace) -> Rows:
    """What the addresses of places.py need."""
    empty = Municipality.objects.create(name="Leerkreis", slug="leerkreis", ags="99003", kind="landkreis")
    orphan = Municipality.objects.create(name="Neukreis", slug="neukreis", ags="99004", kind="landkreis")
    second = Municipality.objects.get(slug="nachbarkreis")
    for municipality in (empty, second):
        Membership.objects.create(user=demo.steuerung, municipality=municipality, role=Role.STEUERUNG)
    contested = factories.organisation(demo.home, "Umstrittenes Amt")
    pending = EmailAddress.objects.create(user=demo.lesend, email="neu@beispielkreis.example", primary=False)

    def overtake() -> None:
        contested.refresh_from_db()
        contested.name += " neu"
        save_organisation(user=demo.fachamt, organisation=contested, version=contested.version)

    measure = factories.measure(
        demo.home, "Probe", leads=[contested], remark="nur intern", milestones=[Milestone(title="Erster Schritt")]
    )
    field = factories.field(demo.home, "Probefeld", number="P")
    goal = factories.goal(
        demo.home, "Alle finden einen Kurs", field=field, sentence="Ein Ort, mehr Kurse.", means="eine Stelle",
        activity="eine Börse betreiben", effect="mehr Teilhabe", assumed=["effect"], support_and_demand=True,
    )  # fmt: skip
    below = factories.goal(demo.home, "Jede Gemeinde kennt die Börse", field=field, parent=goal, level="mittelfristig")
    factories.measure(demo.home, "Börse aufbauen", goal=below, end=date(2020, 1, 1))
    strategy = factories.strategy(demo.home, next_revision=timezone.localdate() + timedelta(days=30))
    save_strategy(user=None, strategy=strategy, links=[(goal, "Anderer Zuschnitt der Orte")], version=1)
    factories.concept(demo.home, occasion="Gesetz", next_revision=timezone.localdate())
    for text in ("Früher stand hier etwas.", "# Haltung\n\nWir **wollen** das.\n\n|A|B|\n|-|-|\n|x|1|"):
        section = factories.section(demo.home, "leitlinien", text)
    person = factories.person(demo.home, organisation=contested)
    factories.alias(contested, "Strittiges Amt")
    _unseparated(demo.home, contested)
    network, agreement = _bound(demo.home, contested, person)
    link_goals(user=None, network=network, goals=[goal, below])
    return {
        "network": network.pk,
        "condition": 1,
        "requirement": 1,
        "member": network.members.get(organisation=contested).pk,
        "agreement": agreement.pk,
        "standard": agreement.standards.all()[0].pk,
        "position": factories.position(
            demo.home,
            "Beauftragte zur Probe",
            "Beauftragte für Integration und Teilhabe",
            unit=contested,
            holder=person,
            scope="doppelt",
            fte="0.5",
            note="Schlüssel im Sekretariat.",
            funded_until=timezone.localdate(),
            duties={"Berichten": 80, "Vernetzen": 40},
        ).pk,
        "file_kind": "organisation",
        "file": factories.file(contested).pk,
        **placed(demo, contested, person, measure),
        "rule": "period-not-understood",
        "person": person.pk,
        "note": _kept(demo, person),
        "department": demo.fachamt.pk,
        "home": demo.home.slug,
        "element": "leitlinien",
        "stand": Event.objects.about(section).earliest("pk").pk,
        **versions(demo, goal),
        "field": field.pk,
        "goal": goal.pk,
        "goal_below": below.pk,
        "need": factories.need(demo.home, source_name="Netzwerk Sprache").pk,
        "answered": factories.need(demo.home, "Mehr Kurse", answer="goal", goal=goal).pk,
        "refused": factories.need(demo.home, "Eigener Bus", answer="refused", refusal="Nicht unsere Aufgabe.").pk,
        "strategy": strategy.pk,
        **imported(demo),
        "measure": measure.pk,
        "milestone": measure.milestones.get().pk,
        "empty": empty.slug,
        "organisation": contested.pk,
        "another": Organisation.objects.of(demo.home).exclude(pk=contested.pk).first().pk,
        "public": public_place(demo.home).pk,
        "second": second.slug,
        "spare": factories.organisation(second, "Entbehrliches Amt").pk,
        "overtake": overtake,
        "membership": Membership.objects.get(user=demo.lesend).pk,
        "municipality": demo.home.pk,
        "orphan": orphan.pk,  # nobody steers it yet, so the administration invites
        "invitation": invitation_token(factories.invitation(demo.home)),
        "confirmation": EmailConfirmationHMAC(pending).key,
        "reset_user": user_pk_to_url_str(demo.lesend),
        "reset_key": default_token_generator.make_token(demo.lesend),
    }


def _unseparated(home: Municipality, body: Any) -> None:
    """Relations both ways, and the warning of KomIntAVO § 12 Abs. 3 Nr. 1."""
    other = factories.organisation(home, "Beratung zur Probe")
    factories.relation(body, other, note="mittwochs")
    factories.relation(other, body, "berichtet", formal=True)
    factories.position(home, "Sozialarbeit zur Probe", "Flüchtlingssozialarbeit", unit=body)
    structure = structure_of(home)
    structure.aliens_authority, structure.form = body, "stabsstelle"
    save_structure(user=None, structure=structure, version=structure.version)
    say_requirement(
        user=None, municipality=home, number=1, judgement="teilweise", text="Kein Termin.", on=timezone.localdate()
    )


def placed(demo: SimpleNamespace, body: Any, person: Any, measure: Any) -> dict[str, Any]:
    """A member municipality with everything that its page gathers, a space below it; words that were merged."""
    town = factories.space(
        demo.home, "Probestadt", kind="gemeinde", ags="99001999", mayor=person, note="Markt dienstags."
    )
    below = factories.space(demo.home, "Probeviertel", parent=town)
    need = factories.need(demo.home, "Treffpunkt")
    for row in (body, measure, need):
        row.spaces.add(town)
    topic = factories.merged(demo.home).target_id
    body.topics.add(topic)
    return {"space": town.pk, "space_below": below.pk, "list": "themen", "word": topic}


def versions(demo: SimpleNamespace, goal: Goal) -> dict[str, int]:
    """One that was adopted, then changes of every kind, then the next one in work."""
    went = factories.measure(demo.home, "Entfällt")
    moved = factories.measure(demo.home, "Zieht um", state="planned")
    adopted = factories.version(demo.home, adopted_on=timezone.localdate())
    delete_row(user=demo.steuerung, row=went)
    moved.title, moved.goal, moved.state = "Zieht um und heißt anders", goal, "running"
    save_measure(user=demo.steuerung, measure=moved, version=moved.version)
    return {"version": adopted.pk, "draft": factories.version(demo.home, "Fassung 2").pk}


def imported(demo: SimpleNamespace) -> dict[str, int]:
    """Imports in every state: applied, with differences to what is there, unread, with questions and problems."""
    header = "Nr.;Maßnahme;Federführung;Priorität\n"
    first = factories.waiting_import(demo.home, demo.steuerung, f"{header}E1;Erzählcafé;Kreisarchiv;hoch\n")
    applied = apply_import(user=demo.steuerung, imported=first, version=first.version)
    differs = factories.waiting_import(demo.home, demo.steuerung, f"{header}E1;Erzählcafé im Mai;Kreisarchv;\n")
    return {
        "import": factories.waiting_import(demo.home, demo.steuerung).pk,
        "import_applied": applied.pk,
        "import_differs": differs.pk,
        "import_unread": factories.waiting_import(demo.home, demo.steuerung, "Dies;Wer so\nLesen;Bibliothek\n").pk,
        **contacts(demo),
    }


def contacts(demo: SimpleNamespace) -> dict[str, int]:
    """Address lists, applied and waiting; entries that may be one, a pair told apart, a merge."""
    first = factories.waiting_contacts(demo.home, demo.steuerung)
    applied = apply_import(user=demo.steuerung, imported=first, version=first.version)
    tell_apart(
        user=demo.steuerung, one=factories.person(demo.home, "E. Klein"), other=factories.person(demo.home, "Eva Klein")
    )
    factories.merged_organisations(demo.home)
    waiting = factories.waiting_contacts(demo.home, demo.steuerung, f"{factories.CONTACTS}Bunter Garten;;;;\n")
    return {"contacts_applied": applied.pk, "contacts": waiting.pk}


@pytest.fixture
def pages(page_as: Callable[..., Any], demo: SimpleNamespace, rows: dict[str, Any]) -> dict[str, Any]:
    """A page for each kind of visitor. Fachamt has both second factors, "halb" stands between password and code."""
    found = {who: page_as(who, throw_away=True) for who in ("gast", "steuerung", "verwaltung", "lesend", "fachamt")}
    give_authenticator(found["fachamt"])
    add_passkey(found["fachamt"])
    TOTP.activate(demo.fachamt, generate_totp_secret())
    rows["passkey"] = Authenticator.objects.get(user=demo.fachamt, type=Authenticator.Type.WEBAUTHN).pk
    found["halb"] = page_as("gast", throw_away=True)
    found["halb"].goto("/konto/login/")
    found["halb"].fill("#id_login", demo.fachamt.email)
    found["halb"].fill("#id_password", PASSWORD)
    found["halb"].press("#id_password", "Enter")
    found["halb"].wait_for_url("**/authenticate/")
    return found


def visit_place(pages: dict[str, Any], rows: Rows, name: str) -> Any:
    who, *keys = PLACES[name]
    page, path = pages[who], reverse(name, args=[rows[key] for key in keys])
    answer = page.goto(path)
    landed = page.evaluate("location.pathname")
    # A reset link changes to one without its secret; everything else stays where it was asked for.
    assert landed == path or name == "account_reset_password_from_key", f"{name} leads to {landed}"
    assert answer.status == 200, f"{name} answers {answer.status}"
    return page


def visit_address(pages: dict[str, Any], rows: Rows, name: str) -> Any:
    who, path, status = ADDRESSES[name]
    answer = pages[who].goto(path.format(**rows))
    assert answer.status == status, f"{name} answers {answer.status}"
    return pages[who]


def visit_deed(pages: dict[str, Any], rows: Rows, name: str) -> Any:
    who, bring_about = DEEDS[name]
    bring_about(pages[who], rows)
    return pages[who]


LINKED = ((visit_place, tuple(PLACES)), (visit_address, tuple(ADDRESSES)))
DONE = ((visit_deed, tuple(DEEDS)),)
Look = Callable[[str, Any], list[str]]


def sweep(pages: dict[str, Any], rows: Rows, ways: Any, look: Look) -> list[str]:
    """All findings, a line each with the page's name."""
    return [
        f"{name}: {line}" for visit, every in ways for name in every for line in look(name, visit(pages, rows, name))
    ]


def fits(page: Any, width: int) -> list[str]:
    return [f"{width} px: {line}" for line in overflow(page, width)]


def both_widths(page: Any) -> list[int]:
    """Beginning with the one that the window has: resizing takes time."""
    return sorted((1280, 375), key=lambda width: width != page.viewport_size["width"])


def speaks(page: Any, language: str) -> list[str]:
    lang = page.get_attribute("html", "lang")
    return [] if lang == language else [f"lang is {lang}"]


def test_german(pages: dict[str, Any], rows: Rows) -> None:
    """Some also on a phone and in the dark, where only colours change."""
    for page in pages.values():
        bring(page)

    def look(name: str, page: Any) -> list[str]:
        found = speaks(page, "de")
        for width in both_widths(page):
            found += fits(page, width)
            if width == 1280 or name in HANDFUL:
                found += [f"{width} px: {line}" for line in violations(page)]
        if name in HANDFUL:
            page.emulate_media(color_scheme="dark")
            found += [f"dark: {line}" for line in violations(page, contrast=True)]
            page.emulate_media(color_scheme="light")
        return found

    found = sweep(pages, rows, (*LINKED, *DONE), look)
    assert not found, "\n".join(found)


def test_english(pages: dict[str, Any], rows: Rows, site: str) -> None:
    for page in pages.values():
        page.context.add_cookies([{"name": "django_language", "value": "en", "url": site}])

    def look(name: str, page: Any) -> list[str]:
        return [*speaks(page, "en"), *(line for width in both_widths(page) for line in fits(page, width))]

    handful = tuple(name for name in ADDRESSES if name in HANDFUL)
    found = sweep(pages, rows, ((visit_place, tuple(PLACES)), (visit_address, handful)), look)
    assert not found, "\n".join(found)


def test_axe_is_awake(guest: Any) -> None:
    guest.goto("/")
    guest.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<button></button>')")
    assert [line.split(":")[0] for line in violations(guest)] == ["button-name"]


def test_the_first_run(open_page: Callable[..., Any]) -> None:
    """Before anybody has an account: the front door and the page that makes the first one."""
    page = open_page()
    found = []
    for path in ("/", f"/einrichten/?code={setup_code()}"):
        page.goto(path)
        found += [*violations(page), *overflow(page, 375)]
    page.get_by_role("main").locator("form").evaluate("form => { form.noValidate = true }")
    page.locator("main form button[type=submit]").click()
    found += [*violations(page), *overflow(page, 375)]
    assert not found, "\n".join(found)


def test_the_page_for_our_own_faults(guest: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> bool:
        raise RuntimeError("made for this test")

    monkeypatch.setattr(portal, "setup_open", fails)
    answer = guest.goto("/")
    assert answer.status == 500
    found = [*violations(guest), *overflow(guest, 1280), *overflow(guest, 375)]
    assert not found, "\n".join(found)
