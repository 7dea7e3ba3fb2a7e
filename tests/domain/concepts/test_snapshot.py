"""From rows to a snapshot: what is in it, what must not be, what it costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from tests import factories
from verbindlich.base.calc import snapshot as frozen
from verbindlich.base.calc.snapshot import canonical, parse
from verbindlich.domain.actors.models import Person
from verbindlich.domain.concepts import checking
from verbindlich.domain.concepts.actions import Relations, delete_row, save_measure, save_strategy
from verbindlich.domain.concepts.models import Measure, Milestone, Version
from verbindlich.domain.concepts.snapshot import kept, take
from verbindlich.office.vocab.actions import words
from verbindlich.office.vocab.models import TargetGroup

CONCEPT, CATALOGUE = Version.Kind.CONCEPT, Version.Kind.CATALOGUE
EVIL = '<script>alert(1)</script> 😀 \u202eمرحبا\u0007 "measure":99, \\ '


def fill(cast: SimpleNamespace) -> SimpleNamespace:
    """A concept with one of everything."""
    home = cast.home
    factories.concept(home, occasion="Gesetz", valid_from=date(2025, 1, 1))
    factories.section(home, "leitlinien", "Wir **wollen** das.")
    field = factories.field(home, number="1", state_fields=["Sprache"], deviation="Weil.")
    goal = factories.goal(
        home, field=field, number="1", situation="Wartezeiten", sentence="Ein Ort.", means="Stelle", assumed=["means"]
    )
    below = factories.goal(home, "Jede Gemeinde", parent=goal, level="mittelfristig", number="1.1")
    strategy = factories.strategy(home, owner=factories.organisation(home, "Bauamt"))
    save_strategy(user=None, strategy=strategy, links=[(goal, "Anderer Zuschnitt")], version=1)
    person = Person.objects.create(municipality=home, name="Erika Beispiel", email="erika@example.org")
    measure = Measure(
        municipality=home, title="Börse", number="1.1.1", goal=below, remark="GEHEIM", amount=Decimal("45000"), budget_kind="amount",
        per_year=True, positions=Decimal("0.5"), start=date(2025, 1, 1), description="Zeile\r\nZeile", state="running", progress=40,
    )  # fmt: skip
    relations = Relations(
        leads=[factories.organisation(home, "Sozialamt"), factories.organisation(home, "Amt für Bildung")],
        partners=[factories.organisation(home, "Volkshochschule")],
        more_goals=[goal], groups=["Frauen", "Ältere"], spaces=["Altstadt"], contacts=[person], strategies=[strategy],
        milestones=[Milestone(title="Stelle besetzt", due=date(2025, 6, 30), done_on=date(2025, 5, 2)), Milestone(title="Offen")],
    )  # fmt: skip
    measure = save_measure(user=None, measure=measure, relations=relations)
    need = factories.need(
        home, answer="measure", measure=measure, source_name="Frau Müller, Beratung", evidence="Liste"
    )
    return SimpleNamespace(
        field=field, goal=goal, below=below, strategy=strategy, person=person, measure=measure, need=need
    )


def test_everything_is_in_it(cast: SimpleNamespace) -> None:
    rows = fill(cast)
    found = take(cast.home, CONCEPT)
    assert found.concept and (found.concept.title, found.concept.occasion) == ("Ankommen im Kreis", "Gesetz")
    title = "Leitlinien der kommunalen Integrationspolitik"
    assert found.sections == (frozen.Section("leitlinien", title, "Wir **wollen** das."),)
    (field,) = found.fields
    assert (field.field, field.state_fields, field.deviation) == (rows.field.pk, ("Sprache",), "Weil.")
    assert [(goal.goal, goal.field, goal.parent) for goal in found.goals] == [
        (rows.goal.pk, rows.field.pk, None),
        (rows.below.pk, rows.field.pk, rows.goal.pk),
    ]
    assert (found.goals[0].situation, found.goals[0].means, found.goals[0].assumed) == (
        "Wartezeiten",
        "Stelle",
        ("means",),
    )
    (measure,) = found.measures
    assert [lead.name for lead in measure.leads] == ["Sozialamt", "Amt für Bildung"], "in the order of their naming"
    assert [partner.name for partner in measure.partners] == ["Volkshochschule"]
    assert (measure.goal, measure.field, measure.more_goals) == (rows.below.pk, rows.field.pk, (rows.goal.pk,))
    assert (measure.amount, measure.positions, measure.progress) == (Decimal("45000"), Decimal("0.5"), 40)
    assert (measure.groups, measure.spaces) == (("Ältere", "Frauen"), ("Altstadt",)), "in German order"
    assert [(m.title, m.due, m.done_on) for m in measure.milestones] == [
        ("Stelle besetzt", date(2025, 6, 30), date(2025, 5, 2)),
        ("Offen", None, None),
    ]
    assert measure.strategies == (rows.strategy.pk,)
    (strategy,) = found.strategies
    assert strategy.owner and strategy.owner.name == "Bauamt"
    assert strategy.links == (frozen.Touched(rows.goal.pk, "Anderer Zuschnitt"),)
    (need,) = found.needs
    assert (need.answer, need.measure) == ("measure", rows.measure.pk)


def test_no_person_and_no_internal_remark_is_in_it(cast: SimpleNamespace) -> None:
    rows = fill(cast)
    text = canonical(take(cast.home, CONCEPT))
    assert f'{{"person":{rows.person.pk}}}' in text
    for secret in ("GEHEIM", "Erika", "erika@", "Müller"):
        assert secret not in text


def test_the_same_rows_give_the_same_bytes_and_are_read_back(cast: SimpleNamespace) -> None:
    fill(cast)
    found = take(cast.home, CONCEPT)
    assert canonical(found) == canonical(take(cast.home, CONCEPT))
    assert parse(canonical(found)) == found


def test_internal_measures_stay_out_and_are_named_by_nobody(cast: SimpleNamespace) -> None:
    secret = factories.measure(cast.home, "Geheimplan", visibility="intern")
    factories.measure(cast.home, "Offen", visibility="oeffentlich")
    factories.need(cast.home, answer="measure", measure=secret)
    found = take(cast.home, CONCEPT)
    assert [measure.title for measure in found.measures] == ["Offen"]
    assert (found.needs[0].answer, found.needs[0].measure) == ("measure", None)
    assert "Geheimplan" not in canonical(found)
    assert f'"measure":{secret.pk},' not in canonical(found), "a page would take it for adopted (concepts/chain.py)"


def test_what_was_deleted_is_not_in_it_and_named_by_nobody(cast: SimpleNamespace) -> None:
    rows = fill(cast)
    alone = factories.need(cast.home, "Kurse", answer="goal", goal=rows.goal)
    for row in (rows.measure, rows.strategy, rows.below, rows.goal):
        delete_row(user=cast.steuerung, row=row)
    found = take(cast.home, CONCEPT)
    assert (found.goals, found.measures, found.strategies) == ((), (), ())
    assert [(need.need, need.answer, need.goal, need.measure) for need in found.needs] == [
        (rows.need.pk, "", None, None),
        (alone.pk, "", None, None),
    ]


def test_a_catalogue_holds_fields_goals_and_measures_alone(cast: SimpleNamespace) -> None:
    fill(cast)
    found = take(cast.home, CATALOGUE)
    assert (found.kind, found.concept, found.sections, found.needs) == ("katalog", None, (), ())
    assert len(found.fields) == len(found.measures) == 1 and len(found.goals) == 2


def test_an_empty_concept(cast: SimpleNamespace) -> None:
    found = take(cast.home, CONCEPT)
    assert found == frozen.Snapshot("konzept", None)
    assert parse(canonical(found)) == found


def test_nothing_of_the_neighbour_is_in_it(cast: SimpleNamespace) -> None:
    fill(SimpleNamespace(home=cast.neighbour))
    assert take(cast.home, CONCEPT) == frozen.Snapshot("konzept", None)


def test_any_text_comes_back_as_it_was(cast: SimpleNamespace) -> None:
    factories.concept(cast.home, title=EVIL, occasion=EVIL)
    factories.section(cast.home, "leitlinien", EVIL)
    field = factories.field(cast.home, EVIL, deviation=EVIL)
    factories.goal(cast.home, EVIL, field=field, situation=EVIL)
    measure = factories.measure(cast.home, EVIL, description=EVIL, leads=[factories.organisation(cast.home, EVIL)])
    measure.groups.set(words(TargetGroup, cast.home, ["<b>"]))
    text = canonical(take(cast.home, CONCEPT))
    found = parse(text)
    assert found.concept and found.concept.title == EVIL
    assert (found.sections[0].text, found.fields[0].name, found.goals[0].situation) == (EVIL, EVIL, EVIL)
    assert (found.measures[0].description, found.measures[0].leads[0].name) == (EVIL, EVIL)
    assert '"measure":99,' not in text, "what people write is no key"


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_for_one_and_three_rows(rows: int, cast: SimpleNamespace, queries: Any) -> None:
    goal = factories.goal(cast.home, field=factories.field(cast.home))
    for n in range(rows):
        lead = factories.organisation(cast.home, f"Amt {n}")
        factories.measure(
            cast.home, f"M {n}", goal=goal, leads=[lead], milestones=[Milestone(title="A"), Milestone(title="B")]
        )
        factories.need(cast.home, f"N {n}")
        factories.strategy(cast.home, f"S {n}")
    # fields, goals, measures, strategies, all relations, milestones; frame, sections, needs
    assert queries(lambda: take(cast.home, CONCEPT)) == 9
    assert queries(lambda: take(cast.home, CATALOGUE)) == 6


def test_more_measures_than_a_query_has_parameters(cast: SimpleNamespace, queries: Any) -> None:
    lead, goal = factories.organisation(cast.home), factories.goal(cast.home)
    with checking.paused():
        first = factories.measure(cast.home, leads=[lead], goal=goal)
    many = [Measure(municipality=cast.home, title=f"Maßnahme {n}", goal=goal, sort_key=f"{n:05}") for n in range(1099)]
    Measure.objects.bulk_create(many)
    assert queries(lambda: take(cast.home, CONCEPT)) == 9
    found = take(cast.home, CONCEPT)
    assert len(found.measures) == 1100
    assert parse(canonical(found)) == found
    assert [measure.measure for measure in found.measures if measure.leads] == [first.pk]


# what is stored


def version(text: str, sha256: str) -> Version:
    return Version(snapshot=text, sha256=sha256)


def test_a_kept_snapshot_is_whole() -> None:
    text = canonical(frozen.Snapshot("konzept", None))
    found = kept(version(text, frozen.checksum(text)))
    assert (found.snapshot, found.trouble) == (frozen.Snapshot("konzept", None), "")


def test_a_changed_snapshot_is_told() -> None:
    text = canonical(frozen.Snapshot("konzept", None))
    found = kept(version(text.replace("konzept", "katalog"), frozen.checksum(text)))
    assert found.snapshot and "Prüfsumme stimmt nicht" in found.trouble
    assert kept(version("{}", frozen.checksum(text))).snapshot is None


def test_a_later_format_is_refused_in_words() -> None:
    text = canonical(frozen.Snapshot("konzept", None)).replace('"format":1', '"format":2')
    found = kept(version(text, frozen.checksum(text)))
    assert found.snapshot is None
    assert "Format 2" in found.trouble and "aktualisieren" in found.trouble
    assert "nicht lesbar" in kept(version("[]", frozen.checksum("[]"))).trouble
