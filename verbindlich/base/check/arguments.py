"""The command line of `verbindlich check`, in German down to its errors."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from verbindlich.base.check.run import KINDS

NO_REASON = "ohne Begründung"
DESCRIPTION = (
    "Liest einen Maßnahmenkatalog (.xlsx, .ods, .docx, .csv) und sagt, was ihn unverbindlich macht. "
    "Ausgang 0: keine Fehler unter den Befunden, 1: Fehler gefunden, 2: eine Datei konnte nicht gelesen werden."
)
# What argparse says in English, and how we say it.
TRANSLATED = (
    (r"unrecognized arguments: (.+)", r"Unbekannte Angabe: \1"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1 braucht einen Wert"),
    (r"argument (\S+): ignored explicit argument (.+)", r"\1 nimmt keinen Wert (\2)"),
    (r"argument (\S+): (.+)", r"\1: \2"),
)


class WrongUse(Exception):
    """The command line was not understood; the message is German."""


class GermanHelp(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "Aufruf: ")


class GermanParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        for english, german in TRANSLATED:
            if match := re.fullmatch(english, message, re.DOTALL):
                raise WrongUse(match.expand(german))
        raise WrongUse(message)


def parser() -> GermanParser:
    """The options. Parsing raises WrongUse instead of leaving the program."""
    own = GermanParser(
        prog="verbindlich check",
        description=DESCRIPTION,
        formatter_class=GermanHelp,
        add_help=False,
        allow_abbrev=False,
    )
    add = own.add_argument_group("Angaben").add_argument
    add("files", nargs="*", metavar="DATEI", type=Path, help="eine oder mehrere Dateien; mehrere werden verglichen")
    add("--format", type=output_format, default="text", metavar="text|json", help="Ausgabe als Text oder JSON")
    add("--report", type=Path, metavar="BERICHT.html", help="dazu eine Seite zum Drucken und Weitergeben")
    add("--synonyms", type=Path, metavar="WÖRTER.toml", help="eigene Wörter für Spaltenüberschriften")
    add("--off", type=switched_off, action="append", default=[], metavar="REGEL[=Grund]", help="eine Regel abschalten")
    add("--kind", type=kind, metavar="landkreis|stadt|gemeinde", help="Art der Kommune; manche Regeln hängen davon ab")
    add("--today", type=day, metavar="JJJJ-MM-TT", help="Tag, auf den sich „überfällig“ bezieht; ohne Angabe heute")
    add("--all", action="store_true", help="alle Befunde zeigen, auch wenn es viele gleicher Art sind")
    add("--rules", action="store_true", help="alle Regeln mit Quelle und Bedingung zeigen")
    add("-h", "--help", action="store_true", help="diese Hilfe zeigen")
    return own


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments as given. Raises WrongUse."""
    options = parser().parse_args(argv)
    if not (options.files or options.rules or options.help):
        raise WrongUse("Es ist keine Datei angegeben.")
    return options


def output_format(text: str) -> str:
    if text not in ("text", "json"):
        raise argparse.ArgumentTypeError(f"„{text}“ gibt es nicht; möglich sind text und json")
    return text


def switched_off(text: str) -> tuple[str, str]:
    """`regel=Grund` → (regel, Grund); whether the rule exists is asked where the rules are loaded."""
    id, _, reason = text.partition("=")
    return id.strip(), reason.strip() or NO_REASON


def kind(text: str) -> str:
    if text.casefold() not in KINDS:
        raise argparse.ArgumentTypeError(f"„{text}“ gibt es nicht; möglich sind {', '.join(KINDS)}")
    return KINDS[text.casefold()]


def day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"„{text}“ ist kein Tag; bitte als JJJJ-MM-TT schreiben, etwa 2026-03-31")
