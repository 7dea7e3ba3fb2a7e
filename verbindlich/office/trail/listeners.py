"""Who else wants to hear of every change: the search, which must know what the trail does not keep (a person's name, say).

Listeners run inside the verb's transaction, for every row that a verb records, whether or not its state changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from verbindlich.office.trail.models import Traceable

Listener = Callable[[Sequence[Traceable], bool], None]  # rows, and whether they are gone

_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """To be called once, in `AppConfig.ready()`."""
    _listeners.append(listener)


def tell(rows: Sequence[Traceable], *, gone: bool = False) -> None:
    """These rows were written or removed. Verbs that write no event for a row (a word made on the way) call it themselves."""
    for listener in _listeners:
        listener(rows, gone)
