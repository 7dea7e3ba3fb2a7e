"""What files hang on in the directory: statutes and flyers of organisations, signed agreements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from verbindlich.domain.actors import access
from verbindlich.domain.actors.models import Agreement, Organisation
from verbindlich.office.accounts.tenancy import TenantRequest
from verbindlich.office.files.owners import Owner


def file_owners() -> Iterator[Owner]:
    yield Owner(Organisation, "organisation", access.organisation_for, _may_edit, _page("organisation-detail"))
    yield Owner(Agreement, "vereinbarung", _agreement_for, _may_edit, _page("agreement-detail"))


def _agreement_for(request: TenantRequest, pk: int, *, edit: bool = False) -> Agreement:
    return access.entry_for(request, Agreement, pk, edit=edit)


def _may_edit(request: TenantRequest, _owner: Any) -> bool:
    return access.may_edit(request)


def _page(name: str) -> Callable[[Any], str]:
    return lambda owner: reverse(f"actors:{name}", args=[owner.municipality.slug, owner.pk])
