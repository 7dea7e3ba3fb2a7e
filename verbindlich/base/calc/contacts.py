"""What a cell of an address list says: mail addresses, telephone numbers, the parts of a person's name. No judgement of who is who.

Names are compared by `Name.tokens`: folded, without titles and salutations, in any order, "Müller", "Mueller" and "Muller" alike.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from verbindlich.base.calc.values.wording import word_set

_AT = re.compile(r"\s*(?:\(at\)|\[at\]|\{at\}|\s(?:at|ät)\s)\s*", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>,;:\"()\[\]]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
_BETWEEN_MAILS = re.compile(r"[\s,;/|<>\"()]+|mailto:", re.IGNORECASE)
_NO_VALUE = re.compile(r"[-–—./?x ]*|k\. ?a\.?|n\. ?n\.?|n/a|keine?r?s?|unbekannt|entfällt|s\. ?o\.?", re.IGNORECASE)
# Mailboxes of a house and not of a person, as offices name them; our list, extended here.
_HOUSE = word_set("""
    info information informationen infos kontakt contact post poststelle postfach mail email e-mail office buero büro sekretariat
    verwaltung zentrale service team beratung beratungsstelle amt stadt gemeinde rathaus hauptamt sozialamt jugendamt schule schulleitung
    kita leitung geschaeftsstelle geschäftsstelle gst gs vorstand verein anmeldung empfang presse redaktion newsletter webmaster admin
    noreply no-reply migration integration mbe jmd asyl pfarramt kanzlei ordnungsamt bibliothek vhs jobcenter landkreis stadtverwaltung
""")
_FREE = word_set("""
    gmail.com googlemail.com gmx.de gmx.net web.de t-online.de freenet.de outlook.com outlook.de hotmail.com hotmail.de yahoo.com
    yahoo.de icloud.com me.com posteo.de mailbox.org arcor.de aol.com live.de live.com online.de mail.de
""")
_TITLES = word_set(
    "dr prof professor mag dipl ing med phil jur rer nat pol theol habil bsc msc mba llm phd univ pfr pfarrer pfarrerin pastor"
)
_PARTICLES = word_set("von van de zu vom der el al bin ibn")
_SALUTATIONS = word_set("herr herrn frau fr hr mr mrs ms")
_TITLE_PART = re.compile(
    r"\b(?:Prof(?:essor(?:in)?)?\b\.?|Dr\b\.?|Dipl\.?(?:[- ]?[A-ZÄÖÜ]\w*\.?(?:\s?\(FH\))?)|Mag\.|"
    r"(?:med|phil|jur|rer|nat|pol|theol|habil|h\. ?c)\.|LL\.?M\.?|[BM]\.\s?(?:A|Sc|Eng)\.|MBA\b)(?:-[\w.]+)*\s*,?",
)
_SALUTATION_PART = re.compile(r"^\s*(?:Herrn?|Frau|Fr\.|Hr\.)\s+", re.IGNORECASE)
_APART = re.compile(r"\s*(?:;|\n|(?<!<)/|&|\+|\s(?:und|u\.|sowie|oder)\s)\s*")
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile(r"(?<![aeq])ue|oe|ae")
_PHONE = re.compile(r"[\d(+][\d \t\xa0()/.\-–+]{3,}\d(?:\s?(?:App|DW|-)\.?\s?\d+)?")
_NOT_DIGIT = re.compile(r"\D+")
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "a", "ł": "l", "đ": "d", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class Mails:
    """`wrong`: what stands where an address is expected and is none."""

    good: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


def mails(text: str) -> Mails:
    """The addresses in a cell, in small letters, none twice; "(at)" is understood."""
    plain = _AT.sub("@", text)
    good = dict.fromkeys(found.strip(".").lower() for found in _MAIL.findall(plain))
    rest = [part for part in _BETWEEN_MAILS.split(_MAIL.sub(" ", plain)) if part]
    wrong = [part for part in rest if "@" in part]
    if not good and not wrong and not _NO_VALUE.fullmatch(plain.strip()):
        wrong = [" ".join(text.split())]
    return Mails(tuple(good), tuple(wrong))


def says_nothing(text: str) -> bool:
    """ "-", "k. A.", "n. n.": filled, but without a statement."""
    return bool(_NO_VALUE.fullmatch(text.strip()))


def of_a_house(mail: str) -> bool:
    """Whether a mailbox is that of a house ("info@…"), so that it tells nobody from another."""
    local = mail.partition("@")[0].lower()
    return local in _HOUSE or local.rpartition(".")[2] in _HOUSE or local.partition("-")[0] in _HOUSE


def domain_of(mail: str) -> str:
    """The domain where it tells of an organisation; "" for the big providers."""
    domain = mail.rpartition("@")[2].lower()
    return "" if domain in _FREE else domain


def phones(text: str) -> tuple[str, ...]:
    """The telephone numbers in a cell, as they are written."""
    return tuple(dict.fromkeys(" ".join(found.split()) for found in _PHONE.findall(text) if len(phone_key(found)) >= 4))


@lru_cache(20_000)
def phone_key(text: str) -> str:
    """Equal for spellings of a number: "+49 (0)375 12-0" and "0375/120"."""
    digits = _NOT_DIGIT.sub("", text.replace("(0)", ""))
    for prefix in ("0049", "49"):
        if digits.startswith(prefix) and (text.strip().startswith("+") or prefix == "0049"):
            digits = digits.removeprefix(prefix).lstrip("0")
            return f"0{digits}"
    return digits


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name. `shown`: title, given names, family name, the salutation only where no given name is known."""

    shown: str
    tokens: tuple[str, ...]
    family: frozenset[str]

    @property
    def key(self) -> str:
        return " ".join(self.tokens)

    @property
    def whole(self) -> bool:
        """Given and family name, both more than an initial."""
        return sum(len(token) > 1 for token in self.tokens) > 1


