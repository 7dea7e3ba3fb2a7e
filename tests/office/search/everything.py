"""One row of each kind that the search finds, each with the word "Suchwort" in its name."""

from __future__ import annotations

from types import SimpleNamespace

from tests import factories
from verbindlich.domain.actors.actions import save_entry
from verbindlich.domain.actors.actions.notes import save_note
from verbindlich.domain.actors.models import Agreement, Network, Note, Position, SocialSpace
from verbindlich.office.search.sources import sources
from verbindlich.office.vocab.actions import words


def one_of_each(cast: SimpleNamespace) -> set[str]:
    """The kinds, all there are."""
    body = factories.organisation(cast.home, "Suchwort e. V.")
    hidden = factories.organisation(cast.home, "Suchwort intern", visibility="intern")
    person = factories.person(cast.home, "S. Suchwort", organisation=body)
    protected = factories.person(cast.home, "K. Suchwort", key_person=True)
    for row in (
        Position(municipality=cast.home, title="Suchwort-Stelle", unit=hidden),
        Network(municipality=cast.home, name="Suchwort-Netz"),
        Agreement(municipality=cast.home, title="Suchwort-Vereinbarung"),
    ):
        save_entry(user=None, entry=row)
    words(SocialSpace, cast.home, ["Suchwort-Viertel"])
    for note in (
        Note(municipality=cast.home, text="Suchwort besprochen", organisation=body),
        Note(municipality=cast.home, text="Suchwort vereinbart", person=person),
        Note(municipality=cast.home, text="Suchwort vertraulich", person=protected),
    ):
        save_note(user=cast.steuerung, note=note)
    factories.measure(cast.home, "Suchwort-Maßnahme", leads=[body])
    factories.measure(cast.home, "Suchwort interne Maßnahme", visibility="intern", leads=[body])
    factories.affiliate(cast.fachamt, body)
    factories.goal(cast.home, "Suchwort-Ziel")
    factories.field(cast.home, "Suchwort-Feld")
    factories.need(cast.home, "Suchwort-Bedarf")
    factories.strategy(cast.home, "Suchwort-Strategie")
    factories.section(cast.home, "leitlinien", "Ein Suchwort steht im Text.")
    return {source.kind for source in sources().values()}
