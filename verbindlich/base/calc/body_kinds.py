"""What sort of body a name is likely to name: the six groups of SächsIntG § 12 Abs. 2. A guess for a new entry that people mend."""

from __future__ import annotations

from typing import Literal

from verbindlich.base.calc.values.wording import any_of, clean, fold, one_of, pattern

BodyKind = Literal["bund", "land", "kommune", "traeger", "kammer", "initiative", "sonstige"]

# The first that fits counts.
_KINDS: tuple[tuple[BodyKind, str], ...] = (
    ("kammer", r"(?:industrie|handwerks|handels|landwirtschafts)[ a-z-]*kammer|\b(?:ihk|hwk)\b"),
    ("bund", r"\bbundes(?:amt|agentur|polizei|behoerde|freiwilligen)|agentur fuer arbeit|arbeitsagentur|\bbamf\b|jobcenter"),
    ("land", r"\blandes(?:amt|direktion|beauftragte|behoerde)|staatsministeri|staatsregierung|\blasub\b"),
    ("traeger", one_of("""
        diakon | caritas | \\bawo\\b | arbeiterwohlfahrt | \\bdrk\\b | rotes kreuz | johanniter | malteser | paritaet | volkssolidaritaet
        kolping | ggmbh
    """)),
    ("kommune", one_of("""
        amt\\b | \\bamt \\S | dezernat | sachgebiet | fachdienst | fachbereich | stabsstelle | \\b(?:sg|fb|fd) \\S | landrat | kreistag
        ordnungs- | auslaenderbehoerde | integrationsmanagement | \\bbeauftragte | buergermeister | stadtverwaltung | gemeinden?\\b
        wirtschaftsfoerderung | gleichstellungsbeauftragte | kreisarchiv | landratsamt
    """)),
    ("initiative", r"\be\. ?v\b|\bverein|verein\b|initiative|netzwerk|buendnis|sportbund|ehrenamt|migrantenorganisation"),
)  # fmt: skip
_PATTERNS = tuple((kind, pattern(words)) for kind, words in _KINDS)
_PERSON = any_of(r"""
    (?:frau|herr|herrn|fr\.|hr\.|dr\.|prof\.) .* | [a-z]\. ?[a-z][a-z-]{2,}
""")


def kind_of_body(name: str) -> BodyKind:
    folded = fold(clean(name))
    return next((kind for kind, words in _PATTERNS if words.search(folded)), "sonstige")


def names_a_person(name: str) -> bool:
    """ "Frau Aydın", "Dr. Weber", "M. Krause": nobody makes an organisation of a person."""
    return _PERSON.fullmatch(fold(clean(name))) is not None


# Kinds of the guide (3.3.3.4) beside those of the law, told by words of a name; the first that fits counts, before `_KINDS`.
_FURTHER: tuple[tuple[str, str], ...] = (
    ("beirat", r"beirat"),
    ("rat", r"kreistag|stadtrat|gemeinderat|ortschaftsrat|fraktion"),
    ("bildung", one_of("""
        schul(?:e|zentrum)\\b | gymnasium | \\bkita\\b | kindertages | kindergarten | universitaet | akademie | \\bvhs\\b
        bildungs(?:werk|zentrum|traeger)
    """)),
    ("kirche", r"kirch|pfarr|moschee|synagog|religionsgemeinschaft|islamisch"),
    ("medien", r"zeitung|redaktion|rundfunk|\bradio\b|fernsehen"),
)  # fmt: skip
_FURTHER_PATTERNS = tuple((kind, pattern(words)) for kind, words in _FURTHER)
_BUSINESS = pattern(r"\bgmbh\b|\bag\b|\bkg\b|\bohg\b|\bmbh\b")


def kind_of_organisation(name: str) -> str:
    """As `kind_of_body`, with the kinds that the directory has besides."""
    folded = fold(clean(name))
    found = next((kind for kind, words in _FURTHER_PATTERNS if words.search(folded)), "") or kind_of_body(name)
    return "wirtschaft" if found == "sonstige" and _BUSINESS.search(folded) else found
