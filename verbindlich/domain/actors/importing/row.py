"""One row of an address list: whose each cell is, organisation and person told apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from verbindlich.base.calc.body_kinds import kind_of_organisation, names_a_person
from verbindlich.base.calc.contacts import (
    domain_of,
    looks_like_a_person,
    mails,
    name_of,
    of_a_house,
    phones,
    several_persons,
    tokens_of,
)
from verbindlich.domain.actors.importing.said import WORDS, Owner, SaidCell, SaidPerson, SaidRow
from verbindlich.office.imports.plan import Notice

PERSONAL = ("person", "given", "family", "title", "salutation", "function")
BOTH = ("email", "phone", "name")  # the person's where the row names one
LIST = re.compile(r"\s*[,;/\n]\s*")
CODE_CITY = re.compile(r"(?:D-?)?(\d{4,5})\s+(.+)")
ONCE = frozenset(  # of two columns with the same meaning the first counts
    ("organisation", "name", "short_name", "kind", "postal_code", "city", "place", "address", "website")
)
MAIL_IN_NAME = re.compile(r"<?[^\s<>()]+@[^\s<>()]+>?")
ADDRESS = re.compile(r"^(.*?)[,;\n\s]+(?:D-?)?(\d{5})\s+([^,;\n]+)$", re.DOTALL)
# characters that the fields of the models hold
LONGEST = {
    "name": 200, "short_name": 60, "phone": 60, "central_phone": 60, "street": 200, "postal_code": 10,
    "city": 100, "website": 200, "organisation": 200, "department": 200,
    "function": 200,
}  # fmt: skip
LONGEST_NAME = 120


class RowReader:
    """Takes the cells of one row; `finish` says what they mean together. `left`, `problems`: as in Reading."""

    def __init__(self, row: SaidRow, properties: Collection[str]) -> None:
        self._row = row
        self._properties = properties
        self._said: dict[str, list[tuple[str, str]]] = {}  # property → where and text of its cells
        self.left: list[Notice] = []
        self.problems: list[Notice] = []

    def take(self, where: str, name: str, text: str) -> None:
        """`where` is "" for a merged cell that began higher up and counts there."""
        if name in ONCE and name in self._said:
            if where:
                self.left.append(
                    Notice(where, _("Eine andere Spalte der Zeile sagt dasselbe; es gilt die erste."), text)
                )
            return
        self._said.setdefault(name, []).append((where, text))

    def _text(self, name: str) -> str:
        if name not in self._said:
            return ""
        return " ".join(" ".join(text.split()) for _where, text in self._said.get(name, ()))

    def _leave(self, name: str, reason: str, problem: str = "") -> None:
        """Its cells are not taken over."""
        for where, text in self._said.pop(name, ()):
            if where:
                self.left.append(Notice(where, reason, text))
                if problem:
                    self.problems.append(Notice(where, problem, text))

    def _tell(self, text: str, *names: str) -> None:
        """Of its first cell, what of it could not be taken over."""
        cells = [cell for name in names for cell in self._said.get(name, ()) if cell[0]]
        self.problems += [Notice(where, text, cell) for where, cell in cells[:1]]

    def finish(self) -> SaidRow | None:
        """None where the row names nobody."""
        row = self._row
        self._no_numbers()
        self._lengths()
        row.organisation, row.department = self._text("organisation"), self._text("department")
        row.kind, row.note = self._text("kind"), self._text("note")
        self._persons()
        if not row.organisation:  # a department alone is what is meant
            row.organisation, row.department = row.department, ""
        if row.department.casefold() == row.organisation.casefold():  # nothing is a part of itself
            row.department = ""
        if not (row.organisation or row.persons or row.unclear or row.problem):
            for name in list(self._said):
                self._leave(name, _("In der Zeile steht kein Name."))
            return None
        self._statements()
        owner: Owner = "person" if row.persons or row.problem else "organisation"
        row.cells = [
            SaidCell(where, text, name, owner if name in BOTH else "person" if name in PERSONAL else "organisation")
            for name, cells in self._said.items() for where, text in cells if where
        ]  # fmt: skip
        return row

    def _no_numbers(self) -> None:
        """ "Mo-Fr 8-12 Uhr" in a column of numbers."""
        for name in ("phone", "central_phone"):
            for cell in [cell for cell in self._said.get(name, ()) if not _may_be_a_number(cell[1])]:
                self._said[name].remove(cell)
                self.left.append(Notice(cell[0], _("Keine Telefonnummer"), cell[1]))
            if not self._said.get(name):
                self._said.pop(name, None)

    def _lengths(self) -> None:
        for name in [name for name in self._said if name in LONGEST]:
            phone = name in ("phone", "central_phone")
            texts = _numbers(self._said[name]) if phone else (self._text(name),)
            if max(map(len, texts)) > (most := LONGEST[name]):
                reason = _("Zu lang: Hier passen höchstens %(n)d Zeichen.") % {"n": most}
                self._leave(name, reason, f"{reason} {_('Bitte kürzen Sie den Text in der Datei.')}")

    # who

    def _persons(self) -> None:
        row, own = self._row, self._named()
        parts = " ".join(filter(None, (self._text("title"), self._text("given"))))
        family = self._text("family") or (self._text("name") if self._name_is_family() else "")
        named = self._text("name") if family != self._text("name") else ""
        if named and (row.organisation or "organisation" in self._properties and not own and self._says_person(named)):
            own, named = own or named, ""
        if parts or family:
            own = self._put_together(parts, family)
        if named and not own:
            self._name_alone(named)
        elif named and row.organisation:
            self._leave("name", _("Organisation und Person stehen in eigenen Spalten."))
        elif named:
            row.organisation = named
        if own:
            self._each_person(own)

    def _named(self) -> str:
        """Whole names, one below the other where each line or cell holds one; a name that only wraps is one."""
        lines = [line.strip() for _where, text in self._said.get("person", ()) for line in text.splitlines()]
        return "\n".join(lines) if all(len(tokens_of(line)) > 1 for line in lines) else self._text("person")

    def _name_is_family(self) -> bool:
        """Beside a column of given names; but "Sportverein" without one is no family name."""
        name = self._text("name")
        if not {"given", "family"} & set(self._properties):
            return False
        return bool(self._text("given")) or (kind_of_organisation(name) == "sonstige" and not self._house_of(name))

    def _put_together(self, given: str, family: str) -> str:
        if "," in family and not self._text("given"):
            return f"{family.partition(',')[0]}, {given} {family.partition(',')[2].strip()}"
        greeting = "" if self._text("given") else self._text("salutation")
        return " ".join(filter(None, (greeting, given, family)))

    def _says_person(self, text: str) -> bool:
        return looks_like_a_person(text) is True or kind_of_organisation(text) == "sonstige"

    def _name_alone(self, text: str) -> None:
        """A name without a column that says whose: by its words, else people decide."""
        if kind_of_organisation(text) != "sonstige" or looks_like_a_person(text) is False or self._house_of(text):
            self._row.organisation = text
        elif looks_like_a_person(text) or names_a_person(text) or any(not of_a_house(m) for m in self._mails()):
            self._each_person(text)
        else:
            self._row.unclear = text

    def _house_of(self, text: str) -> bool:
        """Whether all addresses are a house's, at a domain that has a word of the name: "Bunter Garten", info@buntergarten.de."""
        found = self._mails()
        words = [word for word in tokens_of(text) if len(word) > 3]
        return bool(found) and all(
            of_a_house(mail) and any(word in domain_of(mail) for word in words) for mail in found
        )

    def _each_person(self, text: str) -> None:
        for mail in MAIL_IN_NAME.findall(text):
            self.take("", "email", mail)
        text = MAIL_IN_NAME.sub(" ", text).strip()
        if not tokens_of(text):
            for name in ("person", "name", "given", "family"):
                self._leave(name, _("Kein Name einer Person"))
            return
        names = several_persons(text)
        if names is None or any(len(name) > LONGEST_NAME for name in names):
            self._row.problem = (
                _("„%(name)s“: zwei Personen in einer Zelle. Bitte geben Sie jeder in der Datei eine eigene Zeile.")
                % {"name": text}
                if names is None
                else _("Der Name ist länger als 120 Zeichen. Bitte kürzen Sie ihn in der Datei.")
            )
            return
        self._row.persons = [SaidPerson(name_of(name).shown) for name in names]

    # what

    def _mails(self) -> tuple[str, ...]:
        return mails("\n".join(text for _where, text in self._said.get("email", ()))).good

    def _statements(self) -> None:
        row = self._row
        self._address()
        for name in ("short_name", "street", "postal_code", "city"):
            if text := self._text(name):
                row.texts.setdefault(name, text)
        if re.fullmatch(r"\d{4}", code := row.texts.get("postal_code", "")):
            row.texts["postal_code"] = f"0{code}"  # Excel keeps no zero in front
        self._website()
        for name in WORDS:
            parts = (part for _where, text in self._said.get(name, ()) for part in LIST.split(text))
            found = [part.strip() for part in parts if part.strip()]
            row.words[name] = tuple(dict.fromkeys(part[:LONGEST_NAME] for part in found))
            if any(len(part) > LONGEST_NAME for part in found):
                self._tell(_("Nach %(n)d Zeichen abgeschnitten.") % {"n": LONGEST_NAME}, name)
        self._reached()
        if self._text("given") and "salutation" in self._said:
            self._leave("salutation", _("Die Anrede wird neben dem Vornamen nicht gebraucht."))

    def _address(self) -> None:
        texts = self._row.texts
        if found := CODE_CITY.fullmatch(self._text("place")):
            texts["postal_code"], texts["city"] = found[1], found[2]
        elif self._text("place"):
            texts["city"] = self._text("place")
        whole = "\n".join(text for _where, text in self._said.get("address", ()))
        if found := ADDRESS.match(whole.strip()):
            texts["street"], texts["postal_code"], texts["city"] = (
                " ".join(part.split()).strip(" ,") for part in found.groups()
            )
        elif whole:
            texts["street"] = " ".join(whole.split())
        for name in ("street", "city", "postal_code"):
            if len(texts.get(name, "")) > LONGEST[name]:
                del texts[name]
                self._tell(
                    _("Zu lang: Hier passen höchstens %(n)d Zeichen.") % {"n": LONGEST[name]}, "address", "place"
                )

    def _website(self) -> None:
        text = self._text("website")
        if not text:
            return
        url = text if "://" in text else f"https://{text}"
        try:
            URLValidator(schemes=["http", "https"])(url)
        except ValidationError:
            advice = _("„%(text)s“ ist keine Internetadresse. Bitte berichtigen Sie sie in der Datei.") % {"text": text}
            self._leave("website", _("Keine Internetadresse"), advice)
        else:
            self._row.texts["website"] = url

    def _reached(self) -> None:
        """Mail addresses and numbers: the organisation's, or the persons' in their order."""
        row = self._row
        own, house = self._addresses("email"), self._addresses("central_email")
        numbers = _numbers(self._said.get("phone", ()))
        central = _numbers(self._said.get("central_phone", ()))
        if row.problem:
            own = numbers = []
        elif not row.persons:
            house, central, own, numbers = [*house, *own], [*central, *numbers], [], []
        elif row.organisation:
            house += [mail for mail in own if of_a_house(mail)]
            own = [mail for mail in own if not of_a_house(mail)]
        if house:
            row.texts["email"] = house[0]
            self._only(house[0], house, "central_email", "email")
        if central:
            row.texts["phone"] = _joined(central)
            self._only(row.texts["phone"], central, "central_phone", "phone")
        if len(row.persons) > 1 and len(own) not in (0, 1, len(row.persons)):
            self._leave("email", _("Mehrere Personen, aber nicht für jede eine Adresse."))
            own = []
        if len(row.persons) > 1 and len(numbers) not in (0, 1, len(row.persons)):
            self._leave("phone", _("Mehrere Personen, aber nicht für jede eine Nummer."))
        _shared_out(row.persons, own, numbers)
        for person in row.persons:
            person.function = self._text("function")
        if len(row.persons) == 1:
            self._only(row.persons[0].phone, numbers, "phone")

    def _only(self, taken: str, said: Sequence[str], *names: str) -> None:
        """Tells where one field could not hold all that was said."""
        if any(text not in taken for text in said):
            self._tell(_("Hier passt nicht alles hinein. Übernommen wird „%(text)s“.") % {"text": taken}, *names)

    def _addresses(self, name: str) -> list[str]:
        good, kept = [], []
        for where, text in self._said.get(name, ()):
            found = mails(text)
            right = [mail for mail in found.good if _valid(mail)]
            wrong = [*found.wrong, *(mail for mail in found.good if mail not in right)]
            good += right
            if wrong:
                advice = _("„%(mail)s“ ist keine E-Mail-Adresse. Bitte berichtigen Sie sie in der Datei.") % {
                    "mail": wrong[0]
                }
                self.problems.append(Notice(where, advice, text))
            if right or not where:
                kept.append((where, text))
            else:
                self.left.append(Notice(where, _("Keine E-Mail-Adresse"), text))
        self._said[name] = kept
        return list(dict.fromkeys(good))


