from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from verbindlich.base.calc.values.body_names import clauses, names
from verbindlich.base.calc.values.body_words import is_body, is_vague
from verbindlich.base.calc.values.placeholder import says_nothing
from verbindlich.base.calc.values.wording import clean, fold, one_of, pattern

Role = Literal["lead", "partner", ""]


@dataclass(frozen=True, slots=True)
class Bodies:
    """Who is responsible: `lead` names in order, then `partners`. `vague`: nobody in particular ("alle Ämter")."""

    raw: str = ""
    lead: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    vague: bool = False

    @property
    def stated(self) -> bool:
        return bool(self.lead)


# Marks and labels become single private characters, so that they survive the taking apart.
_LEAD_MARK, _PARTNER_MARK, _LEAD_LABEL, _PARTNER_LABEL = "\ue001", "\ue002", "\ue003", "\ue004"
_I = re.IGNORECASE

_SIMPLE = pattern(r"[\w.-]+(?: (?!und |u\. |sowie |mit |in |ff\b|oder |unter |federf)[\w.-]+)*")
_LEAD_WORD = r"ff|f|v|l|federführ\w*|leitung|lead|(?:haupt)?verantwortlich\w*|zuständig"
_PARTNER_WORD = r"m|b|u|k|p|mitw\w*\.?|beteil\w*|partner\w*|unterstütz\w*|koop\w*\.?|beratend|zuarbeit|mitarbeit"
# "(FF)", "[Mitwirkung]", "(FF, SG Asyl)"
_BRACKETED = r" ?[(\[] ?(?:%s)\.? ?(?:[,;/:] ?([^()\[\]]+))?[)\]]"
_LEAD_BRACKET, _PARTNER_BRACKET = pattern(_BRACKETED % _LEAD_WORD, _I), pattern(_BRACKETED % _PARTNER_WORD, _I)
_TRAILING_LEAD = pattern(r" (?:- ?)?(?:ff|federführend|in federführung)(?= ?(?:[,;/\n]|$))", _I)
_AFTER_MARK = pattern(rf"(?<=\w)([{_LEAD_MARK}{_PARTNER_MARK}]) ?(?=\w)")
_HAS_LABELS = pattern(r":| mit |\bff\b|federfuehr|unter|mitwirkung|beteiligung|mitarbeit|i\. ?[zv]\.")  # in folded text
_OF = r"(?: (?:durch|beim?|von|des|der|das|liegt|hat|ist))*"
_LEAD_LABELS = pattern(
    one_of(r"""
        \b(?:ff|federführ\w*(?: (?:stelle|amt))?|(?:haupt|gesamt)?verantwort\w*|zuständig\w*|leitung|projektleitung|lead) ?:
        \b(?:koordin(?:ation|ierung)|träger|umsetzung|ansprechpartner\w*) ?:
    """),
    _I,
)
# "Federführung Sozialamt", "unter Federführung des Sozialamtes": without a colon it is said of one name.
_LEADING_WORD = pattern(rf"(?:(?:^|(?<=[;\n,])) ?| (?=unter ))(?:unter )?(?:ff|federführ(?:ung|end)){_OF} (?=\w)", _I)
_PARTNER_LABELS = pattern(
    one_of(r"""
        \b(?:mitw\w*\.?|beteil\w*|[\w-]*partner\w*|koop\w*\.?|unterstütz\w*|mitarbeit|weitere(?: \w+)?|netzwerk) ?:
        \b(?:in zusammenarbeit|gemeinsam) mit ?:
    """)
    + r"|\b(?:mitwirkung|beteiligung|unterstützung|mitarbeit) (?:von|durch|des|der|beim?) "
    + r"|(?:(?<=[;,/\n]) ?|^)(?:mitwirkung|mitw\.|beteiligung|unterstützung) (?=\w)"
    + "|[ ,]"
    + one_of(r"""
        in (?:enger )?(?:zusammenarbeit|kooperation|abstimmung|absprache|verbindung) mit | (?:gemeinsam|zusammen) mit
        unter (?:beteiligung|mitwirkung|einbeziehung|einbindung)(?: von| der| des)? | unterstützt (?:durch|von)
        mit (?:unterstützung|beteiligung)(?: durch| von| der| des)? | i\. ?[zv]\. ?m\.
    """)
    + " ",
    _I,
)
_WITH = pattern(r" mit (?=([^;,/\n]{1,60}))")
_LEFT_OVER = pattern(
    r"^(?:und|sowie|u\.|oder|bzw\.|ggf\.|dem|den|der|des|das) |[\s,;:/&+-]*$|^[\s,;:/&+]+"
    r"|(?:^| )(?:u\. ?a\.|etc\.?|usw\.?)$",
    _I,
)


