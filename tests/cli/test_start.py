"""`verbindlich start` as a process: comes up, keeps its data, ends cleanly; one clear line for what an operator must mend."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.postgres import free_port


def start(data: Path, port: int, **more: str) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("VERBINDLICH_", "DJANGO_", "DISPLAY"))}
    environment |= {"VERBINDLICH_DATA": str(data), **more}
    command = [sys.executable, "-m", "verbindlich", "start", "--port", str(port)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, process.stderr and process.stderr.read()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/gesund/", timeout=2) as answer:
                assert answer.read() == b"ok"
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("did not come up")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_comes_up_and_ends_cleanly(sign: signal.Signals, tmp_path: Path) -> None:
    port = free_port()
    process = start(tmp_path, port)
    wait_for(port, process)
    process.send_signal(sign)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "steuerung@beispielkreis.example" in out
    assert f"http://127.0.0.1:{port}" in out
    assert "Traceback" not in err
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
    assert (tmp_path / "verbindlich.sqlite3").stat().st_mode & 0o077 == 0, "passwords and sessions: not for others"
    again = start(tmp_path, port)
    wait_for(port, again)
    again.send_signal(sign)
    again.communicate(timeout=20)
    assert again.returncode == 0


def refused(data: Path, port: int, **more: str) -> str:
    process = start(data, port, **more)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 2, (out, err)
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1, err
    return err


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        assert f"--port {port + 1}" in refused(tmp_path, port)


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "VERBINDLICH_DATA" in refused(tmp_path / "file", free_port())


SECRET = "x" * 40
REAL = {"VERBINDLICH_MODE": "production", "VERBINDLICH_SECRET_KEY": SECRET, "VERBINDLICH_BASE_URL": "https://v.example"}


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        ({"VERBINDLICH_SECRET_KEY": ""}, "VERBINDLICH_SECRET_KEY"),
        ({"VERBINDLICH_SECRET_KEY": "kurz"}, "VERBINDLICH_SECRET_KEY"),
        ({"VERBINDLICH_DEBUG": "1"}, "VERBINDLICH_DEBUG"),
        ({"VERBINDLICH_BASE_URL": "http://v.example"}, "VERBINDLICH_BASE_URL"),
        ({"VERBINDLICH_MODE": "produktion"}, "VERBINDLICH_MODE"),
    ],
)
def test_production_refuses(spoil: dict[str, str], word: str, tmp_path: Path) -> None:
    assert word in refused(tmp_path, free_port(), **{**REAL, **spoil})


def test_production_refuses_the_demo_and_offers_the_setup_code_otherwise(tmp_path: Path) -> None:
    port = free_port()
    demo = start(tmp_path / "demo", port)
    wait_for(port, demo)
    demo.send_signal(signal.SIGTERM)
    demo.communicate(timeout=20)
    assert "Vorführung" in refused(tmp_path / "demo", port, **REAL)
    real = start(tmp_path / "real", port, **REAL)
    deadline = time.monotonic() + 60
    line = ""
    while "Code:" not in line and time.monotonic() < deadline:
        line = real.stdout.readline()  # type: ignore[union-attr]
    real.send_signal(signal.SIGTERM)
    out, _ = real.communicate(timeout=20)
    assert "https://v.example/einrichten/" in line
    assert "verbindlich-vorführen" not in line + out
