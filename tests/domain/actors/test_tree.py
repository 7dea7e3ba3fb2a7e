"""Rows below one another: no circle, what lies below, each counted once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verbindlich.domain.actors.tree import above, circle, gathered, in_order, with_those_below

PARENTS = {1: None, 2: 1, 3: 2, 4: 1, 5: None, 6: 99}  # 99 is not here: deleted, or not to be seen


def test_a_small_tree() -> None:
    assert in_order(PARENTS) == [(1, 0), (2, 1), (3, 2), (4, 1), (5, 0), (6, 0)]
    assert with_those_below([2, 5], PARENTS) == {2, 3, 5}
    assert above(3, PARENTS) == [1, 2] and above(1, PARENTS) == []
    assert gathered({3: [7], 2: [7, 8], 4: [9]}, PARENTS) == {
        1: {7, 8, 9},
        2: {7, 8},
        3: {7},
        4: {9},
        5: set(),
        6: set(),
    }
    assert (
        circle(1, 3, PARENTS) and circle(2, 2, PARENTS) and not circle(3, 4, PARENTS) and not circle(None, 3, PARENTS)
    )


@given(st.lists(st.tuples(st.integers(1, 9), st.one_of(st.none(), st.integers(1, 9))), max_size=40))
def test_moves_that_are_allowed_keep_it_a_tree(moves: list[tuple[int, int | None]]) -> None:
    parents: dict[int, int | None] = dict.fromkeys(range(1, 10))
    for pk, parent in moves:
        if not circle(pk, parent, parents):
            parents[pk] = parent
    assert sorted(pk for pk, _depth in in_order(parents)) == list(range(1, 10))
    for pk in parents:
        assert all(pk in with_those_below([one], parents) for one in above(pk, parents))


def test_a_long_chain_needs_no_recursion() -> None:
    chain: dict[int, int | None] = {n: n - 1 or None for n in range(1, 5000)}
    assert in_order(chain)[-1] == (4999, 4998)
    assert len(gathered({4999: [1]}, chain)[1]) == 1
