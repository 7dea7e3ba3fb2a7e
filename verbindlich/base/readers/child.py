"""The child process in which foreign files are opened: limits first, then read, then hand over.

Started by sandbox.py with the file's name (one line of JSON) and bytes on its standard input. Writes wire.py's lines,
or one line with the message for the user. Loads the standard library and this package only: no third-party code touches
a foreign file, and none has to be loaded.
"""

from __future__ import annotations

import gc
import json
import resource
import sys

from . import limits, wire
from .reading import read_here
from .sandbox import TOLD
from .source import UnreadableFile


def main() -> None:
    """Read standard input, write standard output. Exit status 0, or TOLD with {"error": message}."""
    _limit()
    gc.disable()  # all that is read is kept to the end; looking for garbage in it takes a third of the time
    out = sys.stdout.buffer
    try:
        name = json.loads(sys.stdin.buffer.readline())
        source = read_here(sys.stdin.buffer.read(), name)
    except UnreadableFile as error:
        out.write(json.dumps({"error": str(error)}).encode())
        out.flush()
        sys.exit(TOLD)
    for line in wire.pack(source):
        out.write(line.encode())
    out.flush()


def _limit() -> None:
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, limits.CHILD_FILE_BYTES),
        (resource.RLIMIT_AS, limits.CHILD_MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.CHILD_CPU_SECONDS),
    ):
        resource.setrlimit(limit, (most, most))
