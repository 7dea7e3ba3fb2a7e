"""A measure's own page: who sees what, the form, the milestones, two people at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories
from verbindlich.domain.actors.models import Person
from verbindlich.domain.concepts import actions
from verbindlich.domain.concepts.models import Finding, Measure, Milestone, Need
from verbindlich.office.trail.models import Event

FULL = {
    "number": "1.2", "title": "Kinderbetreuung während der Kurse", "end": "2027-12-31", "priority": "hoch",
    "budget_kind": "amount", "amount": "45000", "visibility": "freigegeben",
}  # fmt: skip


def page(name: str, home: Any, *args: int) -> str:
    return reverse(f"concepts:{name}", args=[home.slug, *args])


def edited(measure: Measure, **changes: Any) -> dict[str, Any]:
    """What the browser sends back of an unchanged form, with some fields changed."""
    measure = Measure.objects.get(pk=measure.pk)
    leads = measure.leads
    sent = {
        "number": measure.number, "title": measure.title, "goal": measure.goal_id or "", "field": measure.field_id or "",
        "lead": leads[0].pk if leads else "", "partners": [o.pk for o in measure.partners], "end": measure.end or "",
        "priority": measure.priority, "budget_kind": measure.budget_kind, "visibility": measure.visibility,
        "remark": measure.remark, "version_seen": measure.version,
    }  # fmt: skip
    return {**sent, **changes}


def test_steering_makes_a_measure_with_what_binds_it(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    lead, partner = factories.organisation(cast.home, "Jugendamt"), factories.organisation(cast.home, "VHS")
    field = factories.field(cast.home)
    goal = factories.goal(cast.home, field=field)
    answer = clients.steuerung.post(
        page("measure-create", cast.home),
        {
            **FULL,
            "lead": lead.pk,
            "partners": [partner.pk],
            "goal": goal.pk,
            "groups": "Frauen, Familien",
            "spaces": "Mitte",
        },
    )
    made = Measure.objects.get()
    assert answer.status_code == 302 and answer.url == page("measure-detail", cast.home, made.pk)
    assert (made.leads, made.partners, made.field, made.goal) == ([lead], [partner], field, goal)
    assert sorted(map(str, made.groups.all())) == ["Familien", "Frauen"]
    assert not Finding.objects.filter(measure=made).exclude(severity="note").exists()
    assert Event.objects.about(made).get().user == cast.steuerung


def test_an_empty_title_is_asked_for_and_nothing_is_lost(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    answer = clients.steuerung.post(
        page("measure-create", cast.home), {**FULL, "title": "", "description": "bleibt stehen"}
    )
    assert answer.status_code == 422
    assert "bleibt stehen" in answer.content.decode()
    assert not Measure.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start": "2027-01-01", "end": "2026-01-01"}, "id_end_error"),
        ({"budget_kind": "amount", "amount": ""}, "id_amount_error"),
        ({"amount": "-1"}, "id_amount_error"),
        ({"end": "31.02.2027"}, "id_end_error"),
        ({"progress": "101"}, "id_progress_error"),
    ],
)
def test_senseless_values_are_refused_at_their_field(
    changes: dict[str, str], field: str, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    answer = clients.steuerung.post(page("measure-create", cast.home), {**FULL, **changes})
    assert answer.status_code == 422 and field in answer.content.decode()


def test_typed_german_dates_are_understood(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    clients.steuerung.post(page("measure-create", cast.home), {**FULL, "end": "31.12.2027"})
    assert Measure.objects.get().end == date(2027, 12, 31)


@pytest.mark.parametrize(
    "name", ["goal", "field", "lead", "more_leads", "partners", "contacts", "more_goals", "strategies"]
)
def test_rows_of_another_municipality_are_refused(name: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    foreign: dict[str, Any] = {
        "goal": lambda: factories.goal(cast.neighbour, "Fremdes Ziel"),
        "field": lambda: factories.field(cast.neighbour, "Fremdes Feld"),
        "contacts": lambda: Person.objects.create(municipality=cast.neighbour, name="F. Fremd"),
        "strategies": lambda: factories.strategy(cast.neighbour, "Fremde Strategie"),
    }
    make = foreign.get(name) or foreign.get(name.removeprefix("more_").rstrip("s"))
    row = make() if make else factories.organisation(cast.neighbour, "Fremdes Amt")
    answer = clients.steuerung.post(page("measure-create", cast.home), {**FULL, name: row.pk})
    assert answer.status_code == 422
    assert str(row) not in answer.content.decode()
    assert not Measure.objects.exists()


@pytest.mark.parametrize("value", ["999999", "abc", "-1", "9" * 40])
def test_addresses_with_foreign_or_senseless_ids_prefill_nothing(
    value: str, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    theirs = factories.need(cast.neighbour, "Fremder Bedarf")
    for named in (value, str(theirs.pk)):
        answer = clients.steuerung.get(
            page("measure-create", cast.home), {"bedarf": named, "ziel": named, "feld": named}
        )
        assert answer.status_code == 200 and "Fremder Bedarf" not in answer.content.decode()


def test_a_measure_made_out_of_a_need_is_its_answer(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    need = factories.need(cast.home, "Betreuung fehlt")
    url = page("measure-create", cast.home) + f"?bedarf={need.pk}"
    assert "Betreuung fehlt" in clients.steuerung.get(url).content.decode()
    clients.steuerung.post(url, FULL)
    need.refresh_from_db()
    assert (need.answer, need.measure) == (Need.Answer.MEASURE, Measure.objects.get())
    assert need.answered_on == timezone.localdate()


def test_two_people_at_once_are_told(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    measure = factories.measure(cast.home, "Alt", remark="geheim")
    sent = edited(measure, title="Meine Fassung")
    theirs = Measure.objects.get(pk=measure.pk)
    theirs.title = "Ihre Fassung"
    actions.save_measure(user=cast.fachamt, measure=theirs, version=measure.version)
    answer = clients.steuerung.post(page("measure-edit", cast.home, measure.pk), sent)
    text = answer.content.decode()
    assert answer.status_code == 409 and "Meine Fassung" in text and "Ihre Fassung" in text
    assert Measure.objects.get(pk=measure.pk).title == "Ihre Fassung"


class TestFachamt:
    @pytest.fixture
    def own(self, cast: SimpleNamespace) -> Measure:
        office = factories.organisation(cast.home, "Jugendamt")
        team = factories.organisation(cast.home, "Sachgebiet", parent=office)
        factories.affiliate(cast.fachamt, office)
        return factories.measure(cast.home, "Eigene", leads=[team], visibility="intern", remark="nur intern")

    def test_edits_what_its_office_or_one_below_leads(
        self, own: Measure, cast: SimpleNamespace, clients: SimpleNamespace
    ) -> None:
        answer = clients.fachamt.post(
            page("measure-edit", cast.home, own.pk), edited(own, title="Neu", state="running")
        )
        assert answer.status_code == 302
        own.refresh_from_db()
        assert (own.title, own.state) == ("Neu", "running")

    def test_does_not_decide_what_the_steering_decides(
        self, own: Measure, cast: SimpleNamespace, clients: SimpleNamespace
    ) -> None:
        other = factories.organisation(cast.home, "Anderes Amt")
        field = factories.field(cast.home)
        sent = edited(own, number="9", lead=other.pk, field=field.pk, visibility="oeffentlich")
        assert clients.fachamt.post(page("measure-edit", cast.home, own.pk), sent).status_code == 302
        after = Measure.objects.get(pk=own.pk)
        assert (after.number, after.leads, after.field, after.visibility) == ("", own.leads, None, "intern")

    def test_reads_where_it_takes_part_and_does_not_edit(
        self, own: Measure, cast: SimpleNamespace, clients: SimpleNamespace
    ) -> None:
        office = own.leads[0]
        shared = factories.measure(cast.home, "Mitwirkung", partners=[office], visibility="intern")
        assert clients.fachamt.get(page("measure-detail", cast.home, shared.pk)).status_code == 200
        assert clients.fachamt.get(page("measure-edit", cast.home, shared.pk)).status_code == 403

    def test_internal_ones_of_others_do_not_exist(
        self, own: Measure, cast: SimpleNamespace, clients: SimpleNamespace
    ) -> None:
        hidden = factories.measure(cast.home, "Fremd und intern", visibility="intern")
        assert clients.fachamt.get(page("measure-detail", cast.home, hidden.pk)).status_code == 404
        assert clients.fachamt.get(page("measure-edit", cast.home, hidden.pk)).status_code == 404


@pytest.mark.parametrize("who", ["beirat", "lesend"])
def test_readers_see_no_remark_and_no_contact_in_present_or_past(
    who: str, cast: SimpleNamespace, clients: SimpleNamespace
) -> None:
    person = Person.objects.create(municipality=cast.home, name="K. Vogel")
    measure = factories.measure(cast.home, "Offen", remark="vertrauliches Wort")
    actions.save_measure(
        user=cast.steuerung, measure=measure, relations=actions.Relations(contacts=[person]), version=measure.version
    )
    current = Measure.objects.get(pk=measure.pk)
    current.remark = "anderes Wort"
    actions.save_measure(user=cast.steuerung, measure=current, version=current.version)
    url = page("measure-detail", cast.home, measure.pk)
    for word in ("vertrauliches Wort", "anderes Wort", "K. Vogel"):
        assert word not in getattr(clients, who).get(url).content.decode()
    seen = clients.steuerung.get(url).content.decode()
    assert "anderes Wort" in seen and "vertrauliches Wort" in seen and "K. Vogel" in seen


@pytest.mark.parametrize("who", ["beirat", "lesend"])
def test_readers_see_only_what_is_released(who: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    hidden = factories.measure(cast.home, "Intern", visibility="intern")
    assert getattr(clients, who).get(page("measure-detail", cast.home, hidden.pk)).status_code == 404


def test_findings_lead_to_the_field_that_mends_them(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    measure = factories.measure(cast.home)
    edit = page("measure-edit", cast.home, measure.pk)
    text = clients.steuerung.get(page("measure-detail", cast.home, measure.pk)).content.decode()
    assert f"{edit}#id_lead" in text and f"{edit}#id_end" in text
    assert "#id_lead" not in clients.lesend.get(page("measure-detail", cast.home, measure.pk)).content.decode()
    form = clients.steuerung.get(edit).content.decode()
    assert 'id="id_lead"' in form and 'id="id_end"' in form


def test_deleting_can_be_undone(cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    measure = factories.measure(cast.home)
    answer = clients.steuerung.post(page("measure-delete", cast.home, measure.pk))
    assert answer.url.endswith(f"?geloescht={measure.pk}")
    assert clients.steuerung.get(page("measure-detail", cast.home, measure.pk)).status_code == 404
    clients.steuerung.post(page("measure-restore", cast.home, measure.pk))
    assert clients.steuerung.get(page("measure-detail", cast.home, measure.pk)).status_code == 200


class TestMilestones:
    def test_made_changed_reached_and_removed(self, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
        measure = factories.measure(cast.home)
        clients.steuerung.post(
            page("milestone-create", cast.home, measure.pk), {"title": "Bedarf erhoben", "due": "2027-03-31"}
        )
        made = Milestone.objects.get()
        url = page("milestone-edit", cast.home, measure.pk, made.pk)
        clients.steuerung.post(url, {"title": "Bedarf je Ort", "due": "2027-03-31", "version_seen": made.version})
        clients.steuerung.post(page("milestone-done", cast.home, measure.pk, made.pk))
        made.refresh_from_db()
        assert (made.title, made.done_on) == ("Bedarf je Ort", timezone.localdate())
        assert "Bedarf je Ort" in clients.steuerung.get(page("measure-detail", cast.home, measure.pk)).content.decode()
        clients.steuerung.post(page("milestone-delete", cast.home, measure.pk, made.pk))
        assert not Milestone.objects.exists()
        assert Event.objects.about(measure).filter(verb="edit").count() == 4

    def test_two_people_at_once_are_told(self, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
        measure = factories.measure(cast.home, milestones=[Milestone(title="Erstens")])
        made = Milestone.objects.get()
        made.title = "Ihre"
        actions.save_milestone(user=cast.fachamt, milestone=made, version=made.version)
        answer = clients.steuerung.post(
            page("milestone-edit", cast.home, measure.pk, made.pk), {"title": "Meine", "version_seen": 1}
        )
        assert answer.status_code == 409 and "Ihre" in answer.content.decode()

    def test_of_another_measure_does_not_exist(self, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
        mine, other = (
            factories.measure(cast.home),
            factories.measure(cast.home, "Andere", milestones=[Milestone(title="x")]),
        )
        foreign = factories.measure(cast.neighbour, milestones=[Milestone(title="fremd")])
        for milestone in (other.milestones.get(), foreign.milestones.get()):
            assert clients.steuerung.post(page("milestone-done", cast.home, mine.pk, milestone.pk)).status_code == 404

    def test_a_missed_one_puts_the_measure_at_risk(self, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
        past = timezone.localdate() - timedelta(days=1)
        measure = factories.measure(cast.home, state="running", milestones=[Milestone(title="verpasst", due=past)])
        text = clients.steuerung.get(page("measure-detail", cast.home, measure.pk)).content.decode()
        assert "gefährdet" in text and "überfällig" in text


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "🙂" * 50, "\u202eقائمة التدابير", "a" * 500])
def test_any_text_is_shown_as_text(text: str, cast: SimpleNamespace, clients: SimpleNamespace) -> None:
    sent = {
        **FULL,
        "title": text,
        "description": text,
        "remark": text,
        "groups": text[:100],
        "lead_note": text,
        "budget_note": text,
    }
    assert clients.steuerung.post(page("measure-create", cast.home), sent).status_code == 302
    answer = clients.steuerung.get(page("measure-detail", cast.home, Measure.objects.get().pk))
    assert answer.status_code == 200 and "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_the_same_whatever_hangs_on_it(
    rows: int, cast: SimpleNamespace, clients: SimpleNamespace, queries: Callable[[Callable[[], Any]], int]
) -> None:
    field = factories.field(cast.home)
    goal = factories.goal(cast.home, field=field)
    bodies = [factories.organisation(cast.home, f"Amt {n}") for n in range(2 * rows)]
    milestones = [Milestone(title=f"Schritt {n}") for n in range(rows)]
    measure = factories.measure(
        cast.home, leads=bodies[:rows], partners=bodies[rows:], milestones=milestones, field=field, goal=goal
    )
    persons = [
        Person.objects.create(municipality=cast.home, name=f"P. {n}", organisation=bodies[0]) for n in range(rows)
    ]
    words = [f"Wort {n}" for n in range(rows)]
    relations = actions.Relations(contacts=persons, groups=words, spaces=words)
    actions.save_measure(user=None, measure=measure, relations=relations, version=measure.version)
    for n in range(rows):
        factories.need(cast.home, f"Bedarf {n}", answer="measure", measure=measure)
    # one of them for the notes, one for the files
    assert queries(lambda: get(clients.steuerung, page("measure-detail", cast.home, measure.pk))) == 20
    assert queries(lambda: get(clients.steuerung, page("measure-edit", cast.home, measure.pk))) == 29


def get(client: Client, url: str) -> None:
    assert client.get(url).status_code == 200
