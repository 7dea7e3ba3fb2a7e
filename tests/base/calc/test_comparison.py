"""What came, went, moved and changed between two snapshots."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from tests.base.calc.snapshots import SNAPSHOTS, field, frame, goal, measure, need, snapshot
from verbindlich.base.calc import snapshot as frozen
from verbindlich.base.calc.comparison import Alteration, Difference, compare

BEFORE = snapshot(
    concept=frame(title="Ankommen"),
    fields=(field(1, name="Sprache"), field(2, name="Arbeit")),
    goals=(goal(3, title="Kurse", field=1), goal(4, title="Betriebe", field=2)),
    measures=(measure(5, title="Börse", goal=3, field=1), measure(6, title="Messe", goal=4, field=2)),
)


def test_nothing_differs() -> None:
    assert compare(BEFORE, BEFORE) == ()


def test_a_row_is_known_by_its_number_not_by_its_title() -> None:
    after = replace(
        BEFORE, measures=(measure(6, title="Börse", goal=4, field=2), measure(7, title="Messe", goal=4, field=2))
    )
    said = [(one.what, one.key, sorted(one.kinds)) for one in compare(BEFORE, after)]
    assert said == [("measures", 6, ["changed"]), ("measures", 7, ["new"]), ("measures", 5, ["gone"])]


def test_a_row_that_hangs_elsewhere_has_moved() -> None:
    moved = replace(BEFORE, measures=(measure(5, title="Börse", goal=4, field=2), BEFORE.measures[1]))
    (found,) = compare(BEFORE, moved)
    assert found.kinds == {"moved"}
    assert found.moved == (Alteration("field", 1, 2), Alteration("goal", 3, 4))
    both = replace(moved, measures=(replace(moved.measures[0], title="Kursbörse"), BEFORE.measures[1]))
    (found,) = compare(BEFORE, both)
    assert found.kinds == {"moved", "changed"}
    assert found.changed == (Alteration("title", "Börse", "Kursbörse"),)


def test_a_goal_moves_to_another_field_or_below_another_goal() -> None:
    after = replace(BEFORE, goals=(replace(BEFORE.goals[0], parent=4), replace(BEFORE.goals[1], field=1)))
    assert [one.kinds for one in compare(BEFORE, after)] == [{"moved"}, {"moved"}]


def test_an_answer_to_a_need_does_not_move_it() -> None:
    (found,) = compare(snapshot(needs=(need(1),)), snapshot(needs=(need(1, answer="goal", goal=3),)))
    assert found.kinds == {"changed"}


def test_an_organisation_is_the_same_whatever_it_is_called() -> None:
    def led_by(pk: int, name: str) -> frozen.Snapshot:
        return snapshot(measures=(measure(5, leads=(frozen.Organisation(pk, name),)),))

    assert compare(led_by(1, "Sozialamt"), led_by(1, "Amt für Soziales")) == ()
    assert len(compare(led_by(1, "Sozialamt"), led_by(2, "Sozialamt"))) == 1


def test_how_far_a_measure_has_come_is_no_change_of_the_plan() -> None:
    milestone = frozen.Milestone(1, "Stelle besetzt", date(2025, 6, 30), None)
    planned = snapshot(measures=(measure(5, state="planned", milestones=(milestone,)),))
    reached = replace(milestone, done_on=date(2025, 5, 2))
    (found,) = compare(planned, snapshot(measures=(measure(5, state="running", progress=40, milestones=(reached,)),)))
    assert found.kinds == {"advanced"}
    assert [one.name for one in found.alterations] == ["state", "progress", "milestones"]
    later = replace(reached, due=date(2025, 9, 30))
    (found,) = compare(planned, snapshot(measures=(measure(5, state="running", milestones=(later,)),)))
    assert found.kinds == {"advanced", "changed"}
    assert [one.name for one in found.changed] == ["milestones"]


def test_what_does_not_count() -> None:
    named = snapshot(measures=(measure(5, contacts=(frozen.Contact(9),)),))
    bare = snapshot(measures=(measure(5),))
    assert len(compare(bare, named)) == 1
    assert compare(bare, named, without=("contacts",)) == ()


def test_the_frame_comes_goes_and_changes() -> None:
    other = replace(BEFORE, concept=frame(title="Zusammen"))
    bare = replace(BEFORE, concept=None)
    assert [one.kinds for pair in ((BEFORE, other), (bare, BEFORE), (BEFORE, bare)) for one in compare(*pair)] == [
        {"changed"}, {"new"}, {"gone"},
    ]  # fmt: skip


def test_a_concept_and_a_catalogue_are_compared_in_what_both_have() -> None:
    catalogue = replace(BEFORE, kind="katalog", concept=None)
    assert compare(BEFORE, catalogue) == ()
    text = (frozen.Section("leitlinien", "Leitlinien", "Text"),)
    assert compare(catalogue, replace(BEFORE, sections=text)) == ()


@given(SNAPSHOTS)
@settings(max_examples=40)
def test_compared_with_itself_nothing_differs(one: frozen.Snapshot) -> None:
    assert compare(one, one) == ()


@given(SNAPSHOTS, SNAPSHOTS)
@settings(max_examples=60)
def test_from_the_other_side_it_is_mirrored(one: frozen.Snapshot, other: frozen.Snapshot) -> None:
    there = {(found.what, found.key): found for found in compare(one, other)}
    back = {(found.what, found.key): mirrored(found) for found in compare(other, one)}
    assert there == back


def mirrored(found: Difference) -> Difference:
    sorts = ([Alteration(a.name, a.new, a.old) for a in part] for part in (found.moved, found.changed, found.advanced))
    return Difference(found.what, found.key, found.new, found.old, *map(tuple, sorts))


@given(SNAPSHOTS, SNAPSHOTS)
@settings(max_examples=40)
def test_every_difference_says_what_it_is(one: frozen.Snapshot, other: frozen.Snapshot) -> None:
    assert all(found.kinds for found in compare(one, other))
