"""The demo, written for this project: everything in it is invented."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction

from verbindlich.domain.actors.actions import save_organisation
from verbindlich.domain.actors.models import Organisation
from verbindlich.front.demo import cast
from verbindlich.office.accounts.models import Municipality, User

K = Organisation.Kind
ORGANISATIONS: tuple[tuple[str, Organisation.Kind, str], ...] = (
    ("Landratsamt Beispielkreis", K.MUNICIPAL, ""),
    ("Integrationsmanagement", K.MUNICIPAL, "Landratsamt Beispielkreis"),
    ("Beauftragte für Integration und Teilhabe", K.MUNICIPAL, "Landratsamt Beispielkreis"),
    ("Sozialamt", K.MUNICIPAL, "Landratsamt Beispielkreis"),
    ("Sachgebiet Flüchtlingssozialarbeit", K.MUNICIPAL, "Sozialamt"),
    ("Jugendamt", K.MUNICIPAL, "Landratsamt Beispielkreis"),
    ("Gesundheitsamt", K.MUNICIPAL, "Landratsamt Beispielkreis"),
    ("Ausländerbehörde", K.MUNICIPAL, "Landratsamt Beispielkreis"),
    ("Hauptamt", K.MUNICIPAL, "Landratsamt Beispielkreis"),
    ("Wirtschaftsförderung", K.MUNICIPAL, "Landratsamt Beispielkreis"),
    ("Kreisarchiv", K.MUNICIPAL, "Landratsamt Beispielkreis"),
    ("Volkshochschule Beispielkreis", K.MUNICIPAL, "Landratsamt Beispielkreis"),
    ("Stadtverwaltung Lindenau", K.MUNICIPAL, ""),
    ("Gemeindeverwaltung Übersee am Forst", K.MUNICIPAL, ""),
    ("Jobcenter Beispielkreis", K.FEDERAL, ""),
    ("Agentur für Arbeit", K.FEDERAL, ""),
    ("Regionalstelle des Bundesamts für Migration", K.FEDERAL, ""),
    ("Landesamt für Schule und Bildung, Standort Beispielstadt", K.STATE, ""),
    ("Polizeirevier Beispielstadt", K.STATE, ""),
    ("Wohlfahrtsverband Mittelland", K.WELFARE, ""),
    ("Beratungszentrum Brücke", K.WELFARE, "Wohlfahrtsverband Mittelland"),
    ("Migrationsdienst Ostufer", K.WELFARE, ""),
    ("Industrie- und Handelskammer, Geschäftsstelle", K.CHAMBER, ""),
    ("Handwerkskammer, Außenstelle", K.CHAMBER, ""),
    ("Begegnungscafé Lindenau", K.CIVIC, ""),
    ("Verein Zusammen im Kreis", K.CIVIC, ""),
    ("Sportbund Beispielkreis", K.CIVIC, ""),
    ("Wohnungsgenossenschaft Neue Heimstatt", K.OTHER, ""),
)


def loaded() -> bool:
    return Municipality.objects.filter(is_demo=True).exists()


@transaction.atomic
def load() -> None:
    """Once, into an empty database; data of the demo are kept ever after."""
    homes = cast.municipalities()
    users = cast.people(homes, make_password(cast.PASSWORD))
    organisations(homes["beispielkreis"], users["steuerung"])
    save_organisation(
        user=users["fremd"],
        organisation=Organisation(municipality=homes["nachbarkreis"], name="Sozialamt Nachbarkreis", kind=K.MUNICIPAL),
    )


def organisations(municipality: Municipality, user: User) -> None:
    made: dict[str, Organisation] = {}
    for name, kind, parent in ORGANISATIONS:
        new = Organisation(municipality=municipality, name=name, kind=kind, parent=made.get(parent))
        made[name] = save_organisation(user=user, organisation=new)
