"""`verbindlich manage catalogue`: the product's strings into its catalogues, and from there into what Django reads.

German is the language of the source: a string without a translation stays German. Babel does what gettext's own programs would.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[4]
KEYWORDS = DEFAULT_KEYWORDS | {f"{name}_lazy": spec for name, spec in DEFAULT_KEYWORDS.items()}
# Babel's own header carries the time of writing and its version: every run would be a difference.
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
# What a translation must take over: variables, tags, a line break at either end.
FIXED = re.compile(r"%\([^)]+\)[a-z]|%[sd%]|</?\w+|\A\n|\n\Z")


class Command(BaseCommand):
    help = "Texte der Oberfläche in die Sprachkataloge aufnehmen und diese übersetzen (ohne gettext)."
    requires_system_checks: list[str] = []  # works while a page is broken

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="nur nennen, was fehlt; Rückgabewert 1, wenn etwas fehlt"
        )

    def handle(self, *, check: bool, **options: Any) -> None:
        if not check:
            for po in catalogues():
                refresh(po)
        found = problems()
        for problem in found:
            self.stdout.write(problem)
        if check and found:
            raise CommandError(f"Sprachkataloge: {len(found)} Stellen offen.")


def catalogues() -> list[Path]:
    """Every django.po of the product. The one in the source language holds other German for what the packages say."""
    return sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))


def refresh(po: Path) -> None:
    """Take up new strings, drop those that are gone, keep every translation, compile."""
    catalog = merged(po)
    text = BytesIO()
    write_po(text, catalog, width=110, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    po.write_bytes(HEADER.format(language=language(po)).encode() + text.getvalue())
    with po.with_suffix(".mo").open("wb") as target:
        write_mo(target, catalog)


def problems() -> list[str]:
    """What keeps a catalogue from being complete, a German line each; empty where nothing does."""
    return [f"{language(po)}: {problem}" for po in catalogues() for problem in _problems(po)]


def _problems(po: Path) -> Iterator[str]:
    catalog = merged(po)
    for gone in catalog.obsolete.values():
        yield f"veraltet: {_shown(gone)}"
    for message in messages(catalog):
        if message.fuzzy:
            yield f"zu prüfen (fuzzy): {_shown(message)}"
        elif not all(forms(message.string)):
            yield f"fehlt: {_shown(message)}"
        elif not same_fixed_parts(message):
            yield f"Platzhalter, Auszeichnung oder Umbruch verschieden: {_shown(message)}"
    if compiled(po) != {_key(m): forms(m.string) for m in messages(catalog) if all(forms(m.string)) and not m.fuzzy}:
        yield "nicht neu übersetzt; es hilft: verbindlich manage catalogue"


def merged(po: Path) -> Catalog:
    """The catalogue as it stands, brought up to date; what is gone is under `obsolete`."""
    with po.open("rb") as stored:
        catalog = read_po(stored, locale=language(po))
    if language(po) != settings.LANGUAGE_CODE:
        catalog.update(strings(ROOT))
    return catalog


@cache
def strings(*folders: Path) -> Catalog:
    """Every string marked for translation in the Python files and templates below the folders, with the files it stands in."""
    found = Catalog()
    for folder in folders:
        for path in sorted(folder.rglob("*.*")):
            place = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
            for _line, text, _comments, context in extract("python", BytesIO(as_python(path).encode()), KEYWORDS):
                found.add(text, locations=[(place, 0)], context=context)
    return found


def as_python(path: Path) -> str:
    """A Python file as it is, a template as gettext calls, anything else as nothing."""
    if path.suffix == ".py":
        return path.read_text("utf-8")
    if path.suffix in (".html", ".txt") and "templates" in path.parts:
        # Indentation means nothing in a template and an error in Python.
        return "\n".join(line.lstrip() for line in templatize(path.read_text("utf-8")).splitlines())
    return ""


def messages(catalog: Catalog) -> list[Message]:
    """Without the header."""
    return [message for message in catalog if message.id]


def forms(text: Any) -> tuple[str, ...]:
    """One text, or singular and plural; empty where there is none yet."""
    return tuple(text) if isinstance(text, list | tuple) else (text or "",)


def same_fixed_parts(message: Message) -> bool:
    """The last form has what the last form of the original has; a singular may spell out its number."""
    ours, theirs = ([set(FIXED.findall(form)) for form in forms(text)] for text in (message.id, message.string))
    return theirs[-1] == ours[-1] and all(parts <= set().union(*ours) for parts in theirs)


def compiled(po: Path) -> dict[Any, Any]:
    """What Django reads now; empty where nothing is compiled yet."""
    mo = po.with_suffix(".mo")
    if not mo.exists():
        return {}
    with mo.open("rb") as stored:
        return {_key(message): forms(message.string) for message in messages(read_mo(stored))}


def language(po: Path) -> str:
    return po.parts[-3]


def _key(message: Message) -> tuple[Any, Any]:
    return message.context, forms(message.id)


def _shown(message: Message) -> str:
    return f"„{forms(message.id)[0]}“ ({', '.join(sorted({place for place, _ in message.locations}))})"
