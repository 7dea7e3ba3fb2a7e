"""How many files are read at once: each may take 450 MB and a core, and the rest of the site needs threads, too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

AT_ONCE = BoundedSemaphore(2)
IN_LINE = BoundedSemaphore(4)  # being read or waiting
PATIENCE = 20  # seconds


@contextmanager
def turn() -> Iterator[bool]:
    """Whether a file may be read now, after some waiting."""
    if not IN_LINE.acquire(blocking=False):
        yield False
        return
    try:
        mine = AT_ONCE.acquire(timeout=PATIENCE)
        try:
            yield mine
        finally:
            if mine:
                AT_ONCE.release()
    finally:
        IN_LINE.release()