def parse_bodies(text: str, partners_text: str = "") -> Bodies:
    """`text`: the cell of the lead or of everyone; `partners_text`: the partners' where the file has a column for them.

    Marks decide ("(FF)", "Federführung: …", "Beteiligte: …", "in Zusammenarbeit mit …"). Without any the first name is
    the lead, together with the names before it that alone would be vague ("Landkreis, Sozialamt"); the others are
    partners. Names are taken apart at ; , / line breaks and "und", the last two only where both sides are bodies by
    themselves: "Amt für Soziales und Gesundheit" is one name. A placeholder among names is left out.
    """
    named, partners = list(_named(text)), list(_named(partners_text))
    lead = _lead(named) + [name for name, role in partners if role == "lead"]
    others = dict.fromkeys(name for name, _ in named + partners if name not in lead)
    vague = bool(lead) and all(is_vague(name) for name in lead)
    return Bodies(text.strip() or partners_text.strip(), tuple(dict.fromkeys(lead)), tuple(others), vague)


def _lead(named: list[tuple[str, Role]]) -> list[str]:
    marked = [name for name, role in named if role == "lead"]
    unmarked = [name for name, role in named if not role]
    if marked or len(unmarked) < len(named):  # once the partners are marked, all others lead
        return marked or unmarked
    concrete = next((index for index, name in enumerate(unmarked) if not is_vague(name)), 0)
    return unmarked[: concrete + 1]


def _named(text: str) -> Iterator[tuple[str, Role]]:
    """The names of a cell and what their marks and labels make of them."""
    cleaned = clean(text)
    folded = fold(cleaned)
    if says_nothing(folded):
        return
    if _SIMPLE.fullmatch(cleaned):
        yield cleaned, ""
        return
    label: Role = ""
    for clause in clauses(_with_marks(cleaned, folded)):
        if clause[0] in (_LEAD_LABEL, _PARTNER_LABEL):
            label = "lead" if clause[0] == _LEAD_LABEL else "partner"
            clause = clause[1:]
        for name in names(clause):
            role: Role = "lead" if _LEAD_MARK in name else "partner" if _PARTNER_MARK in name else label
            name = _tidy(name)
            if not says_nothing(fold(name)):
                yield name, role
        if label == "lead" and clause.strip():  # holds for its own clause; that of the partners until the next label
            label = ""


def _with_marks(text: str, folded: str) -> str:
    """The text with a private character in place of each mark and label."""
    if "(" in text or "[" in text:
        text = _LEAD_BRACKET.sub(lambda found: _aside(found) + _LEAD_MARK, text)
        text = _PARTNER_BRACKET.sub(lambda found: _aside(found) + _PARTNER_MARK, text)
        text = _AFTER_MARK.sub(r"\1; ", text)
    if not _HAS_LABELS.search(folded):
        return text
    text = _TRAILING_LEAD.sub(_LEAD_MARK, text)
    text = _LEAD_LABELS.sub(";" + _LEAD_LABEL, text)
    text = _LEADING_WORD.sub(";" + _LEAD_MARK, text)
    text = _PARTNER_LABELS.sub(";" + _PARTNER_LABEL, text)
    return _WITH.sub(lambda found: ";" + _PARTNER_LABEL if is_body(found[1]) else found[0], text)


def _aside(mark: re.Match[str]) -> str:
    """What a bracket holds besides the mark: "SG Asyl" in "(FF, SG Asyl)"."""
    return f" ({mark[1]})" if mark[1] else ""


def _tidy(name: str) -> str:
    name = name.replace(_LEAD_MARK, "").replace(_PARTNER_MARK, "").strip()
    return _LEFT_OVER.sub("", _LEFT_OVER.sub("", name))
