"""A placeholder is no statement (expected results of the sample catalogue; guide 5.2.4)."""

from __future__ import annotations

from verbindlich.base.calc.values.body_words import is_definite
from verbindlich.base.calc.values.wording import any_of, clean, fold, one_of, pattern, word_set

# A text of nothing but the words below is a placeholder if one of them leaves something open:
_OPEN = word_set("""
    offen offene offenen unklar ungeklaert unbekannt ungewiss unbestimmt tbd tba tbc nn na ka oa nb nv xx xxx xxxx todo
    platzhalter leer folgt ausstehend klaerung klaerungsbedarf nachgereicht klaeren abzuklaeren abzustimmen festzulegen
    nachzutragen vakant unbesetzt
""")
# … or if one says what is still to be done, beside a word that says that it is not done yet.
_PENDING = word_set("""
    geklaert abklaeren abgeklaert abstimmung abstimmen abgestimmt absprache pruefung pruefen geprueft benennen benannt
    bekannt gegeben bekanntgegeben festlegung festlegen festgelegt bestimmen bestimmt ergaenzen ergaenzt definieren
    definiert terminieren terminiert konkretisieren konkretisiert praezisiert entscheiden entschieden vereinbart folgen
    nachtragen eingetragen eintragen ausfuellen ermittlung ermitteln ermittelt beziffern beziffert kalkulieren kalkuliert
    berechnet geschaetzt zugeordnet zugewiesen vergeben besetzt planbar absehbar gesucht steht fest kein keine waehlen
    auswaehlen
""")
_NOT_YET = frozenset(
    ["noch", "nicht", "wird", "werden", "muss", "muessen", "soll", "sollen", "zu", "in", "erst", "bitte"]
)
_AROUND = _NOT_YET | word_set("""
    kann ist sind war zur zum im es der die das den dem ein eine bisher bislang derzeit aktuell zurzeit momentan
    gegenwaertig bis dato jetzt stehen bleibt aus naeher genauer genau spaeter weiteren weiterer verfahren prozess verlauf
    angabe angaben hier text abschliessend endgueltig final vollstaendig konkret ggf evtl voraussichtlich vorerst
    zunaechst durch zz zzt z t n und oder zustaendigkeit zustaendig verantwortlich verantwortliche verantwortlicher
    verantwortlichkeit federfuehrung zeitraum zeitpunkt termin termine laufzeit beginn start ende finanzierung kosten
    mittel hoehe budget bedarf finanzbedarf prioritaet person stelle traeger umfang
""")

_SHORT = any_of(r"""
    n\W{0,3}n | [kon]\W{0,2}a | n\W{0,2}[bv] | t\W{0,2}b\W{0,2}[dac] | to\W?do | xx+ | x+\W*\?+ | #[\w/]+[!?]?
    (?:keine|ohne) (?:(?:naehere|weitere|genaue)n? )?angaben? | angaben? fehl(?:t|en) | (?:\w+ )?steht (?:noch )?aus
    tt\.mm\.jj+ | (?:mm/)?jjjj | 20(?:xx|__|\.\.) | (?:klicken|tippen|waehlen) (?:oder tippen )?sie\b.* | click or tap\b.*
""")
# "wird im Beirat festgelegt", "ist noch mit dem Jugendamt zu klären": the whole sentence only says that something is open.
_DECIDED = one_of(r"""
    (?:ab)?geklaert | benannt | (?:fest|nach)gelegt | bestimmt | ergaenzt | abgestimmt | ermittelt | entschieden
    konkretisiert | definiert | terminiert | nachgereicht | gesucht | bekannt ?gegeben
""")
_TO_DECIDE = one_of(r"""
    (?:ab)?klaeren | abzu(?:klaeren|stimmen) | zu (?:klaeren|benennen|bestimmen|ermitteln|pruefen|entscheiden|definieren)
    festzulegen
""")
_BEGINS = frozenset(["noch", "wird", "werden", "muss", "muessen", "soll", "sollen", "ist", "sind", "bleibt"])
_SENTENCE = pattern(
    rf"(?:(?:noch|wird|werden|muss|muessen|soll|sollen)\b[^;,\n]{{0,150}}?\b{_DECIDED}"
    rf"|(?:noch|muss|muessen|soll|sollen|ist|sind|bleibt)\b[^;,\n]{{0,150}}?\b{_TO_DECIDE})(?: werden)?\W*"
)
_NOTHING = any_of(r"""
    nein | keine?[rsnm]? | nichts? | niemand | ohne | 0 | x | entf(?:ae|a)llt | entf\.? | trifft nicht zu
    (?:nicht|n\W{0,2}) ?(?:zutreffend|z\.?) | nicht (?:vorhanden|vorgesehen|relevant|erforderlich|notwendig|noetig)
""")
_WORDS = pattern(r"[a-z0-9]+")
_MARKS_ONLY = pattern(r"[\s\-_/\\.,;:?*|()\[\]{}<>=~#·•€]*")
_MARKS_AROUND = " .,:;!?-_*<>[](){}/\\\"'„“€"


def is_placeholder(text: str) -> bool:
    """Whether the text states nothing, in whatever column: empty, "N. N.", "offen", "-", "wird noch benannt", "tbd", "?".

    "offen (Haushalt 2026)" and "N. N. (Ausschreibung läuft)" are, since the aside only explains the gap; "2026 (noch offen)",
    "N. N. (Sozialamt)" and "Jugendamt?" are not.
    "nein", "keine", "entfällt" mean something in some columns: see `says_nothing`.
    """
    return folded_is_placeholder(fold(clean(text)))


def says_nothing(folded: str) -> bool:
    """Whether a folded text names no body, period or priority: a placeholder, "keine", "entfällt", or a mere "x"."""
    return folded_is_placeholder(folded) or _NOTHING.fullmatch(folded.strip(" .-!()[]")) is not None


def folded_is_placeholder(folded: str) -> bool:
    """`is_placeholder` for a text that is already clean and folded."""
    if _MARKS_ONLY.fullmatch(folded):
        return True
    text = folded.strip(_MARKS_AROUND)
    if _SHORT.fullmatch(text) or _SHORT.fullmatch(folded):
        return True
    words = _WORDS.findall(text)
    if not words or len(words) > 25:
        return False
    if _only_open_words(words) or (words[0] in _BEGINS and _SENTENCE.fullmatch(text)):
        return True
    head, bracket, aside = folded.partition("(")
    left_open = _SHORT.fullmatch(head.strip(_MARKS_AROUND)) is not None or _only_open_words(_WORDS.findall(head))
    return bracket != "" and folded.endswith(")") and left_open and not is_definite(aside.rstrip(") "))


def _only_open_words(words: list[str]) -> bool:
    if not all(word in _AROUND or word in _OPEN or word in _PENDING for word in words):
        return False
    return not _OPEN.isdisjoint(words) or not (_PENDING.isdisjoint(words) or _NOT_YET.isdisjoint(words))
