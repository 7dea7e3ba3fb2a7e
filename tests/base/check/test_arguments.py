from __future__ import annotations

from datetime import date

import pytest

from verbindlich.base.check.arguments import NO_REASON, WrongUse, parse, parser


def test_defaults() -> None:
    options = parse(["a.xlsx", "b.docx"])
    assert [str(path) for path in options.files] == ["a.xlsx", "b.docx"]
    assert (options.format, options.report, options.kind, options.today, options.off) == ("text", None, None, None, [])


def test_switching_off_with_and_without_reason() -> None:
    options = parse(["a.csv", "--off", "not-adopted", "--off", "lead-too-vague= Beschluss folgt = bald "])
    assert options.off == [("not-adopted", NO_REASON), ("lead-too-vague", "Beschluss folgt = bald")]


@pytest.mark.parametrize(("word", "kind"), [("landkreis", "Landkreis"), ("Stadt", "kreisfreie Stadt")])
def test_kind(word: str, kind: str) -> None:
    assert parse(["a.csv", "--kind", word]).kind == kind


@pytest.mark.parametrize("text", ["2026-03-31", "31.03.2026"])
def test_today(text: str) -> None:
    assert parse(["a.csv", "--today", text]).today == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "keine Datei angegeben"),
        (["a.csv", "--kind", "dorf"], "--kind: „dorf“ gibt es nicht; möglich sind landkreis"),
        (["a.csv", "--format", "xml"], "--format: „xml“ gibt es nicht"),
        (["a.csv", "--today", "morgen"], "--today: „morgen“ ist kein Tag"),
        (["a.csv", "--report"], "--report braucht einen Wert"),
        (["a.csv", "--strict"], "Unbekannte Angabe: --strict"),
        (["a.csv", "--all=1"], "--all nimmt keinen Wert"),
    ],
)
def test_wrong_use_is_said_in_german(argv: list[str], message: str) -> None:
    with pytest.raises(WrongUse, match=message):
        parse(argv)


def test_help_is_german() -> None:
    shown = parser().format_help()
    assert shown.startswith("Aufruf: verbindlich check")
    assert not any(word in shown for word in ("usage", "options:", "positional", "show this help"))
