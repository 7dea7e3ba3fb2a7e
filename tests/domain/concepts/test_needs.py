"""Needs and potentials: the list, who enters and who answers, answers changed and taken back, what stays inside, bad input."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from tests import factories
from verbindlich.base.common.lock import StaleSave
from verbindlich.domain.concepts import actions
from verbindlich.domain.concepts.models import Need
from verbindlich.office.trail.models import Event
from verbindlich.office.vocab.models import Topic

TODAY = timezone.localdate


def page(name: str, home: Any, *args: int) -> str:
    return reverse(f"concepts:{name}", args=[home.slug, *args])


def text(answer: Any) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def names(answer: Any) -> list[str]:
    return [need.title for need in answer.context["page"]]


def ago(days: int) -> Any:
    return TODAY() - timedelta(days=days)


def sent(**changes: Any) -> dict[str, Any]:
    return {"title": "Kurse fehlen", "kind": "need", "source": "network", "received_on": TODAY().isoformat(), **changes}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    for n in range(rows):
        factories.need(
            cast.home, f"Bedarf {n}", answer="measure", measure=factories.measure(cast.home, f"Maßnahme {n}")
        )
        factories.need(cast.home, f"Wunsch {n}", answer="goal", goal=factories.goal(cast.home, f"Ziel {n}"))
    # session, user, membership; sentence; count, page, measures; topics, spaces, groups of the filter
    assert queries(lambda: clients.lesend.get(page("need-list", cast.home))) == 10


@pytest.mark.parametrize("rows", [1, 3])
def test_a_need_costs_the_same_for_one_and_three_rows(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Any
) -> None:
    measure = factories.measure(cast.home, goal=factories.goal(cast.home))
    for n in range(rows):
        need = factories.need(cast.home, f"Bedarf {n}", answer="measure", measure=measure)
    words = [f"Wort {n}" for n in range(rows)]
    actions.save_need(user=None, need=need, topics=words, groups=words, spaces=words, version=1)
    # session, user, membership; need and its measure; the measure as this reader may see it, bodies, milestones; chain (3);
    # topics, spaces, groups; trail
    assert queries(lambda: clients.lesend.get(page("need-detail", cast.home, need.pk))) == 15


def test_the_sentence_says_how_long_half_of_them_wait(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    for days in (143, 10, 300):
        factories.need(cast.home, f"Seit {days}", received_on=ago(days))
    factories.need(cast.home, "Erledigt", received_on=ago(900), answer="refused", refusal="Nicht zuständig.")
    answer = clients.lesend.get(page("need-list", cast.home))
    assert "4 Bedarfe und Potenziale; 3 warten auf Antwort, im Median seit 143 Tagen." in text(answer)
    assert "seit 300 Tagen" in text(answer)
    assert names(answer) == ["Seit 300", "Seit 143", "Seit 10", "Erledigt"], "who waits longest stands on top"
    Need.objects.exclude(title="Erledigt").delete()
    assert "1 Bedarf oder Potenzial; nichts wartet auf Antwort." in text(
        clients.lesend.get(page("need-list", cast.home))
    )


def test_filters_stand_in_the_url(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    wanted = factories.need(cast.home, "Kurse in Übersee", source="survey", description="weite Wege")
    actions.save_need(user=None, need=wanted, topics=["Sprache"], groups=["Frauen"], spaces=["Nord"], version=1)
    other = factories.need(cast.home, "Musikraum", kind="potential", answer="refused", refusal="Schon vergeben.")
    actions.save_need(user=None, need=other, topics=["Kultur"], groups=["Jugend"], spaces=["Süd"], version=1)
    words = {"thema": wanted.topics, "gruppe": wanted.groups, "raum": wanted.spaces}
    asked: list[dict[str, Any]] = [
        {"art": "need"}, {"herkunft": "survey"}, {"stand": "wartet"}, {"q": "uebersee WEITE"},
        *({name: rows.get().pk} for name, rows in words.items()),
    ]  # fmt: skip
    for query in asked:
        answer = clients.lesend.get(page("need-list", cast.home), {**query, "sort": "-titel"})
        assert names(answer) == ["Kurse in Übersee"], query
        assert f'href="{page("need-list", cast.home)}?sort=-titel"' in answer.content.decode(), "the chip lifts it"
    assert names(clients.lesend.get(page("need-list", cast.home), {"stand": "beantwortet"})) == ["Musikraum"]
    assert "Nichts passt" in text(clients.lesend.get(page("need-list", cast.home), {"q": "xyz"}))


@pytest.mark.parametrize("value", ["999999", "abc", "-1", "9" * 40])
def test_senseless_values_in_the_url_do_no_harm(value: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    query = dict.fromkeys(("thema", "raum", "gruppe", "stand", "art", "geloescht", "seite", "sort", "als"), value)
    assert clients.steuerung.get(page("need-list", cast.home), query).status_code == 200
    for name in ("massnahme", "ziel"):
        assert clients.steuerung.get(page("need-create", cast.home), {name: value}).status_code == 200


def test_words_of_another_municipality_are_no_filter(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    foreign = factories.need(cast.neighbour)
    actions.save_need(user=None, need=foreign, topics=["Fremdwort"], version=1)
    answer = clients.lesend.get(page("need-list", cast.home), {"thema": foreign.topics.get().pk})
    assert "Fremdwort" not in text(answer)


def test_pages_of_fifty_and_every_sort(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    for n in range(53):
        factories.need(cast.home, f"Bedarf {n}", received_on=ago(n))
    for column in ("titel", "art", "herkunft", "eingang", "antwort"):
        first, second = (clients.lesend.get(page("need-list", cast.home), {"sort": column, "seite": n}) for n in (1, 2))
        assert (len(names(first)), len(names(second))) == (50, 3), column
        assert not set(names(first)) & set(names(second)), column
    assert len(names(clients.lesend.get(page("need-list", cast.home), {"als": "druck"}))) == 53


def test_htmx_gets_only_the_results(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.need(cast.home)
    part = clients.lesend.get(page("need-list", cast.home), headers={"HX-Request": "true"}).content.decode()
    assert "Kinderbetreuung im Kurs" in part and "<html" not in part


def test_an_empty_list_says_how_to_begin(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    for who, offered in (("steuerung", True), ("fachamt", True), ("lesend", False), ("beirat", False)):
        shown = getattr(clients, who).get(page("need-list", cast.home)).content.decode()
        assert (page("need-create", cast.home) in shown) is offered
    assert "tragen die ersten ein" in shown


def test_a_need_is_entered_answered_deleted_and_brought_back(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    form = sent(
        description="In zwei Gemeinden.", evidence="Befragung 2025", topics="Sprache", spaces="Nord", groups="Frauen"
    )
    clients.steuerung.post(page("need-create", cast.home), form)
    made = Need.objects.get()
    measure = factories.measure(cast.home, "Sprachkurs-Börse")
    answer = {"answer": "measure", "measure": measure.pk, "version_seen": 1}
    clients.steuerung.post(page("need-answer", cast.home, made.pk), answer)
    made.refresh_from_db()
    assert (made.measure, made.answered_on) == (measure, TODAY())
    shown = text(clients.lesend.get(page("need-detail", cast.home, made.pk)))
    for wanted in (
        "In zwei Gemeinden.",
        "Befragung 2025",
        "Sprache",
        "Nord",
        "Frauen",
        "Sprachkurs-Börse",
        "nach 0 Tagen",
    ):
        assert wanted in shown
    assert "Rückgängig machen" in text(clients.steuerung.post(page("need-delete", cast.home, made.pk), follow=True))
    clients.steuerung.post(page("need-restore", cast.home, made.pk))
    assert [e.verb for e in Event.objects.about(made).order_by("pk")] == ["create", "edit", "delete", "restore"]


def test_an_answer_is_changed_and_taken_back(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    goal, measure = factories.goal(cast.home), factories.measure(cast.home)
    need = factories.need(cast.home, received_on=ago(30), answer="measure", measure=measure)
    url = page("need-answer", cast.home, need.pk)
    both = {"measure": measure.pk, "goal": goal.pk, "refusal": "Nicht zuständig."}
    wanted = {
        "goal": (None, goal, ""),
        "refused": (None, None, "Nicht zuständig."),
        "measure": (measure, None, ""),
        "": (None, None, ""),
    }
    for version, (answer, expected) in enumerate(wanted.items(), start=1):
        assert clients.steuerung.post(url, {**both, "answer": answer, "version_seen": version}).status_code == 302
        need.refresh_from_db()
        assert (need.measure, need.goal, need.refusal) == expected, "only what belongs to the answer is kept"
        assert (need.answered_on is None) is (answer == "")
    assert "wartet seit 30 Tagen" in text(clients.lesend.get(page("need-detail", cast.home, need.pk)))


@pytest.mark.parametrize(
    ("answer", "field"), [("measure", "measure"), ("goal", "goal"), ("refused", "refusal"), ("nonsense", "answer")]
)
def test_an_answer_names_what_it_is(answer: str, field: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    need = factories.need(cast.home)
    reply = clients.steuerung.post(
        page("need-answer", cast.home, need.pk), {"answer": answer, "refusal": "  ", "version_seen": 1}
    )
    assert reply.status_code == 422
    assert field in reply.context["form"].errors
    assert Need.objects.get().answer == ""


def test_foreign_rows_answer_nothing(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    need = factories.need(cast.home)
    rows = {
        "measure": factories.measure(cast.neighbour, "Fremde Maßnahme"),
        "goal": factories.goal(cast.neighbour, "Fremdes Ziel"),
    }
    for name, row in rows.items():
        answer = clients.steuerung.post(
            page("need-answer", cast.home, need.pk), {"answer": name, name: row.pk, "version_seen": 1}
        )
        assert answer.status_code == 422
        assert "Fremde" not in text(answer)
    for name, row in zip(("massnahme", "ziel"), rows.values(), strict=True):
        url = page("need-create", cast.home) + f"?{name}={row.pk}"
        assert "Fremde" not in text(clients.steuerung.get(url))
        clients.steuerung.post(url, sent(title=name))
        assert Need.objects.get(title=name).answer == ""


def test_the_fachamt_enters_and_mends_and_the_steuerung_answers(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    measure = factories.measure(cast.home)
    clients.fachamt.post(page("need-create", cast.home) + f"?massnahme={measure.pk}", sent())
    need = Need.objects.get()
    assert need.answer == "", "a department enters needs, it does not answer them"
    edit = page("need-edit", cast.home, need.pk)
    assert clients.fachamt.post(edit, sent(title="Kurse fehlen sehr", version_seen=1)).status_code == 302
    for name in ("need-answer", "need-delete"):
        assert (
            clients.fachamt.post(page(name, cast.home, need.pk), {"answer": "", "version_seen": 2}).status_code == 403
        )
    clients.steuerung.post(
        page("need-answer", cast.home, need.pk), {"answer": "refused", "refusal": "Nein.", "version_seen": 2}
    )
    assert clients.fachamt.get(edit).status_code == 403, "what is answered stays as it was answered"
    for who in ("lesend", "beirat"):
        assert getattr(clients, who).post(page("need-create", cast.home), sent()).status_code == 403
    assert Need.objects.count() == 1


def test_a_measure_or_goal_leads_to_the_need_it_answers(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    measure, goal = factories.measure(cast.home), factories.goal(cast.home)
    for name, row in (("massnahme", measure), ("ziel", goal)):
        url = page("need-create", cast.home) + f"?{name}={row.pk}"
        assert f"Darauf antwortet schon: {row}" in text(clients.steuerung.get(url))
        clients.steuerung.post(url, sent(title=name, received_on=ago(3).isoformat()))
        made = Need.objects.get(title=name)
        assert (made.measure or made.goal, made.answered_on) == (row, TODAY())


def test_a_new_measure_can_be_made_out_of_a_need(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    need = factories.need(cast.home)
    url = page("measure-create", cast.home) + f"?bedarf={need.pk}"
    for name in ("need-detail", "need-answer"):
        assert f'href="{url}"' in clients.steuerung.get(page(name, cast.home, need.pk)).content.decode()
    assert url not in clients.fachamt.get(page("need-detail", cast.home, need.pk)).content.decode()


def test_a_need_waits_again_when_its_answer_is_deleted(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    measure, goal = factories.measure(cast.home), factories.goal(cast.home)
    first = factories.need(cast.home, "Erster", answer="measure", measure=measure, received_on=ago(5))
    second = factories.need(cast.home, "Zweiter", answer="goal", goal=goal, received_on=ago(4))
    for row in (measure, goal):
        actions.delete_row(user=cast.steuerung, row=row)
    assert names(clients.lesend.get(page("need-list", cast.home), {"stand": "wartet"})) == ["Erster", "Zweiter"]
    for need in (first, second):
        shown = text(clients.steuerung.get(page("need-detail", cast.home, need.pk)))
        assert "die Antwort wurde gelöscht" in shown
    actions.delete_row(user=cast.steuerung, row=second)
    actions.restore_row(user=cast.steuerung, row=second)
    assert clients.steuerung.post(page("need-edit", cast.home, second.pk), sent(version_seen=3)).status_code == 302
    actions.restore_row(user=cast.steuerung, row=measure)
    assert names(clients.lesend.get(page("need-list", cast.home), {"stand": "beantwortet"})) == ["Erster"]


def test_from_whom_a_need_comes_stays_inside(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    """On the page, in the story, in the exports, and no search gives it away."""
    need = factories.need(cast.home, source_name="Frau Geheim")
    need.source_name = "Herr Geheim"
    actions.save_need(user=cast.steuerung, need=need, version=1)
    urls = [page("need-detail", cast.home, need.pk), page("need-list", cast.home) + "?als=csv"]
    for who, seen in (("steuerung", True), ("fachamt", True), ("beirat", False), ("lesend", False)):
        shown = [getattr(clients, who).get(url).content.decode() for url in urls]
        assert ["Geheim" in one for one in shown] == [seen, seen], who
        assert names(getattr(clients, who).get(page("need-list", cast.home), {"q": "geheim"})) == []
    assert text(clients.lesend.get(urls[0])).count("geändert") == 0, "an act that changed nothing else is left out"


def test_an_internal_measure_answers_without_being_named(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    hidden = factories.measure(cast.home, "Verdeckte Prüfung", visibility="intern")
    need = factories.need(cast.home)
    need.answer, need.measure = "measure", hidden
    actions.save_need(user=cast.steuerung, need=need, version=1)
    urls = [
        page("need-detail", cast.home, need.pk),
        page("need-list", cast.home),
        page("need-list", cast.home) + "?als=csv",
    ]
    for url in urls:
        assert "Verdeckte Prüfung" in clients.steuerung.get(url).content.decode()
        for who in ("fachamt", "beirat", "lesend"):
            assert "Verdeckte Prüfung" not in getattr(clients, who).get(url).content.decode(), (who, url)
    assert "noch nicht freigegeben" in text(clients.lesend.get(urls[0]))


def test_two_people_edit_at_once(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    need = factories.need(cast.home)
    url = page("need-edit", cast.home, need.pk)
    clients.fachamt.post(url, sent(title="Schnell", topics="Kurse", version_seen=1))
    late = clients.steuerung.post(url, sent(title="Spät", topics="Ehrenamt", version_seen=1))
    assert late.status_code == 409
    for wanted in ("Schnell", "Spät", "Kurse", "Ehrenamt"):
        assert wanted in text(late)
    assert clients.steuerung.post(url, sent(title="Spät", version_seen=2)).status_code == 302
    answered = {"answer": "refused", "refusal": "Nein.", "version_seen": 2}
    late = clients.steuerung.post(page("need-answer", cast.home, need.pk), answered)
    assert late.status_code == 409 and "Nein." in text(late)
    assert Need.objects.get().answer == ""


def test_deleting_and_saving_at_once_loses_neither(cast: SimpleNamespace) -> None:
    need = factories.need(cast.home)
    newer, stale = Need.objects.get(), Need.objects.get()
    newer.title = "Neue Fassung"
    actions.save_need(user=cast.steuerung, need=newer, version=1)
    actions.delete_row(user=cast.steuerung, row=stale)
    with pytest.raises(StaleSave):
        actions.save_need(user=cast.steuerung, need=stale, version=2)
    assert Event.objects.about(need).first().before["title"] == "Neue Fassung"


HOSTILE = '=HYPERLINK("http://x";"y")'


def test_exports_run_nothing_and_hold_every_column(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    need = factories.need(cast.home, HOSTILE, evidence=HOSTILE, received_on=ago(2))
    actions.save_need(user=None, need=need, topics=["Sprache", "Ehrenamt"], version=1)
    answer = clients.lesend.get(page("need-list", cast.home), {"als": "csv"})
    header, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert header == ["Bedarf oder Potenzial", "Art", "Herkunft", "eingegangen am", "Tage bis zur Antwort oder bis heute", "Antwort",
                      "womit", "beantwortet am", "Beschreibung", "Beleg", "Themen", "Sozialräume", "Zielgruppen"]  # fmt: skip
    assert row == [
        "'" + HOSTILE,
        "Bedarf",
        "anderer Weg",
        str(ago(2)),
        "2",
        "wartet",
        "",
        "",
        "",
        "'" + HOSTILE,
        "Ehrenamt, Sprache",
        "",
        "",
    ]
    book = openpyxl.load_workbook(
        io.BytesIO(clients.steuerung.get(page("need-list", cast.home), {"als": "xlsx"}).content)
    )
    cells = [cell.value for cell in next(book.active.iter_rows(min_row=2))]
    assert cells[0] == HOSTILE and book.active["A2"].data_type == "s"
    assert len(cells) == 14


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "حاجة", "Bedarf 😀", "\u202eabc", "x" * 300])
def test_any_text_is_shown_as_text(value: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    form = sent(
        title=value,
        source_name=value[:200],
        description=value,
        evidence=value,
        topics=value,
        spaces=value,
        groups=value,
    )
    assert clients.steuerung.post(page("need-create", cast.home), form).status_code == 302
    need = Need.objects.get()
    clients.steuerung.post(
        page("need-answer", cast.home, need.pk), {"answer": "refused", "refusal": value, "version_seen": 1}
    )
    urls = [
        page("need-list", cast.home),
        *(page(f"need-{view}", cast.home, need.pk) for view in ("detail", "edit", "answer")),
    ]
    for url in urls:
        answer = clients.steuerung.get(url)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()
    assert clients.steuerung.get(urls[0], {"q": value}).status_code == 200


BAD: list[dict[str, str]] = [
    {"title": ""}, {"title": "x" * 301}, {"title": "a\x00b"}, {"source_name": "x" * 201}, {"kind": "fremd"}, {"received_on": "2999-01-01"},
     {"received_on": "gestern"}, {"received_on": ""},
]  # fmt: skip


def test_bad_input_is_refused_with_a_word(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    for bad in BAD:
        answer = clients.steuerung.post(page("need-create", cast.home), sent(**bad))
        assert answer.status_code == 422, bad
        assert "kern-error" in answer.content.decode(), bad
    assert not Need.objects.exists()


def test_words_are_the_municipalitys_own(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    actions.save_need(user=None, need=factories.need(cast.neighbour), topics=["Fremdwort"], version=1)
    assert "Fremdwort" not in text(clients.steuerung.get(page("need-create", cast.home)))
    clients.steuerung.post(page("need-create", cast.home), sent(topics="Fremdwort"))
    assert Topic.objects.filter(name="Fremdwort").count() == 2
