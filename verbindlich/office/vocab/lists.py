"""The lists of words that the settings show. Rooms register theirs, and where their rows are found by a word, in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise

from verbindlich.office.vocab.models import Word
from verbindlich.office.vocab.usage import Use


@dataclass(frozen=True, slots=True)
class WordList:
    """`key`: in the address. `page`, `home`: names of the URLs of a word's own page and of the list where more than its name is kept."""

    key: str
    model: type[Word]
    label: str | Promise
    help: str | Promise
    page: str = ""
    home: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A list of rows that can be narrowed to those with a word: the URL's name, and its parameter for each kind of word."""

    url: str
    params: Mapping[type[Word], str]


_lists: dict[str, WordList] = {}
_found: dict[type[Model], Found] = {}


def register(words: WordList) -> None:
    _lists[words.key] = words


def found_at(owner: type[Model], url: str, params: Mapping[type[Word], str]) -> None:
    """Rows of `owner` with a word stand in this list."""
    _found[owner] = Found(url, params)


def every() -> list[WordList]:
    return list(_lists.values())


def known(key: str) -> WordList | None:
    return _lists.get(key)


def of(model: type[Word]) -> WordList | None:
    return next((words for words in _lists.values() if words.model is model), None)


def link(use: Use, slug: str, word: int) -> str:
    """Where the rows of this use are listed; "" where no list can be narrowed to them."""
    found = _found.get(use.relation.owner)
    param = found.params.get(use.relation.key.related_model) if found else None  # type: ignore[arg-type]
    if found is None or not param or use.relation.inner or not use.n:
        return ""
    return f"{reverse(found.url, args=[slug])}?{urlencode({param: word})}"
