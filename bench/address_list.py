"""An address list as offices keep it, made from a seed: people of whom some stand in it twice, spelled differently, with the truth known.

Used by bench/contacts.py and by tests. All names are made up from lists of common ones.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

HEADER = ("Organisation", "Titel", "Vorname", "Nachname", "Funktion", "E-Mail", "Telefon", "Straße", "PLZ", "Ort")
GIVEN = [
    "Anna",
    "Andrea",
    "Andreas",
    "Anke",
    "Antje",
    "Barbara",
    "Bernd",
    "Birgit",
    "Björn",
    "Britta",
    "Carmen",
    "Carola",
    "Christian",
    "Christiane",
    "Christine",
    "Claudia",
    "Cornelia",
    "Daniel",
    "Daniela",
    "Dagmar",
    "Detlef",
    "Diana",
    "Dieter",
    "Dirk",
    "Doreen",
    "Elke",
    "Enrico",
    "Erik",
    "Eva",
    "Fatima",
    "Felix",
    "Frank",
    "Franziska",
    "Gabriele",
    "Gerd",
    "Gudrun",
    "Günter",
    "Hannes",
    "Hans",
    "Heike",
    "Heiko",
    "Helga",
    "Henry",
    "Holger",
    "Ines",
    "Ingrid",
    "Jana",
    "Jens",
    "Jan",
    "Jörg",
    "Julia",
    "Jürgen",
    "Jutta",
    "Kai",
    "Karin",
    "Karsten",
    "Katja",
    "Kathrin",
    "Kerstin",
    "Klaus",
    "Konrad",
    "Lars",
    "Laura",
    "Leila",
    "Lena",
    "Lisa",
    "Luise",
    "Lutz",
    "Maik",
    "Mandy",
    "Manuela",
    "Marcel",
    "Marco",
    "Maria",
    "Mario",
    "Marion",
    "Markus",
    "Martin",
    "Martina",
    "Matthias",
    "Maximilian",
    "Mehmet",
    "Michael",
    "Michaela",
    "Mohammed",
    "Monika",
    "Nadine",
    "Nicole",
    "Nils",
    "Nora",
    "Olaf",
    "Oliver",
    "Olga",
    "Patrick",
    "Paul",
    "Peggy",
    "Petra",
    "Philipp",
    "Rainer",
    "Ralf",
    "Ramona",
    "Rico",
    "Robert",
    "Roland",
    "Ronny",
    "Ronald",
    "Rosemarie",
    "Sabine",
    "Sandra",
    "Sandy",
    "Sebastian",
    "Silke",
    "Silvia",
    "Simone",
    "Sonja",
    "Stefan",
    "Stefanie",
    "Steffen",
    "Susanne",
    "Sven",
    "Tatjana",
    "Thomas",
    "Tim",
    "Tobias",
    "Torsten",
    "Ulrike",
    "Ursula",
    "Uta",
    "Uwe",
    "Veronika",
    "Viktor",
    "Volker",
    "Walter",
    "Wiebke",
    "Wolfgang",
    "Yasmin",
    "Yvonne",
]
FAMILY = [
    "Müller",
    "Schmidt",
    "Schneider",
    "Fischer",
    "Weber",
    "Meyer",
    "Wagner",
    "Becker",
    "Schulz",
    "Hoffmann",
    "Schäfer",
    "Koch",
    "Bauer",
    "Richter",
    "Klein",
    "Wolf",
    "Schröder",
    "Neumann",
    "Schwarz",
    "Zimmermann",
    "Braun",
    "Krüger",
    "Hofmann",
    "Hartmann",
    "Lange",
    "Schmitt",
    "Werner",
    "Schmitz",
    "Krause",
    "Meier",
    "Lehmann",
    "Schmid",
    "Schulze",
    "Maier",
    "Köhler",
    "Herrmann",
    "König",
    "Walter",
    "Mayer",
    "Huber",
    "Kaiser",
    "Fuchs",
    "Peters",
    "Lang",
    "Scholz",
    "Möller",
    "Weiß",
    "Jung",
    "Hahn",
    "Schubert",
    "Vogel",
    "Friedrich",
    "Keller",
    "Günther",
    "Frank",
    "Berger",
    "Winkler",
    "Roth",
    "Beck",
    "Lorenz",
    "Baumann",
    "Franke",
    "Albrecht",
    "Schuster",
    "Simon",
    "Ludwig",
    "Böhm",
    "Winter",
    "Kraus",
    "Martin",
    "Schumacher",
    "Krämer",
    "Vogt",
    "Stein",
    "Jäger",
    "Otto",
    "Sommer",
    "Groß",
    "Seidel",
    "Heinrich",
    "Brandt",
    "Haas",
    "Schreiber",
    "Graf",
    "Schulte",
    "Dietrich",
    "Ziegler",
    "Kuhn",
    "Kühn",
    "Pohl",
    "Engel",
    "Horn",
    "Busch",
    "Bergmann",
    "Thomas",
    "Voigt",
    "Sauer",
    "Arnold",
    "Wolff",
    "Pfeiffer",
    "Unger",
    "Förster",
    "Grimm",
    "Rösler",
    "Hänel",
    "Lindner",
    "Böttger",
    "Naumann",
    "Heinze",
    "Kretzschmar",
    "Kaden",
    "Uhlig",
    "Drechsler",
    "Mehnert",
    "Seifert",
    "Thiele",
    "Noack",
    "Zschoche",
    "Reichelt",
    "Hübner",
    "Barthel",
    "Riedel",
    "Ullrich",
    "Böhme",
    "Nitzsche",
    "Schönherr",
    "Löffler",
    "Kunze",
    "Wunderlich",
    "Döring",
    "Espig",
    "Gläser",
    "Merkel",
    "Opitz",
    "Päßler",
    "Rudolph",
    "Scheibner",
    "Tröger",
    "Vetter",
    "Weigel",
    "Zeidler",
    "Kowalski",
    "Nowak",
    "Petrov",
    "Ivanova",
    "Nguyen",
    "Yılmaz",
    "Demir",
    "Kaya",
    "Öztürk",
    "Haddad",
    "Rahimi",
    "Al-Masri",
    "Haile",
    "Tesfaye",
    "Hosseini",
    "Popescu",
    "Marković",
    "Horváth",
    "Novák",
    "Dąbrowski",
    "Melnyk",
    "Kovalenko",
    "Schewtschenko",
    "Abdullah",
    "Khalil",
    "Sultani",
    "Mohammadi",
]
TOWNS = [
    "Altensalz",
    "Bergheide",
    "Crossau",
    "Dornbach",
    "Ebersgrün",
    "Falkenhain",
    "Grünwalde",
    "Hartmannsfeld",
    "Immenrode",
    "Jagdhausen",
    "Kaltenborn",
    "Lauterbrunn",
    "Mühlental",
    "Neudorf",
    "Oberhain",
    "Plohnbach",
    "Querwitz",
    "Rosenau",
    "Steinpleis",
    "Tannenberg",
    "Unterlosa",
    "Vielau",
    "Wernesbach",
    "Zschockau",
    "Arnsgereuth",
    "Breitenfeld",
    "Colmnitz",
    "Dittersthal",
    "Erlabrunn",
    "Friedrichsgrün",
]
# each with the spellings that offices use for it
SORTS: tuple[tuple[str, ...], ...] = (
    ("AWO Kreisverband {} e. V.", "AWO {}", "Arbeiterwohlfahrt {}", "AWO KV {} e.V."),
    ("Diakonisches Werk {} e. V.", "Diakonie {}", "Diakon. Werk {}", "Diakonisches Werk {}"),
    ("Caritasverband {} e. V.", "Caritasverband {}", "Caritas-Verband {} e.V."),
    ("DRK Kreisverband {} e. V.", "Deutsches Rotes Kreuz {}", "DRK {}"),
    ("Volkshochschule {}", "VHS {}", "Volkshochschule{}"),
    ("Jobcenter {}", "Job-Center {}", "JC {}"),
    ("Sozialamt {}", "Amt für Soziales {}", "Sozialamt  {}"),
    ("Jugendamt {}", "Amt für Jugend {}"),
    ("Ausländerbehörde {}", "Auslaenderbehörde {}", "ABH {}"),
    ("Grundschule {}", "Grund-Schule {}"),
    ("Oberschule {}", "Oberschule {} "),
    ("Kirchgemeinde {}", "Kirchgemeinde  {}"),
    ("Flüchtlingshilfe {} e. V.", "Flüchtlings-Hilfe {}", "Fluechtlingshilfe {} e.V."),
    ("Stadtverwaltung {}", "Stadtverw. {}"),
    ("Freiwilligenagentur {}", "Freiwilligen-Agentur {}"),
    ("Sportverein Blau-Gelb {} e. V.", "Sportverein Blau Gelb {}"),
    ("Migrationsberatung {}", "Migrations-Beratung {}"),
    ("Integrationswerk {} gGmbH", "Integrationswerk {}"),
    ("Familienzentrum {}", "Familien-Zentrum {}"),
    ("Tafel {} e. V.", "Tafel {}"),
)
FUNCTIONS = (
    "Leitung",
    "Sachbearbeitung",
    "Beratung",
    "Koordination",
    "Geschäftsführung",
    "Vorstand",
    "Lehrkraft",
    "Sozialarbeit",
    "",
)
TITLES = ("", "", "", "", "", "Dr.", "Prof. Dr.", "Dipl.-Päd.")
SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "ı": "i", "ć": "c", "ą": "a", "á": "a"})
OTHER_ENDING = {
    "Andrea": "Andreas",
    "Daniel": "Daniela",
    "Michael": "Michaela",
    "Jan": "Jana",
    "Christian": "Christiane",
    "Mario": "Maria",
}


@dataclass(frozen=True, slots=True)
class Contact:
    """A row of the list. `person`: the same for rows that mean one person; `body`: the same for one organisation."""

    person: int
    body: int
    organisation: str
    title: str
    given: str
    family: str
    function: str
    email: str
    phone: str
    street: str
    code: str
    city: str

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.title, self.given, self.family)))

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.organisation, self.title, self.given, self.family, self.function, self.email, self.phone, self.street, self.code,
            self.city,
        )  # fmt: skip


def contacts(rows: int = 10_000, again: float = 0.3, seed: int = 4) -> list[Contact]:
    """`again`: share of the rows that mean somebody who stands in the list already. In mixed order."""
    dice = random.Random(seed)
    bodies = [(sort, town) for sort in range(len(SORTS)) for town in range(len(TOWNS))]
    dice.shuffle(bodies)
    bodies = bodies[: max(20, rows // 17)]
    people = [_person(dice, number, bodies) for number in range(round(rows * (1 - again)))]
    _others(dice, people, len(people) // 50)
    repeated = [_again(dice, person) for person in dice.sample(people, min(len(people), rows - len(people)))]
    every = people + repeated
    dice.shuffle(every)
    return every


def _person(dice: random.Random, number: int, bodies: Sequence[tuple[int, int]]) -> Contact:
    body = dice.randrange(len(bodies))
    sort, town = bodies[body]
    given, family = dice.choice(GIVEN), dice.choice(FAMILY)
    if dice.random() < 0.04:
        family = f"{family}-{dice.choice(FAMILY)}"
    letters = "".join(filter(str.isalpha, SORTS[sort][0].partition(" {}")[0] + TOWNS[town]))
    domain = f"{letters.translate(SPELLED).lower()}.example"
    chance = dice.random()
    mail = f"{given}.{family}@{domain}" if chance < 0.75 else f"info@{domain}" if chance < 0.87 else ""
    area = 3700 + town
    phone = f"0{area} {100 + body}-{dice.randrange(10, 999)}" if dice.random() < 0.7 else f"0{area} {100 + body}-0"
    return Contact(
        number, body, SORTS[sort][0].format(TOWNS[town]), dice.choice(TITLES), given, family, dice.choice(FUNCTIONS),
        mail.translate(SPELLED).translate(PLAIN).lower(), phone if dice.random() < 0.85 else "",
        f"Hauptstraße {1 + body % 90}", f"0{8100 + town}", TOWNS[town],
    )  # fmt: skip


def _others(dice: random.Random, people: list[Contact], count: int) -> None:
    """The last of the list become somebody who is easily taken for another: the same family name in the same house, a name that
    differs by its ending."""
    for place, person in enumerate(dice.sample(people[:-count], count), 1):
        given = OTHER_ENDING.get(person.given) or dice.choice([name for name in GIVEN if name[0] != person.given[0]])
        people[-place] = replace(person, person=people[-place].person, given=given, email="", phone="")


def _again(dice: random.Random, person: Contact) -> Contact:
    """The same person as somebody else wrote it down."""
    for _ in range(dice.choice((1, 1, 2, 2, 3))):
        person = dice.choice(
            (_typo, _umlauts, _swapped, _titled, _initial, _mailed, _unmailed, _housed, _housed, _numbered)
        )(dice, person)
    return person


def _typo(dice: random.Random, person: Contact) -> Contact:
    word = person.family
    if len(word) < 4:
        return person
    place = dice.randrange(1, len(word) - 1)
    turned = dice.choice((
        word[:place] + word[place + 1 :], word[:place] + word[place] + word[place:], word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :],
        word[:place] + dice.choice("aeinrst") + word[place + 1 :],
    ))  # fmt: skip
    return replace(person, family=turned)


def _umlauts(dice: random.Random, person: Contact) -> Contact:
    table = dice.choice((SPELLED, PLAIN))
    return replace(person, given=person.given.translate(table), family=person.family.translate(table))


def _swapped(dice: random.Random, person: Contact) -> Contact:
    """Both names in the column of the family name."""
    return person if not person.given else replace(person, given="", family=f"{person.family}, {person.given}")


def _titled(dice: random.Random, person: Contact) -> Contact:
    return replace(person, title="" if person.title else "Dr.")


def _initial(dice: random.Random, person: Contact) -> Contact:
    return person if not person.given else replace(person, given=f"{person.given[0]}.")


def _mailed(dice: random.Random, person: Contact) -> Contact:
    name, at, domain = person.email.partition("@")
    return replace(person, email=f"{name[0]}.{name.rpartition('.')[2]}{at}{domain}" if at and "." in name else "")


def _unmailed(dice: random.Random, person: Contact) -> Contact:
    return replace(person, email="")


def _housed(dice: random.Random, person: Contact) -> Contact:
    spelled = next((s for s in SORTS if s[0].format(person.city) == person.organisation), ("{}",))
    return replace(
        person, organisation=dice.choice(spelled[1:]).format(person.city) if len(spelled) > 1 else person.organisation
    )


def _numbered(dice: random.Random, person: Contact) -> Contact:
    return replace(person, phone=person.phone.replace(" ", "/", 1).replace("-", " ") if dice.random() < 0.5 else "")


def sheet(rows: Sequence[Contact]) -> bytes:
    """The list as a workbook, with a title above its header."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Adressen")
    page.write_string(0, 0, "Adressliste Integration, Stand 01.03.2026")
    for column, header in enumerate(HEADER):
        page.write_string(2, column, header)
    for place, contact in enumerate(rows, 3):
        for column, text in enumerate(contact.cells):
            if text:
                page.write_string(place, column, text)
    book.close()
    return out.getvalue()
