"""Which words name a body and which name nobody in particular. The lists are our reading; extend them here.

All functions take one name as cleaned by `wording.clean`, in its own spelling.
"""

from __future__ import annotations

import re

from verbindlich.base.calc.values.wording import fold

# Endings of bodies. With something before them they name one ("Jugendamt"), alone only a sort ("Ämter", "Träger").
_BODY = (
    r"amt(?:es)?|aemter|behoerden?|ministeri(?:um|en)|zentr(?:um|en|ale)|center|stellen?|kammern?|verb(?:and|aende|und)|vereine?|vereinigung"
    r"|agentur(?:en)?|verwaltung(?:en)?|dienste?|direktion|dezernate?|referate?|abteilung(?:en)?|sachgebiete?|fachbereiche?|buero|rat|raete"
    r"|leitung|beauftragte[rn]?|beigeordnete[rn]?|(?:hoch)?schulen?|universitaet|kitas?|kindergaerten|horte?|bibliothek(?:en)?"
    r"|muse(?:um|en)|archive?|theater|genossenschaft(?:en)?|gesellschaft(?:en)?|stiftung(?:en)?|werke?|haus|haeuser|betriebe?"
    r"|kirchen?|gemeinden?|kommunen?|staedte?|stadt|land|kreise?|bund|buendnis(?:se)?|netzwerke?|gruppen?|gremi(?:um|en)|traeger[ns]?"
    r"|unternehmen|arbeitgeber|kassen?|klinik(?:en|um)?|partner[n]?|akteuren?|organisation(?:en)?|einrichtung(?:en)?|vertretung(?:en)?"
    r"|initiativen?|fraktion(?:en)?|polizei|feuerwehr|(?:buerger)?meister(?:in)?|lotsen|(?:kreis|land|staedte)tag|polizei|politik|wirtschaft"
)
# Endings of a body as well as of a subject: "Wirtschaftsförderung" is one, "Amt für Wirtschaftsförderung" another.
_TASK = r"management|koordination|koordinierung|foerderung|beratung|sozialarbeit|gemeinwesenarbeit|planung"
_NAME = r"diakonie|caritas|johanniter|malteser|paritaetische[rn]?|jobcenter|landrat|landraetin|ehrenamtliche"
# Units of an administration, named by the subject or the number that follows: "Amt für Soziales", "SG Asyl", "Amt 50".
_UNIT = (
    r"(?:landes|bundes|stadt|kreis|fach|schul)?amt|[a-z]*ministerium|[a-z]*behoerde|direktion|dezernat|dez\.?|geschaeftsbereich|gb|fachbereich|fb"
    r"|fachdienst|fd|sachgebiet|sg|abteilung|abt\.?|referat|ref\.?|[a-z]*stelle|team|bereich|[a-z]*beauftragte[rn]?|beirat|agentur|zentrum"
    r"|institut|arbeitsgruppe|ag|arbeitskreis|ak|netzwerk|buero|verband|verein|gesellschaft|stiftung|eigenbetrieb|beigeordnete[rn]?"
)
_DEFINITE = re.compile(rf"(?:[a-z.-]+(?:{_BODY})|{_NAME})(?<!ehrenamt)")
_GENERIC = re.compile(rf"(?:[a-z-]*(?:{_TASK})|{_BODY})")
_BEGINS_UNIT = re.compile(rf"(?:{_UNIT}) (?=[\w(])")
_HAS_SUBJECT = re.compile(rf"(?:{_UNIT}) (?!\(|\d+\b(?! [a-z])|[ivx]+\b)|.* fuer ")
_ACRONYM = re.compile(r"(?![IVX]+$)(?:[A-ZÄÖÜ]{2,7}s?|(?=\w*[a-zäöü][A-ZÄÖÜ])[A-ZÄÖÜ]\w{2,5})")
_NUMBER = re.compile(r"\d{2,3}(?:\.\d+)?")
_WORDS = re.compile(r"[\w.-]*\w")

_ANY = r"(?:alle[rn]?|saemtliche|verschiedene|diverse|mehrere|jeweilige[snr]?|(?:je|be)troffene[snr]?|zustaendige[snr]?|weitere|andere|unterschiedliche|entsprechende[snr]?|relevante|viele|einzelne|jede[rs]?|beteiligte)"
# What a whole administration, or everyone of a sort, is called. Such a name tells nobody that it is up to them.
_NOBODY = re.compile(
    rf"(?:(?:der|die|das|den|dem|durch) )*(?:{_ANY}(?: .*)?|(?:(?:kreis|stadt|gemeinde|kommunal|landkreis)?verwaltung|landratsamt|lra|landkreis|kreis|stadt|rathaus)"
    r"|(?:kreisangehoerige )?(?:kommunen?|gemeinden?|staedte)|(?:fach)?aemter|(?:fach)?bereiche|dezernate"
    r"|(?:freie |bildungs|kita-)?traeger|vereine|verbaende|(?:kooperations|netzwerk|projekt|externe )?partner|(?:integrations|lokale |externe )?akteure"
    r"|institutionen|organisationen|einrichtungen|netzwerke?|politik|zivilgesellschaft|ehrenamt(?:liche)?|arbeitgeber|unternehmen|wirtschaft|schulen"
    r"|kitas|bund|land|freistaat|oeffentlichkeit|gesellschaft|intern|extern|wir|gemeinsam)"
    r"(?: (?:des|der|im|in der|vor) [a-z]+)?"
)


def is_vague(name: str) -> bool:
    """Whether the name means everyone or nobody in particular: "alle Fachämter", "Verwaltung", "freie Träger"."""
    return _NOBODY.fullmatch(fold(name).strip(" .*")) is not None


def is_definite(name: str) -> bool:
    """Whether the name is that of a body beyond doubt: "Jugendamt", "LaSuB", "Amt 50", "SG Asyl"; "Schulen" is not."""
    return _begins_unit(name) or any(
        _ACRONYM.fullmatch(word) or _NUMBER.fullmatch(word) or _DEFINITE.fullmatch(fold(word)) for word in _WORDS.findall(name)
    )


def is_body(name: str) -> bool:
    """Whether the name can stand for a body by itself: also "Schulen", "Wirtschaftsförderung", but not "Gesundheit"."""
    return is_definite(name) or any(_GENERIC.fullmatch(fold(word)) for word in _WORDS.findall(name))


def has_subject(name: str) -> bool:
    """Whether the name is a unit with its subject, which may be a list itself: "Amt für Soziales", "Sachgebiet Asyl"."""
    return _HAS_SUBJECT.match(fold(name)) is not None


def _begins_unit(name: str) -> bool:
    return _BEGINS_UNIT.match(fold(name)) is not None