@lru_cache(20_000)
def name_of(text: str) -> Name:
    """ "Müller, Dr. Anna", "Frau Dr. Anna Müller", "MÜLLER Anna" and "anna mueller" have the same tokens."""
    bare = " ".join(text.split())
    titles = " ".join(part.strip(" ,") for part in _TITLE_PART.findall(bare))
    greeting = found[0].strip() if (found := _SALUTATION_PART.match(bare)) else ""
    bare = " ".join(_SALUTATION_PART.sub("", _TITLE_PART.sub(" ", bare)).split()).strip(" ,")
    family, comma, given = bare.partition(",")
    if not comma:
        given, family = _parted(bare)
    given, family = given.strip(), family.strip()
    shown = " ".join(filter(None, (titles, given or greeting, family)))
    tokens = tuple(sorted(tokens_of(f"{given} {family}")))
    return Name(shown or " ".join(text.split()), tokens, frozenset(tokens_of(family)))


def _parted(bare: str) -> tuple[str, str]:
    """Given and family name: the last word is the family name, or the first where it alone stands in capitals."""
    words = bare.split()
    if len(words) > 1 and len(words[0]) > 2 and words[0].isupper() and not words[-1].isupper():
        return " ".join(words[1:]), words[0].title()
    place = next((place for place, word in enumerate(words) if place and word in _PARTICLES), len(words) - 1)
    return " ".join(words[:place]), " ".join(words[place:])


@lru_cache(40_000)
def plain(text: str) -> str:
    """Folded, without accents; umlauts as one letter however they are spelled."""
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded).translate(_UMLAUTS)
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return _VOWELS.sub(lambda found: found[0][0], folded)


def tokens_of(text: str) -> list[str]:
    return [word for word in _WORD.findall(plain(text)) if word not in _TITLES and word not in _SALUTATIONS]


def several_persons(text: str) -> list[str] | None:
    """The persons in a cell: [text] where it names one; None where two are named and cannot be told apart ("Anna und Bernd Müller")."""
    parts = [part for part in _APART.split(text.strip()) if part]
    listed = [part.strip() for part in text.split(",")]
    if len(parts) == 1 and len(listed) > 2 and all(len(tokens_of(part)) > 1 for part in listed):
        return listed  # "Anna Wolf, Bernd Krause, Cora Lang"; of two, one may be family name and given names
    if len(parts) < 2 or not all(tokens_of(part) for part in parts):
        return [text]
    if all(len(tokens_of(part)) > 1 or _SALUTATION_PART.match(part) or _TITLE_PART.match(part) for part in parts):
        return parts
    return None


def looks_like_a_person(text: str) -> bool | None:
    """Whether a name is that of a person; None where nothing tells. Organisations are told by their words (base/calc/body_kinds.py)."""
    if _SALUTATION_PART.match(text) or _TITLE_PART.match(text):
        return True
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 4 or any(not word[:1].isalpha() for word in words) or len(text) > 60:
        return False if len(words) > 4 or any(char.isdigit() for char in text) else None
    return True if "," in text and len(words) == 2 else None
