"""A person's own words for columns (`--synonyms my.toml`): property = [words], checked before they count."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from verbindlich.base.check.folding import fold, fold_header
from verbindlich.base.readers.source import UnreadableFile


def read_own_words(path: Path, labels: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Property → words. `labels`: the known properties with their German names; both may stand in the file.

    Raises UnreadableFile, a German sentence with file and line: missing, no TOML, unknown property, no list of words, a word twice.
    """
    text = _text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFile(f"{path.name} ist kein gültiges TOML: {_place(str(error))}") from error
    own = {_property(path, text, key, labels): _words(path, text, key, value) for key, value in table.items()}
    _refuse_doubles(path, text, own, labels)
    return own


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableFile(f"Die Synonymtabelle {path} lässt sich nicht öffnen. Bitte den Pfad prüfen.") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path.name} ist kein UTF-8-Text. Bitte als UTF-8 speichern.") from error


def _place(message: str) -> str:
    """ "… (at line 3, column 7)" of tomllib, in German."""
    place = message.rpartition("(at ")[2].rstrip(")")
    return (
        place.replace("line", "Zeile").replace("column", "Spalte").replace("end of document", "am Ende der Datei") + "."
    )


def _line(text: str, wanted: str) -> str:
    lines = (number for number, line in enumerate(text.splitlines(), 1) if wanted in line)
    return f"Zeile {next(lines, 1)}"


def _property(path: Path, text: str, key: str, labels: Mapping[str, str]) -> str:
    names = {fold(label): name for name, label in labels.items()} | {name: name for name in labels}
    if fold(key) in names:
        return names[fold(key)]
    near = difflib.get_close_matches(fold(key), names, n=1)
    hint = f"Gemeint ist vielleicht „{near[0]}“." if near else "Möglich sind: " + ", ".join(labels) + "."
    raise UnreadableFile(f"{path.name}, {_line(text, key)}: „{key}“ ist keine bekannte Angabe. {hint}")


def _words(path: Path, text: str, key: str, value: Any) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) and fold_header(word) for word in words):
        raise UnreadableFile(
            f'{path.name}, {_line(text, key)}: „{key}“ braucht eine Liste von Wörtern, zum Beispiel {key} = ["Wort"].'
        )
    return tuple(words)


def _refuse_doubles(path: Path, text: str, own: Mapping[str, tuple[str, ...]], labels: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for name, words in own.items():
        for word in words:
            other = seen.setdefault(fold_header(word), name)
            if other != name:
                raise UnreadableFile(
                    f"{path.name}, {_line(text, word)}: „{word}“ steht bei {labels[other]} und bei {labels[name]}. Bitte nur einmal nennen."
                )
