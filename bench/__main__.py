"""`make bench`: prints every figure. `python -m bench check lists` takes some only."""

from __future__ import annotations

import sys
from importlib import import_module

ALL = ("check", "lists", "serving")


def main(names: list[str]) -> int:
    unknown = set(names) - set(ALL)
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; there are: {', '.join(ALL)}", file=sys.stderr)
        return 2
    for name in names or ALL:
        for figure in import_module(f"bench.{name}").figures():
            print(figure.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
