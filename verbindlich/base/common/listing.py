"""The kit for a list: sorting by a header, pages of 50, links that keep the filters. The pattern is in CONTRIBUTING.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: `name` in the URL (?sort=name, ?sort=-name), `order` the fields it sorts by."""

    name: str
    label: str | Promise
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """A column's header in one request: the link that sorts by it, and how it is sorted now ("ascending", "descending", "none")."""

    label: str | Promise
    url: str
    state: str


class Sorting:
    """How a list is sorted as the request's URL says, or as `default` where it says nothing; unknown values mean the first column."""

    def __init__(self, request: HttpRequest, columns: Sequence[Column], default: str = "") -> None:
        self.params = request.GET.copy()
        wanted = self.params.get("sort", default)
        self.column = next((c for c in columns if c.name == wanted.lstrip("-")), columns[0])
        self.descending = wanted == f"-{self.column.name}"
        self.columns = columns

    @cached_property
    def headers(self) -> list[Header]:
        return [self._header(column) for column in self.columns]

    def _header(self, column: Column) -> Header:
        mine = column is self.column
        state = ("descending" if self.descending else "ascending") if mine else "none"
        wanted = f"-{column.name}" if mine and not self.descending else column.name
        return Header(column.label, self.url(sort=wanted, seite=None), state)

    def url(self, **changes: str | None) -> str:
        """This list's query string with some parameters changed; None drops one."""
        params = self.params.copy()
        for name, value in changes.items():
            params.pop(name, None)
            if value is not None:
                params[name] = value
        for name in [n for n in params if not params[n]]:
            params.pop(name)
        return f"?{params.urlencode()}"


class Listing(Sorting):
    """Rows of the database, sorted and cut into pages; page 1 where the URL names none there is."""

    def __init__(self, request: HttpRequest, rows: QuerySet[Any], columns: Sequence[Column], default: str = "") -> None:
        super().__init__(request, columns, default)
        self.rows = rows.order_by(*[f"-{field}" if self.descending else field for field in (*self.column.order, "pk")])
        self._requested = self.params.get("seite")

    def page(self) -> Page[Any]:
        return Paginator(self.rows, PAGE_SIZE).get_page(self._requested)
