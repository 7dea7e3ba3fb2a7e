"""What the search finds: each room says which of its rows, in which words, and who may see them (slot `search`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from verbindlich.base.common import slots
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.search.models import Audience


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as the search knows it.

    `label` and `hint` are shown and searched, `names` and `texts` only searched; label and names are also found by their sound.
    Nothing may stand here that somebody of this audience must not read on the row's own page. `key`: what its address takes
    instead of the number.
    """

    label: str
    hint: str = ""
    names: Iterable[str] = ()
    texts: Iterable[str] = ()
    phones: Iterable[str] = ()
    audience: str = Audience.ALL
    key: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A model whose rows are found. The order of sources is the order in which kinds stand on the page.

    `kind`: its name in addresses; `label`: the heading of its hits. `rows()`: those that can be found, of all municipalities, with
    all that `entry(row)` reads. `url(slug, key)`: of a row's page. `follows`: foreign keys whose row the entry quotes; `parts`: models
    with the foreign key by which they belong to a row and its entry. `more(request)`: numbers of rows that this reader
    sees although the audience does not say so; None where there are none.
    """

    model: type[Model]
    kind: str
    label: str | Promise
    rows: Callable[[], QuerySet[Any]]
    entry: Callable[[Any], Entry]
    url: Callable[[str, str], str]
    follows: tuple[str, ...] = ()
    parts: tuple[tuple[type[Model], str], ...] = ()
    more: Callable[[TenantRequest], QuerySet[Any] | None] | None = None

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @property
    def room(self) -> str:
        return self.model._meta.app_label


@cache
def sources() -> dict[str, Source]:
    """By the model's label; rooms register them when the application starts."""
    return {source.name: source for provider in slots.providers("search") for source in provider.items()}
