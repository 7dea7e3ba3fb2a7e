"""Cooperation agreements: the flow from the form to the standards over the years, deadlines, who sees what, bad input."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from lxml import html

from tests import factories
from verbindlich.domain.actors import actions, providers
from verbindlich.domain.actors.models import Agreement, StandardReview
from verbindlich.office.accounts.models import Membership
from verbindlich.office.trail.models import Event

TODAY = timezone.localdate
YEAR = TODAY().year


def page(name: str, home: Any, *args: int) -> str:
    return reverse(f"actors:{name}", args=[home.slug, *args])


def text(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def days(n: int) -> date:
    return TODAY() + timedelta(days=n)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    bodies = [factories.organisation(cast.home, f"Amt {n}") for n in range(rows)]
    network = factories.network(cast.home)
    for n in range(rows):
        standards = [f"Standard {n}" for n in range(rows)]
        made = factories.agreement(cast.home, f"V {n}", parties=bodies, standards=standards, network=network)
    for standard in made.standards.all():
        actions.review_standard(user=None, standard=standard, year=YEAR - 1, judgement="ja")
    # session, user, membership; filters (2); count, page, parties; sentence (3)
    assert queries(lambda: clients.lesend.get(page("agreement-list", cast.home))) == 11
    # session, user, membership; agreement and network; standards, reviews; parties; files; trail
    assert queries(lambda: clients.lesend.get(page("agreement-detail", cast.home, made.pk))) == 9


def test_an_agreement_is_made_edited_deleted_and_brought_back(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    vhs, network = factories.organisation(cast.home, "Volkshochschule"), factories.network(cast.home)
    form = {"title": "Kooperation Sprache", "parties": [vhs.pk], "starts": "2024-01-01", "network": network.pk}
    clients.steuerung.post(page("agreement-create", cast.home), form)
    made = Agreement.objects.get()
    url, edit = page("agreement-detail", cast.home, made.pk), page("agreement-edit", cast.home, made.pk)
    assert "Volkshochschule" in text(clients.lesend.get(url)) and "Runder Tisch" in text(clients.lesend.get(url))
    wrong = clients.steuerung.post(edit, {**form, "ends": "2023-01-01", "version_seen": 1})
    assert wrong.status_code == 422 and "Das Ende liegt vor dem Anfang." in text(wrong)
    assert clients.steuerung.post(edit, {**form, "tasks": "VHS lädt ein", "version_seen": 1}).status_code == 302
    late = clients.steuerung.post(edit, {**form, "tasks": "Spät", "version_seen": 1})
    assert late.status_code == 409 and "VHS lädt ein" in text(late)
    assert "Rückgängig machen" in text(
        clients.steuerung.post(page("agreement-delete", cast.home, made.pk), follow=True)
    )
    assert clients.lesend.get(url).status_code == 404
    clients.steuerung.post(page("agreement-restore", cast.home, made.pk))
    assert [e.verb for e in Event.objects.about(made).order_by("pk")] == ["create", "edit", "delete", "restore"]
    actions.delete_entry(user=None, entry=network)
    assert "Runder Tisch" not in text(clients.lesend.get(url)), "a deleted network is no longer named"


def test_standards_are_looked_at_once_a_year(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    made = factories.agreement(cast.home, starts=date(YEAR - 2, 5, 1))
    url = page("agreement-detail", cast.home, made.pk)
    add = page("standard-create", cast.home, made.pk)
    assert clients.steuerung.post(add, {"text": ""}).status_code == 422
    for words in ("Antwort in fünf Tagen", "Zwei Treffen im Jahr"):
        clients.steuerung.post(add, {"text": words})
    first, second = made.standards.all()
    look = page("standard-review", cast.home, first.pk)
    assert clients.steuerung.get(look).context["form"].initial["year"] == YEAR - 1
    for year, judgement in ((YEAR - 1, "teilweise"), (YEAR - 1, "nein"), (YEAR - 2, "ja")):
        said = {"year": year, "judgement": judgement, "remark": "Personal fehlte"}
        assert clients.steuerung.post(look, said).status_code == 302
    assert clients.steuerung.post(look, {"year": YEAR + 1, "judgement": "ja"}).status_code == 422
    assert clients.steuerung.get(look, {"jahr": YEAR - 2}).context["form"].initial["judgement"] == "ja"
    shown = clients.lesend.get(url)
    assert shown.context["table"].years == (YEAR - 2, YEAR - 1, YEAR)
    words = [[str(cell.pill.word) if cell.pill else "" for cell in line.cells] for line in shown.context["table"].lines]
    assert words == [["erfüllt", "nicht erfüllt", ""], ["", "", ""]]
    assert f"2 Standards vereinbart; {YEAR - 1}: 1 nicht erfüllt, 1 nicht bewertet." in text(shown)
    assert "1 Vereinbarung, 1 Standard im letzten Jahr nicht eingehalten." in text(
        clients.lesend.get(page("agreement-list", cast.home))
    )
    clients.steuerung.post(look, {"year": YEAR - 2, "judgement": ""})
    assert StandardReview.objects.get().year == YEAR - 1, "what was said is taken back"
    clients.steuerung.post(page("standard-edit", cast.home, second.pk), {"text": "Drei Treffen im Jahr"})
    ask = clients.steuerung.get(page("standard-delete", cast.home, first.pk))
    assert "1 Jahr" in text(ask) and made.standards.count() == 2, "asking changes nothing"
    clients.steuerung.post(page("standard-delete", cast.home, first.pk))
    assert [str(s) for s in made.standards.all()] == ["Drei Treffen im Jahr"]
    assert f"({YEAR - 1}: nicht erfüllt, Personal fehlte)" in text(clients.lesend.get(url)), "the story keeps it"


STANDINGS = [
    ({"ends": days(-1)}, "ended"), ({"ends": days(-1), "renewal": "automatisch"}, "renewed"), ({"ends": TODAY()}, "ending"),
    ({"ends": days(183)}, "ending"), ({"ends": days(184)}, "running"), ({}, "undated"), ({"starts": days(1)}, "planned"),
    ({"starts": TODAY()}, "running"),
]  # fmt: skip


def test_one_and_many_agreements_stand_the_same(cast: SimpleNamespace) -> None:
    every = Agreement.objects.of(cast.home)
    for fields, standing in STANDINGS:
        made = factories.agreement(cast.home, f"{standing} {fields}", **fields)
        assert made.standing(TODAY()) == standing
    for standing, rows in (("ended", every.ended(TODAY())), ("ending", every.ending(TODAY()))):
        assert all(row.standing(TODAY()) == standing for row in rows) and rows.count() == sum(
            s == standing for _, s in STANDINGS
        )
    assert {row.standing(TODAY()) for row in every.running(TODAY())} == {"undated", "running", "ending", "renewed"}


def test_what_ends_is_counted_found_and_among_the_deadlines(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    vhs, network = factories.organisation(cast.home, "Volkshochschule"), factories.network(cast.home)
    soon = factories.agreement(cast.home, "Bald", ends=days(30), renewal="automatisch", parties=[vhs], network=network)
    over = factories.agreement(cast.home, "Vorbei", ends=days(-30), starts=date(2020, 1, 1))
    url = page("agreement-list", cast.home)
    assert "2 Vereinbarungen, 1 endet in sechs Monaten." in text(clients.lesend.get(url))
    narrow = {"q": "bald", "beteiligt": vhs.pk, "netzwerk": network.pk, "stand": "endet"}
    for name, value in narrow.items():
        assert list(clients.lesend.get(url, {name: value}).context["page"]) == [soon], name
    assert list(clients.lesend.get(url, {"stand": "beendet"}).context["page"]) == [over]
    for column in ("titel", "ab", "-bis", "standards"):
        assert next(iter(clients.lesend.get(url, {"sort": column}).context["page"])) == soon, column
    csv = clients.lesend.get(url, {"als": "csv"}).content.decode("utf-8-sig")
    assert f"Bald;Volkshochschule;Runder Tisch;;{days(30)};endet in sechs Monaten;verlängert sich" in csv
    assert len(clients.lesend.get(url, {"als": "druck"}).context["rows"]) == 2
    request: Any = RequestFactory().get("/")
    request.user, request.municipality = cast.lesend, cast.home
    request.membership = Membership.objects.get(user=cast.lesend)
    due = list(providers.agreement_deadlines(request))
    assert [(d.day, d.why) for d in due] == [
        (days(30), "die Vereinbarung selbst; verlängert sich, wenn niemand kündigt")
    ]


def test_rows_of_another_municipality_are_refused(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    rows = {"parties": factories.organisation(cast.neighbour, "Fremdes Amt").pk, "network": factories.network(cast.neighbour, "Fremdes Netz").pk}  # fmt: skip
    for name, value in {**rows, "parties_": "9" * 30}.items():
        answer = clients.steuerung.post(page("agreement-create", cast.home), {"title": "X", name.strip("_"): value})
        assert answer.status_code == 422 and "Fremd" not in text(answer)
    assert not Agreement.objects.exists()
    for wrong in ({"beteiligt": rows["parties"]}, {"netzwerk": rows["network"]}, {"stand": "x"}, {"seite": "-1"}):
        answer = clients.steuerung.get(page("agreement-list", cast.home), wrong)
        assert answer.status_code == 200 and "Fremd" not in text(answer)


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "اتفاق", "\u202eabc", "x" * 300])
def test_any_text_is_shown_as_text(value: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    made = factories.agreement(cast.home, value, standards=[value], subject=value, tasks=value, notice=value[:200])
    actions.review_standard(user=None, standard=made.standards.get(), year=YEAR, judgement="ja", remark=value)
    for url in (page("agreement-list", cast.home), page("agreement-detail", cast.home, made.pk)):
        assert "<script>alert" not in clients.steuerung.get(url).content.decode()


def test_an_empty_list_says_how_to_begin(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    create = page("agreement-create", cast.home)
    shown = clients.steuerung.get(page("agreement-list", cast.home)).content.decode()
    assert create in shown and 'role="search" hx-get' not in shown and "als=csv" not in shown
    assert create not in clients.lesend.get(page("agreement-list", cast.home)).content.decode()
