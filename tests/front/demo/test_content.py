"""The demo as its visitors find it, read once loaded."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from django.utils import timezone

from tests.front.demo.soundness import is_sound
from verbindlich.base import profiles
from verbindlich.base.documents import html, markdown
from verbindlich.domain.actors.models import Affiliation, Organisation, OrganisationAlias, Person, SocialSpace
from verbindlich.domain.concepts.models import (
    Concept,
    FieldOfAction,
    Goal,
    Measure,
    MeasureBody,
    Milestone,
    Need,
    RuleOff,
    Section,
    Strategy,
    StrategyLink,
    Version,
)
from verbindlich.domain.concepts.models.measure import BudgetKind, Priority, State
from verbindlich.domain.concepts.snapshot import kept
from verbindlich.office.accounts.models import Municipality, User
from verbindlich.office.search.models import Audience, SearchEntry
from verbindlich.office.trail.models import Event
from verbindlich.office.vocab.models import TargetGroup, Visibility

pytestmark = pytest.mark.django_db


def test_it_is_as_large_as_promised(home: Municipality) -> None:
    assert home.population == 240_000
    assert Organisation.objects.of(home).count() == 91
    assert {o.kind for o in Organisation.objects.of(home)} == set(Organisation.Kind.values), "every group has somebody"
    assert FieldOfAction.objects.of(home).count() == 8
    assert 14 <= Goal.objects.of(home).count() <= 18
    assert Measure.objects.of(home).count() == 60
    assert Need.objects.of(home).count() == 12
    assert Strategy.objects.of(home).count() == 3
    assert TargetGroup.objects.of(home).count() == 15
    assert Counter(SocialSpace.objects.of(home).values_list("kind", flat=True)) == {"gemeinde": 12, "sozialraum": 5}
    assert "erfunden" in home.population_source


def test_it_is_alive_today(home: Municipality) -> None:
    is_sound(home, timezone.localdate())


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("state", {*State.values, ""}),
        ("priority", {*Priority.values, ""}),
        ("budget_kind", {*BudgetKind.values, ""}),
        ("visibility", set(Visibility.values)),
        ("kind", {*Measure.Kind.values, ""}),
        ("duty", {*Measure.Duty.values, ""}),
    ],
)
def test_every_choice_of_a_measure_occurs(home: Municipality, name: str, values: set[str]) -> None:
    assert set(Measure.objects.of(home).values_list(name, flat=True)) == values


def test_gaps_are_there_but_few(home: Municipality) -> None:
    every = Measure.objects.of(home)
    assert every.without_lead().count() == 3
    assert every.filter(start=None, end=None, recurring=False, period_note__in=("", "offen")).count() == 3
    assert every.filter(goal=None).count() == 1
    assert every.exclude(remark="").count() >= 5


def test_every_answer_to_a_need_occurs(home: Municipality) -> None:
    needs = Need.objects.of(home)
    answers = Counter(needs.values_list("answer", flat=True))
    assert answers[Need.Answer.MEASURE] >= 3
    assert answers[Need.Answer.GOAL] >= 2
    assert answers[Need.Answer.REFUSED] == 2
    assert answers[""] == 3, "some wait"
    assert max(need.waiting_days(timezone.localdate()) for need in needs.filter(answer="")) > 300, "one for long"
    assert set(needs.values_list("kind", flat=True)) == set(Need.Kind.values)
    assert set(needs.values_list("source", flat=True)) == set(Need.Source.values)


def test_goals_have_three_levels_and_leitziele_their_chain(home: Municipality) -> None:
    goals = Goal.objects.of(home)
    assert set(goals.values_list("level", flat=True)) == set(Goal.Level.values)
    guiding = goals.filter(level=Goal.Level.GUIDING)
    assert guiding.count() == 8
    assert all(g.situation and g.challenges and g.strategy and g.sentence and g.assumed for g in guiding)
    assert {step for g in guiding for step in g.assumed} <= set(Goal.CHAIN)
    assert any(not getattr(g, step) for g in guiding for step in Goal.CHAIN), "some steps are still open"
    assert goals.filter(support_and_demand=True).count() == 3
    assert not goals.exclude(level=Goal.Level.GUIDING).filter(parent=None).exists()


def test_fields_take_up_the_states_fields_and_give_reasons(home: Municipality) -> None:
    known = {field.name for field in profiles.load("sachsen").state_fields.fields}
    fields = FieldOfAction.objects.of(home)
    assert all(field.state_fields and set(field.state_fields) <= known for field in fields)
    assert all(field.deviation for field in fields if len(field.state_fields) > 1)


def test_strategies_have_a_conflict_and_a_revision_soon(home: Municipality) -> None:
    links = StrategyLink.objects.filter(strategy__municipality=home)
    assert links.exclude(conflict="").count() == 1
    assert links.count() >= 5
    soonest = Strategy.objects.of(home).order_by("next_revision").first()
    assert 90 < (soonest.next_revision - timezone.localdate()).days < 160
    assert Measure.objects.of(home).filter(strategies__isnull=False).distinct().count() >= 3


def test_all_eight_elements_have_text_that_can_be_read(home: Municipality) -> None:
    sections = Section.objects.filter(municipality=home)
    assert {s.element for s in sections} == {e.id for e in profiles.load("sachsen").elements}
    for section in sections:
        assert 120 <= len(section.text.split()) <= 350, section.element
        assert "{" not in section.text
        shown = html.fragment(markdown.blocks(section.text))
        assert "|" not in shown, "tables are tables"
    assert sum("<table" in html.fragment(markdown.blocks(s.text)) for s in sections) >= 4


def test_the_process_is_described(home: Municipality) -> None:
    concept = Concept.objects.get(municipality=home)
    names = ("predecessor", "occasion", "formats", "participants", "steering", "duration", "municipalities_heard")
    assert all(getattr(concept, name) for name in names)
    assert concept.valid_from and concept.valid_until and concept.next_revision
    assert concept.valid_from < concept.next_revision <= concept.valid_until


def test_versions_keep_what_was_adopted(home: Municipality) -> None:
    draft, present, former = Version.objects.filter(municipality=home)
    assert (draft.kind, draft.state) == (Version.Kind.CATALOGUE, Version.State.DRAFT)
    assert (present.state, former.state) == (Version.State.SUBMITTED, Version.State.REPLACED)
    assert present.adopted_on and present.submitted_on and former.adopted_on
    assert (present.body, present.resolution) == ("Kreistag", f"{present.adopted_on.year}/031")
    assert former.adopted_on.year == present.adopted_on.year - 6
    now, then = kept(present).snapshot, kept(former).snapshot
    assert now and then
    assert (len(then.fields), len(then.measures), len(then.needs)) == (5, 20, 0)
    assert sum(not m.leads for m in then.measures) == 7, "the text of the concept says so"
    assert not any(m.priority or m.budget_kind for m in then.measures)
    assert (len(now.fields), len(now.measures), len(now.sections)) == (8, 55, 8), "one measure is internal"
    assert not any(m.progress for m in now.measures), "what came since is not in it"
    assert len({m.measure for m in now.measures} & {m.measure for m in then.measures}) == 15
    assert now.concept and now.concept.municipalities_heard


def test_two_rules_are_off_for_a_reason(home: Municipality) -> None:
    off = RuleOff.objects.filter(municipality=home)
    assert off.count() == 2
    assert all(len(o.reason) > 40 and o.at < timezone.now() for o in off)


def test_organisations_lead_and_take_part(home: Municipality) -> None:
    bodies = MeasureBody.objects.filter(measure__municipality=home, measure__deleted_at=None)
    assert len(set(bodies.filter(role="lead").values_list("organisation", flat=True))) >= 18
    involved = set(bodies.values_list("organisation__name", flat=True))
    assert len(involved) >= 26


def test_the_department_contact_has_measures_of_its_own(home: Municipality) -> None:
    """M. Krause works for the Jugendamt: some measures it leads, in others it takes part, most are others'."""
    office = Affiliation.objects.get(municipality=home).organisation
    assert office.name == "Jugendamt"
    every = Measure.objects.of(home)
    assert every.led_by([office.pk]).count() == 5
    assert every.involving([office.pk]).count() > 5
    krause = User.objects.get(email="fachamt@beispielkreis.example")
    assert Event.objects.of(home).filter(user=krause).count() >= 10


