from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.base.readers.making import bomb, inline, number, styles, xlsx
from verbindlich.base.readers import Source, UnreadableFile, limits, read, read_bytes, read_here, sandbox

PLAN = xlsx(
    f"<row>{inline('A1', 'Maßnahme')}{number('B1', 1.1, 1)}</row><row>{number('A2', 46022, 2)}</row>",
    styles=styles("0.00", "dd.mm.yyyy"),
)


def test_the_child_reads_what_this_process_reads() -> None:
    assert read_bytes(PLAN, "plan.xlsx") == read_here(PLAN, "plan.xlsx")


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "Plan – Größe.csv"
    path.write_text("Nr;Titel\n1;Kurs\n", "cp1252")
    source = read(path)
    assert (source.name, source.format, source.tables[0].name) == (path.name, "csv", "Plan – Größe")


@pytest.mark.parametrize(
    ("name", "message"), [("fehlt.xlsx", sandbox.NOT_FOUND), (".", sandbox.FOLDER), ("a\0b", sandbox.NOT_OPENED)]
)
def test_what_is_no_file_is_refused(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(tmp_path / name)
    assert str(refusal.value) == message


@pytest.mark.parametrize("how", [read_bytes, read_here])
def test_a_file_past_fifty_megabytes_is_refused_unread(
    monkeypatch: pytest.MonkeyPatch, how: Callable[[bytes, str], Source]
) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    with pytest.raises(UnreadableFile, match="größer als 50 MB"):
        how(PLAN, "a.xlsx")


def test_a_path_past_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "gross.xlsx"
    with path.open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(UnreadableFile, match="größer als 50 MB"):
        read(path)


def test_the_child_s_refusal_reaches_the_caller() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(bomb("xl/workbook.xml", 800), "a.xlsx")
    assert str(refusal.value) == limits.UNPACKED_TOO_LARGE


def test_a_file_that_takes_too_much_memory_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(b"a;b\n" + b"\n" * 29_000_000, "a.csv")
    assert str(refusal.value) == limits.TOO_MUCH_MEMORY


def start_instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """The child runs this instead of reading."""
    monkeypatch.setattr(sandbox, "_COMMAND", [sys.executable, "-I", "-S", "-c", code])


def test_a_child_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHILD_SECONDS", 0.3)
    start_instead(monkeypatch, "import time; time.sleep(60)")
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(PLAN, "a.xlsx")
    assert str(refusal.value) == limits.TOO_SLOW


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("import os; os.abort()", sandbox.FAILED),
        ("raise SystemError('intern')", sandbox.FAILED),
        ("pass", sandbox.FAILED),
        ("print('{')", sandbox.FAILED),
        (f"import os; os.kill(os.getpid(), {signal.SIGXCPU:d})", limits.TOO_SLOW),
    ],
)
def test_a_child_that_dies_tells_the_user_no_internals(
    monkeypatch: pytest.MonkeyPatch, code: str, message: str
) -> None:
    start_instead(monkeypatch, code)
    with pytest.raises(UnreadableFile) as refusal:
        read_bytes(PLAN, "a.xlsx")
    assert str(refusal.value) == message


def in_child(code: str) -> str:
    """What `code` prints in a process started as the child is, its limits set."""
    start = "import sys; sys.path.append(sys.argv[1]); from verbindlich.base.readers import child; child._limit(); "
    command = [*sandbox._COMMAND[:-2], start + code, sandbox._COMMAND[-1]]
    return subprocess.run(command, capture_output=True, check=True, cwd="/", env={}, text=True).stdout.strip()


def test_the_child_has_limits() -> None:
    memory = in_child("import resource as r; print(r.getrlimit(r.RLIMIT_AS)[1], r.getrlimit(r.RLIMIT_CPU)[1])")
    assert memory == f"{limits.CHILD_MEMORY_BYTES} {limits.CHILD_CPU_SECONDS}"


def test_the_child_cannot_take_more_memory_than_it_may() -> None:
    code = "exec('try: bytearray(500_000_000)\\nexcept MemoryError: print(\"zu viel\")')"
    assert in_child(code) == "zu viel"


def test_the_child_loads_nothing_but_the_standard_library_and_this_package() -> None:
    code = "print([m for m in ('lxml', 'openpyxl', 'docx', 'odfdo', 'django') if m in sys.modules], sys.flags.isolated)"
    assert in_child(code) == "[] 1"


def test_the_child_does_not_see_the_server_s_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setenv("PYTHONPATH", "/nirgends")
    start_instead(monkeypatch, "import json, os; print(json.dumps({'format': 'csv', 'notes': list(os.environ)}))")
    assert not {"SECRET_KEY", "PYTHONPATH"} & set(read_bytes(PLAN, "a.xlsx").notes)
