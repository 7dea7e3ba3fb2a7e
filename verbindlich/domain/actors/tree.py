"""Rows that lie below one another, as `parents`: each row's id with the id of what it belongs to, None at the top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

Parents = Mapping[int, int | None]


def circle(pk: int | None, parent: int | None, parents: Parents) -> bool:
    """Whether the row `pk` (None: new) would lie below itself if it belonged to `parent`."""
    seen = {pk}
    while parent is not None:
        if parent in seen:
            return True
        seen.add(parent)
        parent = parents.get(parent)
    return False


def with_those_below(ids: Iterable[int], parents: Parents) -> frozenset[int]:
    below = _children(parents)
    found: set[int] = set()
    queue = list(ids)
    while queue:
        pk = queue.pop()
        if pk not in found:
            found.add(pk)
            queue += below[pk]
    return frozenset(found)


def above(pk: int, parents: Parents) -> list[int]:
    """What the row belongs to, from the top down to just above it."""
    path: list[int] = []
    parent = parents.get(pk)
    while parent is not None and parent not in path and parent != pk:
        path.append(parent)
        parent = parents.get(parent)
    return path[::-1]


def in_order(parents: Parents) -> list[tuple[int, int]]:
    """Every row once with its depth, 0 at the top: each before those below it, else in the order of `parents`."""
    below = _children(parents)
    queue = [(pk, 0) for pk in reversed(below[None])]
    found: list[tuple[int, int]] = []
    while queue:
        pk, depth = queue.pop()
        found.append((pk, depth))
        queue += [(child, depth + 1) for child in reversed(below[pk])]
    return found


def gathered(own: Mapping[int, Iterable[int]], parents: Parents) -> dict[int, set[int]]:
    """For every row what it has itself and what those below it have, each thing once."""
    found = {pk: set(own.get(pk, ())) for pk in parents}
    for pk, _depth in reversed(in_order(parents)):
        parent = parents[pk]
        if parent in found:
            found[parent] |= found[pk]
    return found


def _children(parents: Parents) -> defaultdict[int | None, list[int]]:
    """Of each row, in order; under None what lies at the top or below a row that is not here."""
    below: defaultdict[int | None, list[int]] = defaultdict(list)
    for pk, parent in parents.items():
        below[parent if parent in parents else None].append(pk)
    return below
