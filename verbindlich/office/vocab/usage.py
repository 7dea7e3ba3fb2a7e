"""Where words are used: every foreign key of every room that points at a word, those behind many-to-many fields included."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Count, ForeignKey, Model, Q
from django.utils.translation import gettext as _

from verbindlich.office.accounts.models import Municipality
from verbindlich.office.vocab.models import Word


@dataclass(frozen=True, slots=True)
class Relation:
    """A foreign key to a word. `owner`: the model whose rows bear the word; `path`: from the key's row to it, "" if it is that row."""

    key: ForeignKey[Any, Any]
    owner: type[Model]
    path: str

    @property
    def name(self) -> str:
        """As `WordMerge.moved` keeps it: "actors.duty.task"."""
        return f"{self.key.model._meta.label_lower}.{self.key.name}"

    @property
    def rows(self) -> Any:
        return self.key.model._base_manager.all()

    @property
    def inner(self) -> bool:
        """From the words to themselves, as in a tree."""
        return self.key.model is self.key.related_model

    @property
    def behind(self) -> bool:
        """Only the table behind a many-to-many field, with nothing of its own."""
        return bool(self.key.model._meta.auto_created)


@dataclass(frozen=True, slots=True)
class Use:
    """`n` rows use the word, and `gone` ones that are deleted but may come back."""

    relation: Relation
    n: int
    gone: int = 0

    @property
    def text(self) -> str:
        """ "3 Organisationen, 1 gelöscht" """
        parts = [self._counted()] if self.n else []
        if self.gone:
            parts.append(_("%(n)d gelöscht (%(what)s)") % {"n": self.gone, "what": self._name(self.gone)})
        return ", ".join(parts)

    def _counted(self) -> str:
        said = f"{self.n} {self._name(self.n)}"
        return _("%(rows)s darunter") % {"rows": said} if self.relation.inner else said

    def _name(self, n: int) -> str:
        meta = self.relation.owner._meta
        return str(meta.verbose_name if n == 1 else meta.verbose_name_plural)


@cache
def relations(model: type[Word]) -> tuple[Relation, ...]:
    """In the order of the rooms; what stands in texts, snapshots and the trail points at no word and stays as it was."""
    keys = [
        key
        for other in apps.get_models(include_auto_created=True)
        for key in other._meta.local_fields
        if isinstance(key, ForeignKey) and key.related_model is model
    ]
    return tuple(_relation(key) for key in keys)


def _relation(key: ForeignKey[Any, Any]) -> Relation:
    for model in apps.get_models():
        for many in model._meta.local_many_to_many:
            if many.remote_field.through is key.model and many.related_model is key.related_model:
                return Relation(key, model, many.m2m_field_name())
    return Relation(key, key.model, "")


def usage(model: type[Word], municipality: Municipality, word: Word | None = None) -> dict[int, list[Use]]:
    """Of each word of a municipality (or of one) where it is used; words that nothing uses are left out. One query per relation."""
    found: dict[int, list[Use]] = defaultdict(list)
    for relation in relations(model):
        key = relation.key.name
        chosen = {key: word} if word else {f"{key}__municipality": municipality}
        rows = relation.rows.filter(**chosen).order_by().values_list(key)
        for pk, n, gone in rows.annotate(
            n=Count("pk", filter=_there(relation)), gone=Count("pk", filter=~_there(relation))
        ):
            found[pk].append(Use(relation, n, gone))
    return found


def _there(relation: Relation) -> Q:
    """Not deleted, where the owner's rows can be."""
    path = f"{relation.path}__" if relation.path else ""
    names = {field.name for field in relation.owner._meta.get_fields()}
    return Q(**{f"{path}deleted_at": None}) if "deleted_at" in names else Q(**{f"{path}pk__isnull": False})
