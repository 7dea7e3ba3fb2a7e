"""What an import asks, and what it says of rows that it cannot take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verbindlich.base.calc import catalogue as calc
from verbindlich.base.calc.matching import Match
from verbindlich.base.calc.wording import short
from verbindlich.domain.concepts.importing.values import LONGEST_NUMBER
from verbindlich.domain.concepts.models import Measure
from verbindlich.office.imports.plan import Option, Question

NEW = "neu"
EMPTY, KEEP, CLEAR = "leer", "behalten", "leeren"
REST = "uebrige"


def keeps_empty(answers: Mapping[str, str], from_us: bool) -> bool:
    """An empty cell of our own list was emptied by somebody; in an office's file the column may just not be kept."""
    return answers.get(EMPTY, CLEAR if from_us else KEEP) == KEEP


def about_empty(count: int, keep: bool) -> Question:
    options = (
        Option(KEEP, _("behalten, was hier steht")),
        Option(CLEAR, _("hier auch leeren")),
    )
    text = ngettext(
        "Bei einer Angabe ist die Zelle der Datei leer, hier steht etwas. Was gilt?",
        "Bei %(n)d Angaben ist die Zelle der Datei leer, hier steht etwas. Was gilt?", count,
    )  # fmt: skip
    return Question(EMPTY, text % {"n": count}, options, KEEP if keep else CLEAR)


def about_rest(answers: Mapping[str, str]) -> Question:
    options = (Option("", _("vorerst auslassen")), Option(NEW, _("als neue Maßnahmen anlegen")))
    return Question(
        REST, _("Was soll mit Zeilen geschehen, deren Frage unten offen bleibt?"), options, answers.get(REST, "")
    )


def about_row(
    key: str, said: calc.Measure, found: Match, among: Sequence[Measure], answers: Mapping[str, str]
) -> tuple[Question, str]:
    """The question of a row, and why it is asked."""
    options = [
        *(Option(str(measure.pk), _("Es ist „%(name)s“") % {"name": short(str(measure), 120)}) for measure in among),
        Option(NEW, _("Es ist eine neue Maßnahme")),
    ]
    given = answers.get(f"row:{key}") or answers.get(REST, "")
    answer = given if given in {option.value for option in options} else ""
    question = Question(f"row:{key}", _("Welche Maßnahme ist gemeint?"), tuple(options), answer)
    return question, why(said, found)


def why(said: calc.Measure, found: Match) -> str:
    number = said.number if said.number_given else ""
    return {
        "id-unlike": _("Die Kennung gehört zu einer Maßnahme, die anders heißt."),
        "unlike": _("Die Nummer %(number)s trägt hier eine Maßnahme, die anders heißt."),
        "torn": _("Die Nummer %(number)s gehört zu einer Maßnahme, der Titel zu einer anderen."),
        "several": _("Mehrere Maßnahmen kommen in Frage."),
        "moved": _("Diesen Titel gibt es in einem anderen Handlungsfeld."),
        "taken": _("Eine andere Zeile der Datei meint dieselbe Maßnahme."),
        "repeated": _("Nummer oder Titel stehen in diesem Handlungsfeld der Datei schon einmal."),
    }.get(found.why, "") % {"number": number}


def without_title(said: calc.Measure) -> str:
    return _("Die Zeile hat keinen Titel. Bitte in der Datei ergänzen und diese noch einmal hochladen.")


def number_too_long(said: calc.Measure) -> str:
    text = _(
        "Die Nummer „%(number)s“ ist länger als %(most)d Zeichen. Bitte in der Datei kürzen und diese noch einmal hochladen."
    )
    return text % {"number": short(said.number, 40), "most": LONGEST_NUMBER}
