from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from verbindlich.base.calc.values.placeholder import folded_is_placeholder
from verbindlich.base.calc.values.wording import clean, fold, one_of, pattern

State = Literal["planned", "running", "done", "paused", "dropped", ""]


@dataclass(frozen=True, slots=True)
class Status:
    """state: planned, running, done, paused, dropped, or "" where not understood; progress in percent where given."""

    raw: str = ""
    state: State = ""
    progress: int | None = None
    stated: bool = False


_BEGUN = one_of(r"""
    begonnen | angefangen | gestartet | angelaufen | angegangen | aufgenommen
    in (?:umsetzung|arbeit|bearbeitung|durchfuehrung|realisierung)
""")
_FINISHED = one_of(r"""
    umgesetzt | erledigt | abgeschlossen | fertig(?:gestellt)? | erfuellt | realisiert | durchgefuehrt | beendet | vollzogen
    erreicht | abgearbeitet | verwirklicht | vollendet | komplett | erfolgt
""")
_NOT = r"(?:nicht|nie|keine?|kaum)"
_PARTLY = one_of(r"""
    wird | werden | teilweise | teils | zum teil | z\. ?t\. | tlw\.? | ueberwiegend | weitgehend | groesstenteils | fast
    nahezu | beinahe | in teilen | anteilig | bedingt | kurz vor | so gut wie | annaehernd | in weiten teilen | mehrheitlich
    halb | zur haelfte | haelftig | die haelfte | (?:ein|zwei|drei) (?:drittel|viertel) | hauptsaechlich | grossteils
    bald | demnaechst | in kuerze | voraussichtlich | einige | einzelne | erste | ansatzweise
""")
_ONE_STEP = r"(?:planung(?:en)?|vorbereitung(?:en)?|konzept\w*|antrag(?:stellung)?|ausschreibung|phase \w+)"

# The first that a text holds decides: what was dropped or put off before all else, a negation before the word that it
# denies, a part before the whole ("Phase 1 abgeschlossen"), and what is done before what was planned.
_SIGNS: tuple[tuple[State, str], ...] = (
    ("dropped", one_of(r"""
        (?<!mittel )(?<!personal )(?<!haushalt )(?<!stelle )eingestellt | verworfen | entf(?:ae|a)llt | entfallen
        abgebrochen | gestrichen | aufgegeben | abgelehnt | gescheitert | hinfaellig | obsolet | storniert
        nicht (?:realisierbar|umsetzbar|durchfuehrbar) | wird nicht (?:umgesetzt|weiter|realisiert|durchgefuehrt)
        nicht (?:mehr|weiter)(?: \w+)? ?(?:verfolgt|aktuell|relevant|umgesetzt|vorgesehen|geplant)
    """)),
    ("paused", one_of(r"""
        (?:zurueck|hint?an)gestellt | pausier\w* | pause | verschoben | aufgeschoben | ruht | ruhend | ausgesetzt
        unterbrochen | vertagt | gestoppt | angehalten | auf eis | on hold
    """)),
    ("planned", rf"{_NOT} (?:mit der umsetzung )?(?:\w+ )?{_BEGUN}|kein beginn"),
    ("running", one_of(rf"""
        {_BEGUN} | laeuft | laufen | (?:fort|weiter)?laufend\w* | in (?:progress|entwicklung|aufbau|gang) | aktiv
        im (?:gange?|aufbau|zeitplan|plan) | fort(?:gefuehrt|gesetzt) | dauer(?:aufgabe|haft) | kontinuierlich | staendig
        regelmaessig | verstetigt | angestossen | initiiert | eingeleitet | seit \d+ | on track | running | ongoing
    """)),
    ("planned", one_of(rf"""
        {_NOT} (?:umgesetzt|durchgefuehrt|erledigt|realisiert|erfolgt|erfuellt) | unerledigt
        umsetzung (?:noch )?(?:offen|geplant|ausstehend) | (?:soll|sollen|muss|kann)\b[^.;\n]{{0,80}} {_FINISHED} werden
    """)),
    ("running", one_of(rf"""
        {_NOT} (?:\w+ ){{0,2}}{_FINISHED} | {_PARTLY} (?:\w+ ){{0,4}}{_FINISHED} | halb-?fertig
        {_FINISHED},? (?:zu|zur haelfte|zum teil|bis auf|ausser|mit ausnahme) | vor (?:dem |der )?(?:abschluss|fertigstellung)
        {_ONE_STEP} (?:\w+ )?{_FINISHED} | teil(?:weise|s)?(?:umgesetzt|erfuellt|erledigt)? | tlw\.?
    """)),
    ("done", rf"{_FINISHED}|eingerichtet|eroeffnet|veroeffentlicht|done|completed"),
    ("planned", one_of(r"""
        (?:in|im) (?:planung|vorbereitung|klaerung|abstimmung|pruefung|konzeption|beantragung|ausschreibung)\w* | geplant
        planung | vorgesehen | beabsichtigt | angedacht | angestrebt | beantragt | bevorstehend | ausstehend | offen | open
        steht (?:noch )?(?:an|aus|bevor) | vor beginn | beginnt | startet | (?:start|beginn|ab|umsetzung) (?:ab |in |im )?\d+
        noch nicht | (?:zu)?kuenftig | neu | idee | to ?do | planned
    """)),
)  # fmt: skip
_PATTERNS = [(state, pattern(rf"\b(?:{signs})\b")) for state, signs in _SIGNS]
_TICK = pattern(r"[✓✔☑✅]")
_NOT_BEGUN = pattern(r"\b(?:offen|ausstehend|steht|(?:in|im) (?:klaerung|abstimmung|pruefung))\b")
_PERCENT = pattern(r"(?<![\d.,])(\d{1,3})(?:[.,]\d+)? ?(?:%|prozent|v\. ?h\.)")
_BARE_NUMBER = pattern(r"\d{1,3}(?:[.,]\d+)?")


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
    return next((state for state, signs in _PATTERNS if signs.search(folded)), "")


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
