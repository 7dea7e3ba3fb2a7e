"""The page of the search: what is found, in which order, by whom."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from verbindlich.domain.actors.actions import save_person
from verbindlich.office.search.models import SearchEntry


def ask(client: Client, home: Any, q: str, **more: str) -> Any:
    return client.get(reverse("search:results", args=[home.slug]), {"q": q, **more})


def labels(answer: Any) -> list[str]:
    """What the page shows, in its order."""
    hits = [hit for group in answer.context["groups"] for hit in group.hits]
    return ["".join(text for text, _ in hit.label) for hit in [*hits, *answer.context["alike"]]]


def found(client: Client, home: Any, q: str, **more: str) -> list[str]:
    return labels(ask(client, home, q, **more))


def test_a_word_a_spelling_and_a_number_find_it(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    tafel = factories.organisation(
        cast.home, "Kreistafel Brückstraße e. V.", phone="+49 (0)371 488-12", email="info@tafel.example"
    )
    factories.alias(tafel, "Lebensmittelausgabe")
    factories.organisation(cast.neighbour, "Tafel nebenan", phone="0371 48812")
    for typed in ("tafel", "TAFEL kreis", "bruecke"[:5], "bruckstrasse", "Brückstr", "0371 488-12", "+4937148812", "48812", "tafel 0371",
                  "info@tafel", "lebensmittel", "Kreistavel", "kraistafl", "Kreistavel e. V.", "Kreistavel 0371"):  # fmt: skip
        assert found(clients.lesend, cast.home, typed) == ["Kreistafel Brückstraße e. V."], typed
    for typed in (
        "tafel schrank",
        "%",
        "_a_e_",
        "0371 99",
        "x" * 300,
        "🙂🙂",
        "\x00\x00",
        "",
        " a ",
        "' OR 1=1 --",
        "مرحبا",
    ):
        answer = ask(clients.lesend, cast.home, typed)
        assert answer.status_code == 200
        assert labels(answer) == [], typed
    page = ask(clients.lesend, cast.home, "<tafel").content.decode()
    assert "&lt;tafel" in page
    assert "Kreis<mark>tafel</mark>" in ask(clients.lesend, cast.home, "tafel").content.decode()


def test_the_best_first_and_alike_last(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    for name in ("Alte Tafel", "Kreistafel", "Tafelrunde", "Tafel", "Verein", "Dafel"):
        factories.organisation(cast.home, name, website="https://tafel.example" if name == "Verein" else "")
    assert found(clients.lesend, cast.home, "tafel") == ["Tafel", "Tafelrunde", "Alte Tafel", "Kreistafel", "Verein"]
    assert found(clients.lesend, cast.home, "alte tafel") == ["Alte Tafel"]
    answer = ask(clients.lesend, cast.home, "dafel")
    assert labels(answer)[:2] == ["Dafel", "Tafel"]
    assert len(answer.context["alike"]) >= 1
    assert "Meinten Sie" in answer.content.decode()


def test_nobody_finds_what_is_not_theirs(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    body = factories.organisation(cast.home, "Geheimnisamt")
    factories.organisation(cast.home, "Geheimnis intern", visibility="intern")
    factories.person(cast.home, "G. Geheimnis")
    factories.person(cast.home, "S. Geheimnis", key_person=True)
    factories.measure(cast.home, "Geheimnis führen", visibility="intern", leads=[body], remark="Versteck")
    factories.measure(cast.home, "Geheimnis anderer", visibility="intern")
    factories.affiliate(cast.fachamt, body)
    every = {
        "Geheimnisamt",
        "Geheimnis intern",
        "G. Geheimnis",
        "S. Geheimnis",
        "Geheimnis führen",
        "Geheimnis anderer",
    }
    assert set(found(clients.steuerung, cast.home, "geheimnis")) == every
    assert set(found(clients.fachamt, cast.home, "geheimnis")) == every - {"S. Geheimnis", "Geheimnis anderer"}
    for who in (clients.beirat, clients.lesend):
        assert found(who, cast.home, "geheimnis") == ["Geheimnisamt"]
    assert found(clients.steuerung, cast.home, "versteck") == [], "internal remarks are not indexed"
    assert found(clients.fremd, cast.neighbour, "geheimnis") == []
    cast.home.rooms_off = ["concepts"]
    cast.home.save()
    assert set(found(clients.steuerung, cast.home, "geheimnis")) == {
        one for one in every if not one.endswith(("führen", "anderer"))
    }


@pytest.mark.parametrize("who", ["steuerung", "fachamt", "beirat", "lesend"])
def test_every_hit_leads_to_a_page_that_opens(who: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """What the search shows, the room shows, too; what the room hides, the search does not know."""
    from tests.office.search.everything import one_of_each

    kinds = one_of_each(cast)
    client = getattr(clients, who)
    answer = ask(client, cast.home, "suchwort")
    shown = {group.source.kind: [hit.url for hit in group.hits] for group in answer.context["groups"]}
    assert set(shown) <= kinds
    if who == "steuerung":
        assert set(shown) == kinds, "each kind is found"
    closed = [url for urls in shown.values() for url in urls if client.get(url).status_code != 200]
    assert not closed


def test_few_queries_however_many_hits(
    cast: SimpleNamespace, clients: SimpleNamespace, queries: Callable[[Callable[[], Any]], int]
) -> None:
    """Session, account and membership are three; the search itself takes four at most."""

    def asking(who: str, q: str) -> int:
        return queries(lambda: ask(getattr(clients, who), cast.home, q))

    factories.organisation(cast.home, "Tafel 1")
    assert [asking(who, "tafel") for who in ("lesend", "fachamt")] == [3 + 3, 3 + 4]
    for number in range(2, 8):
        factories.person(cast.home, f"Tafel {number}")
        factories.measure(cast.home, f"Tafel {number}")
    assert [asking(who, "tafel") for who in ("lesend", "fachamt", "steuerung")] == [3 + 2, 3 + 3, 3 + 2]
    assert asking("lesend", "") == 3


def test_many_hits_in_pages_and_by_kind(
    cast: SimpleNamespace, clients: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        factories.organisation(cast.home, f"Tafel {number:02}")
    factories.measure(cast.home, "Tafelrunde")
    answer = ask(clients.lesend, cast.home, "tafel")
    assert (answer.context["total"], [(g.source.kind, g.count, len(g.hits)) for g in answer.context["groups"]]) == (
        61, [("organisationen", 60, 25), ("massnahmen", 1, 1)],
    )  # fmt: skip
    assert "art=organisationen" in answer.content.decode()
    second = ask(clients.lesend, cast.home, "tafel", art="organisationen", seite="2")
    assert labels(second)[0] == "Tafel 50"
    assert len(labels(second)) == 10
    assert found(clients.lesend, cast.home, "tafel", art="massnahmen") == ["Tafelrunde"]
    assert len(found(clients.lesend, cast.home, "tafel", art="erfunden", seite="x")) == 26
    monkeypatch.setattr("verbindlich.office.search.finding.MOST", 20)
    many = ask(clients.lesend, cast.home, "tafel 59")
    assert labels(many) == ["Tafel 59"]
    assert "Tafelrunde" in labels(ask(clients.lesend, cast.home, "tafelr"))
    assert ask(clients.lesend, cast.home, "tafel").context["more"]


def test_suggestions_while_typing(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    for number in range(12):
        factories.organisation(cast.home, f"Tafel {number:02}")
    url, typing = reverse("search:results", args=[cast.home.slug]), {"HX-Request": "true", "HX-Target": "vorschlaege"}
    page = clients.lesend.get(url, {"q": "tafel"}, headers=typing).content.decode()
    assert page.count("<li>") == 9, "eight, and the way to all"
    assert "<html" not in page
    assert "8 Vorschläge" in page
    assert clients.lesend.get(url, {"q": "t"}, headers=typing).content.decode().strip() == ""
    assert "Nichts gefunden" in clients.lesend.get(url, {"q": "xyzzy"}, headers=typing).content.decode()


def test_the_box_stands_on_every_page_of_a_municipality(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    inside = clients.lesend.get(reverse("actors:person-list", args=[cast.home.slug]))
    assert inside.status_code == 403
    assert 'id="suche"' in inside.content.decode(), "also on a page that one may not see"
    assert 'id="suche"' not in clients.gast.get("/vergleich/konzepte/").content.decode()
    assert 'id="suche"' not in clients.fremd.get(reverse("actors:person-list", args=[cast.home.slug])).content.decode()


def test_a_person_is_found_by_name_alone_until_erased(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    person = factories.person(cast.home, "R. Rat", organisation=factories.organisation(cast.home, "Tafel"))
    person.name = "Z. Umbenannt"
    save_person(user=None, person=person, version=person.version)
    factories.person(cast.home, "Yusuf Al Masri")
    assert found(clients.fachamt, cast.home, "Yusuv Al Masri") == ["Yusuf Al Masri"], "one word misspelt"
    assert found(clients.fachamt, cast.home, "umbenannt tafel") == ["Z. Umbenannt"], (
        "the name is no part of the trail's state"
    )
    assert not SearchEntry.objects.filter(text__contains="rat").exclude(text__contains="tafel").exists()
