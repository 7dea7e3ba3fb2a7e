"""`make test`: style, types, direction of the rooms, then at once the tests on SQLite and, where
they are there, on PostgreSQL and in the browser.

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
    "tests/test_slots.py",
]
# Words and layout of pages: their queries run on PostgreSQL in tests/test_urls.py, once for each address and role.
SQLITE_ALONE = [
    "tests/domain/assessment",
    "tests/front/demo/test_content.py",
    "tests/front/demo/test_pages.py",
    "tests/test_forms.py",
    *(
        f"tests/domain/concepts/test_{name}.py"
        for name in (
            "chain", "check", "check_mending", "check_report", "check_trend", "fields", "import_pages", "import_sentences",
            "import_words", "measure_list_export", "measure_list_inline", "overview", "text", "versions_compare", "versions_pages",
        )
    ),
]  # fmt: skip


def run(*command: str) -> bool:
    print("\n$", " ".join(command), flush=True)
    return subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT).returncode == 0


def run_together(suites: dict[str, tuple[str, ...]]) -> bool:
    """Each suite in a process and with a data folder of its own; the first one speaks as it goes, the others when they end."""
    running = []
    for name, command in suites.items():
        environment = os.environ | {"VERBINDLICH_DATA": str(ROOT / "var/test" / name)}
        out = None if not running else subprocess.PIPE
        whole = [str(BIN / command[0]), *command[1:]]
        running.append(
            (command, subprocess.Popen(whole, cwd=ROOT, env=environment, stdout=out, stderr=out and subprocess.STDOUT))
        )
    passed = []
    for command, process in running:
        said, _ = process.communicate()
        print("\n$", " ".join(command), said.decode() if said else "", sep="\n" if said else " ", flush=True)
        passed.append(process.returncode == 0)
    return all(passed)


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
    suites: dict[str, tuple[str, ...]] = {"sqlite": ("python", "-m", "pytest", "-q", "-m", "not e2e")}
    if not any("PostgreSQL" in gap for gap in gaps):
        suites["postgres"] = (
            "python",
            "-m",
            "tests.postgres",
            *POSTGRES,
            *(f"--ignore={path}" for path in SQLITE_ALONE),
        )
    if not any("Chromium" in gap for gap in gaps):
        suites["browser"] = ("python", "-m", "pytest", "-q", "-m", "e2e", "tests/e2e")
    done.append(run_together(suites))
    print("\nBestanden." if all(done) else "\nNicht bestanden.")
    for gap in gaps:
        print(f"Ausgelassen – {gap}")
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