def _valid(mail: str) -> bool:
    try:
        validate_email(mail)
    except ValidationError:
        return False
    return len(mail) <= 254


def _numbers(cells: Sequence[tuple[str, str]]) -> list[str]:
    found = (number for _where, text in cells for number in (phones(text) or (" ".join(text.split()),)))
    return list(dict.fromkeys(map(_with_zero, found)))


def _may_be_a_number(text: str) -> bool:
    return bool(phones(text)) or sum(char.isalpha() for char in text) < 4


def _with_zero(number: str) -> str:
    """What Excel takes for a number has lost the zero or the plus in front: 3751234567, 493751234567."""
    if re.fullmatch(r"49[1-9]\d{8,10}", number):
        return f"+{number}"
    return f"0{number}" if re.fullmatch(r"[1-9]\d{8,10}", number) else number


def _joined(numbers: Sequence[str]) -> str:
    """As many numbers as the field holds, the first in any case."""
    most = LONGEST["phone"]
    kept = numbers[0][:most]
    for number in numbers[1:]:
        if len(kept) + 2 + len(number) <= most:
            kept += f", {number}"
    return kept


def _shared_out(persons: Sequence[SaidPerson], own: Sequence[str], numbers: Sequence[str]) -> None:
    """To several persons one by one where there is one for each, else all to the first."""
    for place, person in enumerate(persons):
        alone = len(persons) == 1
        if alone or len(own) == len(persons):
            person.emails = tuple(own) if alone else (own[place],)
        if numbers and (alone or len(numbers) == len(persons)):
            person.phone = _joined(numbers) if alone else numbers[place]
    if len(persons) > 1 and len(own) == 1:
        persons[0].emails = (own[0],)
    if len(persons) > 1 and len(numbers) == 1:
        for person in persons:
            person.phone = numbers[0]
