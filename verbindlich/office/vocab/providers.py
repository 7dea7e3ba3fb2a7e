"""The lists' place among the settings."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from verbindlich.base.common.slots import NavItem
from verbindlich.office.accounts.tenancy import TenantRequest


def settings_nav(request: TenantRequest) -> Iterator[NavItem]:
    if request.membership.steers:
        yield NavItem(gettext_lazy("Listen"), reverse("vocab:overview", args=[request.municipality.slug]), "vocab")
