"""What attackers tried: each way stays closed."""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories
from tests.domain.concepts.test_measure import edited, page
from verbindlich.base.calc.rules import registered
from verbindlich.base.common.forms import WordsField
from verbindlich.domain.actors.models import Person
from verbindlich.domain.concepts import access, actions
from verbindlich.domain.concepts.models import Measure, Need


def text_of(client: Any, url: str) -> str:
    return str(client.get(url).content.decode())


def test_department_contacts_answer_no_need_through_the_form_of_a_measure(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    office = factories.organisation(cast.home, "Jugendamt")
    factories.affiliate(cast.fachamt, office)
    measure, need = factories.measure(cast.home, leads=[office]), factories.need(cast.home)
    url = page("measure-edit", cast.home, measure.pk) + f"?bedarf={need.pk}"
    assert clients.fachamt.post(url, edited(measure)).status_code == 302
    need.refresh_from_db()
    assert need.answer == ""


def test_a_need_that_was_answered_first_keeps_its_answer(cast: SimpleNamespace) -> None:
    need = factories.need(cast.home)
    factories.measure(cast.home)
    other = Need.objects.get(pk=need.pk)
    other.answer, other.refusal = Need.Answer.REFUSED, "Keine Aufgabe des Landkreises."
    actions.save_need(user=None, need=other, version=other.version)
    actions.save_measure(user=None, measure=Measure(municipality=cast.home, title="Neu"), answers=need)
    need.refresh_from_db()
    assert need.answer == Need.Answer.REFUSED


@pytest.mark.parametrize("who", ["fachamt", "beirat", "lesend"])
def test_what_was_written_while_internal_stays_inside(
    who: str, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    measure = factories.measure(cast.home, "Derber Titel", description="derbes Wort", visibility="intern")
    measure = Measure.objects.get(pk=measure.pk)
    measure.title, measure.description, measure.visibility = "Sachlich", "sachlich", "freigegeben"
    actions.save_measure(user=cast.steuerung, measure=measure, version=measure.version)
    url = page("measure-detail", cast.home, measure.pk)
    seen = text_of(getattr(clients, who), url)
    assert "Sachlich" in seen and "Derber" not in seen and "derbes" not in seen
    assert "Derber Titel" in text_of(clients.steuerung, url)


def test_rules_that_are_not_told_exist() -> None:
    assert {rule.id for rule in registered() if rule.reads} >= access.COMPARING


@pytest.mark.parametrize("who", ["fachamt", "beirat", "lesend"])
def test_filters_offer_nothing_that_only_internal_measures_have(
    who: str, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    hidden = factories.measure(
        cast.home, leads=[factories.organisation(cast.home, "Geheimes Amt")], visibility="intern"
    )
    words = actions.Relations(groups=["Geheime Gruppe"], spaces=["Geheimer Raum"])
    actions.save_measure(user=None, measure=Measure.objects.get(pk=hidden.pk), relations=words, version=hidden.version)
    offered = text_of(getattr(clients, who), page("measure-list", cast.home))
    assert not [word for word in ("Geheimes Amt", "Geheime Gruppe", "Geheimer Raum") if word in offered]
    assert "Geheimes Amt" in text_of(clients.steuerung, page("measure-list", cast.home))


@pytest.mark.parametrize("who", ["fachamt", "beirat", "lesend"])
def test_findings_do_not_tell_of_internal_measures(who: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    served, bare = factories.goal(cast.home, "Mit interner Maßnahme"), factories.goal(cast.home, "Ganz ohne")
    factories.measure(cast.home, "Interne", number="1.1", goal=served, visibility="intern")
    twin = factories.measure(cast.home, "Offene", number="1.1")
    client = getattr(clients, who)
    pages = [text_of(client, page("goal-detail", cast.home, goal.pk)) for goal in (served, bare)]
    assert [text.count("⚑") for text in pages] == [0, 0]
    assert "ohne Maßnahme" not in text_of(client, page("plan", cast.home))
    assert "Interne" not in text_of(client, page("measure-detail", cast.home, twin.pk))
    assert "Nummer doppelt" not in text_of(client, page("measure-list", cast.home))
    assert "ohne Maßnahme" in text_of(clients.steuerung, page("plan", cast.home))


def test_ids_that_no_database_has_are_refused(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    measure = factories.measure(cast.home)
    names = ("partners", "contacts", "strategies", "more_goals", "more_leads")
    for value in ("4" * 38, "9" * 400, "²", "1e5", "a\x00b", "-1"):
        form = edited(measure, **{name: [value] for name in names})
        answer = clients.steuerung.post(page("measure-edit", cast.home, measure.pk), form)
        assert answer.status_code == 422, value
        assert set(names) <= set(answer.context["form"].errors), value


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-02-31"])
def test_the_text_on_a_day_that_calendars_end_with(day: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    factories.section(cast.home)
    url = reverse("concepts:section-detail", args=[cast.home.slug, "leitlinien"])
    assert clients.lesend.get(url, {"stand": day}).status_code in (200, 404, 422)


@pytest.mark.parametrize("words", ["a\x00b", "x," * 5000])
def test_words_are_bounded(words: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    measure = factories.measure(cast.home)
    answer = clients.steuerung.post(page("measure-edit", cast.home, measure.pk), edited(measure, groups=words))
    assert answer.status_code == 422


def test_suggestions_are_text(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    measure = factories.measure(cast.home)
    clients.steuerung.post(
        page("measure-edit", cast.home, measure.pk), edited(measure, groups="<b hx-post=x>Frauen</b>")
    )
    form = text_of(clients.steuerung, page("measure-edit", cast.home, measure.pk))
    assert "<b hx-post" not in form and "&lt;b hx-post" in form
    field = WordsField()
    field.suggest(["<i>x</i>"])
    assert "<i>x</i>" in str(field.help_text), "the template escapes it, once"


def test_texts_have_an_end(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    measure = factories.measure(cast.home)
    answer = clients.steuerung.post(
        page("measure-edit", cast.home, measure.pk), edited(measure, description="x" * 20_001)
    )
    assert answer.status_code == 422
    clients.steuerung.post(page("measure-edit", cast.home, measure.pk), edited(measure, description="lang " * 3_000))
    current = Measure.objects.get(pk=measure.pk)
    clients.steuerung.post(page("measure-edit", cast.home, measure.pk), edited(current, description="kurz"))
    assert len(text_of(clients.steuerung, page("measure-detail", cast.home, measure.pk))) < 40_000, (
        "the story shows beginnings"
    )


@pytest.mark.parametrize("word", ["vertraulich", "Vogel"])
def test_the_search_is_no_oracle(word: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    person = Person.objects.create(municipality=cast.home, name="K. Vogel")
    measure = factories.measure(cast.home, "Offene Maßnahme", remark="vertraulich")
    contacts = actions.Relations(contacts=[person])
    actions.save_measure(user=None, measure=measure, relations=contacts, version=measure.version)
    for client in (clients.lesend, clients.beirat):
        assert "Offene Maßnahme" not in text_of(client, page("measure-list", cast.home) + f"?q={word}")


def test_the_name_of_a_sheet_is_text_in_the_questions_of_an_import(
    cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    """It stands in a hint, and hints once went out unescaped."""
    factories.organisation(cast.home, "Jugendamt Süd")
    book = openpyxl.Workbook()
    book.active.title = "<b hx-post=x hx-trigger=load>"
    book.active.append(["Nr.", "Maßnahme", "Federführung", "Zeitraum"])
    book.active.append(["1", "Sprachkurse", "Jugendamtt Süd", "2027"])
    out = BytesIO()
    book.save(out)
    upload = SimpleUploadedFile("katalog.xlsx", out.getvalue())
    answer = clients.steuerung.post(page("import-create", cast.home), {"file": upload}, follow=True)
    text = answer.content.decode()
    assert "Jugendamtt Süd" in text and "&lt;b hx-post" in text and "<b hx-post" not in text
