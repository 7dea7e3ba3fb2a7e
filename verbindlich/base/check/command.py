"""`verbindlich check`: runs without database, server or settings.

Exit status 0: no errors among the findings, 1: errors, 2: a file that cannot be read, or wrong use.
"""

from __future__ import annotations

import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from verbindlich.base.calc.rules import UnknownRule, require_known
from verbindlich.base.check.arguments import WrongUse, parse, parser
from verbindlich.base.check.report_html import as_html
from verbindlich.base.check.report_json import as_json
from verbindlich.base.check.report_text import write_comparison, write_result, write_rules, write_short
from verbindlich.base.check.run import CheckResult, check_file
from verbindlich.base.check.synonyms import Synonyms, load_synonyms
from verbindlich.base.check.terminal import Terminal, one_line
from verbindlich.base.readers.source import UnreadableFile

NO_ERRORS, ERRORS_FOUND, UNREADABLE, INTERRUPTED = 0, 1, 2, 130
UNEXPECTED = (
    "Das hätte nicht geschehen dürfen ({name}). Bitte melden Sie es dort, woher Sie Verbindlich haben, mit der Ausgabe "
    "desselben Aufrufs nach Setzen von VERBINDLICH_DEBUG=1; vertrauliche Dateien bitte nicht mitschicken."
)


def main(argv: Sequence[str]) -> int:
    """Run the command with its arguments (without "check") and return the exit status. Never raises."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return run(parse(argv))
    except WrongUse as error:
        complain(f"{error}\nHilfe zeigt: verbindlich check --help")
    except (UnknownRule, UnreadableFile) as error:
        complain(str(error))
    except KeyboardInterrupt:
        complain("Abgebrochen.")
        return INTERRUPTED
    except BrokenPipeError:
        silence_stdout()
        return NO_ERRORS
    except Exception as error:
        complain(unexpected(error))
    return UNREADABLE


def run(options: Namespace) -> int:
    """Help, the list of rules, or the check itself."""
    if options.help:
        sys.stdout.write(parser().format_help())
        return NO_ERRORS
    if options.rules:
        write_rules(Terminal(sys.stdout))
        return NO_ERRORS
    return run_check(options)


def run_check(options: Namespace) -> int:
    for id, _ in options.off:
        require_known(id)
    if options.report:
        require_writable(options.report, [*options.files, *filter(None, [options.synonyms])])
    results = list(checked(options, load_synonyms(options.synonyms)))
    written = not options.report or not results or write_report(options.report, results)
    show(options, results)
    if len(results) < len(options.files) or not written:
        return UNREADABLE
    return ERRORS_FOUND if any(result.has_errors for result in results) else NO_ERRORS


def checked(options: Namespace, synonyms: Synonyms) -> Iterator[CheckResult]:
    """The result of each file that can be read; of the others the reason goes to stderr."""
    for path in options.files:
        try:
            yield check_file(
                path, synonyms=synonyms, today=options.today or date.today(), kind=options.kind, off=dict(options.off)
            )
        except UnreadableFile as error:
            complain(f"{path}: {error}")
        except Exception as error:
            complain(f"{path}: {unexpected(error)}")


def show(options: Namespace, results: list[CheckResult]) -> None:
    """The results on stdout. A reader that goes away (`| head`) is no failure of the check."""
    try:
        if options.format == "json":
            show_json(results, several=len(options.files) > 1)
        else:
            show_text(results, everything=options.all)
        sys.stdout.flush()
    except BrokenPipeError:
        silence_stdout()


def show_json(results: list[CheckResult], *, several: bool) -> None:
    """UTF-8 whatever the terminal's encoding; nothing where the only file could not be read."""
    if not (results or several):
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{as_json(results, several=several)}\n".encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def show_text(results: list[CheckResult], *, everything: bool) -> None:
    terminal = Terminal(sys.stdout)
    if len(results) == 1:
        write_result(terminal, results[0], everything=everything)
    elif results:
        for result in results:
            if everything:
                write_result(terminal, result, everything=True)
            else:
                write_short(terminal, result)
        write_comparison(terminal, results)


def require_writable(report: Path, inputs: list[Path]) -> None:
    """Before anything is read: the report overwrites none of the files given and has a place. Raises WrongUse."""
    if report.suffix.casefold() not in (".html", ".htm"):
        raise WrongUse(f"--report: „{report}“ muss auf .html enden, denn der Bericht ist eine HTML-Seite.")
    if report.exists() and any(path.exists() and report.samefile(path) for path in inputs):
        raise WrongUse(f"--report: „{report}“ ist eine der geprüften Dateien und wird nicht überschrieben.")
    if report.is_dir() or not report.absolute().parent.is_dir():
        raise WrongUse(f"--report: „{report}“ lässt sich nicht anlegen. Bitte einen vorhandenen Ordner wählen.")


def write_report(report: Path, results: list[CheckResult]) -> bool:
    """Write the page; says so on stderr, since stdout may go into a pipe. False where it cannot be written."""
    try:
        report.write_bytes(as_html(results).encode("utf-8", "replace"))
    except OSError:
        complain(f"Der Bericht „{report}“ kann nicht geschrieben werden. Bitte Ordner, Rechte und freien Platz prüfen.")
        return False
    complain(f"Bericht geschrieben: {report}")
    return True


def unexpected(error: Exception) -> str:
    """One German line on a fault of this program; the traceback only for those who ask for it."""
    if os.environ.get("VERBINDLICH_DEBUG"):
        traceback.print_exception(error)
    return UNEXPECTED.format(name=type(error).__name__)


def complain(message: str) -> None:
    """To stderr, one line per line of the message: programs read it, too."""
    for line in message.splitlines():
        sys.stderr.write(f"{one_line(line)}\n")


def silence_stdout() -> None:
    """So that Python does not complain again when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
