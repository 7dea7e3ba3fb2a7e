from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from verbindlich.base.calc.values.amounts import Amount, decimal, total
from verbindlich.base.calc.values.placeholder import folded_is_placeholder
from verbindlich.base.calc.values.wording import any_of, clean, fold, one_of, pattern

Kind = Literal["amount", "positions", "share", "none_needed", "existing", "yes", "text", "none"]


@dataclass(frozen=True, slots=True)
class Budget:
    """What a measure costs.

    `amount` in euros (`per_year` where so said; `approximate` for "ca."), `positions` in full-time equivalents.
    kind: "amount" · "positions" · "share" ("Förderung 80 %": `share` 0–1) · "none_needed" ("nein", "keine", "entfällt",
    "kostenneutral") · "existing" ("im Rahmen vorhandener Mittel") · "yes" ("ja": costs, amount not said) · "text"
    (stated, not understood) · "none" (placeholder/empty).
    doubt: a German sentence where the sum cannot be meant (below nought, from `HIGHEST` on; kind "text"), else "".
    """

    raw: str = ""
    kind: Kind = "none"
    amount: Decimal | None = None
    per_year: bool = False
    approximate: bool = False
    positions: Decimal | None = None
    share: Decimal | None = None
    source: str = ""
    doubt: str = ""

    @property
    def stated(self) -> bool:
        return self.kind != "none"


HIGHEST = Decimal(10) ** 11  # euros; no measure of a municipality costs as much

_PER_YEAR = any_of(r"""
    \bp\. ?a\b | \bpa\b | per ann[uo]m? | (?:pro|je|im|per) (?:haushalts|kalender|schul)?jahr(?!\w)(?! ?\d)
    / ?(?:jahr|a\b) | jaehrl(?:ich\w*|\.)
""")
_PER_MONTH = pattern(r"(?:pro|je|im|/) ?monat\b|monatl(?:ich\w*|\.)|\bmtl\.")
_APPROXIMATE = any_of(r"""
    \b(?:ca|rd|max|mind|min|vsl|gesch)\. | \b(?:ca|circa|zirka|etwa|rund|ungefaehr|maximal|mindestens|hoechstens|bis zu)\b
    \b(?:geschaetzt|schaetzung|voraussichtlich)\w* | \b(?:ueber|unter|ab|knapp|bis)(?= \d)(?! (?:19|20)\d\d\b) | [~≈<>≤≥]
""")
_FULL_TIME = one_of(r"""
    vzae | vze | vbe | vk | ak | fte | vollzeitaequivalente? | vollzeitstellen?
    (?:personal|plan|projekt)?-?stellen?(?:anteile?n?)?
""")
_POSITIONS = pattern(
    rf"(?<![\d.,])(\d{{1,3}}(?:[.,]\d{{1,3}})?) ?(%)?[ -]?{_FULL_TIME}\b"
    rf"|\b(dreiviertel|viertel|halbe|eine|zwei|drei|anderthalb)n? {_FULL_TIME}\b|\b{_FULL_TIME}:? (\d{{1,2}}[.,]\d{{1,3}})\b"
)
_COUNTS = {
    **{"viertel": "0.25", "halbe": "0.5", "dreiviertel": "0.75", "eine": "1"},
    **{"anderthalb": "1.5", "zwei": "2", "drei": "3"},
}
_SHARE = pattern(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?) ?(?:%|prozent\b|v\. ?h\.)")

