"""Which words name a body and which name nobody in particular. The lists are our reading; extend them here.

All functions take one name as cleaned by `wording.clean`, in its own spelling.
"""

from __future__ import annotations

from verbindlich.base.calc.values.wording import fold, one_of, pattern

# Endings of bodies. With something before them they name one ("Jugendamt"), alone only a sort ("Ämter", "Träger").
_BODY = one_of(r"""
    amt(?:es)? | aemter | behoerden? | ministeri(?:um|en) | zentr(?:um|en|ale) | center | stellen? | kammern? | direktion
    verb(?:and|aende|und) | vereine? | vereinigung | agentur(?:en)? | verwaltung(?:en)? | dienste? | dezernate? | referate?
    abteilung(?:en)? | sachgebiete? | fachbereiche? | buero | rat | raete | leitung | beauftragte[rn]? | beigeordnete[rn]?
    (?:hoch)?schulen? | universitaet | kitas? | kindergaerten | horte? | bibliothek(?:en)? | muse(?:um|en) | archive? | theater
    genossenschaft(?:en)? | gesellschaft(?:en)? | stiftung(?:en)? | werke? | haus | haeuser | betriebe? | kirchen? | bund
    gemeinden? | kommunen? | staedte? | stadt | land | kreise? | buendnis(?:se)? | netzwerke? | gruppen? | gremi(?:um|en)
    traeger[ns]? | unternehmen | arbeitgeber | kassen? | klinik(?:en|um)? | partnern? | akteuren? | organisation(?:en)?
    einrichtung(?:en)? | vertretung(?:en)? | initiativen? | fraktion(?:en)? | polizei | feuerwehr | (?:buerger)?meister(?:in)?
    lotsen | (?:kreis|land|staedte)tag | politik | wirtschaft
""")
# Endings of a body as well as of a subject: "Wirtschaftsförderung" is one, "Amt für Wirtschaftsförderung" another.
_TASK = r"(?:management|koordination|koordinierung|foerderung|beratung|sozialarbeit|gemeinwesenarbeit|planung)"
_NAME = r"(?:diakonie|caritas|johanniter|malteser|paritaetische[rn]?|jobcenter|landrat|landraetin|ehrenamtliche)"
# Units of an administration, named by the subject or the number that follows: "Amt für Soziales", "SG Asyl", "Amt 50".
_UNIT = one_of(r"""
    (?:landes|bundes|stadt|kreis|fach|schul)?amt | [a-z]*ministerium | [a-z]*behoerde | direktion | dezernat | dez\.? | gb
    geschaeftsbereich | fachbereich | fb | fachdienst | fd | sachgebiet | sg | abteilung | abt\.? | referat | ref\.? | team
    [a-z]*stelle | bereich | [a-z]*beauftragte[rn]? | beirat | agentur | zentrum | institut | arbeitsgruppe | ag | ak
    arbeitskreis | netzwerk | buero | verband | verein | gesellschaft | stiftung | eigenbetrieb | beigeordnete[rn]?
""")
_DEFINITE = pattern(rf"(?:[a-z.-]+{_BODY}|{_NAME})(?<!ehrenamt)")
_GENERIC = pattern(rf"[a-z-]*{_TASK}|{_BODY}")
_BEGINS_UNIT = pattern(rf"{_UNIT} (?=[\w(])")
_HAS_SUBJECT = pattern(rf"{_UNIT} (?!\(|\d+\b(?! [a-z])|[ivx]+\b)|.* fuer ")
_ACRONYM = pattern(r"(?![IVX]+$)(?:[A-ZÄÖÜ]{2,7}s?|(?=\w*[a-zäöü][A-ZÄÖÜ])[A-ZÄÖÜ]\w{2,5})")
_NUMBER = pattern(r"\d{2,3}(?:\.\d+)?")
_WORDS = pattern(r"[\w.-]*\w")

_ANY = one_of(r"""
    alle[rn]? | saemtliche | verschiedene | diverse | mehrere | jeweilige[snr]? | (?:je|be)troffene[snr]? | viele | weitere
    zustaendige[snr]? | andere | unterschiedliche | entsprechende[snr]? | relevante | einzelne | jede[rs]? | beteiligte
""")
# What a whole administration, or everyone of a sort, is called. Such a name tells nobody that it is up to them.
_ALL = one_of(r"""
    (?:kreis|stadt|gemeinde|kommunal|landkreis)?verwaltung | landratsamt | lra | landkreis | kreis | stadt | rathaus
    (?:kreisangehoerige )?(?:kommunen?|gemeinden?|staedte) | (?:fach)?aemter | (?:fach)?bereiche | dezernate | netzwerke?
    (?:freie |bildungs|kita-)?traeger | vereine | verbaende | (?:kooperations|netzwerk|projekt|externe )?partner
    (?:integrations|lokale |externe )?akteure | institutionen | organisationen | einrichtungen | politik | wirtschaft
    zivilgesellschaft | gesellschaft | oeffentlichkeit | ehrenamt(?:liche)? | arbeitgeber | unternehmen | schulen | kitas
    bund | land | freistaat | intern | extern | wir | gemeinsam
""")
_NOBODY = pattern(
    rf"(?:(?:der|die|das|den|dem|durch) )*(?:{_ANY}(?: .*)?|{_ALL}(?: (?:des|der|im|in der|vor)(?: [a-z]+){{1,2}})?)"
)


def is_vague(name: str) -> bool:
    """Whether the name means everyone or nobody in particular: "alle Fachämter", "Verwaltung", "freie Träger"."""
    return _NOBODY.fullmatch(fold(name).strip(" .*")) is not None


def is_definite(name: str) -> bool:
    """Whether the name is that of a body beyond doubt: "Jugendamt", "LaSuB", "Amt 50", "SG Asyl"; "Schulen" is not."""
    return _BEGINS_UNIT.match(fold(name)) is not None or any(_is_proper(word) for word in _WORDS.findall(name))


def _is_proper(word: str) -> bool:
    return bool(_ACRONYM.fullmatch(word) or _NUMBER.fullmatch(word) or _DEFINITE.fullmatch(fold(word)))


def is_body(name: str) -> bool:
    """Whether the name can stand for a body by itself: also "Schulen", "Wirtschaftsförderung", but not "Gesundheit"."""
    return is_definite(name) or any(_GENERIC.fullmatch(fold(word)) for word in _WORDS.findall(name))


def has_subject(name: str) -> bool:
    """Whether the name is a unit with its subject, which may itself be a list: "Amt für Soziales", "Sachgebiet Asyl"."""
    return _HAS_SUBJECT.match(fold(name)) is not None
