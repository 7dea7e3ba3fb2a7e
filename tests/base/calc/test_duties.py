from __future__ import annotations

from decimal import Decimal

from verbindlich.base.calc.duties import Done, Held, Post, Short, Why, commissioner, loads, only_here, register

HALF = Decimal("0.5")


def post(id: int, person: int | None, *duties: tuple[int, int | None], fte: Decimal | None = HALF) -> Post:
    return Post(id, fte, person, tuple(Held(task, share) for task, share in duties))


def test_each_task_says_who_does_it_and_with_how_much_time() -> None:
    posts = [post(1, 10, (1, 60), (2, 40)), post(2, 11, (2, None)), post(3, None, (3, 100), (2, 100))]
    lines = {line.task: line for line in register([1, 2, 3, 4], posts)}
    assert [lines[task].done for task in (1, 2, 3, 4)] == [Done.ONE, Done.SEVERAL, Done.VACANT, Done.NOBODY]
    assert (lines[1].time, lines[1].unknown) == (Decimal("0.30"), 0)
    assert (lines[2].time, lines[2].unknown) == (Decimal("0.20"), 1), "vacant positions give no time"
    assert [carrier.id for carrier in lines[2].posts] == [1, 2, 3]
    assert lines[4].posts == ()


def test_two_positions_of_one_person_are_not_several_people() -> None:
    assert register([1], [post(1, 10, (1, 50)), post(2, 10, (1, 50))])[0].done == Done.ONE


def test_an_unknown_extent_gives_no_time() -> None:
    assert register([1], [post(1, 10, (1, 50), fte=None)])[0].unknown == 1


def test_too_much_in_one_hand() -> None:
    assert not loads([post(1, 10, (1, 60), (2, 40)), post(2, None, *((n, 1) for n in range(9)))])
    full = loads([post(1, None, (1, 60), (2, 41))])
    assert [(load.why, load.amount) for load in full] == [(Why.SHARES, 101)]
    assert not loads([post(1, 10, *((n, 1) for n in range(5)))])
    many = loads([post(1, 10, *((n, 1) for n in range(3))), post(2, 10, *((n, 1) for n in range(2, 6)))])
    assert [(load.why, load.amount) for load in many] == [(Why.TASKS, 6), (Why.POSTS, 1)]
    assert [carrier.id for carrier in many[1].posts] == [1, 2]


def test_what_nobody_else_does() -> None:
    mine = post(1, 10, (1, 10), (2, 10), (3, 10), (4, 10))
    others = [post(2, 11, (1, 10)), post(3, None, (2, 10)), post(4, 10, (3, 10))]
    assert only_here(mine, [mine, *others]) == {2, 3, 4}, (
        "vacant positions and further ones of the same person do not count"
    )
    vacant = post(1, None, (1, 10), (2, 10))
    assert only_here(vacant, [vacant, *others]) == {2}


def test_the_commissioner_as_the_law_wants_it() -> None:
    assert commissioner(filled=True, employed=True, exclusive=True) == ()
    assert commissioner(filled=False, employed=False, exclusive=False) == (Short.VACANT, Short.HONORARY, Short.DOUBLE)
    assert commissioner(filled=True, employed=True, exclusive=None) == (Short.UNSAID,)