def test_every_row_passes_its_own_rules(home: Municipality) -> None:
    for model in (Organisation, Person, Concept, Section, FieldOfAction, Goal, Strategy, Measure, Milestone, Need):
        for row in model.objects.all():  # type: ignore[attr-defined]
            row.full_clean(exclude=["sort_key", "search"])


def test_the_trail_tells_how_each_row_came_to_be(home: Municipality) -> None:
    for model in (Organisation, Person, Concept, Section, FieldOfAction, Goal, Strategy, Measure, Need):
        rows = model.objects.filter(municipality=home)
        for row in rows.filter(deleted_at=None) if hasattr(model, "deleted_at") else rows:
            events = list(Event.objects.about(row).order_by("at", "pk"))
            assert events, row
            assert events[0].before is None
            assert all(bare(a.after) == bare(b.before) for a, b in zip(events, events[1:], strict=False)), row
            assert bare(events[-1].after) == bare(row.as_state()), row


def bare(state: Any) -> Any:
    """Rows by their ids: a field may have had another name then."""
    if isinstance(state, list):
        return [bare(one) for one in state]
    if isinstance(state, dict):
        return state["id"] if "id" in state else {name: bare(value) for name, value in state.items()}
    return state


def test_versions_count_the_acts(home: Municipality) -> None:
    """Who opens a form sees the version that the last act left."""
    for measure in Measure.objects.of(home).prefetch_related("milestones"):
        events = Event.objects.about(measure).count()
        reached = sum(m.done_on is not None for m in measure.milestones.all())
        assert measure.version == events - reached, measure


