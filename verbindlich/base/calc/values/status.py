from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from verbindlich.base.calc.values.placeholder import folded_is_placeholder
from verbindlich.base.calc.values.wording import clean, fold

State = Literal["planned", "running", "done", "paused", "dropped", ""]


@dataclass(frozen=True, slots=True)
class Status:
    """state: planned, running, done, paused, dropped, or "" where not understood; progress in percent where given."""

    raw: str = ""
    state: State = ""
    progress: int | None = None
    stated: bool = False


_BEGUN = r"(?:begonnen|angefangen|gestartet|angelaufen|angegangen|aufgenommen|in (?:umsetzung|arbeit|bearbeitung|durchfuehrung|realisierung))"
_FINISHED = (
    r"(?:umgesetzt|erledigt|abgeschlossen|fertig(?:gestellt)?|erfuellt|realisiert|durchgefuehrt|beendet|vollzogen|erreicht|abgearbeitet"
    r"|verwirklicht|vollendet|komplett|erfolgt)"
)
_NOT = r"(?:nicht|nie|keine?|kaum)"
_PARTLY = (
    r"(?:wird|werden|teilweise|teils|zum teil|z\. ?t\.|tlw\.?|ueberwiegend|weitgehend|groesstenteils|fast|nahezu|beinahe|in teilen|anteilig"
    r"|bedingt|kurz vor)"
)
_ONE_STEP = r"(?:planung(?:en)?|vorbereitung(?:en)?|konzept\w*|antrag(?:stellung)?|ausschreibung|phase \w+)"

# The first that a text holds decides: what was dropped or put off before all else, a negation before the word that it
# denies, a part before the whole ("Phase 1 abgeschlossen"), and what is done before what was planned.
_SIGNS: tuple[tuple[State, str], ...] = (
    ("dropped", (
        r"(?<!mittel )(?<!personal )(?<!haushalt )(?<!stelle )eingestellt|verworfen|entf(?:ae|a)llt|entfallen|abgebrochen|gestrichen"
        r"|aufgegeben|abgelehnt|gescheitert|hinfaellig|obsolet|storniert|nicht (?:realisierbar|umsetzbar|durchfuehrbar)"
        r"|nicht (?:mehr|weiter)(?: \w+)? ?(?:verfolgt|aktuell|relevant|umgesetzt|vorgesehen|geplant)"
        r"|wird nicht (?:umgesetzt|weiter|realisiert|durchgefuehrt)"
    )),
    ("paused", (
        r"(?:zurueck|hint?an)gestellt|pausier\w*|pause|verschoben|aufgeschoben|ruht|ruhend|ausgesetzt|unterbrochen|vertagt|gestoppt"
        r"|angehalten|auf eis|on hold"
    )),
    ("planned", rf"{_NOT} (?:mit der umsetzung )?(?:\w+ )?{_BEGUN}|kein beginn"),
    ("running", (
        rf"{_BEGUN}|laeuft|laufen|(?:fort|weiter)?laufend\w*|in (?:progress|entwicklung|aufbau|gang)|im (?:gange?|aufbau|zeitplan|plan)"
        r"|fort(?:gefuehrt|gesetzt)|aktiv|dauer(?:aufgabe|haft)|kontinuierlich|staendig|regelmaessig|verstetigt|angestossen|initiiert"
        r"|eingeleitet|seit \d+|on track|running|ongoing"
    )),
    ("planned", (
        rf"{_NOT} (?:umgesetzt|durchgefuehrt|erledigt|realisiert|erfolgt|erfuellt)|unerledigt"
        rf"|umsetzung (?:noch )?(?:offen|geplant|ausstehend)|(?:soll|sollen|muss|kann)\b[^.;\n]{{0,80}} {_FINISHED} werden"
    )),
    ("running", (
        rf"{_NOT} (?:\w+ )?{_FINISHED}|{_PARTLY} (?:\w+ ){{0,4}}{_FINISHED}|{_FINISHED} (?:zu|bis auf)|{_ONE_STEP} (?:\w+ )?{_FINISHED}"
        r"|teil(?:weise|s)?(?:umgesetzt|erfuellt|erledigt)?|tlw\.?"
    )),
    ("done", rf"{_FINISHED}|eingerichtet|eroeffnet|veroeffentlicht|done|completed"),
    ("planned", (
        r"(?:in|im) (?:planung|vorbereitung|klaerung|abstimmung|pruefung|konzeption|beantragung|ausschreibung)\w*|geplant|planung|vorgesehen"
        r"|beabsichtigt|angedacht|angestrebt|beantragt|bevorstehend|steht (?:noch )?(?:an|aus|bevor)|ausstehend|vor beginn|beginnt|startet"
        r"|(?:start|beginn|ab|umsetzung) (?:ab |in |im )?\d+|offen|noch nicht|(?:zu)?kuenftig|neu|idee|open|to ?do|planned"
    )),
)  # fmt: skip
_PATTERNS = [(state, re.compile(rf"\b(?:{signs})\b")) for state, signs in _SIGNS]
_TICK = re.compile(r"[✓✔☑✅]")
_NOT_BEGUN = re.compile(r"\b(?:offen|ausstehend|steht|(?:in|im) (?:klaerung|abstimmung|pruefung))\b")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3})(?:[.,]\d+)? ?(?:%|prozent|v\. ?h\.)")
_BARE_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d+)?")


def parse_status(text: str, *, value: float | None = None) -> Status:
    """The state and the progress that a cell tells; `value` is its number where it has one.

    A share alone decides as well: 0 is planned, 100 done, between them running. Where the sign is missing, 0.1 to 0.99
    are shares of one and 10 to 100 percent; smaller whole numbers may be a key and are not understood. "offen" and "in
    Klärung" mean not begun here. Colours, "ja" and "x" are stated with state "".
    """
    raw = text.strip()
    folded = fold(clean(raw))
    if folded_is_placeholder(folded) and not _NOT_BEGUN.search(folded):
        return Status(raw)
    progress = _progress(folded, value)
    state: State = "done" if _TICK.search(raw) else _state(folded)
    if progress is not None and state in ("", "done"):
        state = "done" if progress == 100 else "running" if progress or state else "planned"
    return Status(raw, state, progress, stated=True)


def _state(folded: str) -> State:
    return next((state for state, pattern in _PATTERNS if pattern.search(folded)), "")


def _progress(folded: str, value: float | None) -> int | None:
    percent = _PERCENT.search(folded)
    if percent:
        number = int(percent[1])
    elif _BARE_NUMBER.fullmatch(folded):
        number = _share(float(folded.replace(",", ".")) if value is None or not math.isfinite(value) else value)
    else:
        return None
    return number if 0 <= number <= 100 else None


def _share(number: float) -> int:
    """A number without a sign in percent, -1 where it may be a key of its own."""
    if 0 < number < 1:
        return round(number * 100)
    return round(number) if number >= 10 else -1
