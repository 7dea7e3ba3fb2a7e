"""What points at a person in texts and stored data, and the same without it.

Looked for are the whole name, the mail address and the telephone number, whatever their case and blanks. A name of one word is
not looked for in texts: it could be any word ("Rat", "Kaiser").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

GONE = "[gelöscht]"
_PLAIN = re.compile(r"[A-Za-z0-9]{3,}")
_WORD = re.compile(r"\w+")
FEWEST_DIGITS = 6  # of a telephone number that is looked for


@dataclass(frozen=True)
class Traces:
    """Of one person."""

    name: str = ""
    mail: str = ""
    phone: str = ""

    @classmethod
    def of(cls, person: Any) -> Traces:
        """Of a row with name, email and phone."""
        return cls(person.name, person.email, person.phone)

    @property
    def words(self) -> tuple[str, ...]:
        """What is looked for; () where nothing is certain enough."""
        name, phone = " ".join(self.name.split()), self.phone.strip()
        known = (
            name if " " in name else "",
            self.mail.strip(),
            phone if sum(c.isdigit() for c in phone) >= FEWEST_DIGITS else "",
        )
        return tuple(word for word in known if word)

    @property
    def hints(self) -> tuple[str, ...]:
        """A part of each of the words that every database finds whatever the case: its longest run of Latin letters and digits
        without accents, or the longest part of another script."""
        return tuple(max(_PLAIN.findall(word) or word.split(), key=len) for word in self.words)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        parts = (r"\s+".join(map(re.escape, word.split())) for word in self.words)
        found = "|".join(rf"(?<!\w){part}(?!\w)" for part in parts)
        return re.compile(found, re.IGNORECASE) if found else None

    def apart(self, text: str) -> bool:
        """Whether the parts of the name stand in a row of a table, in any order: "Łuczak; Jördis"."""
        parts = {part.casefold() for part in _WORD.findall(self.name) if len(part) > 1}
        return len(parts) > 1 and parts <= {word.casefold() for word in _WORD.findall(text)}

    def within(self, value: Any) -> bool:
        """Whether a text, or anywhere in JSON data, one of them stands."""
        if isinstance(value, str):
            return self._pattern is not None and self._pattern.search(value) is not None
        if isinstance(value, dict):
            return any(self.within(part) for pair in value.items() for part in pair)
        return isinstance(value, list | tuple) and any(map(self.within, value))

    def without(self, value: Any) -> Any:
        """The same with `GONE` in their place."""
        if isinstance(value, str):
            return self._pattern.sub(GONE, value) if self._pattern else value
        if isinstance(value, dict):
            return {self.without(key): self.without(part) for key, part in value.items()}
        return [self.without(part) for part in value] if isinstance(value, list | tuple) else value
