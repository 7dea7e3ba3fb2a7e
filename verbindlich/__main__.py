"""The command `verbindlich`. `check` runs without Django; everything else loads it when needed."""

from __future__ import annotations

import sys

USAGE = """\
Verbindlich – vom Integrationskonzept zur verbindlichen Maßnahme

  verbindlich check DATEI…      einen Maßnahmenkatalog prüfen (ohne Einrichtung, ohne Datenbank)
  verbindlich start [--port N]  die Anwendung starten; ohne Einstellungen mit Vorführdaten
  verbindlich manage …          Befehle von Django, zum Beispiel migrate oder check --deploy
  verbindlich --version

Mehr: verbindlich check --help, verbindlich start --help
"""


def main(argv: list[str] | None = None) -> int:
    try:
        return run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return 130


def run(args: list[str]) -> int:
    command, rest = (args[0], args[1:]) if args else ("", [])
    if command == "check":
        from verbindlich.base.check.command import main as check

        return check(rest)
    if command == "start":
        from verbindlich.cli.start import main as start

        return start(rest)
    if command == "manage":
        from verbindlich.cli.start import manage

        return manage(rest)
    if command in ("--version", "-V"):
        from verbindlich import __version__

        print(f"verbindlich {__version__}")
        return 0
    print(USAGE, end="", file=sys.stdout if command in ("", "-h", "--help") else sys.stderr)
    return 0 if command in ("-h", "--help") else 2


if __name__ == "__main__":
    sys.exit(main())