_COSTS = one_of(r"""
    \w*(?:kosten|mittel|ausgaben|ressourcen|aufwand|aufwendungen|belastung|bedarf|auswirkung|relevanz|wirksam)\w*
    finanz\w+ | haushalt\w*
""")
# Money is missing or waits for something: neither "none needed" nor "there is some".
_UNCERTAIN = any_of(r"""
    \bkeine? (?:\w+ ){0,3}(?:verfuegbar|gesichert|(?:ein|be)geplant|eingestellt|bewilligt|foerderung|finanzierung)
    \bkeine? (?:\w+ ){0,3}\w*mittel (?:\w+ )?vorhanden | vorbehalt | haushaltslage | abhaengig | je nach
    nicht (?:be)?ziffer | nicht (?:gesichert|finanziert|gedeckt|absehbar) | unter der voraussetzung
""")
_NO_COSTS = rf"(?:keine?|ohne) (?:[\w.-]+ ){{0,3}}?{_COSTS}"
_NONE_NEEDED = pattern(
    one_of(r"""
        ^(?:nein|nichts?|entf(?:ae|a)llt|0|null|ohne|trifft nicht zu|n\. ?z\.)\b | ^keine?[rs]?(?=\W|$)(?! \w)
        \b(?:kosten|haushalts?|aufwands?)-?(?:neutral|frei|los)\w* | \bunentgeltlich
        \bnicht (?:haushalts\w+|erforderlich|notwendig|noetig|relevant|zutreffend)
    """)
    + rf"|\b{_NO_COSTS}"
)
_MEANS = one_of(r"""
    mittel | haushalt | budget | ressource | personal | stelle | rahmen | kapazitaet | etat | verwaltung | betrieb | geschaeft
    dienst | aufgabe | arbeit | struktur
""")
_EXISTING = pattern(
    rf"\b(?:vorhanden|besteh|verfuegbar|laufend|regulaer|eigen|intern|(?:ein)?geplant|veranschlagt)\w* (?:[\w-]+ ){{0,2}}?\w*{_MEANS}|"
    + one_of(r"""
        \b(?:(?:haushalts)?mittel|ressourcen|personal|budget) (?:\w+ ){0,2}(?:vorhanden|eingeplant|eingestellt|verfuegbar)
        \bim (?:\w*haushalt|budget|etat|wirtschaftsplan)\w* (?:[\w/]+ ){0,3}(?:enthalten|(?:ein)?geplant|eingestellt)
        \bim (?:\w*haushalt|budget|etat|wirtschaftsplan)\w* (?:[\w/]+ ){0,3}(?:veranschlagt|beruecksichtigt|gedeckt)
        bordmittel | \b(?:ab)?gedeckt
    """)
)
_COSTLY = any_of(r"""
    ^ja\b | ^x$ | ^(?:gering|hoch|hohe|mittel|niedrig|erheblich|relevant)\w*$
    kosten | mittel | finanzier | foerder | zuschuss | zuschuesse | zuwendung | personal | stelle | haushalt | budget
    spende | sponsor | antrag | honorar | pauschale
""")
_KIND_OF_MEANS = r"Landes|Bundes|EU-?|Kreis|Stadt|Gemeinde|Förder|Eigen|Dritt|Haushalts|Projekt|Stiftungs|Spenden|Programm|Zuwendungs"
_SOURCE = pattern(
    rf"\b(?:(?i:(?:{_KIND_OF_MEANS}|ESF-?|AMIF-?)mittel)n?|AMIF|ESF(?: ?Plus\b|\+)?|EFRE|LEADER|BAMF|SAB"
    r"|(?:FRL|Förderrichtlinie|RL) [\w-]+|Integrationspauschale|Eigenanteil|Spenden|Sponsoring|Bund|Land|EU"
    r"|Freistaat(?: Sachsen)?)(?!\w)"
)
_DATIVE = pattern(r"(?<=mittel)n$", re.IGNORECASE)


def parse_budget(text: str, *, value: float | None = None) -> Budget:
    """The money that a cell speaks of; `value` is its number where it has one (in euros unless the text says otherwise).

    Of several sums the total counts where one is named, else their sum ("2025: 5.000 €; 2026: 7.000 €"), which is
    approximate where only some are yearly; of a range the upper end, as approximate. Monthly sums become yearly ones.
    `source`: the words of the text for where the money comes from. "noch nicht beziffert" is a placeholder, "nicht
    bezifferbar" a statement; "0 €" is kind "none_needed". Nothing raises.
    """
    raw = text.strip()
    cleaned = clean(raw)
    folded = fold(cleaned)
    number = Decimal(str(value)) if value is not None and math.isfinite(value) else None
    if number is None and folded_is_placeholder(folded):
        return Budget(raw)
    positions, share = _positions(folded), _share(folded)
    said = Budget(raw, "text", positions=positions, share=share, source=_source(cleaned))
    amount = _amount(folded, number if positions is None and share is None else None)
    if amount:
        return _with_amount(said, amount, folded)
    return replace(
        said,
        kind="positions" if positions is not None else "share" if share is not None else _kind(folded, said.source),
    )


def _amount(folded: str, number: Decimal | None) -> Amount | None:
    """The sum in the text; the cell's own number is more exact, unless the text gives it a scale ("45 T€")."""
    said = total(folded)
    if number is None or (said and said.scaled):
        return said
    return replace(said, euros=number) if said else Amount(number)


def _with_amount(budget: Budget, amount: Amount, folded: str) -> Budget:
    months = 12 if _PER_MONTH.search(folded) else 1
    yearly = len(_PER_YEAR.findall(folded))
    if not 0 <= amount.euros * months < HIGHEST:
        return replace(
            budget, kind="text", doubt=f"„{budget.raw[:60]}“ kann kein Betrag einer Maßnahme sein; als Text übernommen."
        )
    return replace(
        budget,
        kind="amount" if amount.euros else "none_needed",
        amount=amount.euros * months,
        per_year=yearly > 0 or months > 1,
        approximate=amount.open or bool(_APPROXIMATE.search(folded)) or 0 < yearly < amount.count,
    )


def _kind(folded: str, source: str) -> Kind:
    if _UNCERTAIN.search(folded):
        return "text"
    if _NONE_NEEDED.search(folded):
        return "none_needed"
    if _EXISTING.search(folded):
        return "existing"
    return "yes" if source or _COSTLY.search(folded) else "text"


def _positions(folded: str) -> Decimal | None:
    found = _POSITIONS.search(folded)
    if not found:
        return None
    before, percent, word, after = found.groups()
    if word:
        return Decimal(_COUNTS[word])
    count = decimal(before or after)
    return count / 100 if percent else count


def _share(folded: str) -> Decimal | None:
    found = _SHARE.search(_POSITIONS.sub("", folded))
    share = decimal(found[1]) / 100 if found else None
    return share if share is not None and share <= 1 else None


def _source(cleaned: str) -> str:
    return ", ".join(dict.fromkeys(_DATIVE.sub("", found[0]) for found in _SOURCE.finditer(cleaned)))
