"""Rows that factories make are judged by the concept check together, when somebody looks, and not each time one is made.

The product judges after every change, which is most of what a test with twenty rows would cost. Tests about that very thing are
marked `at_once`. Verbs that a test calls by itself judge as they always do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.test import Client

from verbindlich.domain.concepts import checking
from verbindlich.office.accounts.models import Municipality

P = ParamSpec("P")
R = TypeVar("R")
_due: dict[int, Municipality] | None = None  # None: at once


@contextmanager
def later() -> Iterator[None]:
    """Inside, what factories make waits for `judge`."""
    global _due
    _due = {}
    try:
        yield
    finally:
        _due = None


def unjudged(make: Callable[Concatenate[Municipality, P], R]) -> Callable[Concatenate[Municipality, P], R]:
    """For a factory whose verb judges."""

    @wraps(make)
    def made(municipality: Municipality, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if _due is None:
            return make(municipality, *args, **kwargs)
        with checking.paused():
            row = make(municipality, *args, **kwargs)
        _due[municipality.pk] = municipality
        return row

    return made


def judge() -> None:
    """Judge all that waits; while the check is paused it goes on waiting."""
    while _due and not checking._paused.get():
        checking.recheck(_due.popitem()[1])


class Looking(Client):
    """A client that has everything judged before it asks."""

    def request(self, **request: Any) -> Any:
        judge()
        return super().request(**request)
