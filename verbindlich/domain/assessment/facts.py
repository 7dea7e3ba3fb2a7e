"""The guide's figures 6 and 7 as rows of a table, and what they say in sentences. Nothing here comes from the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.base import profiles
from verbindlich.base.common.german import search_text, search_words, sort_key
from verbindlich.base.profiles import Authority, Concept, GuideNote

STATE = "sachsen"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of figure 7: the word as printed, and how it is drawn: colour is never alone."""

    word: str

    @property
    def key(self) -> str:
        """The word in a URL: the same in every language, and never empty."""
        return self.word or "kein"

    @property
    def label(self) -> str:
        words = {"ja": _("ja"), "nein": _("nein"), "teilw.": _("teilweise"), "Empf.": _("Empfehlung"), "Geplant": _("geplant"),
                 "Ziele": _("nur Ziele"), "Bedarfe": _("nur Bedarfe"), "": _("kein Konzept"),
                 "nicht prüfbar": _("nicht prüfbar")}  # fmt: skip
        return words.get(self.word, self.word)

    @property
    def tone(self) -> str:
        return {"ja": "on", "nein": "late", "": "quiet", "nicht prüfbar": "quiet"}.get(self.word, "risk")

    @property
    def sign(self) -> str:
        return {"ja": "●", "nein": "▲", "": "○", "nicht prüfbar": "○"}.get(self.word, "◆")


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One authority: what figure 1 and 6 say of its concept, and its cells of figure 7 in the order of the criteria."""

    authority: Authority
    concept: Concept
    cells: tuple[Cell, ...]

    @property
    def fulfilled(self) -> int:
        return sum(cell.word == "ja" for cell in self.cells)

    @property
    def year(self) -> str:
        return self.concept.year


def criteria() -> tuple[str, ...]:
    return profiles.load(STATE).figure7.criteria


def rows() -> list[ComparisonRow]:
    """The 13 authorities in the order of their keys."""
    profile = profiles.load(STATE)
    concepts = {concept.ags: concept for concept in profile.concepts}
    cells = profile.figure7.cells
    return [
        ComparisonRow(
            a, concepts[a.ags], tuple(Cell(cells[criterion][a.ags]) for criterion in profile.figure7.criteria)
        )
        for a in profile.authorities
    ]


def narrowed(
    all_rows: Sequence[ComparisonRow], *, q: str = "", kind: str = "", criterion: str = "", word: str = ""
) -> list[ComparisonRow]:
    """Rows that match: `word` is a cell's key under `criterion`, or anywhere where no criterion is named."""
    names = criteria()
    wanted = search_words(q)

    def matches(row: ComparisonRow) -> bool:
        cells = [row.cells[names.index(criterion)]] if criterion in names else row.cells
        c = row.concept
        text = search_text(row.authority.name, c.title, c.occasion, c.formats, c.participants, c.steering)
        return (
            (not kind or row.authority.kind == kind)
            and (not word or any(cell.key == word for cell in cells))
            and all(w in text for w in wanted)
        )

    return [row for row in all_rows if matches(row)]


def ordered(some_rows: Sequence[ComparisonRow], column: str, descending: bool) -> list[ComparisonRow]:
    """Sorted by "name", "jahr", "einwohner" or "erfuellt"; equal rows by name."""
    by_name = sorted(some_rows, key=lambda r: sort_key(r.authority.name))
    keys = {
        "jahr": lambda r: r.year,
        "einwohner": lambda r: r.authority.population.value,
        "erfuellt": lambda r: r.fulfilled,
    }
    return sorted(by_name, key=keys.get(column, lambda r: sort_key(r.authority.name)), reverse=descending)


def sentences() -> list[str]:
    """What figure 7 says, counted: one sentence each, most telling first."""
    profile = profiles.load(STATE)
    figure, total = profile.figure7, sum(c.valid for c in profile.concepts)

    def n(criterion: str, word: str) -> int:
        return figure.count(criterion, word)

    return [
        _("%(n)d von %(all)d haben ein Konzept.") % {"n": total, "all": len(profile.authorities)},
        _("%(n)d von %(all)d nennen Zeiträume.") % {"n": n("Umsetzungszeiträume", "ja"), "all": total},
        ngettext(
            "%(n)d von %(all)d setzt Prioritäten, %(part)d weiteres teilweise.",
            "%(n)d von %(all)d setzen Prioritäten, %(part)d weitere teilweise.",
            n("Priorisierung der Maßnahmen", "ja"),
        )
        % {
            "n": n("Priorisierung der Maßnahmen", "ja"),
            "all": total,
            "part": n("Priorisierung der Maßnahmen", "teilw."),
        },
        _("%(n)d von %(all)d nennen, wer die Maßnahmen umsetzt, %(part)d weiteres teilweise.")
        % {"n": n("Umsetzungsakteure", "ja"), "all": total, "part": n("Umsetzungsakteure", "teilw.")},
        _("%(n)d von %(all)d beschreiben ein Monitoring, %(advised)d empfehlen es, %(planned)d plant es.")
        % {
            "n": n("Monitoring", "ja"),
            "all": total,
            "advised": n("Monitoring", "Empf."),
            "planned": n("Monitoring", "Geplant"),
        },
        _("%(n)d von %(all)d regeln die Fortschreibung, %(advised)d empfiehlt sie.")
        % {"n": n("Fortschreibung", "ja"), "all": total, "advised": n("Fortschreibung", "Empf.")},
    ]


def notes() -> tuple[GuideNote, ...]:
    return profiles.load(STATE).guide_notes


def others(criterion: str) -> str:
    """How the other concepts stand under a criterion: "6 ja, 1 teilweise, 5 nein"."""
    words = [cell for cell in profiles.load(STATE).figure7.cells[criterion].values() if cell]
    return ", ".join(
        f"{words.count(word)} {Cell(word).label}"
        for word in dict.fromkeys(sorted(words, key=lambda w: (w != "ja", w == "nein")))
    )
