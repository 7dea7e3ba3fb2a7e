from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from verbindlich.office.accounts.models import Municipality, User


class MunicipalityQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> MunicipalityQuerySet:
        """Those the user is a member of. Instance administration alone opens no municipality."""
        return self.filter(memberships__user=user)


class MembershipQuerySet(models.QuerySet[Any]):
    def of(self, municipality: Municipality) -> MembershipQuerySet:
        return self.filter(municipality=municipality)

    def held_by(self, user: Any) -> MembershipQuerySet:
        return self.filter(user=user).select_related("municipality")
