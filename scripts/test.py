"""`make test`: style, types, direction of the rooms, then the tests on SQLite and, where a server is there, on PostgreSQL.

Says at the end what was left out. With VERBINDLICH_INSIST=1 (as `.ci/run` sets it) nothing may be left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
POSTGRES = [
    "tests/domain",
    "tests/office",
    "tests/front",
    "tests/test_urls.py",
    "tests/test_forms.py",
    "tests/test_slots.py",
]


def run(*command: str) -> bool:
    print("\n$", " ".join(command), flush=True)
    return subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT).returncode == 0


def missing() -> list[str]:
    """What this machine lacks, in words."""
    sys.path.insert(0, str(ROOT))
    from tests.postgres import server_binaries

    gaps = []
    if not shutil.which("chromium"):
        gaps.append("Browsertests: Chromium fehlt (apt install chromium)")
    if server_binaries() is None:
        gaps.append("Tests auf PostgreSQL: kein Server gefunden (apt install postgresql)")
    if not Path(os.environ.get("VERBINDLICH_SHARED", ROOT.parent / "shared")).is_dir():
        gaps.append("Tests an den gemeinsamen Beispielen: Ordner ../shared fehlt")
    return gaps


def main() -> int:
    gaps = missing()
    if gaps and os.environ.get("VERBINDLICH_INSIST"):
        print("Fehlt: " + "; ".join(gaps), file=sys.stderr)
        return 1
    steps = [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",), ("lint-imports", "--no-cache")]
    done = [run(*step) for step in steps]
    done.append(run("python", "-m", "pytest", "-q", "-m", "not e2e"))
    if not any("PostgreSQL" in gap for gap in gaps):
        done.append(run("python", "-m", "tests.postgres", *POSTGRES))
    if not any("Chromium" in gap for gap in gaps):
        done.append(run("python", "-m", "pytest", "-q", "-m", "e2e", "tests/e2e"))
    print("\nBestanden." if all(done) else "\nNicht bestanden.")
    for gap in gaps:
        print(f"Ausgelassen – {gap}")
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
