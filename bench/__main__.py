"""`make bench`: prints every figure. `python -m bench check lists` takes some only."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

ALL = (
    "actors",
    "check",
    "contacts",
    "imports",
    "lists",
    "measures",
    "live_check",
    "search",
    "serving",
    "spaces",
    "versions",
)


def main(names: list[str]) -> int:
    unknown = set(names) - set(ALL)
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; there are: {', '.join(ALL)}", file=sys.stderr)
        return 2
    if len(names) != 1:  # each in a process of its own: with its own database, and nothing warmed by another
        return max(subprocess.run([sys.executable, "-m", "bench", name]).returncode for name in names or ALL)
    for figure in import_module(f"bench.{names[0]}").figures():
        print(figure.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
