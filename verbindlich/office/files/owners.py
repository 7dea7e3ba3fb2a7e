"""What files can hang on. A room registers each model in its `AppConfig.ready()`; its own access function decides who sees what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model

from verbindlich.office.accounts.tenancy import TenantRequest


class Fetch(Protocol):
    def __call__(self, request: TenantRequest, pk: int, *, edit: bool = False) -> Any:
        """The object. Http404 for who must not know it, PermissionDenied where `edit` is more than the role may."""


@dataclass(frozen=True, slots=True)
class Owner:
    """`kind`: its name in addresses; `may_edit(request, object)`: as `fetch` says, without a query; `url(object)`: of its page."""

    model: type[Model]
    kind: str
    fetch: Fetch
    may_edit: Callable[[TenantRequest, Any], bool]
    url: Callable[[Any], str]


_owners: dict[str, Owner] = {}


def register(owner: Owner) -> None:
    _owners[owner.kind] = owner


def by_kind(kind: str) -> Owner | None:
    return _owners.get(kind)


def by_model(label: str) -> Owner | None:
    return next((owner for owner in _owners.values() if owner.model._meta.label_lower == label), None)
