"""Runs tests on a PostgreSQL server of their own: temporary directory, free port, stopped at the end.

`python -m tests.postgres PATH…` runs pytest there. As root the server runs as user postgres, because it refuses root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def server_binaries() -> Path | None:
    """The folder with initdb and pg_ctl: on the PATH, or where Debian puts the newest version."""
    found = shutil.which("initdb")
    candidates = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((c for c in candidates if (c / "initdb").exists() and (c / "pg_ctl").exists()), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running, empty server."""
    binaries = server_binaries()
    if binaries is None:
        raise SystemExit("no PostgreSQL server on this machine (apt install postgresql)")
    owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    switch = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    folder = Path(tempfile.mkdtemp(prefix="verbindlich-pg-"))
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    port = free_port()
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    control = [str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-w", "-s"]
    init = [
        str(binaries / "initdb"),
        "-D",
        str(folder / "data"),
        "-U",
        "verbindlich",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c jit=off"
    subprocess.run(init, **quiet, **switch)  # type: ignore[call-overload]
    subprocess.run([*control, "-l", str(folder / "log"), "-o", options, "start"], **quiet, **switch)  # type: ignore[call-overload]
    try:
        yield f"postgres://verbindlich@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet, **switch)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


def main(paths: list[str]) -> int:
    with server() as url:
        environment = {**os.environ, "VERBINDLICH_DATABASE_URL": url}
        return subprocess.run([sys.executable, "-m", "pytest", "-q", *paths], env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
