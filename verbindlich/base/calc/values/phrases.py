"""The words around dates ("ab", "bis", "jährlich", "kurzfristig"), and the scanner that finds words and dates in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from verbindlich.base.calc.values.moments import BY_FIGURES, BY_WORDS, READERS, NoSuchDay, Stretch
from verbindlich.base.calc.values.wording import one_of

_WORDS_FOR_NUMBERS = {"zwei": 2, "drei": 3, "vier": 4, "fuenf": 5, "sechs": 6, "zehn": 10}
_NUMBER = r"(?:\d{1,3}|ein(?:e[mnrs]?)?|zwei|drei|vier|fuenf|sechs|zehn)"
# A date that waits for an event is no date, even where the year of the event is known.
_EVENT = r"(?:vor|nach) (?:[a-z]+\.? ){0,2}[a-z-]*(?:wahl(?:en)?|beschluss[a-z]*|fortschreibung)(?: (?:im jahr |in )?\d{4}\b)?"

# Each kind and how it is said, in folded spelling; the first that matches at a place counts.
_PHRASES = {
    "noise": r"stand:? [\d./]+",
    "event": _EVENT,
    "permanent": one_of(r"""
        (?:fort|weiter)?lauf(?:end[a-z]*|ent)(?! (?:[a-z]+)?jahr) | lfd\b | auf dauer | andauernd
        dauer(?:auf|haft|nd|an|mass|betr|proj)[a-z-]*
        kontin[a-z]* | konstant | st(?:ae|a)ndig[a-z]* | stetig[a-z]* | permanent[a-z]* | unbefristet[a-z]* | unbegrenzt[a-z]*
        durchgehend | durchgaengig | immer | bestehend[a-z]* | verstetig[a-z]* | ganzjaehrig | (?:[a-z]+-?)?begleitend
        (?:fort|weiter)(?:gefuehrt|fuehrung|setzung|gesetzt) | auf unbestimmte zeit | auf weiteres
        (?:regel|pflicht|querschnitts?)-?aufgabe
    """),
    "recurring": one_of(rf"""
        [a-z]*-?j(?:ae|a)hrl[a-z]* | halbj\. | viertelj\. | monatl[a-z]* | woechentl[a-z]* | [a-z]*taeglich | p\. ?a\.
        (?:quartal|monat)s(?:weise|maessig) | (?:ein|zwei|drei|vier)mal (?:im|pro|je)\b | mehrmals | jede[nrsm]?\b | jeweils
        alle {_NUMBER} (?:jahre|monate|wochen|quartale) | im jahr(?! \d) | regelm[a-z]* | wiederkehrend[a-z]* | zyklisch
        (?:pro|je) (?:kalender|schul|halb|haushalts)?(?:jahr|quartal|monat|woche) | periodisch[a-z]*
        (?:[a-z]+-)?(?:turnus|rhythmus|zyklus)[a-z]*
    """),
    "to": one_of(r"""
        bis(?: (?:spaetestens|ca\.?|vsl\.?))? | spaetestens | laengstens | [a-z-]*(?:abschluss|fertigstellung) | ende ?:
        (?:projekt|laufzeit|massnahmen|umsetzungs|foerder)ende
    """),
    "part": r"(?:zu )?(?:jahres)?-?(anfang|mitte|ende)s?|(?:zu |jahres)(beginn)",
    "from": one_of(r"""
        ab | seit | begonnen | gestartet | erstmal[a-z]* | fruehestens | nicht vor
        (?:[a-z]+-?)?(?:start|beginn)(?:et|t|end|s)?(?: ab)?
    """),
    "before": r"vor(?= (?:dem |der |den )?\d)",
    "after": r"nach(?= (?:dem |der |den )?\d)",
    "duration": rf"({_NUMBER})(?: ?(?:-|bis) ?({_NUMBER}))? ?-?(jahr|jaehrig|monat|woche)[a-z]*",
    "afterwards": r"danach|anschliessend|im anschluss|dann",
    "vague": one_of(r"""
        [a-z-]*frist[a-z]* | (?:kurz|mittel|lang)(?=[-/, ]|$) | [kml](?:[/,-][kml])*\.?$ | sofort[a-z]* | umgehend
        unverzueglich | zeitnah[a-z]* | demnaechst | bald[a-z]* | schnellst[a-z]* | in kuerze | perspektivisch
        (?:zu)?kuenftig | einmalig[a-z]* | spaeter | laufenden? [a-z]*jahr[a-z]* | im (?:zuge|rahmen) | parallel
        zu gegebener zeit | (?:anlass|projekt|bedarf)[a-z]* | situativ | je nach | bei | nach | vor | waehrend | sobald | wenn
        falls | (?:in )?abhaengig[a-z]* | vorbehaltlich | innerhalb | [a-z]*laufzeit | (?:wahl|legislatur)-?periode
    """),
}
# Said with a figure at the head.
_FIGURES = {"number_of_times": r"\d+ ?(?:x|mal)(?![a-z])", "duration_in_figures": _PHRASES["duration"]}
_SILENT = r"(?:und|von|vom|zum|zur|am|an|der|des|die|das|den|dem|mit|fuer)\b"  # frequent, so decided first
_MARKS = {
    "per": r"/ ?(?:jahr|quartal|monat|woche)",
    "following": r" ?(?:ff?\b\.?|\+|(?:und |u\. ?)?(?:folge(?:nde?|jahre)n?|fortfolgend[a-z]*))",
    "open_end": r" ?-+ ?(?:(?:noch )?offen|heute|\?)?$",
    "dash": r" ?(?:-+>?|\.{2,3}|→)[ \n]?(?:(?:ca|vsl|vrsl)\. ?|voraussichtlich |bis )?",
}
_KINDS = {"event": "vague", "number_of_times": "recurring", "per": "recurring", "duration_in_figures": "duration"}


def _alternatives(patterns: dict[str, str]) -> str:
    return "|".join(f"(?:{pattern})(?P<{name}>)" for name, pattern in patterns.items())


@cache
def _scanner() -> tuple[re.Pattern[str], dict[str, slice]]:
    """The one pattern of all, and which of its groups belong to each name. Compiled at first use: it takes some 15 ms."""
    dates_in_figures = _alternatives({name: pattern for name, (pattern, _) in BY_FIGURES.items()})
    dates_in_words = _alternatives({name: pattern for name, (pattern, _) in BY_WORDS.items()})
    pattern = re.compile(
        rf"(?<!\d)(?=['\d])(?:{dates_in_figures}|{_alternatives(_FIGURES)})"
        rf"|\b(?=[a-z])(?:{_SILENT}|{dates_in_words}|(?:{_alternatives(_PHRASES)})(?![a-z])|[a-z]+)"
        rf"|(?=[ /f+.→-])(?:{_alternatives(_MARKS)})"
    )
    inner = (slice(before, own - 1) for before, own in pairwise([0, *pattern.groupindex.values()]))
    return pattern, dict(zip(pattern.groupindex, inner, strict=True))


@dataclass(slots=True)
class Token:
    """A word or date found. `kind`: a key of the tables above, "moment" with its `stretch`, or "impossible"."""

    kind: str
    start: int
    end: int
    groups: tuple[str | None, ...] = ()
    stretch: Stretch | None = None


def scan(folded: str) -> Iterator[Token]:
    """Everything in the text that speaks of time, in order."""
    pattern, inner_groups = _scanner()
    for match in pattern.finditer(folded):
        name = match.lastgroup
        if name is None:  # a word that says nothing of time
            continue
        groups = match.groups()[inner_groups[name]]
        if name in READERS:
            yield _moment(name, match.start(), match.end(), groups)
        else:
            yield Token(_KINDS.get(name, name), match.start(), match.end(), groups)


def _moment(name: str, start: int, end: int, groups: tuple[str | None, ...]) -> Token:
    try:
        return Token("moment", start, end, stretch=READERS[name](groups))
    except NoSuchDay:
        return Token("impossible", start, end)


def months_of(duration: Token) -> int:
    """How many months a duration lasts, the longer one of "2–3 Jahre"; 0 for weeks, which no measure is planned in."""
    first, last, unit = duration.groups
    number = last or first or ""
    count = int(number) if number.isdigit() else _WORDS_FOR_NUMBERS.get(number, 1)
    return count * {"jahr": 12, "jaehrig": 12, "monat": 1}.get(unit or "", 0)
