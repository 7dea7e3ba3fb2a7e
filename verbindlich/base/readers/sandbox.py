"""Reading in a child process: a file that takes all memory or never ends takes the child down, not the caller."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from . import limits, wire
from .source import Source, UnreadableFile

FAILED = (
    "Die Datei konnte nicht gelesen werden; vermutlich ist sie beschädigt. Bitte öffnen Sie sie in Excel, Word oder "
    "LibreOffice, speichern Sie sie neu und versuchen Sie es noch einmal."
)
NOT_FOUND = "Die Datei wurde nicht gefunden. Bitte prüfen Sie Name und Ordner."
FOLDER = "Das ist ein Ordner und keine Datei. Bitte geben Sie eine Datei darin an."
NOT_OPENED = (
    "Die Datei lässt sich nicht öffnen. Bitte prüfen Sie, ob Sie sie lesen dürfen und ob sie noch woanders geöffnet "
    "ist."
)

TOLD = 3  # the child's exit status where its standard output holds a message for the user

_ROOT = str(Path(__file__).resolve().parents[3])
_START = "import sys; sys.path.append(sys.argv[1]); from verbindlich.base.readers.child import main; main()"
# -I: nothing from the environment or the working directory; -S: the standard library is enough and starts faster
_COMMAND = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START, _ROOT]
_KEPT = ("LD_LIBRARY_PATH", "PATH")  # no secret of the server's environment reaches the child
_OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGKILL)


def read(path: Path) -> Source:
    """A file by its path, read in a limited child process. Raises UnreadableFile with a message for the user."""
    try:
        if path.is_file() and path.stat().st_size > limits.FILE_BYTES:
            raise UnreadableFile(limits.FILE_TOO_LARGE)
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(NOT_FOUND) from None
    except IsADirectoryError:
        raise UnreadableFile(FOLDER) from None
    except (OSError, ValueError):  # ValueError: a NUL in the path
        raise UnreadableFile(NOT_OPENED) from None
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Source:
    """A file's content, read in a limited child process; `name` is what the user calls it. Raises UnreadableFile.

    A new process and not a fork: callers are web servers with threads.
    """
    if len(data) > limits.FILE_BYTES:
        raise UnreadableFile(limits.FILE_TOO_LARGE)
    try:
        child = subprocess.run(
            _COMMAND,
            input=b"%s\n%s" % (json.dumps(name).encode(), data),
            capture_output=True,
            timeout=limits.CHILD_SECONDS,
            env={key: os.environ[key] for key in _KEPT if key in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFile(limits.TOO_SLOW) from None
    if child.returncode == TOLD:
        raise UnreadableFile(json.loads(child.stdout)["error"])
    if child.returncode:
        raise UnreadableFile(limits.TOO_SLOW if child.returncode in _OUT_OF_TIME else FAILED)
    try:
        return wire.unpack(name, BytesIO(child.stdout))
    except (ValueError, KeyError, TypeError) as error:  # cut short, or not what the child writes
        raise UnreadableFile(FAILED) from error