def test_names_of_persons_stand_with_persons_only(home: Municipality) -> None:
    surnames = {name.split()[-1] for name in Person.objects.values_list("name", flat=True)}
    assert len(surnames) >= 10
    for model in apps.get_models():
        if model in (Person, User) or not model.__module__.startswith("verbindlich."):
            continue
        names = [f.name for f in model._meta.get_fields() if isinstance(f, CharField | TextField | JSONField)]
        rows = model._default_manager.all()
        if model is SearchEntry:
            rows = rows.filter(audience=Audience.ALL)
        for row in rows.values_list(*names) if names else ():
            text = json.dumps([str(value) for value in row], ensure_ascii=False)
            assert not [name for name in surnames if name in text], model


def test_the_sample_catalogue_is_known(home: Municipality, shared: Path) -> None:
    """Number and title of all 24; imported, the sample finds them, not doubles of them."""
    import openpyxl

    sheet = openpyxl.load_workbook(shared / "samples/massnahmen/beispielkreis_spalten.xlsx").active
    sample = {row[2]: row[3] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert len(sample) == 24
    stored: dict[str, Any] = dict(Measure.objects.of(home).values_list("number", "title"))
    assert {number: stored.get(number) for number in sample} == sample


def test_spellings_are_remembered(home: Municipality) -> None:
    aliases = {a.name: a.organisation.name for a in OrganisationAlias.objects.filter(municipality=home)}
    assert aliases["BAMF"] == "Regionalstelle des Bundesamts für Migration"
    assert not set(aliases) & set(Organisation.objects.of(home).values_list("name", flat=True))
