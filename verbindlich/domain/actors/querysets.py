from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce

from verbindlich.base.common.german import search_words

if TYPE_CHECKING:
    from verbindlich.office.accounts.models import Municipality


class OrganisationQuerySet(models.QuerySet[Any]):
    def of(self, municipality: Municipality) -> OrganisationQuerySet:
        """The municipality's organisations that are not deleted."""
        return self.filter(municipality=municipality, deleted_at=None)

    def deleted_of(self, municipality: Municipality) -> OrganisationQuerySet:
        return self.filter(municipality=municipality, deleted_at__isnull=False)

    def matching(self, query: str) -> OrganisationQuerySet:
        """Every word must occur; umlauts and their spellings are one."""
        found = self
        for word in search_words(query):
            found = found.filter(search__contains=word)
        return found

    def parents(self) -> OrganisationQuerySet:
        """Those that have others below them."""
        return self.filter(children__deleted_at=None, children__isnull=False).distinct()

    def for_list(self) -> OrganisationQuerySet:
        """With what the list shows and sorts by: the parent, the kind's label, the parent's place in German order."""
        kinds = [When(kind=value, then=Value(str(label))) for value, label in self.model.Kind.choices]
        found: OrganisationQuerySet = self.select_related("parent").annotate(
            kind_label=Case(*kinds, default=Value("")), parent_key=Coalesce("parent__sort_key", Value(""))
        )
        return found


class PersonQuerySet(models.QuerySet[Any]):
    def of(self, municipality: Municipality) -> PersonQuerySet:
        return self.filter(municipality=municipality)
