"""What the scanner finds, in order, and what it passes over."""

from __future__ import annotations

import pytest

from verbindlich.base.calc.values.phrases import months_of, scan

TEXTS = [
    ("2025 - 2027", ["moment"]),
    ("2025 bis 2027", ["moment", "to", "moment"]),
    ("ab 2026", ["from", "moment"]),
    ("maerz 2026 - 30.06.2026", ["moment", "dash", "moment"]),
    ("ende 2026", ["part", "moment"]),
    ("jaehrlich im september", ["recurring", "moment"]),
    ("2 x pro jahr", ["recurring", "recurring"]),
    ("2x/jahr", ["recurring", "recurring"]),
    ("laufend seit 2019", ["permanent", "from", "moment"]),
    ("vor der wahl 2026", ["vague"]),
    ("2026 ff.", ["moment", "following"]),
    ("2025 - offen", ["moment", "open_end"]),
    ("31.02.2026", ["moment"]),
    ("13/2026", ["impossible"]),
    ("bis 2026, danach laufend", ["to", "moment", "afterwards", "permanent"]),
    ("abteilung bistum seitlich vorstand", []),
    ("jugendamt", []),
    ("2.000 teilnehmende", []),
    ("45657", []),
]


@pytest.mark.parametrize(("text", "kinds"), TEXTS)
def test_scan(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in scan(text)] == kinds


def test_tokens_know_their_place() -> None:
    text = "ab maerz 2026 bis ende 2027"
    assert [text[token.start : token.end] for token in scan(text)] == ["ab", "maerz 2026", "bis", "ende", "2027"]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2 jahre", 24),
        ("2-3 jahre", 36),
        ("drei jahre", 36),
        ("ein jahr", 12),
        ("18 monate", 18),
        ("6 wochen", 0),
        ("3-jaehrig", 36),
    ],
)
def test_durations(text: str, months: int) -> None:
    [token] = scan(text)
    assert (token.kind, months_of(token)) == ("duration", months)
