"""Whether an office's own words say more than what was understood of them; then they are kept beside it, word for word.

"2025–2027" is all said by two days; "nach Kassenlage, frühestens 2026" is not said by one. Where in doubt: they say more.
"""

from __future__ import annotations

from verbindlich.base.calc.values import Budget, Period, Priority, Status
from verbindlich.base.calc.values.wording import any_of, clean, fold, one_of, pattern

_MONTH = one_of(r"""
    jan(?:uar)?\.? | feb(?:ruar)?\.? | maerz | apr(?:il)?\.? | mai | juni? | juli? | aug(?:ust)?\.? | sept?(?:ember)?\.?
    okt(?:ober)?\.? | nov(?:ember)?\.? | dez(?:ember)?\.?
""")
_PLAIN_PERIOD = pattern(
    rf"(?:(?:von|ab|seit|bis|laufend|fortlaufend|{_MONTH})(?![a-z])|wiederkehrend(?=,)|\d{{1,4}}|[\s.,/+-])+"
)
_PLAIN_BUDGET = pattern(
    r"[\d.,\s-]+(?:€|eur\b|euro\b|t ?€|t ?eur\b|tsd\.? ?(?:€|euro\b))?"
    r"(?: ?(?:p\. ?a\.|im jahr|pro jahr|je jahr|/ ?jahr|jaehrlich))?"
)
_PLAIN_KINDS = any_of(r"""
    nein | keine | entfaellt | haushaltsneutral | kostenneutral | im rahmen vorhandener mittel | vorhandene mittel | ja
    ja \(betrag offen\)
""")
_PLAIN_PRIORITY = any_of("hoch | mittel | niedrig | hohe prioritaet | mittlere prioritaet | niedrige prioritaet")
_PLAIN_STATUS = any_of(r"""
    geplant | in planung | noch nicht begonnen | nicht begonnen | in umsetzung | in arbeit | laeuft | laufend | umgesetzt | erledigt
    abgeschlossen | zurueckgestellt | eingestellt | \d{1,3} ?%
    (?:geplant|in umsetzung|umgesetzt|zurueckgestellt|eingestellt), \d{1,3} ?%
""")
_TELLING = pattern(r"\w")
_WORD = pattern(r"(?!eur|euro|teur|tsd|jahr|jaehrlich)[a-z]{3,}")


def _folded(text: str) -> str:
    return fold(clean(text)).strip()


def says_something(text: str) -> bool:
    """Whether a text is more than a dash or a question mark."""
    return _TELLING.search(text) is not None


def adds_words(text: str, known: str) -> bool:
    """Whether a text has words that another one, which means the same, has not; units and "ca." are none."""
    return not set(_WORD.findall(_folded(text))) <= set(_WORD.findall(_folded(known)))


def more_than_period(period: Period) -> bool:
    if not says_something(period.raw):
        return False
    told = bool(period.start or period.end or period.kind in ("permanent", "recurring"))
    return not told or bool(period.contradiction) or _PLAIN_PERIOD.fullmatch(_folded(period.raw)) is None


def more_than_budget(budget: Budget) -> bool:
    """`raw` beside kind, sum, whether yearly, posts and source."""
    if not says_something(budget.raw):
        return False
    if (
        budget.kind not in ("amount", "none_needed", "existing", "yes")
        or budget.approximate
        or budget.share is not None
    ):
        return True
    folded = _folded(budget.raw)
    return _PLAIN_KINDS.fullmatch(folded) is None and (
        budget.kind != "amount" or _PLAIN_BUDGET.fullmatch(folded) is None
    )


def more_than_priority(priority: Priority) -> bool:
    return says_something(priority.raw) and _PLAIN_PRIORITY.fullmatch(_folded(priority.raw)) is None


def more_than_status(status: Status) -> bool:
    return says_something(status.raw) and (not status.state or _PLAIN_STATUS.fullmatch(_folded(status.raw)) is None)
