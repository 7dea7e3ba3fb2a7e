"""What an import of an address list asks people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from verbindlich.domain.actors.models import Organisation, Person
from verbindlich.office.imports.plan import Option, Question

SAME, APART, NEW, ORGANISATION, PERSON = "gleich", "getrennt", "neu", "organisation", "person"
ORGANISATIONS, PERSONS = "alle-organisationen", "alle-personen"
MANY = 3  # more questions of a sort get one that answers the rest
MOST_PROPOSED = 3


def which_organisation(
    key: str, name: str, proposed: Sequence[Organisation], sure: bool, answers: Mapping[str, str]
) -> Question:
    """`sure`: the first is chosen beforehand."""
    options = (
        *(Option(str(one.pk), _("dasselbe wie „%(name)s“") % {"name": one.name}) for one in proposed[:MOST_PROPOSED]),
        Option(NEW, _("eine neue Organisation")),
    )
    given = answers.get(f"org:{key}", "")
    known = given in {option.value for option in options}
    answer = given if known else options[0].value if sure else NEW
    return Question(
        f"org:{key}",
        _("Welche Organisation ist „%(name)s“?") % {"name": name},
        options,
        answer,
        topic=_("Organisationen"),
    )


def same_organisation(key: str, name: str, other_key: str, other: str, answers: Mapping[str, str]) -> Question:
    text = _("Sind „%(one)s“ und „%(other)s“ dieselbe Organisation?") % {"one": name, "other": other}
    return _same(f"orgs:{key}:{other_key}", text, _("Organisationen"), answers)


def _same(key: str, text: str, topic: str, answers: Mapping[str, str], hint: str = "") -> Question:
    options = (
        Option("", _("noch offen, vorerst getrennt")),
        Option(SAME, _("ja, dieselbe")),
        Option(APART, _("nein, verschieden")),
    )
    return Question(key, text, options, answers.get(key, ""), hint, topic=topic)


def same_person(key: str, one: str, other_key: str, other: str, hint: str, answers: Mapping[str, str]) -> Question:
    text = _("Sind „%(one)s“ und „%(other)s“ dieselbe Person?") % {"one": one, "other": other}
    return _same(f"pers:{key}:{other_key}", text, _("Personen"), answers, hint)


def which_person(key: str, name: str, hint: str, proposed: Sequence[Person], answers: Mapping[str, str]) -> Question:
    options = (
        Option("", _("noch offen, vorerst neu anlegen")),
        *(
            Option(str(one.pk), _("dieselbe Person wie „%(name)s“") % {"name": _described(one)})
            for one in proposed[:MOST_PROPOSED]
        ),
        Option(APART, _("eine andere Person")),
    )
    given = answers.get(f"per:{key}", "")
    answer = given if given in {option.value for option in options} else ""
    return Question(f"per:{key}", _("Wer ist „%(name)s“?") % {"name": name}, options, answer, hint, topic=_("Personen"))


def _described(person: Person) -> str:
    return ", ".join(filter(None, (person.name, str(person.organisation or ""), person.email)))


def what_is(key: str, name: str, answers: Mapping[str, str]) -> Question:
    """Nothing beside the name tells; while nobody says, the row is left alone."""
    options = (Option(ORGANISATION, _("eine Organisation")), Option(PERSON, _("eine Person")))
    answer = answers.get(f"was:{key}", "")
    return Question(f"was:{key}", _("Was ist „%(name)s“?") % {"name": name}, options, answer)


def about_unclear(count: int, answers: Mapping[str, str]) -> Question:
    options = (
        Option("", _("vorerst auslassen")),
        Option(ORGANISATION, _("als Organisationen anlegen")),
        Option(PERSON, _("als Personen anlegen")),
    )
    text = _(
        "Bei %(n)d Zeilen ist offen, ob der Name eine Organisation oder eine Person nennt. Was gilt, wo unten nichts anderes steht?"
    )
    return Question("alle-unklaren", text % {"n": count}, options, answers.get("alle-unklaren", ""))


def about_rest(key: str, count: int, answers: Mapping[str, str]) -> Question:
    options = (
        Option(APART, _("vorerst getrennt übernehmen")), Option(SAME, _("zusammen übernehmen")),
    )  # fmt: skip
    text = {
        ORGANISATIONS: _("%(n)d Paare von Organisationen heißen ähnlich. Was gilt, wo unten nichts anderes steht?"),
        PERSONS: _("%(n)d Paare von Personen sind sich ähnlich. Was gilt, wo unten nichts anderes steht?"),
    }[key]
    hint = _("Was getrennt bleibt, steht nach dem Import unter „Dubletten“.")
    return Question(key, text % {"n": count}, options, answers.get(key, APART), hint)


def rest_together(key: str, answers: Mapping[str, str]) -> bool:
    return answers.get(key) == SAME
